"""The solver as the rest of the package sees it: terms go in; verdicts, values and cores come out.

Z3 is known here and in `z3_from_terms` alone. Every check keeps to a deadline,
and an interrupt that Z3 keeps to itself is raised again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Literal

import z3

from solver import terms
from solver.formula import Bool
from solver.terms import Term
from solver.z3_from_terms import Translator

Verdict = Literal["sat", "unsat", "unknown"]
ABOUT = 0.2  # seconds by which a time limit may be missed

FAST, COMPLETE = 2, 6  # Z3's solvers of arithmetic: the first takes half the time, and gives up, or never ends, on some products
FAST_FOR = 1.5  # seconds; what the first takes longer for, the other mostly does sooner

_translator = Translator()


def forget() -> None:
    """Let go of all terms and of what was made of them; no solver made before may be used after."""
    global _translator
    terms.forget()
    _translator = Translator()


class Solver:
    """Conditions to be met together, until a deadline (a value of `time.monotonic`)."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self._levels: list[list[Bool]] = [[]]
        self._solver = _made(FAST)
        self._is_fast = True
        self._model: Any = None

    @property
    def is_out_of_time(self) -> bool:
        """Whether the deadline has come."""
        return time.monotonic() >= self.deadline

    def add(self, *conditions: Bool) -> None:
        """Demand these too."""
        self._levels[-1].extend(conditions)
        self._assert(conditions)

    def push(self) -> None:
        """Begin what can be taken back."""
        self._levels.append([])
        self._solver.push()

    def pop(self) -> None:
        """Take back what was demanded since."""
        self._levels.pop()
        self._solver.pop()

    def _assert(self, conditions: Iterable[Bool]) -> None:
        for item in conditions:
            if item is not True:
                z3.Z3_solver_assert(self._solver.ctx.ref(), self._solver.solver, _translator.ast(item))

    def _change_over(self) -> None:
        """Go on with the solver that does not give up."""
        self._solver, self._is_fast = _made(COMPLETE), False
        for place, level in enumerate(self._levels):
            if place:
                self._solver.push()
            self._assert(level)

    def check(self, *assumed: Term, seconds: float | None = None) -> Verdict:
        """Whether all can be met; unknown where the deadline came first, or the seconds given ran out."""
        left = self.deadline - time.monotonic()
        limit = left if seconds is None else min(left, seconds)
        if limit <= 0:
            return "unknown"
        share = min(limit, FAST_FOR) if self._is_fast else limit
        verdict = self._checked(assumed, share)
        if verdict == "unknown" and self._is_fast and share < limit:
            self._change_over()
            return self.check(*assumed, seconds=None if seconds is None else seconds - share)
        if verdict == "sat":
            self._model = self._solver.model()
        return verdict

    def _checked(self, assumed: Iterable[Term], limit: float) -> Verdict:
        """What Z3 says within so many seconds."""
        began = time.monotonic()
        self._solver.set("timeout", max(1, int(limit * 1000)))
        verdict: Verdict = str(self._solver.check(*map(_translator.expression, assumed)))  # type: ignore[assignment]
        if verdict == "unknown" and time.monotonic() - began < limit - ABOUT and self._solver.reason_unknown() in _INTERRUPTED:
            raise KeyboardInterrupt
        return verdict

    def core(self, assumed: Iterable[Term]) -> list[Term]:
        """Which of the assumptions of the last check cannot be met together."""
        named = {z3.Z3_get_ast_id(self._solver.ctx.ref(), _translator.ast(term)): term for term in assumed}
        return [named[item.get_id()] for item in self._solver.unsat_core()]

    def truth(self, value: Bool) -> bool:
        """Whether a condition holds in the model."""
        return value if isinstance(value, bool) else bool(z3.is_true(self._value(value)))

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


def _made(arithmetic: int) -> z3.Solver:
    solver = z3.SimpleSolver(ctx=_translator.context)
    solver.set("arith.solver", arithmetic)
    return solver


_INTERRUPTED = ("canceled", "interrupted from keyboard", "interrupted")
