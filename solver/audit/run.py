"""Runs the catalogue over a plan: each suspicion is shown, cleared or left unsettled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec import Struct

from dsl.plan import Plan, Scenario
from solver.audit.catalogue import CATALOGUE
from solver.audit.content import identifier
from solver.audit.finding import SEVERITIES, Found, Proved, Suspect, Told, Unsettled
from solver.audit.look import Look
from solver.beside import each

SECONDS = 5.0


class Audit(Struct, frozen=True):
    """What was found, gravest first and then in the order of catalogue and plan, and what was not settled."""

    found: tuple[Found, ...]
    unsettled: tuple[Unsettled, ...]


def audit(
    plan: Plan, scenarios: Sequence[Scenario] = (), seconds: float = SECONDS, only: Collection[str] = (),
    on: Callable[[Suspect], None] = lambda suspect: None,
) -> Audit:  # fmt: skip
    """The defects of a plan that the catalogue finds, or some entries of it.

    The stories of the scenarios clear many a suspicion at once. `seconds`
    limits each search and each proof; `on` is told what is looked into.
    """
    look = Look(plan, seconds, scenarios)
    suspected = list(suspects(plan, only))
    if any(suspect.story is None and suspect.refuted_by is not None for suspect in suspected):
        look.tell_scenarios()  # once, for all that work at the same time
    results = each(lambda suspect: _looked_into(look, suspect), suspected)
    found: list[Found] = []
    unsettled: list[Unsettled] = []
    for suspect in suspected:
        on(suspect)
        code, result = next(results)
        if _follows(suspect, found):
            continue
        if result == "out of time":
            unsettled.append(Unsettled(suspect.entry, suspect.labels, suspect.names))
        elif result != "none":
            assert not isinstance(result, str)
            sought = suspect.story or suspect.refuted_by
            options = sought.options if sought is not None else ()
            found.append(Found(code, suspect.entry, suspect.labels, suspect.names, suspect.severity, options, result))
    entries, clauses = [entry.identifier for entry in CATALOGUE], list(plan.clauses)
    found.sort(key=lambda one: (SEVERITIES.index(one.severity), entries.index(one.entry), clauses.index(one.labels[0])))
    return Audit(tuple(found), tuple(unsettled))


def _looked_into(look: Look, suspect: Suspect) -> tuple[str, Told | Proved | str | None]:
    """What it would be called, and how it comes out."""
    code = identifier(look.plan, suspect.entry, suspect.labels)
    return code, _examined(look, suspect, code)


def suspects(plan: Plan, only: Collection[str] = ()) -> Iterator[Suspect]:
    """All that the catalogue, or some entries of it, suspects of the text alone."""
    for entry in CATALOGUE:
        if not only or entry.identifier in only:
            yield from entry.find(plan)


def _follows(suspect: Suspect, found: Sequence[Found]) -> bool:
    """Whether a suspicion only follows from what was found: of what can never be, every part can be left out."""
    dead = {one.labels[0] for one in found if one.entry.startswith("dead-")}
    label = suspect.labels[0]
    return any(label.clause == of.clause and label.parts[: len(of.parts)] == of.parts for of in dead)


def _examined(look: Look, suspect: Suspect, title: str) -> Told | Proved | str | None:
    """What shows it, nothing more where the text does, or how it came out otherwise."""
    if suspect.story is not None:
        return look.for_story(suspect.story, f"Audit: {title}")
    if suspect.refuted_by is None:
        return None
    if (suspect.happens and suspect.happens in look.happened) or (suspect.forbids is not None and suspect.forbids in look.refused):
        return "none"
    return look.for_proof(suspect.refuted_by)
