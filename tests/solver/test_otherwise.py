"""What an amendment changes, where that turns on what nobody stated: said to be otherwise only where it is, and never said to be the same unseen.

By hand. The Market Price is not stated: a thousand dollars of shares and five hundred may round to the same number or not. Orion
has 10 shares. Of the duties, the tenth day after December 5, 2001 is December 15, and the fifth December 10, over on December 12.
"""

from __future__ import annotations

import pytest

from dsl.amending import asked_anew
from dsl.amendment import Amendment
from dsl.load import Library, load_text
from solver.consequences import Asked, TwoTellings, questions_otherwise, told_twice

PLAN = """plan "F" from "f" dated May 7, 2001.
use "rights".
[assume "x"]
Outstanding Shares starts at 10,000,000 shares.
[assume "x"]
input Market Price in dollars per share.
[assume "x"]
input Harm as yes or no.
[assume "x"]
open Extra as yes or no, because "the source does not say".
[assume "x"]
Flip Shares of a Person means rounded down to a whole share of ($1,000.00 divided by Market Price).
[assume "x"]
Vague of a Person means that its Shares Held is at least 1 share and Extra.
[assume "x"]
Rich of a Person means that its Shares Held is at least 1 share and Market Price is more than $5.00 per share.
[assume "x"]
Last Day of a Person means the 10th day after the first Purchase.
[assume "x"]
power Amendment: "the Board amends the terms of the Rights".
[assume "x"]
power Ban: "the Board bans {P: Person}" provided not Harm.
[assume "x"]
duty Notice: "the Company notifies the holders" after the first Announcement by the 10th day after the first Announcement.
scenario "Quiet"
    people Orion is a Stockholder.
    December 3, 2001: Orion buys 10 shares.
    December 5, 2001: Orion announces that Orion beneficially owns 10 shares.
    December 6, 2001: the Board bans Orion.
question "Flip"
    in "Quiet"
    what is Flip Shares of Orion on December 5, 2001?
question "Owed"
    in "Quiet"
    what is owed on December 12, 2001?
question "Held"
    in "Quiet"
    what is Shares Held of Orion?
amendment "It" under Amendment
    in "Quiet"
    December 4, 2001: the Board amends the terms of the Rights.
"""
FLIP = "replace Flip Shares of a Person means rounded down to a whole share of ($500.00 divided by Market Price)."
VAGUE = "replace Vague of a Person means that its Shares Held is at least 100 shares and Extra."
RICH = "replace Rich of a Person means that its Shares Held is at least 100 shares and Market Price is more than $5.00 per share."
LAST_DAY = "replace Last Day of a Person means the 9th day after the first Purchase."
NOTICE = 'replace duty Notice: "the Company notifies the holders" after the first Announcement by the 5th day after the first Announcement.'
WITH = "add with each Purchase\n    effect Shares Held of Buyer increases by 1 share."
NEVER = "add always no Person has Shares Held of more than 9 shares."
BAN = 'replace power Ban: "the Board bans {P: Person}" provided now is after December 1, 2001.'
LATER = 'replace power Ban: "the Board bans {P: Person}" provided now is after December 10, 2001.'


def amended(change: str) -> tuple[Library, Amendment]:
    library = load_text(f'{PLAN}[assume "x"]\n{change}\n')
    (amendment,) = library.amendments
    return library, amendment


def asked(change: str) -> Asked:
    library, amendment = amended(change)
    return questions_otherwise(library.plan, amendment, library.questions, *asked_anew(amendment), 10)


def twice(change: str) -> TwoTellings:
    library, amendment = amended(change)
    found = told_twice(library.plan, amendment)
    assert found is not None
    return found


@pytest.mark.parametrize(("change", "otherwise", "unknown"), [
    (FLIP, [], ("Flip",)), (NOTICE, ["Owed"], ()), (WITH, ["Held"], ()), (NEVER, ["Flip", "Owed", "Held"], ()), (LAST_DAY, [], ()),
])  # fmt: skip
def test_questions(change: str, otherwise: list[str], unknown: tuple[str, ...]) -> None:
    """What has no name, what is owed, and what is worked out of an unstated figure: none of it is said to be as it was."""
    found = asked(change)
    assert sorted(one.question.title for one in found.otherwise) == sorted(otherwise)
    assert set(unknown) <= set(found.unknown)
    assert not set(otherwise) & set(found.unknown)


@pytest.mark.parametrize(("change", "supposing"), [(VAGUE, (("Extra", True),)), (RICH, (("Market Price", None),)), (LAST_DAY, ())])
def test_what_is_otherwise_names_all_that_it_supposes_and_no_more(change: str, supposing: tuple[tuple[str, bool | None], ...]) -> None:
    found = twice(change).differs
    assert [one.supposing for one in found if one.subject == "Orion"] == [supposing]
    assert all(one.is_known for one in found)


def test_what_is_worked_out_of_an_unstated_figure_is_not_known_to_be_the_same() -> None:
    assert [(one.term, one.subject, one.is_known) for one in twice(FLIP).differs] == [("Flip Shares", "Orion", False), ("Flip Shares", "Company", False)]


def test_a_line_that_is_allowed_otherwise_only_with_some_facts() -> None:
    """The Board may ban Orion on December 6 without Harm, as amended always, or else never; whether there is Harm nobody said."""
    gained, lost = twice(BAN), twice(LATER)
    assert (gained.lost, lost.gained) == (None, None)
    assert gained.gained is not None
    assert lost.lost is not None
    assert (gained.gained[1], lost.lost[1]) == (False, False)
