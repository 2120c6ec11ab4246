"""The same plan in other words: its terms and events renamed, and its limbs in another order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from dsl import core as c
from dsl.load import load
from dsl.plan import Plan
from dsl.rewritten import rewritten
from solver.audit.forms import is_own

OUTSIDE_QUOTES = re.compile(r'("[^"]*")')


def renamed(source: Path, plan: Plan, folder: Path) -> Plan:
    """The plan of a file, every name of its own with a word before it, read from copies of its files in a folder.

    A name that a vocabulary declares, and the plan gives a value, stays.
    """
    shared = " ".join(text.text for text in plan.sources.values() if text.text.startswith("vocabulary"))
    own = [term.name for term in plan.terms.values() if is_own(plan, term.label)]
    own += [event.name for event in plan.events.values() if is_own(plan, event.label)]
    words = sorted((re.escape(name) for name in own if name not in shared), key=len, reverse=True)
    names = re.compile(r"\b(" + "|".join(words) + r")\b")
    for path in source.parent.glob("*.plan"):
        parts = OUTSIDE_QUOTES.split(path.read_text())
        (folder / path.name).write_text("".join(part if part.startswith('"') else names.sub(r"Other \1", part) for part in parts))
    return load(folder / source.name).plan


def reordered(plan: Plan) -> Plan:
    """The plan with the items of every list, and the conditions of every event, the other way round."""
    terms = {name: replace(term, body=_turned(term.body)) for name, term in plan.terms.items()}
    events = {name: replace(event, guards=_turned(event.guards[::-1])) for name, event in plan.events.items()}
    return replace(plan, terms=terms, events=events)


def _turned(core: Any) -> Any:
    if isinstance(core, c.All | c.Any | c.Best):
        core = replace(core, items=core.items[::-1])
    return rewritten(core, _turned)
