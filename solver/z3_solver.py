"""The solver as the rest of the package sees it: terms go in; verdicts, values and cores come out.

Z3 is known here and in `z3_from_terms` alone. Every check keeps to a deadline,
and an interrupt that Z3 keeps to itself is raised again.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, Literal

import z3
from msgspec import Struct

from solver import terms
from solver.formula import Bool
from solver.terms import Term
from solver.z3_from_terms import Translator

Verdict = Literal["sat", "unsat", "unknown"]
ABOUT = 0.2  # seconds by which a time limit may be missed
MOMENT = (0.01, 0.2)  # the least and the most effort of a moment
LEAST, NEARLY = 0.001, 0.95  # an effort not worth a check; the part of an effort at which Z3 may take it as spent

FAST, COMPLETE = 2, 6  # Z3's solvers of arithmetic: the first takes half the time, and gives up, or never ends, on some products
STEPS = {FAST: 12_000_000, COMPLETE: 2_500_000}  # of Z3's count of what it does, in some second of an ordinary machine
ATTEMPTS = ((FAST, 1), (FAST, 2), (COMPLETE, 1))  # made in turn, each with the seed by which chance decides in it
RUNAWAY = 5, 0.5  # how often its effort in seconds, and how many more, a check may take by the clock: some few on products go on without counting
SOON_OVER = 0.3  # effort of a check that is not interrupted, as it cannot be told from one that ends: the interrupt comes right after it
FAST_FOR = 1.5  # seconds of effort for one attempt of the first; what both take longer for, the other mostly does sooner

_translator = Translator()


def forget() -> None:
    """Let go of all terms and of what was made of them; no solver made before may be used after."""
    global _translator
    terms.forget()
    if _translator.is_used:  # a context takes some milliseconds to make
        _translator.close()
        _translator = Translator()


class Budget(Struct):
    """How long may be tried: until a deadline (a value of `time.monotonic`), and with no more effort than is left.

    Effort is in seconds of an ordinary machine and counted by what Z3 does, so
    that what is found with it does not turn on how busy this machine is. If
    there is an `alarm`, it is called once, when so much was spent.
    """

    deadline: float
    most: float = math.inf
    spent: float = 0
    alarm: tuple[float, Callable[[], None]] | None = None

    @property
    def left(self) -> float:
        """The effort left."""
        return self.most - self.spent

    def spend(self, effort: float) -> None:
        """So much more was spent."""
        self.spent += effort
        if self.alarm is not None and self.spent >= self.alarm[0]:
            (_, call), self.alarm = self.alarm, None
            call()


def a_moment(spent: float, times: float) -> float:
    """An effort that will mostly show of a part what so much has shown of the whole: so many times as much, within bounds."""
    return min(MOMENT[1], max(MOMENT[0], times * spent))


class Solver:
    """Conditions to be met together, within a budget, or until a deadline."""

    def __init__(self, within: Budget | float) -> None:
        self._budget = within if isinstance(within, Budget) else Budget(within)
        self._levels: list[list[Bool]] = [[]]
        self._pushed = [True]  # which of the levels Z3 has, as it has none in which nothing is demanded
        self._excluded = [False]  # in which of them something is known to be impossible
        self._attempt = 0
        self._solver = _made(self._attempt)
        self._model: Any = None

    @property
    def is_out_of_time(self) -> bool:
        """Whether the deadline has come."""
        return time.monotonic() >= self._budget.deadline

    def add(self, *conditions: Bool) -> None:
        """Demand these too."""
        wanted = [item for item in conditions if item is not True]
        self._levels[-1].extend(wanted)
        self._excluded[-1] |= False in wanted
        self._assert(len(self._levels) - 1, wanted)

    def push(self) -> None:
        """Begin what can be taken back."""
        self._levels.append([])
        self._pushed.append(False)
        self._excluded.append(False)

    def pop(self) -> None:
        """Take back what was demanded since."""
        self._levels.pop()
        self._excluded.pop()
        if self._pushed.pop():
            self._solver.pop()

    def _assert(self, level: int, conditions: Iterable[Bool]) -> None:
        """Tell Z3 of conditions at a level; what is known to be impossible it is not asked about."""
        for item in conditions:
            if item is False:
                continue
            if not self._pushed[level]:
                self._solver.push()
                self._pushed[level] = True
            z3.Z3_solver_assert(self._solver.ctx.ref(), self._solver.solver, _translator.ast(item))

    @property
    def _is_fast(self) -> bool:
        return ATTEMPTS[self._attempt][0] == FAST

    def _change_over(self) -> None:
        """Go on with the next attempt."""
        self._attempt += 1
        self._solver = _made(self._attempt)
        self._pushed = [True] + [False] * (len(self._levels) - 1)
        for place, level in enumerate(self._levels):
            self._assert(place, level)

    def check(self, *assumed: Term, effort: float = math.inf) -> Verdict:
        """Whether all can be met; unknown where the deadline came first, or the effort given or left was not enough."""
        if any(self._excluded):
            return "unsat"
        limit = min(effort, self._budget.left)
        if limit < LEAST or self.is_out_of_time:
            return "unknown"
        share = min(limit, FAST_FOR) if self._is_fast else limit
        before = self._budget.spent
        verdict = self._checked(assumed, share)
        if verdict == "unknown" and self._is_fast and share < limit and not self.is_out_of_time:
            self._change_over()
            return self.check(*assumed, effort=effort - (self._budget.spent - before))
        if verdict == "sat":
            self._model = self._solver.model()
        return verdict

    def _checked(self, assumed: Iterable[Term], effort: float) -> Verdict:
        """What Z3 says with so much effort."""
        began, steps = time.monotonic(), STEPS[FAST if self._is_fast else COMPLETE]
        seconds = min(self._budget.deadline - began, RUNAWAY[0] * effort + RUNAWAY[1])
        self._solver.set("timeout", max(1, int(seconds * 1000)))
        self._solver.set("rlimit", max(1, int(effort * steps)) if effort < math.inf else 0)
        self._solver.set("ctrl_c", effort > SOON_OVER)
        before = self._done()
        solver = self._solver
        found = z3.Z3_solver_check_assumptions(solver.ctx.ref(), solver.solver, *_translator.listed(assumed))
        verdict: Verdict = str(z3.CheckSatResult(found))  # type: ignore[assignment]
        spent = (self._done() - before) / steps
        self._budget.spend(spent)
        is_over = spent >= effort * NEARLY or time.monotonic() - began >= seconds - ABOUT
        if verdict == "unknown" and not is_over and self._solver.reason_unknown() in _INTERRUPTED:
            raise KeyboardInterrupt
        return verdict

    def _done(self) -> int:
        """How much Z3 has done, by its own count."""
        counts = self._solver.statistics()
        return next((counts[at][1] for at in reversed(range(len(counts))) if counts[at][0] == "rlimit count"), 0)

    def core(self, assumed: Iterable[Term]) -> list[Term]:
        """Which of the assumptions of the last check cannot be met together."""
        if any(self._excluded):
            return []
        named = {z3.Z3_get_ast_id(self._solver.ctx.ref(), _translator.ast(term)): term for term in assumed}
        return [named[item.get_id()] for item in self._solver.unsat_core()]

    def truth(self, value: Bool) -> bool:
        """Whether a condition holds in the model."""
        return value if isinstance(value, bool) else bool(z3.is_true(self._value(value)))

    def truths(self, values: Sequence[Bool]) -> list[bool]:
        """Whether each of some conditions holds in the model, which takes less than one by one."""
        return _translator.all_in(values, self._model) if values else []

    def number(self, value: Any) -> Fraction:
        """A number in the model, or which one of several things is meant."""
        if not isinstance(value, Term):
            return Fraction(value)
        if value.sort == "enum":
            return Fraction(self._which(value))
        found = self._value(value)
        return Fraction(found.as_long()) if z3.is_int_value(found) else Fraction(found.numerator_as_long(), found.denominator_as_long())

    def _which(self, term: Term) -> int:
        if term.op == "ite":
            condition, yes, no = term.args
            return int(self.number(yes if self.truth(condition) else no))
        from solver.formula import equal

        return next(number for number in terms.options_of(term) if self.truth(equal(term, number)))

    def _value(self, term: Term) -> Any:
        return self._model.eval(_translator.expression(term), model_completion=True)


def _made(attempt: int) -> z3.Solver:
    arithmetic, seed = ATTEMPTS[attempt]
    solver = z3.SimpleSolver(ctx=_translator.context)
    solver.set("arith.solver", arithmetic)
    solver.set("random_seed", seed)
    return solver


_INTERRUPTED = ("canceled", "interrupted from keyboard", "interrupted")
