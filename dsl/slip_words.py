"""What drafters write by habit, and what the language says instead; and the words for what the grammar would have accepted."""

from __future__ import annotations

from msgspec import Struct


class Slip(Struct, frozen=True):
    """What a drafter may write by habit, and what the language says instead."""

    code: str
    pattern: str
    problem: str
    help: str
    behind: str = ""  # what stands before it, if that matters


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
    Slip("owning-verb", r"(beneficially\s+)?(owns?|holds?)\b", "`{0}` is no word here: what somebody owns or holds is a term of the plan.", "Compare the term that the plan has for it: `whose Shares Held is at least 15% of Outstanding Shares`, or `Shares Held of Orion is at least ...`."),
    Slip("article-quantifier", r"all\s+(the\s+)?[A-Z]", "I do not count people with `{0}`.", "Write `every Person ...`, `no Person ...` or `some Person ...`."),
    Slip("written-percent", r"per\s?cent\b", "A percentage is written with its sign.", "Write `15%`."),
    Slip("curly-quotes", r"[“”„]", "These are curly quotation marks.", 'Write straight ones: `"`.'),
    Slip("page-mark", r"(page|pages|pg\.?|pp\.)\b", "A page is cited as `p.3`.", 'Write `[p.3 (iv): "such later date"]`.'),
    Slip("otherwise-comma", r"otherwise\b", "`otherwise` follows a comma.", "Write `X where C, otherwise Y`."),
    Slip("written-percent", rf"{COUNTED}\s+per\s?cent\b", "A percentage is written in figures.", "Write `15%`."),
    Slip("clock-time", r":\d\d\b", "A day has no hours here.", "Write `the start of D`, `close of business on D` or `the end of D`, or say in a `reading` which of them is meant.", r"\d\s*$"),
    Slip("all-at-once", r"(becomes|increases|decreases)\b", "An effect changes a term of one Person, not of all at once.", "What changes for all is a term of its own, as `Split Factor becomes Split Factor times 200%`, by which what each has is multiplied.", r"\bof\s+(every|each|all)\s+[A-Z][\w ]*$"),
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
