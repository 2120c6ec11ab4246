"""What an evaluation read, and on which choices it rests."""

from __future__ import annotations

from msgspec import Struct, field

from dsl.core import Label
from solver.choices import Choice
from solver.history import Place


class Read(Struct):
    """Clauses, values and pairs of the state after an entry, entries, and inputs given; the choices made of what was read; and times compared while unset.

    `tried` are inputs that another way to make a choice read, by which it was seen that nothing turns on it.
    """

    labels: set[Label] = field(default_factory=set)
    places: set[tuple[Place, int]] = field(default_factory=set)
    relations: set[tuple[str, int]] = field(default_factory=set)
    entries: set[int] = field(default_factory=set)
    inputs: set[Place] = field(default_factory=set)
    tried: set[Place] = field(default_factory=set)
    choices: dict[Choice, object] = field(default_factory=dict)
    unset: set[Place] = field(default_factory=set)

    def add(self, other: Read) -> None:
        """Take in what another evaluation read."""
        self.labels |= other.labels
        self.places |= other.places
        self.relations |= other.relations
        self.entries |= other.entries
        self.inputs |= other.inputs
        self.tried |= other.tried
        self.choices |= other.choices
        self.unset |= other.unset
