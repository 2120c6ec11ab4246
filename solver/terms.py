"""Terms of formulas: what a run leaves open, each made once and shared.

A term that was made before is given back again, so two terms are the same
exactly when they are one object. A number term knows between which bounds it
lies, so that a comparison which the bounds settle never reaches a solver.
Nothing here knows a solver; `z3_from_terms` translates.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

Sort = Literal["bool", "int", "real", "enum"]
Plain = bool | int | Fraction


class Term:
    """One shared term: what it is made by, of what, and of which sort.

    `parts` are the terms that it is made of; one that says which of several
    things is meant has none. `low` and `high` bound a number, None where nothing
    does. `negation` is the other of a condition and its negation, once that was
    made.
    """

    __slots__ = ("args", "high", "id", "low", "negation", "op", "parts", "sort")

    def __init__(self, op: str, args: tuple[Any, ...], sort: Sort, low: Plain | None, high: Plain | None, number: int) -> None:
        self.op = op
        self.args = args
        self.parts = _parts(op, args)
        self.sort = sort
        self.low = low
        self.high = high
        self.id = number
        self.negation: Term | None = None

    def __repr__(self) -> str:
        return f"({self.op} {' '.join(map(repr, self.args))})"


def _parts(op: str, args: tuple[Any, ...]) -> tuple[Term, ...]:
    match op:
        case "and" | "or":
            return args
        case "variable" | "is":
            return ()
        case "sum":
            return tuple([part for part, _ in args[1]])
        case "at least" | "more than" | "equals":
            return tuple([part for part, _ in args[0]])
    return tuple([part for part in args if isinstance(part, Term)])


_made: dict[tuple[Any, ...], Term] = {}
_count = 0


def make(op: str, args: tuple[Any, ...], sort: Sort, low: Plain | None = None, high: Plain | None = None) -> Term:
    """The term made so; the one made before, if there is one."""
    key = (op, sort, args)
    found = _made.get(key)
    if found is None:
        global _count
        _count += 1
        found = _made[key] = Term(op, args, sort, low, high, _count)
    return found


def forget() -> None:
    """Let go of all terms; those still held stay what they are, but are shared with no new ones."""
    _made.clear()


def variables_in(value: Plain | Term) -> set[Term]:
    """The variables that a value is made of."""
    found: set[Term] = set()
    seen: set[Term] = set()
    todo = [value]
    while todo:
        term = todo.pop()
        if not isinstance(term, Term) or term in seen:
            continue
        seen.add(term)
        if term.op in ("variable", "is"):
            found.add(term.args[0] if term.op == "is" else term)
        todo.extend(term.parts)
    return found


# ---- what is open --------------------------------------------------------------------


def condition(name: str) -> Term:
    """A condition that is open."""
    return make("variable", (name,), "bool")


def whole(name: str, low: int | None = None, high: int | None = None) -> Term:
    """A whole number that is open, between its bounds; assert `declared` of it."""
    return make("variable", (name, low, high), "int", low, high)


def real(name: str, low: Plain | None = None, high: Plain | None = None) -> Term:
    """A number that is open, between its bounds; assert `declared` of it."""
    return make("variable", (name, low, high), "real", low, high)


def one_of(name: str, options: tuple[int, ...]) -> Term:
    """One of several things by their numbers, which one being open; assert `declared` of it."""
    return make("variable", (name, options), "enum")


def options_of(term: Term) -> tuple[int, ...]:
    """The numbers of the things that a term made by `one_of` may be."""
    found: tuple[int, ...] = term.args[1]
    return found


def is_truth(value: Any) -> bool:
    """Whether a value is a condition, open or not."""
    return isinstance(value, bool) or (isinstance(value, Term) and value.sort == "bool")


def is_broken(value: Any) -> bool:
    """Whether a value is a number that need not be whole."""
    return bool(value.sort == "real") if isinstance(value, Term) else bool(value.denominator != 1)


def is_open(value: Any) -> bool:
    """Whether a value is still a term."""
    return isinstance(value, Term)


def low_of(value: Any) -> Any:
    """A number, or the least that it can be, None where nothing bounds it."""
    return value.low if isinstance(value, Term) else value


def high_of(value: Any) -> Any:
    """A number, or the most that it can be, None where nothing bounds it."""
    return value.high if isinstance(value, Term) else value
