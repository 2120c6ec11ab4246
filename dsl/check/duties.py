"""Checks duties: what somebody must do after what, and what can be said of it.

A duty comes down to the core forms: an event with guards, and three conditions
(open, performed, breached) that the replay and the solver read as any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dsl import core as c
from dsl import nodes as n
from dsl.check.context import Context
from dsl.check.scope import Scope
from dsl.forms import variables
from dsl.plan import IMPLIED, Duty

if TYPE_CHECKING:
    from dsl.check.checker import Checker


class Duties:
    """The duties of a plan, each checked when it is first spoken of."""

    def __init__(self, context: Context, checker: Checker) -> None:
        self.context = context
        self.checker = checker
        self.found: dict[str, Duty | None] = {}
        self.in_progress: list[str] = []

    def get(self, clause: n.DutyClause) -> Duty | None:
        """The checked duty of a clause; None after a mistake was reported."""
        name = clause.name.text
        if name in self.in_progress:
            self.context.report("circular", clause.name.span, f"The duty `{name}` rests on itself.",
                                "Say when it begins and ends without asking whether it is performed.")
            return None
        if name not in self.found:
            self.in_progress.append(name)
            self.found[name] = self._check(clause)
            self.in_progress.pop()
        return self.found[name]

    def said(self, subject: n.Expression, said: n.DutyIs) -> c.Core | None:
        """`Certificate Mailing is open`; None after a mistake was reported."""
        clause = self.named(subject)
        if clause is None:
            self._no_duty(subject, said)
            return None
        duty = self.get(clause)
        if duty is None:
            return None
        found = {"open": duty.open, "performed": duty.performed, "breached": duty.breached}[said.word]
        return c.Not(found) if said.negated else found

    def named(self, node: n.Expression) -> n.DutyClause | None:
        """The duty that a name stands for."""
        declared = self.context.names.find(node.text) if isinstance(node, n.Name) else None
        return declared.clause if declared is not None and isinstance(declared.clause, n.DutyClause) else None

    def _no_duty(self, subject: n.Expression, said: n.DutyIs) -> None:
        """Only a duty is open, performed or breached."""
        names = self.context.names
        duties = [d.name for d in names.table.values() if isinstance(d.clause, n.DutyClause)]
        shown = f"`{subject.text}`" if isinstance(subject, n.Name) else "this"
        declared = names.find(subject.text) if isinstance(subject, n.Name) else None
        if declared is not None and declared.sort == "event":
            help_text = f"Of a power, ask `when may {declared.name} happen?`; of an event, `has happened`."
        elif not duties:
            help_text = 'Declare one: `duty Certificate Mailing: "the Company mails the certificates" after the Distribution Date.`'
        else:
            help_text = names.close_to(subject.text if isinstance(subject, n.Name) else "", duties)
        self.context.report("not-a-duty", subject.span, f"Only a duty is `{said.word}`, and {shown} is none.", help_text)

    # ---- one duty ----

    def _check(self, clause: n.DutyClause) -> Duty | None:
        name, events = clause.name.text, self.checker.events
        label = c.Label(name)
        scope = Scope(label)
        holes = self.context.holes[name]
        window = self.checker.windows.guards(clause.window, scope, of_duty=True)
        due, overdue = self._due(clause, scope)
        filled = scope.with_variables({hole.name: (hole.var, hole.kind) for hole in holes})
        conditions = [*events.provided(clause.provided, filled), *self._unless(clause, filled)]
        if not window or (overdue is None and due is not None):
            return None
        (begun,) = window
        assert isinstance(begun, c.Part)
        performed = self._performed(name, begun)
        chosen = {hole.var for hole in holes}
        standing = [condition for condition in conditions if not chosen & set(variables(condition))]
        is_open = c.All((begun, *standing, c.Not(performed)))
        breach = c.All((overdue, is_open)) if overdue is not None else None
        breached = c.EverHeld(breach) if breach is not None else c.Truth(False)
        once = c.Part(self._part(clause, scope, "one performance"), "drop", c.Not(performed))
        return Duty(
            name, _beginning(begun), due, clause.due.pace if clause.due else "",
            c.Part(label, "no", is_open), c.Part(label, "no", performed), c.Part(label, "no", breached),
            begun, performed.left, breach, (begun, once, *conditions), label,
        )  # fmt: skip

    def _part(self, clause: n.DutyClause, scope: Scope, name: str) -> c.Label:
        return self.context.part(scope.inside(name).label, IMPLIED, clause.phrase.span)

    def _performed(self, name: str, begun: c.Part) -> c.CompareTime:
        """The last performance is no earlier than the beginning, as it now stands."""
        assert isinstance(begun.body, c.CompareTime)
        holes = tuple(self.context.fresh(hole.name) for hole in self.context.holes[name])
        last = c.EventAt("last", name, holes, c.Truth(True))
        return c.CompareTime(begun.body.op, last, begun.body.right)

    def _due(self, clause: n.DutyClause, scope: Scope) -> tuple[c.Core | None, c.Core | None]:
        """The last day or instant, if one is fixed, and that it has passed."""
        if clause.due is None or clause.due.by is None:
            return None, None
        label = self.context.part(scope.inside("last day").label, "window", clause.due.span)
        value, _ = self.checker.windows.time(clause.due.by, replace(scope, label=label))
        if value is None:
            return c.Truth(False), None
        return value, c.Part(label, "no", c.CompareTime("after", c.NowIs(), value))

    def _unless(self, clause: n.DutyClause, scope: Scope) -> list[c.Core]:
        """What the duty does not stand against."""
        if clause.unless is None:
            return []
        label = self.context.part(scope.inside("unless").label, "proviso", clause.unless.span)
        condition = self.checker.conditions.check(clause.unless, replace(scope, label=label))
        return [c.Part(label, "drop", c.Not(condition))] if condition is not None else []


def _beginning(begun: c.Part) -> c.Core:
    assert isinstance(begun.body, c.CompareTime)
    return begun.body.right
