"""What was not found is sought among one more of each kind that matters, and not only among one more Person of none."""

from __future__ import annotations

import pytest

from counsel.answers.rests import limits_words
from dsl.load import Library, load_text
from solver.answer import Answer
from solver.ask import ask
from solver.newcomers import newcomers, with_newcomers

PLAN = '''plan "Votes" from "votes" dated May 7, 2001.

[p.1: "x"]
thing the Rights.
[p.1: "x"]
kinds of Person: Broker, Stockholder, Trustee.
[p.1: "x"]
unit shares, singular share, whole.
[p.1: "x"]
Vote of a Person starts at no.
[p.1: "x"]
event Voting: "{Who: Person} votes"
    provided Who is a Broker
    effect Who becomes Vote.
[p.1: "x"]
Passed of the Rights means that the number of Votes is at least 2 Persons.

[p.1: "x"]
Shares Held of a Person starts at 0 shares.
[p.1: "x"]
event Purchase: "{Who: Stockholder} buys {Amount: shares}"
    provided Amount is at least 1 share
    and Amount is at most 100 shares
    and Shares Held of Who is 0 shares
    effect Shares Held of Who increases by Amount.
[p.1: "x"]
Large Holder means a Stockholder whose Shares Held is at least 10 shares.
[p.1: "x"]
Big Person means a Person, other than a Trustee, whose Shares Held is at least 10 shares.
[p.1: "x"]
Odd Person means a Person for whom any of
    (i) such Person is a Trustee; or
    (ii) Shares Held is at least 10 shares.

scenario "One Broker"
    people Vega is a Broker.

scenario "One Stockholder"
    people Orion is a Stockholder.

scenario "One Person"
    people Ada is a Person.
'''


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


def _answer(library: Library, question: str, story: str) -> Answer:
    return ask(library.plan, library.ask(question, story))


@pytest.mark.parametrize(
    ("question", "story", "verdict"),
    [  # by hand; each is otherwise among the people of the story alone
        ("can the Rights be Passed?", "One Broker", "possible"),  # two Brokers vote; a Person of no kind has no vote
        ("can some Stockholder other than Orion be a Large Holder?", "One Stockholder", "possible"),  # the other buys 10
        ("can some Person be a Large Holder?", "One Broker", "possible"),  # who must be a Stockholder
        ("is it certain that every Stockholder has Shares Held of less than 200 shares and no Stockholder other than Orion is a Large Holder?", "One Stockholder", "no"),
        ("can the number of Large Holders be at least 2 Persons?", "One Stockholder", "possible"),
        ("can it be that the Rights are Passed and Vega is not Vote?", "One Broker", "impossible"),  # both vote; a third Broker is not tried
    ],
)  # fmt: skip
def test_one_more_of_the_kind_that_matters_makes_the_difference(library: Library, question: str, story: str, verdict: str) -> None:
    assert _answer(library, question, story).headline.verdict == verdict


def test_the_most_is_that_of_the_larger_cast(library: Library) -> None:
    """One Stockholder can hold 100 shares, two 200."""
    found = _answer(library, "what is the most that the sum of Shares Held over Stockholders can be?", "One Stockholder")
    assert (found.headline.values, found.one_more) == ((200,), "differs")


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("can some Large Holder be Vote?", ("Person", "Stockholder")),
        ("can some Big Person be Vote?", ("Person",)),  # whom it excepts it does not speak of
        ("can some Odd Person be Vote?", ("Person", "Trustee")),
        ("can the Rights be Passed?", ("Person",)),
    ],
)
def test_who_comes_in_is_of_the_kinds_asked_about(library: Library, question: str, kinds: tuple[str, ...]) -> None:
    assert newcomers(library.plan, library.ask(question, "One Person")) == kinds


def test_there_are_names_for_as_many_as_come(library: Library) -> None:
    question = library.ask("can some Odd Person be Vote?", "One Person")
    for _ in range(5):
        question = with_newcomers(library.plan, question)
    names = [person.name for person in question.scenario.people]
    assert names[:3] == ["Ada", "Newcomer", "Newcomer One"]
    assert len(set(names)) == len(names) == 11


def test_the_kinds_of_which_nobody_is_there_are_named(library: Library) -> None:
    """Only Brokers vote, and the story knows none; that a Trustee is treated otherwise does not bear on it."""
    found = _answer(library, "can the Rights be Passed?", "One Person")
    assert next(limits_words(library.plan, found)).startswith("Cast: Ada (Person), no Broker; with one more Person it comes out the same.")
