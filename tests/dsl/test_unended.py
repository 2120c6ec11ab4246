"""A missing mark at the end of a sentence hides no other mistake, and none is told that the mended text would not have.

Shipped files are spoiled in two places; what is said of both must be what is said of each alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from dsl.clauses import cut
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.load import load_text
from dsl.parse import parse
from dsl.plan_files import built_in
from dsl.source import Source

PLAIN = re.compile(r'"[^"\n]*(?:\n[ \t][^"\n]*)*"|--[^\n]*|\[[^\]]*\]')
QUICK = ("household", "rr-donnelley")  # plans that are checked in a moment
SAMPLE, CAMPAIGN = 24, 2_000

Spoil = tuple[str, int, str]  # how, where, and the words there


def said(text: str, folder: Path) -> set[Diagnostic]:
    try:
        load_text(text, "the text", folder)
    except Mistakes as found:
        return set(found.diagnostics)
    return set()


@cache
def sound_files(plans: Sequence[str]) -> tuple[Path, ...]:
    """The files of plans that can be read by themselves."""
    found = (path for plan in plans for path in sorted((built_in() / plan).rglob("*.plan")))
    return tuple(path for path in found if not said(path.read_text(), path.parent))


def places(text: str) -> dict[str, list[int]]:
    """Where a mark ends a sentence, and where a word stands of which two letters can be exchanged."""
    bare = PLAIN.sub(lambda match: re.sub(r"[^\n]", "#", match[0]), text)
    return {
        "mark": [match.start() for match in re.finditer(r"[.?](?=[ \t]*\n|$)", bare)],
        "word": [match.start() for match in re.finditer(r"\b[A-Za-z]{5,}\b", bare) if match[0][2] != match[0][3]],
    }


def spoiled(text: str, how: str, at: int) -> str:
    """The text without a mark, or with two letters of a word exchanged; nothing else moves."""
    if how == "mark":
        return f"{text[:at]} {text[at + 1 :]}"
    return text[: at + 2] + text[at + 3] + text[at + 2] + text[at + 4 :]


def twice_spoiled(seed: int, files: Sequence[Path]) -> tuple[Path, str, tuple[str, int], tuple[str, int]] | None:
    """A file and two places in it, half of the time in one clause; None where a word breaks the clause of the mark, which then is read no further."""
    chance = random.Random(seed)
    path = chance.choice(files)
    text = path.read_text()
    known = places(text)
    mark, how = chance.choice(known["mark"]), chance.choice(("mark", "word"))
    clause = next(range(piece.start, piece.start + len(piece.text)) for piece in cut(Source("it", text)).clauses if mark in range(piece.start, piece.start + len(piece.text)))
    near = [place for place in known[how] if place in clause and place != mark]
    other = chance.choice(near if near and chance.random() < 0.5 else [place for place in known[how] if place != mark])
    if other in clause and how == "word" and parse(Source("it", spoiled(text, how, other)))[1]:
        return None
    return path, text, ("mark", mark), (how, other)


def wrong(seeds: Sequence[int], files: Sequence[Path]) -> Iterator[str]:
    """What is hidden or invented where two places are spoiled."""
    for seed in seeds:
        drawn = twice_spoiled(seed, files)
        if drawn is None:
            continue
        path, text, one, other = drawn
        each = said(spoiled(text, *one), path.parent) | said(spoiled(text, *other), path.parent)
        both = said(spoiled(spoiled(text, *one), *other), path.parent)
        for what, found in (("hidden", each - both), ("invented", both - each)):
            yield from (f"{seed} {path.name}, {what}: {mistake.code} {mistake.problem}" for mistake in found)


def test_of_two_mistakes_both_are_told_and_no_other() -> None:
    assert not list(wrong(range(SAMPLE), sound_files(QUICK)))


@pytest.mark.soak
def test_of_two_mistakes_both_are_told_in_every_plan() -> None:
    """An amendment is looked at in a plan without mistakes only, so that its own are told once the others are mended."""
    files = tuple(path for path in sound_files((*QUICK, "hemacare")) if "amendment" not in path.read_text())
    assert not list(wrong(range(CAMPAIGN), files))


MANY: tuple[tuple[str, list[str]], ...] = (
    ('scenario "x"\n    people A is a Broker\n    at the start: B is 5 shares\n    May 1, 1998: A buys 5 shares\n    May 2, 1998: A buys 5 shares',
     ["missing-full-stop"] * 4),
    ('scenario "x"\n    people A is a Broker -- so far\n    -- nothing\n    given B reads C\n    May 1, 1998: A buys 5 shares.', ["missing-full-stop"] * 2),
    ('scenario "x"\n    May 1, 1998: A buys 5 shares\n    given Later Dates reads Literal.\n    May 2, 1998, A buys 5 shares.\n    May 3, 1998: A buys 5 shares',
     ["missing-full-stop", "unexpected", "missing-full-stop"]),
    ('scenario "x"\n    May 1, 1998: A buys 5 shares and is\n    given Notice by B.', []),
    ('question "x"\n    given A reads B\n    when is the Record Date\n    expect May 1, 1998', ["missing-full-stop", "missing-question-mark", "missing-full-stop"]),
    ('question "x"\n    is A a B.\n    expect yes', ["missing-question-mark", "missing-full-stop"]),
    ('question "x"\n    given A raeds B.\n    at the start C is 5 shares.\n    is A a B.', ["misspelt", "unexpected", "missing-question-mark"]),
    ("Foo is 20%\n\nBar is 30%", ["missing-full-stop"] * 2),
    ("Foo means", ["cut-short"]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), MANY)
def test_what_is_said_of_a_clause_with_several_mistakes(text: str, codes: list[str]) -> None:
    assert [mistake.code for mistake in parse(Source("it", text))[1]] == codes


def test_a_sentence_without_its_mark_is_read() -> None:
    (clause,) = parse(Source("it", "Foo is 20% -- of all"))[0].clauses
    assert clause == parse(Source("it", "Foo is 20%."))[0].clauses[0]


STORY = """use "rights".

scenario "x"
    people Ada is a Stockholdr, Bert is a Subsidary.
    at the start: Outstanding Shares is 100 shares.
    May 1, 2001: Ada buys 5 shares.

question "who"
    in "x"
    is Ada a Plan Trustees?

question "both"
    in "x"
    is it so that a Stockholdr has Shares Hld of at least 5 shares?
"""


def test_a_misspelt_kind_gets_the_likely_one_and_nothing_follows_from_it() -> None:
    """`Plan Trustees` is a plural and no mistake; of the last question both words are told."""
    told = sorted(said(STORY, Path()), key=lambda mistake: mistake.span.start)
    assert [(mistake.problem, mistake.help) for mistake in told] == [
        ("`Stockholdr` is no kind of Person.", "Did you mean `Stockholder`?"),
        ("`Subsidary` is no kind of Person.", "Did you mean `Subsidiary`?"),
        ("I cannot find `Stockholdr` in this plan.", "Did you mean `Stockholder`?"),
        ("I cannot find `Shares Hld` in this plan.", "Did you mean `Shares Held`?"),
    ]
