"""The grammar of grammar.lark as a parser: LALR(1) with a contextual lexer.

Lower-case keywords become patterns that end at a word boundary and allow any
white space between their words, so that `no` cannot eat the front of `not`
and a sentence may break its line anywhere.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from io import BytesIO

from lark import Lark
from lark.lexer import PatternRE, PatternStr, TerminalDef

from dsl.kept import kept_of_text


def _at_word_boundary(terminal: TerminalDef) -> None:
    """Make a keyword match whole words only, over any white space."""
    pattern = terminal.pattern
    if isinstance(pattern, PatternStr) and pattern.value[-1].isalpha():
        words = r"\s+".join(re.escape(word) for word in pattern.value.split())
        terminal.pattern = PatternRE(rf"{words}\b", pattern.flags)


@cache
def parser() -> Lark:
    """The parser; `start` reads one clause, `asked` a question typed by itself,
    `alone` a value.

    Its tables are kept, and made anew when the grammar or the library changes.
    """
    text = files("dsl").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark.load(BytesIO(kept_of_text("the grammar", text, lambda: _tables(text))))


def _tables(text: str) -> bytes:
    """The tables of a grammar, as the library reads them in."""
    made = BytesIO()
    Lark(
        text,
        parser="lalr",
        lexer="contextual",
        start=["start", "asked", "alone"],
        propagate_positions=True,
        maybe_placeholders=True,
        edit_terminals=_at_word_boundary,
    ).save(made)
    return made.getvalue()
