"""From trees to nodes: questions and what is expected."""

from __future__ import annotations

from typing import Any

from lark import v_args
from lark.tree import Meta
from msgspec.structs import replace

from dsl import nodes as n
from dsl.nodes_from_tree.words import (
    FromTree,
    Keyword,
    node,
    without_words,
)


@v_args(meta=True)
class Questions(FromTree):
    """Questions and what is expected."""

    def question(self, meta: Meta, children: list[Any]) -> n.QuestionClause:
        title, scenario, *rest = children
        *parts, asked, expected = rest
        return n.QuestionClause(str(title), scenario and str(scenario), tuple(parts), asked, expected or (),
                                span=self.span(meta))

    def asked(self, meta: Meta, children: list[Any]) -> n.Ask:
        found: n.Ask = children[0]
        return found

    def alone(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    def moment(self, meta: Meta, children: list[Any]) -> n.Moment | None:
        word, value = children
        if str(word) not in ("on", "at"):
            self.report("moment-of-question", self.span(meta), f"A question cannot be asked `{word}` a time.",
                        "Ask `on May 4, 1998`, or `at close of business on May 4, 1998`.")
            return None
        return n.Moment(str(word), value, span=self.span(meta))  # type: ignore[arg-type]

    def by(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    def asked_bare(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    def asked_compared(self, meta: Meta, children: list[Any]) -> Any:
        predicate = n.Compared(str(children[1]), children[2], span=self.span(meta))  # type: ignore[arg-type]
        return n.Predicated(children[0], predicate, span=self.span(meta))

    def asked_timed(self, meta: Meta, children: list[Any]) -> Any:
        predicate = n.Timed(str(children[1]), children[2], span=self.span(meta))  # type: ignore[arg-type]
        return n.Predicated(children[0], predicate, span=self.span(meta))

    def asked_is(self, meta: Meta, children: list[Any]) -> Any:
        return n.Predicated(children[0], n.IsValue(children[1], span=self.span(meta)), span=self.span(meta))

    def asked_is_not(self, meta: Meta, children: list[Any]) -> Any:
        return n.Predicated(children[0], n.IsValue(children[1], True, span=self.span(meta)), span=self.span(meta))

    def asked_set(self, meta: Meta, children: list[Any]) -> Any:
        return n.Predicated(children[0], n.IsSet(span=self.span(meta)), span=self.span(meta))

    def asked_duty(self, meta: Meta, children: list[Any]) -> Any:
        said = n.DutyIs(str(children[-1]), span=self.span(meta))  # type: ignore[arg-type]
        return n.Predicated(children[0], said, span=self.span(meta))

    def asked_not_duty(self, meta: Meta, children: list[Any]) -> Any:
        said = n.DutyIs(str(children[-1]), True, span=self.span(meta))  # type: ignore[arg-type]
        return n.Predicated(children[0], said, span=self.span(meta))

    def ask_is(self, meta: Meta, children: list[Any]) -> n.AskIs:
        return n.AskIs(*_run_on(children[-2], children[-1]), span=self.span(meta))

    def ask_has_become(self, meta: Meta, children: list[Any]) -> n.AskIs:
        _, subject, status, moment = children
        said = n.Predicated(subject, n.HasBecome(status, span=status.span), span=self.span(meta))
        return n.AskIs(said, None, moment, span=self.span(meta))

    def ask_is_that(self, meta: Meta, children: list[Any]) -> n.AskIs:
        return n.AskIs(children[-2], None, children[-1], inverted=False, span=self.span(meta))

    def ask_when(self, meta: Meta, children: list[Any]) -> n.AskWhen:
        return n.AskWhen(children[-2], children[-1], span=self.span(meta))

    ask_first_that = node(n.AskFirst)

    def ask_first(self, meta: Meta, children: list[Any]) -> n.AskFirst:
        subject, status = children[-2], children[-1]
        said = n.Predicated(subject, n.IsValue(status, span=status.span), span=self.span(meta))
        return n.AskFirst(said, span=self.span(meta))

    def ask_what(self, meta: Meta, children: list[Any]) -> n.AskWhat:
        return n.AskWhat(children[-2], children[-1], span=self.span(meta))

    def ask_who(self, meta: Meta, children: list[Any]) -> n.AskWho:
        return n.AskWho(children[-2], children[-1], span=self.span(meta))

    def ask_inverse(self, meta: Meta, children: list[Any]) -> n.AskInverse:
        _, unknown, asked = children
        return n.AskInverse(unknown, asked, span=self.span(meta))

    def ask_equal(self, meta: Meta, children: list[Any]) -> n.AskIs:
        _, left, right, moment = children
        said = n.Predicated(left, n.IsValue(right, span=right.span), span=self.span(meta))
        return n.AskIs(said, None, moment, span=self.span(meta))

    ask_owed = node(n.AskOwed)

    def ask_allowed(self, meta: Meta, children: list[Any]) -> n.AskAllowed:
        _, title, day, after_close = children
        return n.AskAllowed(str(title), day, after_close is not None, span=self.span(meta))

    ask_why = node(n.AskWhy)
    ask_says = node(n.AskSays)
    possibility = node(n.Predicated)

    def ask_can(self, meta: Meta, children: list[Any]) -> n.AskCan:
        return n.AskCan(children[0], children[1], tuple(children[2:]), span=self.span(meta))

    ask_can_be = ask_can

    def ask_ways(self, meta: Meta, children: list[Any]) -> n.AskWays:
        return n.AskWays(children[0], children[1], tuple(children[2:]), span=self.span(meta))

    ask_ways_be = ask_ways

    def ask_certain(self, meta: Meta, children: list[Any]) -> n.AskCertain:
        return n.AskCertain(children[0], children[1], tuple(children[2:]), span=self.span(meta))

    def ask_extreme(self, meta: Meta, children: list[Any]) -> n.AskExtreme:
        word, value, by, *conditions = children
        return n.AskExtreme(str(word).split()[-2], value, by, tuple(conditions), span=self.span(meta))  # type: ignore[arg-type]

    ask_may = node(n.AskMay)
    with_never = node(lambda subject, status, span: n.With("at no time", subject, status, span=span))
    with_always = node(lambda subject, status, span: n.With("at all times", subject, status, span=span))
    never_so = node(lambda condition, span: n.With("at no time", condition, None, span=span))
    always_so = node(lambda condition, span: n.With("at all times", condition, None, span=span))
    without = node(lambda subject, span: n.With("without", subject, None, span=span))
    without_actor = without

    def expect(self, meta: Meta, children: list[Any]) -> tuple[n.Outcome, ...]:
        return tuple(children)

    def outcome(self, meta: Meta, children: list[Any]) -> n.Outcome:
        finding, *names = (child for child in children if child is not None)
        names = [name for name in names if isinstance(name, n.Name)]
        pairs = zip(names[::2], names[1::2], strict=True)
        under = tuple(n.Reads(r, o, span=r.span.through(o.span)) for r, o in pairs)
        if isinstance(finding, n.Outcome):
            return replace(finding, under=under, span=self.span(meta))
        verdict = str(finding) if isinstance(finding, Keyword) else None
        values = () if verdict is not None else finding
        return n.Outcome(verdict, values, under, span=self.span(meta))

    def ranges(self, meta: Meta, children: list[Any]) -> n.Outcome:
        """One end alone is an open bound, or a range: the question says which."""
        found = without_words(children)
        if len(found) == 1 and len(found[0].ends) == 1:
            ((word, value),) = found[0].ends
            return n.Outcome(None, (value,), (), bound=word, span=self.span(meta))
        return n.Outcome(None, (), (), ranges=found, span=self.span(meta))

    def compared_range(self, meta: Meta, children: list[Any]) -> n.RangeNote:
        low, one, _, high, other = children if len(children) == 5 else (*children[:2], None, None, None)
        ends = ((str(low), one), *([(str(high), other)] if high else []))
        return n.RangeNote(ends, span=self.span(meta))

    def between(self, meta: Meta, children: list[Any]) -> n.RangeNote:
        return n.RangeNote((("at least", children[0]), ("at most", children[1])), span=self.span(meta))

    def exactly(self, meta: Meta, children: list[Any]) -> n.RangeNote:
        return n.RangeNote((("at least", children[1]), ("at most", children[1])), span=self.span(meta))

    def so_many_ways(self, meta: Meta, children: list[Any]) -> n.Outcome:
        return n.Outcome(None, (), (), ways=int(str(children[0]).replace(",", "")), span=self.span(meta))

    def never_open(self, meta: Meta, children: list[Any]) -> n.Outcome:
        if str(children[1]) != "never":
            self.report("window-expected", self.span(meta), f"A window is never `{children[1]}`.",
                        "Write `as things stand never`, `at best until May 4, 1998` or `at best from ... until ...`.")
        return n.Outcome("never", (), (), sense=str(children[0]), span=self.span(meta))

    def open_until(self, meta: Meta, children: list[Any]) -> n.Outcome:
        return n.Outcome(None, (), (), sense=str(children[0]), stretch=(None, children[1]), span=self.span(meta))

    def open_from(self, meta: Meta, children: list[Any]) -> n.Outcome:
        return n.Outcome(None, (), (), sense=str(children[0]), stretch=(children[1], children[2]), span=self.span(meta))

    def verdict(self, meta: Meta, children: list[Any]) -> Keyword:
        found: Keyword = children[0]
        return found

    def value_list(self, meta: Meta, children: list[Any]) -> tuple[Any, ...]:
        return without_words(children)


def _run_on(said: Any, moment: n.Moment | None) -> tuple[Any, n.Name | None, n.Moment | None]:
    """Tell `the Rights Exercisable on D` from a comparison of dates, and keep a run of names."""
    if isinstance(said, n.Predicated) and isinstance(said.subject, n.Name):
        predicate = said.predicate
        if isinstance(predicate, n.Timed) and predicate.word == "on":
            return None, said.subject, n.Moment("on", predicate.value, span=predicate.span)
    if isinstance(said, n.Name):
        return None, said, moment
    return said, None, moment
