"""Words, marks and places: what every part of the arrow from trees to nodes shares."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lark import Token, Transformer, v_args
from lark.tree import Meta

from dsl import nodes as n
from dsl.clauses import ClauseText
from dsl.dates import read_day
from dsl.diagnostics import Diagnostic
from dsl.source import Span

COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PARTS_OF_ONE = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10,
    "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1600, 2500
MOST_FIGURES = 40
ARTICLE = re.compile(r"(?:the|a|an)\s+")

Method = Callable[["FromTree", Meta, list[Any]], Any]


def words(text: str) -> str:
    """The text with single spaces, as keywords and names are compared."""
    return " ".join(text.split())


def name_text(text: str) -> str:
    """A Defined Term without its article, with single spaces."""
    return words(ARTICLE.sub("", text, count=1) if ARTICLE.match(text) else text)


def node(cls: Callable[..., Any], *fixed: Any) -> Any:
    """A method that builds `cls` from the fixed arguments and the children in order."""

    def build(self: FromTree, meta: Meta, children: list[Any]) -> Any:
        return cls(*fixed, *children, span=self.span(meta))

    return v_args(meta=True)(build)


def many(cls: Callable[..., Any], singles: int, *fixed: Any) -> Any:
    """A method whose first `singles` children go one by one, and the rest as a tuple."""

    def build(self: FromTree, meta: Meta, children: list[Any]) -> Any:
        rest = tuple(child for child in children[singles:] if child is not None)
        return cls(*fixed, *children[:singles], rest, span=self.span(meta))

    return v_args(meta=True)(build)


@v_args(meta=True)
class FromTree(Transformer[Token, Any]):
    """What every part shares: places in the file, mistakes, and the words of the grammar."""

    def __init__(self, file: str, offset: int) -> None:
        super().__init__(visit_tokens=True)
        self.file = file
        self.offset = offset
        self.diagnostics: list[Diagnostic] = []

    def __default__(self, data: Token, children: list[Any], meta: Meta) -> Any:
        """Every rule must be turned into nodes here; one that is not is our own bug."""
        raise AssertionError(f"no node is made of the rule `{data}`")

    def span(self, meta: Meta | Token) -> Span:
        if isinstance(meta, Token):
            return Span(self.file, self.offset + (meta.start_pos or 0), self.offset + (meta.end_pos or 0))
        if meta.empty:
            return Span(self.file, self.offset, self.offset)
        return Span(self.file, self.offset + meta.start_pos, self.offset + meta.end_pos)

    def span_of(self, piece: ClauseText) -> Span:
        """The place of the first line of a clause."""
        first_line = piece.text.split("\n", 1)[0]
        return Span(self.file, piece.start, piece.start + len(first_line))

    def report(self, code: str, span: Span, problem: str, help_text: str) -> None:
        self.diagnostics.append(Diagnostic(code, span, problem, help_text))

    # ---- words and marks ----

    def TERM(self, token: Token) -> n.Name:
        text = words(str(token))
        article = ARTICLE.match(text)
        return n.Name(name_text(text), article[0].strip() if article else "", span=self.span(token))

    def STRING(self, token: Token) -> StringText:
        return StringText(words(str(token)[1:-1]), self.span(token))

    def DATE(self, token: Token) -> dt.date:
        day = read_day(words(str(token)))
        if day is None:
            self.report("no-such-day", self.span(token), f"There is no day `{words(str(token))}`.",
                        "Write a day of the calendar, such as `March 3, 1998`.")
            return dt.date(1998, 1, 1)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.report("no-such-day", self.span(token), f"The year {day.year} is out of what is counted here.", f"Write a day from {FIRST_YEAR} to {LAST_YEAR}.")
            return dt.date(1998, 1, 1)
        return day

    def NUMBER(self, token: Token) -> Fraction:
        return self._number(token, str(token))

    def MONEY(self, token: Token) -> Fraction:
        return self._number(token, str(token)[1:])

    def PERCENT(self, token: Token) -> Fraction:
        """`15%`, `66 2/3%`."""
        return self._number(token, str(token)[:-1]) / 100

    def FRACTION(self, token: Token) -> Fraction:
        """`two-thirds`."""
        count, part = str(token).split("-")
        return Fraction(COUNTS.index(count) + 1, PARTS_OF_ONE[part.removesuffix("s")])

    def _number(self, token: Token, text: str) -> Fraction:
        """`7,190,710`, `.001`, `2 1/3`, `1/3`."""
        *wholes, last = text.split() or [""]
        if "/" in last:
            numerator, denominator = (self._digits(token, part) for part in last.split("/"))
            if denominator == 0:
                self.report("division-by-zero", self.span(token), f"`{token}` divides by zero.", "Write a part, as `66 2/3%`.")
                return Fraction(0)
            return sum((self._digits(token, whole) for whole in wholes), numerator / denominator)
        whole, _, part = last.partition(".")
        if not whole and not part:
            self.report("no-amount", self.span(token), "A `$` without an amount.", "Write `$5.00` or `$.001`.")
        return self._digits(token, whole) + Fraction(f"0.{part or '0'}")

    def _digits(self, token: Token, text: str) -> Fraction:
        """A whole number, whose commas part thousands."""
        if len(text.replace(",", "")) > MOST_FIGURES:
            self.report("number-too-long", self.span(token), f"A number has at most {MOST_FIGURES} figures.", "Write the number that is meant.")
            return Fraction(1)  # by which something may be divided
        if "," in text and not re.fullmatch(r"\d{1,3}(,\d{3})*", text):
            self.report("misplaced-comma", self.span(token), f"The commas of `{token}` do not part thousands.",
                        f"Write `{int(text.replace(',', '') or '0'):,}` if that is the number meant.")
        return Fraction(text.replace(",", "") or "0")

    def WORD(self, token: Token) -> str:
        return str(token)

    def PAGE(self, token: Token) -> int:
        return int(re.sub(r"\D", "", str(token))[:MOST_FIGURES])

    def LABEL(self, token: Token) -> str:
        return str(token)

    def THE_NTH(self, token: Token) -> int:
        count = int(re.sub(r"\D", "", str(token))[:MOST_FIGURES])
        if not 1 <= count <= 10_000:
            self.report("strange-count", self.span(token), f"`{words(str(token))}` counts no day.",
                        "Write `the 1st day after`, `the 10th day after`, and so on up to 10,000.")
            return 1
        return count

    def QUANTIFIER(self, token: Token) -> str:
        return {"any": "some", "each": "every"}.get(str(token), str(token))

    def __default_token__(self, token: Token) -> Any:
        return Keyword(words(str(token)).lstrip(", "), self.span(token))


class StringText(str):
    """The text between quotation marks, with its place."""

    span: Span

    def __new__(cls, text: str, span: Span) -> StringText:
        made = super().__new__(cls, text)
        made.span = span
        return made


class Keyword(StringText):
    """A keyword that the grammar keeps, with single spaces."""

    def __new__(cls, text: str, span: Span) -> Keyword:
        made = super().__new__(cls, text, span)
        assert isinstance(made, Keyword)
        return made


def without_words(children: list[Any]) -> tuple[Any, ...]:
    return tuple(child for child in children if child is not None and not isinstance(child, Keyword))


def without_and(children: list[Any]) -> list[Any]:
    return [child for child in children if child != "and"]


def noun_of(children: list[Any], span: Span) -> n.Noun:
    name, modifiers = children
    excluded = tuple(e for m in modifiers or () if isinstance(m, tuple) for e in m)
    relatives = tuple(m for m in modifiers or () if isinstance(m, n.Relative))
    return n.Noun(name, excluded, relatives, span=span)
