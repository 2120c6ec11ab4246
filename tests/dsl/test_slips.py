"""What could have been read is said in words, never as a pattern of the grammar."""

from __future__ import annotations

import re
from pathlib import Path

import dsl
from dsl.slips import WORDS

GRAMMAR = Path(dsl.__file__).with_name("grammar.lark")


def test_every_pattern_of_the_grammar_has_words() -> None:
    patterns = re.findall(r"^([_A-Z]+)(?:\.\d+)?\s*:\s*/", GRAMMAR.read_text(), re.MULTILINE)
    assert len(patterns) > 20
    assert set(patterns) - set(WORDS) == {"COMMENT"}
