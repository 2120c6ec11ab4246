"""Which sets of items suffice, the smallest ones, and which do not, the largest ones.

A map of the sets is drawn as MARCO draws it (Liffiton, Previti, Malik and
Marques-Silva 2016), from the bottom: a smallest set not yet settled is tried;
one that suffices settles whatever holds it; one that does not is grown, and
settles whatever it holds. In the end every set is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct, field

Set = frozenset[int]
Asked = Callable[[Set], bool]


class Map(Struct):
    """The smallest sets that suffice and the largest that do not, as far as they are known.

    `suffices` tries a smallest set and `still_suffices` a larger one;
    `is_barren` says whether it is soon shown that a set does not suffice. What
    they raise leaves the map as far as it was drawn.
    """

    everything: Set
    suffices: Asked
    still_suffices: Asked
    is_barren: Asked
    enough: list[Set] = field(default_factory=list)
    barren: list[Set] = field(default_factory=list)
    is_whole: bool = False

    def draw(self) -> None:
        """Settle every set."""
        while (least := self._unsettled()) is not None:
            further = sorted(self.everything - least)
            if self.is_barren(least):
                self.barren.append(self._grown(least, further, self.is_barren))
            elif self.suffices(least):
                self.enough.append(least)
            else:
                self.barren.append(self._grown(least, further, lambda those: self.is_barren(those) or not self.still_suffices(those)))
        self.is_whole = True

    def _unsettled(self) -> Set | None:
        """A smallest set that is inside none known to be barren and holds none known to suffice."""
        for hit in hitting(self.everything - each for each in self.barren):
            if not self._holds_enough(hit):
                return hit
        return None

    def _holds_enough(self, those: Set) -> bool:
        return any(each <= those for each in self.enough)

    def _grown(self, barren: Set, further: list[int], is_barren: Asked) -> Set:
        """A barren set with as many of some further items as it can have, tried by halves."""
        larger = barren.union(further)
        if not further or (not self._holds_enough(larger) and is_barren(larger)):
            return larger
        if len(further) == 1:
            return barren
        half = len(further) // 2
        return self._grown(self._grown(barren, further[:half], is_barren), further[half:], is_barren)


def hitting(sets: Iterable[Set]) -> list[Set]:
    """The smallest sets that have something in common with each of these, smaller ones first."""
    hits: list[Set] = [frozenset()]
    for each in sets:
        longer: set[Set] = set()
        for hit in hits:
            longer |= {hit} if hit & each else {hit | {item} for item in each}
        hits = [hit for hit in longer if not any(other < hit for other in longer)]
    return sorted(hits, key=lambda hit: (len(hit), sorted(hit)))
