"""What was nearly said: the parts of a run of words, a figure without its `per`, what describes Persons said of something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dsl import nodes as n
from dsl.check.names import EVERYBODY, Declared, Names
from dsl.check.scope import Scope
from dsl.diagnostics import Related
from dsl.kinds import RATIO, YES_NO, Kind, Unit, number_of
from dsl.plan import Term
from dsl.written import write_value

if TYPE_CHECKING:
    from dsl.check.checker import Checker


def parted(names: Names, name: n.Name, scope: Scope) -> tuple[str, str] | None:
    """Somebody or something, and a status, that were run together, as `the Rights Exercisable`; None where the words are none of that."""
    words = name.text.split()
    for cut in range(len(words) - 1, 0, -1):
        subject, status = " ".join(words[:cut]), " ".join(words[cut:])
        declared = names.find(subject)
        somebody = subject in scope.cast or (declared is not None and declared.sort in ("person", "thing"))
        if somebody and names.find(status) is not None:
            return subject, status
    return None


def somebody(cast: Iterable[str], name: n.Name) -> str:
    """The one of a story's people whose name follows another word, as in `Stockholder Orion`; empty where it is nobody's."""
    return next((person for person in cast if name.text.endswith(f" {person}")), "")


def said_of(names: Names, subject: str, status: str) -> str:
    """`the Rights are Exercisable`."""
    declared = names.find(subject)
    are = declared is not None and declared.sort == "thing" and subject.endswith("s")
    return f"{declared.written if declared is not None else subject} {'are' if are else 'is'} {status}"


def with_per(node: n.Quantity, kind: Kind, units: Mapping[str, Unit]) -> str:
    """A figure that lacks its `per`, with that of a kind: `$10.00 per hundredth`; empty where it lacks something else."""
    per = next((unit for unit in units.values() if node.per is None and number_of(node.unit, unit.name) == kind), None)
    return f"{write_value(node.amount, number_of(node.unit), units, {})} per {per.singular}" if per else ""


def status_of_persons(checker: Checker, value: n.Expression) -> str:
    """What describes Persons, with its article, as `an Acquiring Person`; empty where a name is that of something else."""
    declared = checker.context.names.find(value.text) if isinstance(value, n.Name) else None
    term = checker.terms.get(declared.name, value.span) if declared is not None and declared.sort == "term" else None
    if declared is None or not (declared.sort in ("kind", "relation") or (term is not None and term.per == "Person" and term.kind == YES_NO)):
        return ""
    return f"{article(declared.name)} {declared.name}"


def of_another(checker: Checker, declared: Declared | None, term: Term | None, per: str) -> tuple[str, str, tuple[Related, ...]] | None:
    """What is wrong with a yes or no that is said of Persons, or of a thing, and is declared of nobody or of something else: the problem, what to write, and where."""
    if declared is None or term is None or term.kind != YES_NO or term.per == per:
        return None
    whose = of_words(checker.context.names, per)
    if term.per is not None:
        return f"`{term.name}` is said of {of_words(checker.context.names, term.per)}, and not of {whose}.", f"Say it of {of_words(checker.context.names, term.per)}, or declare a status of {whose} that is meant here.", ()
    sample = {"means": f"{term.name} of {whose} means that ...", "input": f"input {term.name} of {whose} as yes or no"}.get(term.role, f"{term.name} of {whose} starts at no")
    return (f"`{term.name}` is declared without `of {whose}`, and is a yes or no of nobody and nothing.",
            f"Where it is declared write `{sample}`.", (Related(declared.span, f"It is declared here; `of {whose}` is missing after it."),))  # fmt: skip


def of_words(names: Names, per: str) -> str:
    """Whose a status is: `a Person`, `the Rights`."""
    declared = names.find(per)
    return "a Person" if per == EVERYBODY else declared.written if declared is not None else per


def article(name: str) -> str:
    """The article of what a name describes: `an Acquiring Person`."""
    return "an" if name[:1] in "AEIOU" else "a"


def part_of_what(*kinds: Kind) -> str:
    """What to write where two numbers of other units stand side by side; a percentage lacks what it is a part of."""
    if RATIO in kinds and len(set(kinds)) > 1:
        return "A percentage is a part of something: write `15% of Outstanding Shares`."
    return "Both must have the same unit."
