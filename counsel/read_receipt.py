"""Reads a receipt: takes a file, gives its parts; what is no receipt is a mistake of the file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from counsel.receipt import SCHEMA
from counsel.receipt_text import Words
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE
from dsl.text_files import read_text

HELP = "A receipt is what `pill ask PLAN QUESTION --receipt FILE` writes; see docs/receipt.md."
ROW = {"where": dict, "verdict": str}
SHAPE: dict[str, dict[str, type]] = {
    "asked": {"question": str, "title": str, "story": str, "lines": list},
    "plan": {"named": str, "beside": list, "files": dict},
    "answer": {"rows": list, "rests on": list, "readings given": dict},
}


def read_receipt(path: Path) -> dict[str, Any]:
    """The receipt in a file; raises Mistakes where it is none."""
    text = read_text(path, help_text=HELP)
    if isinstance(text, Diagnostic):
        raise Mistakes([text])
    try:
        receipt = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise no_receipt(path, "it is no JSON") from error
    if not isinstance(receipt, dict) or "receipt" not in receipt:
        raise no_receipt(path, "it does not begin as one")
    if receipt["receipt"] != SCHEMA:
        raise no_receipt(path, f"it is of version {receipt['receipt']}, and this program reads version {SCHEMA}")
    wrong = next((place for place in _misshapen(receipt)), None)
    if wrong is not None:
        raise no_receipt(path, f"its part `{wrong}` is missing, or is not of the form it must have")
    return receipt


def _misshapen(receipt: dict[str, Any]) -> list[str]:
    """The parts that are not there or not of their form."""
    found = []
    for part, fields in SHAPE.items():
        there = receipt.get(part)
        found += [part] if not isinstance(there, dict) else [f"{part}, {n}" for n, kind in fields.items() if not isinstance(there.get(n), kind)]
    rows = receipt["answer"]["rows"] if not found else []
    are_rows = all(isinstance(row, dict) and isinstance(row.get("verdict"), str) for row in rows)
    return found if (rows and are_rows) or found else ["answer, rows"]


def no_receipt(path: Path, why: str) -> Mistakes:
    """What is said of a file that is no receipt."""
    return Mistakes([Diagnostic("no-receipt", NOWHERE, f"`{path}` is no receipt that can be read: {why}.", HELP)])


def words_in(receipt: dict[str, Any]) -> Words:
    """The words of the question that a receipt is about."""
    asked = receipt["asked"]
    return Words(str(asked["question"]), str(asked["title"]), str(asked["story"]), tuple(map(str, asked["lines"])))


def read_as(path: Path, read: Callable[[], Any]) -> Any:
    """What is read of the inner parts of a receipt; raises Mistakes where they are not of their form."""
    try:
        return read()
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, StopIteration) as error:
        raise no_receipt(path, f"a part of its answer is not of the form it must have ({type(error).__name__}: {error})") from error
