"""SMT-LIB 2.6 scripts of terms: what any other solver can be asked.

Takes conditions and says whether they can be met together; gives a script that
is the same for the same conditions. Written apart from `z3_from_terms`, so that
a mistake in one is not one in the other. A term that is used more than once is
defined once, under a number of its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from solver.formula import Bool
from solver.terms import Plain, Term

SORTS = {"bool": "Bool", "int": "Int", "real": "Real"}
COMPARED = {"at least": ">=", "not less": ">=", "not more": "<=", "more than": ">", "equals": "="}
WIDTH = 100


def script(conditions: Iterable[Bool], comment: str) -> str:
    """A script that asks whether conditions can be met together; the comment stands before it."""
    return _Script(list(conditions)).text(comment)


class _Script:
    """One script: its declarations and definitions, in the order in which they are needed."""

    def __init__(self, conditions: Sequence[Bool]) -> None:
        self._written: dict[Term, str] = {}  # what stands for each term
        self._names: dict[str, object] = {}
        self._lines: list[str] = []
        self._defined = 0
        self._is_product = False
        self._uses = _uses(conditions)
        for item in conditions:
            if item is not True:
                self._lines.append(f"(assert {self._of(item, 'bool')})")

    def text(self, comment: str) -> str:
        """The whole script."""
        said = [f"; {line}" for part in comment.splitlines() for line in textwrap.wrap(part, WIDTH) or [""]]
        logic = "QF_NIRA" if self._is_product else "QF_LIRA"
        return "\n".join([*said, "(set-info :smt-lib-version 2.6)", f"(set-logic {logic})", *self._lines, "(check-sat)", ""])

    # ---- terms, the parts of each before it ----

    def _of(self, value: Plain | Term, sort: str) -> str:
        """What stands for a value as one of a sort."""
        if not isinstance(value, Term):
            return _plain(value, sort)
        text = self._term(value)
        return f"(to_real {text})" if sort == "real" and value.sort == "int" else text

    def _term(self, term: Term) -> str:
        todo = [term]
        while todo:
            top = todo[-1]
            missing = [] if top in self._written else [part for part in parts_of(top) if part not in self._written]
            if missing:
                todo.extend(reversed(missing))
                continue
            todo.pop()
            if top not in self._written:
                self._written[top] = self._declared(top) if top.op in ("variable", "is") else self._shared(top, self._built(top))
        return self._written[term]

    def _shared(self, term: Term, text: str) -> str:
        """The text itself, or the number under which it is defined if it is used again."""
        if self._uses[term] < 2 or (term.op == "not" and term.args[0].op in ("variable", "is")):
            return text
        self._defined += 1
        self._lines.append(f"(define-fun d{self._defined} () {SORTS[term.sort]} {text})")
        return f"d{self._defined}"

    def _declared(self, term: Term) -> str:
        """The symbol of what is open; two terms never have one symbol."""
        word = str(term.args[0]) if term.op == "variable" else f"{term.args[0].args[0]} is {term.args[1]}"
        symbol, count = _symbol(word), 1
        while symbol in self._names:
            count += 1
            symbol = _symbol(f"{word} ({count})")
        self._names[symbol] = term
        self._lines.append(f"(declare-const {symbol} {SORTS[term.sort]})")
        return symbol

    def _built(self, term: Term) -> str:
        match term.op:
            case "and" | "or":
                return f"({term.op} {' '.join(self._of(arg, 'bool') for arg in term.args)})"
            case "not":
                return f"(not {self._of(term.args[0], 'bool')})"
            case "ite":
                condition, yes, no = term.args
                return f"(ite {self._of(condition, 'bool')} {self._of(yes, term.sort)} {self._of(no, term.sort)})"
            case "sum":
                return self._sum(term.args[1], term.args[0], term.sort)
            case "at least" | "more than" | "equals" | "not less" | "not more":
                return self._comparison(term)
            case _:
                return self._function(term)

    def _sum(self, parts: Sequence[tuple[Term, Plain]], constant: Plain, sort: str) -> str:
        found = [self._of(term, sort) if factor == 1 else f"(* {_plain(factor, sort)} {self._of(term, sort)})" for term, factor in parts]
        if constant:
            found.append(_plain(constant, sort))
        return found[0] if len(found) == 1 else f"(+ {' '.join(found)})"

    def _comparison(self, term: Term) -> str:
        first, bound = term.args
        parts = ((first, 1),) if isinstance(first, Term) else first
        is_real = Fraction(bound).denominator != 1 or any(part.sort == "real" for part, _ in parts)
        sort = "real" if is_real else "int"
        return f"({COMPARED[term.op]} {self._sum(parts, 0, sort)} {_plain(bound, sort)})"

    def _function(self, term: Term) -> str:
        args = term.args
        match term.op:
            case "product":
                self._is_product = True
                return f"(* {self._of(args[0], term.sort)} {self._of(args[1], term.sort)})"
            case "quotient":
                self._is_product = True
                return f"(/ {self._of(args[0], 'real')} {self._of(args[1], 'real')})"
            case "whole part":
                return f"(div {self._of(args[0], 'int')} {args[1]})"
            case "remainder":
                return f"(mod {self._of(args[0], 'int')} {args[1]})"
            case "floor":
                return f"(to_int {self._of(args[0], 'real')})"
        raise AssertionError(f"{term.op} has no place in a script")


def parts_of(term: Term) -> Iterator[Term]:
    """The terms that a term is made of, as it is written: those that are compared or summed by themselves."""
    if term.op in ("variable", "is"):
        return
    for arg in term.args[1] if term.op == "sum" else term.args[0] if term.op in ("at least", "more than", "equals") else term.args:
        part = arg[0] if isinstance(arg, tuple) else arg
        if isinstance(part, Term):
            yield part


def _uses(conditions: Iterable[Bool]) -> dict[Term, int]:
    """How often each term is written."""
    uses: dict[Term, int] = {}
    todo = [item for item in conditions if isinstance(item, Term)]
    while todo:
        term = todo.pop()
        uses[term] = uses.get(term, 0) + 1
        if uses[term] == 1:
            todo.extend(parts_of(term))
    return uses


def _plain(value: Plain, sort: str) -> str:
    """A truth or a number as it is written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    found = Fraction(value)
    if sort == "int":
        assert found.denominator == 1
        digits = str(abs(found.numerator))
    else:
        digits = f"{abs(found.numerator)}.0" if found.denominator == 1 else f"(/ {abs(found.numerator)}.0 {found.denominator}.0)"
    return f"(- {digits})" if found < 0 else digits


def _symbol(word: str) -> str:
    """A name as a symbol; the few characters that a symbol cannot have are written as numbers, and so is `!`."""
    return "|" + "".join(f"!{ord(char)}!" if char in "|\\!" or not char.isprintable() else char for char in word) + "|"
