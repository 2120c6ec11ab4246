"""What is said of a window: from when on it is looked for, why there is none, and rows of which the same is said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from counsel import ask, load
from dsl.load import Library

# Who holds no share has nothing to hand in, and who handed in once may not again; nobody can before the books are open.
PLAN = """plan "Acme" from "acme" dated May 7, 2001.

use "rights".

[p.1: "ten million"]
Outstanding Shares starts at 10,000,000 shares.

[p.2: "the last day"]
reading Last Hour is
    Close (base, because "periods end at the close"), "at the close"; or
    Night, "at the end of the day"; or
    Dawn, "as the day begins".

[p.2: "the last day"]
Last Moment means the earliest of
    (i) close of business on July 9, 2001 where Last Hour reads Close;
    (ii) the end of July 9, 2001 where Last Hour reads Night; and
    (iii) the start of July 9, 2001 where Last Hour reads Dawn.

[p.3: "hands in"]
Handed In of a Person starts at no.

[p.3: "the books"]
Opened starts at no.

[p.3: "opens"]
power Opening: "the Board opens the books"
    before Last Moment
    provided not Opened
    effect Opened becomes yes.

[p.3: "may hand in"]
event Surrender: "{Holder: Person} hands in {Count: shares}"
    provided Opened
    and Count is more than 0 shares
    and Count is at most Shares Held of Holder
    and not Handed In of Holder
    effect Handed In of Holder becomes yes.

scenario "Open"
    people Orion is a Stockholder, Vega is a Stockholder.
    June 1, 2001: Orion buys 2,000 shares.
    June 4, 2001: the Board opens the books.
    June 5, 2001: Orion hands in 500 shares.

scenario "Shut"
    people Orion is a Stockholder, Vega is a Stockholder.
    June 1, 2001: Orion buys 2,000 shares.
"""


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Library:
    path = tmp_path_factory.mktemp("acme") / "acme.plan"
    path.write_text(PLAN)
    return load(path)


def short(acme: Library, question: str, story: str | None = None) -> str:
    return ask(acme, question, story=story).short


def test_it_says_why_a_power_is_open_at_no_time(acme: Library) -> None:
    """Opened fails for whomever; of the rest Orion could do what it likes, and Vega has no share: what bars both is said once."""
    assert short(acme, "when may Surrender happen?", "Shut").startswith(
        "As things stand, Surrender may at no time happen. Surrender, proviso forbids it throughout: Opened. Whatever others do: never. "
    )


def test_it_says_for_whom(acme: Library) -> None:
    """Orion has shares and has handed in; the others have none, and neither has the Company itself."""
    assert short(acme, "when may Surrender happen?", "Open").startswith(
        "As things stand, Surrender may at no time happen. "
        "For Orion, Surrender, proviso 4 forbids it throughout: not Handed In of Holder. "
        "For Vega and the Company, Surrender, proviso 3 forbids it throughout: Count is at most Shares Held of Holder. "
    )


def test_it_says_from_when_on_it_is_looked_for(acme: Library) -> None:
    assert "Nothing before June 1, 2001, when the story ends, was looked at." in short(acme, "when may Opening happen?", "Shut")
    assert "Nothing before May 7, 2001, when the plan begins, was looked at." in short(acme, "when may Opening happen?")


def test_rows_of_which_the_same_is_said_are_one(acme: Library) -> None:
    """At noon of July 9 the books may be opened where the period ends at the close or at night, and not where it ended at dawn."""
    assert short(acme, "is now before Last Moment on July 9, 2001?", "Shut") == (
        "No, now is not before Last Moment on July 9, 2001, if nothing more happens. That is on the base readings (Last Hour reads Close). "
        "It is the same where Last Hour reads Dawn. Where Last Hour reads Night: yes, now is before Last Moment on July 9, 2001, if nothing more happens."
    )


LIVE = """
[p.4: "are alive"]
Signed starts at no.

[p.4: "are alive"]
Fresh of the Rights means that all of
    (i) now is before June 1, 2002; and
    (ii) now is after May 1, 2001.

[p.4: "are alive"]
Gone of the Rights means that any of
    (i) now is on or after June 1, 2001; or
    (ii) Signed.

[p.4: "while they are fresh"]
power Signing: "the Board signs the books"
    provided the Rights are Fresh
    effect Signed becomes yes.

[p.4: "while they are there"]
power Sealing: "the Board seals the books"
    provided the Rights are not Gone
    effect Signed becomes yes.

scenario "Late"
    people Orion is a Stockholder.
    July 1, 2002: Orion buys 2,000 shares.
"""


@pytest.mark.parametrize(("power", "limb"), [("Signing", "Fresh (i) forbids it throughout: now is before June 1, 2002."), ("Sealing", "Gone (i) forbids it throughout: now is on or after June 1, 2001.")])
def test_of_a_status_the_limb_is_named_that_forbids(tmp_path: Path, power: str, limb: str) -> None:
    """On July 1, 2002 it is after June 1 of 2001 and of 2002, and nobody has signed."""
    path = tmp_path / "acme.plan"
    path.write_text(PLAN + LIVE)
    assert limb in " ".join(ask(load(path), f"when may {power} happen?", story="Late").text.split())
