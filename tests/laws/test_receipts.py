"""Every receipt of an answer is verified, and a forged `impossible` where there is a path never is, nor ways of which some are kept back.

On generated plans and, in the long campaign, on every question that comes with a plan.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from test_every_way import made as with_ways
from test_search_and_explorer import made
from test_shipped_questions import PLANS as SHIPPED

from counsel.receipt import make_receipt, to_keep
from counsel.receipt_text import ReadBack
from counsel.verify import verify
from dsl.calendars import OutsideCalendar
from dsl.load import Library, load
from dsl.plan import Question
from solver.answer import Answer, Finding, Row
from solver.ask import ask
from solver.drawn import Barred, OutOfReach, RouteMap
from solver.needs import wholes
from solver.recheck import Check
from solver.recheck_told import grounded
from solver.undecided import Undecided
from solver.ways_told import answer_of, as_asked, drawn_anew

PLANS = 14
CAMPAIGN = range(1000, 1300)
Checked = Callable[[str, Library, Question, Counter[str]], None]
FEW_WITH_WAYS, MANY_WITH_WAYS = (18,), range(1000, 1200)


def checks_of(name: str, kept: ReadBack, answer: Answer) -> list[Check]:
    """Everything that is checked of the receipt of an answer, as it is read from a file."""
    receipt = json.loads(json.dumps(make_receipt(name, (), kept, answer)))
    return list(verify(Path("receipt.json"), receipt, 60, None))


def wrong(checks: list[Check]) -> list[Check]:
    return [check for check in checks if check.found == "not so"]


def check(name: str, library: Library, question: Question, seen: Counter[str]) -> None:
    kept = to_keep(name, (), library.plan, question)
    answer = ask(kept.plan, kept.question, 20)
    found = checks_of(name, kept, answer)
    assert not wrong(found), (question.title, wrong(found))
    seen[f"{question.form} {answer.headline.verdict}"] += 1
    seen[question.form] += 1
    row = answer.rows[0]
    if question.form == "can" and row.finding.verdict == "possible":
        forged = replace(answer, rows=(Row(row.under, Finding("impossible")), *answer.rows[1:]))
        said = wrong(checks_of(name, kept, forged))
        assert any("it finds that there is one" in check.why for check in said), (question.title, said)
        seen["forged"] += 1


def check_ways(name: str, library: Library, question: Question, seen: Counter[str]) -> None:
    """A receipt of ways is verified; where a route that can be gone is said to lead nowhere, whether proved or tried, it is not."""
    kept = to_keep(name, (), library.plan, question)
    answer = ask(kept.plan, kept.question, 20)
    found = checks_of(name, kept, answer)
    assert not wrong(found), (question.title, wrong(found))
    seen[answer.headline.verdict] += 1
    seen["tried"] += any(barred.shown_by is None for its in answer.maps for there in its.routes for barred in there.barred)
    gone = [(place, number) for place, its in enumerate(answer.maps) for number, there in enumerate(its.routes) if there.trodden]
    for place, number in gone[:1]:
        for proof in (None, OutOfReach("", number, (), ("no event by itself brings about what is asked",))):
            checks = checks_of(name, kept, kept_back(kept, answer, place, number, proof))
            has_excuse = drawn_anew(kept.plan, answer)[place][0].routes[number].excuse is not None
            expected = ("it finds that there is one", "nothing is said of ways by") if has_excuse else ("it finds that there is one",)
            assert any(why in check.why for check in wrong(checks) for why in expected), (question.title, checks)
            seen["kept back"] += 1


def kept_back(kept: ReadBack, answer: Answer, place: int, number: int, proof: OutOfReach | None) -> Answer:
    """The answer where a route is said to lead nowhere at all, by a proof or a trial, and that goes with all else that it says."""
    drawn = list(drawn_anew(kept.plan, answer))
    scene, its = drawn[place]
    proofs = its.proofs
    if proof is not None:
        need = next(iter(wholes(scene.routes[number], scene.whole.task)))
        proofs = (*its.proofs, replace(proof, need=need.says))
    there = RouteMap((), (Barred((), len(proofs) - 1 if proof is not None else None),))
    drawn[place] = scene, replace(its, routes=(*its.routes[:number], there, *its.routes[number + 1 :]), proofs=proofs)
    return grounded(kept.plan, answer_of(kept.plan, as_asked(answer), drawn, is_whole=True))


def campaign_of_ways(seeds: Iterable[int], folder: Path) -> Counter[str]:
    seen = compared(seeds, folder, with_ways, lambda library: library.asked, check_ways)
    for wanted in ("ways", "kept back"):
        assert seen[wanted], dict(seen)
    return seen


def campaign(seeds: range, folder: Path) -> None:
    seen = compared(seeds, folder, made, lambda library: library.questions, check)
    for wanted in ("can", "may", "extreme", "forged"):
        assert seen[wanted] >= 0.03 * len(seeds), dict(seen)


def compared(
    seeds: Iterable[int], folder: Path, make: Callable[[int], tuple[Library, Any] | None], asked: Callable[[Library], Iterable[Question]], check_one: Checked
) -> Counter[str]:
    """What was seen of the receipts of generated plans, each of them checked."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        generated = make(seed)
        if generated is None:
            continue
        path = folder / f"generated{seed}.plan"
        path.write_text(generated[0].sources["the text"].text)
        library = load(path)
        for question in asked(library):
            try:
                check_one(str(path), library, question, seen)
            except (OutsideCalendar, Undecided):
                seen["outside"] += 1
            except AssertionError as error:
                raise AssertionError(f"seed {seed}") from error
    return seen


@pytest.mark.soak
def test_receipts_of_windows_are_verified_where_more_must_always_hold(tmp_path: Path) -> None:
    seen = compared(range(1000, 1200), tmp_path, lambda seed: made(seed, always=True), lambda library: library.questions, check)
    assert seen["may windows"] > 50, dict(seen)


def test_receipts_of_ways_of_generated_plans_are_verified(tmp_path: Path) -> None:
    campaign_of_ways(FEW_WITH_WAYS, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_receipts_of_ways_of_many_generated_plans_are_verified(part: int, tmp_path: Path) -> None:
    seen = campaign_of_ways(MANY_WITH_WAYS[part::10], tmp_path)
    assert seen["tried"], dict(seen)


def test_receipts_of_generated_plans_are_verified(tmp_path: Path) -> None:
    campaign(range(PLANS), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_receipts_of_many_generated_plans_are_verified(part: int, tmp_path: Path) -> None:
    campaign(CAMPAIGN[part::10], tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", SHIPPED)
def test_receipts_of_every_question_of_a_plan_are_verified(name: str) -> None:
    library = load(name)
    for question in library.asked:
        check(name, library, question, Counter())
