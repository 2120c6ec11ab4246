"""The one door to every question: takes a plan and a checked question, gives an `Answer`."""

from __future__ import annotations

from typing import assert_never

from dsl.calendars import OutsideCalendar
from dsl.plan import Plan, Question
from solver.answer import OVER_PATHS, Answer, Finding, Row
from solver.by_default import with_defaults
from solver.caveats import with_caveats
from solver.expect import missed
from solver.facts import answer_fact
from solver.inverse import answer_inverse
from solver.says import answer_says
from solver.undecided import Undecided
from solver.why import answer_why

TOO_DEEP = Undecided("The terms that this rests on rest on each other in too long a chain.", "Define some of them by the facts, not by the term before.")
TOO_FAR = Undecided("A date that this rests on lies beyond every calendar.", "Look for a count of days, months or years that is too large.")


def ask(plan: Plan, question: Question, seconds: float = 20.0) -> Answer:
    """The answer to a question; `seconds` limits the search for paths and figures.

    What could not be decided, as what rests on a day that no calendar covers, is an answer that says why.
    """
    try:
        return with_defaults(plan, with_caveats(plan, _answered(plan, question, seconds)))
    except RecursionError:
        return _undecided(plan, question, TOO_DEEP)
    except OverflowError:
        return _undecided(plan, question, TOO_FAR)
    except OutsideCalendar as error:
        return _undecided(plan, question, Undecided(str(error), "Give the calendar a longer range in the plan, or ask about days within it."))
    except Undecided as error:
        return _undecided(plan, question, error)


def _undecided(plan: Plan, question: Question, error: Undecided) -> Answer:
    rows = (Row((), Finding("undecided", limit=f"{str(error).rstrip('.')}. {error.help.rstrip('.')}")),)
    return Answer(question, rows, missed=missed(plan, question, rows))


def _answered(plan: Plan, question: Question, seconds: float) -> Answer:
    if question.form in OVER_PATHS:
        from solver.grounds import with_grounds  # Z3 takes its time to load, and only paths need it
        from solver.z3_solver import forget

        forget()
        return with_grounds(plan, _found(plan, question, seconds))
    return _found(plan, question, seconds)


def _found(plan: Plan, question: Question, seconds: float) -> Answer:
    match question.form:
        case "is" | "when" | "what" | "first" | "who" | "owed":
            return answer_fact(plan, question)
        case "inverse":
            return answer_inverse(plan, question, seconds)
        case "why":
            return answer_why(plan, question)
        case "says":
            return answer_says(plan, question)
        case "can" | "certain":
            from solver.paths import answer_path

            return answer_path(plan, question, seconds)
        case "ways":
            from solver.every_way import answer_ways

            return answer_ways(plan, question, seconds)
        case "may":
            from solver.when_may import answer_when_may

            return answer_when_may(plan, question, seconds)
        case "extreme":
            from solver.extremes import answer_extreme

            return answer_extreme(plan, question, seconds)
        case _:
            assert_never(question.form)
