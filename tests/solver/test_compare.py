"""Plans compared, held against what follows from their texts by hand."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from msgspec.structs import replace

from dsl.load import Library, load, load_text
from dsl.plan import Person, Plan, Scenario, StoryLine
from dsl.source import NOWHERE
from solver.compare import Comparison, compare
from solver.difference import Difference, difference
from solver.joint import joint_of
from solver.regions import Disagreement
from solver.retold import retold
from solver.treated import with_cast
from solver.unmatched import unmatched

SMALL = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Threshold is 15%.
[assume "a"]
Large Holder means a Person, other than the Company, whose Shares Held is at least Threshold of Outstanding Shares.
[assume "a"]
Redeemed of the Rights starts at no.
[assume "a"]
power Redemption: "the Board redeems the Rights"
    provided no Person has become a Large Holder
    and the Rights are not Redeemed
    effect the Rights become Redeemed.
[assume "a"]
First Redemption Day means the day of the first Redemption.

consequence Triggers, stricter where it holds: some Person has become a Large Holder.
consequence Redeemable: Redemption may happen.
consequence Ends: First Redemption Day is set.
consequence Grows: Outstanding Shares is more than 1,000 shares.
"""


ALONE = Scenario("Orion alone", (Person("Orion", "Person", "Orion"),))


def small(*changes: tuple[str, str]) -> Plan:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return load_text(text).plan


def outcomes(found: Comparison) -> dict[str, str]:
    return {compared.name: compared.outcome if compared.ways else "untouched" for compared in found.compared}


def ways_of(found: Comparison, name: str) -> tuple[Difference, ...]:
    return next(compared.ways for compared in found.compared if compared.name == name)


def sentences(way: Difference) -> list[str]:
    assert way.shown is not None
    return [line.sentence for line in way.shown.scenario.lines]


def one_way(one: Plan, other: Plan, name: str, has: int) -> Difference:
    """Whether one of two plans has a consequence where the other has not, in a story of whomever there is."""
    joint = joint_of(one, other)
    pair = one.consequences[name], other.consequences[name]
    return difference(joint, with_cast(joint, Scenario("")), joint.plan.base_readings, pair, has, 20)


def test_a_lower_threshold_is_stricter_and_never_milder() -> None:
    """At 14% whoever has 15% of 1,000 shares has triggered too; who has 140 to 149 has in B alone.

    Redemption ends with the trigger, so A lets it happen longer. Nothing that differs bears on how many shares there are.
    """
    found = compare(small(), small(("is 15%", "is 14%")), ALONE, seconds=20, only=("Triggers", "Redeemable", "Grows"))
    assert outcomes(found) == {"Triggers": "only one", "Redeemable": "only one", "Grows": "untouched"}
    assert sentences(ways_of(found, "Triggers")[1]) == ["Orion buys 140 shares"]
    assert ways_of(found, "Triggers")[0].finding.proved
    assert found.unmatched.differing == ("Threshold",)


def test_a_redemption_counts_in_the_plan_that_allows_it() -> None:
    """The first redemption of A alone is one that B no longer allows."""
    way = one_way(small(), small(("is 15%", "is 14%")), "Ends", 0)
    assert sentences(way) == ["Person One buys 140 shares", "the Board redeems the Rights"]
    assert way.shown is not None
    assert [[line.sentence for line in lines] for lines in way.shown.left_out] == [[], ["the Board redeems the Rights"]]


def test_the_same_in_other_words_is_proved_and_not_taken_for_granted() -> None:
    """15% of a number is what 85% leave of it, whatever the number is; so the Board may redeem just as long."""
    other = small(("at least Threshold of Outstanding Shares", "at least Outstanding Shares minus 85% of Outstanding Shares"))
    found = compare(small(), other, ALONE, seconds=20, only=("Triggers", "Ends"))
    assert outcomes(found) == {"Triggers": "same", "Ends": "same"}
    assert all(way.one_more == "same" and way.however_read for compared in found.compared for way in compared.ways)


def test_what_is_due_at_one_moment_is_no_difference() -> None:
    """Both alarms are set as the holder triggers, one after the other in the joint plan; at no moment is one set and the other not."""
    alarm = """[assume "a"]
Alarmed of the Rights starts at no.
[assume "a"]
whenever some Person first becomes a Large Holder: the Rights become Alarmed.

consequence Alarms: the Rights are Alarmed.

consequence Triggers"""
    words = ("consequence Triggers", alarm)
    other = small(words, ("at least Threshold of Outstanding Shares", "at least Outstanding Shares minus 85% of Outstanding Shares"))
    found = compare(small(words), other, ALONE, seconds=20, only=("Alarms",))
    assert outcomes(found)["Alarms"] in ("same", "no difference found")


def test_a_story_that_takes_one_more_person_is_found() -> None:
    """Whoever has a share beside two others: the cast of two and the Company cannot be three who bought."""
    three = "consequence Crowd: 1 share times the number of Persons, other than the Company, whose Shares Held is more than 0 shares is more than {}.\n"
    one, other = (small(("consequence Grows", three.format(limit) + "\nconsequence Grows")) for limit in ("2 shares", "4 shares"))
    found = compare(one, other, seconds=20, only=("Crowd",))
    ours, theirs = ways_of(found, "Crowd")
    assert ours.one_more == "differs"
    assert len(sentences(ours)) == 3
    assert theirs.finding.verdict == "impossible"


def test_a_path_that_does_not_come_out_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    import solver.difference as module

    monkeypatch.setattr(module, "holds_in", lambda told, condition, moment: True)
    with pytest.raises(Disagreement):
        compare(small(), small(("is 15%", "is 14%")), ALONE, seconds=20, only=("Triggers",))


def test_who_has_a_power_may_be_left_open_in_one_plan() -> None:
    """`the Board redeems the Rights` is one act with `{Redeemer: organ} redeems the Rights`, and only the Board's."""
    other = small(('"the Board redeems', '"{Redeemer: organ} redeems'))
    joint = joint_of(small(), other)
    assert "Redemption" in joint.plan.events
    assert not unmatched(joint).unlike_acts
    found = compare(small(), other, ALONE, seconds=20, only=("Ends",))
    assert sentences(ways_of(found, "Ends")[1]) == ["the Committee redeems the Rights"]
    assert ways_of(found, "Ends")[0].finding.verdict == "impossible"


def test_what_nobody_gave_is_said() -> None:
    """B redeems only if the price is low, which nobody says; A redeems at any price."""
    price = ("[assume \"a\"]\nFirst Redemption Day", "[assume \"a\"]\ninput Price in dollars per share.\n[assume \"a\"]\nFirst Redemption Day")
    bound = ("    and the Rights are not Redeemed\n", "    and the Rights are not Redeemed\n    and Price is at most $5.00 per share\n")
    found = compare(small(price), small(price, bound), ALONE, seconds=20, only=("Redeemable", "Ends"))
    ours, theirs = ways_of(found, "Redeemable")
    assert ours.shown is not None
    assert ours.shown.assumed == ("Price",)
    assert theirs.finding.verdict == "impossible"
    assert sentences(ways_of(found, "Ends")[0]) == ["the Board redeems the Rights"]


def test_a_person_of_one_plan_is_a_person_in_the_other() -> None:
    """The Rights Agent, whom A does not know, is somebody who can hold shares in both: 140 of 1,000 are 14%, and not 15%."""
    agent = ("Threshold is 15%.", 'Threshold is 14%.\n[assume "a"]\nperson the Rights Agent.')
    joint = joint_of(small(), small(agent))
    line = StoryLine(dt.date(2001, 6, 1), False, False, "Purchase", (("Buyer", "Rights Agent"), ("Amount", Fraction(140))), "", NOWHERE)
    story = retold(joint, joint.one, Scenario("", lines=(line,)), {}).story
    assert story.history[-1].state.terms["Shares Held", "Rights Agent"] == 140
    found = compare(small(), small(agent), ALONE, seconds=20, only=("Triggers",))
    assert outcomes(found) == {"Triggers": "only one"}


@pytest.mark.parametrize(("of_both", "one", "other"), [
    # whom a definition of both names is left out in B alone: a Benefit Plan of 200 shares of 1,000 triggers in A
    ('[assume "a"]\nExempt Person means any of a Benefit Plan or a Plan Trustee.',
     "of Outstanding Shares.\n", "of Outstanding Shares\n    and who is not an Exempt Person.\n"),
    # what goes with a purchase leaves a Benefit Plan out in B alone: what it buys counts in A
    ("", "provided Buyer is not the Company", "provided Buyer is neither the Company nor a Benefit Plan"),
    # what both are compared by speaks of a Benefit Plan in one alone
    ("", "Counts: some Person has", "Counts: some Person other than a Benefit Plan has"),
])  # fmt: skip
def test_there_is_one_of_each_kind_that_the_plans_treat_otherwise(of_both: str, one: str, other: str) -> None:
    """What differs lies only with a Benefit Plan, which nobody named: without one in the cast the two would be proved the same."""
    counted = """[assume "a"]
Bought starts at 0 shares.
[assume "a"]
with each Purchase
    after May 7, 2001
    provided Buyer is not the Company
    effect Bought increases by 1 share.

consequence Counts: some Person has Shares Held of more than 500 shares.
consequence Bought: Bought is more than 0 shares.
consequence Triggers"""
    both = ("consequence Triggers", f"{of_both}\n{counted}"), ("consequence Redeemable: Redemption may happen.\n", "")
    found = compare(small(*both), small(*both, (one, other)), seconds=20, only=("Triggers", "Counts", "Bought"))
    differing = [compared for compared in found.compared if compared.outcome != "same"]
    assert [compared.outcome for compared in differing] == ["only one"]
    shown = differing[0].ways[0].shown
    assert shown is not None
    assert {value for line in shown.scenario.lines for _, value in line.values if isinstance(value, str)} == {"Benefit Plan One"}


def test_a_story_that_comes_out_on_either_of_two_readings_says_so() -> None:
    """A holder of 15% triggers in A where One reads Yes or Other reads Yes; in B, at 30%, nobody of 150 shares does."""
    readings = "".join(f'reading {name} is Yes (base, because "a"), "a"; or No, "b".\n[assume "a"]\n' for name in ("One Way", "Other Way"))
    holder = ("Large Holder means", f"{readings}Large Holder means")
    some = ("of Outstanding Shares.\n", "of Outstanding Shares\n    and for whom any of (i) One Way reads Yes; or (ii) Other Way reads Yes.\n")
    found = compare(small(holder, some), small(holder, some, ("is 15%", "is 30%")), ALONE, seconds=20, only=("Triggers",))
    shown = ways_of(found, "Triggers")[0].shown
    assert shown is not None
    assert shown.where == ((("One Way", "Yes"),), (("Other Way", "Yes"),))


def test_facts_of_the_company_are_those_of_the_first() -> None:
    """With 2,000 shares in its text, B has no other trigger: it is compared with the 1,000 of A."""
    found = compare(small(), small(("starts at 1,000 shares", "starts at 2,000 shares")), seconds=20)
    assert set(outcomes(found).values()) == {"untouched"}
    assert found.unmatched.facts == ("Outstanding Shares",)


def test_hemacare_and_donnelley_trigger_on_different_events(hemacare: Library) -> None:
    """15% of 7,190,710 shares is 1,078,606.5 (p.2 (i)); 10% is 719,071, and a passive investor may have less than 20% (note, p.1)."""
    found = compare(hemacare.plan, load("rr-donnelley").plan, seconds=40, only=("Triggers",))
    ours, theirs = ways_of(found, "Triggers")
    assert sentences(ours) == ["Passive Investor One buys 1,078,607 shares"]
    assert sentences(theirs) == ["Person One buys 719,071 shares"]


def test_a_lower_figure_of_hemacare_triggers_first(hemacare: Library) -> None:
    """14% of 7,190,710 shares is 1,006,699.4: at 1,006,700 a holder has triggered at 14%, and not at 15% (p.2 (i))."""
    threshold = hemacare.plan.terms["Ownership Threshold"]
    lower = replace(threshold, body=replace(threshold.body, value=Fraction(14, 100)))  # type: ignore[type-var]
    other = replace(hemacare.plan, terms={**hemacare.plan.terms, "Ownership Threshold": lower})
    assert sentences(one_way(hemacare.plan, other, "Triggers", 1)) == ["Person One buys 1,006,700 shares"]


def test_a_line_of_the_story_that_is_nothing_in_one_plan_is_said_to_be() -> None:
    """With 140 shares of 1,000 Orion has triggered at 14%, and the Board may no longer redeem; at 15% it may."""
    days = (("Purchase", (("Buyer", "Orion"), ("Amount", Fraction(140)))), ("Redemption", ()))
    lines = tuple(StoryLine(dt.date(2001, 6, 1), False, False, event, values, event, NOWHERE) for event, values in days)
    found = compare(small(), small(("is 15%", "is 14%")), replace(ALONE, lines=lines), seconds=20, only=("Grows",))
    assert found.nothing == ((), lines[1:])
