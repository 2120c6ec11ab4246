"""What an answer rests on: the clauses that were read on the way to it.

Evaluation notes what it reads. What was read of the state is traced to the
steps that changed it, and what those steps read in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dsl import core as c
from dsl.core import Label
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, Instant, instant
from dsl.plan import Plan, Question
from solver.duties import standings
from solver.evaluate import Evaluator
from solver.evaluate_over_time import first
from solver.history import Entry, Place
from solver.read import Read
from solver.story import Refusal, Story

WHETHER_IT_CAN_BE_TOLD = c.Truth(True)  # what is asked where it is asked whether a story, with an amendment in it, is allowed


def rests_on(story: Story, question: Question, moment: Instant | None, with_guards: bool = False) -> tuple[Label, ...]:
    """The labels that the answer of one run rests on, in the plan's order; with those by which the lines that made it so were allowed, if wanted."""
    evaluator = story.evaluator
    evaluator.read = Read()
    if question.condition == WHETHER_IT_CAN_BE_TOLD:
        for place, entry in enumerate(story.history):
            _allowed_again(story, entry, place - 1)
    if story.refusal is not None:
        refused_again(story, story.refusal)
    elif moment is not None:
        _ask_again(story, question, moment)
    return in_order(evaluator.plan, trace(story, evaluator.read, with_guards))


def in_order(plan: Plan, labels: Iterable[Label]) -> tuple[Label, ...]:
    """Labels in the order of the plan's clauses."""
    wanted = set(labels)
    return tuple(label for label in plan.clauses if label in wanted)


def _ask_again(story: Story, question: Question, moment: Instant) -> None:
    evaluator = story.evaluator
    at = story.place_at(moment)
    if question.form == "first" and question.condition is not None:
        first(evaluator, question.condition, {}, at, moment)
    elif question.form == "who" and question.condition is not None and question.var is not None:
        for person in evaluator.people:
            evaluator.holds(question.condition, {question.var: person}, at, moment)
    elif question.form == "owed":
        standings(story, moment, moment)
    elif question.condition is not None:
        evaluator.holds(question.condition, {}, at, moment)
    elif question.value is not None:
        evaluator.value(question.value, {}, at, moment)


def _allowed_again(story: Story, entry: Entry, at: int) -> None:
    """Read again what allowed a line to happen."""
    if entry.sort == "event":
        event = story.evaluator.plan.events[entry.event]
        story.evaluator.holds(c.All(event.guards), {hole.var: entry.values[hole.name] for hole in event.holes}, at, entry.tick)


def refused_again(story: Story, refusal: Refusal) -> Instant:
    """Read again what forbids a line, and what that rests on; when the line would happen."""
    evaluator, line = story.evaluator, story.lines[refusal.line]
    evaluator.read.labels.update(refusal.labels)
    event, values = evaluator.plan.events[line.event], dict(line.values)
    tick = instant(line.date, AFTER_CLOSE if line.after_close else BEFORE_CLOSE)
    for guard in event.guards:
        if isinstance(guard, c.Part) and guard.label in refusal.labels:
            evaluator.holds(guard, {hole.var: values[hole.name] for hole in event.holes}, story.last, tick)
    for invariant in evaluator.plan.invariants:
        if invariant.label in refusal.labels:
            evaluator.holds(invariant.condition, {}, story.last, tick)
    return tick


def trace(story: Story, read: Read, with_guards: bool = False) -> set[Label]:
    """The labels read, with those of every change that made what was read, and of what allowed it, if wanted."""
    labels = set(read.labels)
    done: set[tuple[Place | str, int]] = set()
    while True:
        labels |= {label for at in read.entries if (label := story.history[at].label)}
        made: set[tuple[Place | str, int]] = set()
        things: set[tuple[Place | str, int]] = {*read.places, *read.relations}
        for thing, at in things:
            plan = story.evaluator.plan
            labels.add(plan.terms[thing[0]].label if isinstance(thing, tuple) else plan.relations[thing].label)
            made |= {(thing, step) for step in range(1, at + 1) if _changed(story, thing, step)}
        if made <= done:
            return labels
        read = Read()
        for thing, step in made - done:
            labels |= _change_labels(story, thing, step, read, with_guards)
        labels |= read.labels
        done |= made


def _changed(story: Story, thing: Place | str, step: int) -> bool:
    before, after = story.history[step - 1].state, story.history[step].state
    if isinstance(thing, tuple):
        return before.terms.get(thing) != after.terms.get(thing)
    return before.pairs[thing] != after.pairs[thing]


def _change_labels(story: Story, thing: Place | str, step: int, read: Read, with_guards: bool) -> set[Label]:
    """The labels of the changes by which a step made a thing what it is, with what they read."""
    evaluator, entry = story.evaluator, story.history[step]
    outer, evaluator.read = evaluator.read, Read()
    labels = set()
    for label, change, env, condition in _changes(evaluator, entry):
        made = _made_by(evaluator, change, env, step - 1, entry.tick)
        if made == thing and (change.condition is None or evaluator.holds(change.condition, env, step - 1, entry.tick)):
            labels.add(label)
            evaluator.holds(condition, env, step - 1, entry.tick)
            if isinstance(change.make, c.SetTerm):
                evaluator.value(change.make.value, env, step - 1, entry.tick)
    if with_guards:
        _allowed_again(story, entry, step - 1)
    read.add(evaluator.read)
    evaluator.read = outer
    return labels


def _made_by(evaluator: Evaluator, change: c.Change, env: Mapping[str, Any], at: int, tick: Instant) -> Place | str:
    """What a change makes: a kept value, or the pairs of a relation."""
    make = change.make
    if isinstance(make, c.SetPair):
        return make.relation
    return (make.term, evaluator.value(make.subject, env, at, tick) if make.subject is not None else None)


def _changes(evaluator: Evaluator, entry: Entry) -> list[tuple[Label, c.Change, Mapping[str, Any], c.Core]]:
    """The changes that a step may have made: the event's, its companions', or a happening's; each with the condition on which the last two happen."""
    plan = evaluator.plan
    found: list[tuple[Label, c.Change, Mapping[str, Any], c.Core]] = []
    if entry.sort == "event":
        event = plan.events[entry.event]
        env = {hole.var: entry.values[hole.name] for hole in event.holes}
        found += [(event.label, change, env, c.Truth(True)) for change in event.changes]
        for companion in plan.companions:
            if companion.event == event.name:
                inner = {v: entry.values[h.name] for v, h in zip(companion.holes, event.holes, strict=True)}
                found += [(companion.label, change, inner, companion.condition) for change in companion.changes]
    for happening in plan.happenings:
        if entry.sort == "by itself" and happening.label == entry.label:
            own = {happening.var: entry.person} if happening.var else {}
            found += [(happening.label, change, own, happening.condition) for change in happening.changes]
    return found
