"""Advice says what to write: each mistake as somebody made it, with what is told, and what is then understood."""

from __future__ import annotations

import pytest

from dsl.diagnostics import Mistakes
from dsl.load import Library, load_text

PLAN = """plan "Acme" from "acme" dated May 7, 2001.
use "rights".

[assume "a"]
Outstanding Shares starts at 10,000 shares.

[assume "a"]
Purchase Price starts at $5.00 per hundredth.

[assume "a"]
Acquiring Person means a Person whose Shares Held is at least 20% of Outstanding Shares.

[assume "a"]
Redeemed of the Rights starts at no.

scenario "A story"
    people Orion is a Stockholder.
    May 8, 2001: Orion buys 100 shares.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_text(PLAN)


@pytest.mark.parametrize(("asked", "code", "advice", "meant"), [
    ("is the Board an Acquiring Person?", "organ-as-person", "`who is an Acquiring Person?`", "who is an Acquiring Person?"),
    ("can the Board be a Stockholder?", "organ-as-person", "`who is a Stockholder?`", "who is a Stockholder?"),
    ("when are the Rights Redeemed?", "when-of-status", "`when does it first hold that the Rights are Redeemed?`", "when does it first hold that the Rights are Redeemed?"),
    ("when is Orion an Acquiring Person?", "when-of-status", "`when does Orion first become an Acquiring Person?`", "when does Orion first become an Acquiring Person?"),
    ("can Orion have Shares Held of at least 20 of Outstanding Shares?", "unit-missing", "`20% of Outstanding Shares`",
     "can Orion have Shares Held of at least 20% of Outstanding Shares?"),
    ("who has become an Acquiring Person?", "who-has-become", "`has Orion become an Acquiring Person?`", "has Orion become an Acquiring Person?"),
    ("what is the most Shares Held of Orion by June 1, 2001?", "most-of-what", "`what is the most that Shares Held of Orion can be by June 1, 2001?`",
     "what is the most that Shares Held of Orion can be by June 1, 2001?"),
    ("what is the most Shares Held of Orion on or before June 1, 2001?", "most-of-what", "`what is the most Shares Held of Orion so far on June 1, 2001?`",
     "what is the most Shares Held of Orion so far on June 1, 2001?"),
    ("how many Acquiring Persons are there?", "how-many", "`what is the number of Acquiring Persons?`", "what is the number of Acquiring Persons?"),
    ("how many Acquiring Persons are there?", "how-many", "`who is an Acquiring Person?`", "who is an Acquiring Person?"),
    ("how many shares does Orion hold?", "how-many", "`what is Shares Held of Orion?`", "what is Shares Held of Orion?"),
    ("are the Rights true?", "true-or-false", "`yes`", "are the Rights Redeemed?"),
    ("is Purchase Price less than $10?", "unit-mismatch", "`$10.00 per hundredth`", "is Purchase Price less than $10.00 per hundredth?"),
    ("is the number of Stockholders more than 20%?", "unit-mismatch", "`3 Persons`", "is the number of Stockholders more than 3 Persons?"),
    ("is the number of Stockholders more than 3 shares?", "unit-mismatch", "`3 Persons`", "is the number of Stockholders more than 3 Persons?"),
])  # fmt: skip
def test_a_question_that_is_nearly_one(library: Library, asked: str, code: str, advice: str, meant: str) -> None:
    with pytest.raises(Mistakes) as caught:
        library.ask(asked, "A story")
    (mistake,) = caught.value.diagnostics
    assert mistake.code == code
    assert advice in mistake.help
    assert library.ask(meant, "A story")


@pytest.mark.parametrize(("story", "code", "advice"), [
    ("    people X is a Stockholder, and Y is a Subsidiary.\n", "cast-list", "`people X is a Stockholder, Y is a Subsidiary.`"),
    ("    people X is a Stockholder and Y is a Subsidiary.\n", "cast-list", "`people X is a Stockholder, Y is a Subsidiary.`"),
    ("    people X is a Stockholder.\n    May 8, 2001: X buys 5 shares\n", "missing-full-stop", "End it with `.`"),
    ("    people X is a Stockholder.\n    May 8, 2001: X buys 5 shares\n    May 9, 2001: X buys 5 shares.\n", "missing-full-stop", "End it with `.`"),
    ("    May 8, 2001: the Company buys back 50 shares.\n", "unknown-sentence", "write `the Company repurchases 50 shares`"),
    ("    people X is a Stockholder.\n    May 8, 2001: the Company buys back 50 shares from X.\n", "unknown-sentence", "write `the Company repurchases 50 shares from X`"),
    ("    people X is a Stockholder.\n    May 8, 2001: X says that X owns 50 shares.\n", "unknown-sentence", "write `X announces that X beneficially owns 50 shares`"),
    ("    people X is a Stockholder.\n    May 8, 2001: X buys many shares.\n", "hole-text", "Write `{Buyer: Person} buys {Amount: shares}`."),
])  # fmt: skip
def test_a_story_that_is_nearly_one(story: str, code: str, advice: str) -> None:
    with pytest.raises(Mistakes) as caught:
        load_text(f'{PLAN}\nscenario "Another"\n{story}')
    (mistake,) = caught.value.diagnostics
    assert mistake.code == code
    assert advice in mistake.help


def test_a_name_of_a_clause_that_could_not_be_read_is_offered() -> None:
    text = PLAN.replace("is at least 20%", "is greater than 20%") + '\n[assume "a"]\nTriggered of the Rights means that some Aquiring Person is the Company.\n'
    with pytest.raises(Mistakes) as caught:
        load_text(text)
    assert [(mistake.code, mistake.help) for mistake in caught.value.diagnostics if mistake.code == "unknown-name"] == [
        ("unknown-name", "Did you mean `Acquiring Person`?"),
    ]  # fmt: skip


OPENING = '[assume "a"]\nevent Opening: "the Company opens it" effect the Rights become Open.\n'


@pytest.mark.parametrize(("clauses", "code", "problem", "advice"), [
    ('[assume "a"]\nOpen starts at no.\n' + OPENING, "cannot-become", "declared without `of the Rights`", "`Open of the Rights starts at no`"),
    ('[assume "a"]\nOpen means that now is after May 9, 2001.\n[assume "a"]\nShut of the Rights means that the Rights are not Open.\n', "not-a-status",
     "declared without `of the Rights`", "`Open of the Rights means that ...`"),
    ('[assume "a"]\nWarned starts at no.\n[assume "a"]\nShut of the Rights means that some Person is Warned.\n', "not-a-status",
     "declared without `of a Person`", "`Warned of a Person starts at no`"),
    ('[assume "a"]\nShut of the Rights means that some Person is Redeemed.\n', "not-a-status", "said of the Rights, and not of a Person", "Say it of the Rights"),
    (OPENING, "cannot-become", "`Open`", "`Open of the Rights starts at no`"),
    ('[assume "a"]\nOpen of the Rights means the Rights are not Redeemed.\n', "means-that", "begins with `that`",
     "`Open of the Rights means that the Rights are not Redeemed.`"),
])  # fmt: skip
def test_a_clause_that_is_nearly_one(clauses: str, code: str, problem: str, advice: str) -> None:
    with pytest.raises(Mistakes) as caught:
        load_text(f"{PLAN}\n{clauses}")
    (mistake,) = caught.value.diagnostics
    assert mistake.code == code
    assert problem in mistake.problem
    assert advice in mistake.help


@pytest.mark.parametrize(("text", "code", "advice"), [
    ('[assume "a"]\nOpen of the Rights starts at false.\n', "true-or-false", "Write `no`."),
    ('[assume "a"]\nOpen of the Rights starts at False.\n', "unknown-name", "Write `no`."),
    ('[assume "a"]\ninput Harm as yes or no, default true.\n', "true-or-false", "Write `yes`."),
    ('question "Q" in "A story" is Orion an Acquiring Person? expect fails.\n', "expect-word", "Write `expect yes.` or `expect no.`"),
    ('question "Q" in "A story" is Orion an Acquiring Person? expect true.\n', "expect-word", "Write `expect yes.` or `expect no.`"),
    ('question "Q" in "A story" is it certain that Orion is not an Acquiring Person? expect fails.\n', "expect-word", "`expect no.` where one does"),
    ('question "Q" in "A story" can Orion be an Acquiring Person? expect succeeds.\n', "expect-word", "`expect possible.` where there is a path"),
])  # fmt: skip
def test_a_word_of_habit_is_told_for_that_of_the_language(text: str, code: str, advice: str) -> None:
    with pytest.raises(Mistakes) as caught:
        load_text(f"{PLAN}\n{text}")
    (mistake,) = caught.value.diagnostics
    assert mistake.code == code
    assert advice in mistake.help


@pytest.mark.parametrize("clause", [
    "Big Holder means a Persn whose Shares Held is at least 5 shares.", "Big of the Rights means that some Persn is an Acquiring Person.",
    "Big means the sum of Shares Held over Persns other than the Company.", "Warned of a Persn starts at no.",
])  # fmt: skip
def test_a_slip_in_the_word_for_everybody_gets_the_likely_one(clause: str) -> None:
    with pytest.raises(Mistakes) as caught:
        load_text(f'{PLAN}\n[assume "a"]\n{clause}\n')
    assert [mistake.help for mistake in caught.value.diagnostics] == ["Did you mean `Person`?"]
