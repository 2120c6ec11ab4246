"""What could have been read is said in words, never as a pattern of the grammar."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dsl
from dsl.diagnostics import Mistakes
from dsl.load import load
from dsl.parse import parse, parse_question
from dsl.slip_words import WORDS
from dsl.source import Source

GRAMMAR = Path(dsl.__file__).with_name("grammar.lark")


def test_every_pattern_of_the_grammar_has_words() -> None:
    patterns = re.findall(r"^([_A-Z]+)(?:\.\d+)?\s*:\s*/", GRAMMAR.read_text(), re.MULTILINE)
    assert len(patterns) > 20
    assert set(patterns) - set(WORDS) == {"COMMENT"}


MISSPELT = (
    ("Foo means close of busines on the 10th day after Record Date.", "busines", "business"),
    ("Foo means close of business on the 10th day aftr Record Date.", "aftr", "after"),
    ("Foo means the earlist of (i) Record Date; and (ii) Payable Date.", "earlist", "earliest"),
    ("Foo means the earliest of (i) Record Date; adn (ii) Payable Date.", "adn", "and"),
    ("Foo maens Record Date.", "maens", "means"),
    ("Foo starts unst as a day.", "unst", "unset"),
    ("input Foo in dollars per share, defualt $2.00.", "defualt", "default"),
    ('open Foo as a day, becuase "no".', "becuase", "because"),
    ('duty Foo: "the Company acts" after Record Date unles the Rights are Redeemed.', "unles", "unless"),
    ('duty Foo: "the Company acts" after Record Date as soon as practicble.', "practicble", "practicable"),
    ('power Foo: "the Board acts" from Record Date untill Payable Date.', "untill", "until"),
    ('power Foo: "the Board acts" before Record Date proivded the Rights are not Redeemed.', "proivded", "provided"),
    ('event Foo: "the Board acts" provided the Rights are nto Redeemed.', "nto", "not"),
    ("with each Purchase efect Foo becomes 1%.", "efect", "effect"),
    ("Foo means Record Date, postpond to Payable Date.", "postpond", "postponed"),
    ("Foo means Record Date where the Rights are Redeemed, otherwse Payable Date.", "otherwse", "otherwise"),
    ("Foo means a Person, othr than a Subsidiary, whose Shares Held is at least 5 shares.", "othr", "other"),
    ("Foo means 5% tmes Outstanding Shares.", "tmes", "times"),
    ('scenario "x"\n    May 1, 1998, afer the close of business: Orion buys 5 shares.', "afer", "after"),
    ('question "x" when is the Distribution Date? expect close of busines on May 14, 1998.', "busines", "business"),
    ("wehn is the Distribution Date?", "wehn", "when"),
    ("what does the plan sya about Redemption?", "sya", "say"),
    ("can the Rights be Redeemed by June 1, 1998, with the Rights at no tme Exercisable?", "tme", "time"),
    ("is it certian that Ownership Threshold is at least 11%?", "certian", "certain"),
    ("is it certain that Ownership Threshold is atleast 11%?", "atleast", "at least"),
    ("when may Redemption hapen?", "hapen", "happen"),
    ("in evry way can the Rights be Redeemed?", "evry", "every"),
    ("what is the mst that Shares Held of Orion can be?", "mst", "most"),
    ("is Orion an Acquiring Person on Jnuary 5, 1999?", "Jnuary", "January"),
    ("is Certificate Mailing brached?", "brached", "breached"),
)
NO_MISSPELLINGS = (
    ("can Orion own 10% of Outstanding Shares?", "owning-verb"),
    ("can Orion buy 10% of Outstanding Shares?", "act-in-question"),
    ("is it so that now is after the tenth day after Record Date?", "written-count"),
    ("is orion an Acquiring Person?", "unexpected"),
    ("is Orion an Acquiring Person until May 5, 1998?", "other-date-word"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "word", "meant"), MISSPELT, ids=[word for _, word, _ in MISSPELT])
def test_a_misspelt_word_is_pointed_at_with_the_one_meant(text: str, word: str, meant: str) -> None:
    asked = text.endswith("?")
    (mistake,) = parse_question(Source("it", text))[1] if asked else parse(Source("it", text))[1]
    assert (mistake.code, text[mistake.span.start : mistake.span.end], mistake.help) == ("misspelt", word, f"Did you mean `{meant}`?")


@pytest.mark.parametrize(("text", "code"), NO_MISSPELLINGS)
def test_another_slip_is_not_taken_for_a_misspelling(text: str, code: str) -> None:
    (mistake,) = parse_question(Source("it", text))[1]
    assert mistake.code == code


@pytest.mark.parametrize(("written", "days"), [
    ("12/31/2010", "Write `December 31, 2010`."),
    ("31.12.2010", "Write `December 31, 2010`."),
    ("4/5/2010", "Write `April 5, 2010` or `May 4, 2010`, whichever is meant."),
    ("4/4/2010", "Write `April 4, 2010`."),
    ("31/31/2010", "Write a day of the calendar, such as `March 3, 1998`."),
    ("31 December 2010", "Write `December 31, 2010`."),
    ("Dec. 31, 2010", "Write `December 31, 2010`."),
    ("December 31 2010", "Write `December 31, 2010`."),
    ("December 31st, 2010", "Write `December 31, 2010`."),
])  # fmt: skip
def test_a_date_written_otherwise_is_met_with_how_it_is_written(written: str, days: str) -> None:
    for text in (f"is Orion an Acquiring Person on {written}?", f"Foo means the 10th day after {written}.", f'scenario "x"\n    {written}: Orion buys 5 shares.'):
        (mistake,) = parse_question(Source("it", text))[1] if text.endswith("?") else parse(Source("it", text))[1]
        assert (mistake.code, text[mistake.span.start : mistake.span.end], mistake.help) == ("other-date", written, days)


def test_a_date_that_is_written_well_is_not_found_fault_with() -> None:
    for text, code in (("is Orion an Acquiring Person on May 4, 2011.", "missing-question-mark"), ("is Orion an Acquiring Person on May 4, 2011 +", "symbol-arithmetic")):
        (mistake,) = parse_question(Source("it", text))[1]
        assert mistake.code == code


@pytest.mark.parametrize(("question", "meant"), [
    ("is Orion adverse?", "Did you mean `Adverse Person`, `Adverse Period` or `Material Adverse Impact`? A term is written as in the plan."),
    ("are the Rights redeemed?", "Did you mean `Redeemed`? A term is written as in the plan."),
    ("is Orion frobnicated?", None),
])
def test_a_word_in_lower_case_is_met_with_the_terms_of_the_plan(question: str, meant: str | None) -> None:
    with pytest.raises(Mistakes) as error:
        load("hemacare").ask(question, "The press gets there first")
    (mistake,) = error.value.diagnostics
    assert (mistake.help == meant) if meant else mistake.help.startswith("If `frobnicated` is a term")
