"""Explains a sentence that cannot be read: what stands there, and what could.

Takes the parser's error; gives one diagnostic. Slips that drafters often make
are told apart by what stands at the place, the rest by what the grammar would
have accepted, in plan words.
"""

from __future__ import annotations

import difflib
import re

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from dsl.clauses import ClauseText
from dsl.dates_otherwise import written_otherwise
from dsl.diagnostics import Diagnostic, one_of
from dsl.grammar import parser
from dsl.habits import by_habit
from dsl.misspelt import misspelt
from dsl.said_before import by_what_was_said
from dsl.slip_words import ADOPTION, BEFORE, CLAUSE, HERE, MOST_SHOWN, WORDS, Slip
from dsl.source import Source, Span

VALUE_WORDS = {"LPAR", "QUANTIFIER", "OCCURRENCE", "AGGREGATE", "SO_FAR", "ROUNDED", "CHOOSE_TWO", "SUCH", "ITS", "NO"}
VALUE_PHRASES = {"`the number of`", "`the day of`", "`the first time that`", "`all of`", "`any of`"}
VALUES = {"TERM", "NUMBER", "MONEY", "PERCENT", "FRACTION", "DATE", "NOW", "YES", "THE_NTH", "CHOOSE", "DAY_PART", "SHIFT"}


LOWER_TERM = re.compile(r"((?:the\s+)?[a-z][a-z' -]*?)\s+(is|are|means|starts)\b")
CITATIONS = re.compile(r"(?:\[(?:\"[^\"]*\"|[^\"\]])*\]\s*)*")
MIXED_TERM = re.compile(r"([A-Z][\w'’-]*(?:\s+[\w'’-]+)*?)(?:\s+of\s+(?:a|the)\s+[A-Z]\w*)?\s+(?:is|means|starts)\b")
DUTY = re.compile(r'duty\s+[^":]+:\s*"[^"]*"')  # up to where its beginning should stand
CLAUSE_WORDS = (
    "plan", "vocabulary", "use", "unit", "organ", "person", "kinds", "thing", "calendar", "input", "event", "power", "duty",
    "with", "on", "whenever", "always", "consequence", "reading", "open", "statement", "left", "scenario", "question",
    "amendment", "replace", "add", "delete",
)  # fmt: skip
ASKED_FORMS = (
    "A question begins `is ...?`, `is amendment \"...\" allowed?`, `when is ...?`, `when does ... first become ...?`, `what is ...?`, `who is ...?`, "
    "`why is ...?`, `what is owed?`, `what does the plan say about ...?`, `at what PRICE is ...?`, `can ...?`, `in every way can ...?`, `when may ...?`, "
    "`what is the most that ...?` or `is it certain that ...?`."
)


def explain_slip(source: Source, piece: ClauseText, error: UnexpectedInput, start: str) -> Diagnostic:
    """One diagnostic for a clause, a question or a value that cannot be read; `start` says which."""
    at = broken_off(piece.text, error)
    rest = piece.text[at:]
    span = Span(source.name, piece.start + at, piece.start + at + len(_shown(rest)))
    if (otherwise := written_otherwise(piece.text, at)) is not None:
        place = Span(source.name, piece.start + otherwise.start, piece.start + otherwise.end)
        return Diagnostic("other-date", place, f"`{piece.text[otherwise.start : otherwise.end]}` is not how a date is written here.", otherwise.help)
    if (habit := by_habit(source, piece, at)) is not None:
        return habit
    if at > head_of(piece.text) or start == "asked":
        wrong = misspelt(piece.text, at, lambda text: read_to(text, start))
        if wrong is not None:
            place = Span(source.name, piece.start + wrong.start, piece.start + wrong.end)
            return Diagnostic("misspelt", place, f"`{piece.text[wrong.start : wrong.end]}` is no word of the language.", f"Did you mean `{wrong.meant}`?")
    if at == 0 and start == "asked":
        return Diagnostic("unknown-question", span, f"No question begins with `{_shown(rest)}`.", ASKED_FORMS)
    if DUTY.fullmatch(piece.text[head_of(piece.text) : at].rstrip()):
        return Diagnostic("duty-begins", span, "A duty says first after what it is owed.",
                          "Write `after the Distribution Date` or `on or after ...`, and then, if you like, `by ...` or `as soon as practicable`.")
    if (wanted := _unadopted(piece, at)) is not None:
        return Diagnostic(wanted.code, span, wanted.problem, wanted.help)
    if rest.strip() and (asked := by_what_was_said(source, piece, span, at)) is not None:
        return asked
    for slip in CLAUSE if at == head_of(piece.text) else HERE:
        if (match := re.match(slip.pattern, rest)) and re.search(slip.behind, piece.text[:at]):
            shown = " ".join(match[0].split())
            end = span.start + len(match[0])
            return Diagnostic(slip.code, Span(source.name, span.start, end), slip.problem.format(shown), slip.help)
    for slip in BEFORE:
        if "WORD" in _expected(error) and re.search(slip.pattern, piece.text[:at]):
            behind = piece.start + len(piece.text[:at].rstrip())
            place = span if rest.strip() else Span(source.name, behind, behind + 1)
            return Diagnostic(slip.code, place, slip.problem, slip.help)
    return _by_structure(source, piece, error, span, at)


def _by_structure(
    source: Source, piece: ClauseText, error: UnexpectedInput, span: Span, at: int
) -> Diagnostic:
    expected = _expected(error)
    rest = piece.text[at:]
    if not rest.strip():
        return _at_the_end(source, piece, expected)
    begins = at == head_of(piece.text)
    if begins and (match := LOWER_TERM.match(rest)):
        term = match[1].title()
        return Diagnostic("lower-case-term", Span(source.name, span.start, span.start + len(match[1])), "A Defined Term is written in Title Case.", f"Write `{term} {match[2]}`.")
    if mixed := _mixed_term(piece, at):
        span = Span(source.name, piece.start + head_of(piece.text), piece.start + head_of(piece.text) + len(mixed))
        return Diagnostic("lower-case-term", span, "Every word of a Defined Term begins with a capital letter.", f"Write `{mixed.title()}`.")
    if begins and (close := difflib.get_close_matches(_shown(rest), CLAUSE_WORDS, n=1, cutoff=0.7)):
        return Diagnostic("unknown-clause", span, f"No clause begins with `{_shown(rest)}`.", f"Did you mean `{close[0]}`?")
    if begins:
        return Diagnostic("unknown-clause", span, f"No clause begins with `{_shown(rest)}`.",
                          "A clause begins with a Defined Term (`X means ...`) or a word such as `event`, `power`, `reading`, "
                          "`scenario` or `question`; text that goes on from the line above is indented.")
    if "DOT" in expected and re.search(r"\n[ \t]*$", piece.text[:at]) and re.match(r"[A-Z\[]|\d{4}-", rest):
        return Diagnostic("missing-full-stop", span, f"Before `{_shown(rest)}` a full stop is missing.",
                          "End the sentence above with `.`")
    if "SEMICOLON" in expected and rest.startswith(".") and re.search(r"\([ivxA-Za-z\d]+\)", piece.text[:at]):
        return Diagnostic("limb-joint", span, "The list ends without `and` or `or` before its last limb.",
                          "Write `(i) ...; and (ii) ...`, or `or` where one is enough.")
    if "QMARK" in expected and rest.startswith("."):
        return Diagnostic("missing-question-mark", span, "A question ends with a question mark.", "Write `?` in place of the full stop.")
    return Diagnostic("unexpected", span, f"I did not expect `{_shown(rest)}` here.", f"{_if_a_term(rest, expected)}I could read {_listed(expected)} here.")


def _if_a_term(rest: str, expected: set[str]) -> str:
    """What to do with a word in lower case where a term could stand."""
    word = re.match(r"[a-z]{3,}\b", rest)
    return f"If `{word[0]}` is a term or a status of the plan, write it as there, with a capital: `{word[0].title()}`. " if word and "TERM" in expected else ""


def _unadopted(piece: ClauseText, at: int) -> Slip | None:
    """What an amendment lacks that breaks off before the line by which it is adopted."""
    said = piece.text[head_of(piece.text) : at]
    return next((slip for slip in ADOPTION if re.search(slip.pattern, said)), None)


def head_of(text: str) -> int:
    """Where a clause begins, behind the citations that stand before it."""
    match = CITATIONS.match(text)
    return match.end() if match else 0


def _mixed_term(piece: ClauseText, at: int) -> str | None:
    """The Defined Term that a clause begins with, where the clause broke off at a small word in it."""
    head = head_of(piece.text)
    match = MIXED_TERM.match(piece.text, head)
    if match and head < at < match.end(1) and re.search(r"\s[a-z]", match[1]):
        return " ".join(match[1].split())
    return None


def _at_the_end(source: Source, piece: ClauseText, expected: set[str]) -> Diagnostic:
    """The clause stops too early: the caret goes behind its last character."""
    end = piece.start + len(piece.text.rstrip())
    span = Span(source.name, max(piece.start, end), end + 1)
    return Diagnostic("cut-short", span, "The sentence stops before it is complete.", f"I could read {_listed(expected)} here.")


def broken_off(text: str, error: UnexpectedInput) -> int:
    """Where a text could not be read on."""
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return len(text)
    return error.pos_in_stream if error.pos_in_stream is not None else len(text)


def read_to(text: str, start: str) -> int | None:
    """How far a text is read; None is to its end."""
    try:
        parser().parse(text, start=start)
    except UnexpectedInput as error:
        return broken_off(text, error)
    return None


def _expected(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedToken):
        return set(error.accepts or error.expected)
    if isinstance(error, UnexpectedCharacters):
        return set(error.allowed or ())
    return set()


def _listed(expected: set[str]) -> str:
    """What would be accepted, values told in one phrase, at most eight of them."""
    names = set(expected)
    found = []
    if len(VALUES & names) > 4:
        found.append("a value (a term, a number with its unit, a date)")
        names = {name for name in names if name not in VALUES and not _starts_value(name)}
    found += sorted({_wording(name) for name in names})
    return one_of(found[:8]) or "nothing more"


def _starts_value(name: str) -> bool:
    return name in VALUE_WORDS or (name.startswith("__ANON") and _wording(name) in VALUE_PHRASES)


def _wording(name: str) -> str:
    if name in WORDS:
        return WORDS[name]
    patterns = {t.name: t.pattern.value for t in parser().terminals}
    text = patterns.get(name, name)
    return "`" + text.replace(r"\b", "").replace(r"\s+", " ").replace("\\", "") + "`"


def _shown(rest: str) -> str:
    """The word at a place, for a message and its carets."""
    match = re.match(r"[\w$%.,'’-]*[\w%'’-]|\S", rest)
    word = match[0] if match else ""
    return word if len(word) <= MOST_SHOWN else word[:MOST_SHOWN] + "…"
