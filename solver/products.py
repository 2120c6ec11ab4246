"""Products and quotients made plain: each is a number of its own, of which facts in sums are known.

Takes the formulas of a proof; gives the same with every product of two open
numbers, and every quotient by one, put as a new number that may be anything.
So more is allowed than is so, and what is excluded all the same is excluded.
What a proof needs of products is added as facts that follow from arithmetic
alone: if a factor is at least a figure with which it is compared somewhere,
the product is at least that multiple of the other factor; of two products
with one factor in common, that with the greater other factor is the greater.
A factor that is a figure wherever all parts of the plan are kept is compared
with that figure, too.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from solver.formula import Bool, Num, and_, at_most, equal, implies, is_open, less
from solver.linear import times
from solver.terms import Term, make, real, whole

COMPARED = ("at least", "more than", "equals")


class Products:
    """The products that occurred so far, and the figures with which each term was compared."""

    def __init__(self) -> None:
        self._plain: dict[Term, Term] = {}
        self._products: dict[Term, tuple[Term, Term]] = {}  # each number that stands for one, with its factors
        self._quotients: dict[Term, tuple[Num, Term]] = {}  # the same, with what is divided and by what
        self._figures: dict[Term, dict[Fraction, None]] = {}
        self._said: set[tuple[Any, ...]] = set()

    @property
    def are_there(self) -> bool:
        """Whether any occurred."""
        return bool(self._products or self._quotients)

    def plain(self, formula: Bool) -> Bool:
        """A formula with every product and quotient as a number of its own."""
        return self._all_plain(formula) if isinstance(formula, Term) else formula

    def facts(self) -> list[Bool]:
        """What is so of the products in all formulas so far, and was not said yet."""
        return [fact for fact in self._facts() if fact is not True]

    def as_they_were(self, plain: Iterable[Bool]) -> list[Bool]:
        """What plain formulas were made of: the same with what each number stands for put back, which is another where one name has two meanings."""
        stands_for: dict[Term, tuple[str, tuple[Num, ...]]] = {number: ("product", factors) for number, factors in self._products.items()}
        stands_for |= {number: ("quotient", parts) for number, parts in self._quotients.items()}
        was: dict[Term, Term] = {}

        def parts(term: Term) -> tuple[Term, ...]:
            return tuple(part for part in stands_for[term][1] if isinstance(part, Term)) if term in stands_for else term.parts

        def put_back(term: Term) -> Term:
            if term not in stands_for and all(was[part] is part for part in term.parts):
                return term
            op, args = stands_for.get(term, (term.op, term.args))
            return make(op, _replaced(args, was), term.sort, term.low, term.high)

        return [_rebuilt(formula, was, parts, put_back) if isinstance(formula, Term) else formula for formula in plain]

    def _all_plain(self, formula: Term) -> Term:
        return _rebuilt(formula, self._plain, lambda term: term.parts, self._made)

    def _made(self, term: Term) -> Term:
        """A term, its parts being plain already."""
        if term.op in ("product", "quotient"):
            return self._number(term)
        if all(self._plain[part] is part for part in term.parts):
            made = term
        else:
            made = make(term.op, _replaced(term.args, self._plain), term.sort, term.low, term.high)
        if made.op in COMPARED and len(made.args[0]) == 1:
            ((compared, factor),) = made.args[0]
            self._figures.setdefault(compared, {})[Fraction(made.args[1]) / factor] = None
        return made

    def _number(self, term: Term) -> Term:
        name = f"{term.op} {len(self._products) + len(self._quotients)}"
        number = whole(name, term.low) if term.sort == "int" else real(name, term.low)  # type: ignore[arg-type]
        if term.op == "product":
            self._products[number] = _replaced(term.args, self._plain)
        else:
            self._quotients[number] = _replaced(term.args, self._plain)
        for factor in _replaced(term.args, self._plain):
            figure = _as_kept(factor)
            if figure is not None and is_open(factor):
                self._figures.setdefault(factor, {})[figure] = None
        return number

    def _facts(self) -> Iterator[Bool]:
        for product, factors in self._products.items():
            if self._is_new(product):
                yield make("not less", (product, product.low), "bool") if product.low is not None else True
            for one, other in itertools.permutations(factors):
                for figure in self._figures.get(one, ()):
                    if self._is_new(product, one, figure):
                        yield from _beside(one, figure, other, product, times(figure, other))
        for quotient, (divided, by) in self._quotients.items():
            for figure in self._figures.get(by, ()):
                if figure and self._is_new(quotient, by, figure):
                    yield implies(equal(by, figure), equal(times(figure, quotient), divided))
        for product, rival in itertools.combinations(self._products, 2):
            if self._is_new(product, rival):
                yield from self._of_two(product, rival)

    def _is_new(self, *about: Any) -> bool:
        """Whether nothing was said of this so far; from now on it was."""
        is_new = about not in self._said
        self._said.add(about)
        return is_new

    def _of_two(self, product: Term, rival: Term) -> Iterator[Bool]:
        for one, shared in itertools.permutations(self._products[product]):
            for another, also in itertools.permutations(self._products[rival]):
                same = equal(shared, also)
                yield implies(and_((same, equal(one, another))), equal(product, rival))
                yield from (implies(same, fact) for fact in _beside(one, another, shared, product, rival))


def _rebuilt(term: Term, known: dict[Term, Term], parts: Callable[[Term], tuple[Term, ...]], made: Callable[[Term], Term]) -> Term:
    """What is made of a term, its parts first; what is known is not made again."""
    todo = [term]
    while todo:
        missing = [part for part in parts(todo[-1]) if part not in known]
        if missing:
            todo.extend(missing)
            continue
        done = todo.pop()
        if done not in known:
            known[done] = made(done)
    return known[term]


def _replaced(args: Any, known: Mapping[Term, Term]) -> Any:
    if isinstance(args, tuple):
        return tuple(_replaced(arg, known) for arg in args)
    return known[args] if isinstance(args, Term) else args


def _as_kept(value: Num) -> Fraction | None:
    """The figure that a number is where every case in it is the first, as where all parts of the plan are kept; None if it is none."""
    if not is_open(value):
        return Fraction(value)
    if value.op == "ite":
        return _as_kept(value.args[1])
    if value.op != "sum":
        return None
    constant, parts = value.args
    figures = [(_as_kept(part), factor) for part, factor in parts]
    return None if any(figure is None for figure, _ in figures) else constant + sum(figure * factor for figure, factor in figures if figure is not None)


def _beside(one: Num, other: Num, by: Num, product: Num, rival: Num) -> Iterator[Bool]:
    """How `one` times `by`, a product, compares with `other` times `by`, its rival."""
    positive = at_most(0, by)
    yield implies(and_((positive, at_most(other, one))), at_most(rival, product))
    yield implies(and_((positive, at_most(one, other))), at_most(product, rival))
    yield implies(and_((less(0, by), less(one, other))), less(product, rival))
    yield implies(and_((less(0, by), less(other, one))), less(rival, product))
