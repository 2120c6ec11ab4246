"""What a plan says about a topic: its clause or statement, what uses it, what is left out or open."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from dsl import nodes as n
from dsl.check.names import singulars
from dsl.plan import IMPLIED, ClauseInfo, Plan, Question
from solver.answer import Answer, Finding, Row, Topic


def answer_says(plan: Plan, question: Question) -> Answer:
    """The answer to `what does the plan say about TOPIC?`."""
    topic = question.topic
    assert topic is not None
    about = [label for label in plan.clauses if topic in (label.clause, label.limb_name) or label.limb_name.startswith(f"{topic} (")]
    own = [label for label in about if plan.clauses[label].kind != IMPLIED]
    left_out = [omission.label for omission in plan.omissions if topic in omission.bearing_on]
    uses = [
        info.label for info in plan.clauses.values()
        if not info.label.parts and info.label.clause != topic and info.label not in left_out and _mentions(info, topic)
    ]  # fmt: skip
    topics = (
        *(Topic(label, "statement" if _states(plan, topic) else "part" if label.parts else "is") for label in own),
        *(Topic(label, "left out") for label in left_out),
        *(Topic(label, "uses") for label in uses),
    )
    return Answer(question, (Row((), _finding(plan, topic)),), tuple(own), topics=topics)


def _finding(plan: Plan, topic: str) -> Finding:
    if _states(plan, topic):
        return Finding("a statement")
    term = plan.terms.get(topic)
    if term is not None and term.role == "open":
        return Finding("the plan does not say", turns_on=(topic,))
    return Finding("says")


def _states(plan: Plan, topic: str) -> bool:
    """Whether the topic is a statement, which sets no rule."""
    return any(statement.topic == topic for statement in plan.statements)


def _mentions(info: ClauseInfo, topic: str) -> bool:
    return any(topic in singulars(name) for name in _names(info.node))


def _names(node: Any) -> list[str]:
    if isinstance(node, n.Name):
        return [node.text]
    if isinstance(node, tuple):
        return [name for item in node for name in _names(item)]
    if isinstance(node, Struct):
        return [name for part in astuple(node) for name in _names(part)]
    return []
