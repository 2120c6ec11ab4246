"""What a proof rests on of ratios is known where it is stated again, too: of the state after the step no less than of the state before."""

from __future__ import annotations

import time

from dsl.load import load_text
from solver.answer import Finding
from solver.obligation import posed
from solver.paths import cases_of
from solver.proof_obligations import of_proof
from solver.prove import prove
from solver.z3_solver import Budget, Solver

PLAN = """
plan "Vesper Industries Rights Agreement" from "vesper-2025" dated March 3, 2025.
use "rights".
[assume "a"]
organ the Meeting.
[assume "a"]
Outstanding Shares starts at 10,000,000 shares.
[assume "a"]
calendar Exchange Calendar:
    holidays "NYSE";
    from January 1, 2025 to December 31, 2030.
[assume "a"]
business day means Exchange Calendar.
[assume "a"]
Expiration Date starts at March 3, 2026.
[assume "a"]
Passive Investor of a Person starts at no.
[assume "a"]
Notional Shares of a Person starts at 0 shares.
[assume "a"]
Exempt Person means any of the Company, a Subsidiary, a Benefit Plan or a Plan Trustee.
[assume "a"]
Position of a Person means Shares Held of such Person plus Notional Shares of such Person.
[assume "a"]
Full Position of a Person means the sum of Position over such Person and its Associates.
[assume "a"]
Stake Percentage of a Person means Full Position of such Person divided by Outstanding Shares.
[assume "a"]
Lowest Percentage of a Person means the least Stake Percentage of such Person so far.
[assume "a"]
Grandfathered Holder means a Person whose Lowest Percentage is at least 10%.
[assume "a"]
Base Trigger of a Person means 20% where (such Person is a Passive Investor), otherwise 10%.
[assume "a"]
Crosser means a Person, other than an Exempt Person, for whom all of
    (i) its Stake Percentage is at least its Base Trigger; and
    (ii) any of
        (A) such Person is not a Grandfathered Holder; or
        (B) its Stake Percentage is more than (its Lowest Percentage plus 0.5%).
[assume "a"]
Inadvertent of a Person starts at no.
[assume "a"]
Request Day of a Person starts unset as a day.
[assume "a"]
Cure Day of a Person means the 10th day after Request Day of such Person.
[assume "a"]
Excused Person means a Person for whom all of
    (i) such Person is Inadvertent; and
    (ii) any of
        (A) its Request Day is unset; or
        (B) now is on or before its Cure Day.
[assume "a"]
Acquiring Person means a Person for whom all of
    (i) such Person is a Crosser; and
    (ii) such Person is not an Excused Person.
[assume "a"]
Stock Acquisition Date means the earlier of
    the day of the first Announcement whose Holder is an Acquiring Person
    and the day of the first Disclosure whose Holder is an Acquiring Person.
[assume "a"]
Redeemed of the Rights starts at no.
[assume "a"]
Exchanged of the Rights starts at no.
[assume "a"]
Last Look means the earlier of the end of the 10th day after Stock Acquisition Date and the end of Expiration Date.
[assume "a"]
power Redemption: "the Board redeems the Rights"
    before Last Look
    provided the Rights are not Redeemed
    and the Rights are not Exchanged
    effect the Rights become Redeemed.
[assume "a"]
Void Shares of a Person means Shares Held of such Person where (such Person is an Acquiring Person), otherwise 0 shares.
[assume "a"]
power Exchange: "the Board exchanges the Rights"
    on or before Expiration Date
    provided some Person is an Acquiring Person
    and no Acquiring Person has Stake Percentage of at least 50%
    and the Rights are not Redeemed
    and the Rights are not Exchanged
    effect the Rights become Exchanged
    and Outstanding Shares increases by Outstanding Shares minus the sum of Void Shares over Persons.
[assume "a"]
event Qualifying Offer: "{Offeror: Person} makes a qualifying offer"
    provided Offeror is not an Exempt Person
    and Stake Percentage of Offeror is less than 10%.
[assume "a"]
event Demand: "{Holder: Person} demands a special meeting"
    after the first Qualifying Offer
    provided Stake Percentage of Holder is at least 10%
    and Holder is not an Acquiring Person.
[assume "a"]
Meeting Deadline means the 90th day after the first Demand.
[assume "a"]
duty Special Meeting: "the Company holds the special meeting"
    after the first Demand
    by Meeting Deadline
    unless the Rights are Redeemed.
[assume "a"]
on close of business on the 10th business day after Meeting Deadline:
    the Rights become Redeemed if (Special Meeting is breached and no Person has become an Acquiring Person).
scenario "Alone"
    people Orion is a Stockholder.
question "Under the trigger"
    in "Alone"
    is it certain that Shares Held of Orion is at most 1,999,999 shares by June 1, 2025,
        with Orion at no time an Acquiring Person, without the Company?
"""


def test_a_proof_by_a_ratio_is_one_where_it_is_stated_again() -> None:
    """Orion alone can be exchanged for nobody, so that 2,000,000 shares are 20% of 10,000,000 and make it an Acquiring Person, whatever it files."""
    library = load_text(PLAN)
    (question,) = library.asked
    proof = prove(posed(library.plan, question, {}), Budget(time.monotonic() + 60))
    assert proof is not None
    finding = Finding("holds", proved="under all of these readings", proof=cases_of(proof))
    for obligation in of_proof(library.plan, question, {}, finding):
        conditions = obligation.conditions()
        solver = Solver(time.monotonic() + 60)
        solver.add(*conditions)
        assert solver.check() == "unsat", obligation.says
