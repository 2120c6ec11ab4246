"""Checks questions whether an amendment is allowed: whether the story with the lines that adopt it can be told."""

from __future__ import annotations

from collections.abc import Mapping

from dsl import core as c
from dsl import nodes as n
from dsl.amendment import Amendment, adopted
from dsl.check.context import Context
from dsl.check.in_force import before_the_plan
from dsl.dates import AFTER_CLOSE, BEFORE_CLOSE, instant
from dsl.plan import Question, Scenario
from dsl.source import Span

Amendments = Mapping[str, Amendment] | None  # by title; None where there are mistakes in them, which are reported


def own_story(asked: n.Ask, amendments: Amendments) -> Scenario:
    """The story that a question is about where it names none: that of its amendment, or nothing but the plan."""
    amendment = (amendments or {}).get(asked.title) if isinstance(asked, n.AskAllowed) else None
    return amendment.scenario if amendment is not None else Scenario("")


def allowed(context: Context, amendments: Amendments, node: n.AskAllowed, story: Scenario, title: str, span: Span) -> Question | None:
    """The question, its story that of the question or the amendment's own; None after reporting why."""
    if amendments is None:
        return None
    amendment = amendments.get(node.title)
    if amendment is None:
        titles = ", ".join(f"`{name}`" for name in amendments) or "none"
        context.report("unknown-amendment", node.span, f"There is no amendment `{node.title}` here.", f"The amendments at hand: {titles}.")
        return None
    if node.day is not None and (early := before_the_plan(node.day, amendment.plan.dated, node.span)) is not None:
        context.mistakes.append(early)
        return None
    at = instant(node.day, AFTER_CLOSE if node.after_close else BEFORE_CLOSE) if node.day is not None else None
    told = adopted(amendment, at, story if story.title else None)
    if absent := amendment.absent_from(told):
        context.report("unknown-person", node.span, f"`{absent[0]}` is nobody in this scenario.", "Choose a story with the people of whom the amendment speaks.")
        return None
    return Question(title, "is", told, node, span, "", condition=c.Truth(True))
