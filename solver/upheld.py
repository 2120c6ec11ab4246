"""Which of what must always hold is so throughout a story and whatever follows, so that no window need look at it.

Nothing but events can break it, as time and what happens by itself change
nothing that it reads; it is so when the story begins; and no event that breaks
it happens. An event that changes nothing of it then finds and leaves it so.
"""

from __future__ import annotations

from functools import lru_cache

from dsl import core as c
from dsl.forms import inside
from dsl.plan import GivenTerm, Invariant, Plan, Scenario
from solver.bearing import bearing_of_form
from solver.choices import Choices, every_way
from solver.held_after import reads
from solver.replay import begin, readings_given
from solver.same import Same
from solver.undecided import Undecided


def is_upheld(plan: Plan, scenario: Scenario, invariant: Invariant) -> bool:
    """Whether an invariant is so at every moment of a story and of what follows it, however the plan is read."""
    return _is_left_alone(plan, invariant) and _begins_so(Same(plan), Same(scenario), Same(invariant))


def _is_left_alone(plan: Plan, invariant: Invariant) -> bool:
    """Whether neither time nor what happens by itself changes what an invariant reads."""
    terms, relations, timed = reads(plan, invariant.condition)
    made = (change.make for happening in plan.happenings for change in happening.changes)
    return not timed and not any((make.term in terms) if isinstance(make, c.SetTerm) else (make.relation in relations) for make in made)


def not_so_at_first(plan: Plan, scenario: Scenario) -> list[c.Core]:
    """What must always hold and is not so as a story begins, in some way to read the plan: it bars every event that does not mend it."""
    return [invariant.condition for invariant in plan.invariants if not _begins_so(Same(plan), Same(scenario), Same(invariant))]


@lru_cache(maxsize=64)
def _begins_so(held_plan: Same, held_scenario: Same, held_invariant: Same) -> bool:
    """Whether an invariant is so as a story begins, in every way to read the plan."""
    plan, scenario, invariant = held_plan.held, held_scenario.held, held_invariant.held

    def so(choices: Choices) -> bool:
        story = begin(plan, scenario, choices, bearing=bearing_of_form(plan, scenario, invariant.condition))
        return story.evaluator.holds(invariant.condition, {}, 0, story.history[0].tick)

    try:
        return all(leaf.result for leaf in every_way(so, readings_given(scenario)))
    except Undecided:
        return False


def turns_on_facts(plan: Plan, scenario: Scenario, form: c.Core) -> bool:
    """Whether a form reads what nobody gave, but for what events make of it."""
    return bool(reads(plan, form)[0] & _not_given(Same(plan), Same(scenario)))


@lru_cache(maxsize=64)
def _not_given(plan: Same, scenario: Same) -> frozenset[str]:
    """The terms that begin with what nobody gave, or are made of that."""
    terms = plan.held.terms
    people = {person.name for person in scenario.held.people} | set(plan.held.persons)
    found: set[str] = set()
    for term in terms.values():
        given = {given.subject for given in scenario.held.givens if isinstance(given, GivenTerm) and given.term == term.name}
        is_given = people <= given if term.per == "Person" else bool(given)
        if term.body is None and (term.role in ("input", "open") or term.because == "input") and not is_given:
            found.add(term.name)
    size = -1
    while size != (size := len(found)):
        found |= {term.name for term in terms.values() if any(part.term in found for part in inside((term.body,), c.TermIs))}
    return frozenset(found)
