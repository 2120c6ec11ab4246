"""What answers rest on: the clauses of the plan, with what they assume."""

from __future__ import annotations

import pytest

from dsl import nodes as n
from dsl.load import Library, load_text
from solver.ask import ask

PLAN = """
plan "Expert" from "expert-2001" dated May 7, 2001.

use "rights".

[assume "a"]
Outstanding Shares starts at 1,000 shares.

[assume "a"]
input Expert Paid as yes or no, default no.

[assume "a"]
Hot of the Rights means that not Expert Paid.

[assume "a"]
Noted of the Rights starts at no.

[p.5: "as set out"]
left out because "the exhibit" bearing on Hot.

[assume "a"]
{rule}

scenario "A purchase"
    people Orion is a Stockholder.
    June 4, 2001: Orion buys 250 shares.
"""
RULES = (
    "whenever (the Rights are Hot) first holds: the Rights become Noted.",
    "with each Purchase\n    provided the Rights are Hot\n    effect the Rights become Noted.",
    "with each Purchase effect the Rights become Noted if (the Rights are Hot).",
)


def test_a_figure_for_an_input_of_the_vocabulary_is_rested_on_with_its_assumption(hemacare: Library) -> None:
    """p.6 counts the shares as of March 3, 1998; that they were so many on February 23 is assumed, and said."""
    question = hemacare.ask("what is Outstanding Shares?")
    (label,) = ask(hemacare.plan, question).rests_on
    clause = hemacare.plan.clauses[label]
    assert str(label) == "Outstanding Shares"
    assert isinstance(clause.node, n.Starts)
    assert len(clause.sources) == 2


@pytest.mark.parametrize("rule", RULES)
def test_what_was_made_so_rests_on_the_condition_on_which_that_happened(rule: str) -> None:
    """The Rights are Noted as they are Hot, which they are as nobody stated that the expert was paid."""
    library = load_text(PLAN.format(rule=rule))
    answer = ask(library.plan, library.ask("are the Rights Noted?", "A purchase"))
    assert {"Expert Paid", "Hot", "Noted"} <= {label.clause for label in answer.rests_on}
    assert answer.defaults == ("Expert Paid",)
    assert len(answer.caveats) == 1
