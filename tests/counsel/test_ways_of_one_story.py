"""Two limbs that one story meets at once are two ways, and the story is shown once."""

from __future__ import annotations

from counsel.answers.ways import ways
from counsel.document import Paragraph
from dsl.load import load_text
from solver.ask import ask

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Outstanding Shares starts at 1,000 shares.
[assume "a"]
Stirred of the Rights means that any of (i) some Purchase has happened; or (ii) some Stockholder has Shares Held of more than 5 shares.
scenario "S"
    people Orion is a Stockholder.
    at the start: Shares Held of Orion is 5 shares.
"""


def test_a_story_of_two_ways_is_shown_once() -> None:
    """One share bought stirs the Rights by both limbs."""
    library = load_text(PLAN)
    answer = ask(library.plan, library.ask("in every way can the Rights be Stirred?", "S"), 60)
    assert [str(way.limb) for way in answer.ways] == ["Stirred (i)", "Stirred (ii)"]
    blocks = list(ways(library.plan, answer))
    said = ["".join(inline.text for inline in block.inlines) for block in blocks if isinstance(block, Paragraph)]
    assert said.count("By the story of way 1, in which this comes about as well.") == 1
    assert sum(not isinstance(block, Paragraph) for block in blocks) == 1
