"""What is usually said in other words than a plan says it: `buys back` for `repurchases`.

Takes a sentence; gives the same with words of the one group for another, so
that it can be seen whether the plan has an event that is written so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ALIKE = (
    ("repurchases", "buys back", "purchases back"),
    ("buys", "purchases", "acquires"),
    ("sells", "disposes of"),
    ("issues", "allots"),
    ("announces", "discloses", "says", "declares", "states"),
    ("learns", "finds out", "hears"),
    ("beneficially owns", "owns", "holds"),
    ("commences", "launches", "makes", "starts", "begins"),
    ("an intention to commence", "its intention to commence", "an intention to launch", "its intention to launch", "an intention to make"),
    ("agree to act together", "form a group", "act in concert"),
    ("determines", "finds", "decides"),
    ("designates", "sets", "fixes"),
    ("lowers", "reduces"),
    ("extends", "prolongs"),
    ("mails", "sends"),
)  # fmt: skip


def in_other_words(sentence: str) -> Iterator[str]:
    """The sentence with one of these said as it is also said, and then with two."""
    once = list(_with_one(sentence))
    yield from once
    for other in once:
        yield from _with_one(other)


def _with_one(sentence: str) -> Iterator[str]:
    for group in ALIKE:
        for said in group:
            if re.search(rf"\b{said}\b", sentence):
                yield from (re.sub(rf"\b{said}\b", other, sentence, count=1) for other in group if other != said)
