"""Verifies a receipt: reads plan and question anew, makes the receipt anew from what it claims, and checks what it claims.

Nothing is searched for, and nothing that a search found is trusted: timelines
are told again, obligations are made again and solved, a question of fact is
told again as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from counsel.read_receipt import read_as, words_in
from counsel.receipt import as_paths, receipt_of, seal, versions
from counsel.receipt_rows import row_from_json, timelines_in
from counsel.receipt_text import ReadBack, read_back
from counsel.receipt_ways import maps_from_json, timelines_of_ways
from counsel.words import label_words
from dsl.core import Label
from dsl.diagnostics import Mistakes
from dsl.plan import Plan, Question, Scenario
from solver.answer import OVER_PATHS, Answer
from solver.ask import ask
from solver.obligation import Misfit
from solver.obligations import obligations
from solver.recheck import Check, of_rows, solved, where
from solver.recheck_paths import of_paths, of_refusals
from solver.recheck_told import as_told, grounded
from solver.recheck_ways import of_maps, path_fault
from solver.recheck_windows import of_windows
from solver.scene import scenes, with_cast
from solver.second_solver import SecondSolver
from solver.undecided import Undecided
from solver.ways_told import answer_of, base_of, drawn_anew

ALLOWED = {
    "can": ("possible", "impossible"), "certain": ("holds", "no"), "extreme": ("value", "unset", "no bound"), "may": ("windows",),
}  # fmt: skip
UNCHECKED = ("not determined", "the plan does not say", "undecided", "no bound")
ANY_FORM = ("not allowed", "not determined", "the plan does not say", "undecided")
FITS = "what is claimed fits the plan"
MOST_DIFFERENCES = 12


def verify(path: Path, receipt: dict[str, Any], seconds: float, second: SecondSolver | None) -> Iterator[Check]:
    """Everything that is checked of a receipt, in order; raises Mistakes where its inner parts cannot be read."""
    yield from _seals(receipt)
    plan_part, rows = receipt["plan"], receipt["answer"]["rows"]
    name, beside = str(plan_part["named"]), [str(item) for item in plan_part["beside"]]
    timelines = read_as(path, lambda: [*timelines_in(rows), *timelines_of_ways(receipt["answer"])])
    try:
        back = read_back(name, beside, words_in(receipt), timelines)
    except Mistakes as mistakes:
        yield Check("the plan, the question and the timelines can be read", "not so", _first(mistakes))
        return
    yield Check("the plan, the question and the timelines can be read", "so")
    yield from _checked(path, receipt, name, beside, back, seconds, second)


def _checked(
    path: Path, receipt: dict[str, Any], name: str, beside: Sequence[str], back: ReadBack, seconds: float, second: SecondSolver | None
) -> Iterator[Check]:
    """That the answer is what the receipt claims; its obligations are solved last, if nothing else is wrong."""
    if back.question.form == "ways" and "explored" not in receipt["answer"]:
        back = replace(back, question=as_paths(back.question))
        if receipt["answer"]["rows"][0]["verdict"] in ("possible", "ways"):
            yield Check("each row answers the question", "not so", "what shows the ways, and that there are no others, is not there")
            return
    is_claimed = back.question.form in OVER_PATHS
    try:
        answer = read_as(path, lambda: _claimed(back, receipt["answer"])) if is_claimed else ask(back.plan, back.question, seconds)
    except (Misfit, Undecided) as error:
        yield Check(FITS, "not so", str(error).rstrip("."))
        return
    told = list(_fitting(_made_anew(receipt, name, beside, back, answer)))
    told += list(_fitting(_of_claims(back, answer))) if is_claimed else []
    yield from told
    if any(check.found == "not so" for check in told):
        return
    if is_claimed:
        yield from _fitting(solved(obligations(back.plan, answer), seconds, second))
    else:
        yield Check("the story, told again under every reading, gives the answer", "so")


def _fitting(checks: Iterator[Check]) -> Iterator[Check]:
    """Checks, up to where something does not fit the plan at all, or is given up."""
    try:
        yield from checks
    except Misfit as misfit:
        yield Check(FITS, "not so", str(misfit))
    except Undecided as error:
        yield Check(FITS, "not finished", str(error).rstrip("."))


def _made_anew(receipt: dict[str, Any], name: str, beside: Sequence[str], back: ReadBack, answer: Answer) -> Iterator[Check]:
    """That a receipt made of what this one claims is this one."""
    made = receipt_of(name, beside, back, words_in(receipt), answer)
    yield from (Check("the receipt has these parts and no others", "not so", f"`{part}` is no part of a receipt") for part in receipt if part not in made)
    for part in ("plan", "asked", "answer"):
        yield from _same(part, receipt[part], made[part])


def _of_claims(back: ReadBack, answer: Answer) -> Iterator[Check]:
    """That the rows say what they may, cover every reading, and that their timelines come out; of ways, that every one is accounted for."""
    form = answer.question.form
    if form == "ways":
        yield from of_maps(drawn_anew(back.plan, answer))
        return
    for row in answer.rows:
        if row.finding.verdict not in (*ALLOWED[form], *ANY_FORM):
            yield Check("each row answers the question", "not so", f"`{row.finding.verdict}` is no answer to it")
        elif row.finding.verdict in UNCHECKED:
            yield Check(f"the row{where(row)}", "not finished", f"`{row.finding.verdict}` cannot be checked again")
    yield from of_rows(back.plan, answer)
    yield from of_refusals(back.plan, answer)
    yield from of_paths(back.plan, answer)
    yield from of_windows(back.plan, answer)


# ---- what the receipt claims ------------------------------------------------------------------


def _claimed(back: ReadBack, part: Mapping[str, Any]) -> Answer:
    """The answer that a receipt claims; what the plan alone decides is taken from the plan."""
    plan, question = back.plan, back.question
    timelines = iter(back.timelines)
    if question.form == "ways":
        return _claimed_ways(plan, question, part, timelines)
    answer = Answer(
        question,
        tuple(row_from_json(row, question, timelines) for row in part["rows"]),
        excluded_by=_labels(plan, part["excluded by"]["clauses"]) if "excluded by" in part else None,
        untried=tuple(part["readings of which only the base was tried"]),
        one_more=part["with one more person"] or "",
    )
    unknown = [name for name in answer.untried if name not in plan.readings]
    if unknown:
        raise Misfit(f"`{unknown[0]}` is no reading of the plan")
    return as_told(plan, answer)


def _claimed_ways(plan: Plan, question: Question, part: Mapping[str, Any], timelines: Iterator[Scenario]) -> Answer:
    """The same of ways: the answer is made anew of the maps."""
    base = base_of(plan, question)
    asked = with_cast(plan, question, base)
    there = list(scenes(plan, question, base))
    of_story = (replace(path, title=question.scenario.title) for path in timelines)
    drawn = list(zip(there, maps_from_json(part, there, of_story), strict=True))
    fault = path_fault(plan, asked, drawn)
    if fault is not None:
        raise Misfit(fault)
    return grounded(plan, answer_of(plan, question, drawn, is_whole=True))


def _labels(plan: Plan, words: Sequence[str]) -> tuple[Label, ...]:
    known = {label_words(label): label for label in plan.clauses}
    for word in words:
        if word not in known:
            raise Misfit(f"`{word}` is no clause of the plan")
    return tuple(known[word] for word in words)


# ---- what was changed -----------------------------------------------------------------------


def _seals(receipt: Mapping[str, Any]) -> Iterator[Check]:
    seals = receipt.get("seals")
    for part in ("asked", "plan", "answer"):
        is_so = isinstance(seals, dict) and seals.get(part) == seal(receipt[part])
        yield Check(f"the part `{part}` is as it was written", "so") if is_so else Check(
            f"the part `{part}` is as it was written", "not so", "it was changed after the receipt was made, or its seal was"
        )


def _same(part: str, claimed: Any, made: Any) -> Iterator[Check]:
    """That a part made anew from what the receipt claims is the same; where not, which things differ."""
    what = {"plan": "the plan's files are the same", "asked": "the question is the same", "answer": "the answer, made anew from what it claims, is the same"}
    differences = list(_differences("", claimed, made))
    for place, why in differences[:MOST_DIFFERENCES]:
        yield Check(f"{what[part]}: {place}", "not so", why)
    if not differences:
        yield Check(what[part], "so")


def _differences(place: str, claimed: Any, made: Any) -> Iterator[tuple[str, str]]:
    """Where two parts differ, and how."""
    if isinstance(claimed, dict) and isinstance(made, dict):
        for name in dict.fromkeys([*claimed, *made]):
            inner = f"{place}, {name}" if place else str(name)
            if name not in claimed or name not in made:
                yield inner, f"it is {'missing' if name in made else 'not expected'} here"
            else:
                yield from _differences(inner, claimed[name], made[name])
    elif isinstance(claimed, list) and isinstance(made, list):
        if len(claimed) != len(made):
            yield place, f"there are {len(claimed)}, and there must be {len(made)}"
        for number, (one, other) in enumerate(zip(claimed, made, strict=False), 1):
            yield from _differences(f"{place} {number}", one, other)
    elif claimed != made or type(claimed) is not type(made):
        yield place, f"the receipt says `{claimed}`, and it is `{made}`"


def _first(mistakes: Mistakes) -> str:
    return mistakes.diagnostics[0].problem.rstrip(".")


def made_otherwise(receipt: Mapping[str, Any]) -> list[str]:
    """What the receipt was made with that is of another version now."""
    said, now = receipt.get("made with"), versions()
    if not isinstance(said, dict):
        return ["the receipt does not say what it was made with"]
    return [f"made with {name} {said.get(name)}, verified with {name} {version}" for name, version in now.items() if said.get(name) != version]
