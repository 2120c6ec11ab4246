"""No input is met with a traceback, and none without end: questions, stories, whole plans, outlines and receipts, spoiled.

`make test` tries a few of each kind. The campaign of `make soak` tries `CAMPAIGN` of them, over a hundred thousand in all.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from spoil import spoiled

from counsel.drawing import draw
from counsel.read_receipt import read_receipt
from dsl.calendars import OutsideCalendar
from dsl.canonical import format_source
from dsl.clauses import cut
from dsl.diagnostics import Mistakes
from dsl.filing import read_outline
from dsl.load import Library, WithSources, load, load_text
from dsl.plan import Question
from dsl.plan_files import built_in
from dsl.source import Source
from solver.ask import ask
from solver.chronicle import chronicle

PLANS = ("hemacare", "household", "rr-donnelley")
CAMPAIGN = {"questions": 80_000, "clauses": 8_000, "receipts": 10_000, "outlines": 10_000, "plans": 1_500, "stories": 300}
SAMPLE = {"questions": 60, "clauses": 30, "receipts": 20, "outlines": 10, "plans": 3, "stories": 1}
OF_FACT = ("is", "when", "what", "first", "who", "owed", "says")
ANSWERED_ONE_IN = 25  # of the questions that can be read, one in so many is answered too

Met = Callable[[random.Random], None]


@cache
def library(name: str) -> Library:
    return load(name)


@cache
def clauses() -> tuple[str, ...]:
    """Every clause of the plans that come with the program."""
    return tuple(piece.text for path in sorted(built_in().rglob("*.plan")) for piece in cut(Source(path.name, path.read_text())).clauses)


@cache
def asked(name: str) -> tuple[str, ...]:
    """Every question of a plan, in its own words."""
    found = []
    for question in library(name).questions:
        text = library(name).sources[question.node.span.file].text
        found.append(" ".join(text[question.node.span.start : question.node.span.end].split()))
    return tuple(found)


def is_met(do: Callable[[], object]) -> bool:
    """Whether it goes well; mistakes are drawn, and everything else but the limits that are known is a failure."""
    try:
        do()
    except OutsideCalendar:
        return False
    except Mistakes as found:
        sources = found.sources if isinstance(found, WithSources) else {}
        drawn = list(draw(found.diagnostics, sources))
        if len(drawn) < 2:
            raise ValueError("nothing is said of the mistakes") from found
        return False
    return True


def questions(chance: random.Random) -> None:
    name = chance.choice(PLANS)
    titles = [title for title, story in library(name).scenarios.items() if len(story.people) < 5]
    found: list[Question] = []
    is_met(lambda: found.append(library(name).ask(spoiled(chance, asked(name)), chance.choice(titles))))
    if found and found[0].form in OF_FACT and chance.randrange(ANSWERED_ONE_IN) == 0:
        is_met(lambda: ask(library(name).plan, found[0]))


def clauses_alone(chance: random.Random) -> None:
    text = spoiled(chance, clauses())
    if is_met(lambda: format_source(Source("the text", text))):
        once = format_source(Source("the text", text))
        assert format_source(Source("the text", once)) == once


def plans(chance: random.Random) -> None:
    pieces = [spoiled(chance, clauses()) for _ in range(chance.randint(1, 3))]
    is_met(lambda: load_text('use "rights".\n\n' + "\n".join(pieces)))


def stories(chance: random.Random) -> None:
    name = chance.choice(PLANS)
    told = [piece for piece in clauses() if piece.startswith("scenario")]
    found: list[Library] = []
    if is_met(lambda: found.append(load_text(f'use "{name}".\n\n{spoiled(chance, told)}'))):
        (story, *_) = found[0].titles_in(["the text"]) or [""]
        is_met(lambda: story and chronicle(found[0].plan, found[0].scenarios[story]))


@pytest.fixture
def receipt(tmp_path: Path) -> Met:
    """Receipts that were changed somewhere in their text, or in some part of what they hold."""
    kept = {"receipt": 1, "asked": {"question": "Q", "title": "T", "story": "S", "lines": []}, "plan": {"named": "hemacare", "beside": [], "files": {}},
            "answer": {"rows": [{"where": {}, "verdict": "yes"}], "rests on": [], "readings given": {}}}  # fmt: skip
    text, path = json.dumps(kept, indent=2), tmp_path / "receipt.json"

    def receipts(chance: random.Random) -> None:
        path.write_text(spoiled(chance, [text]), encoding="utf-8", errors="replace")
        is_met(lambda: read_receipt(path))

    return receipts


def outlines(chance: random.Random) -> None:
    kept = (built_in() / "hemacare" / "source.outline").read_text().splitlines()
    lines = [spoiled(chance, kept) for _ in range(5)]
    is_met(lambda: read_outline(Source("outline", "\n".join(lines))))


def met(kind: str, receipt: Met) -> Met:
    return {"questions": questions, "clauses": clauses_alone, "plans": plans, "stories": stories, "outlines": outlines, "receipts": receipt}[kind]


def campaign(kind: str, do: Met, seeds: Sequence[int]) -> Iterator[str]:
    """What each seed was met with that it should not be."""
    for seed in seeds:
        try:
            do(random.Random(f"{kind} {seed}"))
        except Exception as error:
            yield f"{kind} {seed}: {type(error).__name__}: {error}"


@pytest.mark.parametrize("kind", SAMPLE)
def test_a_few_spoiled_inputs_are_met(kind: str, receipt: Met) -> None:
    assert not list(campaign(kind, met(kind, receipt), range(SAMPLE[kind])))


@pytest.mark.soak
@pytest.mark.parametrize("kind", CAMPAIGN)
def test_a_hundred_thousand_spoiled_inputs_are_met(kind: str, receipt: Met) -> None:
    assert sum(CAMPAIGN.values()) >= 100_000
    assert not list(campaign(kind, met(kind, receipt), range(CAMPAIGN[kind])))
