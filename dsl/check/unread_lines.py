"""What is told of a line of a story that is written as no event of the plan is: what is wrong in it, or how the plan says it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dsl import nodes as n
from dsl.check.context import Context
from dsl.check.usual_words import in_other_words
from dsl.diagnostics import one_of, shortened
from dsl.phrases import DAY, Pattern, likeness, pattern_of, without_holes

MOST_OFFERED = 3
AS_CLOSE = 0.1  # how much less like the sentence another phrase may be, to be offered beside the closest
NEXT_LINE = re.compile(rf"\s({DAY})(?:, after the close of business)?(?:, in either order)?:\s")  # a line that a sentence runs on into
Patterns = Mapping[str, Pattern]


def unread(context: Context, patterns: Patterns, line: n.Line) -> None:
    """Report a line that no event of the plan is written as."""
    if (following := NEXT_LINE.search(line.sentence)) is not None:
        context.report("missing-full-stop", line.sentence_span, f"Before `{following[1]}` a full stop is missing.", "End the line above with `.`")
        return
    as_the_plan = next((other for other in in_other_words(line.sentence) if any(pattern.read(other) for pattern in patterns.values())), None)
    loose = next(((event, pattern, groups) for event, pattern in patterns.items() if (groups := pattern.read_loosely(line.sentence)) is not None), None)
    if as_the_plan is None and loose is not None:
        event, pattern, groups = loose
        hole, text = _wrong_hole(context, pattern, groups)
        context.report("hole-text", line.sentence_span, f"I read this as `{event}`, but `{shortened(text)}` is no {hole.kind}.", _phrase_help(context, event))
        return
    help_text = f"If that is meant, write `{shortened(as_the_plan)}`." if as_the_plan is not None else _phrase_help(context, *_closest(patterns, line.sentence))
    context.report("unknown-sentence", line.sentence_span, f"No event of the plan is written `{shortened(line.sentence)}`.", help_text)


def _wrong_hole(context: Context, pattern: Pattern, groups: tuple[tuple[str, int, int], ...]) -> tuple[n.Hole, str]:
    for hole, (text, _, _) in zip(pattern.holes, groups, strict=True):
        if pattern_of(n.Phrase((hole,)), context.names.units).read(text) is None:
            return hole, text
    return pattern.holes[-1], groups[-1][0]


def _closest(patterns: Patterns, sentence: str) -> list[str]:
    """The events whose phrases are most like the sentence, names, numbers and days apart: one, if it is much the closest."""
    said = without_holes(sentence)
    like = {event: likeness(said, pattern.bare) for event, pattern in patterns.items()}
    ranked = sorted(like, key=lambda event: (-like[event], event))[:MOST_OFFERED]
    return [event for event in ranked if like[event] > like[ranked[0]] - AS_CLOSE]


def _phrase_help(context: Context, *events: str) -> str:
    if not events:
        return "The plan declares no events."
    shown = []
    for event in events:
        clause = context.names.table[event].clause
        assert isinstance(clause, n.EventClause)
        shown.append("`" + " ".join(p if isinstance(p, str) else "{" + f"{p.name}: {p.kind}" + "}" for p in clause.phrase.parts) + "`")
    return f"Write {one_of(shown)}."
