"""Words that are written by habit and that the language has others for: `true`, `how many`, `expect fails`."""

from __future__ import annotations

import re

from dsl.clauses import ClauseText
from dsl.diagnostics import Diagnostic
from dsl.source import Source, Span

TRUTH = re.compile(r"(true|false)\b", re.IGNORECASE)
YES_OR_NO = {"true": "yes", "false": "no"}
HOW_MANY = re.compile(r"how\s+(?:many|much)\b(?:\s+([A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*))?")
WHOSE = re.compile(r"\b(?:does|do|has|did)\s+((?:the\s+)?[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*)")
EXPECTING = re.compile(r"\bexpect\s+$")
OUTCOME = re.compile(r"(fail(?:s|ed|ure)?|break(?:s)?|broken|pass(?:es|ed)?|succeed(?:s|ed)?|works?|certain|uncertain|so|not\s+so|true|false)\b")
QUOTED = re.compile(r'"[^"]*"')
OUTCOMES = (
    (re.compile(r"\bis\s+it\s+certain\b"), "Write `expect holds.` where no path breaks it, and `expect no.` where one does."),
    (re.compile(r"\bin\s+every\s+way\b"), "Write how many ways there are, as `expect 3 ways.`, or `expect impossible.` where there is none."),
    (re.compile(r"\bcan\s+(?!be\b)"), "Write `expect possible.` where there is a path, and `expect impossible.` where there is none."),
    (re.compile(r"\bis\s+amendment\b"), "Write `expect yes.` where it is allowed, and `expect not allowed.` where it is not."),
)  # fmt: skip


def by_habit(source: Source, piece: ClauseText, at: int) -> Diagnostic | None:
    """What is told of a word of habit at a place; None where there is none."""
    said, rest = piece.text[:at], piece.text[at:]
    if EXPECTING.search(said) and (word := OUTCOME.match(rest)):
        return Diagnostic("expect-word", _place(source, piece, at, word[0]), f"`{' '.join(word[0].split())}` is no answer that a question can have.", _outcomes(said))
    if truth := TRUTH.match(rest):
        return Diagnostic("true-or-false", _place(source, piece, at, truth[0]), f"`{truth[0]}` is no word of the language.", f"Write `{YES_OR_NO[truth[0].lower()]}`.")
    if asked := HOW_MANY.match(rest):
        return Diagnostic("how-many", _place(source, piece, at, asked[0]), "A question does not ask `how many` or `how much`.", _counted(asked[1], rest))
    return None


def _place(source: Source, piece: ClauseText, at: int, word: str) -> Span:
    return Span(source.name, piece.start + at, piece.start + at + len(word))


def _outcomes(said: str) -> str:
    """What the question of an expectation is answered by."""
    asked = QUOTED.sub("", said)
    return next((words for form, words in OUTCOMES if form.search(asked)), "Write `expect yes.` or `expect no.`, or the value that is expected.")


def _counted(status: str | None, rest: str) -> str:
    """What to ask instead: who they are, or for the value by its name."""
    who = WHOSE.search(rest)
    if status is not None and who is None:
        name = " ".join(status.split()).removesuffix("s")
        return f"Ask `what is the number of {name}s?`, or `who is {'an' if name[0] in 'AEIOU' else 'a'} {name}?`, which names each of them."
    whose = " ".join(who[1].split()) if who is not None else "Orion"
    value = " ".join(status.split()) if status is not None and " " in status else "Shares Held"
    return f"Ask for a value by its name in the plan, as `what is {value} of {whose}?`."
