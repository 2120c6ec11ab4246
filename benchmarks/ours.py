"""Our side of the comparison: the questions in the plan language, of the whole plan or of its triggers alone.

A cast of so many people is written as a scenario, as counsel would write it;
another horizon is a plan whose last fixed day is another.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.asked import ASKED, Asked, OutOfTime, Size
from dsl.dates import add_years
from dsl.load import load_text
from dsl.plan import Plan, Question
from dsl.plan_files import built_in
from solver import cone, dependence
from solver.cast import cast_of
from solver.choices import reading_as
from solver.replay import tell
from solver.search import deepen
from solver.tasks import machine_for, task_of
from solver.z3_solver import forget

PLANS = ("triggers", "hemacare")
TRIGGERS = Path(__file__).parent / "triggers"
NAMES = ("Orion", "the Gazette", "Vega", "Lyra", "Cygnus", "Altair")
PRESS = (
    "May 1, 1998: Orion buys 1,100,000 shares.",
    "May 4, 1998: the Gazette announces that Orion beneficially owns 1,100,000 shares.",
)


class Read(Struct, frozen=True):
    """A checked plan with a horizon, and its questions by their titles."""

    plan: Plan
    questions: Mapping[str, Question]


@lru_cache
def read(plan: str, size: Size) -> Read:
    """The plan and the questions, for so many people up to a horizon."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in (*TRIGGERS.glob("*.plan"), *(built_in() / "hemacare" / f"{part}.plan" for part in ("definitions", "distribution"))):
            shutil.copy(path, folder)
        library = load_text(_text(plan, size.persons), folder=folder)
    fixed = add_years(dt.date.fromordinal(size.horizon), -1)
    return Read(replace(library.plan, last_fixed_day=fixed), {question.title: question for question in library.asked})


def _text(plan: str, persons: int) -> str:
    """The scenarios and questions as a file of the plan language."""
    people = ", ".join(f"{name} is a {'Person' if name == 'the Gazette' else 'Stockholder'}" for name in NAMES[:persons])
    told = {"adoption": "", "after the press": "\n    ".join(PRESS)}
    scenarios = [f'scenario "{start}"\n    people {people}.\n    {lines}' for start, lines in told.items()]
    questions = [f'question "{asked.title}"\n    in "{asked.start}"\n    {asked.text}' for asked in ASKED]
    return "\n\n".join([f'use "{plan}".', *scenarios, *questions]) + "\n"


def prepare() -> None:
    """What a process has before its question comes: a context of Z3's, and nothing found out about the plan."""
    forget()
    dependence.forget()
    cone.forget()


def first_path(plan: Plan, question: Question, events: int, seconds: float) -> int | None:
    """How many events the shortest path has on the base readings, the first that is met; None if none has so few.

    Raises OutOfTime.
    """
    deadline = time.monotonic() + seconds
    options = plan.base_readings
    machine = machine_for(plan, question, options)
    question = replace(question, scenario=replace(question.scenario, people=cast_of(plan, question.scenario, machine.kinds)))
    told = tell(plan, question.scenario, reading_as(options))
    for depth in deepen(task_of(plan, question, options, told), deadline, events):
        if depth.find_any() is not None:
            return depth.count
        if depth.is_out_of_time:
            raise OutOfTime
    return None


def fewest_events(plan: str, asked: Asked, size: Size, seconds: float) -> int | None:
    """The same of a question that is asked of all, by its title. Raises OutOfTime."""
    found = read(plan, size)
    return first_path(found.plan, found.questions[asked.title], size.events, seconds)
