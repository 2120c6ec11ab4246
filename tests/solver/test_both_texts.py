"""The plan in which both texts stand: the old one until the adoption, the new one after, with what happened carried over."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hemacare_amendments import opened
from msgspec.structs import replace

from dsl.amendment import Amendment, adopted
from dsl.dates import BEFORE_CLOSE, START, instant
from dsl.load import Library, load_text, load_with
from dsl.plan import Plan, Question, Scenario
from solver.answer import Finding
from solver.ask import ask
from solver.both_texts import CannotStandTogether, both_texts
from solver.choices import Choices
from solver.consequences import told_twice
from solver.replay import horizon, readings_on_base, run_on, tell

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Ownership Threshold starts at 20%.
[assume "a"]
Big Holder means a Person whose Shares Held is at least Ownership Threshold of Outstanding Shares.
[assume "a"]
Marked of the Rights means that some Person has become a Big Holder.
[assume "a"]
Deadline means the 10th day after some Person first becomes a Big Holder.
[assume "a"]
Redeemed of the Rights starts at no.
[assume "a"]
power Redemption: "the Board redeems the Rights" before Deadline provided the Rights are not Redeemed effect the Rights become Redeemed.
[assume "a"]
power Amending: "the Board amends the plan".

scenario "A story"
    people Orion is a Stockholder, Vega is a Stockholder.
    May 8, 2001: Orion buys 250 shares.
    May 9, 2001: Orion sells 200 shares.
    May 14, 2001: Vega buys 150 shares.

amendment "A change" under Amending
    in "A story"
    May 10, 2001: the Board amends the plan.

"""


def two(changes: str, text: str = PLAN) -> tuple[Library, Amendment, Plan]:
    library = load_text(text + changes)
    (amendment,) = library.amendments
    return library, amendment, both_texts(library.plan, amendment)


def whole(amendment: Amendment) -> Scenario:
    """The story with the adoption in it."""
    so_far = adopted(amendment)
    return replace(so_far, lines=(*so_far.lines, *amendment.scenario.lines[len(so_far.lines) - len(amendment.lines) :]))


def found(library: Library, plan: Plan, amendment: Amendment, text: str) -> Finding:
    question: Question = library.ask(text, "A story")
    return ask(plan, replace(question, scenario=whole(amendment))).headline


def test_who_triggered_under_the_old_text_has_triggered() -> None:
    """Orion had 25% on May 8, when 20% was enough; that 30% is wanted from May 10 on undoes nothing."""
    library, amendment, plan = two("Ownership Threshold becomes 30%.\n")
    assert found(library, plan, amendment, "are the Rights Marked?").verdict == "yes"
    assert found(library, plan, amendment, "when does Orion first become a Big Holder?").values == (instant(dt.date(2001, 5, 8), BEFORE_CLOSE),)
    assert found(library, amendment.plan, amendment, "are the Rights Marked?").verdict == "no"  # had it always read so


def test_a_value_becomes_another_when_it_is_adopted() -> None:
    """Vega's 15% on May 14 is enough at 15%; Orion's 5% is not."""
    library, amendment, plan = two("Ownership Threshold becomes 15%.\n")
    assert found(library, plan, amendment, "what is Ownership Threshold on May 9, 2001?").values == (Fraction(20, 100),)
    assert found(library, plan, amendment, "what is Ownership Threshold on May 10, 2001?").values == (Fraction(15, 100),)
    assert found(library, plan, amendment, "who is a Big Holder?").values == ("Vega",)


def test_a_definition_is_the_old_one_until_the_adoption() -> None:
    """A day runs from May 8 in either text: the 10th day after is May 18, the 20th May 28."""
    library, amendment, plan = two("replace Deadline means the 20th day after some Person first becomes a Big Holder.\n")
    assert found(library, plan, amendment, "when is Deadline?").values == (dt.date(2001, 5, 28),)
    assert found(library, plan, amendment, "is it so that Deadline is on May 18, 2001 on May 9, 2001?").verdict == "yes"


def test_a_register_that_only_the_new_text_has_starts_at_the_adoption() -> None:
    """Orion had 25% before the adoption and 5% since: it has never had 10% under the new clause; Vega has, on May 14."""
    change = '[assume "a"]\nadd Noted of a Person means that such Person has become a Tenth Holder.\n\n[assume "a"]\nadd Tenth Holder means a Person whose Shares Held is at least 10% of Outstanding Shares.\n'
    _, amendment, plan = two(change)
    story = tell(plan, whole(amendment), Choices({}))
    run_on(story, instant(dt.date(2001, 6, 1), START))
    held = {who: story.evaluator.term("Noted", who, story.last, story.history[-1].tick) for who in ("Orion", "Vega")}
    assert held == {"Orion": False, "Vega": True}


def test_as_if_from_the_beginning_it_starts_with_the_story() -> None:
    """Orion sold on May 9, the day before the adoption: only where the amendment says so is that remembered."""
    change = '[assume "a"]\nadd Noted of the Rights means that some Sale whose Seller is not the Company has happened.\n'
    for said, held in (("", False), (", as if from the beginning", True)):
        _, amendment, plan = two(change, PLAN.replace("under Amending", f"under Amending{said}"))
        story = tell(plan, whole(amendment), Choices({}))
        assert story.evaluator.term("Noted", None, story.last, story.history[-1].tick) is held


def test_a_power_keeps_its_old_window_until_the_adoption() -> None:
    """The new window ends on May 12: a redemption on May 9 is of the old text, on May 12 of the new one too late, on May 11 in time."""
    change = '[assume "a"]\nreplace power Redemption: "the Board redeems the Rights" before May 12, 2001 provided the Rights are not Redeemed effect the Rights become Redeemed.\n'
    for day, allowed in (("May 11, 2001", True), ("May 12, 2001", False)):
        text = PLAN.replace("    May 14, 2001: Vega buys 150 shares.", f"    {day}: the Board redeems the Rights.")
        _, amendment, plan = two(change, text)
        assert (tell(plan, whole(amendment), Choices({})).refusal is None) is allowed
    text = PLAN.replace("    May 14, 2001: Vega buys 150 shares.", "    May 17, 2001: the Board redeems the Rights.")
    library, amendment, plan = two(change, text)
    assert tell(library.plan, amendment.scenario, Choices({})).refusal is None
    assert tell(plan, whole(amendment), Choices({})).refusal is not None


def test_a_power_that_the_new_text_widens_is_as_narrow_as_it_was_until_the_adoption() -> None:
    """The old window ends on May 18, the new one never; the old text lets nobody redeem twice, the new one does."""
    change = '[assume "a"]\nreplace power Redemption: "the Board redeems the Rights" effect the Rights become Redeemed.\n'
    once = PLAN.replace("    May 14, 2001: Vega buys 150 shares.", "    May 20, 2001: the Board redeems the Rights.")
    library, amendment, plan = two(change, once)
    assert tell(library.plan, amendment.scenario, Choices({})).refusal is not None
    assert tell(plan, whole(amendment), Choices({})).refusal is None
    twice = PLAN.replace("    May 9, 2001: Orion sells 200 shares.", "    May 8, 2001: the Board redeems the Rights.\n    May 9, 2001: the Board redeems the Rights.")
    _, amendment, plan = two(change, twice)
    assert tell(plan, whole(amendment), Choices({})).refusal is not None


def test_paths_are_sought_in_both_texts_as_in_any_plan() -> None:
    """Of 1,000 shares 250 are not 30%; under the old text they are more than 20%."""
    library, amendment, plan = two("Ownership Threshold becomes 30%.\n")
    text = "can Vega be a Big Holder by June 1, 2001, and at all times Shares Held of Vega is at most 250 shares, without the Company?"
    assert found(library, plan, amendment, text).verdict == "impossible"
    assert ask(library.plan, library.ask(text, "A story")).headline.verdict == "possible"


@pytest.mark.parametrize("change", ["replace Big Holder of the Rights means that some Person has Shares Held of more than 1 share.\n",
                                    "replace power Redemption: \"the Board ends the Rights\".\n"])
def test_what_cannot_go_over_at_a_moment_is_said(change: str) -> None:
    text = PLAN.replace("some Person has become a Big Holder", "now is after May 7, 2001").replace("some Person first becomes a Big Holder", "May 8, 2001")
    with pytest.raises(CannotStandTogether):
        two('[assume "a"]\n' + change, text)


# Other words for the same: HemaCare's text, so amended, says of the story what it said.
SAME = """use "hemacare".

scenario "Much happens"
    people Orion is a Stockholder, Vega is a Stockholder.
    given Market Price is $5.00 per share.
    given Amendment Harm of Vega is no.
    given Public Amendment Harm is no.
    April 1, 1998: Vega buys 100,000 shares.
    April 2, 1998: Vega and Orion agree to act together.
    May 1, 1998: the Board limits the ownership of Vega to 200,000 shares.
    May 1, 1998: Orion buys 1,000,000 shares.
    May 4, 1998: the Gazette announces that Orion beneficially owns 1,100,000 shares.
    May 6, 1998: the Board determines that Vega seeks short-term gain.
    June 1, 1998: Orion sells 900,000 shares.

amendment "Other words for the same" under Amendment
    in "Much happens"
    {day}: the Board amends the terms of the Rights.

replace Redemption Percentage means 15% where Redemption Figure reads Fifteen, otherwise Ownership Threshold.

replace Ended (iii): now is on or after Expiration.

replace Flip-in Person (i): not any of
    (A) not (such Person has become an Acquiring Person); or
    (B) such Person has become a Qualifying Acquirer.

replace Flip-in Number means Exercise Price times 200% divided by Market Price.
"""


@pytest.mark.parametrize("day", ["May 5, 1998", pytest.param("April 1, 1998", marks=pytest.mark.soak), pytest.param("June 1, 1998", marks=pytest.mark.soak)])
def test_other_words_for_the_same_change_nothing(day: str) -> None:
    text = SAME.format(day=day).replace("Vega is a Stockholder.", "Vega is a Stockholder, the Gazette is a Person.")
    library = load_with("hemacare", [], text, "the text")
    (amendment,) = library.amendments
    twice = told_twice(library.plan, amendment)
    assert twice is not None
    assert twice.differs == ()


def test_after_a_trigger_a_holder_gets_half_the_shares() -> None:
    """p.4 (ii): shares "having a market value of two times the exercise price": at $5.00 a share and $5.00 a Right two for each of
    Vega's 100,000 Rights; as amended one for each, from the adoption on. Nobody's harm was stated: supposing that it harms nobody."""
    library = opened("after-a-trigger")
    (amendment,) = library.amendments
    twice = told_twice(library.plan, amendment)
    assert twice is not None
    (shares,) = [one for one in twice.differs if one.term == "Flip-in Shares"]
    assert (shares.subject, shares.before, shares.after) == ("Vega", Fraction(200_000), Fraction(100_000))
    assert shares.since == instant(dt.date(1998, 5, 4), BEFORE_CLOSE)
    assert shares.supposing == (("Amendment Harm of Vega", False), ("Public Amendment Harm", False))


def test_the_extension_of_2008_lets_the_rights_live_on() -> None:
    """p.3: they expire on March 10, 2008 without it; with it on March 11, 2013, beyond the horizon of the comparison."""
    library = opened("2008")
    (amendment,) = library.amendments
    both = both_texts(library.plan, amendment)
    scenario = whole(amendment)
    story = tell(both, scenario, Choices(readings_on_base(both, scenario)))
    run_on(story, instant(horizon(both, scenario), START))
    last = instant(dt.date(2008, 3, 19), BEFORE_CLOSE)
    assert story.evaluator.term("Expired", None, story.last, last) is False
    assert story.evaluator.term("Final Expiration Date", None, story.last, last) == dt.date(2013, 3, 11)


@pytest.mark.parametrize("file", ["2008", "floor", "after-a-trigger"])
def test_until_the_adoption_nothing_is_otherwise(file: str) -> None:
    """Every term of every person, after each line of the story, is what it was in the old text alone."""
    library = opened(file)
    for amendment in library.amendments:
        both = both_texts(library.plan, amendment)
        fixed = readings_on_base(both, amendment.scenario)
        old, new = (tell(plan, amendment.scenario, Choices(fixed)) for plan in (library.plan, both))
        assert [entry.tick for entry in old.history] == [entry.tick for entry in new.history]
        for term in library.plan.terms.values():
            for who in old.evaluator.people if term.per == "Person" else (None,):
                tick = old.history[-1].tick
                assert old.evaluator.term(term.name, who, old.last, tick) == new.evaluator.term(term.name, who, new.last, tick), term.name
