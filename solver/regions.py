"""Which readings a path needs: the combinations that give a path, as cubes, and the rest.

A path is found under some readings, told again under every one that its story
asks for, and the combinations under which it comes out are taken off; then a
path is sought under those that are left, until none is. So dozens of readings
that do not matter cost nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dsl.dates import Instant
from dsl.plan import GivenTerm, Plan, Scenario
from solver.answer import Finding, Row
from solver.beside import Beside
from solver.choices import Leaf, reading_as, reading_choices, whatever_is_given
from solver.cubes import Cube, fits, outside
from solver.for_granted import with_what_bears
from solver.formula import Bool
from solver.idle import idle_readings
from solver.outcomes import outcome, outcomes
from solver.prove import Proof
from solver.rows import MOST_COMBINATIONS, TooManyReadings, rows_of
from solver.search import Depth, Found, Task, Unknown, at_depth, deepen
from solver.tidied import with_path
from solver.undecided import Undecided

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


Prover = Callable[[Task, Sequence[Cube]], Proof | None]
FirstProver = Callable[[Task, Sequence[Cube], Callable[[], None] | None], Proof | None]  # and what is to be begun if it is hard


def regions(
    settle: Callable[[Cube], Task], given: Cube, scenario: Scenario, deadline: float,
    proof: FirstProver, in_a_row: Prover,
) -> Regions:
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
    free = settle(given)
    plan = free.machine.plan
    base = plan.base_readings | dict(given)
    is_free = any(name not in free.machine.options for name in free.machine.readings)  # to be read in more than one way
    cubes: list[Region] = []
    found = off_base = Found(None, -1)
    asked, base_is_out = -1, False  # with how many regions a proof was last asked for; whether the base readings are proved to have no path

    def proved(if_hard: Callable[[], None] | None = None) -> Regions | None:
        nonlocal asked
        asked = len(cubes)
        proof_of_rest = proof(free, [region.under for region in cubes], if_hard)
        return Regions(tuple(cubes), found, proof_of_rest) if proof_of_rest is not None else None

    of_base = _OfBase(deepen(settle(base), deadline))
    if isinstance(outcome(free, scenario, scenario, reading_as(base)), str):  # it takes events
        sought_off_base = Beside(lambda: _off_base(settle, free, base, deadline), is_quick=True)
        proof_of_all = Beside(lambda: proved(sought_off_base.begin if is_free else None), is_quick=not free.machine.by_themselves)  # with which a glance takes longer
        if of_base.is_soon_found():
            proof_of_all.drop()
        else:
            if (whole_proof := proof_of_all.result()) is None and is_free and proof(settle(base), (), None) is not None:
                base_is_out, off_base = True, sought_off_base.result()
            sought_off_base.drop()
            if whole_proof is not None:
                return whole_proof
            asked = 0
            if off_base.lines is not None:
                cubes += told_again(free, scenario, off_base, {**base, **off_base.readings})
                if off_base.tried >= ELSEWHERE and (rest := proved()) is not None:
                    return rest
    for whole in deepen(free, deadline):
        if whole.count < off_base.tried:
            continue
        if not base_is_out and not _covered(cubes, base):  # once it is, its runs need not be built any further
            found = of_base.find(whole.count)
            if found.lines is not None:
                cubes += told_again(free, scenario, found, base)
        while not found.out_of_time and _anything_left(free, cubes):
            is_time_for_proof = whole.count >= ELSEWHERE and asked != len(cubes)
            if is_time_for_proof and (base_is_out or not isinstance(whole.readings(_outside(whole, cubes), GLANCE), dict)) and (rest := proved()) is not None:
                return rest
            found = off_base if whole.count == off_base.tried and not cubes else _elsewhere(settle, whole, base, cubes, deadline)
            if found.lines is None:
                break
            cubes += told_again(free, scenario, found, {**base, **found.readings})
        if found.out_of_time:
            return Regions(tuple(cubes), found)
        if not _anything_left(free, cubes):
            return Regions(tuple(cubes), None)
    return Regions(tuple(cubes), found, in_a_row(free, [region.under for region in cubes]))


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


def _off_base(settle: Callable[[Cube], Task], free: Task, base: Cube, deadline: float) -> Found:
    """The path with the fewest events, where none is on the base readings."""
    found = Found(None, -1)
    for whole in deepen(free, deadline):
        found = _elsewhere(settle, whole, base, (), deadline)
        if found.lines is not None or found.out_of_time:
            break
    return found


def _elsewhere(settle: Callable[[Cube], Task], whole: Depth, base: Cube, cubes: Sequence[Region], deadline: float) -> Found:
    """A path under readings in none of the cubes.

    The whole is looked at for a moment, which mostly shows that there is none.
    Where it does not, the readings that the cubes name are tried in turn, the
    rest at the base, and then the whole is looked at for as long as there is time.
    """
    elsewhere = _outside(whole, cubes)
    met = whole.readings(elsewhere, MOMENT)
    if met is Unknown.UNKNOWN:
        for readings in _named(whole, base, cubes):
            found = _settled(settle, readings, whole.count, deadline)
            if found.lines is not None or found.out_of_time:
                return found
        met = whole.readings(elsewhere)
    if met is Unknown.UNKNOWN:
        return Found(None, whole.count - 1, out_of_time=True)
    return _settled(settle, {**base, **met}, whole.count, deadline) if met is not None else Found(None, whole.count)


def _named(whole: Depth, base: Cube, cubes: Sequence[Region]) -> Iterator[Cube]:
    """Combinations of the readings that the cubes name, in none of them."""
    plan = whole.run.machine.plan
    named = list(dict.fromkeys(name for cube in cubes for name in cube.under))
    combos = itertools.product(*([option.name for option in plan.readings[name].options] for name in named))
    every = ({**base, **dict(zip(named, combo, strict=True))} for combo in combos) if named else iter(())
    yield from itertools.islice((readings for readings in every if not _covered(cubes, readings)), MOST_TRIED)


def _settled(settle: Callable[[Cube], Task], readings: Cube, count: int, deadline: float) -> Found:
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


def combinations(plan: Plan, readings: Sequence[str]) -> Iterator[Cube]:
    """Every combination of some readings; raises TooManyReadings."""
    options = [[option.name for option in plan.readings[name].options] for name in readings]
    if math.prod(map(len, options)) > MOST_COMBINATIONS:
        raise TooManyReadings(", ".join(readings))
    for combo in itertools.product(*options):
        yield dict(zip(readings, combo, strict=True))


def table(plan: Plan, given: Cube, parts: Sequence[tuple[Cube, Regions]], yes: Finding, no: Sequence[Finding], by_given: bool = False) -> tuple[Row, ...]:
    """The rows of the readings that matter: `parts` are told prefixes with their regions, `no` what is so elsewhere.

    With `by_given`, regions whose paths take something for granted have rows of their own.
    """
    names = {name for cube, found in parts for name in (*cube, *(n for region in found.found for n in region.under))}
    readings = [name for name in plan.readings if name in names and name not in given]
    leaves = []
    for combo in combinations(plan, readings):
        taken = {**given, **combo}
        finding = next(
            _shown_by(region, yes, by_given) if (region := _region(found, taken)) else otherwise
            for (cube, found), otherwise in zip(parts, no, strict=True) if fits(cube, taken)
        )  # fmt: skip
        leaves.append(Leaf(reading_choices(combo), finding))
    rows = rows_of(plan, leaves, given)
    return tuple(_with_path(plan, replace(row, finding=yes), given, parts) if row.finding.verdict == yes.verdict else row for row in rows)


def _shown_by(region: Region, yes: Finding, by_given: bool) -> Finding:
    """What is so where a path is found; marked by its facts and readings where it takes something for granted and is told apart by that."""
    marks = (given.term for given in region.given), (f"{name} reads {option}" for name, option in region.under.items())
    return replace(yes, turns_on=tuple(itertools.chain(*marks))) if by_given and region.given else yes


def _with_path(plan: Plan, row: Row, given: Cube, parts: Sequence[tuple[Cube, Regions]]) -> Row:
    """The row with the path that is found there, other readings being at their base; and with those found elsewhere in it."""
    taken = plan.base_readings | dict(given) | dict(row.under)
    there = [region for _, found in parts for region in found.found if _compatible(region.under, row.under)]
    at_base = (_region(found, taken) for cube, found in parts if fits(cube, taken))
    region = next(filter(None, at_base), None) or there[0]
    others = dict.fromkeys(other.path for other in there if other.path != region.path)
    return replace(row, path=region.path, moment=region.moment, others=tuple(others))


def _region(found: Regions, taken: Cube) -> Region | None:
    return next((region for region in found.found if fits(region.under, taken)), None)


def _compatible(cube: Cube, under: Sequence[tuple[str, str]]) -> bool:
    return all(cube.get(name, option) == option for name, option in under)
