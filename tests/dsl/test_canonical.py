"""The canonical text: what is formatted says the same, and any white space leads to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.canonical import format_source
from dsl.clauses import cut
from dsl.parse import parse
from dsl.plan_files import built_in
from dsl.source import Source

FILES = sorted(built_in().rglob("*.plan"))
STRING_OR_SPACE = re.compile(r'"[^"]*"|--[^\n]*\n|\n#[^\n]*\n|\s+')


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_files_are_canonical(path: Path) -> None:
    text = path.read_text()
    assert format_source(Source(path.name, text)) == text


CLAUSES = [
    clause.text for path in FILES for clause in cut(Source(path.name, path.read_text())).clauses
    if "(i)" not in clause.text and "(A)" not in clause.text
]  # fmt: skip


@given(st.sampled_from(CLAUSES), st.randoms(use_true_random=False))
def test_any_white_space_leads_to_one_text(clause: str, random) -> None:  # type: ignore[no-untyped-def]
    """Lists apart, whose margins mean something, a clause may be broken anywhere."""

    def spaced(match: re.Match[str]) -> str:
        if not match[0].isspace():
            return match[0]
        if match.string[: match.start()].endswith("."):
            return "\n    "  # a full stop ends a story's line only before a line break
        return str(random.choice([" ", "  ", "\n  ", "\n        ", "\t"]))

    clean = "\n".join(re.sub(r"--[^\n]*", "", line) for line in clause.splitlines())
    heads = re.match(r"(?:\[(?:\"[^\"]*\"|[^\"\]])*\]\s*)*", clean)
    assert heads is not None
    mangled = heads[0] + STRING_OR_SPACE.sub(spaced, clean[heads.end() :].strip()) + "\n"
    tidy = format_source(Source("tidy", clean.strip() + "\n"))
    assert not parse(Source("mangled", mangled))[1]
    assert format_source(Source("mangled", mangled)) == tidy


def test_comments_and_headings_stay_where_they_stand() -> None:
    text = (
        "-- about the file\n\n# Dates\nRecord   Date is March 3, 1998. -- the day of record\n\n\n\n"
        "-- about the list\nSeparation means the earliest of\n"
        "  -- the first one\n  (i) Record Date; and -- then\n  (ii)   March 4, 1998.\n-- the end\n"
    )
    assert format_source(Source("text", text)) == (
        "-- about the file\n\n# Dates\n\nRecord Date is March 3, 1998.  -- the day of record\n\n"
        "-- about the list\nSeparation means the earliest of\n"
        "    -- the first one\n    (i) Record Date; and  -- then\n    (ii) March 4, 1998.\n-- the end\n"
    )


def test_a_nested_list_keeps_its_margins() -> None:
    text = "Bad of the Rights means that any of (i) all of (A) the Rights are Redeemed; and (B) now is after March 3, 1998; or (ii) the Rights are Expired.\n"
    assert format_source(Source("text", text)) == (
        "Bad of the Rights means that any of\n    (i) all of\n        (A) the Rights are Redeemed; and\n"
        "        (B) now is after March 3, 1998; or\n    (ii) the Rights are Expired.\n"
    )


def test_a_long_clause_breaks_at_its_joints() -> None:
    text = (
        "Holder means a Person, other than an Exempt Person, whose Beneficial Ownership is at least Ownership Threshold of "
        "Outstanding Shares and who is an Associate of the Company.\n"
    )
    assert format_source(Source("text", text)) == (
        "Holder means a Person, other than an Exempt Person,\n"
        "    whose Beneficial Ownership is at least Ownership Threshold of Outstanding Shares\n"
        "    and who is an Associate of the Company.\n"
    )
