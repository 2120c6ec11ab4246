"""Z3's expressions of terms, each made once.

Built through Z3's C interface: a term becomes an expression with one call, and
none of the checks and conversions of the Python classes, which cost more than
the solving. Here an expression is a plain number, the address where Z3 has it.
Z3 gives nothing where a call was wrong, and that is looked at.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import z3
from z3 import z3types

from solver.terms import Plain, Term

Ast = int  # the address of an expression
ADDRESS = ctypes.c_void_p
MANY = 64  # expressions that are handed over at once without a new list for them


def _bare(name: str, *takes: Any, gives: Any = ADDRESS) -> Callable[..., Any]:
    """A function of Z3's library that takes and gives addresses, without the look for errors after each call."""
    known = getattr(z3, name).__defaults__[0].f
    return ctypes.PYFUNCTYPE(gives, *takes)(ctypes.cast(known, ADDRESS).value)  # type: ignore[arg-type]


def _of_two(name: str) -> Callable[..., Any]:
    return _bare(name, ADDRESS, ADDRESS, ADDRESS)


def _of_many(name: str) -> Callable[..., Any]:
    return _bare(name, ADDRESS, ctypes.c_uint, ADDRESS)


KEEP = _bare("Z3_ast_vector_push", ADDRESS, ADDRESS, ADDRESS, gives=None)
AND, OR, PLUS, TIMES = map(_of_many, ("Z3_mk_and", "Z3_mk_or", "Z3_mk_add", "Z3_mk_mul"))
AT_LEAST, AT_MOST, MORE, EQUAL = map(_of_two, ("Z3_mk_ge", "Z3_mk_le", "Z3_mk_gt", "Z3_mk_eq"))
DIVIDED, REMAINDER = map(_of_two, ("Z3_mk_div", "Z3_mk_mod"))
NOT, AS_REAL, FLOOR = (_bare(name, ADDRESS, ADDRESS) for name in ("Z3_mk_not", "Z3_mk_int2real", "Z3_mk_real2int"))
CHOICE = _bare("Z3_mk_ite", ADDRESS, ADDRESS, ADDRESS, ADDRESS)
NAMED = _bare("Z3_mk_string_symbol", ADDRESS, ctypes.c_char_p)
OPEN = _of_two("Z3_mk_const")
NUMERAL = _bare("Z3_mk_numeral", ADDRESS, ctypes.c_char_p, ADDRESS)

COMPARED = {"at least": AT_LEAST, "not less": AT_LEAST, "not more": AT_MOST, "more than": MORE, "equals": EQUAL}


class Translator:
    """Expressions for terms, in a context of their own.

    What Z3 finds, and how soon, turns on all that was made in its context
    before; in a new one a question is answered the same whatever was asked first.
    """

    def __init__(self) -> None:
        self.context = z3.Context()
        self._ref = self.context.ref()
        self._at: int = self._ref.value
        self._all = z3.Z3_mk_ast_vector(self._ref)  # all expressions, so that Z3 keeps them and lets go of them at once
        z3.Z3_ast_vector_inc_ref(self._ref, self._all)
        self._made: dict[Term, Ast] = {}
        self._plain: dict[tuple[int, int, bool], Ast] = {}
        sorts = {"int": z3.Z3_mk_int_sort(self._ref), "real": z3.Z3_mk_real_sort(self._ref), "bool": z3.Z3_mk_bool_sort(self._ref)}
        self._sorts = {name: self._kept(z3.Z3_sort_to_ast(self._ref, sort).value) for name, sort in sorts.items()}
        self._true, self._false = self._kept(z3.Z3_mk_true(self._ref).value), self._kept(z3.Z3_mk_false(self._ref).value)
        self._list = (ADDRESS * MANY)()

    @property
    def is_used(self) -> bool:
        """Whether anything was made."""
        return bool(self._made or self._plain)

    def ast(self, value: Plain | Term) -> z3types.Ast:
        """The expression of a term, or of a plain truth or number, as Z3's functions take it."""
        found = z3types.Ast(None)
        found.value = self._address(value)
        return found

    def _address(self, value: Plain | Term) -> Ast:
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

    def all_in(self, conditions: Sequence[bool | Term], model: z3.ModelRef) -> list[bool]:
        """Whether each of some conditions holds in a model.

        They are put together as one whole number, with a digit for each, so that
        what they have in common is evaluated once; Z3 lets go of it again.
        """
        asts, number = [self._address(one) for one in conditions], self._sorts["int"]
        made = z3.Z3_mk_ast_vector(self._ref)
        z3.Z3_ast_vector_inc_ref(self._ref, made)

        def passing(ast: Ast) -> Ast:
            KEEP(self._at, made.value, ast)
            return ast

        zero = passing(NUMERAL(self._at, b"0", number))
        digits = [passing(CHOICE(self._at, ast, passing(NUMERAL(self._at, str(1 << place).encode(), number)), zero)) for place, ast in enumerate(asts)]
        whole = z3types.Ast(None)
        whole.value = passing(PLUS(self._at, len(digits), self._addresses(digits)))
        found = model.eval(z3.z3._to_expr_ref(whole, self.context), model_completion=True).as_long()
        z3.Z3_ast_vector_dec_ref(self._ref, made)
        return [bool(found >> place & 1) for place in range(len(asts))]

    def close(self) -> None:
        """Give up all expressions; a context that still has some takes long to go."""
        z3.Z3_ast_vector_dec_ref(self._ref, self._all)
        self._made.clear()
        self._plain.clear()

    def _kept(self, ast: Ast | None) -> Ast:
        if not ast:
            raise z3.Z3Exception(z3.Z3_get_error_msg(self._ref, z3.Z3_get_error_code(self._ref)))
        KEEP(self._at, self._all.value, ast)
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

    def _addresses(self, asts: Sequence[Ast]) -> Any:
        """Some expressions one after the other, as Z3 takes them; good until the next are."""
        if len(asts) > len(self._list):
            self._list = (ADDRESS * (2 * len(asts)))()
        found = self._list
        for place, ast in enumerate(asts):
            found[place] = ast
        return found

    def _build(self, term: Term) -> Ast:
        match term.op:
            case "or" | "and":
                made = self._made
                return (OR if term.op == "or" else AND)(self._at, len(term.args), self._addresses([made[arg] for arg in term.args]))  # type: ignore[no-any-return]
            case "not":
                return NOT(self._at, self._made[term.args[0]])  # type: ignore[no-any-return]
            case "at least" | "more than" | "equals" | "not less" | "not more":
                return self._comparison(term)
            case "ite":
                return self._choice(term)
            case "variable" | "is":
                return self._variable(term)
            case "sum":
                return self._sum(term.args[1], term.args[0], term.sort == "real")
            case _:
                return self._function(term)

    def _variable(self, term: Term) -> Ast:
        name = str(term.args[0]) if term.op == "variable" else f"{term.args[0].args[0]} is {term.args[1]}"
        return OPEN(self._at, NAMED(self._at, name.encode()), self._sorts[term.sort])  # type: ignore[no-any-return]

    def _choice(self, term: Term) -> Ast:
        condition, yes, no = term.args
        as_real = term.sort == "real"
        return CHOICE(self._at, self._made[condition], self._as(yes, as_real), self._as(no, as_real))  # type: ignore[no-any-return]

    def _as(self, value: Plain | Term, as_real: bool) -> Ast:
        """A number as an expression of one sort."""
        if not isinstance(value, Term):
            return self._number(value, as_real)
        ast = self._of(value)
        return self._kept(AS_REAL(self._at, ast)) if as_real and value.sort == "int" else ast

    def _number(self, value: Plain, as_real: bool) -> Ast:
        key = value.numerator, value.denominator, as_real
        if key not in self._plain:
            text = f"{value.numerator}/{value.denominator}" if as_real else str(int(value))
            self._plain[key] = self._kept(NUMERAL(self._at, text.encode(), self._sorts["real" if as_real else "int"]))
        return self._plain[key]

    def _sum(self, parts: Sequence[tuple[Term, Plain]], constant: Plain, as_real: bool) -> Ast:
        found = [self._multiple(term, factor, as_real) for term, factor in parts]
        if constant:
            found.append(self._number(constant, as_real))
        return found[0] if len(found) == 1 else self._kept(PLUS(self._at, len(found), self._addresses(found)))

    def _multiple(self, term: Term, factor: Plain, as_real: bool) -> Ast:
        ast = self._as(term, as_real)
        return ast if factor == 1 else self._kept(TIMES(self._at, 2, self._addresses((self._number(factor, as_real), ast))))

    def _comparison(self, term: Term) -> Ast:
        first, bound = term.args
        parts = ((first, 1),) if isinstance(first, Term) else first
        as_real = bound.denominator != 1 or any(part.sort == "real" for part, _ in parts)
        return COMPARED[term.op](self._at, self._sum(parts, 0, as_real), self._number(bound, as_real))  # type: ignore[no-any-return]

    def _function(self, term: Term) -> Ast:
        match term.op:
            case "product":
                as_real = term.sort == "real"
                return TIMES(self._at, 2, self._addresses([self._as(arg, as_real) for arg in term.args]))  # type: ignore[no-any-return]
            case "quotient":
                return DIVIDED(self._at, self._as(term.args[0], True), self._as(term.args[1], True))  # type: ignore[no-any-return]
            case "whole part":
                return DIVIDED(self._at, self._as(term.args[0], False), self._number(term.args[1], False))  # type: ignore[no-any-return]
            case "remainder":
                return REMAINDER(self._at, self._as(term.args[0], False), self._number(term.args[1], False))  # type: ignore[no-any-return]
            case "floor":
                return FLOOR(self._at, self._as(term.args[0], True))  # type: ignore[no-any-return]
        raise AssertionError(f"{term.op} has no expression")
