"""One claim that there is none of something: conditions that cannot be met together, made anew from the plan.

What kinds of obligation share: how the question is posed again, under which
readings the story is told, and the script that any solver can be asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from dsl.plan import Plan, Question
from solver.choices import reading_as, readings_made
from solver.formula import Bool
from solver.replay import readings_settled, tell
from solver.search import Task, further_events
from solver.smtlib_from_terms import script
from solver.tasks import machine_for, task_of, tellings
from solver.unroll import Unrolled
from solver.z3_solver import forget

Readings = Mapping[str, str]
Made = Callable[[], list[Bool]]
ASKS = "It asks whether the conditions below can be met together. That they cannot (unsat) is what is claimed."


class Obligation(Struct, frozen=True):
    """Conditions that cannot be met together: what that means, under which readings, and how to make them.

    `readings` are those that are settled; every other is left open. The terms
    of the conditions are forgotten when the next are made.
    """

    says: str
    readings: tuple[tuple[str, str], ...]
    make: Made

    def conditions(self) -> list[Bool]:
        """The conditions, made anew and therefore always the same."""
        forget()
        return self.make()

    def script(self) -> str:
        """The conditions as an SMT-LIB script, the same on every machine."""
        where = ", ".join(f"{name} reads {option}" for name, option in self.readings)
        settled = f"Readings settled: {where}; any other is left open." if where else "Every reading is left open."
        return script(self.conditions(), f"Claimed: {self.says}.\n{settled}\n{ASKS}")


class Misfit(Exception):
    """What is claimed has no obligations: an invariant's part is not known, or the story cannot be told so."""


def digest(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def ways_to_tell(plan: Plan, question: Question, under: Readings) -> Iterator[Readings]:
    """The readings settled in each way to tell the story, as far as it bears on the question, that goes with those of a row."""
    settled = {**readings_settled(question), **under}
    for leaf in tellings(plan, question.scenario, machine_for(plan, question, readings_settled(question))):
        made = readings_made(leaf.made)
        if all(settled.get(name, option) == option for name, option in made.items()):
            yield {**made, **settled}


def posed(plan: Plan, question: Question, settled: Readings) -> Task:
    """The question where some readings are settled, the story told anew; raises Misfit."""
    story = tell(plan, question.scenario, reading_as(settled))
    if story.refusal is not None:
        raise Misfit("the story cannot be told as it stands")
    return task_of(plan, question, settled, story)


def all_of(run: Unrolled, *also: Bool) -> list[Bool]:
    """What makes a run one of the plan, and something more of it."""
    return [*run.symbolic.definitions, *run.constraints, *run.guards, *also]


def events(count: int) -> str:
    """`just 2 further events`."""
    return "no further event" if not count else f"just {further_events(count)}"


def comes(question: Question) -> str:
    """What a path does that is sought."""
    return "breaks what must hold" if question.form == "certain" else "comes to what is sought"
