"""Numbers are written exactly, can be read again, and say where a decimal is only near."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsel.words import value_words
from dsl import nodes as n
from dsl.diagnostics import Mistakes
from dsl.kinds import COUNT, PEOPLE, RATIO, Number, Unit
from dsl.load import load_text
from dsl.parse import parse_value
from dsl.plan import Plan
from dsl.source import Source
from dsl.written import write_near, write_number
from solver.ask import ask

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 18,000,000 shares.
[assume "a"]
Price is $.001 per right.
[assume "a"]
Rights Held of a Person means 1 right per share times Shares Held.
[assume "a"]
Redemption Cost means the sum of rounded up to a whole cent of (Price times Rights Held) over Persons other than the Company.
[assume "a"]
Ownership of a Person means Beneficial Ownership divided by Outstanding Shares.
[assume "a"]
event Setting: "the Board sets {Rate: percent} and {Fee: dollars per share}".
scenario "A story"
    people Orion is a Stockholder, Vega is a Stockholder.
    June 1, 2001: Orion buys 2,000,000 shares.
    June 1, 2001: Vega buys 1,001 shares.
    June 2, 2001: the Board sets 11 1/9% and $2 1/3 per share.
"""
HOW_MANY = "the number of Persons, other than the Company, whose Shares Held is more than 0 shares"
UNITS = {"Persons": PEOPLE, "shares": Unit("shares", "share", True), "dollars": Unit("dollars", "dollar", False)}
DOLLARS_PER_SHARE = Number((("dollars", 1), ("shares", -1)))
KINDS = (RATIO, Number((("dollars", 1),)), DOLLARS_PER_SHARE, Number((("shares", 1),)), COUNT)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_text(PLAN).plan


@given(st.fractions(min_value=0, max_value=10**7, max_denominator=10**30), st.sampled_from(KINDS))
def test_a_number_written_is_read_again(value: Fraction, kind: Number) -> None:
    node, mistakes = parse_value(Source("the number", write_number(value, kind, UNITS)))
    assert isinstance(node, n.Quantity)
    assert not mistakes
    assert node.amount == value


@pytest.mark.parametrize(("value", "kind", "text", "near"), [
    (Fraction(1, 9), RATIO, "11 1/9%", "11.1111%"),
    (Fraction(1, 900), RATIO, "1/9%", "0.1111%"),
    (Fraction(3, 20), RATIO, "15%", ""),
    (Fraction(1, 1000), DOLLARS_PER_SHARE, "$0.001 per share", ""),
    (Fraction(7, 3), DOLLARS_PER_SHARE, "$2 1/3 per share", "$2.3333 per share"),
    (Fraction(75, 32), DOLLARS_PER_SHARE, "$2.34375 per share", ""),
    (Fraction(1, 3), KINDS[3], "1/3 shares", "0.3333 shares"),
])  # fmt: skip
def test_exact_first_and_the_decimal_beside_it(plan: Plan, value: Fraction, kind: Number, text: str, near: str) -> None:
    assert (write_number(value, kind, plan.units), write_near(value, kind, plan.units)) == (text, near)
    assert value_words(value, kind, plan) == (f"{text} (about {near})" if near else text)


@pytest.mark.parametrize(("question", "expected", "missed"), [
    ("what is Ownership of Orion?", "11 1/9%", False),
    ("what is Ownership of Orion?", "11.1111%", True),
    ("what is Redemption Cost?", "$2,001.01", False),  # $2,000.00, and $1.001 rounded up for Vega alone
    ("what is Redemption Cost?", "$2,001.00", True),
    (f"what is {HOW_MANY}?", "2 Persons", False),  # Orion and Vega
    (f"is {HOW_MANY} more than 1 Person?", "yes", False),
    (f"is {HOW_MANY} more than 2 Persons?", "yes", True),
    (f"what is 100 shares times {HOW_MANY}?", "200 shares", False),
    (f"what is ({HOW_MANY}) divided by 4 Persons?", "50%", False),
])  # fmt: skip
def test_an_expectation_states_the_exact_number(question: str, expected: str, missed: bool) -> None:
    library = load_text(PLAN + f'\nquestion "Q"\n    in "A story"\n    {question}\n    expect {expected}.\n')
    assert bool(ask(library.plan, library.asked[0]).missed) == missed


@pytest.mark.parametrize(("question", "expected"), [
    (f"what is {HOW_MANY}?", "200%"), (f"what is {HOW_MANY}?", "2 shares"), ("what is the most that Outstanding Shares can be?", "100%"),
])  # fmt: skip
def test_an_expectation_has_the_unit_of_the_answer(question: str, expected: str) -> None:
    with pytest.raises(Mistakes) as caught:
        load_text(PLAN + f'\nquestion "Q"\n    in "A story"\n    {question}\n    expect {expected}.\n')
    assert [mistake.code for mistake in caught.value.diagnostics] == ["unit-mismatch"]


def test_a_story_states_parts_too() -> None:
    line = load_text(PLAN).scenarios["A story"].lines[-1]
    assert dict(line.values) == {"Rate": Fraction(1, 9), "Fee": Fraction(7, 3)}


def test_a_part_with_too_many_figures_is_one_mistake() -> None:
    """And commas are no figures: of forty there may be forty."""
    _, mistakes = parse_value(Source("the number", f"1/1{'0' * 40}%"))
    assert [mistake.code for mistake in mistakes] == ["number-too-long"]
    node, mistakes = parse_value(Source("the number", f"1/1{',000' * 13}%"))
    assert not mistakes
    assert isinstance(node, n.Quantity)
    assert node.amount == Fraction(1, 100 * 10**39)
