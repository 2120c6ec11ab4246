"""What the value of a form can depend on: variables that are bound outside of it, and the time that it is.

So a value is worked out once for all the surroundings that cannot matter to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dsl import core as c
from dsl.forms import bound_by, children
from dsl.plan import Plan
from solver.same import Same
from solver.settled import Settled


def dependence_of(plan: Plan, options: Mapping[str, str]) -> Dependence:
    """What the forms of a plan depend on with readings settled so, as far as it was found out before."""
    return _dependence(Same(plan), frozenset(options.items()))


def forget() -> None:
    """Let go of what was found out."""
    _dependence.cache_clear()


@lru_cache(maxsize=32)
def _dependence(plan: Same, options: frozenset[tuple[str, str]]) -> Dependence:
    return Dependence(plan.held, dict(options))


class Dependence:
    """What the forms of one plan depend on, the readings being settled as far as `options` say."""

    def __init__(self, plan: Plan, options: Mapping[str, str]) -> None:
        self._plan = plan
        self.settled = Settled(options)
        self._variables: dict[int, tuple[tuple[str, ...], c.Core]] = {}
        self._timed: dict[int, tuple[bool, c.Core]] = {}
        self._terms: dict[str, bool] = {}

    def variables(self, core: c.Core) -> tuple[str, ...]:
        """The variables that a form takes from outside, sorted."""
        found = self._variables.get(id(core))
        if found is None:
            found = self._variables[id(core)] = self._free(core), core
        return found[0]

    def _free(self, core: Any) -> tuple[str, ...]:
        if isinstance(core, c.VarIs):
            return (core.name,)
        inside = {self.variables(part) for part in children(core)}
        bound = bound_by(core)
        if not bound and len(inside) < 2:
            return next(iter(inside), ())
        return tuple(sorted({name for names in inside for name in names}.difference(bound)))

    def on_time(self, core: c.Core) -> bool:
        """Whether a form may change in one state as time passes."""
        found = self._timed.get(id(core))
        if found is None:
            found = self._timed[id(core)] = self._is_timed(core), core
        return found[0]

    def _is_timed(self, core: Any) -> bool:
        if self.settled(core) is not None:
            return False
        match core:
            case c.NowIs():
                return True
            case c.EventAt() | c.HasOccurred():
                return False
            case c.TermIs():
                return self._term(core.term) or (core.subject is not None and self.on_time(core.subject))
            case c.Related():
                return self.carried_in_time(core.relation) or any(map(self.on_time, children(core)))
        return any(map(self.on_time, children(core)))

    def carried_in_time(self, relation: str) -> bool:
        """Whether what carries a relation may change as time passes."""
        barred = self._plan.relations[relation].barred
        return barred is not None and self.on_time(barred)

    def _term(self, name: str) -> bool:
        term = self._plan.terms[name]
        if term.role == "state" or term.body is None:
            return False
        if name not in self._terms:
            self._terms[name] = self.on_time(term.body)
        return self._terms[name]
