"""Every clause of the HemaCare plan matters: without it some expected answer changes, or the plan's list says why none does.

The list is `plans/hemacare/unasked.txt`. A few labels are tried each time, against the questions
of two files; a soak tries all against all.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from deletions import Deletions
from msgspec.structs import replace
from unasked import read_unasked

from dsl.core import Label
from dsl.filing import Covered, coverage, make_outline, pages_of, read_outline
from dsl.load import Library
from dsl.plan_files import built_in
from dsl.source import Source

FOLDER = built_in() / "hemacare"
UNASKED = dict(read_unasked(FOLDER / "unasked.txt"))
NO_RULES = ("hemacare", "statements", "consequences")  # files that declare what is asked about, and rule nothing
FILES = sorted(path.name for path in FOLDER.glob("*.plan") if path.stem not in NO_RULES)
SAMPLED_FROM = ("exchange.plan", "redemption.plan")  # whose questions notice the sample
SAMPLE = (
    "Exchange Ratio", "Exchange", "Redeemed At Once", "Redemption Later Date", "Effective Time", "Exchange Shares at which",
    "Exchange Open (i) (B)", "Announcement Period at which (i)", "Exchange effect", "Redemption Extension proviso [4]",
    "Redemption proviso [3]", "Dated Redemption effect",
)  # fmt: skip
MOST_UNASKED = 6


@pytest.fixture(scope="module")
def deletions(hemacare: Library) -> Deletions:
    """The HemaCare plan with the questions of fact that come with it."""
    return Deletions(hemacare, "hemacare")


def mistaken(deletions: Deletions, labels: tuple[Label, ...]) -> list[str]:
    """The labels that are neither caught nor listed, and those that are both."""
    return [str(label) for label in labels if (deletions.caught_by(label) is None) != (str(label) in UNASKED)]


def test_a_sample_of_the_clauses_matters(hemacare: Library) -> None:
    asked = tuple(question for question in hemacare.asked if Path(question.span.file).name in SAMPLED_FROM)
    few = Deletions(replace(hemacare, asked=asked), "hemacare")
    sample = [label for label in few.labels if str(label) in SAMPLE]
    assert len(sample) == len(SAMPLE)
    assert not [str(label) for label in sample if few.caught_by(label) is None]


def test_the_list_names_labels_of_the_plan_once_each_with_a_reason(deletions: Deletions) -> None:
    listed = read_unasked(FOLDER / "unasked.txt")
    assert {label for label, _ in listed} <= {str(label) for label in deletions.labels}
    assert len(listed) == len(UNASKED) <= MOST_UNASKED
    assert all(len(reason.split()) > 3 for _, reason in listed)


def test_what_nothing_asks_about_is_noticed(hemacare: Library) -> None:
    """p.6: one question asks how many shares are reserved; without it, deleting their clause turns no answer."""
    asking = tuple(question for question in hemacare.asked if question.title == "How many shares are reserved")
    one, none = (Deletions(replace(hemacare, asked=asked), "hemacare") for asked in (asking, ()))
    assert one.caught_by(Label("Reserved Shares")) is not None
    assert none.caught_by(Label("Reserved Shares")) is None


@pytest.mark.soak
@pytest.mark.parametrize("file", FILES)
def test_every_clause_matters(deletions: Deletions, file: str) -> None:
    clauses = deletions.plan.clauses
    labels = tuple(label for label in deletions.labels if Path(clauses[label].span.file).name == file)
    assert labels
    assert not mistaken(deletions, labels)


@pytest.mark.soak
@pytest.mark.parametrize("listed", UNASKED)
def test_what_is_listed_matters_under_no_reading(deletions: Deletions, listed: str) -> None:
    (label,) = [label for label in deletions.labels if str(label) == listed]
    found = deletions.caught_under_any_reading(label)
    assert found is None, f"{listed} is asked about by {found.title}"


@pytest.mark.soak
def test_every_encoded_item_of_the_source_matters(deletions: Deletions, filing: Path) -> None:
    """Of the clauses that cite an item, one at least is caught, or one at least is on the list."""
    kept = read_outline(Source("source.outline", (FOLDER / "source.outline").read_text()))
    pages = pages_of(filing.read_text())
    found = coverage(deletions.plan, make_outline(pages, kept.first, kept.last), pages)
    encoded = [covered for covered in found if covered.state == "encoded"]
    assert encoded
    assert not [covered.item.path for covered in encoded if not matters(deletions, covered)]


def matters(deletions: Deletions, covered: Covered) -> bool:
    """Whether a clause that cites the item, or a part of one, is caught or listed."""
    parts = [
        label for label in deletions.labels for whole in covered.labels
        if label.clause == whole.clause and label.parts[: len(whole.parts)] == whole.parts
    ]  # fmt: skip
    return any(str(label) in UNASKED or deletions.caught_by(label) is not None for label in parts)
