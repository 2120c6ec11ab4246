"""Explains a sentence that cannot be read: what stands there, and what could.

Takes the parser's error; gives one diagnostic. Slips that drafters often make
are told apart by what stands at the place, the rest by what the grammar would
have accepted, in plan words.
"""

from __future__ import annotations

import difflib
import re

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from msgspec import Struct

from dsl.clauses import ClauseText
from dsl.dates_otherwise import written_otherwise
from dsl.diagnostics import Diagnostic, one_of
from dsl.grammar import parser
from dsl.habits import by_habit
from dsl.misspelt import misspelt
from dsl.said_before import by_what_was_said
from dsl.source import Source, Span


class Slip(Struct, frozen=True):
    """What a drafter may write by habit, and what the language says instead."""

    code: str
    pattern: str
    problem: str
    help: str


MOST_SHOWN = 60  # letters of a word that is no word at all

COUNTED = (
    r"((twenty|thirty|forty|fifty|sixty|ninety)[- ])?"
    r"(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|forty|sixty|ninety|first|second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|fourteenth|fifteenth|twentieth|thirtieth|sixtieth|ninetieth)"
)

MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"

HERE = (
    Slip("amendment-question", r"(the|this|an)\s+amendment\b", "`{0}` is named by no title.", 'Ask `is amendment "The amendment of 2008" allowed?`, with its title.'),
    Slip("amendment-question", r"does\s+(the\s+)?amendment\b", "What an amendment changes is no question of a plan.", 'The command `pill amend PLAN FILE` says it. A question asks `is amendment "..." allowed?`'),
    Slip("symbol-comparison", r">=|≥|=>", "The sign `{0}` is not a word.", "Write `at least`."),
    Slip("symbol-comparison", r"<=|≤|=<", "The sign `{0}` is not a word.", "Write `at most`."),
    Slip("symbol-comparison", r">", "The sign `{0}` is not a word.", "Write `more than`, or `at least` if the figure itself counts."),
    Slip("symbol-comparison", r"<", "The sign `{0}` is not a word.", "Write `less than`, or `at most` if the figure itself counts."),
    Slip("symbol-comparison", r"==?", "The sign `{0}` is not a word.", "Write `is`."),
    Slip("symbol-arithmetic", r"\+|\*|/|×|÷", "The sign `{0}` is not a word.", "Write `plus`, `minus`, `times` or `divided by`."),
    Slip("other-comparison", r"(greater|higher|larger|bigger|more|less|smaller|fewer|lower)\s+(or\s+equal|than\s+or\s+equal)", "`{0}` is said in two ways in drafting.", "Write `at least` or `at most`."),
    Slip("other-comparison", r"(greater|higher|larger|bigger|above|over)\b(\s+than)?", "I do not compare with `{0}`.", "Write `more than`, or `at least` if the figure itself counts."),
    Slip("other-comparison", r"(smaller|fewer|lower|below|under)\b(\s+than)?", "I do not compare with `{0}`.", "Write `less than`, or `at most` if the figure itself counts."),
    Slip("other-comparison", r"(not\s+less\s+than|no\s+less\s+than)", "`{0}` is a comparison turned round.", "Write `at least`."),
    Slip("other-comparison", r"(not\s+more\s+than|no\s+more\s+than)", "`{0}` is a comparison turned round.", "Write `at most`."),
    Slip("other-comparison", r"or\s+(more|greater|less|fewer)\b", "I do not compare with `{0}`.", "Write `is at least 10% of ...` or `is at most 10% of ...`."),
    Slip("other-comparison", r"(exceeds?|exceeding|surpass(es)?)\b", "I do not compare with `{0}`.", "Write `is more than`, or `is at least` if the figure itself counts."),
    Slip("unexpected", r"(so|as)\s+long\s+as\b", "A condition of a power does not begin with `{0}`.", "Write `provided no Person is ...`; what lasts as long as it holds is a status."),
    Slip("other-date-word", r"(until|till)\s+(an?|some|any|the\s+first)\b", "I do not measure time with `{0}` here.", "Write `before some Person first becomes an Acquiring Person`, or `provided no Person is an Acquiring Person`."),
    Slip("other-date", r",?\s*or\s+(such|any)\s+(later|other|earlier)\s+(date|day|time)\b", "A date that somebody may set later is a term of its own.", "Write `, postponed to Deferred Date`, with `Deferred Date starts unset as a day.` and a power that sets it."),
    Slip("other-date", r"(the\s+)?([a-z]+\s+)?anniversary\b", "I do not count by anniversaries.", "Write `1 year after April 6, 2020`."),
    Slip("other-date", rf"({MONTH_NAMES})\s+\d{{1,2}}(?!\s*,\s*\d{{4}})\s*[:,.]", "The year of this date is missing.", "Write `May 4, 2020`."),
    Slip("unexpected", r"the\s+close\s+of\s+business\b", "`{0}` is written without `the`.", "Write `close of business on June 1, 2001`."),
    Slip("unexpected", r"\d+[A-Za-z]\w*", "A word of a Defined Term begins with a letter, not with a figure.", "Give the term another name, as `Schedule G Filer`."),
    Slip("unless", r"unless\b", "`unless` stands in a duty only.", "Write what must be so: `provided the Rights are not Redeemed`."),
    Slip("other-date-word", r"(no\s+later\s+than|not\s+later\s+than|by)\b", "I do not measure time with `{0}` here.", "Write `on or before`."),
    Slip("other-date-word", r"(prior\s+to|untill?|till)\b", "I do not measure time with `{0}` here.", "Write `before`, or `on or before` if the day itself counts."),
    Slip("other-date-word", r"(following|since)\b", "I do not measure time with `{0}` here.", "Write `after`, or `on or after` if the day itself counts."),
    Slip("legalese", r"(shall|will|must|should)\b", "`{0}` has no one meaning here.", "A `duty` says what somebody must do, a `power` what somebody may do, an `event` what anyone can do; a term `means` something. A question asks `when does it first hold that ...?`"),
    Slip("legalese", r"(herein|hereof|hereto|thereof|thereto|aforesaid|said)\b", "`{0}` points nowhere that I can follow.", "Name the term, or write `such Person` or `its ...`."),
    Slip("everybody", r"(somebody|anybody|someone|anyone|nobody|everybody|everyone)\b", "I do not know who `{0}` is.", "Write `some Person`, `no Person` or `every Person`."),
    Slip("become-in-question", r"become\b(?!s)", "`become` does not stand here.", "A question asks whether it can `be` so: `can Orion be an Acquiring Person?` A clause begins `whenever (the Rights are Exercisable) first holds: ...`."),
    Slip("at-the-start", r"at\s+the\s+start\b", "`at the start` stands before the fact.", "Write `at the start: Outstanding Shares is 10,000,000 shares.`"),
    Slip("act-in-question", r"(redeem|exchange|buy|sell|acquire|extend|lower|exercise|amend|issue)\b", "`{0}` is no word of a question: it asks what can be so.", "Ask `can the Rights be Redeemed?`, or `when may Redemption happen?`"),
    Slip("article-quantifier", r"all\s+(the\s+)?[A-Z]", "I do not count people with `{0}`.", "Write `every Person ...`, `no Person ...` or `some Person ...`."),
    Slip("written-percent", r"per\s?cent\b", "A percentage is written with its sign.", "Write `15%`."),
    Slip("curly-quotes", r"[“”„]", "These are curly quotation marks.", 'Write straight ones: `"`.'),
    Slip("page-mark", r"(page|pages|pg\.?|pp\.)\b", "A page is cited as `p.3`.", 'Write `[p.3 (iv): "such later date"]`.'),
    Slip("otherwise-comma", r"otherwise\b", "`otherwise` follows a comma.", "Write `X where C, otherwise Y`."),
    Slip("written-count", rf"(the\s+)?{COUNTED}\s+((business|trading)\s+)?(day|week|month|year)s?\b", "`{0}` is counted in words.", "Write the number: `the 10th day after ...`, `the 10th business day after ...`, `2 years after ...`."),
    Slip("other-date", r"(the\s+)?((next|following|preceding|previous|last|first)\s+)?(business|trading)\s+day\b", "I count open days by number, from a date.", "Write `the 1st business day after First Day`, or `before First Day`."),
    Slip("other-date", r",\s*by\b", "`by` with its date stands before `with`, `without` and `at no time`.", "Write `can the Rights be Redeemed by June 1, 2001, with Orion at no time an Acquiring Person?`"),
    Slip("lower-case-term", r"(the|an?)\s+[a-z][\w'-]*", "A Defined Term is written in Title Case.", "Write it as the plan does, each word with a capital, as `the Board` or `an Acquiring Person`."),
)

BEFORE = (
    Slip("unit-missing", r"\d[\d,.]*\s*$", "The number before this has no unit.", "Write the unit after it: `100 shares`, `15%`, `$5.00`, `3 Persons`."),
)

ADOPTION = (
    Slip("amendment-story", r'^amendment\s+"[^"]*"\s+under\s[^"]*$', "Here an amendment says in which story it is adopted.", 'Write `in` and the title of a scenario, as `in "Ten quiet years"`, and below it the line by which it is adopted.'),
    Slip("amendment-power", r'^amendment\s+"[^"]*"\s*$', "Here an amendment says under which power it is adopted.", 'Write `under` and the power, as `under Amendment`.'),
    Slip("amendment-adoption", r'^amendment\s+"[^"]*"\s+under\s[^"]*\sin\s+"[^"]*"\s*$', "Here an amendment says when and by what it is adopted.", "Write the line of the story, as `March 10, 2008: the Board amends the terms of the Rights.`"),
)

CLAUSE = (
    Slip("curly-quotes", r"[“\"][A-Z][^”\"]*[”\"]\s+(means|is|starts)\b", "A Defined Term stands without quotation marks.", "Write `Expiration Date means ...`."),
    Slip("if-clause", r"if\b", "A clause does not begin with `if`.", "Write `whenever C first holds: ...` for what happens by itself, or `provided C` in a power."),
    Slip("when-clause", r"when\b", "A clause does not begin with `when`.", "Write `whenever C first holds: ...`, or a `question` if you ask."),
    Slip("ask-outside", r"(is|are|can|who|what|why|has)\b", "A question stands in a `question` clause.", 'Write `question "..."`, and the question on the next line, indented.'),
)

WORDS = {
    "TERM": "a Defined Term, as `Distribution Date`", "STRING": 'text in quotation marks `"..."`',
    "DATE": "a date, as `March 3, 1998`", "NUMBER": "a number with its unit, as `100 shares`",
    "MONEY": "an amount, as `$5.00`", "PERCENT": "a percentage, as `15%`", "FRACTION": "a part, as `two-thirds`", "WORD": "a unit, as `shares`", "PERSONS": "`Persons`",
    "LABEL": "a limb, as `(i)`", "DOT": "a full stop `.`", "QMARK": "a question mark `?`",
    "COLON": "a colon `:`", "COMMA": "a comma", "SEMICOLON": "a semicolon `;`", "PAGE": "a page, as `p.3`", "SECTION": "a section, as `section 2`",
    "LPAR": "a bracket `(`", "RPAR": "a bracket `)`", "LSQB": "a citation `[p.3: \"...\"]`", "RSQB": "`]`",
    "IS": "`is`", "HAS": "`has`", "AND": "`and`", "OR": "`or`", "PHRASE": "what happened",
    "COMPARED": "`at least`, `more than`, `at most` or `less than`", "SIDE": "`after` or `before`",
    "TIMED": "`before`, `after`, `on`, `on or before` or `on or after`", "AT": "`at`",
    "OF_COMPARED": "`of at least`", "VERDICT": "a verdict, as `possible`", "QUANTIFIER": "`some`, `every` or `no`",
    "_WHOSE": "`whose`", "_WHO": "`who`", "_FOR_WHOM": "`for whom`", "_AT_WHICH": "`at which`",
    "_OTHER_THAN": "`other than`", "AND_ITS": "`and its`", "WEEKDAY": "a day of the week",
    "THE_NTH": "`the 10th`", "SHIFT": "`2 months after`", "DAY_NAME": "`business day`", "AGGREGATE": "`the sum of`", "DOES": "`does`",
    "OCCURRENCE": "`the first` or `the last`", "DAY_PART": "`close of business on`", "SO_FAR": "`the most`",
    "CHOOSE": "`the earliest of (i)`", "CHOOSE_TWO": "`the earlier of`", "ROUNDED": "`rounded up`",
    "AS_IF": "`, as if from the beginning`", "AT_THE_START": "`at the start`", "AFTER_CLOSE": "`, after the close of business`",
    "EITHER_ORDER": "`, in either order`", "WHOLE": "`, whole`", "AS_THEY_FALL": "`as they fall`",
    "STRICTER": "`, stricter where it holds`", "EXTREME": "`what is the most that`", "AT_WHAT": "`at what` or `for what`", "WAYS": "`ways`",
    "SENSE": "`as things stand`, `whatever others do` or `at best`", "PACE": "`promptly` or `as soon as practicable`", "DUTY_STATUS": "`open`, `performed` or `breached`",
    "$END": "the end of the clause",
}  # fmt: skip

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
        if match := re.match(slip.pattern, rest):
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
