"""What answers rest on: the clauses of the plan, with what they assume."""

from __future__ import annotations

from dsl import nodes as n
from dsl.load import Library
from solver.ask import ask


def test_a_figure_for_an_input_of_the_vocabulary_is_rested_on_with_its_assumption(hemacare: Library) -> None:
    """p.6 counts the shares as of March 3, 1998; that they were so many on February 23 is assumed, and said."""
    question = hemacare.ask("what is Outstanding Shares?")
    (label,) = ask(hemacare.plan, question).rests_on
    clause = hemacare.plan.clauses[label]
    assert str(label) == "Outstanding Shares"
    assert isinstance(clause.node, n.Starts)
    assert len(clause.sources) == 2
