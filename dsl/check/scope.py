"""What a phrase may refer to where it stands, and what a check gives back."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from dsl.check.names import EVERYBODY, is_same_noun
from dsl.core import Core, Label, Var, VarIs
from dsl.kinds import Kind


class Typed(Struct, frozen=True):
    """A checked value and its kind."""

    core: Core
    kind: Kind


class Scope(Struct, frozen=True):
    """The names at hand: bound variables, the cast, and who `such Person` and `its` are.

    `introduced` are the persons introduced, each with its noun, `owner` the
    subject of the sentence, or the person introduced if that is nearer.
    `implicit` is the person of whom a term is meant where none is named
    (`whose Shares Held`, `the sum of Shares Held over ...`). `label` is the
    clause or part being checked. `once` says that it is looked at at one moment
    only, so that `now` may be reckoned with.
    """

    label: Label
    variables: Mapping[str, tuple[Var, Kind]] = field(default_factory=dict)
    cast: frozenset[str] = frozenset()
    introduced: tuple[tuple[str, Core], ...] = ()
    owner: Core | None = None
    implicit: Core | None = None
    once: bool = False

    def with_person(self, var: Var, noun: str = EVERYBODY, *, implicit: bool = True) -> Scope:
        """The scope inside a person described by a noun."""
        introduced = (*self.introduced, (noun, VarIs(var)))
        return replace(self, introduced=introduced, owner=VarIs(var), implicit=VarIs(var) if implicit else self.implicit)

    def with_variables(self, variables: Mapping[str, tuple[Var, Kind]]) -> Scope:
        """The scope inside an event, whose holes have names."""
        return replace(self, variables={**self.variables, **variables})

    def referring_to(self, person: Core) -> Scope:
        """The scope in which `its` means this person's."""
        return replace(self, owner=person)

    def at_one_moment(self) -> Scope:
        """The scope in an effect, or in what is said of an event, which time does not change."""
        return replace(self, once=True)

    def over_time(self) -> Scope:
        """The scope in what is looked for at every moment, as a first time."""
        return replace(self, once=False)

    def labelled(self, label: Label) -> Scope:
        """The same scope in a part that has a label of its own."""
        return replace(self, label=label)

    def has_introduced(self, noun: str) -> bool:
        """Whether somebody was introduced by this noun."""
        return any(is_same_noun(word, noun) for word, _ in self.introduced)

    def such(self, noun: str) -> Core | None:
        """The person last introduced by this noun; if none was, the person last introduced."""
        known = [person for word, person in self.introduced if is_same_noun(word, noun)]
        everybody = known or [person for _, person in self.introduced]
        return everybody[-1] if everybody else None

    def inside(self, *parts: str) -> Scope:
        """The scope of a labelled part."""
        return replace(self, label=Label(self.label.clause, (*self.label.parts, *parts)))

    def lookup(self, text: str) -> tuple[Var, Kind] | None:
        return self.variables.get(text)
