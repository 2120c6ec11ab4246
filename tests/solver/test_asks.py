"""A window is open only where the event would break nothing that must always hold; each end is derived by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from counsel.receipt import make_receipt, to_keep
from counsel.verify import verify
from dsl.load import load
from solver.answer import Answer, Opening
from solver.ask import ask
from solver.asks import asks_of

JAR = """plan "Jar" from "jar" dated March 2, 1998.

[p.1: "x"]
unit coins, singular coin, whole.
[p.1: "x"]
kinds of Person: Keeper.
[p.1: "x"]
organ the Board.
[p.1: "x"]
Coins starts at 4 coins.
[p.1: "x"]
Cap starts at 5 coins.
[p.1: "x"]
Own Coins of a Person starts at 0 coins.
[p.1: "x"]
Shaken of a Person starts at no.
[p.1: "x"]
Closing Day is May 1, 1998.
[p.1: "x"]
always Coins is at most Cap.
[p.1: "x"]
always (now is before Closing Day) or (Coins is at most 4 coins).
[p.1: "x"]
always ((1 coin divided by 2 coins) times (the sum of Own Coins over Persons other than a Keeper)) is less than 2 coins.
[p.1: "x"]
power Minting: "{Who: Person} mints a coin"
    effect Coins increases by 1 coin.
[p.1: "x"]
power Melting: "{Who: Person} melts a coin"
    effect Coins decreases by 1 coin.
[p.1: "x"]
power Capping: "the Board raises the cap to {New: coins}"
    provided New is more than Cap
    effect Cap becomes New.
[p.1: "x"]
power Taking: "{Who: Person} takes {Number: coins}"
    provided Number is more than 1 coin
    effect Own Coins of Who increases by Number.
[p.1: "x"]
power Shaking: "{Who: Keeper} shakes the jar"
    effect Who becomes Shaken.

scenario "One more"
    people Ada is a Person.
    March 9, 1998: Ada mints a coin.

scenario "Taken"
    people Ada is a Person.
    March 9, 1998: Ada takes 2 coins.

scenario "Taken before a keeper"
    people Ada is a Person, Kim is a Keeper.
    March 9, 1998: Ada takes 2 coins.

scenario "Too many"
    people Ada is a Person.
    at the start: Coins is 7 coins.

-- Four coins under a cap of five: one more can be minted, until from May 1 on there must be no more than four. Somebody can mint
-- it first; with one melted first there is room for one after May 1, too.
question "Until it must be less"
    when may Minting happen?
    expect as things stand until May 1, 1998, whatever others do never, at best from March 2, 1998.

-- Now there are five. The cap does not help after May 1; before it the Board can raise it, or somebody melt two.
question "None left"
    in "One more"
    when may Minting happen?
    expect as things stand never, whatever others do never, at best from March 9, 1998.

-- Five coins on May 1 would be one too many; from five to four is allowed at any time, as what counts is what is so after it.
question "Melting mends it"
    in "One more"
    when may Melting happen?
    expect as things stand from March 9, 1998, whatever others do from March 9, 1998.

-- Raising the cap leaves five coins, which after May 1 are too many, whoever does what: an event that mends nothing is refused.
question "What mends nothing is refused"
    in "One more"
    when may Capping happen?
    expect as things stand until May 1, 1998, at best from March 9, 1998.

-- Half of what is taken must be less than two, so at most three coins are taken by all, and two at least at once: with two taken,
-- one is left, and nobody may take one alone.
question "No whole number fits"
    in "Taken"
    when may Taking happen?
    expect as things stand never, at best never.

-- What a Keeper takes does not count; but once somebody has minted a fifth coin, from May 1 on every act is refused.
question "For some there is room"
    in "Taken before a keeper"
    when may Taking happen?
    expect as things stand from March 9, 1998, whatever others do until May 1, 1998.

-- Seven coins from the start, under a cap of five: whatever leaves more than the cap is refused, and melting one leaves six. Only a
-- cap of seven mends it, and from May 1 on nothing does, as there must be four; once it is mended, coins can be melted in time.
question "Broken from the start"
    in "Too many"
    when may Melting happen?
    expect as things stand never, whatever others do never, at best from March 2, 1998.

question "Mended by the Board"
    in "Too many"
    when may Capping happen?
    expect as things stand until May 1, 1998, whatever others do until May 1, 1998, at best from March 2, 1998.

-- Nobody in the story is a Keeper; without a story there is one.
question "Nobody to do it"
    in "One more"
    when may Shaking happen?
    expect as things stand never, at best never.

question "Somebody to do it"
    when may Shaking happen?
    expect as things stand from March 2, 1998.
"""

REMEMBERED = """plan "Jar" from "jar" dated March 2, 1998.

[p.1: "x"]
unit coins, singular coin, whole.
[p.1: "x"]
person Ada.
[p.1: "x"]
Coins starts at 4 coins.
[p.1: "x"]
Shaken of a Person starts at no.
[p.1: "x"]
Fund means 2 coins times the number of Persons who are Shaken.
[p.1: "x"]
always the most Coins so far is at most 5 coins.
[p.1: "x"]
always (no Person has become Shaken) or (some Minting whose Who is Ada has happened).
[p.1: "x"]
always Fund is at most 2 coins.
[p.1: "x"]
power Minting: "{Who: Person} mints a coin"
    effect Coins increases by 1 coin.
[p.1: "x"]
power Melting: "{Who: Person} melts a coin"
    effect Coins decreases by 1 coin.
[p.1: "x"]
event Shaking: "{Who: Person} shakes the jar"
    effect Who becomes Shaken.

scenario "At first"
    people Bob is a Person.

scenario "Five"
    people Bob is a Person.
    March 9, 1998: Bob mints a coin.

scenario "Five, and four again"
    people Bob is a Person.
    March 9, 1998: Ada mints a coin.
    March 12, 1998: Ada melts a coin.

scenario "Shaken by one"
    people Bob is a Person.
    March 9, 1998: Ada mints a coin.
    March 12, 1998: Bob shakes the jar.

-- Nobody may shake it before Ada has minted a coin; there are four coins, and never may there have been more than five.
question "Not before she has minted"
    in "At first"
    when may Shaking happen?
    expect as things stand never, whatever others do never, at best from March 2, 1998.

question "A fifth coin"
    in "At first"
    when may Minting happen?
    expect as things stand from March 2, 1998, whatever others do never.

question "No sixth"
    in "Five"
    when may Minting happen?
    expect as things stand never, at best from March 9, 1998.

question "A fifth again"
    in "Five, and four again"
    when may Minting happen?
    expect as things stand from March 12, 1998, whatever others do never.

-- She has minted; two coins for each who has shaken it, and no more than two: whoever shook it may do so again, nobody else.
question "She has minted"
    in "Five, and four again"
    when may Shaking happen?
    expect as things stand from March 12, 1998, whatever others do from March 12, 1998.

question "By the same again"
    in "Shaken by one"
    when may Shaking happen?
    expect as things stand from March 12, 1998, whatever others do from March 12, 1998.
"""

RIGHTS = """plan "Acme" from "acme" dated May 7, 2001.

use "rights".

[p.1: "x"]
Outstanding Shares starts at 1,000 shares.

scenario "All held"
    people Orion is a Stockholder, Vega is a Stockholder.
    June 1, 2001: Orion buys 600 shares.
    June 1, 2001: Vega buys 400 shares.

scenario "One not held"
    people Orion is a Stockholder, Vega is a Stockholder.
    June 1, 2001: Orion buys 600 shares.
    June 1, 2001: Vega buys 399 shares.

-- All thousand shares are held: nobody can buy one on the market before somebody sells, or the Company issues one.
question "None to be bought"
    in "All held"
    when may Purchase happen?
    expect as things stand never, whatever others do never, at best from June 1, 2001.

question "One to be bought"
    in "One not held"
    when may Purchase happen?
    expect as things stand from June 1, 2001, whatever others do never.

-- Shares of which nobody was named as the holder can be bought back from the market.
question "None on the market to buy back"
    in "All held"
    when may Buyback happen?
    expect as things stand never, at best from June 1, 2001.

-- They come and are held at once.
question "New shares for somebody"
    in "All held"
    when may Placement happen?
    expect as things stand from June 1, 2001, whatever others do from June 1, 2001.
"""

AT_THE_CLOSE = """plan "Bell" from "bell" dated June 1, 2020.

[p.1: "x"]
kinds of Person: Ringer.
[p.1: "x"]
event Ring: "{Who: Ringer} rings"
    effect Rung becomes yes.
[p.1: "x"]
Rung starts at no.
[p.1: "x"]
Done starts at no.
[p.1: "x"]
organ the Warden.
[p.1: "x"]
Ring Day means the day of the first Ring.
[p.1: "x"]
power Closing: "the Warden shuts the gate"
    before close of business on Ring Day
    effect Done becomes yes.
[p.1: "x"]
power Opening: "the Warden opens the gate"
    on or after close of business on Ring Day
    effect Done becomes yes.

scenario "Quiet"
    people Ada is a Ringer.
    at the start: Done is no.

-- Somebody may ring on June 1, before the close; the gate can then be shut until just before the close, and be opened from the close on.
question "Until the close itself"
    in "Quiet"
    when may Closing happen?
    expect as things stand from June 1, 2020, whatever others do until close of business on June 1, 2020.

question "From the close itself"
    in "Quiet"
    when may Opening happen?
    expect as things stand never, at best from close of business on June 1, 2020.
"""

WITH_RECEIPTS = ("Until the close itself", "From the close itself", "Until it must be less", "What mends nothing is refused", "None to be bought")


def answers(folder: Path, text: str, only: str = "") -> list[tuple[Path, Answer]]:
    path = folder / "made.plan"
    path.write_text(text)
    library = load(path)
    return [(path, ask(library.plan, question, 30)) for question in library.asked if only in question.title]


@pytest.mark.parametrize("text", [JAR, REMEMBERED, RIGHTS, AT_THE_CLOSE], ids=["jar", "remembered", "rights", "at the close"])
def test_windows_are_as_derived_by_hand_and_their_receipts_hold(text: str, tmp_path: Path) -> None:
    for path, answer in answers(tmp_path, text):
        question = answer.question
        assert not answer.missed, (question.title, answer.missed)
        plan = load(path).plan
        assert question.topic is not None
        assert not asks_of(plan, question.scenario, plan.events[question.topic]).not_looked_at, question.title
        if question.title in WITH_RECEIPTS:
            assert not [check for check in checks(path, answer) if check.found == "not so"], question.title


def test_a_window_that_overlooks_it_is_not_verified(tmp_path: Path) -> None:
    """The claim that coins can be minted under a full cap, in each of the three senses."""
    path, answer = answers(tmp_path, JAR, "None left")[0]
    (row,) = answer.rows
    throughout = replace(row.finding.openings[2], scope="as things stand")
    for place, scope in enumerate(("as things stand", "whatever others do")):
        openings: list[Opening] = list(row.finding.openings)
        openings[place] = replace(throughout, scope=scope)
        forged = replace(answer, rows=(replace(row, finding=replace(row.finding, openings=tuple(openings))),))
        assert [check for check in checks(path, forged) if check.found == "not so" and scope in check.what], scope


def checks(path: Path, answer: Answer) -> list:  # type: ignore[type-arg]
    library = load(path)
    kept = to_keep(str(path), (), library.plan, answer.question)
    receipt = json.loads(json.dumps(make_receipt(str(path), (), kept, answer)))
    return list(verify(path.with_suffix(".json"), receipt, 60, None))
