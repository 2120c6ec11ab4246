"""Of a way that relies upon no exception it is said what its path may do without, as the way is then another."""

from __future__ import annotations

from counsel.answers.ways import ways
from counsel.document import Paragraph, Words
from dsl.load import load_text
from solver.ask import ask

PLAN = '''plan "Doors" from "doors" dated March 2, 1998.

[p.1: "x"]
thing the Door.
[p.1: "x"]
organ the Warden.
[p.1: "x"]
Unlocked of the Door starts at no.
[p.1: "x"]
Lit of the Door starts at yes.
[p.1: "x"]
power Unlocking: "the Warden unlocks the door"
    provided the Door is not Unlocked
    effect the Door becomes Unlocked.
[p.1: "x"]
event Ringing: "the Warden rings the bell"
    effect Rung becomes yes.
[p.1: "x"]
Rung starts at no.
[p.1: "x"]
Open of the Door means that all of
    (i) the Door is Unlocked; and
    (ii) any of
        (A) the Door is Lit; or
        (B) Rung is yes.

scenario "Quiet"
    people Ada is a Person.
'''


def test_what_a_path_may_do_without_is_said() -> None:
    """The light is on all along, so that the bell opens nothing: by limb (B) it is rung for nothing, by limb (A) it is not rung."""
    library = load_text(PLAN)
    found = ask(library.plan, library.ask("in every way can the Door be Open?", "Quiet"))
    assert [(str(way.limb and way.limb.parts), [line.event for line in way.idle]) for way in found.ways] == [("('(ii)', '(A)')", []), ("('(ii)', '(B)')", ["Ringing"])]
    said = ["".join(part.text for part in block.inlines if isinstance(part, Words)) for block in ways(library.plan, found) if isinstance(block, Paragraph)]
    assert [text for text in said if "without this" in text] == [
        "The path shown comes to what is sought without this, too: the Warden rings the bell. Whether another by this way needs it was not looked for."
    ]
