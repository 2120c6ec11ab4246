"""Inverse questions with answers derived by hand, and the arithmetic under them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.load import load_text
from dsl.ranges import Range, whole_ranges
from solver.answer import Answer, Finding
from solver.ask import ask
from solver.polynomial import Polynomial, roots

# A holder of 20% of 10,000,000 shares whose Rights are void; every other share carries one Right, which buys shares
# worth twice the exercise price of $20.00.
PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 10,000,000 shares.
[assume "a"]
input Market Price in dollars per share.
[assume "a"]
input Own Price of a Person in dollars per share, default $5.00 per share.
[assume "a"]
input Sold in shares.
[assume "a"]
input Cut in percent.
[assume "a"]
input Free Price in dollars per share, default $0.00 per share.
[assume "a"]
input Court Approval as yes or no.
[assume "a"]
Exercise Price is $20.00 per right.
[assume "a"]
Worth means 2 rights per right times Exercise Price divided by Market Price.
[assume "a"]
Other Rights means 1 right per share times (Outstanding Shares minus the greatest Shares Held over Persons).
[assume "a"]
New Shares means rounded down to a whole share of (Other Rights times Worth).
[assume "a"]
Ownership of a Person means Shares Held divided by (Outstanding Shares plus New Shares).
[assume "a"]
Smooth Ownership of a Person means Shares Held divided by (Outstanding Shares plus Other Rights times Worth).
[assume "a"]
reading Rounding is
    Down (base, because "a"), "b"; or
    None, "c".
[assume "a"]
Read Ownership of a Person means Ownership where Rounding reads Down, otherwise Smooth Ownership.
[assume "a"]
event Setting: "the Board sets {Least: dollars per share}"
    provided Market Price is at least Least.
scenario "A holder of 20%"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 2,000,000 shares.
"""
PLAN = PLAN.replace("2 rights per right times ", "200% of ")


def answer(question: str, lines: str = "", expect: str = "", seconds: float = 10) -> Answer:
    text = PLAN + "".join(f"    {line}.\n" for line in lines.split("; ") if line)
    library = load_text(text + f'question "Q"\n    in "A holder of 20%"\n    {question}?\n' + (f"    expect {expect}.\n" if expect else ""))
    return ask(library.plan, library.asked[0], seconds)


def found(question: str, lines: str = "", seconds: float = 10) -> Finding:
    return answer(question, lines, seconds=seconds).headline


@pytest.mark.parametrize(("question", "expected"), [
    # 2,000,000 / (10,000,000 + 8,000,000 x 40 / P) < 12%  <=>  320,000,000 / P > 6,666,666.67  <=>  P < 48
    ("at what Market Price is Smooth Ownership of Orion less than 12%", "less than $48.00 per share"),
    ("at what Market Price is Smooth Ownership of Orion at most 12%", "at most $48.00 per share"),
    ("for what Market Price does Smooth Ownership of Orion equal 12%", "$48.00 per share"),
    ("at what Market Price is Smooth Ownership of Orion more than 12%", "more than $48.00 per share"),
    # one new share a Right is P = 40: 2,000,000 / 18,000,000
    ("for what Market Price does Smooth Ownership of Orion equal 11 1/9%", "$40.00 per share"),
    ("for what Market Price does Smooth Ownership of Orion equal 11.1111%", "at $39 88,881/88,889 per share"),
    ("at what Market Price is Smooth Ownership of Orion 20%", "at no value"),
    ("at what Market Price is Smooth Ownership of Orion at least 25%", "never"),
    ("at what Market Price is Smooth Ownership of Orion at most 25%", "at every value"),
    # 12% asks for 6,666,667 whole shares: at P just above 320,000,000 / 6,666,667 there is one less, and 12% is not undercut
    ("at what Market Price is Ownership of Orion less than 12%", "at most $47 6,666,651/6,666,667 per share"),
    # exactly 8,000,000 new shares: from just above 320,000,000 / 8,000,001 to $40.00
    ("for what Market Price does New Shares equal 8,000,000 shares", "more than $39 7,999,961/8,000,001 per share and at most $40.00 per share"),
    ("at what Market Price is it so that Ownership of Orion is at least 5% and Ownership of Orion is at most 11 1/9%",
     "more than $10 19,999,990/30,000,001 per share and at most $40.00 per share"),
    ("at what Market Price is it so that Market Price is less than $1.00 per share or Market Price is $2.00 per share or Market Price is more than $3.00 per share",
     "less than $1.00 per share or at $2.00 per share or more than $3.00 per share"),
    # of somebody; the default gives way to what is asked
    ("at what Own Price of Orion is Own Price of Orion at least $6.00 per share", "at least $6.00 per share"),
    # shares come in wholes: 3 times the shares is over 10 from 4 shares on
    ("at what Sold is Sold times 300% more than 10 shares", "at least 4 shares"),
    ("at what Sold is Sold times 300% less than 10 shares", "from 0 shares to 3 shares"),
    ("at what Sold is Sold times 300% less than 10 shares", "at most 3 shares"),
    # none is a number of shares, too; no price is none, but where that is its default; what is divided by nothing is unset, and nothing is so of it
    ("for what Sold does Sold plus 2,000,000 shares equal 2,000,000 shares", "at 0 shares"),
    ("at what Sold is Sold not 0 shares", "more than 0 shares"),
    ("at what Cut is Cut of 100 shares less than 5 shares", "less than 5%"),
    ("at what Cut is it so that Cut is more than 0% and Cut is at most 5%", "more than 0% and at most 5%"),
    ("at what Cut is 100 shares divided by Cut more than 50 shares", "more than 0% and less than 200%"),
    ("at what Free Price is Free Price less than $1.00 per share", "at least $0.00 per share and less than $1.00 per share"),
    ("at what Free Price is Free Price at least $0.00 per share", "at every value"),
    ("for what Market Price does Market Price equal $0.00 per share", "at no value"),
    ("at what Sold does Sold times 300% equal 10 shares", "at no value"),
    ("at what Sold is Sold more than 0 shares", "at least 1 share"),
    ("at what Sold is Sold at least 0 shares", "at every value"),
])  # fmt: skip
def test_exact_answers(question: str, expected: str) -> None:
    got = answer(question, expect=expected)
    assert not got.missed, got.headline


def test_below_is_not_above_zero_and_below() -> None:
    assert answer("at what Sold is Sold times 300% less than 10 shares", expect="from 1 share to 3 shares").missed
    assert answer("at what Sold is Sold more than 0 shares", expect="at every value").missed
    assert answer("at what Cut is Cut less than 5%", expect="more than 0% and less than 5%").missed


def test_a_wrong_edge_is_missed() -> None:
    question = "at what Market Price is Smooth Ownership of Orion less than 12%"
    for wrong in ("at most $48.00 per share", "less than $48.01 per share", "at every value", "at no value", "$48.00 per share"):
        assert answer(question, expect=wrong).missed, wrong


def test_the_published_formula() -> None:
    """A holder of a, n new shares for each other: a / (1 + (1 - a) n); Bull-Dog Sauce 2007, 10.52% and n = 3: to 2.86%."""
    a, n = Fraction(20, 100), Fraction(1)
    assert a / (1 + (1 - a) * n) == Fraction(1, 9)
    edge = found("for what Market Price does Smooth Ownership of Orion equal 5%").ranges
    n = Fraction(40) / (edge[0].low or 1)
    assert a / (1 + (1 - a) * n) == Fraction(5, 100)


def test_under_readings_there_is_a_row_for_each() -> None:
    got = answer("at what Market Price is Read Ownership of Orion less than 12%",
                 expect="at most $47 6,666,651/6,666,667 per share under Rounding reads Down, less than $48.00 per share under Rounding reads None")
    assert [row.under for row in got.rows] == [(("Rounding", "Down"),), (("Rounding", "None"),)]
    assert not got.missed


def test_where_the_story_itself_cannot_happen() -> None:
    finding = found("at what Market Price is Smooth Ownership of Orion less than 12%", "June 2, 2001: the Board sets $10.00 per share")
    assert finding.ranges == (Range(Fraction(10), True, Fraction(48), False),)
    assert finding.barred == (Range(None, False, Fraction(10), False),)


def test_another_fact_not_given_leaves_it_open_only_where_it_matters() -> None:
    matters = found("at what Market Price is it so that Market Price is less than $1.00 per share or Court Approval is yes")
    assert matters.verdict == "not determined"
    assert matters.turns_on == ("Court Approval",)
    of_no_matter = found("at what Market Price is it so that Market Price is less than $1.00 per share and (Court Approval is yes or not (Court Approval is yes))")
    assert of_no_matter.ranges == (Range(None, False, Fraction(1), False),)


def test_an_edge_that_is_no_fraction_is_not_given_as_one() -> None:
    finding = found("at what Market Price is Market Price times Market Price less than $2.00 per share times $1.00 per share")
    assert finding.verdict == "undecided"
    assert "no fraction" in finding.limit


def test_steps_without_end_are_not_answered() -> None:
    """320,000,000 divided by the price is whole at infinitely many prices."""
    finding = found("for what Market Price does New Shares times Market Price equal $320,000,000.00", seconds=2)
    assert finding.verdict == "undecided"


def test_it_rests_on_the_clauses_read() -> None:
    got = answer("at what Market Price is Smooth Ownership of Orion less than 12%")
    assert {"Worth", "Other Rights", "Exercise Price", "Market Price"} <= {label.clause for label in got.rests_on}
    assert "New Shares" not in {label.clause for label in got.rests_on}


# ---- the arithmetic under it ----

fractions = st.fractions(min_value=-50, max_value=50, max_denominator=40)


@given(st.lists(fractions, min_size=1, max_size=4), fractions, fractions)
def test_roots_that_are_fractions_are_found_exactly(zeros: list[Fraction], one: Fraction, other: Fraction) -> None:
    polynomial = Polynomial.of(Fraction(3, 7))
    for zero in zeros:
        polynomial = polynomial.times(Polynomial.of(-zero, 1))
    low, high = min(one, other), max(one, other)
    assert [root.low for root in roots(polynomial, low, high)] == sorted({zero for zero in zeros if low < zero < high})
    assert all(root.is_exact for root in roots(polynomial, low, high))
    assert [root.low for root in roots(polynomial, low, None)] == sorted({zero for zero in zeros if zero > low})


def test_a_root_that_is_no_fraction_is_bracketed() -> None:
    (root,) = roots(Polynomial.of(-2, 0, 1), Fraction(0), None)
    assert not root.is_exact
    assert root.low**2 < 2 < root.high**2


@given(st.lists(st.tuples(fractions, st.booleans(), fractions, st.booleans()), max_size=3), st.integers(1, 60))
def test_whole_ranges_hold_the_same_whole_numbers(ends: list[tuple[Fraction, bool, Fraction, bool]], number: int) -> None:
    ranges, last = [], Fraction(0)
    for low, with_low, high, with_high in sorted(ends):
        if low > last and high > low:
            ranges.append(Range(low, with_low, high, with_high))
            last = high
    def holds(item: Range) -> bool:
        assert item.low is not None
        assert item.high is not None
        return item.low < number < item.high or (item.with_low and number == item.low) or (item.with_high and number == item.high)
    wholes = whole_ranges(ranges)
    assert any(holds(item) for item in ranges) == any(holds(item) for item in wholes)
    at_zero = whole_ranges([Range(Fraction(0), True, Fraction(0), True), *ranges])
    assert at_zero[0].low == 0
    assert any(holds(item) for item in ranges) == any(holds(item) for item in at_zero)
    assert all(item.low == int(item.low or 0) and item.with_low for item in wholes)


def test_a_day_that_comes_at_some_values_only_is_asked_about_at_those() -> None:
    """The alarm is set for June 2, 2002 where the price is more than $100, and otherwise never; so on that day it is more than $5 above $100 alone."""
    text = """plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
input Market Price in dollars per share.
[assume "a"]
Alarm Day starts unset as a day.
[assume "a"]
whenever (Market Price is more than {figure}) first holds: Alarm Day becomes June 2, 2002.
"""
    for figure, verdict, ranges in (("$100.00 per share", "at values", (Range(Fraction(100), False, None, False),)),
                                    ("Market Price plus $1.00 per share", "unset", ())):  # fmt: skip
        library = load_text(text.format(figure=figure))
        (row,) = ask(library.plan, library.ask("at what Market Price is Market Price more than $5.00 per share on Alarm Day?")).rows
        assert (row.finding.verdict, row.finding.ranges) == (verdict, ranges)


BY_READING = """
plan "Four" from "r-2001" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
reading Base is Fixed (base, because "a"), "fixed"; or Moving, "moving".
[assume "a"]
input Market Price in dollars per share.
[assume "a"]
Flip Shares means rounded down to a whole share of ($1,000.00 divided by Market Price).
[assume "a"]
Pool means Outstanding Shares where Base reads Fixed, otherwise Outstanding Shares plus Flip Shares.
[assume "a"]
Trigger Person means a Person whose Shares Held is more than 20% of Pool.
scenario "One"
    people Vega is a Stockholder.
    May 9, 2001: Vega buys 210 shares.
"""


@pytest.mark.parametrize("condition", ["Vega is a Trigger Person", "some Person is a Trigger Person", "the number of Trigger Persons is at least 1 Person"])
def test_a_reading_that_alone_reads_the_figure_has_a_row_of_its_own(condition: str) -> None:
    """20% of 1,000 are 200, fewer than 210, whatever the price; of a pool that grows by $1,000.00 over the price, 210 are 20% at $20.00, where it grows by 50."""
    library = load_text(BY_READING)
    subject, _, rest = condition.partition(" is ")
    answer = ask(library.plan, library.ask(f"at what Market Price is {subject} {rest}?", "One"))
    found = {row.under: row.finding for row in answer.rows}
    assert found[(("Base", "Fixed"),)].verdict == "at every value"
    assert found[(("Base", "Moving"),)].ranges == (Range(Fraction(20), False, None, False),)
    assert answer.same_under == ()
