"""Every way on a small plan whose ways are counted by hand: limbs, exceptions, powers and acts."""

from __future__ import annotations

import pytest

from dsl import core as c
from dsl.load import Library, load_text
from solver.answer import Answer, Way
from solver.ask import ask
from solver.exceptions import excuses
from solver.limbs_of import limbs_of

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".

[assume "a"]
Outstanding Shares starts at 1,000 shares.

[assume "a"]
Lifted of the Rights starts at no.
[assume "a"]
power Lifting: "{Lifter: organ} lifts the Rights"
    provided Lifter is the Board
    effect the Rights become Lifted.

[assume "a"]
Later Date starts unset as a day.
[assume "a"]
power Delay: "the Board sets {Chosen Day: day} as the later date"
    provided Chosen Day is on or before June 1, 2002
    effect Later Date becomes Chosen Day.

[assume "a"]
Holder Limb means the 10th day after some Person first becomes a Large Holder.
[assume "a"]
Offer Limb means the 5th day after the first Tender Offer.
[assume "a"]
Large Holder means a Person, other than a Benefit Plan, whose Shares Held is at least 200 shares.
[assume "a"]
Trigger Date means the earliest of (i) Holder Limb, postponed to Later Date; and (ii) Offer Limb.
[assume "a"]
Live of the Rights means that all of
    (i) now is on or after Trigger Date; and
    (ii) the Rights are not Lifted.

scenario "Two"
    people Orion is a Stockholder, Pension is a Benefit Plan.
"""
BY = "by December 31, 2001"


@pytest.fixture(scope="module")
def acme() -> Library:
    return load_text(PLAN)


def asked(acme: Library, question: str, seconds: float = 60) -> Answer:
    return ask(acme.plan, acme.ask(question, "Two"), seconds)


def kinds(answer: Answer) -> set[tuple[tuple[str, ...], tuple[str, ...], str]]:
    return {(tuple(name for name, _ in way.excuses), tuple(power for power, _ in way.powers), str(way.limb or way.limb_name)) for way in answer.ways}


def only(answer: Answer) -> Way:
    (way,) = answer.ways
    return way


def test_exceptions_are_what_is_not_so_and_what_postpones(acme: Library) -> None:
    found = excuses(acme.plan, {}, c.TermIs("Live"))
    assert [excuse.name for excuse in found] == ["Later Date", "Large Holder other than", "Lifted"]
    assert str(found[-1].labels[0]) == "Live (ii)"
    assert "Lifted" not in str(found[-1].without)


def test_limbs_are_those_of_the_first_list(acme: Library) -> None:
    assert [str(limb.label) for limb in limbs_of(acme.plan, {}, c.TermIs("Live"))] == ["Trigger Date (i)", "Trigger Date (ii)"]
    assert [limb.label for limb in limbs_of(acme.plan, {}, c.TermIs("Lifted"))] == [None]


def test_one_way_a_limb(acme: Library) -> None:
    """Somebody gets 200 shares, or makes an offer; no power is needed."""
    answer = asked(acme, f"in every way can the Rights be Live {BY}?")
    assert kinds(answer) == {((), (), "Trigger Date (i)"), ((), (), "Trigger Date (ii)")}
    by_limb = {str(way.limb): set(way.acts) for way in answer.ways}
    everybody = {("Orion",), ("Pension",), ("Company",)}
    assert by_limb["Trigger Date (i)"] == everybody  # Pension is excepted, but can sell to Orion; the Company can issue to it
    assert by_limb["Trigger Date (ii)"] == everybody


def test_a_power_and_an_exception(acme: Library) -> None:
    """200 shares of Orion start a clock, which a later date of at most June 1, 2002 cannot hold up for good: the Rights must be lifted.

    Before that Pension may have had 200 shares, so that the exception of benefit plans may be relied upon too, with the same power; the path
    shown, a purchase and the lifting, relies upon the lifting.
    """
    answer = asked(acme, f"in every way can Orion have Shares Held of at least 200 shares {BY}, with the Rights at no time Live?")
    assert kinds(answer) == {(("Lifted", "Large Holder other than"), ("Lifting",), "")}
    assert answer.headline.count == 1
    assert only(answer).powers == (("Lifting", "Board"),)
    assert [line.event for line in only(answer).path.lines] == ["Purchase", "Lifting"]


def test_who_is_excepted_needs_no_power(acme: Library) -> None:
    """A benefit plan with 200 shares is no large holder, and nobody else needs to be one."""
    answer = asked(acme, f"in every way can some Benefit Plan have Shares Held of at least 200 shares {BY}, with such Benefit Plan at no time a Large Holder?")
    assert only(answer).who == ("Pension",)
    assert only(answer).powers == ()
    assert answer.headline.proved


def test_no_way_is_proved_and_says_why(acme: Library) -> None:
    answer = asked(acme, f"in every way can Orion have Shares Held of at least 200 shares {BY}, with Orion at no time a Large Holder?")
    assert answer.headline.verdict == "impossible"
    assert answer.headline.proved
    assert answer.excluded_by


def test_what_the_story_breaks_already_says_nothing(acme: Library) -> None:
    answer = asked(acme, f"in every way can Orion have Shares Held of at least 200 shares {BY}, and at no time Outstanding Shares is at least 1 share?")
    assert answer.headline.verdict == "impossible"
    assert "already breaks" in answer.headline.limit
    assert not answer.headline.proved


def test_out_of_time_is_undecided(acme: Library) -> None:
    answer = asked(acme, f"in every way can the Rights be Live {BY}?", 0.0001)
    assert answer.is_undecided
    assert answer.headline.count == len(answer.ways)


def test_an_exception_that_applied_in_the_story_may_matter_later() -> None:
    """While Orion had 300 shares the Rights were lifted, so that no clock started; but for that it would run out on July 2. Nothing more is needed."""
    clock = '''
[assume "a"]
power Unlifting: "the Board takes the lifting back"
    provided Outstanding Shares is at most 1,100 shares
    effect the Rights cease to be Lifted.
[assume "a"]
Clock Limb means the 30th day after the first time that (Outstanding Shares is at least 1,200 shares and the Rights are not Lifted).
[assume "a"]
Over of the Rights means that now is on or after Clock Limb.

scenario "Lifted and back"
    people Orion is a Stockholder.
    June 1, 2001: the Board lifts the Rights.
    June 2, 2001: the Company issues 300 shares to Orion.
    June 3, 2001: the Company repurchases 300 shares from Orion.
    June 4, 2001: the Board takes the lifting back.
'''
    library = load_text(PLAN + clock)
    found = ask(library.plan, library.ask(f"in every way can it be that now is on or after August 1, 2001 {BY}, with the Rights at no time Over?", "Lifted and back"), 60)
    assert only(found).powers == ()
    assert [name for name, _ in only(found).excuses] == ["Lifted"]
    assert found.headline.proved


NAMED = '''
[assume "a"]
Marked of a Person starts at no.
[assume "a"]
power Marking: "the Board marks {Holder: Person}"
    effect Holder becomes Marked.

question "Who is named"
    people Person One is a Person, Person Two is a Person.
    FORM Person Two be Marked, with Person One at no time Marked?
'''


@pytest.mark.parametrize("form", ["can", "in every way can"])
def test_people_who_are_named_are_told_apart_whatever_their_names(form: str) -> None:
    """The Board may mark the second, whose name is one of those that a cast has which nobody named."""
    library = load_text(PLAN + NAMED.replace("FORM", form))
    found = ask(library.plan, library.questions[0], 60)
    assert found.headline.verdict in ("possible", "ways")
    path = found.ways[0].path if found.ways else found.rows[0].path
    assert path is not None
    assert [line.sentence for line in path.lines] == ["the Board marks Person Two"]


def test_an_act_of_any_organ_is_somebodys() -> None:
    """The organs of the vocabulary are the Board and its Committee; either may do it, and no power is used."""
    library = load_text(PLAN + '''
[assume "a"]
Noted of the Rights starts at no.
[assume "a"]
event Notice: "{Sender: organ} sends a notice"
    effect the Rights become Noted.
''')  # fmt: skip
    found = ask(library.plan, library.ask(f"in every way can the Rights be Noted {BY}?", "Two"), 60)
    assert set(only(found).acts) == {("Board",), ("Committee",)}
    assert found.headline.proved


def test_of_ways_that_are_one_the_shortest_path_is_shown() -> None:
    """Orion must buy first and sell to Vega then; Vega, who is named after Orion, need only buy."""
    library = load_text(PLAN + 'scenario "Buyers"\n    people Orion is a Stockholder, Vega is a Stockholder.\n')
    (way,) = ask(library.plan, library.ask("in every way can Vega be a Large Holder, without the Company?", "Buyers"), 60).ways
    assert way.acts == (("Orion",), ("Vega",))
    assert [line.event for line in way.path.lines] == ["Purchase"]


def test_a_list_of_ways_is_not_said_of_readings_that_were_not_tried() -> None:
    """Under Early the limb of offers begins with an announcement too, which makes a third way: nothing is said of it, so that nothing expected of it is met."""
    early = '''[assume "a"]
reading Beginning is
    Late (base, because "b"), "an offer begins it"; or
    Early, "its announcement begins it too".
[assume "a"]
Offer Limb means the earliest of
    (i) the 5th day after the first Tender Offer; and
    (ii) the 5th day after the first Offer Announcement where Beginning reads Early.
'''
    text = PLAN.replace('[assume "a"]\nOffer Limb means the 5th day after the first Tender Offer.\n', early)
    asked = 'in "Two"\n    in every way can the Rights be Live by June 1, 2001?\n'
    library = load_text(f'{text}\nquestion "Base"\n    {asked}    expect 2 ways under Beginning reads Late.\n\nquestion "Other"\n    {asked}    expect 2 ways under Beginning reads Early.\n')
    base, other = (ask(library.plan, question, 30) for question in library.asked)
    assert not base.missed
    assert other.missed


DATES = """
plan "Dates" from "dates" dated January 12, 2015.
use "rights".
[p.1: "a"]
Outstanding Shares starts at 20,000,000 shares.
[p.1: "b"]
Deferred Date starts unset as a day.
[p.1: "c"]
Base Date means the earliest of
    (i) close of business on the 10th day after the first Announcement; and
    (ii) close of business on the 10th day after the first Tender Offer.
[p.1: "d"]
Postponed Date means (the earliest of
    (i) close of business on the 10th day after the first Announcement; and
    (ii) close of business on the 10th day after the first Tender Offer), postponed to close of business on Deferred Date.
[p.1: "e"]
Later Date means the later of Base Date and close of business on January 13, 2015.
[p.1: "f"]
Business Date means the 2nd day after the day of Base Date.
[p.1: "g"]
Unnumbered Date means the earlier of close of business on the 10th day after the first Announcement and close of business on the
    10th day after the first Tender Offer.
[p.1: "h"]
Chosen Date means Base Date where Deferred Date is unset, otherwise close of business on Deferred Date.
[p.1: "i"]
Reached of the Rights means that now is on or after Base Date.
[p.1: "j"]
Reached Once of the Rights means that the Rights have become Reached.
[p.1: "k"]
power Deferral: "the Board defers the date to {Later Day: day}"
    before Base Date
    effect Deferred Date becomes Later Day.
"""


@pytest.mark.parametrize("sought", [
    *(f"it be that now is on or after {date}" for date in ("Base Date", "Postponed Date", "Later Date", "Business Date", "Unnumbered Date")),
    "the Rights be Reached", "the Rights be Reached Once",
])  # fmt: skip
def test_a_list_of_dates_is_seen_wherever_it_stands(sought: str) -> None:
    """An announcement starts one clock, an offer the other; in whatever is made of the two dates they are two ways."""
    library = load_text(DATES)
    answer = ask(library.plan, library.ask(f"in every way can {sought} by June 1, 2015?"), 60)
    assert sorted(way.path.lines[0].event for way in answer.ways) == ["Announcement", "Tender Offer"]


def test_what_is_chosen_is_a_way_of_its_own() -> None:
    """The two clocks; or the day to which the Board put it off while neither had run out."""
    library = load_text(DATES)
    answer = ask(library.plan, library.ask("in every way can it be that now is on or after Chosen Date by June 1, 2015?"), 60)
    assert sorted(way.path.lines[0].event for way in answer.ways) == ["Announcement", "Deferral", "Tender Offer"]


EITHER_EXCEPTION = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Redeemed of the Rights starts at no.
[assume "a"]
Exchanged of the Rights starts at no.
[assume "a"]
Clock means the end of the 10th day after the first Announcement.
[assume "a"]
Separate of the Rights means that all of
    (i) now is on or after Clock;
    (ii) the Rights are not Redeemed; and
    (iii) the Rights are not Exchanged.
[assume "a"]
event Redemption: "the Board redeems the Rights" effect the Rights become Redeemed.
[assume "a"]
event Exchange: "the Committee exchanges the Rights" effect the Rights become Exchanged.
scenario "Announced"
    people Orion is a Stockholder.
    June 4, 2001: Orion announces that Orion beneficially owns 300 shares.
"""


def test_to_do_both_is_no_third_way_where_either_does() -> None:
    """To redeem keeps the Rights from separating, and so does to exchange; to do both is to do more than is needed."""
    library = load_text(EITHER_EXCEPTION)
    asked = "in every way can it be that now is on or after July 4, 2001 by July 4, 2001, with the Rights at no time Separate?"
    answer = ask(library.plan, library.ask(asked, "Announced"), 60)
    assert sorted(tuple(line.event for line in way.path.lines[1:]) for way in answer.ways) == [("Exchange",), ("Redemption",)]
    assert answer.headline.proved


TWO_HOLDERS = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Flag of the Rights starts at no.
[assume "a"]
Big Holder means a Person, other than the Company, whose Shares Held is at least 200 shares.
[assume "a"]
Flipped of the Rights means that any of (i) the Rights are Flag; or (ii) the number of Big Holders is at least 2 Persons.
[assume "a"]
power Flagging: "the Board flags" effect the Rights become Flag.
scenario "Orion alone"
    people Orion is a Stockholder.
    June 1, 2001: Orion buys 10 shares.
"""


@pytest.mark.parametrize(("without", "limbs"), [("", ["Flipped (i)", "Flipped (ii)"]), (", without the Board", ["Flipped (ii)"])])
def test_a_limb_that_takes_somebody_more_is_a_way(without: str, limbs: list[str]) -> None:
    """The Board flags; or Orion and a newcomer have 200 shares each, though the story names Orion alone."""
    library = load_text(TWO_HOLDERS)
    answer = ask(library.plan, library.ask(f"in every way can the Rights be Flipped{without}?", "Orion alone"), 60)
    assert sorted(str(way.limb) for way in answer.ways) == limbs
    assert [name for name, _ in answer.people] == ["Orion", "Newcomer"]


NO_NEED = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Redeemed of the Rights starts at no.
[assume "a"]
power Redemption: "the Board redeems"
    effect the Rights become Redeemed.
[assume "a"]
Trap of the Rights means that all of
    (i) some Stockholder has Shares Held of more than 500 shares; and
    (ii) the Rights are not Redeemed.
scenario "Solo"
    people Orion is a Stockholder.
"""


def test_what_needs_no_exception_is_not_shown_with_one() -> None:
    """The Board redeems, and nobody need hold anything; that Orion buys 501 shares afterwards, so that redemption is relied upon, is no part of it."""
    library = load_text(NO_NEED)
    answer = ask(library.plan, library.ask("in every way can the Rights be Redeemed by June 1, 2001, with the Rights at no time Trap?", "Solo"), 60)
    assert [(way.excuses, [line.event for line in way.path.lines]) for way in answer.ways] == [((), ["Redemption"])]
    assert answer.headline.proved
