"""The grammar of grammar.lark as a parser: LALR(1) with a contextual lexer.

Lower-case keywords become patterns that end at a word boundary and allow any
white space between their words, so that `no` cannot eat the front of `not`
and a sentence may break its line anywhere.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

from lark import Lark
from lark.lexer import PatternRE, PatternStr, TerminalDef


def _at_word_boundary(terminal: TerminalDef) -> None:
    """Make a keyword match whole words only, over any white space."""
    pattern = terminal.pattern
    if isinstance(pattern, PatternStr) and pattern.value[-1].isalpha():
        words = r"\s+".join(re.escape(word) for word in pattern.value.split())
        terminal.pattern = PatternRE(rf"{words}\b", pattern.flags)


def _kept() -> str | None:
    """Where the tables are kept, as Python keeps what it compiles; None where it keeps nothing."""
    folder = Path(__file__).parent / "__pycache__"
    if sys.dont_write_bytecode or not folder.is_dir():
        return None
    return str(folder / f"grammar.{sys.implementation.cache_tag}.tables")


@cache
def parser() -> Lark:
    """The parser; `start` reads one clause, `asked` a question typed by itself,
    `alone` a value.

    Its tables are kept beside Python's own compiled files, and made anew when
    the grammar or the library changes, or where nothing can be written.
    """
    return Lark(
        files("dsl").joinpath("grammar.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer="contextual",
        start=["start", "asked", "alone"],
        propagate_positions=True,
        maybe_placeholders=True,
        edit_terminals=_at_word_boundary,
        cache=_kept() or False,
    )
