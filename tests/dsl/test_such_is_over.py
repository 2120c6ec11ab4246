"""`such Stockholder` and `its` never mean somebody else than the one of whom the words before speak."""

from __future__ import annotations

import pytest

from dsl.diagnostics import Mistakes
from dsl.load import load_text

PLAN = """
plan "Acme" from "acme" dated May 7, 2001.
use "rights".
[assume "a"]
Big Holder means a Person whose Shares Held is at least 200 shares.
[assume "a"]
Friend means a Person for whom {}.
"""


def codes(condition: str) -> set[str]:
    try:
        load_text(PLAN.format(condition))
    except Mistakes as mistakes:
        return {mistake.code for mistake in mistakes.diagnostics}
    return set()


@pytest.mark.parametrize(
    "condition",
    [
        "(some Stockholder is an Associate of such Person and such Stockholder has become a Big Holder)",
        "(some Stockholder is an Associate of such Person and its Shares Held is at least 200 shares)",
        "(some Stockholder is an Associate of such Person or such Stockholder is a Big Holder)",
        "all of (i) such Person is a Big Holder; and (ii) no Stockholder is an Associate of such Person and such Stockholder is a Big Holder",
        "((some Stockholder is an Associate of such Person) and such Stockholder is a Big Holder)",
    ],
)  # fmt: skip
def test_who_is_meant_after_a_sentence_is_over_is_asked(condition: str) -> None:
    assert codes(condition) == {"such-is-over"}


@pytest.mark.parametrize(
    "condition",
    [
        "some Stockholder who is an Associate of such Person has become a Big Holder",
        "some Stockholder who is an Associate of such Person and whose Shares Held is at least 5 shares is a Big Holder",
        "(such Person is a Big Holder or some Stockholder is an Associate of such Person)",
        "all of (i) some Stockholder is an Associate of such Person; and (ii) such Person is not a Big Holder",
        "all of (i) some Stockholder is an Associate of such Person; and (ii) its Shares Held is at least 5 shares",
        "(some Stockholder is an Associate of such Person and such Person is not a Big Holder)",
        "(the sum of Shares Held over such Person and its Associates is at least 9 shares and its Shares Held is at least 5 shares)",
    ],
)  # fmt: skip
def test_who_is_meant_within_a_sentence_or_in_a_limb_of_its_own_is_clear(condition: str) -> None:
    assert codes(condition) == set()


def test_nobody_was_introduced_as_a_stockholder() -> None:
    assert codes("such Stockholder is a Big Holder") == {"no-such-person"}


def test_each_part_of_a_question_is_a_sentence_of_its_own() -> None:
    library = load_text(PLAN.format("such Person is a Big Holder"))
    library.ask("can some Person be a Friend, and at no time (some Person has Shares Held of at least 5 shares), and at no time (such Person is a Big Holder)?")
