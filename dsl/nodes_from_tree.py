"""Makes nodes of a parse tree: takes Lark's tree of one clause, gives nodes.

Every node gets the span of its text. What cannot be a value at all (a day that
no calendar has, a phrase with a broken hole) is a diagnostic, and parsing goes
on with something harmless in its place.
"""

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

HOLE = re.compile(r"\{([^{}]*)\}")
HOLE_INSIDE = re.compile(r"\s*([A-Z][\w'-]*(?: [A-Z][\w'-]*)*)\s*:\s*([A-Za-z][\w -]*?)\s*")
ARTICLE = re.compile(r"(?:the|a|an)\s+")

Method = Callable[["NodesFromTree", Meta, list[Any]], Any]


def words(text: str) -> str:
    """The text with single spaces, as keywords and names are compared."""
    return " ".join(text.split())


def name_text(text: str) -> str:
    """A Defined Term without its article, with single spaces."""
    return words(ARTICLE.sub("", text, count=1) if ARTICLE.match(text) else text)


def _node(cls: Callable[..., Any], *fixed: Any) -> Any:
    """A method that builds `cls` from the fixed arguments and the children in order."""

    def build(self: NodesFromTree, meta: Meta, children: list[Any]) -> Any:
        return cls(*fixed, *children, span=self.span(meta))

    return v_args(meta=True)(build)


def _many(cls: Callable[..., Any], singles: int, *fixed: Any) -> Any:
    """A method whose first `singles` children go one by one, and the rest as a tuple."""

    def build(self: NodesFromTree, meta: Meta, children: list[Any]) -> Any:
        rest = tuple(child for child in children[singles:] if child is not None)
        return cls(*fixed, *children[:singles], rest, span=self.span(meta))

    return v_args(meta=True)(build)


@v_args(meta=True)
class NodesFromTree(Transformer[Token, Any]):
    """Rule by rule: the tree of one clause, found at `offset` of `file`, as nodes."""

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
        return day

    def NUMBER(self, token: Token) -> Fraction:
        return self._number(token, str(token))

    def MONEY(self, token: Token) -> Fraction:
        return self._number(token, str(token)[1:])

    def PERCENT(self, token: Token) -> Fraction:
        return Fraction(str(token)[:-1]) / 100

    def _number(self, token: Token, text: str) -> Fraction:
        whole, _, part = text.partition(".")
        if "," in whole and not re.fullmatch(r"\d{1,3}(,\d{3})*", whole):
            self.report("misplaced-comma", self.span(token), f"The commas of `{token}` do not part thousands.",
                        f"Write `{int(whole.replace(',', '') or '0'):,}` if that is the number meant.")
        digits = whole.replace(",", "")
        if not digits and not part:
            self.report("no-amount", self.span(token), "A `$` without an amount.", "Write `$5.00` or `$.001`.")
            return Fraction(0)
        return Fraction(f"{digits or '0'}.{part or '0'}")

    def WORD(self, token: Token) -> str:
        return str(token)

    def PAGE(self, token: Token) -> int:
        return int(re.sub(r"\D", "", str(token)))

    def LABEL(self, token: Token) -> str:
        return str(token)

    def THE_NTH(self, token: Token) -> int:
        count = int(re.sub(r"\D", "", str(token)))
        if not 1 <= count <= 10_000:
            self.report("strange-count", self.span(token), f"`{words(str(token))}` counts no day.",
                        "Write `the 1st day after`, `the 10th day after`, and so on up to 10,000.")
            return 1
        return count

    def QUANTIFIER(self, token: Token) -> str:
        return {"any": "some", "each": "every"}.get(str(token), str(token))

    def __default_token__(self, token: Token) -> Any:
        return Keyword(words(str(token)).lstrip(", "), self.span(token))

    # ---- where a clause comes from ----

    def source(self, meta: Meta, children: list[Any]) -> tuple[n.SourceNote, ...]:
        return tuple(children)

    def citation(self, meta: Meta, children: list[Any]) -> n.Citation:
        page, *labels, phrase = children
        return n.Citation(page, tuple(labels), str(phrase), span=self.span(meta))

    def assumption(self, meta: Meta, children: list[Any]) -> n.Assumption:
        return n.Assumption(str(children[0]), span=self.span(meta))

    def start(self, meta: Meta, children: list[Any]) -> n.Anything:
        *notes, clause = children
        sources = tuple(note for group in notes for note in group)
        fields = {f: getattr(clause, f) for f in clause.__dataclass_fields__}
        fields |= {"sources": sources, "span": self.span(meta)}
        made: n.Anything = type(clause)(**fields)
        return made

    # ---- headers and vocabulary ----

    def plan_header(self, meta: Meta, children: list[Any]) -> n.PlanHeader:
        title, origin, dated = children
        return n.PlanHeader(str(title), str(origin), dated, span=self.span(meta))

    def vocabulary_header(self, meta: Meta, children: list[Any]) -> n.VocabularyHeader:
        return n.VocabularyHeader(str(children[0]), span=self.span(meta))

    def use(self, meta: Meta, children: list[Any]) -> n.Use:
        return n.Use(tuple(str(child) for child in children), span=self.span(meta))

    def unit(self, meta: Meta, children: list[Any]) -> n.UnitClause:
        name, singular, whole = children
        return n.UnitClause(name, singular, whole is not None, span=self.span(meta))

    organ = _node(n.OrganClause)
    person = _node(n.PersonClause)
    thing = _node(n.ThingClause)
    kinds = _many(n.KindsClause, 1)
    calendar = _many(n.CalendarClause, 1)

    def holidays(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem(
            "holidays", library=str(children[0]), as_they_fall=children[1] is not None, span=self.span(meta)
        )

    def roll_stays(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("stays", weekday=str(children[0]), span=self.span(meta))

    def roll_moves(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("moves", weekday=str(children[0]), to=str(children[1]), span=self.span(meta))

    def closed_on(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("closed", first=children[0], span=self.span(meta))

    def open_on(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("open", first=children[0], span=self.span(meta))

    def calendar_range(self, meta: Meta, children: list[Any]) -> n.CalendarItem:
        return n.CalendarItem("range", first=children[0], last=children[1], span=self.span(meta))

    def day_meaning(self, meta: Meta, children: list[Any]) -> n.DayMeaning:
        return n.DayMeaning(str(children[0]), children[1], span=self.span(meta))

    # ---- terms ----

    head = _node(n.Head)
    fixed = _node(n.Fixed)

    def starts(self, meta: Meta, children: list[Any]) -> n.Starts:
        return n.Starts(children[0], children[1], None, span=self.span(meta))

    def starts_unset(self, meta: Meta, children: list[Any]) -> n.Starts:
        return n.Starts(children[0], None, children[1], span=self.span(meta))

    def means(self, meta: Meta, children: list[Any]) -> n.Means:
        head, meaning = children
        word, value = meaning if isinstance(meaning, tuple) else ("value", meaning)
        return n.Means(head, word, value, span=self.span(meta))

    def described(self, meta: Meta, children: list[Any]) -> tuple[str, n.Noun]:
        return "noun", _noun(children, self.span(meta))

    def that(self, meta: Meta, children: list[Any]) -> tuple[str, Any]:
        return "that", children[0]

    relation = _node(n.RelationClause)
    carried = _node(n.NotCarried)

    def input(self, meta: Meta, children: list[Any]) -> n.Input:
        head, at_the_start, kind, default = children
        return n.Input(head, at_the_start is not None, kind, default, span=self.span(meta))

    def unit_kind(self, meta: Meta, children: list[Any]) -> n.KindNote:
        return n.KindNote("unit", children[0], children[1], span=self.span(meta))

    day_kind = _node(n.KindNote, "day")
    instant_kind = _node(n.KindNote, "instant")
    yes_no_kind = _node(n.KindNote, "yes or no")

    def person_kind(self, meta: Meta, children: list[Any]) -> n.KindNote:
        return n.KindNote("term", term=children[0].text, span=self.span(meta))

    # ---- what happens ----

    def event(self, meta: Meta, children: list[Any]) -> n.EventClause:
        return self._event("event", meta, children)

    def power(self, meta: Meta, children: list[Any]) -> n.EventClause:
        return self._event("power", meta, children)

    def _event(self, word: Any, meta: Meta, children: list[Any]) -> n.EventClause:
        name, text, window, provided, effects = children
        phrase = self._phrase(text)
        return n.EventClause(word, name, phrase, window or (), provided, effects or (), span=self.span(meta))

    def attached(self, meta: Meta, children: list[Any]) -> n.Attached:
        event, window, provided, effects = children
        return n.Attached(event, window or (), provided, effects, span=self.span(meta))

    def _phrase(self, text: StringText) -> n.Phrase:
        parts: list[str | n.Hole] = []
        for index, piece in enumerate(HOLE.split(str(text))):
            if index % 2 == 0:
                parts.extend([words(piece)] if piece.strip() else [])
                if "{" in piece or "}" in piece:
                    self._broken_hole(text, piece.strip())
            elif match := HOLE_INSIDE.fullmatch(piece):
                parts.append(n.Hole(match[1], words(match[2]), span=text.span))
            else:
                self._broken_hole(text, "{" + piece + "}")
        return n.Phrase(tuple(parts), span=text.span)

    def _broken_hole(self, text: StringText, piece: str) -> None:
        self.report("broken-hole", text.span, f"I cannot read the hole in `{piece}`.",
                    "A hole is a name and a kind, as in `{Buyer: Person}` or `{Amount: shares}`.")

    def window(self, meta: Meta, children: list[Any]) -> tuple[n.Bound, ...]:
        return tuple(child for child in children if isinstance(child, n.Bound))

    bound_before = _node(n.Bound, "before")
    bound_on_or_before = _node(n.Bound, "on or before")
    bound_after = _node(n.Bound, "after")
    bound_on_or_after = _node(n.Bound, "on or after")
    bound_from_to = _node(n.Bound, "from to")
    bound_from_until = _node(n.Bound, "from until")
    bound_none = _node(n.Bound, "at any time")

    def provided(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    def effects(self, meta: Meta, children: list[Any]) -> tuple[n.Effect, ...]:
        return tuple(child for child in children if isinstance(child, n.Effect))

    effect = _node(n.Effect)
    becomes = _node(n.Becomes)
    increases = _node(n.Moves, "increases by")
    decreases = _node(n.Moves, "decreases by")
    ceases = _node(n.Ceases)

    def joined(self, meta: Meta, children: list[Any]) -> n.Pairs:
        return self._pairs(meta, children, joined=True)

    def parted(self, meta: Meta, children: list[Any]) -> n.Pairs:
        return self._pairs(meta, children, joined=False)

    def _pairs(self, meta: Meta, children: list[Any], *, joined: bool) -> n.Pairs:
        one, other, relation = _without_words(children)
        return n.Pairs(one, other, relation, joined, span=self.span(meta))

    on_date = _many(n.OnDate, 1)
    whenever_holds = _many(n.Whenever, 1)
    whenever_becomes = _many(n.Whenever, 1)
    always = _node(n.Always)

    # ---- ambiguity and silence ----

    reading = _many(n.ReadingClause, 1)

    def option(self, meta: Meta, children: list[Any]) -> n.Option:
        name, because, gloss = children
        return n.Option(name, because is not None, because and str(because), gloss and str(gloss),
                        span=self.span(meta))

    def open(self, meta: Meta, children: list[Any]) -> n.OpenClause:
        head, kind, because = children
        return n.OpenClause(head, kind, str(because), span=self.span(meta))

    def statement(self, meta: Meta, children: list[Any]) -> n.StatementClause:
        return n.StatementClause(children[0], str(children[1]), span=self.span(meta))

    def left_out(self, meta: Meta, children: list[Any]) -> n.LeftOut:
        bearing = tuple(child for child in children[1:] if child is not None)
        return n.LeftOut(str(children[0]), bearing, span=self.span(meta))

    # ---- values ----

    def name(self, meta: Meta, children: list[Any]) -> n.Name:
        found: n.Name = children[0]
        return found

    def limb_name(self, meta: Meta, children: list[Any]) -> n.Name:
        name, *labels = children
        return n.Name(" ".join((name.text, *labels)), name.article, span=self.span(meta))

    postponed = _node(n.Postponed)
    where = _node(n.Where)
    plus = _node(lambda left, right, span: n.Arithmetic("plus", left, right, span=span))
    minus = _node(lambda left, right, span: n.Arithmetic("minus", left, right, span=span))
    times = _node(lambda left, right, span: n.Arithmetic("times", left, right, span=span))
    divided = _node(lambda left, right, span: n.Arithmetic("divided by", left, right, span=span))
    of = _node(n.Of)
    such = _node(n.Such)
    its = _node(n.Its)
    quantity = _node(n.Quantity)
    day = _node(n.Day)
    yes = _node(n.YesNo, True)
    no = _node(n.YesNo, False)
    now = _node(n.Now)
    first_time = _node(n.FirstTime)
    first_becomes = _node(n.FirstBecomes)
    day_of = _node(n.DayOf)
    number_of = _node(n.NumberOf)

    def such_first_becomes(self, meta: Meta, children: list[Any]) -> n.FirstBecomes:
        noun, status = children
        return n.FirstBecomes(n.Such(noun, span=noun.span), status, span=self.span(meta))

    def money(self, meta: Meta, children: list[Any]) -> n.Quantity:
        return n.Quantity(children[0], "dollars", children[1], span=self.span(meta))

    def percent(self, meta: Meta, children: list[Any]) -> n.Quantity:
        return n.Quantity(children[0], "percent", None, span=self.span(meta))

    def bracketed(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    def choose_limbs(self, meta: Meta, children: list[Any]) -> n.Choose:
        word, limbs = children
        return n.Choose(word.split()[1], limbs, span=self.span(meta))

    def choose_two(self, meta: Meta, children: list[Any]) -> n.ChooseTwo:
        word, left, right = _without_and(children)
        return n.ChooseTwo(word.split()[1], left, right, span=self.span(meta))

    def all_of(self, meta: Meta, children: list[Any]) -> n.Listed:
        return n.Listed("all", children[0], span=self.span(meta))

    def any_of(self, meta: Meta, children: list[Any]) -> n.Listed:
        return n.Listed("any", children[0], span=self.span(meta))

    def any_term(self, meta: Meta, children: list[Any]) -> n.AnyTerm:
        return n.AnyTerm(_without_words(children), span=self.span(meta))

    def limbs(self, meta: Meta, children: list[Any]) -> tuple[n.Limb, ...]:
        return tuple(child for child in children if isinstance(child, n.Limb))

    def limb(self, meta: Meta, children: list[Any]) -> n.Limb:
        label, *notes, body = children
        sources = tuple(note for group in notes for note in group)
        return n.Limb(label, sources, body, span=self.span(meta))

    def aggregate(self, meta: Meta, children: list[Any]) -> n.Aggregate:
        word, body, people = children
        return n.Aggregate(word.split()[1], body, people, span=self.span(meta))

    def so_far(self, meta: Meta, children: list[Any]) -> n.SoFar:
        return n.SoFar(children[0].split()[1], children[1], span=self.span(meta))

    def rounded(self, meta: Meta, children: list[Any]) -> n.Rounded:
        return n.Rounded(children[0].split()[1], children[1], children[2], span=self.span(meta))

    def nth_day(self, meta: Meta, children: list[Any]) -> n.NthDay:
        count, side, base = children
        return n.NthDay(count, None, str(side), base, span=self.span(meta))  # type: ignore[arg-type]

    def nth_named_day(self, meta: Meta, children: list[Any]) -> n.NthDay:
        count, named, side, base = children
        return n.NthDay(count, str(named), str(side), base, span=self.span(meta))  # type: ignore[arg-type]

    def shifted(self, meta: Meta, children: list[Any]) -> n.Shift:
        count, *unit, side = str(children[0]).split()
        return n.Shift(int(count.replace(",", "")), " ".join(unit), side, children[1], span=self.span(meta))  # type: ignore[arg-type]

    def day_part(self, meta: Meta, children: list[Any]) -> n.DayPart:
        return n.DayPart(str(children[0]), children[1], span=self.span(meta))  # type: ignore[arg-type]

    def occurrence(self, meta: Meta, children: list[Any]) -> n.Occurrence:
        return n.Occurrence(children[0].split()[1], children[1], span=self.span(meta))

    # ---- persons described ----

    def person_and_its(self, meta: Meta, children: list[Any]) -> n.AndIts:
        person, relation = _without_words(children)
        return n.AndIts(person, relation, span=self.span(meta))

    def such_and_its(self, meta: Meta, children: list[Any]) -> n.AndIts:
        noun, relation = _without_words(children)
        return n.AndIts(n.Such(noun, span=noun.span), relation, span=self.span(meta))

    only_its = _node(n.OnlyIts)

    def noun(self, meta: Meta, children: list[Any]) -> n.Noun:
        return _noun(children, self.span(meta))

    quantified = _node(n.Quantified)

    def modifiers(self, meta: Meta, children: list[Any]) -> list[Any]:
        return children

    def exclusion(self, meta: Meta, children: list[Any]) -> tuple[Any, ...]:
        return _without_words(children)

    def exclusion_its(self, meta: Meta, children: list[Any]) -> tuple[Any, ...]:
        person, relation = _without_words(children)
        return (person, n.Of(relation, person, span=relation.span))

    def exclusion_such_its(self, meta: Meta, children: list[Any]) -> tuple[Any, ...]:
        noun, relation = _without_words(children)
        person = n.Such(noun, span=noun.span)
        return (person, n.Of(relation, person, span=relation.span))

    whose = _node(n.Relative, "whose")
    who = _node(n.Relative, "who")
    for_whom = _node(n.Relative, "for whom")
    at_which = _node(n.Relative, "at which")

    # ---- conditions ----

    def junction(self, meta: Meta, children: list[Any]) -> n.Junction:
        joints = tuple(str(child) for child in children if isinstance(child, Keyword))
        return n.Junction(joints, _without_words(children), span=self.span(meta))

    def bare(self, meta: Meta, children: list[Any]) -> Any:
        return children[0]

    negation = _node(n.Negation)
    predicated = _node(n.Predicated)
    reads = _node(n.Reads)
    happened = _node(n.Happened)

    def compared(self, meta: Meta, children: list[Any]) -> n.Compared:
        return n.Compared(str(children[-2]), children[-1], span=self.span(meta))  # type: ignore[arg-type]

    def timed(self, meta: Meta, children: list[Any]) -> n.Timed:
        return n.Timed(str(children[-2]), children[-1], span=self.span(meta))  # type: ignore[arg-type]

    def is_value(self, meta: Meta, children: list[Any]) -> n.IsValue:
        return n.IsValue(children[-1], span=self.span(meta))

    def is_not(self, meta: Meta, children: list[Any]) -> n.IsValue:
        return n.IsValue(children[-1], True, span=self.span(meta))

    def is_neither(self, meta: Meta, children: list[Any]) -> n.IsNeither:
        return n.IsNeither(children[-2], children[-1], span=self.span(meta))

    def is_set(self, meta: Meta, children: list[Any]) -> n.IsSet:
        return n.IsSet(span=self.span(meta))

    def is_unset(self, meta: Meta, children: list[Any]) -> n.IsSet:
        return n.IsSet(True, span=self.span(meta))

    def has_become(self, meta: Meta, children: list[Any]) -> n.HasBecome:
        return n.HasBecome(children[-1], span=self.span(meta))

    def has_value(self, meta: Meta, children: list[Any]) -> n.HasValue:
        _, term, word, value = children
        return n.HasValue(term, word.removeprefix("of "), value, span=self.span(meta))

    # ---- scenarios ----

    def scenario(self, meta: Meta, children: list[Any]) -> n.ScenarioClause:
        title, extends, *parts = children
        return n.ScenarioClause(str(title), extends and str(extends), tuple(parts), span=self.span(meta))

    def cast(self, meta: Meta, children: list[Any]) -> n.Cast:
        return n.Cast(tuple(children), span=self.span(meta))

    introduction = _node(n.Introduction)

    def at_the_start(self, meta: Meta, children: list[Any]) -> n.Given:
        return n.Given(children[-1], True, span=self.span(meta))

    def given(self, meta: Meta, children: list[Any]) -> n.Given:
        return n.Given(children[-1], False, span=self.span(meta))

    def fact_is(self, meta: Meta, children: list[Any]) -> n.Fact:
        return n.Fact("is", children[0], children[-1], span=self.span(meta))

    def fact_is_not(self, meta: Meta, children: list[Any]) -> n.Fact:
        return n.Fact("is not", children[0], children[-1], span=self.span(meta))

    def fact_reads(self, meta: Meta, children: list[Any]) -> n.Fact:
        return n.Fact("reads", children[0], children[1], span=self.span(meta))

    def fact_related(self, meta: Meta, children: list[Any]) -> n.Fact:
        one, other, relation = _without_words(children)
        return n.Fact("related", one, other, relation, span=self.span(meta))

    def line(self, meta: Meta, children: list[Any]) -> n.Line:
        date, after_close, either, sentence = children
        return n.Line(date, after_close is not None, either is not None, words(str(sentence)),
                      sentence_span=sentence.span, span=self.span(meta))

    # ---- questions ----

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

    ask_first_that = _node(n.AskFirst)

    def ask_first(self, meta: Meta, children: list[Any]) -> n.AskFirst:
        subject, status = children[-2], children[-1]
        said = n.Predicated(subject, n.IsValue(status, span=status.span), span=self.span(meta))
        return n.AskFirst(said, span=self.span(meta))

    def ask_what(self, meta: Meta, children: list[Any]) -> n.AskWhat:
        return n.AskWhat(children[-2], children[-1], span=self.span(meta))

    def ask_who(self, meta: Meta, children: list[Any]) -> n.AskWho:
        return n.AskWho(children[-2], children[-1], span=self.span(meta))

    ask_why = _node(n.AskWhy)
    ask_says = _node(n.AskSays)
    possibility = _node(n.Predicated)

    def ask_can(self, meta: Meta, children: list[Any]) -> n.AskCan:
        return n.AskCan(children[0], children[1], tuple(children[2:]), span=self.span(meta))

    with_never = _node(lambda subject, status, span: n.With("at no time", subject, status, span=span))
    with_always = _node(lambda subject, status, span: n.With("at all times", subject, status, span=span))
    without = _node(lambda subject, span: n.With("without", subject, None, span=span))
    ask_certain = _node(n.AskCertain)

    def expect(self, meta: Meta, children: list[Any]) -> tuple[n.Outcome, ...]:
        return tuple(children)

    def outcome(self, meta: Meta, children: list[Any]) -> n.Outcome:
        finding, *names = (child for child in children if child is not None)
        names = [name for name in names if isinstance(name, n.Name)]
        pairs = zip(names[::2], names[1::2], strict=True)
        under = tuple(n.Reads(r, o, span=r.span.through(o.span)) for r, o in pairs)
        verdict = str(finding) if isinstance(finding, Keyword) else None
        values = () if verdict is not None else finding
        return n.Outcome(verdict, values, under, span=self.span(meta))

    def verdict(self, meta: Meta, children: list[Any]) -> Keyword:
        found: Keyword = children[0]
        return found

    def value_list(self, meta: Meta, children: list[Any]) -> tuple[Any, ...]:
        return _without_words(children)


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


def _without_words(children: list[Any]) -> tuple[Any, ...]:
    return tuple(child for child in children if child is not None and not isinstance(child, Keyword))


def _without_and(children: list[Any]) -> list[Any]:
    return [child for child in children if child != "and"]


def _noun(children: list[Any], span: Span) -> n.Noun:
    name, modifiers = children
    excluded = tuple(e for m in modifiers or () if isinstance(m, tuple) for e in m)
    relatives = tuple(m for m in modifiers or () if isinstance(m, n.Relative))
    return n.Noun(name, excluded, relatives, span=span)


def _run_on(said: Any, moment: n.Moment | None) -> tuple[Any, n.Name | None, n.Moment | None]:
    """Tell `the Rights Exercisable on D` from a comparison of dates, and keep a run of names."""
    if isinstance(said, n.Predicated) and isinstance(said.subject, n.Name):
        predicate = said.predicate
        if isinstance(predicate, n.Timed) and predicate.word == "on":
            return None, said.subject, n.Moment("on", predicate.value, span=predicate.span)
    if isinstance(said, n.Name):
        return None, said, moment
    return said, None, moment
