"""Compares two plans that were opened, and gives what came of it as plain data."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

from counsel.as_json import exact, left_out_json, proof_json
from counsel.open_plan import Opened, given_readings, pick_scenarios
from dsl.diagnostics import Diagnostic, Mistakes, one_of
from dsl.plan import Scenario
from dsl.source import NOWHERE
from dsl.written_scenario import write_line, write_scenario
from solver.choices import readings_made
from solver.compare import Compared, Comparison, compare
from solver.difference import Difference
from solver.replay import readings_given

SAMPLE = "In each plan write what it is compared by, as `consequence Triggers: some Person is an Acquiring Person.`"


def compare_opened(
    one: Opened, other: Opened, scenario: str | None, given: Sequence[str], only: Sequence[str], seconds: float
) -> Comparison:
    """Two plans compared, the first in one of its scenarios if it is named; raises Mistakes."""
    plans = one.library.plan, other.library.plan
    known = [name for name in plans[0].consequences if name in plans[1].consequences]
    if not known:
        raise Mistakes([Diagnostic("no-consequence", NOWHERE, "The two plans declare no consequence of the same name.", SAMPLE)])
    unknown = [_unknown(name, known) for name in only if name not in known]
    if unknown:
        raise Mistakes(unknown)
    begun = pick_scenarios(one, scenario)[0] if scenario is not None else Scenario("")
    begun = given_readings({**plans[1].readings, **plans[0].readings}, given)(begun)
    return compare(*plans, begun, seconds, only=tuple(only))


def _unknown(name: str, known: Iterable[str]) -> Diagnostic:
    near = difflib.get_close_matches(name, list(known), n=1)
    return Diagnostic("unknown-consequence", NOWHERE, f"The two plans have no consequence `{name}` in common.",
                      f"`{near[0]}` is close." if near else f"They have {one_of([f'`{one}`' for one in known], 'and')}.")


# ---- as plain data ------------------------------------------------------------------------------


def comparison_json(found: Comparison) -> dict[str, Any]:
    """All that came of it, as plain data."""
    unmatched = found.unmatched
    given = readings_made(readings_given(found.scenario))
    return {
        "plans": dict(zip(found.called, (plan.title for plan in found.plans), strict=True)),
        "in": found.scenario.title or None,
        "consequences": [_compared_json(found, compared) for compared in found.compared],
        "readings given": given,
        "lines of the story that are nothing": _by_plan(found, [[write_line(line) for line in lines] for lines in found.nothing]),
        "cast": [{"name": person.written, "kind": person.kind} for person in found.scenario.people],
        "horizon": found.horizon.isoformat(),
        "left out": {
            called: [left_out_json(plan, label) for label in labels]
            for called, plan, labels in zip(found.called, found.plans, found.left_out, strict=True)
        },
        "not matched": {
            "consequences": _by_plan(found, unmatched.consequences), "acts": _by_plan(found, unmatched.acts),
            "acts of one name": list(unmatched.unlike_acts),
            "taken for one act": [{"act": name, "phrases": dict(zip(found.called, phrases, strict=True))} for name, *phrases in unmatched.one_act],
            "in other words": list(unmatched.differing), "facts taken from the first": list(unmatched.facts),
            "invariants of one alone": [str(label) for label in unmatched.unlike],
        },
    }  # fmt: skip


def _by_plan(found: Comparison, pair: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    return {called: list(names) for called, names in zip(found.called, pair, strict=True)}


def _compared_json(found: Comparison, compared: Compared) -> dict[str, Any]:
    return {
        "consequence": compared.name, "outcome": compared.outcome,
        "nothing that differs bears on it": not compared.ways,
        "power": compared.of[0].power or None, "stricter where it holds": all(one.is_stricter for one in compared.of),
        "ways": [_way_json(found, way) for way in compared.ways],
    }  # fmt: skip


def _way_json(found: Comparison, way: Difference) -> dict[str, Any]:
    data: dict[str, Any] = {"in": found.called[way.has], "not in": found.called[1 - way.has], "verdict": way.finding.verdict}
    if way.finding.limit:
        data["limit"] = way.finding.limit
    if way.finding.verdict == "impossible":
        data |= {"proved": bool(way.finding.proved), "proved however it is read": way.however_read, "with one more person": way.one_more}
        data["proof"] = proof_json(way.finding.proof)
    if way.shown is not None:
        data["path"] = write_scenario(found.joint.plan, way.shown.scenario)
        data["moment"] = exact(way.shown.moment)
        turning = {name for under in way.shown.where or () for name, _ in under}
        data["turns on"] = None if way.shown.where is None else {name: option for name, option in found.readings if name in turning}
        data["comes out where"] = None if way.shown.where is None else [dict(under) for under in way.shown.where]
        data["takes for granted"] = list(way.shown.assumed)
        data["lines that are nothing"] = _by_plan(found, [[write_line(line) for line in lines] for lines in way.shown.left_out])
    return data
