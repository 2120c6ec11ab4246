"""Tells a story by the plan: takes a scenario, gives the history that it makes.

This is the meaning of the language. It reads the checked Plan with real dates
and knows neither Z3 nor the machine.
"""

from __future__ import annotations

import datetime as dt
import itertools
import numbers
from collections.abc import Mapping, Sequence
from typing import Any

from dsl import core as c
from dsl.check.names import EVERYBODY
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, START, Instant, add_years, instant
from dsl.kinds import YES_NO
from dsl.plan import ByItself, Event, GivenPair, GivenReading, GivenTerm, Plan, Question, Scenario, StoryLine
from solver.bearing import Bearing
from solver.choices import Choice, Choices, reading_choices, readings_made
from solver.evaluate import Evaluator
from solver.evaluate_over_time import first_within
from solver.held_after import CannotSay, held_after
from solver.history import Entry, Place, State, Unknown, unknown
from solver.over_time import Stretch, joined, stretches_of
from solver.story import Refusal, Story
from solver.undecided import Undecided

MOST_HAPPENINGS = 1000
EVER = Instant(0)  # before any story begins


class NeverSettles(Undecided):
    """What happens by itself goes on for ever."""

    def __init__(self) -> None:
        super().__init__("What happens by itself in this plan never comes to rest.", "Look at its `whenever` clauses: one sets off the next.")


def horizon(plan: Plan, scenario: Scenario) -> dt.date:
    """How far questions look: one year after the last date that the plan, the scenario or the question names."""
    days = [line.date for line in scenario.lines]
    days += [value for line in scenario.lines for _, value in line.values if isinstance(value, dt.date)]
    days += [given.value for given in scenario.givens if isinstance(given, GivenTerm) and isinstance(given.value, dt.date)]
    days += [day for day in (plan.last_fixed_day, plan.dated, scenario.last_asked) if day is not None]
    return add_years(max(days, default=dt.date(2000, 1, 1)), 1)


def start_of(plan: Plan, scenario: Scenario) -> Instant:
    """When history begins: with the plan, or with an earlier line."""
    days = [line.date for line in scenario.lines] + ([plan.dated] if plan.dated else [])
    return instant(min(days, default=dt.date(2000, 1, 1)), START)


def readings_given(scenario: Scenario) -> dict[Choice, object]:
    """The readings that a scenario fixes."""
    return reading_choices((given.reading, given.option) for given in scenario.givens if isinstance(given, GivenReading))


def readings_settled(question: Question) -> dict[str, str]:
    """The readings that the story of a question fixes, by their names."""
    return readings_made(readings_given(question.scenario))


def readings_on_base(plan: Plan, scenario: Scenario) -> dict[Choice, object]:
    """The readings that a scenario fixes, and every other on its base."""
    return reading_choices(plan.base_readings) | readings_given(scenario)


def tell(
    plan: Plan, scenario: Scenario, choices: Choices, deleted: frozenset[c.Label] = frozenset(),
    bearing: Bearing | None = None,
) -> Story:  # fmt: skip
    """The story of a scenario under one run's choices, up to its last line or a line refused.

    With `bearing`, what changes nothing of it is left out.
    """
    story = begin(plan, scenario, choices, deleted, bearing)
    for number in range(len(story.lines)):
        if not tell_line(story, number):
            break
    return story


def begin(
    plan: Plan, scenario: Scenario, choices: Choices, deleted: frozenset[c.Label] = frozenset(),
    bearing: Bearing | None = None,
) -> Story:  # fmt: skip
    """The story of a scenario of which no line is told yet."""
    people = {p.name: p.kind for p in scenario.people} | dict.fromkeys(plan.persons, EVERYBODY)
    inputs = {(g.term, g.subject): g.value for g in scenario.givens if isinstance(g, GivenTerm)}
    evaluator = Evaluator(plan, people, inputs, choices, deleted)
    lines = _in_order(scenario.lines, choices)
    story = Story(evaluator, lines, bearing=bearing)
    _begin(story, plan, scenario)
    return story


def tell_line(story: Story, number: int) -> bool:
    """Let time run on to a line of a story and let it happen; no where it is refused."""
    line = story.lines[number]
    tick = instant(line.date, AFTER_CLOSE if line.after_close else BEFORE_CLOSE)
    run_on(story, tick)
    return _take(story, number, line, tick)


def _in_order(lines: Sequence[StoryLine], choices: Choices) -> tuple[StoryLine, ...]:
    """The lines, those of one day that are told `in either order` in the order of this run."""
    ordered: list[StoryLine] = []
    for key, group in itertools.groupby(lines, key=lambda line: (line.date, line.after_close, line.either_order)):
        together = list(group)
        if key[2] and len(together) > 1:
            orders = list(itertools.permutations(range(len(together))))
            order = choices.choose(Choice("order", "the order of the lines of one day", key[:2]), orders)
            together = [together[i] for i in order]  # type: ignore[attr-defined]
        ordered.extend(together)
    return tuple(ordered)


def _begin(story: Story, plan: Plan, scenario: Scenario) -> None:
    pairs: dict[str, set[frozenset[str]]] = {name: set() for name in plan.relations}
    for given in scenario.givens:
        if isinstance(given, GivenPair):
            pairs[given.relation].add(frozenset((given.one, given.other)))
    state = State({}, {name: frozenset(found) for name, found in pairs.items()})
    tick = start_of(plan, scenario)
    story.history.append(Entry(tick, "start", state))
    terms = _starting_values(story.evaluator, plan, tick)
    story.history[0] = Entry(tick, "start", State(terms, state.pairs))
    _settle(story, tick)


def _starting_values(evaluator: Evaluator, plan: Plan, tick: Instant) -> dict[Place, Any]:
    """The value at the start of every state term; later ones may rest on earlier ones."""
    found: dict[Place, Any] = {}
    for term in plan.terms.values():
        if term.role != "state":
            continue
        for subject in evaluator.people if term.per == "Person" else (None,):
            place = (term.name, subject)
            if place in evaluator.inputs:
                found[place] = evaluator.inputs[place]
            elif term.label in evaluator.deleted:
                found[place] = False if term.kind == YES_NO else None
            elif term.body is not None:
                env = {term.var: subject} if term.var else {}
                found[place] = evaluator.value(term.body, env, 0, tick)
            else:
                found[place] = unknown(term, subject) if term.because == "input" else None
            evaluator.history[0] = Entry(tick, "start", State(found, evaluator.history[0].state.pairs))
    return found


# ---- one line ----------------------------------------------------------------------


def _take(story: Story, number: int, line: StoryLine, tick: Instant) -> bool:
    """Let a line happen, or refuse it."""
    evaluator = story.evaluator
    event = evaluator.plan.events[line.event]
    if event.label in evaluator.deleted:
        return True
    values = dict(line.values)
    env = {hole.var: values[hole.name] for hole in event.holes}
    failing = _failing(evaluator, event, env, story.last, tick)
    if failing:
        story.refusal = Refusal(number, failing, _when_possible(story, event, env, tick))
        return False
    changes = [(change, env) for change in story.of(event.changes)]
    for companion in evaluator.plan.companions:
        if companion.event == event.name and companion.label not in evaluator.deleted and story.of(companion.changes):
            inner = {var: values[hole.name] for var, hole in zip(companion.holes, event.holes, strict=True)}
            if evaluator.holds(companion.condition, inner, story.last, tick):
                changes.extend((change, inner) for change in story.of(companion.changes))
    state = changed(evaluator, changes, story.last, tick)
    story.history.append(Entry(tick, "event", state, event.name, values, event.label, None, number))
    broken = tuple(
        invariant.label for invariant in evaluator.plan.invariants
        if invariant.label not in evaluator.deleted
        and not evaluator.holds(invariant.condition, {}, story.last, tick)
    )  # fmt: skip
    if broken:
        story.history.pop()
        story.refusal = Refusal(number, broken, _when_possible(story, event, env, tick))
        return False
    _settle(story, tick)
    return True


def _failing(evaluator: Evaluator, event: Event, env: Mapping[str, Any], at: int, tick: int) -> tuple[c.Label, ...]:
    """The labels of the guards that do not hold."""
    return tuple(
        guard.label for guard in event.guards
        if isinstance(guard, c.Part) and not evaluator.holds(guard, env, at, tick)
    )  # fmt: skip


def _when_possible(story: Story, event: Event, env: Mapping[str, Any], until: Instant) -> tuple[Stretch, ...] | None:
    """The stretches of time up to now in which every guard held and nothing that must always hold would have been broken; None if that cannot be said."""
    plan, deleted = story.evaluator.plan, story.evaluator.deleted
    try:
        kept = [held_after(plan, event, invariant.condition) for invariant in plan.invariants if invariant.label not in deleted]
    except CannotSay:
        return None
    return joined(list(stretches_of(story, c.All((*event.guards, *kept)), env, EVER, until)))


def changed(
    evaluator: Evaluator, changes: Sequence[tuple[c.Change, Mapping[str, Any]]], at: int, tick: int
) -> State:
    """The state after changes that all read the state after entry `at`, and happen together."""
    before = evaluator.history[at].state
    terms, pairs = dict(before.terms), dict(before.pairs)
    for change, env in changes:
        if change.label in evaluator.deleted:
            continue
        if change.condition is not None and not evaluator.holds(change.condition, env, at, tick):
            continue
        if isinstance(change.make, c.SetPair):
            _set_pair(evaluator, change.make, env, at, tick, pairs)
        else:
            _set_term(evaluator, change.make, env, at, tick, terms)
    return State(terms, pairs)


def _set_pair(
    evaluator: Evaluator, make: c.SetPair, env: Mapping[str, Any], at: int, tick: int,
    pairs: dict[str, frozenset[frozenset[str]]],
) -> None:  # fmt: skip
    one, other = evaluator.value(make.one, env, at, tick), evaluator.value(make.other, env, at, tick)
    pair = frozenset((one, other))
    if len(pair) == 2:
        old = pairs[make.relation]
        pairs[make.relation] = old | {pair} if make.joined else old - {pair}


def _set_term(
    evaluator: Evaluator, make: c.SetTerm, env: Mapping[str, Any], at: int, tick: int, terms: dict[Place, Any]
) -> None:
    subject = evaluator.value(make.subject, env, at, tick) if make.subject is not None else None
    place = (make.term, subject)
    value = evaluator.value(make.value, env, at, tick)
    if make.op == "becomes":
        terms[place] = value
        return
    old = terms[place]
    if isinstance(old, Unknown) or isinstance(value, Unknown):
        parts = [part for part in (old, value) if isinstance(part, Unknown)]
        sources = frozenset().union(*(part.sources for part in parts))
        terms[place] = Unknown(sources, f"{old} {make.op} {value}", any(part.is_open for part in parts))
    elif old is None or value is None:
        terms[place] = None
    else:
        assert isinstance(old, numbers.Number)
        terms[place] = old + value if make.op == "increases by" else old - value


# ---- what happens by itself -----------------------------------------------------------


def run_on(story: Story, until: Instant) -> None:
    """Let time run on to a tick, with what happens by itself on the way."""
    while (due := _next_due(story, until)) is not None:
        tick, happening, person = due
        _happen(story, happening, person, tick)


def _settle(story: Story, tick: Instant) -> None:
    """What follows at once from what has just happened."""
    run_on(story, tick)


def _next_due(story: Story, until: Instant) -> tuple[Instant, ByItself, str | None] | None:
    evaluator = story.evaluator
    best: tuple[Instant, ByItself, str | None] | None = None
    for happening in evaluator.plan.happenings:
        if happening.label in evaluator.deleted or not story.of(happening.changes):
            continue
        for person in evaluator.people if happening.var else (None,):
            if (happening.label, person) in story.done:
                continue
            env = {happening.var: person} if happening.var else {}
            tick = first_within(evaluator, happening.condition, env, story.last, until)
            if tick is not None and (best is None or tick < best[0]):
                best = (tick, happening, person)
    return best


def _happen(story: Story, happening: ByItself, person: str | None, tick: Instant) -> None:
    if len(story.history) > MOST_HAPPENINGS + len(story.lines):
        raise NeverSettles
    env = {happening.var: person} if happening.var else {}
    changes = [(change, env) for change in story.of(happening.changes)]
    state = changed(story.evaluator, changes, story.last, tick)
    story.done.add((happening.label, person))
    story.history.append(Entry(tick, "by itself", state, "", {}, happening.label, person))
