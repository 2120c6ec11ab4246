"""What a phrase may refer to where it stands, and what a check gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dsl.core import Core, Label, Var, VarIs
from dsl.kinds import Kind


@dataclass(frozen=True, slots=True)
class Typed:
    """A checked value and its kind."""

    core: Core
    kind: Kind


@dataclass(frozen=True, slots=True)
class Scope:
    """The names at hand: bound variables, the cast, and who `such Person` is.

    `implicit` is the person of whom a term is meant where none is named
    (`whose Shares Held`, `the sum of Shares Held over ...`). `label` is the
    clause or part being checked.
    """

    label: Label
    variables: Mapping[str, tuple[Var, Kind]] = field(default_factory=dict)
    cast: frozenset[str] = frozenset()
    such: Core | None = None
    implicit: Core | None = None

    def with_person(self, var: Var, *, implicit: bool = True) -> Scope:
        """The scope inside a person described."""
        return replace(self, such=VarIs(var), implicit=VarIs(var) if implicit else self.implicit)

    def with_variables(self, variables: Mapping[str, tuple[Var, Kind]]) -> Scope:
        """The scope inside an event, whose holes have names."""
        return replace(self, variables={**self.variables, **variables})

    def referring_to(self, person: Core) -> Scope:
        """The scope in which `its` and `such Person` mean this person."""
        return replace(self, such=person)

    def inside(self, *parts: str) -> Scope:
        """The scope of a labelled part."""
        return replace(self, label=Label(self.label.clause, (*self.label.parts, *parts)))

    def lookup(self, text: str) -> tuple[Var, Kind] | None:
        return self.variables.get(text)
