"""What an answer rests on: the clauses that were read on the way to it.

Evaluation notes what it reads. What was read of the state is traced to the
steps that changed it, and what those steps read in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dsl import core as c
from dsl.core import Label
from dsl.dates import Instant
from dsl.plan import Plan, Question
from solver.evaluate import Evaluator, Read
from solver.history import Entry, Place
from solver.replay import Story


def rests_on(story: Story, question: Question, moment: Instant | None) -> tuple[Label, ...]:
    """The labels that the answer of one run rests on, in the plan's order."""
    evaluator = story.evaluator
    evaluator.read = Read()
    if story.refusal is not None:
        evaluator.read.labels.update(story.refusal.labels)
    elif moment is not None:
        _ask_again(story, question, moment)
    return in_order(evaluator.plan, trace(story, evaluator.read))


def in_order(plan: Plan, labels: Iterable[Label]) -> tuple[Label, ...]:
    """Labels in the order of the plan's clauses."""
    wanted = set(labels)
    return tuple(label for label in plan.clauses if label in wanted)


def _ask_again(story: Story, question: Question, moment: Instant) -> None:
    evaluator = story.evaluator
    at = max((p for p, entry in enumerate(story.history) if entry.tick <= moment), default=0)
    if question.form == "first" and question.condition is not None:
        evaluator.first(question.condition, {}, at, moment)
    elif question.form == "who" and question.condition is not None and question.var is not None:
        for person in evaluator.people:
            evaluator.holds(question.condition, {question.var: person}, at, moment)
    elif question.condition is not None:
        evaluator.holds(question.condition, {}, at, moment)
    elif question.value is not None:
        evaluator.value(question.value, {}, at, moment)


def trace(story: Story, read: Read) -> set[Label]:
    """The labels read, with those of every step that made what was read."""
    labels = set(read.labels)
    done: set[tuple[Place | str, int]] = set()
    steps: set[int] = set()
    while True:
        todo = {(place, at) for place, at in read.places} | {(name, at) for name, at in read.relations}
        new_steps = set(read.entries)
        for thing, at in todo - done:
            done.add((thing, at))
            if isinstance(thing, tuple):
                labels.add(story.evaluator.plan.terms[thing[0]].label)
            else:
                labels.add(story.evaluator.plan.relations[thing].label)
            new_steps |= {step for step in range(1, at + 1) if _changed(story, thing, step)}
        new_steps -= steps
        if not new_steps:
            return labels
        steps |= new_steps
        read = Read()
        for step in new_steps:
            labels |= _step_labels(story, step, read)
        labels |= read.labels


def _changed(story: Story, thing: Place | str, step: int) -> bool:
    before, after = story.history[step - 1].state, story.history[step].state
    if isinstance(thing, tuple):
        return before.terms.get(thing) != after.terms.get(thing)
    return before.pairs[thing] != after.pairs[thing]


def _step_labels(story: Story, step: int, read: Read) -> set[Label]:
    """The labels of one step's event, with what its changes read."""
    evaluator, entry = story.evaluator, story.history[step]
    outer, evaluator.read = evaluator.read, Read()
    labels = {entry.label} if entry.label else set()
    for label, change, env in _changes(evaluator, entry):
        if change.condition is None or evaluator.holds(change.condition, env, step - 1, entry.tick):
            labels.add(label)
            if isinstance(change.make, c.SetTerm):
                evaluator.value(change.make.value, env, step - 1, entry.tick)
    read.add(evaluator.read)
    evaluator.read = outer
    return labels


def _changes(evaluator: Evaluator, entry: Entry) -> list[tuple[Label, c.Change, Mapping[str, Any]]]:
    """The changes that a step may have made: the event's, its companions', or a happening's."""
    plan = evaluator.plan
    found: list[tuple[Label, c.Change, Mapping[str, Any]]] = []
    if entry.sort == "event":
        event = plan.events[entry.event]
        env = {hole.var: entry.values[hole.name] for hole in event.holes}
        found += [(event.label, change, env) for change in event.changes]
        for companion in plan.companions:
            if companion.event == event.name:
                inner = {v: entry.values[h.name] for v, h in zip(companion.holes, event.holes, strict=True)}
                found += [(companion.label, change, inner) for change in companion.changes]
    for happening in plan.happenings:
        if entry.sort == "by itself" and happening.label == entry.label:
            own = {happening.var: entry.person} if happening.var else {}
            found += [(happening.label, change, own) for change in happening.changes]
    return found
