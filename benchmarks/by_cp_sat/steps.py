"""One event of a run: what it may be, when the filing allows it, and the state that it leads to.

As in the model for Z3: one kind, done by or about one person (`who`), where
need be with another (`other`, whose last place is the Company), with one
amount, one date and one percentage.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.asked import BOARD, Asked, Size
from benchmarks.by_cp_sat.conditions import Conditions, Number, Truth
from benchmarks.by_cp_sat.state import LAST_DAY, MOST_SHARES, PARTS, Date, State, pair

OTHERS = ("buy", "sell", "join", "part", "issue", "repurchase", "announce", "learn", "offer")
KINDS = OTHERS + BOARD


class Step(Struct, frozen=True):
    """What is chosen of one event; a kind that is left out is false."""

    kind: dict[str, Truth]
    who: tuple[Truth, ...]
    other: tuple[Truth, ...]
    amount: Number
    later: Number
    latest: int
    percentage: Number
    day: Number
    tick: Number


def choose(of: Conditions, asked: Asked, size: Size, before: State) -> Step:
    """A step no earlier than the last."""
    kind: dict[str, Truth] = {name: name not in asked.without and of.model.new_bool_var(name) for name in KINDS}
    who, other = ([of.model.new_bool_var("") for _ in range(size.persons + more)] for more in (0, 1))
    for choices in ([one for one in kind.values() if one is not False], who, other):
        of.model.add_exactly_one(choices)
    day = of.number(before.tick // 2 if isinstance(before.tick, int) else 0, asked.reach(size))
    tick = 2 * day + of.model.new_bool_var("after the close")
    of.at_least(tick, before.tick)
    latest = max(asked.reach(size), LAST_DAY) + 400
    return Step(kind, tuple(who), tuple(other), of.number(0, MOST_SHARES), of.number(0, latest), latest, of.number(0, PARTS), day, tick)


def allow(of: Conditions, before: State, step: Step) -> None:
    """When the step may be what it is, as things stand before it."""
    kind, amount = step.kind, step.amount
    for name in ("buy", "sell", "issue", "repurchase", "offer"):
        of.at_least(amount, 1, kind[name])
    for name in ("announce", "learn", "offer"):
        of.at_least(before.outstanding, amount, kind[name])
    for is_it, held in zip(step.who, before.held, strict=True):
        of.at_least(held, amount, kind["sell"], is_it)
    of.at_least(before.outstanding, amount + 1, kind["repurchase"])
    of.demand(of.any_of(of.all_of(item) for item in _pairs(step, before)), kind["join"])
    of.demand(of.any_of(of.all_of((*item, before.together[pair(p, q)])) for (p, q), item in _meetings(step, before)), kind["part"])
    for name in ("extend redemption", "redeem", "lower", "extend rights"):
        of.demand(of.no(before.redeemed), kind[name])
    _may_defer(of, before, step)
    _may_redeem(of, before, step)
    _may_amend(of, before, step)


def _meetings(step: Step, before: State) -> Iterator[tuple[tuple[int, int], tuple[Truth, Truth]]]:
    for p, q in before.together:
        yield (p, q), (step.who[p], step.other[q])
        yield (p, q), (step.who[q], step.other[p])


def _pairs(step: Step, before: State) -> Iterator[tuple[Truth, Truth]]:
    for _, item in _meetings(step, before):
        yield item


def _may_defer(of: Conditions, before: State, step: Step) -> None:
    """p.2 (ii): before anybody is an Acquiring Person and before the date; p.3 (iv): on or before the earlier date of (i), (ii)."""
    defer, designate = step.kind["defer offer"], step.kind["designate"]
    of.demand(before.offered.is_set, defer)
    of.demand(of.no(before.acquired), defer)
    of.at_least(2 * before.offer_day, step.tick, defer)
    of.at_least(step.later, before.offer_day + 1, defer)
    of.at_least(2 * before.announced.day + 20, step.tick, designate, before.announced.is_set)
    of.at_least(2 * before.offer_day, step.tick, designate, before.offered.is_set)
    past_one = (
        of.is_at_least(step.later, before.announced.day + 11, before.announced.is_set),
        of.is_at_least(step.later, before.offer_day + 1, before.offered.is_set),
    )
    of.demand(of.any_of(past_one), designate)


def _may_redeem(of: Conditions, before: State, step: Step) -> None:
    """p.5: before the tenth day of (i) and of (ii), or the later date of (iii), set in time, and before (iv) the last day."""
    extend, redeem = step.kind["extend redemption"], step.kind["redeem"]
    periods = (before.owned_up, before.adverse)
    longer = of.is_at_least(before.redemption_later.day, step.day + 1, before.redemption_later.is_set)
    for since in periods:
        of.at_least(since.day + 9, step.day, extend, since.is_set)
        of.at_least(since.day + 9, step.day, redeem, since.is_set, of.no(longer))
    of.demand(of.any_of(of.is_at_least(step.later, since.day + 11, since.is_set) for since in periods), extend)
    of.at_least(before.last_day, step.day + 1, redeem)


def _may_amend(of: Conditions, before: State, step: Step) -> None:
    """p.5: lower before anybody is an Acquiring or Adverse Person, to 11% or more; p.3: extend the Rights before they expire."""
    lower, extend = step.kind["lower"], step.kind["extend rights"]
    of.demand(of.no(before.acquired), lower)
    of.demand(of.no(before.adverse.is_set), lower)
    of.at_least(before.threshold, step.percentage + 1, lower)
    of.at_least(step.percentage, 1_100, lower)
    for name in (lower, extend):
        of.at_least(2 * before.last_day, step.tick, name)
    of.at_least(step.later, before.last_day + 1, extend)


# ---- what follows ------------------------------------------------------------------------


def after(of: Conditions, before: State, step: Step) -> State:
    """The state after a step."""
    acted = _acts(of, before, step)
    most = tuple(_greater(of, stake, old) for stake, old in zip(acted.stakes, before.most, strict=True))
    state = replace(acted, most=most, acquired=of.any_of((before.acquired, *acted.acquiring)))
    return _firsts(of, state, step)


def _acts(of: Conditions, before: State, step: Step) -> State:
    """What the act itself changes."""
    kind, amount, later = step.kind, step.amount, step.later
    outstanding = of.chosen(
        [(kind["issue"], before.outstanding + amount), (kind["repurchase"], before.outstanding - amount)],
        before.outstanding, 1, MOST_SHARES,
    )  # fmt: skip
    threshold = of.chosen([(kind["lower"], step.percentage)], before.threshold, 0, PARTS)
    held = tuple(_moved(of, step, is_it, held) for is_it, held in zip(step.who, before.held, strict=True))
    of.at_least(outstanding, sum(held))
    told = of.any_of((kind["announce"], kind["learn"]))
    limits = [of.all_of((kind["limit"], is_it)) for is_it in step.who]
    return replace(
        before,
        tick=step.tick,
        held=held,
        together=_joined(of, before, step),
        outstanding=outstanding,
        threshold=threshold,
        trigger=_trigger(of, before, step, threshold, outstanding),
        known=tuple(
            of.chosen([(of.all_of((told, is_it)), amount)], known, 0, MOST_SHARES)
            for is_it, known in zip(step.who, before.known, strict=True)
        ),
        limits=tuple(of.chosen([(now, amount)], old, 0, MOST_SHARES) for now, old in zip(limits, before.limits, strict=True)),
        limited=tuple(of.any_of((old, now)) for now, old in zip(limits, before.limited, strict=True)),
        determined=tuple(
            of.any_of((old, of.all_of((kind["determine"], is_it)))) for is_it, old in zip(step.who, before.determined, strict=True)
        ),
        offer_day=of.chosen([(kind["defer offer"], later)], before.offer_day, 0, step.latest),
        designated=_set(of, kind["designate"], step, before.designated),
        redemption_later=_set(of, kind["extend redemption"], step, before.redemption_later),
        last_day=of.chosen([(kind["extend rights"], later)], before.last_day, 0, step.latest),
        redeemed=of.any_of((before.redeemed, kind["redeem"])),
    )


def _moved(of: Conditions, step: Step, is_it: Truth, held: Number) -> Number:
    buys, sells = of.all_of((step.kind["buy"], is_it)), of.all_of((step.kind["sell"], is_it))
    return of.chosen([(buys, held + step.amount), (sells, held - step.amount)], held, 0, MOST_SHARES)


def _joined(of: Conditions, before: State, step: Step) -> dict[tuple[int, int], Truth]:
    found = {}
    for (p, q), are in before.together.items():
        meet = of.any_of((of.all_of((step.who[p], step.other[q])), of.all_of((step.who[q], step.other[p]))))
        stay = of.all_of((are, of.no(of.all_of((step.kind["part"], meet)))))
        found[p, q] = of.any_of((of.all_of((step.kind["join"], meet)), stay))
    return found


def _set(of: Conditions, now: Truth, step: Step, old: Date) -> Date:
    return Date(of.any_of((old.is_set, now)), of.chosen([(now, step.later)], old.day, 0, step.latest))


def _trigger(of: Conditions, before: State, step: Step, threshold: Number, outstanding: Number) -> Number:
    """The fewest shares that are the threshold or more; a lowered one is more than anybody is known to own (p.5 (ii))."""
    lower = step.kind["lower"]
    moved = of.any_of((lower, step.kind["issue"], step.kind["repurchase"]))
    if moved is False:
        return before.trigger
    trigger, part = of.number(0, MOST_SHARES), of.number(0, PARTS * MOST_SHARES)
    if isinstance(threshold, int):
        of.same(part, threshold * outstanding)
    else:
        of.model.add_multiplication_equality(part, [threshold, outstanding])
    of.at_least(PARTS * trigger, part, moved)
    of.at_least(part, PARTS * trigger - PARTS + 1, moved)
    of.same(trigger, before.trigger, of.no(moved))
    for known in before.known:
        of.at_least(trigger, known + 1, lower)
    return trigger


def _greater(of: Conditions, one: Number, other: Number) -> Number:
    """The greater of two numbers of shares."""
    if isinstance(one, int) and isinstance(other, int):
        return max(one, other)
    found = of.number(0, MOST_SHARES)
    of.model.add_max_equality(found, [one, other])
    return found


def _firsts(of: Conditions, state: State, step: Step) -> State:
    """The days on which something happened for the first time."""
    people = range(len(state.held))
    announce, offer, amount = step.kind["announce"], step.kind["offer"], step.amount
    by_its_own = of.any_of(
        of.all_of((step.who[p], state.acquiring[p], of.any_of((
            step.other[p], step.other[-1], *(of.all_of((step.other[q], state.associates[pair(p, q)])) for q in people if q != p)
        ))))
        for p in people
    )  # fmt: skip
    return replace(
        state,
        announced=_first(of, state.announced, step, of.is_at_least(amount, state.trigger, announce)),
        owned_up=_first(of, state.owned_up, step, of.is_at_least(20 * amount, 3 * state.outstanding, announce, by_its_own)),
        offered=_first(of, state.offered, step, of.any_of(
            of.is_at_least(stake + amount, state.trigger, offer, is_it) for is_it, stake in zip(step.who, state.stakes, strict=True)
        )),
        adverse=_first(of, state.adverse, step, of.any_of(
            of.is_at_least(most, limit + 1, limited, determined)
            for limited, determined, most, limit in zip(state.limited, state.determined, state.most, state.limits, strict=True)
        )),
    )  # fmt: skip


def _first(of: Conditions, first: Date, step: Step, happens: Truth) -> Date:
    if happens is not False:
        of.same(first.day, step.day, happens, of.no(first.is_set))
    return Date(of.any_of((first.is_set, happens)), first.day)
