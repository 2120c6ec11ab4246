"""The time by which a question over paths is asked, where it is named by a term: `by the Distribution Date`.

It is that of the told story as it ends. It need not bear on what is sought, so
that no search would try the readings that it turns on.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from dsl import core as c
from dsl.dates import write_day
from dsl.forms import inside
from dsl.plan import Plan, Question, Scenario
from solver.bearing import bearing_of_form
from solver.choices import Choices, every_way, matters
from solver.history import Unknown
from solver.replay import horizon, readings_given, tell
from solver.same import Same
from solver.story import Story
from solver.undecided import Undecided

TURNING = ("reading", "input", "open", "order", "discretion")


def name_a_date(story: Story, question: Question) -> str:
    """Advice to name a date, as February 22, 2009: the last day before the horizon of what is asked."""
    return f"Name a date, as `by {write_day(horizon(story.evaluator.plan, question.scenario) - dt.timedelta(days=1))}`"


def unset_words(story: Story, question: Question) -> str:
    """What to ask in place of a time that is unset: a date, or the time as it comes."""
    named = question.by.term if isinstance(question.by, c.TermIs) else None
    return name_a_date(story, question) + (f", or ask of it as it comes: `can it be that ... and not (now is on or after {named})?`" if named else ".")


def time_asked_by(story: Story, question: Question) -> Any:
    """The day or instant, None if it is unset; raises Undecided where it turns on a reading or on what nobody gave, TooMany."""
    by = question.by
    assert by is not None
    if inside((by,), (c.TermIs, c.EventAt, c.FirstAt, c.ReadingIs)):
        turns_on, unknown = _turns_on(Same(story.evaluator.plan), Same(question.scenario), Same(by))
        if unknown:
            raise Undecided(f"The time by which it is asked turns on {', '.join(unknown)}, which is not given.", f"{name_a_date(story, question)}.")
        if turns_on:
            raise Undecided(f"The time by which it is asked turns on how {', '.join(turns_on)} is read.",
                            f"Settle it with `--given`. {name_a_date(story, question)}.")
    return story.evaluator.value(by, {}, story.last, story.history[-1].tick)


@lru_cache(maxsize=64)
def _turns_on(plan: Same, scenario: Same, by: Same) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The readings, and what nobody gave, on which a time turns as a story ends, however it is told."""
    return _found(plan.held, scenario.held, by.held)


def _found(plan: Plan, scenario: Scenario, by: c.Core) -> tuple[tuple[str, ...], tuple[str, ...]]:
    bearing = bearing_of_form(plan, scenario, by)

    def time(choices: Choices) -> Any:
        story = tell(plan, scenario, choices, bearing=bearing)
        return None if story.refusal is not None else (story.evaluator.value(by, {}, story.last, story.history[-1].tick),)

    leaves = [leaf for leaf in every_way(time, readings_given(scenario)) if leaf.result is not None]
    unknown = [name for leaf in leaves if isinstance(leaf.result[0], Unknown) for name in leaf.result[0].sources]
    turning = matters(leaves, TURNING)
    readings = tuple(choice.about for choice in turning if choice.sort == "reading")
    return readings, tuple(dict.fromkeys((*sorted(unknown), *(choice.about for choice in turning if choice.sort != "reading"))))
