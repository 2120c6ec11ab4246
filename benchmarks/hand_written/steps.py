"""One event of a run: what it may be, when the filing allows it, and the state that it leads to.

A step is one of `KINDS`, done by or about one person (`who`), where need be
with another (`other`, whose last place is the Company), with one amount, one
date and one percentage. Each kind reads those that it needs.
"""

from __future__ import annotations

from typing import Any

import z3
from msgspec import Struct
from msgspec.structs import replace

from benchmarks.asked import BOARD
from benchmarks.hand_written.state import Date, State, close_of_business

OTHERS = ("buy", "sell", "join", "part", "issue", "repurchase", "announce", "learn", "offer")
KINDS = OTHERS + BOARD


class Step(Struct, frozen=True):
    """What is chosen of one event: just one kind, one `who` and one `other` is true."""

    kind: dict[str, Any]
    who: tuple[Any, ...]
    other: tuple[Any, ...]
    amount: Any
    later: Any
    percentage: Any
    day: Any
    is_late: Any

    @property
    def tick(self) -> Any:
        """When it happens."""
        return 2 * self.day + z3.If(self.is_late, 1, 0)

    def meets(self, one: int, other: int) -> Any:
        """Whether it is between two persons."""
        return z3.Or(z3.And(self.who[one], self.other[other]), z3.And(self.who[other], self.other[one]))

    def of_whom(self, values: tuple[Any, ...]) -> Any:
        """The value of the person whom it is about, among one of each person."""
        found = values[-1]
        for is_it, value in zip(self.who[:-1], values[:-1], strict=True):
            found = z3.If(is_it, value, found)
        return found


def choose(number: int, persons: int) -> Step:
    """A step of which nothing is known yet."""
    return Step(
        {kind: z3.Bool(f"{number} {kind}") for kind in KINDS},
        tuple(z3.Bool(f"{number} who {p}") for p in range(persons)),
        tuple(z3.Bool(f"{number} other {p}") for p in range(persons + 1)),
        z3.Int(f"{number} amount"), z3.Int(f"{number} later date"), z3.Real(f"{number} percentage"),
        z3.Int(f"{number} day"), z3.Bool(f"{number} after the close"),
    )  # fmt: skip


def allowed(before: State, step: Step) -> list[Any]:
    """When the step may be what it is, as things stand before it."""
    kind, amount = step.kind, step.amount
    return [
        *(_just_one(choices) for choices in (tuple(kind.values()), step.who, step.other)),
        step.tick >= before.tick,
        amount >= 0,
        z3.Implies(z3.Or(kind["buy"], kind["sell"], kind["issue"], kind["repurchase"], kind["offer"]), amount > 0),
        z3.Implies(z3.Or(kind["announce"], kind["learn"], kind["offer"]), amount <= before.outstanding),
        z3.Implies(kind["sell"], amount <= step.of_whom(before.held)),
        z3.Implies(kind["join"], z3.Or(*(step.meets(*pair) for pair in before.together))),
        z3.Implies(kind["part"], z3.Or(*(z3.And(step.meets(*pair), are) for pair, are in before.together.items()))),
        z3.Implies(kind["repurchase"], amount < before.outstanding),
        *_powers(before, step),
    ]


def _just_one(choices: tuple[Any, ...]) -> Any:
    return z3.PbEq([(choice, 1) for choice in choices], 1)


def _powers(before: State, step: Step) -> list[Any]:
    """When the Board may do what the filing lets it do."""
    kind, not_redeemed = step.kind, z3.Not(before.redeemed)
    return [
        z3.Implies(kind["defer offer"], _may_defer_offer(before, step)),
        z3.Implies(kind["designate"], _may_designate(before, step)),
        z3.Implies(kind["extend redemption"], z3.And(not_redeemed, _may_extend_redemption(before, step))),
        z3.Implies(kind["redeem"], z3.And(not_redeemed, _may_redeem(before, step))),
        z3.Implies(kind["lower"], z3.And(not_redeemed, _may_lower(before, step))),
        z3.Implies(kind["extend rights"], z3.And(not_redeemed, _alive(before, step), step.later > before.last_day)),
    ]


def _may_defer_offer(before: State, step: Step) -> Any:
    """p.2 (ii): before anybody becomes an Acquiring Person, and before the date comes."""
    limb = before.offer_limb
    return z3.And(before.offered.is_set, z3.Not(before.acquired), step.tick < limb, close_of_business(step.later) > limb)


def _may_designate(before: State, step: Step) -> Any:
    """p.3 (iv): on or before the earlier of the dates of (i) and (ii), to a later date."""
    limbs = ((before.announced.is_set, before.announcement_limb), (before.offered.is_set, before.offer_limb))
    return z3.And(
        *(z3.Implies(is_set, step.tick < limb) for is_set, limb in limbs),
        z3.Or(*(z3.And(is_set, close_of_business(step.later) > limb) for is_set, limb in limbs)),
    )


def _may_extend_redemption(before: State, step: Step) -> Any:
    """p.5 (iii): before the periods of (i) and (ii) have run, to a later date."""
    periods = (before.owned_up, before.adverse)
    return z3.And(
        *(z3.Implies(since.is_set, step.day < since.day + 10) for since in periods),
        z3.Or(*(z3.And(since.is_set, step.later > since.day + 10) for since in periods)),
    )


def _may_redeem(before: State, step: Step) -> Any:
    """p.5: before the tenth day of (i) and of (ii), or the later date of (iii), and before (iv) the last day."""
    longer = z3.And(before.redemption_later.is_set, step.day < before.redemption_later.day)
    in_time = (z3.Or(z3.Not(since.is_set), step.day < since.day + 10, longer) for since in (before.owned_up, before.adverse))
    return z3.And(step.day < before.last_day, *in_time)


def _may_lower(before: State, step: Step) -> Any:
    """p.5: before anybody becomes an Acquiring or Adverse Person; to 11% or more. What is known is held to in `_trigger`."""
    return z3.And(
        z3.Not(before.acquired), z3.Not(before.adverse.is_set), _alive(before, step),
        step.percentage < before.threshold, step.percentage >= z3.Q(11, 100),
    )  # fmt: skip


def _alive(before: State, step: Step) -> Any:
    """p.3: the Rights have not expired."""
    return step.tick < close_of_business(before.last_day)


# ---- what follows ------------------------------------------------------------------------


def after(number: int, before: State, step: Step) -> tuple[State, list[Any]]:
    """The state after a step, and what must be so of its variables."""
    changed = _memory(_dates_set(_acts(number, before, step), step))
    return _firsts(changed, step, _trigger(before, changed, step))


def _acts(number: int, before: State, step: Step) -> State:
    """What the act itself changes."""
    kind, amount = step.kind, step.amount
    bought = z3.If(kind["buy"], amount, z3.If(kind["sell"], -amount, 0))
    issued = z3.If(kind["issue"], amount, z3.If(kind["repurchase"], -amount, 0))
    told = z3.Or(kind["announce"], kind["learn"])
    return replace(
        before,
        tick=step.tick,
        held=tuple(held + z3.If(is_it, bought, 0) for is_it, held in zip(step.who, before.held, strict=True)),
        together={pair: _joined(step, pair, are) for pair, are in before.together.items()},
        outstanding=before.outstanding + issued,
        threshold=z3.If(kind["lower"], step.percentage, before.threshold),
        trigger=z3.Int(f"{number} trigger"),
        known=tuple(z3.If(z3.And(told, is_it), amount, known) for is_it, known in zip(step.who, before.known, strict=True)),
        limits=tuple(z3.If(z3.And(kind["limit"], is_it), amount, old) for is_it, old in zip(step.who, before.limits, strict=True)),
        limited=_marked(step, "limit", before.limited),
        determined=_marked(step, "determine", before.determined),
        redeemed=z3.Or(before.redeemed, kind["redeem"]),
    )


def _marked(step: Step, kind: str, marks: tuple[Any, ...]) -> tuple[Any, ...]:
    """A mark of each person that a kind of step sets for good."""
    return tuple(z3.Or(old, z3.And(step.kind[kind], is_it)) for is_it, old in zip(step.who, marks, strict=True))


def _joined(step: Step, pair: tuple[int, int], are: Any) -> Any:
    meets = step.meets(*pair)
    return z3.Or(z3.And(step.kind["join"], meets), z3.And(are, z3.Not(z3.And(step.kind["part"], meets))))


def _dates_set(state: State, step: Step) -> State:
    """The dates that the Board sets."""
    kind, later = step.kind, step.later
    return replace(
        state,
        offer_deferred=_set(kind["defer offer"], later, state.offer_deferred),
        designated=_set(kind["designate"], later, state.designated),
        redemption_later=_set(kind["extend redemption"], later, state.redemption_later),
        last_day=z3.If(kind["extend rights"], later, state.last_day),
    )


def _set(now: Any, value: Any, old: Date) -> Date:
    return Date(z3.Or(old.is_set, now), z3.If(now, value, old.day))


def _memory(state: State) -> State:
    """What is remembered of holdings: the most so far, and that somebody was an Acquiring Person."""
    most = tuple(z3.If(stake > old, stake, old) for stake, old in zip(state.stakes, state.most, strict=True))
    return replace(state, most=most, acquired=z3.Or(state.acquired, *state.acquiring))


def _trigger(before: State, state: State, step: Step) -> list[Any]:
    """The fewest shares that are the threshold or more; a lowered one is more than anybody is known to own (p.5 (ii))."""
    kind, part = step.kind, state.threshold * z3.ToReal(state.outstanding)
    moved = z3.Or(kind["lower"], kind["issue"], kind["repurchase"])
    return [
        z3.Sum(list(state.held)) <= state.outstanding,
        z3.If(moved, z3.And(part <= state.trigger, part > state.trigger - 1), state.trigger == before.trigger),
        *(z3.Implies(kind["lower"], known < state.trigger) for known in state.known),
    ]


def _firsts(state: State, step: Step, constraints: list[Any]) -> tuple[State, list[Any]]:
    """The days on which something happened for the first time."""
    is_said = z3.And(step.kind["announce"], step.amount >= state.trigger)
    stake_with_offer = step.of_whom(state.stakes) + step.amount
    found = {
        "announced": is_said,
        "owned_up": z3.And(step.kind["announce"], 20 * step.amount >= 3 * state.outstanding, _by_its_own(state, step)),
        "offered": z3.And(step.kind["offer"], stake_with_offer >= state.trigger),
        "adverse": z3.Or(*_adverse(state)),
    }
    dates: dict[str, Any] = {}
    for name, happens in found.items():
        first: Date = getattr(state, name)
        dates[name] = Date(z3.Or(first.is_set, happens), first.day)
        constraints.append(z3.Implies(z3.And(happens, z3.Not(first.is_set)), first.day == step.day))
    return replace(state, **dates), constraints


def _by_its_own(state: State, step: Step) -> Any:
    """p.5 (i): an Acquiring Person, one of its group, or the Company, says so of that person."""
    people = range(len(state.held))
    return z3.Or(*(
        z3.And(step.who[p], state.acquiring[p], z3.Or(
            step.other[p], step.other[-1], *(z3.And(step.other[q], state.are_associates(p, q)) for q in people if q != p)
        ))
        for p in people
    ))  # fmt: skip


def _adverse(state: State) -> list[Any]:
    """p.2 (iii): who is limited and found harmful, and ever owned more than the limit."""
    return [
        z3.And(limited, determined, most > limit)
        for limited, determined, most, limit in zip(state.limited, state.determined, state.most, state.limits, strict=True)
    ]
