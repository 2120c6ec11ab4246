"""Whom `such Person` and `its` mean: each sentence comes out differently if it is taken otherwise."""

from __future__ import annotations

import pytest

from dsl.load import Library, load_text
from solver.ask import ask

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".

[assume "a"]
kinds of Person: Trust.

[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Bought In of a Person means that some Purchase whose Buyer is such Person has happened.
[assume "a"]
Near Purchase of a Person means that some Purchase whose Buyer is any of such Person or its Associates has happened.
[assume "a"]
Backed of a Person means that some Stockholder is an Associate of such Person.
[assume "a"]
Outdone of a Person means that some Stockholder has Shares Held of more than Shares Held of such Person.
[assume "a"]
Modest of a Person means that Shares Held of such Person is at most its Beneficial Ownership.

scenario "A story"
    people Orion is a Stockholder, Vega is a Trust, Rigel is a Stockholder.
    June 1, 2001: Orion and Vega agree to act together.
    June 1, 2001: Orion buys 10 shares.
"""


@pytest.fixture(scope="module")
def acme() -> Library:
    return load_text(PLAN)


@pytest.mark.parametrize(("question", "names"), [
    ("who is Bought In?", ("Orion",)),  # such Person is of the head, not the Buyer
    ("who is Near Purchase?", ("Orion", "Vega")),  # `its` follows such Person in the list, not the Buyer
    ("who is Backed?", ("Vega",)),  # such Person is of the head, not the Stockholder
    ("who is Outdone?", ("Vega", "Rigel", "the Company")),  # nobody has more than itself
    ("who is Modest?", ("Orion", "Vega", "Rigel", "the Company")),
])  # fmt: skip
def test_such_person_is_the_one_introduced_by_that_noun(acme: Library, question: str, names: tuple[str, ...]) -> None:
    answer = ask(acme.plan, acme.ask(question, "A story"))
    display = acme.plan.display
    assert tuple(display.get(name, name) for name in answer.headline.values) == names
