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
plan "Vesper" from "vesper-2025" dated March 3, 2025.
use "rights".
[assume "a"]
Outstanding Shares starts at 10,000,000 shares.
[assume "a"]
Owned Part of a Person means Shares Held of such Person divided by Outstanding Shares.
[assume "a"]
Lowest Part of a Person means the least Owned Part of such Person so far.
[assume "a"]
Grandfathered Holder means a Person whose Lowest Part is at least 10%.
[assume "a"]
Acquiring Person means a Person, other than the Company, for whom all of
    (i) its Owned Part is at least 20%; and
    (ii) any of (A) such Person is not a Grandfathered Holder; or (B) its Owned Part is more than (its Lowest Part plus 0.5%).
[assume "a"]
Exchanged of the Rights starts at no.
[assume "a"]
Void Shares of a Person means Shares Held of such Person where (such Person is an Acquiring Person), otherwise 0 shares.
[assume "a"]
power Exchange: "the Board exchanges the Rights"
    provided some Person is an Acquiring Person
    and the Rights are not Exchanged
    effect the Rights become Exchanged
    and Outstanding Shares increases by Outstanding Shares minus the sum of Void Shares over Persons.
scenario "Alone"
    people Orion is a Stockholder.
question "Under the trigger"
    in "Alone"
    is it certain that Shares Held of Orion is at most 1,999,999 shares by June 1, 2025,
        with Orion at no time an Acquiring Person, without the Company?
"""


def test_a_proof_by_a_ratio_is_one_where_it_is_stated_again() -> None:
    """Orion alone can be exchanged for nobody, so that 2,000,000 shares are 20% of 10,000,000 and make it an Acquiring Person."""
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
