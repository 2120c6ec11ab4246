"""The obligations of an inductive proof, made without the induction that found it.

Takes a question and the names of an invariant's parts. The invariant holds as
the told story ends; no step breaks it; where it holds, nothing that time alone
brings comes to what is sought. Of a proof over several steps in a row: where
it holds, they do not come to what is sought if no state before did; and with
each lesser number of steps, none among them, the told story does not. Each is
made of a run of its own, in which every product is a number of its own
(`products`), as in the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from dsl.core import Label
from dsl.plan import Plan, Question
from solver.answer import Finding, ProvedCase, Row
from solver.any_state import any_state, from_told
from solver.cubes import fits, inside
from solver.formula import Bool, Num, Term, and_, at_most, not_, or_
from solver.goal import Env, Goal
from solver.lemma import Lemma
from solver.lemmas import lemmas
from solver.obligation import Misfit, Obligation, Readings, all_of, comes, posed
from solver.one_step import add_step, happens_at_once
from solver.products import Products
from solver.replay import readings_settled
from solver.search import Task
from solver.symbolic_changes import marks, marks_seen
from solver.undecided import Undecided
from solver.unroll import Unrolled

Switches = dict[Label, Term]
Conditions = Callable[["Case", Switches | None], list[Bool]]


def of_proof(
    plan: Plan, question: Question, settled: Readings, finding: Finding, only: Sequence[Label] | None = None
) -> list[Obligation]:
    """The obligations of each case of a proof in which the story is told so, of readings settled so.

    With `only`, all parts of the plan but these are left free. Making them
    raises Misfit where a part of an invariant is not known.
    """

    def obligation(says: str, case: ProvedCase, conditions: Conditions) -> Obligation:
        def make() -> list[Bool]:
            switches: Switches | None = None if only is None else {}
            unknown = [f"{name} reads {option}" for name, option in settled.items() if not _is_known(plan, name, option)]
            if unknown:
                raise Misfit(f"`{unknown[0]}` is no reading of the plan")
            fixed, assumed = posed_so(question, finding, case, settled)
            made = conditions(of_case(posed(plan, question, fixed), case, assumed), switches)
            return [*made, *(switches[label] for label in only or () if switches and label in switches)]

        whose = f", where {case.who} is meant" if case.who else ""
        free = "with nothing but the clauses named, " if only is not None else ""
        return Obligation(f"{free}{says}{whose}", tuple(settled.items()), make)

    told_so = cases_told(finding, settled)
    if not told_so:
        return [Obligation("the proof is of the story as it is told", tuple(settled.items()), _no_case)]
    return [obligation(says, case, conditions) for case in told_so for says, conditions in claims(case, comes(question))]


def claims(case: ProvedCase, comes: str) -> list[tuple[str, Conditions]]:
    """What a case claims, each with the conditions that then cannot be met together; `comes` says what a path does that is sought."""
    invariant: list[tuple[str, Conditions]] = [("the invariant holds as the told story ends", at_the_start), ("no step breaks the invariant", kept)]
    if not case.steps:
        return [*invariant, (f"where the invariant holds, nothing that time alone brings {comes}", excluded)]
    in_a_row = f"where the invariant holds and no state before did so, no row of {steps_words(case.steps)} {comes}"
    fewer = [(_told_with(count, comes), partial(excluded_from_story, count)) for count in range(case.steps)]
    return [*invariant, (in_a_row, excluded), *fewer]


def steps_words(count: int) -> str:
    """`2 steps`."""
    return f"{count} step{'' if count == 1 else 's'}"


def _told_with(count: int, comes: str) -> str:
    return f"no row of just {steps_words(count)} after the told story {comes}" if count else f"nothing that time alone brings after the told story {comes}"


def reasons_under(plan: Plan, question: Question, row: Row) -> Readings:
    """The readings under which the reasons of a row's proof are sought: those given and of the row, and of the story as told on the base; or all."""
    settled = {**readings_settled(question), **dict(row.under)}
    base = plan.base_readings | settled
    if row.finding.proved == "on the base readings":
        return base
    told = next((dict(case.told) for case in row.finding.proof if fits(dict(case.told), base)), {})
    return {**settled, **told}


def cases_told(finding: Finding, settled: Readings) -> list[ProvedCase]:
    """The cases of a proof in which the story is told as it is under these readings."""
    return [case for case in finding.proof if fits(dict(case.told), settled)]


def posed_so(question: Question, finding: Finding, case: ProvedCase, settled: Readings) -> tuple[Readings, Readings]:
    """Of the readings settled, those that the proof settles, and those that it leaves open and are only assumed.

    What is told has other words in an invariant where its readings are open.
    """
    if finding.proved == "on the base readings":
        return settled, {}
    fixed = {**readings_settled(question), **dict(case.told)}
    return fixed, {name: option for name, option in settled.items() if name not in fixed}


def posed_cases(plan: Plan, question: Question, finding: Finding, settled: Readings, is_rough: bool) -> list[tuple[ProvedCase, Case]]:
    """The cases of a proof in which the story is told as it is under these readings, each as it is posed, roughly or in full; raises Misfit."""
    known: dict[tuple[tuple[str, str], ...], tuple[Task, Runs]] = {}
    found = []
    for case in cases_told(finding, settled):
        fixed, assumed = posed_so(question, finding, case, settled)
        key = tuple(fixed.items())
        if key not in known:
            known[key] = posed(plan, question, fixed), Runs(is_rough)
        task, runs = known[key]
        found.append((case, of_case(task, case, assumed, runs)))
    return found


def _is_known(plan: Plan, name: str, option: str) -> bool:
    return name in plan.readings and option in {known.name for known in plan.readings[name].options}


def _no_case() -> list[Bool]:
    raise Misfit("the proof has no case for the story as it is told under these readings")


class Runs(Struct):
    """Runs of one task, whoever is meant, each made once for the same switches; those from any state roughly if wanted, so that more may be possible.

    Of products less is known roughly, too.
    """

    is_rough: bool = False
    lacks_figures: bool = False  # whether more would be known of some product
    _made: dict[tuple[int, int | None], tuple[Unrolled, Switches | None]] = field(default_factory=dict)

    @property
    def lacks_anything(self) -> bool:
        """Whether more is possible in a run than is so, as something of it was put off."""
        return self.lacks_figures or any(run.symbolic.put_off for run, _ in self._made.values())

    def told(self, task: Task, switches: Switches | None) -> Unrolled:
        """The told story."""
        return self._kept(switches, None, lambda: task.told(switches))

    def any_state(self, task: Task, switches: Switches | None, steps: int) -> Unrolled:
        """So many steps from any state; raises Misfit."""
        return self._kept(switches, steps, lambda: _any_state(task, switches, steps, self.is_rough))

    def _kept(self, switches: Switches | None, steps: int | None, make: Callable[[], Unrolled]) -> Unrolled:
        key = id(switches), steps
        if key not in self._made:
            self._made[key] = make(), switches
        return self._made[key][0]


class Case(Struct, frozen=True):
    """What a case of a proof says: of which task, by which invariant, under which readings of those that the task leaves open."""

    task: Task
    invariant: tuple[Lemma, ...]
    assumed: Readings
    others: tuple[Lemma, ...]  # what the invariant could have had too, of amounts: the figures in it tell more of products
    steps: int  # in a row, of a proof over several
    runs: Runs

    def holds(self, run: Unrolled, at: int) -> Bool:
        """The whole invariant, in a state."""
        return and_([lemma.at(run, at) for lemma in self.invariant])

    def plain(self, run: Unrolled, conditions: Iterable[Bool]) -> list[Bool]:
        """Conditions of a run under the readings assumed, each product being a number of its own, with what follows of it; raises Undecided."""
        products = Products()
        asked = (inside(run.symbolic, self.assumed), *conditions)
        if False in asked:  # that the invariant is broken, where it has no part
            return [False]
        made = [products.plain(condition) for condition in asked]
        if products.are_there:
            if any(was is not condition for was, condition in zip(products.as_they_were(made), asked, strict=True)):
                raise Undecided("A condition of a proof is not what it was made of.", "This is a mistake of ours, and there is no answer. Please report it.")
            for lemma in () if self.runs.is_rough else self.others:
                for at in range(run.last_told, run.last + 1):
                    products.plain(lemma.at(run, at))
            self.runs.lacks_figures |= self.runs.is_rough
        return [*made, *products.facts()]


def of_case(task: Task, case: ProvedCase, assumed: Readings, runs: Runs | None = None) -> Case:
    """A case whose invariant has the candidates of its names, and what other cases have made of its task; raises Misfit."""
    runs = runs or Runs()
    task = replace(task, goal=replace(task.goal, who=case.who))
    known = {lemma.says: lemma for further in lemmas(runs.told(task, None), task.goal) for lemma in further}
    for part in case.kept:
        if part.says not in known:
            raise Misfit(f"`{part.says}` is no part that an invariant of this question can have")
    kept = {part.says for part in case.kept}
    others = tuple(lemma for says, lemma in known.items() if says not in kept and not lemma.of_moments)
    return Case(task, tuple(known[part.says] for part in case.kept), assumed, others, case.steps, runs)


def at_the_start(case: Case, switches: Switches | None = None) -> list[Bool]:
    """The told story has ended, and the invariant does not hold."""
    told = case.runs.told(case.task, switches)
    broken = not_(case.holds(told, told.last_told))
    return case.plain(told, [*told.symbolic.definitions, broken])


def kept(case: Case, switches: Switches | None = None) -> list[Bool]:
    """Before a step the invariant holds, after it it does not; nothing that must not be is so up to it."""
    run, goal = case.runs.any_state(case.task, switches, 1), case.task.goal
    before, after = case.holds(run, 0), case.holds(run, 1)
    clear = _clear_so_far(run, goal)
    others = list(goal.left_out(run))
    return case.plain(run, all_of(run, clear, *others, before, not_(after)))


def excluded(case: Case, switches: Switches | None = None) -> list[Bool]:
    """The invariant holds, and what is sought comes about in time, by time alone; after so many steps in a row, and not before, where they are several."""
    run = case.runs.any_state(case.task, switches, case.steps)
    holds = and_([case.holds(run, at) for at in range(case.steps + 1)])
    return case.plain(run, _first_after_all(run, case.task, holds))


def excluded_from_story(count: int, case: Case, switches: Switches | None = None) -> list[Bool]:
    """What is sought comes about in time after just so many steps of the told story, and not before."""
    run = from_told(case.task, switches)
    for _ in range(count):
        add_step(run)
    return case.plain(run, _first_after_all(run, case.task))


def _first_after_all(run: Unrolled, task: Task, *also: Bool) -> list[Bool]:
    """A run whose last state comes to what is sought by time alone, and no state before, and of which something more holds."""
    goal = task.goal
    clear, others = _clear_so_far(run, goal), list(goal.left_out(run))
    not_before = [not_(_comes_about(run, task, at)) for at in range(run.last_told, run.last)]
    about = _comes_about(run, task, run.last)
    return all_of(run, *also, clear, *others, *not_before, about)


def _any_state(task: Task, switches: Switches | None, steps: int, is_rough: bool) -> Unrolled:
    try:
        run = any_state(task, switches, is_rough)
    except Undecided as error:
        raise Misfit(str(error).rstrip(".")) from error
    for _ in range(steps):
        add_step(run)
    return run


def _clear_so_far(run: Unrolled, goal: Goal) -> Bool:
    """Nothing that must not be is so from the last told state up to the last, nor as that begins, as far as they are seen; of whom is meant, if that is known."""
    envs = goal.envs(run)
    if len(envs) != 1 or run.last == run.last_told:
        return True
    before = [_clear(run, goal, envs[0], at) for at in range(run.last_told, run.last)]
    as_it_begins = _clear(run, goal, envs[0], run.last, run.symbolic.entries[run.last].tick)
    return and_((*before, or_((happens_at_once(run), as_it_begins))))


def _clear(run: Unrolled, goal: Goal, env: Env, at: int, until: Num | None = None) -> Bool:
    """Nothing that must not be is so from an entry up to a tick, or as long as the state after it is seen, which is not the last."""
    symbolic = run.symbolic
    return and_(
        not_(and_((counts, symbolic.holds(form, env, at, tick)))) for form in goal.never
        for counts, tick in (marks_seen(symbolic, form, env, at) if until is None else marks(symbolic, form, env, at, until))
    )  # fmt: skip


def _comes_about(run: Unrolled, task: Task, at: int) -> Bool:
    """What is sought holds at some tick of the state after an entry, up to which nothing that must not be was so in it."""
    goal, symbolic = task.goal, run.symbolic
    found = []
    for env in goal.envs(run):
        for counts, tick in marks(symbolic, goal.condition, env, at, task.horizon):
            holds = symbolic.holds(goal.condition, env, at, tick)
            found.append(and_((counts, at_most(tick, goal.until), holds, _clear(run, goal, env, at, tick))))
    return or_(found)
