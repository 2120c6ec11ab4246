"""Which readings a path needs: the combinations that give a path, as cubes, and the rest.

A path is found under some readings, told again under every one that its story
asks for, and the combinations under which it comes out are taken off; then a
path is sought under those that are left, until none is. So dozens of readings
that do not matter cost nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dsl.dates import Instant
from dsl.plan import GivenTerm, Scenario
from solver.beside import Beside, is_copy
from solver.choices import reading_as, whatever_is_given
from solver.cubes import Cube, fits, outside
from solver.for_granted import with_what_bears
from solver.formula import Bool
from solver.idle import idle_readings
from solver.outcomes import outcome, outcomes
from solver.prove import Proof
from solver.search import Depth, Found, Task, Unknown, at_depth, deepen
from solver.tidied import with_path
from solver.undecided import Undecided
from solver.z3_solver import forget

MOST_TRIED = 8
GLANCE, MOMENT = 0.2, 0.5  # effort
SOON, ELSEWHERE = 1, 2  # events of a path that is looked for before a proof: of the first, and of one under other readings


class Disagreement(Undecided):
    """The solver and the replay do not agree: a mistake of this program, never an answer."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The path that the solver found does not come out so when it is told again: {what}.",
            "This is a mistake of ours, and there is no answer. Please report the plan and the question.",
        )


class Region(Struct, frozen=True):
    """Readings under which a path comes to the goal, the path, and when it does.

    `given` are the values that the path takes unknown inputs to have.
    """

    under: Cube
    path: Scenario
    moment: Instant
    given: tuple[GivenTerm, ...]


class Regions(Struct, frozen=True):
    """The regions with a path, and how far none was found elsewhere; a proof that there is none at all, if there is one."""

    found: tuple[Region, ...]
    rest: Found | None
    proof: Proof | None = None


Settle = Callable[[Cube], Task]
Prover = Callable[[Task, Sequence[Cube]], Proof | None]
FirstProver = Callable[[Task, Sequence[Cube], Callable[[], None] | None], Proof | None]  # and what is to be begun if it is hard


def regions(settle: Settle, given: Cube, scenario: Scenario, deadline: float, proof: FirstProver, in_a_row: Prover) -> Regions:
    """Every region of readings with a path, each with the fewest events.

    Where neither the story itself nor a glance comes to it, and anew once some
    paths were found, a `proof` is asked for that there is none, or none
    elsewhere; it is sooner there than paths are tried. One by induction over
    several steps `in_a_row` is asked for in the end, as it is seldom needed.

    `settle` gives the task with some readings settled; those `given` always
    are. A path is sought where every reading is settled, which is quick; the
    rest is looked at as a whole, to see that there is none; on the base readings
    alone it is often proved where other readings have a path.
    """
    return _Sought(settle, given, scenario, deadline, proof).regions(in_a_row)


class _Sought:
    """Where paths are sought: the regions found so far, and what is known of the rest."""

    def __init__(self, settle: Settle, given: Cube, scenario: Scenario, deadline: float, proof: FirstProver) -> None:
        self._settle, self._scenario, self._deadline, self._proof = settle, scenario, deadline, proof
        self._free = settle(given)
        self._base = self._free.machine.plan.base_readings | dict(given)
        self._of_base = _OfBase(deepen(settle(self._base), deadline))
        self._found: list[Region] = []
        self._asked = -1  # with how many regions a proof was last asked for
        self._base_is_out = False  # whether the base readings are proved to have no path
        self._off_base = Found(None, -1)  # then, what was found off them

    def regions(self, in_a_row: Prover) -> Regions:
        """All of them, and what shows that there are no others."""
        takes_events = isinstance(outcome(self._free, self._scenario, self._scenario, reading_as(self._base)), str)
        whole = self._proved_at_first() if takes_events else None
        if whole is not None:
            return whole
        last = Found(None, -1)
        for depth in deepen(self._free, self._deadline):
            if depth.count < self._off_base.tried:
                continue
            if not self._base_is_out and not _covered(self._found, self._base):  # once it is, its runs need not be built any further
                last = self._of_base.find(depth.count)
                self._tell(last, self._base)
            while not last.out_of_time and self._is_any_left():
                seen = self._seen(depth)
                is_path = seen is not None and seen.lines is not None
                if not is_path and self._is_time_for_proof(depth) and (rest := self._proved()) is not None:
                    return rest
                last = seen or _elsewhere(self._settle, depth, self._base, self._found, self._deadline)
                if last.lines is None:
                    break
                self._tell(last, {**self._base, **last.readings})
            if last.out_of_time:
                return Regions(tuple(self._found), last)
            if not self._is_any_left():
                return Regions(tuple(self._found), None)
        return Regions(tuple(self._found), last, in_a_row(self._free, self._cubes))

    @property
    def _cubes(self) -> list[Cube]:
        return [region.under for region in self._found]

    def _is_any_left(self) -> bool:
        return _anything_left(self._free, self._found)

    def _tell(self, found: Found, readings: Cube) -> None:
        """Take in what comes of a path where there is one."""
        if found.lines is not None:
            self._found += told_again(self._free, self._scenario, found, readings)

    def _is_time_for_proof(self, depth: Depth) -> bool:
        """Whether paths with a few events were looked for, and a proof was not asked for with these regions."""
        return depth.count >= ELSEWHERE and self._asked != len(self._found)

    def _seen(self, depth: Depth) -> Found | None:
        """What is known of paths elsewhere with so many events before a proof is asked for; None if that is nothing."""
        if depth.count == self._off_base.tried and not self._found:
            return self._off_base
        if self._base_is_out or not self._is_time_for_proof(depth):
            return None
        return _seen_elsewhere(self._settle, depth, self._base, self._found, GLANCE, self._deadline)

    def _proved(self, if_hard: Callable[[], None] | None = None) -> Regions | None:
        """The regions, if it is proved that there are no others; what is to be begun if that is hard."""
        self._asked = len(self._found)
        proof = self._proof(self._free, self._cubes, if_hard)
        return Regions(tuple(self._found), None, proof) if proof is not None else None

    def _proved_at_first(self) -> Regions | None:
        """Where a glance at the base readings shows no path: a proof that there is none, or none but one off them, if they are proved to have none.

        That one is sought beside the proof, once the proof is hard.
        """
        machine = self._free.machine
        is_free = any(name not in machine.options for name in machine.readings)  # to be read in more than one way
        sought_off_base = Beside(lambda: _first_elsewhere(self._settle, self._free, self._base, self._deadline), is_quick=True)
        sought_proof = Beside(lambda: self._proved(sought_off_base.begin if is_free else None), is_quick=not machine.by_themselves)  # with which a glance takes longer
        if self._of_base.is_soon_found():
            sought_proof.drop()
            return None
        proved = sought_proof.result()
        self._asked = 0
        if proved is None and is_free and self._proof(self._settle(self._base), (), None) is not None:
            self._base_is_out, self._off_base = True, sought_off_base.result()
            self._tell(self._off_base, {**self._base, **self._off_base.readings})
            if self._found and self._off_base.tried >= ELSEWHERE:
                proved = self._proved()
        sought_off_base.drop()
        return proved


class _OfBase:
    """Paths where every reading is settled: looked for in a glance, and then to the end; what the glance showed is not looked at again."""

    def __init__(self, depths: Iterator[Depth]) -> None:
        self._depths = depths
        self._here: Depth | None = None  # the number of events that was come to
        self._excluded = -1  # so many events at most make no path

    def is_soon_found(self) -> bool:
        """Whether a glance shows a path with few events."""
        for depth in itertools.islice(self._depths, SOON + 1):
            self._here = depth
            met = depth.readings(True, GLANCE)
            if met is not None:
                return met is not Unknown.UNKNOWN
            self._excluded = depth.count
        return False

    def find(self, count: int) -> Found:
        """The path with just so many events, one more than was last asked for."""
        if count <= self._excluded:
            return Found(None, count)
        if self._here is None or self._here.count < count:
            self._here = next(self._depths)
        return self._here.find()


def _outside(whole: Depth, cubes: Sequence[Region]) -> Bool:
    return outside(whole.run.symbolic, [region.under for region in cubes])


def _first_elsewhere(settle: Settle, free: Task, base: Cube, deadline: float) -> Found:
    """The path with the fewest events, where none is on the base readings.

    A copy begins with nothing that was made for the proof which it left behind: what Z3 finds, and how soon, would turn on that.
    """
    if is_copy():
        forget()
    found = Found(None, -1)
    for whole in deepen(free, deadline):
        found = _elsewhere(settle, whole, base, (), deadline)
        if found.lines is not None or found.out_of_time:
            break
    return found


def _elsewhere(settle: Settle, whole: Depth, base: Cube, cubes: Sequence[Region], deadline: float) -> Found:
    """A path under readings in none of the cubes; the whole is looked at for as long as there is time where nothing else shows it."""
    seen = _seen_elsewhere(settle, whole, base, cubes, MOMENT, deadline)
    if seen is not None:
        return seen
    met = whole.readings(_outside(whole, cubes))
    if met is Unknown.UNKNOWN:
        return Found(None, whole.count - 1, out_of_time=True)
    return _settled(settle, {**base, **met}, whole.count, deadline) if met is not None else Found(None, whole.count)


def _seen_elsewhere(settle: Settle, whole: Depth, base: Cube, cubes: Sequence[Region], effort: float, deadline: float) -> Found | None:
    """The same, if it is soon seen whether there is one: the whole is looked at with some effort, which mostly shows that there is none.

    Where it shows nothing, the readings that the cubes name are tried in turn, the rest at the base.
    """
    met = whole.readings(_outside(whole, cubes), effort)
    if met is None:
        return Found(None, whole.count)
    if met is not Unknown.UNKNOWN:
        return _settled(settle, {**base, **met}, whole.count, deadline)
    for readings in _named(whole, base, cubes):
        found = _settled(settle, readings, whole.count, deadline)
        if found.lines is not None or found.out_of_time:
            return found
    return None


def _named(whole: Depth, base: Cube, cubes: Sequence[Region]) -> Iterator[Cube]:
    """Combinations of the readings that the cubes name, in none of them."""
    plan = whole.run.machine.plan
    named = list(dict.fromkeys(name for cube in cubes for name in cube.under))
    combos = itertools.product(*([option.name for option in plan.readings[name].options] for name in named))
    every = ({**base, **dict(zip(named, combo, strict=True))} for combo in combos) if named else iter(())
    yield from itertools.islice((readings for readings in every if not _covered(cubes, readings)), MOST_TRIED)


def _settled(settle: Settle, readings: Cube, count: int, deadline: float) -> Found:
    """A path with so many events where every reading is settled."""
    found = at_depth(settle(readings), count, deadline).find()
    return replace(found, readings=readings)


def _covered(cubes: Sequence[Region], readings: Cube) -> bool:
    return any(fits(region.under, readings) for region in cubes)


def _anything_left(task: Task, cubes: Sequence[Region]) -> bool:
    """Whether some combination of readings lies outside every cube."""
    readings = list(dict.fromkeys(name for cube in cubes for name in cube.under))
    plan = task.machine.plan
    options = [[option.name for option in plan.readings[name].options] for name in readings]
    fixed = task.machine.options
    for combo in itertools.product(*options):
        taken = dict(zip(readings, combo, strict=True))
        if any(fixed.get(name, option) != option for name, option in taken.items()):
            continue
        if not any(all(taken[name] == option for name, option in cube.under.items()) for cube in cubes):
            return True
    return False


def told_again(task: Task, scenario: Scenario, found: Found, readings: Cube) -> list[Region]:
    """The regions in which a path comes out when it is told again, whatever nobody gave may be; it must under the readings that found it."""
    path = with_what_bears(task, scenario, with_path(task, scenario, found))
    given = tuple(one for one in path.givens[len(scenario.givens) :] if isinstance(one, GivenTerm))
    settled = {**idle_readings(task.machine, scenario), **task.machine.options}
    options = {name: (option,) for name, option in readings.items()}
    leaves = outcomes(task, scenario, path)
    regions = [
        Region({name: option for name, option in under.items() if name not in settled}, path, leaf.result, given)
        for leaf in leaves if isinstance(leaf.result, int)
        for under in whatever_is_given(leaf, leaves, lambda result: isinstance(result, int), options)
    ]  # fmt: skip
    if not any(fits(region.under, readings) for region in regions):
        others = dict.fromkeys(choice.about for leaf in leaves if isinstance(leaf.result, int) for choice in leaf.made if choice.sort != "reading")
        if others:
            raise Undecided(f"What follows turns on {', '.join(others)}, which is not given.", "Give it a value with `given`.")
        failed = next(leaf.result for leaf in leaves if isinstance(leaf.result, str))
        raise Disagreement(failed)
    return regions
