"""The state of one check: names, terms found so far, labels, mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct, field

from dsl import nodes as n
from dsl.check.names import Names, is_same_noun
from dsl.core import Core, Label, Var, VarIs
from dsl.diagnostics import Diagnostic, Related
from dsl.kinds import Kind, write_kind
from dsl.plan import ClauseInfo, HoleOf, Term
from dsl.source import Span


class Spoken(Struct, frozen=True):
    """Of whom a sentence of a condition spoke that is over, as `some Stockholder is ...`: in which clause or part, by which noun."""

    label: Label
    noun: str
    var: Var


class Context(Struct):
    """What the checks of one plan share."""

    names: Names
    terms: dict[str, Term] = field(default_factory=dict)
    in_progress: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    holes: dict[str, tuple[HoleOf, ...]] = field(default_factory=dict)
    clauses: dict[Label, ClauseInfo] = field(default_factory=dict)
    mistakes: list[Diagnostic] = field(default_factory=list)
    spoken_of: list[Spoken] = field(default_factory=list)
    depth: int = 0
    counter: int = 0

    def report(
        self, code: str, span: Span, problem: str, help_text: str = "", related: Sequence[Related] = ()
    ) -> None:
        """Note a mistake and go on."""
        self.mistakes.append(Diagnostic(code, span, problem, help_text, tuple(related)))

    def fresh(self, name: str) -> Var:
        """A variable that nothing else is called."""
        self.counter += 1
        return f"{name}#{self.counter}"

    @contextmanager
    def one_condition(self) -> Iterator[None]:
        """While a condition is checked, what it spoke of is known; once the outermost is over, nobody takes what comes for a part of it."""
        self.depth += 1
        yield
        self.depth -= 1
        if not self.depth:
            self.spoken_of.clear()

    def spoke_since(self, person: Core | None, label: Label, noun: str | None = None) -> str | None:
        """By which noun, this one if it is said, a sentence of the same clause or part that is over spoke of another after a person was introduced."""
        place = _place(person.name) if isinstance(person, VarIs) else 0
        spoken = [one for one in self.spoken_of if one.label == label and _place(one.var) > place]
        return next((one.noun for one in reversed(spoken) if noun is None or is_same_noun(one.noun, noun)), None)

    def kind_words(self, kind: Kind) -> str:
        """A kind as messages name it."""
        return write_kind(kind, self.names.units)

    def label(self, label: Label, kind: str, span: Span, node: n.Anything | n.Limb,
              sources: tuple[n.SourceNote, ...]) -> Label:
        """Enter a clause or part under its label; a label that is taken gets a number."""
        found, count = label, 1
        while found in self.clauses:
            count += 1
            found = Label(label.clause, (*label.parts, f"[{count}]"))
        self.clauses[found] = ClauseInfo(found, kind, span, sources, node)
        return found

    def part(self, label: Label, kind: str, span: Span, node: n.Anything | n.Limb | None = None,
             sources: tuple[n.SourceNote, ...] = ()) -> Label:
        """Enter a part of a clause, which has its clause's citations where it has none."""
        whole = self.clauses.get(Label(label.clause), None)
        owner = node or (whole.node if whole else None)
        if owner is None:
            return label
        return self.label(label, kind, span, owner, sources)


def _place(var: Var) -> int:
    """How many variables had been made before this one, the first of them; a hole of an event is none."""
    _, _, number = var.partition("#")
    return int(number or 0)
