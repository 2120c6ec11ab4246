"""Phrases with holes: one sentence form, read and written.

`{Buyer: Person} buys {Amount: shares}` reads `Orion buys 100 shares` and
writes it back. Two phrases that could match one sentence are found by walking
both at once (`shared_sentence`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from dsl import nodes as n
from dsl.kinds import Unit

NAME = r"(?:(?:the|a|an)\s+)?[A-Z](?:[\w&'’/-]|\.(?=\w))*(?:\s+[A-Z](?:[\w&'’/-]|\.(?=\w))*)*"
DAY = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+\d{1,2},\s+\d{4}|\d{4}-\d{2}-\d{2}"
)
HOLE = "{}"  # the mark of a hole
LIKE = 0.6
AMOUNT = r"\d[\d,]*(?:\.\d+|(?:\s+\d[\d,]*)?/\d[\d,]*)?"
NUMBER = rf"\$?(?:{AMOUNT}|\.\d+)%?(?:\s+[a-z]+)?(?:\s+per\s+\w+)?"


class Pattern(Struct, frozen=True):
    """A phrase made ready to read sentences: `holes` are the groups of `regex`, in order; `bare` are its words, each hole a mark."""

    regex: re.Pattern[str]
    loose: re.Pattern[str]
    holes: tuple[n.Hole, ...]
    bare: tuple[str, ...]

    def read(self, sentence: str) -> tuple[tuple[str, int, int], ...] | None:
        """The text of each hole with its place in the sentence, or None."""
        match = self.regex.fullmatch(sentence)
        return _groups(match) if match else None

    def read_loosely(self, sentence: str) -> tuple[tuple[str, int, int], ...] | None:
        """The same where a hole may hold anything: to say which hole is wrong."""
        match = self.loose.fullmatch(sentence)
        return _groups(match) if match else None


def _groups(match: re.Match[str]) -> tuple[tuple[str, int, int], ...]:
    count = match.re.groups
    return tuple((match[i], match.start(i), match.end(i)) for i in range(1, count + 1))


def pattern_of(phrase: n.Phrase, units: Mapping[str, Unit]) -> Pattern:
    """A phrase made ready to read sentences."""
    strict, loose, holes, bare = [], [], [], []
    for part in phrase.parts:
        if isinstance(part, str):
            literal = r"\s+".join(re.escape(word) for word in part.split())
            strict.append(literal)
            loose.append(literal)
            bare.extend(part.split())
        else:
            strict.append(f"({_hole_regex(part, units)})")
            loose.append(r"(\S.*?)")
            holes.append(part)
            bare.append(HOLE)
    return Pattern(re.compile(r"\s+".join(strict)), re.compile(r"\s+".join(loose)), tuple(holes), tuple(bare))


def without_holes(sentence: str) -> tuple[str, ...]:
    """The words of a sentence, with a mark for each name, number with its unit, or day."""
    return tuple(re.sub(rf"{DAY}|{NUMBER}|{NAME}", HOLE, sentence).split())


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two phrases are, from 0 to 1: by their words in order, each by its letters."""
    alike = sum(max((_alike(word, near) for near in other), default=0.0) for word in one)
    again = sum(max((_alike(word, near) for near in one), default=0.0) for word in other)
    return (alike + again) / max(1, len(one) + len(other))


def _alike(word: str, other: str) -> float:
    """How alike two words are; words that share little are not alike at all."""
    ratio = difflib.SequenceMatcher(None, word, other).ratio()
    return ratio if ratio > LIKE else 0.0


def _hole_regex(hole: n.Hole, units: Mapping[str, Unit]) -> str:
    if hole.kind == "percent":
        return rf"{AMOUNT}%"
    if hole.kind == "day":
        return DAY
    unit, _, per = hole.kind.partition(" per ")
    if unit not in units:
        return NAME
    each = _unit(per, units)
    tail = rf"\s+per\s+(?:{each.name}|{each.singular})" if each else ""
    if unit == "dollars":
        return rf"\$(?:{AMOUNT}|\.\d+){tail}"
    return rf"{AMOUNT}\s+(?:{unit}|{units[unit].singular}){tail}"


def _unit(word: str, units: Mapping[str, Unit]) -> Unit | None:
    """A unit by its plural or its singular, as it follows `per`."""
    return next((unit for unit in units.values() if word in (unit.name, unit.singular)), None)


def write_sentence(phrase: n.Phrase, values: Mapping[str, str]) -> str:
    """The phrase with its holes filled; each value is already text."""
    return " ".join(part if isinstance(part, str) else values[part.name] for part in phrase.parts)


# ---- collisions ---------------------------------------------------------------------

# A phrase as steps over words: each step takes one word, and a Name step may repeat.
# A step is (what it takes, a sample word); `what` is a literal or a class of words.
Step = tuple[str, str, bool]  # what, sample, may repeat


def shared_sentence(one: n.Phrase, other: n.Phrase, units: Mapping[str, Unit]) -> str | None:
    """A sentence that both phrases match, or None."""
    left, right = _steps(one, units), _steps(other, units)
    todo: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
    seen = {(0, 0)}
    while todo:
        i, j, said = todo.pop(0)
        if i == len(left) and j == len(right):
            return " ".join(said)
        if i == len(left) or j == len(right):
            continue
        word = _common_word(left[i], right[j])
        if word is None:
            continue
        for place in _next_places(i, left[i], j, right[j]):
            if place not in seen:
                seen.add(place)
                todo.append((*place, (*said, word)))
    return None


def _next_places(i: int, left: Step, j: int, right: Step) -> list[tuple[int, int]]:
    """Where both may stand after one word: a step that repeats may stay."""
    lefts = [i + 1, i] if left[2] else [i + 1]
    rights = [j + 1, j] if right[2] else [j + 1]
    return [(a, b) for a in lefts for b in rights if (a, b) != (i, j)]


def _common_word(left: Step, right: Step) -> str | None:
    (what, sample, _), (other, other_sample, _) = left, right
    if what == other:
        return sample
    for one, word in ((what, other_sample), (other, sample)):
        literal = other if one is what else what
        if one == "<name>" and not literal.startswith("<") and literal[:1].isupper():
            return word
    return None


def _steps(phrase: n.Phrase, units: Mapping[str, Unit]) -> Sequence[Step]:
    steps: list[Step] = []
    for part in phrase.parts:
        if isinstance(part, str):
            words = part.split()
            steps.extend((w, w, False) for w in words if w not in ("the", "a", "an"))
        else:
            steps.extend(_hole_steps(part, units))
    return steps


def _hole_steps(hole: n.Hole, units: Mapping[str, Unit]) -> list[Step]:
    if hole.kind == "percent":
        return [("<percent>", "15%", False)]
    if hole.kind == "day":
        return [("<day>", "March 3, 1998", False)]
    unit, _, per = hole.kind.partition(" per ")
    if unit not in units:
        return [("<name>", "Orion", True)]
    each = _unit(per, units)
    after: list[Step] = [("per", "per", False), (each.name, each.singular, False)] if each else []
    if unit == "dollars":
        return [("<money>", "$5.00", False), *after]
    return [("<number>", "100", False), (unit, unit, False), *after]
