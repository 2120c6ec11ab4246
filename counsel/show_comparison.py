"""Shows a comparison of two plans: by each consequence what comes out, with a story, a proof or how far it was looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rich.text import Text

from counsel.answers.rests import BEGUN, story_default_words
from counsel.clause_words import forbidden_words, left_out_words
from counsel.proof_words import proof_words
from counsel.showing import CAUTION, indented
from counsel.showing import Shown as Line
from counsel.words import moment_words, numbered, under_words
from dsl.dates import START, day_of, instant, write_day
from dsl.diagnostics import one_of
from dsl.plan import Plan
from dsl.written_scenario import write_line, write_scenario
from solver.answer import Finding
from solver.by_default import taken_by_default
from solver.choices import readings_made
from solver.compare import Compared, Comparison
from solver.difference import Difference, Shown
from solver.replay import readings_given, start_of

UNCHANGED = "The same: nothing that differs bears on it."
UNCHANGED_BUT = "The same in such stories as keep to what each of the two says must always be so: nothing else that differs bears on it."
KEEPING = ", in such stories as keep to what each of the two says must always be so"
NO_PROOF = "which is no proof that they are the same"
ONE_MORE = {"": "", "same": "; among one more Person it comes out the same", "untried": "; among one more Person it was not found out in time"}


def show_comparison(found: Comparison, names: tuple[str, str], full: bool) -> Iterator[Line]:
    """The whole comparison, or a line for each consequence; `names` are those by which the plans were opened."""
    for called, plan, name in zip(found.called, found.plans, names, strict=True):
        yield Text.assemble((f"{called}: ", "bold"), f"{plan.title} ({name})")
    yield Text()
    yield from show_consequences(found, full)
    if not full:
        yield Text()
    yield from _unmatched(found)
    yield from _left_out(found)
    yield how_far(found)


def show_consequences(found: Comparison, full: bool) -> Iterator[Line]:
    """Each consequence: what comes out, and by which stories and proofs, or in a line."""
    for compared in found.compared:
        yield Text.assemble((f"{compared.name}: ", "bold"), outcome_words(found, compared))
        if full:
            for way in compared.ways:
                yield from _way(found, compared, way)
            yield Text()


# ---- what comes out ---------------------------------------------------------------------------


def outcome_words(found: Comparison, compared: Compared) -> str:
    """What comes of comparing by one consequence, in a sentence or two."""
    if not compared.ways:
        return UNCHANGED_BUT if found.unmatched.unlike else UNCHANGED
    first, second = compared.ways
    match compared.outcome:
        case "same":
            larger = "same" if first.one_more == second.one_more == "same" else "untried"
            return f"The same: {first.finding.limit}{_read(found, first, second)}{ONE_MORE[larger]}."
        case "each":
            return f"Each sometimes: {_advantage(found, compared, 0)}, and {_advantage(found, compared, 1)}, on different events."
        case "only one":
            there, back = (first, second) if first.shown is not None else (second, first)
            words = _advantage(found, compared, there.has)
            return f"{words[0].upper()}{words[1:]}{'' if back.finding.proved else ' on some events'}. The other way round: {_back(found, back)}."
        case "no difference found":
            return f"No difference was found: {_back(found, first if not first.finding.proved else second)}, {NO_PROOF}."
        case "not allowed":
            return "A line of the story cannot happen as told."
        case "undecided":
            return "Undecided: " + "; ".join(f"in {found.called[way.has]} and not in {found.called[1 - way.has]}, {_back(found, way)}" for way in compared.ways) + "."


def _read(found: Comparison, *ways: Difference) -> str:
    """Under which readings a proof holds, and in which stories."""
    read = ", however the plans are read" if all(way.however_read for way in ways) else ", on the readings taken"
    by_default = ", what nobody states being as it is by default" if taken_by_default(found.joint.plan, found.scenario) else ""
    return read + by_default + (KEEPING if found.unmatched.unlike else "")


def _advantage(found: Comparison, compared: Compared, has: int) -> str:
    """What it means that one plan has a consequence where the other has not."""
    one, other = found.called[has], found.called[1 - has]
    if all(consequence.power for consequence in compared.of):
        return f"{one} lets {compared.of[has].power} happen where {other} does not"
    if all(consequence.is_stricter for consequence in compared.of):
        return f"{one} is stricter"
    return f"it is so in {one} where it is not in {other}"


def _back(found: Comparison, way: Difference) -> str:
    """How far it was looked where nothing was found."""
    finding = way.finding
    if finding.proved:
        return f"never, {finding.limit}{_read(found, way)}{ONE_MORE[way.one_more]}"
    return f"{finding.limit[:1].lower()}{finding.limit[1:]}{ONE_MORE[way.one_more]}"


def _way(found: Comparison, compared: Compared, way: Difference) -> Iterator[Line]:
    if way.shown is not None:
        yield from _story(found, way, way.shown)
    elif way.finding.forbidden is not None and way.has == 0:
        for line in forbidden_words(found.joint.plan, way.finding.forbidden, instant(found.horizon, START)):
            yield indented(line, 4)
    elif way.finding.proof:
        yield from _proof(found, way, way.finding)


def _story(found: Comparison, way: Difference, shown: Shown) -> Iterator[Line]:
    """A story that one plan ends otherwise than the other; lines that are nothing in one of them are marked."""
    new = len(shown.scenario.lines) - len(found.scenario.lines)
    one, other = found.called[way.has], found.called[1 - way.has]
    after = f"after {numbered(new, 'further event')}" if new else "without any further event"
    yield indented(f"In {one} and not in {other}, {after}, {moment_words(shown.moment)}:", 2)
    text = write_scenario(found.joint.plan, shown.scenario).splitlines()
    events = len(text) - len(shown.scenario.lines)
    for line in text[1:events]:
        yield indented(line.strip(), 8)
    for event in shown.scenario.lines:
        nothing = [called for called, lines in zip(found.called, shown.left_out, strict=True) if event in lines]
        yield indented(write_line(event) + (f"  -- nothing in {one_of(nothing, 'and')}" if nothing else ""), 8)
    if shown.assumed:
        yield indented(f"It takes for granted what it says of {one_of(shown.assumed, 'and')}, which nobody gave.", 2)
    if not shown.where:
        yield indented("It was tried on the readings taken only: the others are too many.", 2)
    elif shown.where != ((),):
        yield indented(f"It comes out so only where {', or where '.join(under_words(under) for under in shown.where)}.", 2)
    yield indented("Told again by each plan alone, it comes out so.", 2, "dim")


def _proof(found: Comparison, way: Difference, finding: Finding) -> Iterator[Line]:
    """Why one plan never has a consequence where the other has not."""
    yield indented(f"Never in {found.called[way.has]} and not in {found.called[1 - way.has]}:", 2)
    for line in proof_words(found.joint.plan, finding.proof):
        yield indented(line, 4)


# ---- what does not match, and how far it was looked ------------------------------------------------


def _unmatched(found: Comparison) -> Iterator[Line]:
    """What one plan has alone, or says in other words."""
    unmatched = found.unmatched
    lines = []
    for called, names in zip(found.called, unmatched.consequences, strict=True):
        lines += [f"Only {called} declares {one_of(names, 'and')}, by which nothing was compared."] if names else []
    for called, names in zip(found.called, unmatched.acts, strict=True):
        lines += [f"Acts of {called} alone, which are nothing in the other: {one_of(names, 'and')}."] if names else []
    if unmatched.unlike_acts:
        lines.append(f"Acts of one name whose phrases do not fit, so that each is nothing in the other plan: {one_of(unmatched.unlike_acts, 'and')}.")
    lines += [f'{name} is taken for one act: "{ours}" in {found.called[0]}, "{theirs}" in {found.called[1]}.' for name, ours, theirs in unmatched.one_act]
    if unmatched.differing:
        lines.append(f"In both, in other words: {one_of(unmatched.differing, 'and')}.")
    if unmatched.facts:
        lines.append(f"Facts taken from {found.called[0]} for both: {one_of(unmatched.facts, 'and')}.")
    if unmatched.unlike:
        lines.append("Only stories were looked at that keep to what each of the two says must always be so.")
    if lines:
        yield Text("What does not match", style="bold")
        for line in lines:
            yield indented(line, 4)


def _left_out(found: Comparison) -> Iterator[Line]:
    """The passages that a plan file leaves out and that may bear on what it is compared by."""
    lines = [
        f"Of {called}: {words[0].lower()}{words[1:]}"
        for called, plan, labels in zip(found.called, found.plans, found.left_out, strict=True) for words in (left_out_words(plan, label) for label in labels)
    ]  # fmt: skip
    if lines:
        yield Text("What is left out", style="bold")
        yield from (indented(line, 4, CAUTION) for line in lines)


def _fixed_days(plan: Plan, begun: dt.date) -> str:
    """That the days which a plan names are not moved; a plan of which they are all over may be no plan any more."""
    if plan.last_fixed_day is not None and plan.last_fixed_day < begun:
        return f"the days that it names stay as they are, and lie before that, the last of them {write_day(plan.last_fixed_day)}"
    return "the days that it names stay as they are"


def how_far(found: Comparison) -> Text:
    """In what story two plans were compared, among whom, how far, on which readings."""
    begun = day_of(start_of(found.joint.plan, found.scenario))
    story = f'Every story begins as "{found.scenario.title}" does. ' if found.scenario.title else ""
    story += "".join(
        f"Of it, what is nothing in {called}: {one_of([write_line(line).rstrip('.') for line in lines], 'and')}. "
        for called, lines in zip(found.called, found.nothing, strict=True) if lines
    )  # fmt: skip
    dated = "".join(
        f"{called} is dated {write_day(plan.dated)}, and is read as if it were adopted on {write_day(begun)}; {_fixed_days(plan, begun)}. "
        for called, plan in zip(found.called, found.plans, strict=True) if plan.dated and begun != plan.dated
    )  # fmt: skip
    people = one_of([f"{person.written} ({person.kind})" for person in found.scenario.people], "and")
    given = tuple(readings_made(readings_given(found.scenario)).items())
    readings = f"{under_words(given)}; other readings at their base." if given else "Readings at their base."
    taken = " ".join(filter(None, (readings, story_default_words(found.joint.plan, found.scenario), "" if found.scenario.title else BEGUN)))
    return Text(f"{story}Looked at from {write_day(begun)} to {write_day(found.horizon)}. {dated}Cast: {people}. {taken}", style="dim")
