"""A plan with one form changed gives some expected answer otherwise, or the plan's list says why none does.

Takes every mutant of the HemaCare plan: a number off by one, `at least` for `more than`, `before` for `on or before`, `any` for
`all`, a limb negated, a day more or less, calendar days for business days, a person for another. (Another option as the base of a
reading is a deletion of that reading: `test_every_clause_matters`.)
Each is held against the questions of fact whose run reads the changed part. Those that none notices are listed in
`plans/hemacare/unasked-mutants.txt`. `make test` tries twenty, `make soak` all.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from deletions import Deletions, Way
from msgspec.structs import replace
from mutants import Mutant, mutants
from unasked import read_unasked

from dsl.calendars import OutsideCalendar
from dsl.core import Label
from dsl.load import Library
from dsl.plan import Question
from dsl.plan_files import built_in

FOLDER = built_in() / "hemacare"
UNASKED = dict(read_unasked(FOLDER / "unasked-mutants.txt"))
SAMPLED_FROM = ("edges.plan", "exchange.plan", "redemption.plan", "threshold.plan")  # whose questions notice the sample
SAMPLE = (
    "Outstanding Shares: 7190710 is 7190711", "Exempt Person item 3: not (of a kind)", "Threshold Holder whose: `times` is `divided by`",
    "Adverse Person for whom: `all of` is `any of`", "Offer Limb (i): `close` is `end`", "Remaining Rights: `minus` is `plus`",
    "Qualifying Offeror for whom (ii): `not` is left out", "Flip-in Person for whom: `any of` is `all of`", "Flip-in Party for whom (ii): not (related)",
    "Half Owner for whom (iii) (A): 1/2 is 49/100", "Exchange Open (v): `not` is left out", "Redemption Percentage: 3/20 is 4/25",
    "Announcement Period at which (i): Speaker is Holder", "Announcement Period whose [2]: not (a comparison)",
    "Redemption Deadline (i): its condition is turned round", "Extension proviso: not (a comparison of dates)",
    "Part Exchange effect: `increases by` is `decreases by`", "Redemption proviso [2]: `not` is left out",
    "Lower Threshold proviso [3]: `at least` is `more than`", "with each Issue window [2]: not (a comparison of dates)",
)  # fmt: skip
LEAST_MUTANTS = 900
MOST_UNASKED = 44
LEAST_SAMPLED = 15
PARTS = 12  # in which a soak tries them


@pytest.fixture(scope="module")
def deletions(hemacare: Library) -> Deletions:
    """The HemaCare plan with the questions of fact that come with it."""
    return Deletions(hemacare, "hemacare")


@pytest.fixture(scope="module")
def every(hemacare: Library) -> tuple[Mutant, ...]:
    """Every mutant of the plan's own rules."""
    return tuple(mutants(hemacare.plan, "plans/hemacare/"))


def noticed(deletions: Deletions, mutant: Mutant) -> Question | None:
    """A question that is answered otherwise of the mutant; one that no longer can be is noticed too."""
    way = Way(mutant.plan(deletions.plan), frozenset(), {}, mutant.question)
    try:
        return deletions.noticed(mutant.label, [way])
    except OutsideCalendar:
        return deletions.questions[0]


def mistaken(deletions: Deletions, tried: tuple[Mutant, ...]) -> list[str]:
    """The mutants that are neither noticed nor listed, and those that are both."""
    return [str(mutant) for mutant in tried if (noticed(deletions, mutant) is None) != (str(mutant) in UNASKED)]


def test_the_list_names_mutants_of_the_plan_once_each_with_a_reason(every: tuple[Mutant, ...]) -> None:
    names = [str(mutant) for mutant in every]
    listed = read_unasked(FOLDER / "unasked-mutants.txt")
    assert len(every) == len(set(names)) >= LEAST_MUTANTS
    assert {name for name, _ in listed} <= set(names)
    assert len(listed) == len(UNASKED) <= MOST_UNASKED
    assert all(len(reason.split()) > 3 for _, reason in listed)


def test_a_sample_of_the_mutants_is_noticed(hemacare: Library, every: tuple[Mutant, ...]) -> None:
    asked = tuple(question for question in hemacare.asked if Path(question.span.file).name in SAMPLED_FROM)
    few = Deletions(replace(hemacare, asked=asked), "hemacare")
    named = [mutant for mutant in every if str(mutant) in SAMPLE]
    sample = [mutant for mutant in named if str(mutant) not in UNASKED]
    assert len(named) == len(SAMPLE) == 20
    assert len(sample) >= LEAST_SAMPLED
    assert not [str(mutant) for mutant in sample if noticed(few, mutant) is None]


def test_what_is_not_changed_is_not_noticed(hemacare: Library) -> None:
    asked = tuple(question for question in hemacare.asked if Path(question.span.file).name == "edges.plan")
    few = Deletions(replace(hemacare, asked=asked), "hemacare")
    body = hemacare.plan.terms["Offer Commencement"].body
    assert noticed(few, Mutant(Label("Offer Commencement"), "nothing", body, body)) is None
    assert noticed(few, Mutant(Label("Nothing"), "nothing", None, None)) is None


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_every_mutant_is_noticed_or_listed(deletions: Deletions, every: tuple[Mutant, ...], part: int) -> None:
    assert not mistaken(deletions, every[part::PARTS])
