"""Pictures: what they show is what the story comes to, to the day, and nothing of it lies over anything else."""

from __future__ import annotations

import datetime as dt
import itertools
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from test_commands import run

from counsel.pictures.draw import draw_picture
from counsel.pictures.kinds import PictureKind
from counsel.pictures.ownership import ownership
from counsel.pictures.shapes import Box, Picture, Words, width_of
from counsel.pictures.states import states
from counsel.pictures.svg import svg
from counsel.pictures.timeline import timeline
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, CLOSE, START, instant
from dsl.load import Library, load
from solver.chronicle import chronicle
from solver.course import Course, course
from solver.stakes import stakes
from solver.undecided import Undecided

LONG = "Amalgamated Consolidated International Opportunities Master Fund Of Nineteen Ninety Eight"
STORIES = f"""use "hemacare".

scenario "Markup & <b>bold</b> in a title that goes on for so long that it does not stand on one line of the picture at all"
    people {LONG} is a Stockholder, Orion is a Stockholder, the Gazette is a Person.
    May 1, 1998: {LONG} buys 1,100,000 shares.
    May 1, 1998: Orion buys 1,200,000 shares.
    May 1, 1998, after the close of business: the Gazette announces that Orion beneficially owns 1,200,000 shares.
    May 20, 1998: the Board lowers the threshold to 12%.

scenario "Nothing happens"
    people Orion is a Stockholder.

scenario "Forty purchases"
    people Orion is a Stockholder.
    {{purchases}}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    days = [dt.date(1998, 5, 1) + dt.timedelta(days=5 * place) for place in range(40)]
    lines = "\n    ".join(f"{day:%Y-%m-%d}: Orion buys {30_000 + place:,} shares." for place, day in enumerate(days))
    path = tmp_path_factory.mktemp("stories") / "stories.plan"
    path.write_text(STORIES.format(purchases=lines))
    return load(str(path), [])


def told(library: Library, title: str, *only: str) -> Course:
    scenario = next(one for name, one in library.scenarios.items() if name.startswith(title))
    return course(library.plan, scenario, only or None)


def texts(picture: Picture) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Words)]


def test_a_window_is_open_to_the_day(hemacare: Library) -> None:
    """p.5 (i): redemption is open before the tenth day after the holder's announcement of May 4: May 14; so through May 13."""
    found = told(hemacare, "Its own announcement", "Redemption", "Announcement Period")
    (window,) = found.windows
    assert [end for _, end in window.stretches] == [instant(dt.date(1998, 5, 14), START)]
    assert [(clock.term, clock.value, clock.moved) for clock in found.clocks] == [("Announcement Period", dt.date(1998, 5, 14), False)]
    shown = texts(timeline(hemacare.plan, found, ["Redemption", "Announcement Period"]))
    assert "from the start of February 23, 1998 until the end of May 13, 1998" in shown
    assert "May 14, 1998 (Thursday)" in shown


def test_a_status_begins_at_its_instant(hemacare: Library) -> None:
    """p.3: the Rights separate, and are exercisable, at the close of business of May 14, ten days after the announcement of May 4."""
    found = told(hemacare, "The press gets there first", "Exercisable", "Acquiring Person")
    begins = {(held.term, held.subject): held.stretches[0][0] for held in found.statuses if held.stretches}
    assert begins == {
        ("Exercisable", None): instant(dt.date(1998, 5, 14), CLOSE),
        ("Acquiring Person", "Orion"): instant(dt.date(1998, 5, 1), BEFORE_CLOSE),
    }


def test_a_date_that_is_moved_never_came(hemacare: Library) -> None:
    """p.3 (iv): a later date designated in time postpones the date of limb (i)."""
    scenario = hemacare.ask("when is the Distribution Date?", "Its own announcement").scenario
    assert not any(clock.moved for clock in course(hemacare.plan, scenario, ["Distribution Date"]).clocks)
    deferred = next(one for one in hemacare.scenarios.values() if {line.event for line in one.lines} >= {"Announcement", "Deferral"})
    found = course(hemacare.plan, deferred, ["Distribution Date"])
    assert found.clocks[0].moved
    assert found.clocks[0].end == found.clocks[1].begin


def test_what_turns_on_facts_that_nobody_stated_is_not_drawn(hemacare: Library) -> None:
    """p.6: whether an amendment harms a holder is a fact that this story does not state."""
    found = told(hemacare, "A known 14.2% holder", "Harmed Holder", "Acquiring Person")
    assert found.turning == ("Harmed Holder",)
    assert found.unstated == ("Amendment Harm of Orion",)
    assert not any(held.term == "Harmed Holder" and held.subject == "Orion" for held in found.statuses)
    assert "Harmed Holder" in " ".join(texts(timeline(hemacare.plan, found)))
    assert "Amendment Harm of Orion" in " ".join(texts(states(hemacare.plan, found)))


def test_a_line_that_is_not_allowed_is_marked(library: Library) -> None:
    """p.5: the threshold may be lowered only before somebody becomes an Acquiring Person."""
    found = told(library, "Markup", "Lower Threshold", "Acquiring Person")
    assert found.forbidden is not None
    assert any("Not allowed" in text for text in texts(timeline(library.plan, found)))


def test_ownership_is_exact(hemacare: Library) -> None:
    """p.6: 1,078,606 of 7,190,710 shares, of 7,190,706 when four are bought back, against 15%; with the event of its moment."""
    found = stakes(hemacare.plan, hemacare.scenarios["Four shares bought back"], ["Threshold Holder"])
    assert found is not None
    (orion,), (figure,) = found.holders, found.figures
    assert [value for _, value in orion.values] == [0, Fraction(1_078_606, 7_190_710), Fraction(1_078_606, 7_190_706)]
    assert [value for _, value in figure.values] == [Fraction(15, 100)]
    assert orion.at(instant(dt.date(1998, 5, 7), AFTER_CLOSE)) == Fraction(1_078_606, 7_190_710)


def test_a_value_too_near_to_a_figure_to_be_seen_apart_is_said_to_be_less_or_more(hemacare: Library) -> None:
    """p.6: 1,078,606 of 7,190,710 shares are under 15%, of 7,190,706 over it."""
    found = stakes(hemacare.plan, hemacare.scenarios["Four shares bought back"], ["Threshold Holder"])
    assert found is not None
    said = " ".join(texts(ownership(hemacare.plan, found)))
    assert "Friday, May 1, 1998: Orion 14 719,066/719,071% (about 15.0000%), less than 15%." in said
    assert "Friday, May 8, 1998: Orion 15 5/3,595,353% (about 15.0000%), more than 15%." in said


def test_a_figure_may_be_of_each_person() -> None:
    """R.R. Donnelley p.1: 10%, or 20% for a passive investor."""
    donnelley = load("rr-donnelley")
    found = stakes(donnelley.plan, donnelley.scenarios["Announced"])
    assert found is not None
    assert {(one.of, one.values[0][1]) for one in found.figures} == {("Orion", Fraction(1, 10)), ("Vega", Fraction(1, 5))}


@pytest.mark.parametrize(("title", "width"), [("Markup", 640.0), ("Markup", 960.0), ("Nothing happens", 640.0), ("Forty purchases", 640.0)])
def test_no_words_lie_over_others_or_outside(library: Library, title: str, width: float) -> None:
    found = told(library, title, "Acquiring Person", "Threshold Holder", "Exercisable", "Redemption", "Deferral", "Distribution Date")
    owned = stakes(library.plan, found.scenario)
    assert owned is not None
    for picture in (timeline(library.plan, found, width=width), states(library.plan, found), ownership(library.plan, owned, width)):
        assert_legible(picture)


def assert_legible(picture: Picture) -> None:
    """No words lie over others or outside of the picture, and no marks over marks."""
    words = [shape for shape in picture.shapes if isinstance(shape, Words)]
    spans = [(*_span(one), one.y - one.size * 0.75, one.y, one.text) for one in words if not one.turned]
    assert all(left >= 0 and right <= picture.width and bottom <= picture.height for left, right, _, bottom, _ in spans), spans
    for place, (left, right, top, bottom, text) in enumerate(spans):
        for other in spans[place + 1 :]:
            assert right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top, (text, other[4])
    marks = sorted((shape.x, shape.x + shape.width) for shape in picture.shapes if isinstance(shape, Box) and shape.round == 8)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(marks))
    turned = sorted(one.x for one in words if one.turned)
    assert all(other - one >= 11 for one, other in itertools.pairwise(turned))


def _span(words: Words) -> tuple[float, float]:
    width = width_of(words.text, words.size, words.bold)
    left = words.x - {"start": 0, "middle": width / 2, "end": width}[words.anchor]
    return left, left + width


def test_a_title_is_text_and_no_markup(library: Library) -> None:
    found = told(library, "Markup", "Acquiring Person")
    root = ET.fromstring(svg(timeline(library.plan, found)))
    said = " ".join("".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Markup & <b>bold</b> in a title" in said
    assert not [one for one in root.iter() if one.tag.endswith("}b")]


@pytest.mark.parametrize("kind", list(PictureKind))
def test_the_command_draws_each_kind_and_the_same_each_time(tmp_path: Path, hemacare: Library, kind: PictureKind) -> None:
    out = tmp_path / "picture.svg"
    status, output = run("picture", "hemacare", "-s", "Just under", "--kind", kind.value, "-o", str(out))
    assert status == 0, output
    assert out.read_text() == svg(draw_picture(hemacare.plan, hemacare.scenarios["Just under"], kind))


def test_a_picture_that_cannot_be_drawn_is_met_with_help(tmp_path: Path) -> None:
    status, output = run("picture", "hemacare", "-s", "The press gets there furst", "-o", str(tmp_path / "x.svg"))
    assert status == 2
    assert "The press gets there first" in output
    status, output = run("picture", "hemacare", "-s", "Just under", "-o", str(tmp_path / "no" / "x.svg"))
    assert status == 2
    assert "Name a file in a folder" in output


def test_a_story_whose_values_nobody_stated_is_told(tmp_path: Path) -> None:
    path = tmp_path / "acme.plan"
    path.write_text("""plan "Acme Rights Plan" from "acme" dated May 7, 2001.

use "rights".

[p.1: "a"]
Outstanding Shares starts at 10,000,000 shares.

[p.1: "b"]
input Price in dollars per share.

[p.1: "c"]
Last Price starts unset in dollars per share.

[p.1: "d"]
with each Purchase
    effect Last Price becomes Price.

scenario "A purchase"
    people Orion is a Stockholder.
    June 4, 2001: Orion buys 10 shares.
""")
    status, output = run("replay", str(path))
    assert status == 0, output
    assert "a value that turns on Price, which nobody stated" in " ".join(output.split())


def test_what_time_brings_is_told_where_something_happens_by_itself_at_that_moment() -> None:
    """p.3: the Rights are exercisable from the close of business of May 14; the plan keeps the holders' shares of that moment by itself."""
    status, output = run("replay", "hemacare", "-s", "The press gets there first")
    assert status == 0
    assert "close of business on Thursday, May 14, 1998:\n    Orion becomes a Separation Holder\n    the Gazette becomes" in output
    assert output.index("the Rights become Exercisable") < output.index("Separation Rights of Orion")


@pytest.mark.soak
@pytest.mark.parametrize("name", ["hemacare", "household", "rr-donnelley"])
def test_every_story_is_drawn_and_agrees_with_its_telling(name: str) -> None:
    """What is open after the last line is the same in the picture as where the story is told."""
    library = load(name)
    undrawn = 0
    for scenario in library.scenarios.values():
        as_told = chronicle(library.plan, scenario)
        try:
            found = course(library.plan, scenario)
        except Undecided:  # it turns on what nobody stated whether a line can happen, and the command says so
            undrawn += 1
            continue
        since = max([found.begin, *(step.tick for step in found.steps if step.line is not None)])
        for window in as_told.windows:
            drawn = next((one for one in found.windows if one.power == window.power), None)
            assert drawn is not None or window.power in found.turning
            if drawn is not None:
                later = tuple((max(begin, since), end) for begin, end in drawn.stretches if end > since)
                assert later == window.stretches, (scenario.title, window.power)
        assert_legible(timeline(library.plan, found))
        assert_legible(states(library.plan, found))
        owned = stakes(library.plan, scenario)
        if owned is not None:
            assert_legible(ownership(library.plan, owned))
    assert undrawn * 50 <= len(library.scenarios)
