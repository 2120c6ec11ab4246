"""Questions typed on the command line: by the title of one in the plan, or in their own words.

What cannot be read is told with what a reader of the whole plan would say: that
a name is somebody's in some story, or that a question has nearly this title.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from msgspec.structs import replace

from dsl.diagnostics import Diagnostic, Mistakes
from dsl.load import Library, WithSources
from dsl.plan import Question
from dsl.source import NOWHERE

MOST_STORIES = 3
UNREAD = ("unknown-question", "unexpected", "cut-short", "lower-case-term")
EMPTY = "Type one, as `when is the Distribution Date?`, or leave it out to ask all that come with the plan."


def typed_questions(library: Library, texts: Sequence[str], scenario: str | None) -> list[Question]:
    """Each question that was typed, about a scenario or about nothing but the plan; raises Mistakes.

    A title is that of a question of the files named, else of the plan.
    """
    titled = {question.title: question for question in (*library.questions, *library.asked)}
    return [titled[text] if scenario is None and text in titled else _asked(library, text, scenario, list(titled)) for text in texts]


def _asked(library: Library, text: str, scenario: str | None, titles: list[str]) -> Question:
    if not text.strip(" ?\t\n"):
        raise Mistakes([Diagnostic("empty-question", NOWHERE, "There is no question here.", EMPTY)])
    try:
        return library.ask(text, scenario)
    except WithSources as mistakes:
        found = [_with_stories(library, mistakes, one, scenario) for one in mistakes.diagnostics]
        near = difflib.get_close_matches(text, titles, n=1, cutoff=0.8)
        if near and found[0].code in UNREAD:
            alone = " A question asked by its title has its own story: leave out --scenario." if scenario is not None else ""
            found[0] = replace(found[0], help=f'There is a question with the title "{near[0]}".{alone} {found[0].help}')
        raise WithSources(found, mistakes.sources) from None


def _with_stories(library: Library, mistakes: WithSources, one: Diagnostic, scenario: str | None) -> Diagnostic:
    """A mistake with the stories in which a name that was not found is somebody's."""
    source = mistakes.sources.get(one.span.file)
    if one.code != "unknown-name" or source is None:
        return one
    said = source.text[one.span.start : one.span.end].split()
    titles = [title for title, story in library.scenarios.items() if any(person.name.split() == said[: len(person.name.split())] for person in story.people)]
    if not titles:
        return one
    shown = ", ".join(f'"{title}"' for title in titles[:MOST_STORIES]) + (" and others" if len(titles) > MOST_STORIES else "")
    which = f'That is somebody in {shown}. Say which story you ask about, as --scenario "{titles[0]}".'
    there = f'Nobody in "{scenario}" has this name. ' if scenario is not None else ""
    return replace(one, help=there + which)
