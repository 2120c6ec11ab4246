"""Where the lines of a clause may break: takes a clause's nodes and text, gives places.

A `part` always starts a line, with its margin; a `limb` starts a line below
the words that lead to its list; a `joint` starts one only where the words
before it and after it do not fit on one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field

from dsl import nodes as n

MARGIN = 4
LEADING = re.compile(r"(?:\b(?:and|or|provided|unless|effect|people|given|at\s+the\s+start\s*:|if|postponed\s+to|where|otherwise|expect|"
                     r"whose|who|for\s+whom|at\s+which|other\s+than)\s+|\(\s*|,\s*)*\Z")
GROUP = re.compile(r'\s*(?:--[^\n]*\s*)*\[(?:"[^"]*"|[^"\]])*\]')
IN_STORY = re.compile(r'question\s+"[^"]*"\s+(in)\s+"')

IN_AMENDMENT = re.compile(r'\s(in)\s+"[^"]*"\s*\Z')


class Breaks(Struct, frozen=True):
    """Places in a text: `parts` with their margins, `limbs` with where their list starts and ends, `joints`, and
    the `bodies` of limbs with citations, which break before joints do.
    """

    parts: dict[int, int] = field(default_factory=dict)
    limbs: dict[int, tuple[int, int]] = field(default_factory=dict)
    joints: set[int] = field(default_factory=set)
    bodies: set[int] = field(default_factory=set)

    @property
    def places(self) -> set[int]:
        """All of them."""
        return {*self.parts, *self.limbs, *self.joints, *self.bodies}


def breaks_of(text: str, clause: n.Anything) -> Breaks:
    """The places of one clause; `text` is that of the whole file."""
    found = Breaks()
    start = _after_sources(text, clause, found)
    clause = clause.clause if isinstance(clause, n.ClauseChange) else clause  # type: ignore[assignment]
    match clause:
        case n.EventClause():
            _event(text, clause, found)
        case n.Attached():
            single = not clause.window and clause.provided is None and len(clause.effects) == 1
            if not single:
                _event(text, clause, found)
        case n.OnDate() | n.Whenever():
            found.joints.update(_before(text, effect.span.start) for effect in clause.effects[1:])
        case n.ReadingClause():
            for option in clause.options:
                found.parts[option.span.start] = MARGIN
                if option.gloss is not None:
                    found.joints.add(text.rindex('"', option.span.start, text.rindex('"', option.span.start, option.span.end)))
        case n.CalendarClause():
            found.parts.update({item.span.start: MARGIN for item in clause.items})
        case n.ScenarioClause():
            found.parts.update({_part_start(text, part): MARGIN for part in clause.parts})
        case n.AmendmentClause():
            _adopted(text, start, clause, found)
        case n.QuestionClause():
            _question(text, start, clause, found)
    _inner(text, clause, found)
    return found


def _after_sources(text: str, clause: n.Anything, found: Breaks) -> int:
    """The citations before a clause stand on lines of their own; gives where the sentence starts."""
    at = clause.span.start
    while match := GROUP.match(text, at):
        if match.end() > clause.span.end or not clause.sources:
            break
        found.parts[match.end() - len(match[0].lstrip().split("\n")[-1].lstrip())] = 0
        at = match.end()
    following = re.compile(r"(?:\s|--[^\n]*)*").match(text, at)
    assert following is not None
    found.parts[following.end()] = 0
    return following.end()


def _event(text: str, clause: n.EventClause | n.Attached, found: Breaks) -> None:
    for bound in clause.window:
        found.parts[_before(text, bound.span.start)] = MARGIN
    if isinstance(clause, n.DutyClause) and clause.due is not None:
        found.parts[clause.due.span.start] = MARGIN
    if clause.provided is not None:
        found.parts.update({_before(text, item.span.start): MARGIN for item in _joined_by_and(clause.provided)})
    if isinstance(clause, n.DutyClause) and clause.unless is not None:
        found.parts[_before(text, clause.unless.span.start)] = MARGIN
    for effect in clause.effects:
        found.parts[_before(text, effect.span.start)] = MARGIN


def _joined_by_and(condition: n.Expression) -> tuple[n.Expression, ...]:
    """The conditions that `and` joins; one after `or` goes on with the one before it."""
    if not isinstance(condition, n.Junction) or "and" not in condition.words:
        return (condition,)
    later = (item for word, item in zip(condition.words, condition.items[1:], strict=True) if word == "and")
    return (condition.items[0], *later)


def _past_comma(text: str, at: int) -> int:
    """A place after the comma that stands there."""
    while text[at] in ", \n\t":
        at += 1
    return at


def _question(text: str, start: int, clause: n.QuestionClause, found: Breaks) -> None:
    if match := IN_STORY.match(text, start):
        found.parts[match.start(1)] = MARGIN
    found.parts.update({_part_start(text, part): MARGIN for part in clause.parts})
    found.parts[clause.asked.span.start] = MARGIN
    for place, outcome in enumerate(clause.expected):
        at = _before(text, outcome.span.start)
        if place == 0:
            found.parts[at] = MARGIN
        else:
            found.joints.add(outcome.span.start)


def _adopted(text: str, start: int, clause: n.AmendmentClause, found: Breaks) -> None:
    if match := IN_AMENDMENT.search(text, start, clause.lines[0].span.start):
        found.parts[match.start(1)] = MARGIN
    found.parts.update({line.span.start: MARGIN for line in clause.lines})


def _part_start(text: str, part: n.ScenarioPart) -> int:
    return part.span.start


def _before(text: str, at: int) -> int:
    """The start of the words that lead to a place: `provided`, `and`, an opening bracket."""
    window = text[max(0, at - 80) : at]
    match = LEADING.search(window)
    assert match is not None
    lead = window[match.start() :]
    kept = len(lead) - len(lead.lstrip(" ,\n\t"))
    return at - len(lead) + kept


def _inner(text: str, node: Any, found: Breaks) -> None:
    """The limbs and joints inside a node."""
    match node:
        case n.Listed() | n.Choose():
            for limb in node.limbs:
                found.limbs[limb.span.start] = (node.limbs[0].span.start, node.limbs[-1].span.end)
                if limb.sources:
                    found.bodies.add(_after_groups(text, limb))
        case n.Relative():
            found.joints.add(_past_comma(text, node.span.start))
        case n.Postponed():
            found.joints.add(_before(text, node.to.span.start))
        case n.Where():
            found.joints.add(_before(text, node.condition.span.start))
        case n.Junction():
            kept = [item for word, item in zip(node.words, node.items[1:], strict=True) if word == node.words[0] or word == "and"]
            found.joints.update(_before(text, item.span.start) for item in kept)
    for part in _parts(node):
        if not (isinstance(node, n.Postponed) and isinstance(part, n.Where)):
            _inner(text, part, found)


def _after_groups(text: str, limb: n.Limb) -> int:
    at = limb.span.start + len(limb.label)
    while match := GROUP.match(text, at):
        at = match.end()
    following = re.compile(r"(?:\s|--[^\n]*)*").match(text, at)
    assert following is not None
    return following.end()


def _parts(node: Any) -> Iterator[Any]:
    for value in node.said():
        for part in value if isinstance(value, Sequence) and not isinstance(value, str) else (value,):
            if isinstance(part, n.Node):
                yield part
