"""What an inverse question answers is what the plain story says at every value tried, inside and outside of the answer.

The conditions are made at random, roundings, choices and products of the unknown among them.
"""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pytest
from msgspec.structs import replace

from dsl.load import Library, load_text
from dsl.plan import GivenTerm, Question
from dsl.ranges import Range
from solver.ask import ask
from solver.choices import Choices
from solver.facts import find

PLANS = 40
CAMPAIGN = range(1000, 3000)
PLAN = """
plan "Generated" from "nowhere" dated May 7, 2001.
use "rights".
[assume "generated"]
Outstanding Shares starts at 10,000 shares.
[assume "generated"]
input Price in dollars per share.
[assume "generated"]
Pool starts at 100 shares.
[assume "generated"]
with each Purchase effect Pool increases by {effect}.
[assume "generated"]
Figure of a Person means {figure}.
[assume "generated"]
Cost means {cost}.
scenario "A story"
    people Ada is a Stockholder, Bob is a Stockholder.
    June 1, 2001: Ada buys 1,500 shares.
    June 2, 2001: Bob buys 700 shares.
question "Q"
    in "A story"
    at what Price is it so that {condition}?
"""


class Maker:
    """Makes one condition on the price."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def shares(self, depth: int, such: bool = False) -> str:
        count = self.random.choice((0, 1, 7, 100, 333, 1500, 4000))
        simple = [f"{count} shares", "Outstanding Shares", f"rounded {self.pick('up', 'down')} to a whole share of ({self.pick('100', '4,321', '20,000')} dollars divided by Price)"]
        simple += ["its Shares Held"] if such else ["(the greatest Shares Held over Persons)"]
        if depth <= 0:
            return self.random.choice(simple)
        one, other = self.shares(depth - 1, such), self.shares(depth - 1, such)
        return self.random.choice([
            *simple, f"({one}) plus ({other})", f"({one}) minus ({other})",
            f"rounded {self.pick('up', 'down')} to a whole share of ({self.pick('1/3%', '15%', '66 2/3%')} of ({one}))",
            f"the {self.pick('greater', 'lesser')} of ({one}) and ({other})",
            f"({one}) where ({self.condition(depth - 1, such)}), otherwise ({other})",
        ])  # fmt: skip

    def dollars(self, depth: int, such: bool = False) -> str:
        product = f"Price times ({self.shares(depth - 1, such)})"
        return self.pick(f"${self.pick('0.01', '12.00', '500.00', '9,000.00')}", product, f"({product}) plus $3.50", f"rounded {self.pick('up', 'down')} to a whole cent of (1% of ({product}))")

    def condition(self, depth: int, such: bool = False) -> str:
        word = self.pick("at least", "more than", "at most", "less than")
        simple = [
            f"Price is {word} ${self.pick('0.50', '3.00', '20.00')} per share",
            f"({self.shares(depth, such)}) is {word} ({self.shares(depth, such)})",
            f"({self.shares(depth, such)}) is {word} {self.pick('15%', '1/3%')} of ({self.shares(depth - 1, such)})",
            f"({self.dollars(depth, such)}) is {word} ({self.dollars(depth, such)})",
            f"({self.shares(depth, such)}) is ({self.shares(depth, such)})",
            f"Price times (rounded {self.pick('up', 'down')} to a whole share of (100 dollars divided by Price)) is {word} ${self.pick('97.00', '100.00', '104.50')}",
        ]
        if depth <= 0:
            return self.random.choice(simple)
        one, other = self.condition(depth - 1, such), self.condition(depth - 1, such)
        return self.random.choice([*simple, *simple, f"({one}) and ({other})", f"({one}) or ({other})", f"not ({one})"])

    def outermost(self) -> str:
        return self.pick(
            self.condition(2),
            f"the sum of Figure over Persons is {self.pick('more than', 'at most')} {self.shares(0)}",
            f"some Stockholder has Figure of {self.pick('at least', 'less than')} {self.shares(0)}",
            f"Cost is {self.pick('at least', 'less than')} {self.dollars(0)}", f"Pool is {self.pick('at least', 'less than')} {self.shares(0)}",
        )

    def library(self) -> Library:
        effect = f"rounded down to a whole share of ({self.shares(1)})"
        return load_text(PLAN.format(effect=effect, figure=self.shares(2, such=True), cost=self.dollars(2), condition=self.outermost()))


def within(value: Fraction, ranges: tuple[Range, ...]) -> bool:
    """Written apart from the solver's own."""
    for item in ranges:
        above = item.low is None or item.low < value or (item.with_low and item.low == value)
        below = item.high is None or value < item.high or (item.with_high and item.high == value)
        if above and below:
            return True
    return False


def plain(library: Library, question: Question, value: Fraction) -> bool:
    given = GivenTerm("Price", None, value, question.span)
    scenario = replace(question.scenario, givens=(*question.scenario.givens, given))
    return find(library.plan, replace(question, scenario=scenario), Choices({})).verdict == "yes"


def check(seed: int) -> str:
    """What came out of one plan, after every value tried agreed."""
    library = Maker(seed).library()
    (question,) = library.asked
    finding = ask(library.plan, question, seconds=3).headline
    if finding.verdict == "undecided":
        return "undecided"
    assert finding.verdict in ("at values", "at every value", "at no value"), finding
    edges = [edge for item in finding.ranges for edge in (item.low, item.high) if edge is not None]
    chance = random.Random(seed)
    values = {Fraction(chance.randrange(1, 4000), chance.choice((1, 3, 7, 100, 1000))) for _ in range(30)}
    values |= {near for edge in chance.sample(edges, min(6, len(edges))) for near in (edge, edge * Fraction(10**9 - 1, 10**9), edge * Fraction(10**9 + 1, 10**9))}
    for value in values:
        assert within(value, finding.ranges) == plain(library, question, value), (seed, value)
    for one, other in zip(finding.ranges, finding.ranges[1:], strict=False):
        assert one.high is not None
        assert other.low is not None
        assert one.high < other.low or (one.high == other.low and not (one.with_high or other.with_low)), (seed, "ranges touch")
    return "several" if len(finding.ranges) > 1 else finding.verdict


def test_answers_are_what_the_story_says_at_every_value_tried() -> None:
    counts = Counter(check(seed) for seed in range(PLANS))
    assert counts["at values"] + counts["several"] >= 0.4 * PLANS, counts
    assert counts["several"] >= 0.02 * PLANS, counts
    assert min(counts["at every value"], counts["at no value"]) >= 1, counts
    assert counts["undecided"] <= 0.1 * PLANS, counts


@pytest.mark.soak
def test_campaign() -> None:
    counts = Counter(check(seed) for seed in CAMPAIGN)
    assert counts["undecided"] <= 0.15 * len(CAMPAIGN), counts
