"""What each entry of the audit says of a finding: what is wrong, and why it matters."""

from __future__ import annotations

from collections.abc import Mapping

from counsel.words import label_words
from dsl.diagnostics import one_of
from solver.audit.finding import Found, Unsettled

WRONG: Mapping[str, str] = {
    "dead-power": "{0} can never come about: what it provides for is never so.",
    "dead-limb": "{0} can never count.",
    "skipped-window": "{all} can be over the moment it begins: one act brings about both what begins it and what ends it.",
    "returning-date": "{0} can pass, and then come back: in the story it is over, and is set to a later time afterwards.",
    "late-deadline": "{0} has a last day that can pass before it begins.",
    "two-clocks": "Two clocks start with the same thing and run out at most a day apart:",
    "trigger-without-remedy": "{0} can come about and {1} never.",
    "remedy-without-trigger": "{1} can come about though nobody is {a0}, nor has been.",
    "lacking-twin": "{2} turns on somebody's being {a0}; being {a1} makes no such difference to it, though the plan names the two side by side elsewhere.",
    "crossed-by-others": "{1} can make somebody {a0} who took no part in it.",
    "figure-left-behind": "{1} gives as a number the figure at which {0} starts; {2} changes {0}, and the number stays.",
    "narrow-exception": "{2} is an exception to {1} in {0}; {3} turns on {1} without it.",
    "unused-term": "No rule of the plan uses {0}.",
    "removable": "Without {label} nothing changes: wherever the other conditions of {0} hold, it holds too.",
}
WHY: Mapping[str, str] = {
    "dead-power": "Somebody was meant to be able to do it.",
    "dead-limb": "A reader will take it to mean something; either it is idle or its conditions are wrong.",
    "skipped-window": "Whoever it was given to has no moment at which to use it, although what it waits for has come, and neither the Board nor another organ of the Company did anything.",
    "returning-date": "Who relied on its being over was wrong.",
    "late-deadline": "It is over, or overdue, as it begins.",
    "two-clocks": "What the one should leave off where the other takes up leaves a gap or an overlap.",
    "trigger-without-remedy": "Whatever waits for {1} waits for as long as nobody speaks.",
    "remedy-without-trigger": "It is enough that somebody says so.",
    "lacking-twin": "In the story somebody is {a1} and nobody {a0}, and {2} is not as it would be for {a0}.",
    "crossed-by-others": "A holder who has done nothing is met by all that follows from being {a0}.",
    "figure-left-behind": "From then on the two clauses measure differently.",
    "narrow-exception": "In the story nobody is {a1} but whom the exception excuses, and it makes a difference to {3} all the same.",
    "unused-term": "It is either a rule that was forgotten or a definition that can go.",
    "removable": "A reader will look for what it adds.",
}
GAP, OVERLAP = ("over", "not begun"), ("not yet over", "begun")


def wrong_words(found: Found) -> str:
    """What is wrong, in a sentence."""
    return _filled(WRONG[found.entry], found)


def why_words(found: Found) -> str:
    """Why it matters, in a sentence or two."""
    if found.entry == "two-clocks":
        sort, over, begun = found.names
        first, then = GAP if sort == "gap" else OVERLAP
        return f"In between, {one_of(over.split('|'), 'and')} {_are(over)} {first}, and {one_of(begun.split('|'), 'and')} {_have(begun)} {then}."
    if found.entry == "trigger-without-remedy" and len(found.names) == 3:
        return f"What {found.names[0]} promises is given by {found.names[1]}, and that needs {found.names[2]}, which may never come."
    return _filled(WHY[found.entry], found)


def _are(names: str) -> str:
    return "are" if "|" in names else "is"


def _have(names: str) -> str:
    return "have" if "|" in names else "has"


def _filled(words: str, found: Found) -> str:
    names = found.names
    if found.entry == "trigger-without-remedy" and len(names) == 3:
        names = (names[0], names[2])
    articled = {f"a{place}": f"{'an' if name[:1] in 'AEIOU' else 'a'} {name}" for place, name in enumerate(names)}
    return words.format(*names, **articled, all=one_of(names, "and"), label=label_words(found.labels[0]))


def about_words(unsettled: Unsettled) -> str:
    """What could not be settled: the clause, or the first two."""
    return one_of([label_words(label) for label in unsettled.labels[:2]], "and")
