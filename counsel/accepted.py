"""The findings of an audit that were accepted: a file beside the plan, one a line, each with the reason.

A line is `identifier | reason`; lines that begin with `#` are comments.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct

from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE
from dsl.text_files import read_text

NAME = "audit.accepted"
HELP = "Each line is the identifier of a finding and the reason why it is accepted: two-clocks-1a2b3c4d | the hours are as the Board wants them"


class Accepted(Struct, frozen=True):
    """The reason for each identifier, and the file it stands in."""

    path: Path
    reasons: Mapping[str, str]

    def stale(self, found: Collection[str], entries: Collection[str]) -> list[str]:
        """The identifiers of these entries that no finding has any more."""
        return [code for code in self.reasons if code not in found and code.rpartition("-")[0] in entries]


def read_accepted(plan: Path, entries: Collection[str]) -> Accepted:
    """What was accepted of a plan; raises Mistakes with every line that cannot be read."""
    path = plan.parent / NAME
    if not path.exists():
        return Accepted(path, {})
    text = read_text(path)
    if isinstance(text, Diagnostic):
        raise Mistakes([text])
    reasons: dict[str, str] = {}
    mistakes = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            code, _, reason = (part.strip() for part in line.partition("|"))
            problem = _problem(code, reason, reasons, entries)
            if problem:
                mistakes.append(Diagnostic("accepted", NOWHERE, f"{path}, line {number}: {problem}", HELP))
            reasons[code] = reason
    if mistakes:
        raise Mistakes(mistakes)
    return Accepted(path, reasons)


def _problem(code: str, reason: str, reasons: Mapping[str, str], entries: Collection[str]) -> str:
    if not code or code.rpartition("-")[0] not in entries:
        return f"`{code}` is no identifier of a finding."
    if not reason:
        return f"`{code}` is accepted without a reason."
    return f"`{code}` is accepted twice." if code in reasons else ""
