"""Puts a finding into a few words, as it stands in a table or a list."""

from __future__ import annotations

from counsel.range_words import ranges_words
from counsel.words import begin_words, capital, end_words, numbered, value_words, within
from dsl.diagnostics import one_of
from dsl.kinds import YES_NO, Kind
from dsl.plan import Plan
from solver.answer import Finding, Opening, Supposed, When

VERDICTS = {
    "yes": "Yes", "no": "No", "never": "Never", "nobody": "Nobody", "possible": "Possible",
    "impossible": "Impossible", "holds": "It holds", "undecided": "Undecided",
}  # fmt: skip


def finding_words(finding: Finding, kind: Kind | None, plan: Plan) -> str:
    """What was found, in a sentence without its full stop."""
    turns = one_of(finding.turns_on, "and")
    match finding.verdict:
        case "value":
            words = one_of([value_words(value, kind, plan) for value in finding.values], "and")
            reached = f"{finding.bound} {words}, as close to it as one likes: an open bound" if finding.bound else words
            return f"{reached}; {finding.limit}" if finding.limit else reached
        case "no bound":
            return f"There is no bound: {finding.limit}"
        case "windows":
            return "; ".join(opening_words(opening) for opening in finding.openings)
        case "unset":
            if finding.limit:
                return f"There is no such value: {finding.limit}"
            return f"Unset: it rests on {turns}" if turns else "Unset: on these facts there is none"
        case "the plan does not say":
            return f"The plan does not say: it leaves {turns} open"
        case "not determined":
            return f"Not determined: it turns on {turns}{_ways_words(finding, kind, plan)}"
        case "not allowed":
            return "Not allowed: a line of the story cannot happen as told"
        case "at every value":
            return f"At every value of {finding.about}"
        case "at no value":
            return f"At no value of {finding.about}"
        case "at values":
            return f"Where {finding.about} is {ranges_words(finding.ranges, kind, plan)}"
        case "ways":
            return f"{numbered(finding.count, 'way')}; {finding.limit}"
        case "owed":
            return f"Owed: {one_of(finding.values, 'and')}"
        case "nothing":
            return "Nothing is owed"
        case "a statement":
            return "A statement, and no rule: no other answer rests on it"
        case "says":
            return "It says this"
        case "impossible" | "holds" if finding.limit and not finding.proved:  # what was not found is not said to be impossible
            return capital(finding.limit)
        case _:
            return VERDICTS[finding.verdict] + (f": {finding.limit}" if finding.limit else "")


def _ways_words(finding: Finding, kind: Kind | None, plan: Plan) -> str:
    """How something may come out, and with which values of what nobody stated, where that is known: `. If Harm is yes: no. If Harm is no: yes`."""
    ways = [finding_words(way, kind, plan) for way in finding.ways]
    if finding.when:
        return "".join(f". {capital(when_words(when, plan))}: {within(way)}" for way, when in zip(ways, finding.when, strict=True))
    return f" ({one_of(ways)})" if ways else ""


def when_words(when: When, plan: Plan) -> str:
    """`if Harm is yes`, `if A is yes and B is no, or if C is yes`, `for example, where Market Price is $5.00 per share`."""
    word = "where" if when.examples else "if"
    cases = ", or ".join(f"{word} {one_of([_supposed_words(plan, one) for one in case], 'and')}" for case in when.cases)
    return f"for example, {cases}" if when.examples else cases


def _supposed_words(plan: Plan, supposed: Supposed) -> str:
    """`Harm is yes`, `Market Price is at least $5.00 per share`."""
    name, _, subject = supposed.about.partition(" of ")
    about = f"{name} of {plan.name(subject)}" if subject else name
    term = plan.terms.get(name)  # which an amended plan may call otherwise
    kind = YES_NO if isinstance(supposed.value, bool) else term.kind if term is not None else None
    return f"{about} is {f'{supposed.says} ' if supposed.says else ''}{value_words(supposed.value, kind, plan)}"


def opening_words(opening: Opening) -> str:
    """`at best from May 4, 1998 until just before close of business on May 14, 1998`."""
    stretches = [
        f"{begin_words(begin)} {end_words(end) if closes else 'with no end up to the horizon'}"
        for (begin, end), closes in zip(opening.stretches, opening.closes, strict=True)
    ]
    return f"{opening.scope} {one_of(stretches, 'and') if stretches else 'never'}"
