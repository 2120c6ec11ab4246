"""Parses a plan file: takes its text, gives nodes and all the mistakes of form.

Each clause is parsed by itself, so one mistake hides none of another clause. In
a clause, what lacks the mark at its end is read on as if it were there, and a
line of a story that cannot be read is passed over.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lark import Token, Tree
from lark.exceptions import UnexpectedInput, VisitError

from dsl import nodes as n
from dsl.clauses import ClauseText, cut
from dsl.diagnostics import Diagnostic
from dsl.grammar import parser
from dsl.limb_layout import limb_layout
from dsl.nodes_from_tree import NodesFromTree, name_text
from dsl.slips import broken_off, explain_slip, head_of, read_to
from dsl.source import Source, Span
from dsl.unended import blanked, part_with, uncommented, unended

MOST_NESTED = 80  # four times what the deepest clause of the plans takes
MOST_TOLD = 20  # mistakes of form in one clause
LACKING = ("missing-full-stop", "missing-question-mark")
PARTED = re.compile(r"(scenario|question)\b")
TITLED = re.compile(r'(scenario|question|amendment)\s+"')
STORY = re.compile(r'^scenario\s+"([^"]*)"')
DECLARED = re.compile(r"(?:(?:the|a|an)\s+)?[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*")
HEADED = re.compile(rf"({DECLARED.pattern})(?:\s+of\s+{DECLARED.pattern})?\s+(?:is(?!\s+a\s+relation)|means|starts)\b")


@lru_cache(maxsize=128)
def parse(source: Source) -> tuple[n.PlanFile, tuple[Diagnostic, ...]]:
    """The clauses of a file, those that can be read, and the mistakes of the others; of the same text the same again."""
    pieces = cut(source)
    clauses: list[n.Anything] = []
    mistakes: list[Diagnostic] = []
    for piece in pieces.clauses:
        clause, found = _parse_piece(source, piece, "start")
        mistakes.extend(found)
        if clause is not None:
            clauses.append(clause)
    return n.PlanFile(source.name, tuple(clauses), pieces.headings, pieces.comments), tuple(mistakes)


def unread_names(source: Source, read: n.PlanFile, mistakes: tuple[Diagnostic, ...]) -> set[str]:
    """The names that clauses with mistakes of form may have declared, save those that lack but the mark at an end."""
    found = set()
    for piece in cut(source).clauses:
        here = range(piece.start, piece.start + len(piece.text))
        is_read = any(clause.span.start in here for clause in read.clauses)
        if not is_read or any(mistake.span.start in here and mistake.code not in LACKING for mistake in mistakes):
            found |= _may_declare(piece.text)
    return found


def _may_declare(text: str) -> set[str]:
    """The names that a clause may declare, as far as one that cannot be read tells."""
    head = text[head_of(text) :]
    if TITLED.match(head):
        return set(STORY.findall(head))
    if term := HEADED.match(head):
        return {name_text(term[1])}
    return {name_text(match[0]) for match in DECLARED.finditer(head)}


def parse_question(source: Source) -> tuple[n.Ask | None, tuple[Diagnostic, ...]]:
    """A question typed by itself, such as `when is the Distribution Date?`."""
    text = source.text.rstrip()
    piece = ClauseText(0, text if text.endswith("?") else text + "?")
    return _parse_piece(source, piece, "asked")


def parse_value(source: Source) -> tuple[n.Expression | None, tuple[Diagnostic, ...]]:
    """A value by itself, such as the text of a hole."""
    return _parse_piece(source, ClauseText(0, source.text), "alone")


def _parse_piece(source: Source, piece: ClauseText, start: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    """A clause, None where it cannot be read, and its mistakes; what lacks the mark at its end is read on as if it were there."""
    transformer = NodesFromTree(source.name, piece.start)
    found: list[Diagnostic] = []
    is_whole = True
    while True:
        try:
            tree = parser().parse(piece.text, start=start)
            if _is_too_deep(tree):
                return None, (*found, _too_deep(transformer.span_of(piece)))
            clause = transformer.transform(tree)
        except UnexpectedInput as error:
            slip, rest, only_lacked = _gone_on(source, piece, error, start)
            found.append(slip)
            if rest is None or len(found) == MOST_TOLD:
                return None, tuple(found)
            piece, is_whole = rest, is_whole and only_lacked
            continue
        except VisitError as error:  # a bug of ours, never the user's
            raise error.orig_exc from error
        except RecursionError:
            return None, (*found, _too_deep(transformer.span_of(piece)))
        return clause if is_whole else None, (*found, *transformer.diagnostics, *limb_layout(source, clause))


def _gone_on(source: Source, piece: ClauseText, error: UnexpectedInput, start: str) -> tuple[Diagnostic, ClauseText | None, bool]:
    """The mistake at which a clause broke off, the clause without it where there is more to read, and whether a mark was all it lacked."""
    text = uncommented(piece.text)
    at = broken_off(text, error)
    lacking = unended(text, at, lambda tried: read_to(tried, start))
    if lacking is not None:
        return lacking.mistake(source.name, piece.start), ClauseText(piece.start, lacking.text), True
    slip = explain_slip(source, piece, error, start)
    part = part_with(text, at) if PARTED.match(text, head_of(text)) else None
    if part is None or not text[part[1] :].strip():
        return slip, None, False
    return slip, ClauseText(piece.start, blanked(text, *part)), False


def _is_too_deep(tree: Tree[Token]) -> bool:
    """Whether a sentence is nested deeper than everything that reads it can go; found without going down into it."""
    level: list[Tree[Token]] = [tree]
    for _ in range(MOST_NESTED):
        level = [child for parent in level for child in parent.children if isinstance(child, Tree)]
        if not level:
            return False
    return True


def _too_deep(span: Span) -> Diagnostic:
    return Diagnostic("too-deep", span, "This clause is nested too deeply.", "Split it: give the inner parts names of their own with `means`.")
