"""Z3's expressions of terms, each made once.

Built through Z3's C interface: a term becomes an expression with one call, and
none of the checks and conversions of the Python classes, which cost more than
the solving. Z3 gives nothing where a call was wrong, and that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import z3
from z3 import z3types

from solver.terms import Plain, Term

Ast = Any  # a pointer to an expression of Z3


class _Bare:
    """Functions of Z3's library by name, without the look for errors after each call."""

    def __getattr__(self, name: str) -> Any:
        checked = getattr(z3, name)
        found = self.__dict__[name] = checked.__defaults__[0].f
        return found


_Z3 = _Bare()


class Translator:
    """Expressions for terms, in a context of their own.

    What Z3 finds, and how soon, turns on all that was made in its context
    before; in a new one a question is answered the same whatever was asked first.
    """

    def __init__(self) -> None:
        self.context = z3.Context()
        self._ref = self.context.ref()
        self._all = z3.Z3_mk_ast_vector(self._ref)  # all expressions, so that Z3 keeps them and lets go of them at once
        z3.Z3_ast_vector_inc_ref(self._ref, self._all)
        self._made: dict[Term, Ast] = {}
        self._plain: dict[tuple[Plain, bool], Ast] = {}
        self._sorts = {"int": z3.Z3_mk_int_sort(self._ref), "real": z3.Z3_mk_real_sort(self._ref), "bool": z3.Z3_mk_bool_sort(self._ref)}
        for sort in self._sorts.values():
            self._kept(z3.Z3_sort_to_ast(self._ref, sort))
        self._true, self._false = self._kept(z3.Z3_mk_true(self._ref)), self._kept(z3.Z3_mk_false(self._ref))

    @property
    def is_used(self) -> bool:
        """Whether anything was made."""
        return bool(self._made or self._plain)

    def ast(self, value: Plain | Term) -> Ast:
        """The expression of a term, or of a plain truth or number."""
        if isinstance(value, bool):
            return self._true if value else self._false
        return self._of(value) if isinstance(value, Term) else self._number(value, value.denominator != 1)

    def expression(self, value: Plain | Term) -> z3.ExprRef:
        """The same as one of Z3's Python objects."""
        return z3.z3._to_expr_ref(self.ast(value), self.context)

    def listed(self, terms: Iterable[Term]) -> tuple[int, Any]:
        """The expressions of some terms as Z3's functions take them: how many, and an array."""
        asts = [self.ast(term) for term in terms]
        return len(asts), (z3types.Ast * len(asts))(*asts)

    def close(self) -> None:
        """Give up all expressions; a context that still has some takes long to go."""
        z3.Z3_ast_vector_dec_ref(self._ref, self._all)
        self._made.clear()
        self._plain.clear()

    def _kept(self, ast: Ast) -> Ast:
        if not ast:
            raise z3.Z3Exception(z3.Z3_get_error_msg(self._ref, z3.Z3_get_error_code(self._ref)))
        _Z3.Z3_ast_vector_push(self._ref, self._all, ast)
        return ast

    def _of(self, term: Term) -> Ast:
        """The expression of a term; the terms that it is made of come first, without recursion."""
        made = self._made
        found = made.get(term)
        if found is not None:
            return found
        todo = [term]
        while todo:
            top = todo[-1]
            so_far = len(todo)
            todo.extend([part for part in top.parts if part not in made])
            if len(todo) == so_far:
                todo.pop()
                if top not in made:
                    made[top] = self._kept(self._build(top))
        return made[term]

    def _build(self, term: Term) -> Ast:
        match term.op:
            case "and":
                return _Z3.Z3_mk_and(self._ref, len(term.args), self._array(term.args))
            case "or":
                return _Z3.Z3_mk_or(self._ref, len(term.args), self._array(term.args))
            case "not":
                return _Z3.Z3_mk_not(self._ref, self._made[term.args[0]])
            case "ite":
                return self._choice(term)
            case "variable" | "is":
                return self._variable(term)
            case "sum":
                return self._sum(term.args[1], term.args[0], term.sort == "real")
            case "at least" | "more than" | "equals" | "not less" | "not more":
                return self._comparison(term)
            case _:
                return self._function(term)

    def _array(self, args: Sequence[Term]) -> Any:
        made = self._made
        return (z3types.Ast * len(args))(*[made[arg] for arg in args])

    def _variable(self, term: Term) -> Ast:
        name = str(term.args[0]) if term.op == "variable" else f"{term.args[0].args[0]} is {term.args[1]}"
        return _Z3.Z3_mk_const(self._ref, _Z3.Z3_mk_string_symbol(self._ref, name.encode()), self._sorts[term.sort])

    def _choice(self, term: Term) -> Ast:
        condition, yes, no = term.args
        as_real = term.sort == "real"
        return _Z3.Z3_mk_ite(self._ref, self._made[condition], self._as(yes, as_real), self._as(no, as_real))

    def _as(self, value: Plain | Term, as_real: bool) -> Ast:
        """A number as an expression of one sort."""
        if not isinstance(value, Term):
            return self._number(value, as_real)
        ast = self._of(value)
        return self._kept(_Z3.Z3_mk_int2real(self._ref, ast)) if as_real and value.sort == "int" else ast

    def _number(self, value: Plain, as_real: bool) -> Ast:
        key = (value, as_real)
        if key not in self._plain:
            text = f"{value.numerator}/{value.denominator}" if as_real else str(int(value))
            self._plain[key] = self._kept(_Z3.Z3_mk_numeral(self._ref, text.encode(), self._sorts["real" if as_real else "int"]))
        return self._plain[key]

    def _sum(self, parts: Sequence[tuple[Term, Plain]], constant: Plain, as_real: bool) -> Ast:
        found = [self._multiple(term, factor, as_real) for term, factor in parts]
        if constant:
            found.append(self._number(constant, as_real))
        return found[0] if len(found) == 1 else self._kept(_Z3.Z3_mk_add(self._ref, len(found), (z3types.Ast * len(found))(*found)))

    def _multiple(self, term: Term, factor: Plain, as_real: bool) -> Ast:
        ast = self._as(term, as_real)
        if factor == 1:
            return ast
        return self._kept(_Z3.Z3_mk_mul(self._ref, 2, (z3types.Ast * 2)(self._number(factor, as_real), ast)))

    def _comparison(self, term: Term) -> Ast:
        first, bound = term.args
        parts = ((first, 1),) if isinstance(first, Term) else first
        as_real = any(part.sort == "real" for part, _ in parts) or Fraction(bound).denominator != 1
        left, right = self._sum(parts, 0, as_real), self._number(bound, as_real)
        make = {
            "at least": _Z3.Z3_mk_ge, "not less": _Z3.Z3_mk_ge, "not more": _Z3.Z3_mk_le, "more than": _Z3.Z3_mk_gt, "equals": _Z3.Z3_mk_eq,
        }[term.op]  # fmt: skip
        return make(self._ref, left, right)

    def _function(self, term: Term) -> Ast:
        match term.op:
            case "product":
                as_real = term.sort == "real"
                return _Z3.Z3_mk_mul(self._ref, 2, (z3types.Ast * 2)(*(self._as(arg, as_real) for arg in term.args)))
            case "quotient":
                return _Z3.Z3_mk_div(self._ref, self._as(term.args[0], True), self._as(term.args[1], True))
            case "whole part":
                return _Z3.Z3_mk_div(self._ref, self._as(term.args[0], False), self._number(term.args[1], False))
            case "remainder":
                return _Z3.Z3_mk_mod(self._ref, self._as(term.args[0], False), self._number(term.args[1], False))
            case "floor":
                return _Z3.Z3_mk_real2int(self._ref, self._as(term.args[0], True))
        raise AssertionError(f"{term.op} has no expression")
