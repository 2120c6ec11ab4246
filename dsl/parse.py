"""Parses a plan file: takes its text, gives nodes and all the mistakes of form.

Each clause is parsed by itself, so one mistake hides no other.
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
from dsl.slips import explain_slip
from dsl.source import Source, Span

MOST_NESTED = 80  # four times what the deepest clause of the plans takes
TITLED = re.compile(r'^scenario\s+"([^"]*)"', re.MULTILINE)
DECLARED = re.compile(r"(?:(?:the|a|an)\s+)?[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*")


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


def unread_names(source: Source, mistakes: tuple[Diagnostic, ...]) -> set[str]:
    """The names that clauses with mistakes of form may have declared."""
    found = set()
    for piece in cut(source).clauses:
        if any(piece.start <= mistake.span.start <= piece.start + len(piece.text) for mistake in mistakes):
            found |= {name_text(match[0]) for match in DECLARED.finditer(piece.text)}
            found |= set(TITLED.findall(piece.text))
    return found


def parse_question(source: Source) -> tuple[n.Ask | None, tuple[Diagnostic, ...]]:
    """A question typed by itself, such as `when is the Distribution Date?`."""
    text = source.text.rstrip()
    piece = ClauseText(0, text if text.endswith("?") else text + "?")
    return _parse_piece(source, piece, "asked")


def parse_value(source: Source) -> tuple[n.Expression | None, tuple[Diagnostic, ...]]:
    """A value by itself, such as the text of a hole."""
    return _parse_piece(source, ClauseText(0, source.text), "alone")


def _parse_piece(source: Source, piece: ClauseText, start: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    transformer = NodesFromTree(source.name, piece.start)
    try:
        tree = parser().parse(piece.text, start=start)
        if _is_too_deep(tree):
            return None, (_too_deep(transformer.span_of(piece)),)
        clause = transformer.transform(tree)
    except UnexpectedInput as error:
        return None, (explain_slip(source, piece, error, start),)
    except VisitError as error:  # a bug of ours, never the user's
        raise error.orig_exc from error
    except RecursionError:
        return None, (_too_deep(transformer.span_of(piece)),)
    return clause, (*transformer.diagnostics, *limb_layout(source, clause))


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
