"""A receipt: an answer with everything needed to check it again, as plain data that is the same on every machine.

`docs/receipt.md` says what each part is. A receipt of a question of fact holds
the answer as it is told; of a question over paths its timelines and obligations;
of a question about ways the map of every route too.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from counsel.against_source import OUTLINE
from counsel.as_given import as_given
from counsel.as_json import answer_json, ground_json, left_out_json
from counsel.question_words import asked_words
from counsel.receipt_rows import not_checked, obligations_json, row_to_json
from counsel.receipt_text import SHOWN, ReadBack, Words, read_back, words_of
from counsel.receipt_ways import ways_to_json
from counsel.whole_file import write_whole
from counsel.words import label_words
from dsl import nodes as n
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.plan import Plan, Question
from dsl.plan_files import find
from dsl.source import NOWHERE, Source
from dsl.text_files import read_text
from solver.answer import OVER_PATHS, Answer
from solver.obligation import digest
from solver.path_obligations import of_reasons
from solver.recheck_told import as_told
from solver.replay import readings_settled
from solver.ways_told import as_asked

SCHEMA = 1
LIBRARIES = {"z3": "z3-solver", "lark": "lark", "holidays": "holidays"}
OF_FACTS = ("rows", "reasons", "topics", "readings that make no difference", "left out")


def to_keep(name: str, beside: Sequence[str], plan: Plan, question: Question) -> ReadBack:
    """A question about the plan of a name, with further files beside it, as a receipt of it will be read: to be asked so, and kept.

    Raises Mistakes where it cannot be read again.
    """
    words = words_of(plan, question, asked_words(plan, question))
    back = read_back(name, beside, words, [])
    if words_of(back.plan, back.question, words.asked) != words:
        raise Mistakes([Diagnostic("no-receipt", NOWHERE, "The story of this question cannot be written down and read again as it is.",
                                   "This is a mistake of ours. Please report the plan and the question.")])  # fmt: skip
    return replace(back, question=replace(back.question, expected=question.expected))


def make_receipt(name: str, beside: Sequence[str], kept: ReadBack, answer: Answer) -> dict[str, Any]:
    """The receipt of the answer to a question that was read to be kept; its cast is that of the answer."""
    answer = _as_paths(answer) if answer.question.form == "ways" and (not answer.maps or answer.is_undecided) else answer
    words = words_of(kept.plan, as_asked(answer), asked_words(kept.plan, kept.question))
    return receipt_of(name, beside, kept, words, as_told(kept.plan, answer) if _has_rows(answer) else answer)


def _as_paths(answer: Answer) -> Answer:
    """What is answered about ways as about paths: that there is none, or that it was not found out."""
    return replace(answer, question=as_paths(as_asked(answer)), ways=(), unproved=(), maps=(), is_own_cast=False)


def as_paths(question: Question) -> Question:
    """A question about ways as one whether there is a path."""
    return replace(question, form="can")


def receipt_of(name: str, beside: Sequence[str], back: ReadBack, words: Words, answer: Answer) -> dict[str, Any]:
    """The receipt of an answer whose question was read back."""
    parts = {
        "asked": {"question": words.asked, "title": words.title, "story": words.story, "lines": list(words.lines)},
        "plan": _plan(name, beside, back),
        "answer": _answer(back.plan, answer),
    }
    return {"receipt": SCHEMA, **parts, "made with": versions(), "seals": {part: seal(parts[part]) for part in parts}}


def seal(part: Any) -> str:
    """The hash of a part of a receipt. It says where a receipt was changed; that it was not, only the checks say."""
    return digest(json.dumps(part, sort_keys=True, ensure_ascii=False))


def versions() -> dict[str, str]:
    """What an answer was made with."""
    return {"pill": version("pill"), "python": platform.python_version(), **{name: version(package) for name, package in LIBRARIES.items()}}


def _plan(name: str, beside: Sequence[str], back: ReadBack) -> dict[str, Any]:
    """Which files were read, each with the hash of its text, and the outline of the source."""
    outline = find(name).parent / OUTLINE
    text = read_text(outline) if outline.is_file() else None
    return {
        "named": name, "beside": list(beside), "title": back.plan.title, "source": back.plan.origin,
        "files": {shown: digest(source.text) for shown, source in sorted(_own(back).items())},
        "source outline": digest(text) if isinstance(text, str) else None,
    }  # fmt: skip


def _own(back: ReadBack) -> dict[str, Source]:
    """The sources that are files."""
    return {shown: source for shown, source in back.library.sources.items() if shown not in (SHOWN, "the question")}


def _limits(plan: Plan, answer: Answer) -> dict[str, Any]:
    """Who is in it, how far it looks, on which readings and assumptions it rests."""
    plan = as_given(plan, answer.question.scenario)
    assumed = [note.text for label in answer.rests_on for note in plan.clauses[label].sources if isinstance(note, n.Assumption)]
    return {
        "cast": [{"name": person, "kind": kind} for person, kind in answer.people],
        "horizon": answer.horizon.isoformat() if answer.horizon else None,
        "readings given": readings_settled(answer.question),
        "rests on": [ground_json(plan, label) for label in answer.rests_on],
        "assumptions": list(dict.fromkeys(assumed)),
    }


def _answer(plan: Plan, answer: Answer) -> dict[str, Any]:
    if _has_rows(answer):
        return _over_paths(plan, answer)
    return _of_ways(plan, answer) if answer.maps else _of_facts(plan, answer)


def _has_rows(answer: Answer) -> bool:
    """Whether it is one over paths that is checked row by row, and not by maps of ways."""
    return answer.question.form in OVER_PATHS and answer.question.form != "ways"


def _of_ways(plan: Plan, answer: Answer) -> dict[str, Any]:
    return {
        **ways_to_json(plan, answer),
        **_open(plan, answer),
    }


def _of_facts(plan: Plan, answer: Answer) -> dict[str, Any]:
    found = answer_json(plan, answer)
    return {**{name: found[name] for name in OF_FACTS}, **_limits(plan, answer), "not checked again": []}


def _over_paths(plan: Plan, answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {"rows": [row_to_json(plan, answer, row) for row in answer.rows]}
    if answer.excluded_by is not None:
        clauses = [label_words(label) for label in answer.excluded_by]
        found["excluded by"] = {"clauses": clauses, "obligations": obligations_json(of_reasons(plan, answer))}
    return {
        **found,
        "readings that make no difference": list(answer.same_under),
        "with one more person": answer.one_more or None,
        **_open(plan, answer),
    }


def _open(plan: Plan, answer: Answer) -> dict[str, Any]:
    """What an answer over paths leaves open, and its limits."""
    return {
        "readings of which only the base was tried": list(answer.untried),
        "left out": [left_out_json(plan, label) for label in answer.caveats],
        **_limits(plan, answer),
        "not checked again": not_checked(answer),
    }


def receipt_bytes(receipt: dict[str, Any]) -> bytes:
    """A receipt as it is written."""
    return (json.dumps(receipt, indent=2, ensure_ascii=False) + "\n").encode()


def write_receipt(receipt: dict[str, Any], path: Path) -> None:
    """Write a receipt, whole or not at all; raises Mistakes where it cannot be written."""
    write_whole(path, receipt_bytes(receipt))
