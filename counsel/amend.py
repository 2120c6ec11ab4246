"""`pill amend`: takes a plan and a file of amendments, gives what is found of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from counsel.open_plan import Opened, open_plan, pick_scenarios
from dsl.amending import asked_anew
from dsl.amendment import Amendment
from dsl.check.in_force import before_the_plan
from dsl.core import Label
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, Instant, day_of, instant, read_day
from dsl.diagnostics import Diagnostic, Mistakes, one_of
from dsl.load import Library
from dsl.plan import Plan, Scenario
from dsl.plan_files import AMENDMENTS, SUFFIX, find
from dsl.source import NOWHERE
from solver.adoption import Figures, figures_permitted, permitted, windows_permitted
from solver.answer import Answer, Under
from solver.caveats import with_caveats
from solver.compare import Comparison, compare
from solver.consequences import Asked, TwoTellings, questions_bearing, questions_otherwise, told_twice
from solver.shared import is_fact
from solver.undecided import Undecided

AFTER = ", after the close of business"
Worked = TypeVar("Worked")


class Found(Struct, frozen=True):
    """What is found of one amendment; a text stands for what could not be worked out, and says why.

    `on` are the answers for the other dates that were asked about, `under` the readings under which the story is told twice.
    """

    amendment: Amendment
    allowed: Answer
    on: tuple[tuple[Instant, Answer], ...]
    when: Answer | str
    figures: tuple[Figures, ...]
    asked: Asked
    twice: TwoTellings | str | None
    under: Under
    compared: Comparison | str | None

    @property
    def left_out(self) -> tuple[Label, ...]:
        """The passages that the plan file leaves out and that may bear on whether it is allowed."""
        answers = (self.allowed, *(answer for _, answer in self.on))
        return tuple(dict.fromkeys(label for answer in answers for label in answer.caveats))

    @property
    def undecided(self) -> bool:
        """Whether the time limit came first somewhere, or something could not be worked out."""
        compared = isinstance(self.compared, Comparison) and any(one.is_undecided for one in self.compared.compared)
        return isinstance(self.when, str) or compared or any(figures.answer.is_undecided for figures in self.figures)


def open_amendments(plan: str, named: str) -> Opened:
    """The plan with a file of amendments: a path, or the name of a file in the plan's own folder of them. Raises Mistakes."""
    if not find(plan).is_file():
        open_plan(plan, [])
    folder = find(plan).parent / AMENDMENTS
    beside = folder / f"{named.removesuffix(SUFFIX)}{SUFFIX}"
    path = Path(named)
    if not path.is_file() and not set(named) & set("/\\") and beside.is_file():
        path = beside
    elif not path.exists():
        known = sorted(file.stem for file in folder.glob(f"*{SUFFIX}"))
        raise Mistakes([Diagnostic("no-file", NOWHERE, f"There is no file `{named}`.",
                                   f"The amendments that come with the plan: {', '.join(known)}." if known else "Name a file of amendments.")])  # fmt: skip
    opened = open_plan(plan, [path])
    if not _own(opened):
        raise Mistakes([Diagnostic("no-amendment", NOWHERE, f"There is no amendment in `{named}`.",
                                   'Write one: `amendment "..." under POWER in "..."`, the line by which it is adopted, and what it changes.')])  # fmt: skip
    return opened


def _own(opened: Opened) -> list[Amendment]:
    """The amendments of the file named."""
    files = {file.file for file in opened.library.files if any(Path(name).name == Path(file.file).name for name in opened.named)}
    return [one for one in opened.library.amendments if one.span.file in files]


def moments_of(dates: Sequence[str]) -> list[Instant]:
    """The moments asked about, as `March 19, 2008` or `2008-03-10, after the close of business`; raises Mistakes."""
    found, mistakes = [], []
    for text in dates:
        day = read_day(text.removesuffix(AFTER).strip())
        if day is None:
            mistakes.append(Diagnostic("no-such-day", NOWHERE, f"I cannot read `{text}` as a day.", f"Write `March 19, 2008`, or `March 19, 2008{AFTER}`."))
        else:
            found.append(instant(day, AFTER_CLOSE if text.endswith(AFTER) else BEFORE_CLOSE))
    if mistakes:
        raise Mistakes(mistakes)
    return found


def examine(
    opened: Opened, on: Sequence[Instant], title: str | None, only: str | None, questions: int, seconds: float, compared: bool = True,
) -> Iterator[Found]:  # fmt: skip
    """What is found of each amendment of the file, or of the only one of a title, in its own story or in that of a title.

    Of the plan's questions at most so many are asked of both texts; `seconds` limits the search for figures, and that for
    each consequence by which the two texts are compared, where that is wanted.
    """
    story = pick_scenarios(opened, title)[0] if title is not None else None
    early = [wrong for moment in on if (wrong := before_the_plan(day_of(moment), opened.library.plan.dated, NOWHERE)) is not None]
    if early:
        raise Mistakes(early)
    for amendment in _chosen(_own(opened), only):
        yield _examined(opened, _in_story(amendment, story) if story is not None else amendment, on, questions, seconds, compared)


def _chosen(amendments: list[Amendment], only: str | None) -> list[Amendment]:
    """All of them, or the one of a title; raises Mistakes."""
    found = [one for one in amendments if only is None or one.title == only]
    if not found:
        titles = ", ".join(f'"{one.title}"' for one in amendments)
        raise Mistakes([Diagnostic("unknown-amendment", NOWHERE, f"There is no amendment `{only}` in this file.", f"Its amendments: {titles}.")])
    return found


def _in_story(amendment: Amendment, story: Scenario) -> Amendment:
    """The amendment adopted in another story; raises Mistakes where its lines speak of somebody who is not in that."""
    if missing := amendment.absent_from(story):
        raise Mistakes([Diagnostic("unknown-person", NOWHERE, f"{one_of(missing, 'and')} is nobody in `{story.title}`.", "Choose a story with the people of whom the amendment speaks.")])
    return replace(amendment, scenario=story)


def _examined(opened: Opened, amendment: Amendment, on: Sequence[Instant], questions: int, seconds: float, compared: bool) -> Found:
    library = opened.library
    plan = library.plan
    allowed = with_caveats(plan, permitted(plan, amendment))
    under = next((row.under for row in allowed.rows if row.finding.verdict != "not allowed"), ())
    return Found(
        amendment=amendment,
        allowed=allowed,
        on=tuple((moment, with_caveats(plan, permitted(plan, amendment, moment))) for moment in on),
        when=_or_why_not(lambda: windows_permitted(plan, amendment)),
        figures=tuple(figures_permitted(plan, amendment, seconds)),
        asked=_asked(library, amendment, questions),
        twice=_or_why_not(lambda: told_twice(plan, amendment, under)),
        under=under,
        compared=_or_why_not(lambda: _compared(plan, amendment, seconds)) if compared else None,
    )


def _asked(library: Library, amendment: Amendment, most: int) -> Asked:
    if not most:
        return Asked(0, questions_bearing(library.plan, amendment, library.questions), (), ())
    amended, anew = asked_anew(amendment)
    return questions_otherwise(library.plan, amendment, library.questions, amended, anew, most)


def _compared(plan: Plan, amendment: Amendment, seconds: float) -> Comparison | None:
    """The text before and the amended one compared over all that may follow the story; None if they declare nothing to compare by.

    Raises Undecided where a fact of the company is changed: a comparison takes one for both.
    """
    if not set(plan.consequences) & set(amendment.plan.consequences):
        return None
    changed = {difference.of for difference in amendment.differences}
    if facts := [name for name, term in plan.terms.items() if name in changed and is_fact(plan, term)]:
        raise Undecided(f"It changes what is stated of the company, {one_of(facts, 'and')}, and a comparison takes such facts to be the same in both.",
                        "Ask the plan's questions of both texts: `--questions 60`.")
    return compare(plan, amendment.plan, amendment.scenario, seconds, called=("the text before", "the amended text"))


def _or_why_not(work_out: Callable[[], Worked]) -> Worked | str:
    """What is worked out, or why it could not be."""
    try:
        return work_out()
    except Undecided as error:
        return f"{error} {error.help}"
