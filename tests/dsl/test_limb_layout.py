"""A line after a list within a line is not guessed to be of its last limb."""

from __future__ import annotations

import pytest

from dsl.diagnostics import Mistakes
from dsl.load import load_text

PLAN = '''plan "Lists" from "lists" dated March 2, 1998.

[p.1: "x"]
thing the Rights.
[p.1: "x"]
Open of the Rights starts at no.
[p.1: "x"]
input Consent as yes or no.
[p.1: "x"]
input Notice as yes or no.
[p.1: "x"]
power Opening: "the Board opens the Rights"
    provided {}
    effect the Rights become Open.
[p.1: "x"]
organ the Board.
'''


@pytest.mark.parametrize(
    "condition",
    [
        "any of (i) Consent is yes; or (ii) the Rights are not Open\n    and Notice is yes",
        "any of (i) Consent is yes; or (ii) the Rights are not Open\n        and Notice is yes",
        "any of (i) Consent is yes\n    and Notice is yes; or (ii) the Rights are not Open",
        "all of (i) Consent is yes; and (ii) the Rights are not Open\n    or Notice is yes",
        "any of (i) Consent is yes; or (ii) the Rights are not Open -- (see p.2\n    and Notice is yes",
    ],
)
def test_what_may_belong_to_a_limb_or_follow_the_list_is_refused(condition: str) -> None:
    with pytest.raises(Mistakes) as refused:
        load_text(PLAN.format(condition))
    assert [mistake.code for mistake in refused.value.diagnostics] == ["limb-layout"]


@pytest.mark.parametrize(
    "condition",
    [
        "any of (i) Consent is yes; or (ii) the Rights are not Open and Notice is yes",
        "any of (i) Consent is yes; or (ii) the Rights\n    are not Open",
        "any of (i) Consent is yes; or (ii) (the Rights are not Open\n    and Notice is yes)",
        "(any of (i) Consent is yes; or (ii) the Rights are not Open)\n    and Notice is yes",
        "any of (i) Consent is yes;\n    or (ii) the Rights are not Open",
    ],
)
def test_what_can_be_read_in_one_way_is_taken(condition: str) -> None:
    load_text(PLAN.format(condition))
