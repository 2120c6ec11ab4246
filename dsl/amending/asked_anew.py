"""The questions that come with a plan, asked of the plan as amended."""

from __future__ import annotations

from dsl import nodes as n
from dsl.amendment import Amendment
from dsl.check.checker import Checker
from dsl.check.questions import Questions
from dsl.check.stories import Stories
from dsl.plan import Plan, Question, Scenario

Key = tuple[str, str, n.Ask]


def key_of(question: Question) -> Key:
    """What tells a question from others: its title, its story and what it asks."""
    return question.title, question.scenario.title, question.node


def asked_anew(amendment: Amendment) -> tuple[Plan, dict[Key, Question]]:
    """The amended plan with the questions that can still be asked of it; one that cannot is left out."""
    checker = Checker(amendment.clauses)
    plan = checker.check(amendment.plan.sources)
    stories = Stories.of(checker)
    scenarios: dict[str, Scenario] = {}
    for clause in amendment.clauses:
        if isinstance(clause, n.ScenarioClause) and (clause.extends is None or clause.extends in scenarios):
            before = len(checker.context.mistakes)
            scenario = stories.scenario(clause, scenarios[clause.extends] if clause.extends else None)
            if len(checker.context.mistakes) == before:
                scenarios[clause.title] = scenario
    questions = Questions(stories, scenarios)
    found: dict[Key, Question] = {}
    for clause in amendment.clauses:
        if isinstance(clause, n.QuestionClause):
            before = len(checker.context.mistakes)
            question = questions.question(clause)
            if question is not None and len(checker.context.mistakes) == before:
                found[key_of(question)] = question
    return plan, found
