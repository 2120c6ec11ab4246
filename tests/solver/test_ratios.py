"""What is asked of a part of the shares, where the shares change too."""

from __future__ import annotations

import pytest

from dsl.load import load_text
from solver import products
from solver.ask import ask
from solver.formula import real

PLAN = """
plan "Parts" from "parts-2020" dated April 6, 2020.

use "rights".

[assume "for the test"]
Outstanding Shares starts at 10,000,000 shares.

[assume "for the test"]
Crosser means a Person whose (Shares Held of such Person divided by Outstanding Shares) is at least 10%.

[assume "for the test"]
Former Crosser means a Person who has become a Crosser and who is not a Crosser.

scenario "Nothing yet"
    people Orion is a Stockholder.
"""

# Orion buys 1,000,000 of 10,000,000 shares, which is 10%, and sells one: 999,999 is less. So of what
# was bought, of what has been, and of what is certain. Who buys nothing and is issued nothing has no part at any time.
ASKED = (
    ("can Orion be a Former Crosser?", "possible"),
    ("can it be that some Purchase at which Buyer is a Crosser has happened and Orion is not a Crosser?", "possible"),
    ("is it certain that not (Orion has become a Crosser) or Orion is a Crosser?", "no"),
    ("can Orion be a Former Crosser, without any Purchase, without any Private Sale, without any Placement?", "impossible"),
)


@pytest.mark.parametrize(("asked", "expected"), ASKED)
def test_each_moment_has_a_part_of_its_own(asked: str, expected: str) -> None:
    library = load_text(f'{PLAN}\nquestion "it"\n    in "Nothing yet"\n    {asked}\n    expect {expected}.\n')
    (question,) = library.asked
    assert not ask(library.plan, question, 30).missed


def test_numbers_of_one_name_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(products, "real", lambda name, low: real("just one", low))
    library = load_text(f'{PLAN}\nquestion "it"\n    in "Nothing yet"\n    {ASKED[-1][0]}\n')
    (row,) = ask(library.plan, library.asked[0], 30).rows
    assert row.finding.verdict == "undecided"
