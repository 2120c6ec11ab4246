"""Shows the story of a scenario: what each event changed, what is open, what is owed, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from counsel.answers.rests import early_words
from counsel.change_words import changed_words, pair_words
from counsel.clause_words import (
    condition_words,
    forbidden_words,
    left_out_words,
    not_looked_at_words,
    provided_words,
)
from counsel.duty_words import standing_words
from counsel.showing import CAUTION, Shown, indented
from counsel.words import (
    clause_text,
    moment_words,
    stretch_words,
    under_words,
    with_names,
)
from dsl.dates import START, Instant, instant, write_day
from dsl.diagnostics import one_of
from dsl.plan import Plan
from dsl.written_scenario import write_line
from solver.caveats import bearing_on_windows
from solver.chronicle import Chronicle, Step
from solver.windows_of_powers import Window


def show_story(plan: Plan, told: Chronicle) -> Iterator[Shown]:
    """The whole story, in the order in which it happened."""
    plan = with_names(plan, told.scenario)
    yield Text(told.scenario.title or "The story", style="bold")
    if told.scenario.people:
        people = [f"{person.written} is a {person.kind}" for person in told.scenario.people]
        yield indented(f"{one_of(people, 'and')}.")
    yield Text()
    horizon = instant(told.horizon, START)
    parted = False
    for step in told.steps:
        if not parted and step.tick > told.last and step.sort != "line":
            yield from _refused(plan, told, horizon)
            yield Text("Then, if nothing more happens,", style="italic")
            parted = True
        yield from _step(plan, step, horizon)
    if not parted:
        yield from _refused(plan, told, horizon)
    yield from _open(plan, told, horizon)
    readings = f" Readings, all on their base unless given: {under_words(told.readings)}." if told.readings else ""
    early = "".join(f" {words}" for words in early_words(plan, told.scenario))
    yield Text(f"Horizon: {write_day(told.horizon)}.{early}{readings}{assumed_words(told)}", style="dim")


def assumed_words(told: Chronicle) -> str:
    """What was taken to be so though nobody stated it; empty where nothing was."""
    said = [f"{name}: {'yes' if value else 'no'}" for name, value in told.assumed]
    assumed = f" Not stated, and told as if so: {one_of(said, 'and')}." if said else ""
    taken = f" Not stated either, and told in one of the ways in which it may come out: {one_of(told.taken, 'and')}." if told.taken else ""
    return assumed + (taken if assumed else taken.replace("Not stated either", "Not stated"))


def _step(plan: Plan, step: Step, horizon: Instant) -> Iterator[Shown]:
    if step.line is not None:
        yield Text(write_line(step.line), style="bold")
    elif step.label is not None:
        yield Text.assemble((f"{moment_words(step.tick)}: ", "bold"), f"by itself, {clause_text(plan, step.label)}")
    else:
        yield Text(f"{moment_words(step.tick)}:", style="bold")
    for changed in step.changes:
        yield indented(changed_words(plan, changed), 4)
    for pair in step.pairs:
        yield indented(pair_words(plan, pair), 4)
    for window in step.windows:
        yield indented(window_words(plan, window, horizon), 4, "cyan")
    for standing in step.duties:
        yield indented(standing_words(plan, standing), 4, "magenta")
    yield Text()


def window_words(plan: Plan, window: Window, horizon: Instant) -> str:
    """`Redemption is open from ... until ...`."""
    if not window.stretches:
        return f"{window.power}: closed"
    stretches = one_of([stretch_words(begin, end, horizon) for begin, end in window.stretches], "and")
    also = f"; provided {provided_words(plan, window.also)}" if window.also else ""
    closing = [label for labels in window.closes for label in labels]
    closes = f" ({one_of([condition_words(plan, label) for label in dict.fromkeys(closing)], 'and')} closes it)" if closing else ""
    return f"{window.power}: open {stretches}{closes}{also}"


def _refused(plan: Plan, told: Chronicle, horizon: Instant) -> Iterator[Shown]:
    if told.forbidden is None:
        return
    first, *rest = forbidden_words(plan, told.forbidden, horizon)
    yield Text(first, style="bold red")
    yield indented("This line is not allowed, and the story stops before it.", 4)
    for line in rest:
        yield indented(line, 4)
    yield Text()


def _open(plan: Plan, told: Chronicle, horizon: Instant) -> Iterator[Shown]:
    """What is open and closed after the last line that happened."""
    if told.windows or told.duties:
        yield Text("As things stand after the last line", style="bold")
        for window in told.windows:
            yield indented(window_words(plan, window, horizon), 4)
            if window.stretches:
                yield from (indented(words, 6, CAUTION) for words in not_looked_at_words(plan, window.not_looked_at))
        for standing in told.duties:
            yield indented(standing_words(plan, standing), 4)
        for label in bearing_on_windows(plan, told.scenario, [window.power for window in told.windows]):
            yield indented(left_out_words(plan, label), 4, CAUTION)
        yield Text()
