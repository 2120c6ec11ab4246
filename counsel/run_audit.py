"""`pill audit`: the catalogue run over a plan, and held against what was accepted."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from contextlib import nullcontext

from rich.console import Console

from counsel.accepted import read_accepted
from counsel.open_plan import Opened
from counsel.show_audit import TITLES, Report
from counsel.words import label_words
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE
from solver.audit.run import audit


def run_audit(opened: Opened, seconds: float, only: Sequence[str]) -> Report:
    """The findings of a plan that were not accepted; raises Mistakes for an entry that there is not, or a bad list."""
    entries = _entries(only)
    file = read_accepted(opened.path, TITLES)
    plan = opened.library.plan
    errors = Console(stderr=True, highlight=False, markup=False)
    with errors.status("Auditing") if errors.is_terminal else nullcontext() as status:
        found = audit(
            plan, tuple(opened.library.scenarios.values()), seconds, entries,
            lambda suspect: status.update(f"{TITLES[suspect.entry]}? {label_words(suspect.labels[0])}") if status is not None else None,
        )  # fmt: skip
    new = tuple(one for one in found.found if one.identifier not in file.reasons)
    stale = file.stale({one.identifier for one in found.found}, entries or TITLES)
    return Report(plan, new, len(found.found) - len(new), tuple(stale), file, found.unsettled)


def _entries(only: Sequence[str]) -> Collection[str]:
    unknown = [name for name in only if name not in TITLES]
    if unknown:
        raise Mistakes([_unknown(name) for name in unknown])
    return only


def _unknown(name: str) -> Diagnostic:
    close = difflib.get_close_matches(name, TITLES, n=2)
    listed = f"Close to it: {', '.join(close)}." if close else f"The entries: {', '.join(TITLES)}."
    return Diagnostic("unknown-entry", NOWHERE, f"The catalogue of the audit has no entry `{name}`.", listed)
