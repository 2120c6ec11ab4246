"""Small plans in which readings, and facts that nobody stated, decide whether what a story tells is allowed.

Takes a seed; gives the text of a plan with a story, a menu of lines that may
follow, and questions of every form about it. Readings and facts stand in
guards, in statuses on which guards rest, in times, in what happens by itself
and in what no step may break. `values_of` gives, of what nobody stated, values
of which some behaves as any other would.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from generated_plans import write
from msgspec import Struct
from msgspec.structs import replace

from dsl.diagnostics import Mistakes
from dsl.load import load_text
from dsl.plan import GivenTerm, Plan, Question, Scenario, StoryLine
from dsl.source import NOWHERE
from solver.choices import reading_as
from solver.replay import tell

FIRST = dt.date(1998, 3, 2)
DAYS = 18  # of the story, the menu and every date named
SOURCE = '[assume "generated"]\n'
BEGINNING = (
    'plan "Guarded" from "nowhere" dated March 2, 1998.\n', "unit shares, singular share, whole.", "organ the Board.", "person the Company.", "thing the Rights.",
    "Held of a Person starts at 0 shares.", "Pool starts at 5 shares.", "Later Day starts unset as a day.",
    "Hit of the Rights starts at no.", "Done of the Rights starts at no.", "Warned of a Person starts at no.",
)  # fmt: skip
READINGS = {"Lid": ("Loose", "Tight"), "Seal": ("Firm", "Weak"), "Mark": ("Old", "New", "None")}
FACTS = {
    "Harm": "input Harm as yes or no.", "Fit": "input Fit of a Person as yes or no.", "Gap": 'open Gap as yes or no, because "generated".',
    "Figure": "input Figure in shares.", "Level": "input Level at the start in shares.", "Named Day": "input Named Day as a day.",
    "Closing Day": 'open Closing Day as a day, because "generated".',
}  # fmt: skip
EVENTS = {
    "Buying": ("event", "{Who: Person} buys {Amount: shares}", ("Held of Who increases by Amount",)),
    "Trigger": ("event", "{Who: Person} triggers", ("the Rights become Hit", "Who becomes Warned")),
    "Rest": ("event", "{Who: Person} rests", ("the Rights cease to be Hit", "Held of Who becomes 0 shares")),
    "Redeeming": ("power", "the Board redeems", ("the Rights become Done",)),
    "Raising": ("power", "the Board raises the pool", ("Pool increases by 5 shares",)),
    "Naming": ("power", "the Board names {Day: day}", ("Later Day becomes Day",)),
}
ENOUGH = tuple(Fraction(number) for number in (0, 3, 5, 7, 10, 12))  # below, at and above each figure that is compared
PEOPLE = ("Ada", "the Company")
CAST = "    people Ada is a Person."


Given = tuple[GivenTerm, ...]


class Guarded(Struct, frozen=True):
    """A generated plan, the questions about its story, and the lines that may follow."""

    plan: Plan
    questions: tuple[Question, ...]
    menu: tuple[StoryLine, ...]


class Guards:
    """Makes one plan."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"guards {seed}")
        self.readings = self.random.sample(sorted(READINGS), self.random.choice((1, 1, 2)))
        self.facts = self.random.sample(sorted(FACTS), self.random.choice((0, 1, 1, 2)))
        self.flags = ["Hit", "Done"]
        self.days: list[str] = ["Later Day", *(fact for fact in self.facts if "Day" in fact)]
        self.numbers = ["Pool", *(fact for fact in self.facts if fact in ("Figure", "Level"))]
        self.has_holder = False
        self.has_happened: list[str] = []

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    # ---- conditions ----

    def date(self) -> str:
        return write(FIRST + dt.timedelta(days=self.random.randrange(DAYS)))

    def day(self) -> str:
        return self.pick(self.date(), *self.days, *self.days)

    def reads(self) -> str:
        name = self.random.choice(self.readings)
        return f"{name} reads {self.random.choice(READINGS[name])}"

    def stated(self, who: str) -> str:
        """Something of what nobody stated."""
        fact = self.random.choice(self.facts)
        if fact in ("Harm", "Gap"):
            return self.pick(fact, f"not {fact}")
        if fact == "Fit":
            return self.pick(f"Fit of {who}", f"not Fit of {who}", "(some Person is not the Company) and Fit of the Company")
        if "Day" in fact:
            return f"now is {self.pick('before', 'after', 'on or before', 'on or after')} {fact}"
        return f"{fact} is {self.pick('at least', 'more than', 'at most', 'less than')} {self.pick('5', '10')} shares"

    def plain(self, who: str) -> str:
        """Something of what the story tells."""
        forms = [
            *(f"the Rights are {self.pick('', 'not ')}{flag}" for flag in self.flags), f"{who} is {self.pick('', 'not ')}Warned",
            f"Held of {who} is {self.pick('at least', 'less than')} 5 shares", f"{self.random.choice(self.numbers)} is {self.pick('at least', 'less than')} 10 shares",
            f"now is {self.pick('before', 'on or after')} {self.day()}", f"{self.random.choice(self.days)} is {self.pick('set', 'unset')}",
            *(f"some {name} has happened" for name in self.has_happened), "some Person is Warned", f"some Person has Held of at least {self.pick('5', '10')} shares",
        ]  # fmt: skip
        if self.has_holder:
            forms += [f"{who} is {self.pick('', 'not ')}a Holder", "no Person has become a Holder", "some Person is a Holder"] * 2
        return self.random.choice(forms)

    def condition(self, depth: int = 1, who: str = "the Company") -> str:
        if depth > 0 and self.chance(0.7):
            one, other = self.condition(depth - 1, who), self.condition(depth - 1, who)
            return self.pick(f"({one}) and ({other})", f"({one}) or ({other})", f"any of (i) {one}; or (ii) {other}", f"not ({one})")
        chosen = self.random.random()
        if chosen < 0.35:
            return self.reads()
        return self.stated(who) if self.facts and chosen < 0.7 else self.plain(who)

    # ---- clauses ----

    def clauses(self) -> Iterator[str]:
        for name in self.readings:
            first, *rest = READINGS[name]
            yield f'reading {name} is {first} (base, because "generated"), "x"; or ' + "; or ".join(f'{option}, "x"' for option in rest) + "."
        yield from (FACTS[name] for name in self.facts)
        if self.chance(0.5):
            yield f"Holder means a Person whose Held is at least {self.pick('5', '10')} shares and for whom ({self.condition(1, 'such Person')})."
            self.has_holder = True
        if self.chance(0.4):
            yield f"Calm of the Rights means that ({self.condition()})."
            self.flags.append("Calm")
        if self.chance(0.5):
            yield f"Limit means {self.day()} where ({self.condition(0)}), otherwise {self.date()}."
            self.days.append("Limit")
        if self.chance(0.4):
            yield f"Tally means {self.pick('5 shares', *self.numbers)} where ({self.condition(0)}), otherwise {self.pick('10 shares', *self.numbers)}."
            self.numbers.append("Tally")
        for name in EVENTS:
            yield self.event(name)
            self.has_happened.append(name)
        if self.chance(0.3):
            yield f"on {self.day()}: {self.effect()}."
        if self.chance(0.3):
            yield f"whenever ({self.condition()}) first holds: {self.effect()}."
        if self.chance(0.3):
            yield f"with each Trigger provided ({self.condition(0)}) effect {self.effect()}."
        if self.chance(0.3):
            yield f"always ({self.condition(0)}) or ({self.plain('the Company')})."

    def event(self, name: str) -> str:
        sort, phrase, effects = EVENTS[name]
        window = f"\n    {self.pick('before', 'on or before', 'after', 'on or after')} {self.day()}" if self.chance(0.3) else ""
        who = "Who" if "Who" in phrase else "the Company"
        provided = f"\n    provided ({self.condition(1, who)})" if self.chance(0.7) else ""
        also = f" if ({self.condition(0, who)})" if self.chance(0.2) else ""
        return f'{sort} {name}: "{phrase}"{window}{provided}\n    effect {self.random.choice(effects)}{also}.'

    def effect(self) -> str:
        made = self.pick("the Rights become Hit", "the Rights cease to be Hit", "Pool increases by 5 shares", f"Later Day becomes {self.date()}", "Held of the Company increases by 5 shares")
        return f"{made} if ({self.condition(0)})" if self.chance(0.4) else made

    # ---- stories, questions ----

    def lines(self, count: int, begin: int, end: int) -> list[str]:
        days = sorted((begin + self.random.randrange(end - begin), self.chance(0.2)) for _ in range(count))
        return [f"    {write(FIRST + dt.timedelta(days=day))}{', after the close of business' if late else ''}: {self.sentence()}." for day, late in days]

    def sentence(self) -> str:
        phrase = EVENTS[self.random.choice(sorted(EVENTS))][1]
        return phrase.replace("{Who: Person}", self.pick(*PEOPLE)).replace("{Amount: shares}", f"{self.pick('5', '10')} shares").replace("{Day: day}", self.date())

    def given(self) -> Iterator[str]:
        if self.chance(0.15):
            yield f"    given {self.reads()}."
        if self.facts and self.chance(0.15) and self.facts[0] in ("Harm", "Gap"):
            yield f"    given {self.facts[0]} is {self.pick('yes', 'no')}."

    def questions(self) -> Iterator[str]:
        by = self.pick("", "", f" by {self.date()}", f" by {self.random.choice(self.days)}")
        never = f", and at no time ({self.condition(0)})" if self.chance(0.3) else ""
        sought = self.pick("the Rights are Done", "Pool is at least 10 shares", "Held of Ada is at least 10 shares", self.condition(1, "Ada"))
        number, day = self.random.choice(self.numbers), self.random.choice(self.days)
        yield f"can it be that ({sought}){by}{never}?"
        yield f"is it certain that ({self.condition(1, 'Ada')}){by}?"
        yield f"in every way can it be that ({sought}){by}{never}?"
        yield f"what is the {self.pick('most', 'least')} that {self.pick(number, 'Held of Ada')} can be{by}{never}?"
        yield f"what is the {self.pick('latest', 'earliest')} that {day} can be{by}?"
        yield from (f"when may {name} happen?" for name in self.random.sample(sorted(EVENTS), 2))
        yield f"is it so that ({self.condition(1, 'Ada')}){self.pick('', f' on {self.day()}')}?"
        yield f"when does it first hold that ({self.condition(1, 'Ada')})?"
        yield f"what is {number}{self.pick('', f' on {self.date()}')}?"
        yield f"when is {day}?"
        yield "who is a Holder?" if self.has_holder else "who is Warned?"

    def text(self) -> str:
        plan = "\n".join([BEGINNING[0], *(SOURCE + clause for clause in (*BEGINNING[1:], *self.clauses()))])
        half = self.random.randrange(5, 12)
        told = "\n".join(['\nscenario "The story"', CAST, *self.given(), *self.lines(self.random.randrange(2, 6), 0, half)])
        menu = "\n".join(['\nscenario "The menu"', CAST, *self.lines(5, half, DAYS)])
        asked = "".join(f'\nquestion "{place}"\n    in "The story"\n    {question}\n' for place, question in enumerate(self.questions()))
        return f"{plan}\n{told}\n{menu}\n{asked}"


def guarded(seed: int) -> Guarded | None:
    """The generated plan; None where chance made a text that is no plan."""
    try:
        library = load_text(Guards(seed).text())
    except Mistakes:
        return None
    dice = random.Random(f"told {seed}")
    plan, told = library.plan, library.scenarios["The story"]
    readings = {name: dice.choice(reading.options).name for name, reading in plan.readings.items()}
    facts = list(facts_of(plan, told))
    told = _allowed(plan, told, readings, [dice.choice(facts)] if dice.random() < 0.4 else facts)
    return Guarded(plan, tuple(replace(question, scenario=told) for question in library.questions), library.scenarios["The menu"].lines)


def _allowed(plan: Plan, told: Scenario, readings: Mapping[str, str], facts: Iterable[Given]) -> Scenario:
    """A story without the lines that are refused under some readings, whichever way of several the facts are stated; other readings may refuse more."""
    for stated in facts:
        while (refused := tell(plan, replace(told, givens=(*told.givens, *stated)), reading_as(readings)).refusal) is not None:
            told = replace(told, lines=(*told.lines[: refused.line], *told.lines[refused.line + 1 :]))
    return told


# ---- what nobody stated -------------------------------------------------------------------


def facts_of(plan: Plan, scenario: Scenario) -> Iterator[Given]:
    """Every way, but for what behaves alike, to state what a scenario leaves unstated."""
    given = {(one.term, one.subject) for one in scenario.givens if isinstance(one, GivenTerm)}
    people = (*(person.name for person in scenario.people), *plan.persons)
    unstated = [
        (term, subject) for term in plan.terms.values() if term.name in FACTS
        for subject in (people if term.per else (None,)) if (term.name, subject) not in given
    ]  # fmt: skip
    for values in product(*(values_of(term.name) for term, _ in unstated)):
        yield tuple(GivenTerm(term.name, subject, value, NOWHERE) for (term, subject), value in zip(unstated, values, strict=True))


def values_of(name: str) -> tuple[Any, ...]:
    """Values of something unstated of which some behaves as any other."""
    if "Day" in name:
        return tuple(FIRST + dt.timedelta(days=day) for day in (*range(-1, DAYS + 1), 1000))
    return ENOUGH if name in ("Figure", "Level") else (True, False)
