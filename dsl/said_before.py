"""Slips that are told apart by what stands before the place where a sentence could not be read on."""

from __future__ import annotations

import re

from dsl.clauses import ClauseText
from dsl.diagnostics import Diagnostic, shortened
from dsl.source import Source, Span

BARE_OF = re.compile(r"(?<![\w$.,])(\d[\d,.]*)\s+of\s*$")
CAST = re.compile(r"(?:^|\n)[ \t]+people\s+([^.:]*?)\s*,?\s*$")
WHO_IS = re.compile(r"and\s+([^.,]*?\s+is\s+an?\s+[A-Z][\w' ]*)")
WHEN_IS = re.compile(r"\bwhen\s+(is|are)\s+((?:the\s+)?[A-Z][\w']*(?:\s+[A-Z][\w']*)*)\s*$")
MEANS = re.compile(r"(?:^|\])\s*([A-Z][^\[\]]*?)\s+means\s+(?:((?:the|an?|some|every|no)\s+)?[A-Z][\w' -]*|now\s*)$")
OF_TWO = re.compile(r"(the\s+(?:earlier|later|greater|lesser)\s+of)\s+((?:(?!\band\b)[^()])+)$")
LISTED_TWO = re.compile(r"(the\s+(earlier|later|greater|lesser)\s+of)\s*\(\s*$")
LIST_OF = {"earlier": "the earliest of", "later": "the latest of", "greater": "the greatest of", "lesser": "the least of"}
MOST_OF = re.compile(r"\bwhat\s+is\s+the\s+(most|least|latest|earliest)\s+(?!that\b)((?:the\s+)?[A-Z][^?,]*?)\s+(?:by|on\s+or\s+before)\s+([^?]*?)\s*(?=[?]|, with)")
WHO = re.compile(r"(?:^|\n)\s*who\s+$")
STATUS = re.compile(r"an?\s+[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*")


def by_what_was_said(source: Source, piece: ClauseText, span: Span, at: int) -> Diagnostic | None:
    """What is told apart by what stands before the place: a bare number of something, a reckoning without brackets, a cast, what is so without `that`, a status asked for its date."""
    said, rest = piece.text[:at], piece.text[at:]
    if (bare := BARE_OF.search(said)) and (of := re.match(r"[A-Z]\w*(?:\s+[A-Z]\w*)*", rest)):
        place = Span(source.name, piece.start + bare.start(1), piece.start + bare.end(1))
        return Diagnostic("unit-missing", place, "The number before `of` has no unit.",
                          f"Write `{bare[1]}% of {' '.join(of[0].split())}` if a percentage is meant; any other number has its unit, as `{bare[1]} shares`.")
    if (sign := re.match(r"plus|minus|times|divided\s+by", rest)) and (two := OF_TWO.search(said)):
        first = " ".join(f"{two[2]}{sign[0]}".split())
        return Diagnostic("unexpected", span, f"After `{' '.join(two[1].split())}` what is reckoned stands in brackets.", f"Write `{' '.join(two[1].split())} ({first} ...) and ...`.")
    if re.match(r"i\)", rest) and (two := LISTED_TWO.search(said)):
        return Diagnostic("unexpected", span, f"`{' '.join(two[1].split())}` is of two things, joined by `and`.",
                          f"Write `{' '.join(two[1].split())} A and B`, or of a list `{LIST_OF[two[2]]} (i) A; and (ii) B`.")
    if re.match(r"and\b", rest) and (cast := CAST.search(said)):
        first, second = " ".join(cast[1].split()), WHO_IS.match(rest)
        more = " ".join(second[1].split()) if second else "Vega is a Stockholder"
        return Diagnostic("cast-list", span, "The people of a story stand in one list, with a comma between them and no `and`.", f"Write `people {first}, {more}.`")
    if re.match(r"(is|are|has|have)\b", rest) and (means := MEANS.search(said)):
        whole = " ".join((said[means.start(1):] + rest).split())
        return Diagnostic("means-that", span, "What is so begins with `that`.", f"Write `{shortened(whole.replace(' means ', ' means that ', 1))}`")
    if (asked := MOST_OF.search(piece.text)) and asked.start() <= at and "so far" not in asked[0]:
        word, what, day = (" ".join(part.split()) for part in asked.groups())
        return Diagnostic("most-of-what", span, f"`the {word}` of what can be and of what has been are asked apart.",
                          f"Ask `what is the {word} that {what} can be by {day}?`, or of what has been `what is the {word} {what} so far on {day}?`")
    if WHO.search(said) and (was := re.match(r"has\s+(?:ever\s+)?be(?:come|en)\s+(" + STATUS.pattern + ")", rest)):
        former = f"Former {was[1].split(' ', 1)[1]}"
        return Diagnostic("who-has-become", span, "`who` asks of whom a status is so at one time.",
                          f"Define `{former} means a Person who has become {was[1]}.` and ask `who is a {former}?`; or ask `has Orion become {was[1]}?` of each.")
    if (asked := WHEN_IS.search(said)) and (status := STATUS.match(rest)):
        who, what = " ".join(asked[2].split()), " ".join(status[0].split())
        return Diagnostic("when-of-status", span, f"`{what}` is a status, and no date.", f"Ask `when does {who} first become {what}?`, or `when does it first hold that {who} {asked[1]} {what}?`")
    return None
