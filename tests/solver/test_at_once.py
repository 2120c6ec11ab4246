"""What happens by itself happens at once: the moment between its condition and its effect is seen by nobody.

Who crosses 10% of 1,000 shares is counted with what it holds, and the report is
filed as June 1 begins. So nobody is ever across and not counted, and the report
is never due and not filed, however it is asked.
"""

from __future__ import annotations

import pytest

from dsl.load import load_text
from solver.ask import ask

PLAN = """
plan "At once" from "at-once-2001" dated April 2, 2001.

use "rights".

[assume "for the test"]
Outstanding Shares starts at 1,000 shares.

[assume "for the test"]
Crosser means a Person whose Shares Held is at least 10% of Outstanding Shares.

[assume "for the test"]
Counted of a Person starts at 0 shares.

[assume "for the test"]
whenever a Person first becomes a Crosser: Counted of such Person becomes Shares Held of such Person.

[assume "for the test"]
Overlooked means a Person who is a Crosser and whose Counted is 0 shares.

[assume "for the test"]
Once Overlooked means a Person who has become Overlooked.

[assume "for the test"]
Count of a Person means Counted of such Person where such Person is a Crosser, otherwise 100 shares.

[assume "for the test"]
Smallest Count of a Person means the least Count of such Person so far.

[assume "for the test"]
Filed of the Rights starts at no.

[assume "for the test"]
Due of the Rights means that now is on or after June 1, 2001.

[assume "for the test"]
whenever the Rights are Due first holds: the Rights become Filed.

[assume "for the test"]
Late of the Rights means that the Rights are Due and the Rights are not Filed.

scenario "Orion crosses"
    people Orion is a Stockholder, Vega is a Stockholder.
    May 1, 2001: Orion buys 200 shares.

scenario "Vega may"
    people Vega is a Stockholder.
    May 1, 2001: Vega buys 50 shares.
"""

ASKED = (
    ("Orion crosses", "when does it first hold that Orion is Overlooked?", "never"),
    ("Orion crosses", "when does it first hold that the Rights are Late?", "never"),
    ("Orion crosses", "is Orion Once Overlooked on July 2, 2001?", "no"),
    ("Orion crosses", "what is Smallest Count of Orion on July 2, 2001?", "100 shares"),
    ("Vega may", "can Vega be a Crosser?", "possible"),
    ("Vega may", "can Vega be a Crosser, with Vega at no time Overlooked?", "possible"),
    ("Vega may", "can Vega be Overlooked?", "impossible"),
    ("Vega may", "can Vega be Once Overlooked?", "impossible"),
    ("Vega may", "can the Rights be Late?", "impossible"),
    ("Vega may", "can the Rights be Filed, with the Rights at no time Late?", "possible"),
    ("Vega may", "is it certain that not (the Rights are Late)?", "holds"),
    ("Vega may", "what is the least that Count of Vega can be?", "1 share"),  # of ten, after buy-backs
)


@pytest.mark.parametrize(("story", "asked", "expected"), ASKED)
def test_the_moment_between_is_not_seen(story: str, asked: str, expected: str) -> None:
    library = load_text(f'{PLAN}\nquestion "it"\n    in "{story}"\n    {asked}\n    expect {expected}.\n')
    (question,) = library.asked
    answer = ask(library.plan, question, 30)
    assert not answer.missed, answer.rows
