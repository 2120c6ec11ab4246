"""Spoils texts: takes a real text and a source of chance, gives the text as a careless or hostile hand might leave it.

The same seed gives the same text, so that what was met once is met again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

WORDS = (
    "the", "a", "(i)", "(iv)", ";", "and", "or", "not", "is", "means", "15%", "0%", "$0.00", "March 3, 1998", "February 30, 1998", "December 31, 9999",
    "January 1, 0001", "such Person", "its", '"', ".", ",", "?", "\n", "\n    ", "provided", "effect", "[", "]", "{", "}", "--", "#", "Orion",
    "some Person", "no Person", "every Stockholder", "Outstanding Shares", "Shares Held", "the Rights", "0 shares", "1 share", "9" * 400 + " shares",
    "1/0 shares", "now", "the day of", "close of business on", "the 10th business day after", "the 0th day after", "unset", "divided by", "times",
    "has become", "first becomes", "on", "by", "of", "at", "in", "with", "without", "expect", "given", "reads", "\x00", "“", "é", "\u202e", "𝟙", "\ud800",
)  # fmt: skip
MOST_SPOILED = 4

Spoil = Callable[[random.Random, list[str]], None]


def _drop(chance: random.Random, words: list[str]) -> None:
    del words[chance.randrange(len(words))]


def _double(chance: random.Random, words: list[str]) -> None:
    place = chance.randrange(len(words))
    words.insert(place, words[place])


def _move(chance: random.Random, words: list[str]) -> None:
    word = words.pop(chance.randrange(len(words)))
    words.insert(chance.randrange(len(words) + 1), word)


def _put(chance: random.Random, words: list[str]) -> None:
    words.insert(chance.randrange(len(words) + 1), chance.choice(WORDS))


def _put_in_place(chance: random.Random, words: list[str]) -> None:
    words[chance.randrange(len(words))] = chance.choice(WORDS)


def _misspell(chance: random.Random, words: list[str]) -> None:
    place = chance.randrange(len(words))
    word = words[place]
    at = chance.randrange(len(word) + 1)
    words[place] = word[:at] + chance.choice(("", chance.choice("aeXz.,;:()[]{}\"'%$0-\n\t\x07é"))) + word[at + 1 :]


def _turn_number(chance: random.Random, words: list[str]) -> None:
    places = [place for place, word in enumerate(words) if any(letter.isdigit() for letter in word)]
    if places:
        place = chance.choice(places)
        words[place] = re.sub(r"\d+", lambda _: str(chance.choice((0, 1, 2, 31, 99, 9999, 10**30))), words[place], count=1)


def _cut(chance: random.Random, words: list[str]) -> None:
    del words[chance.randrange(len(words)) :]


WAYS: Sequence[Spoil] = (_drop, _double, _move, _put, _put, _put_in_place, _put_in_place, _misspell, _misspell, _turn_number, _turn_number, _cut)


def spoiled(chance: random.Random, texts: Sequence[str]) -> str:
    """One of the texts, spoiled in one way or a few, sometimes with a piece of another in it."""
    words = re.split(r"(?<=\S)(?= )", chance.choice(texts))
    for _ in range(chance.randint(1, MOST_SPOILED)):
        if words:
            chance.choice(WAYS)(chance, words)
    if chance.random() < 0.1:
        other = re.split(r"(?<=\S)(?= )", chance.choice(texts))
        start = chance.randrange(len(other))
        at = chance.randrange(len(words) + 1)
        words[at:at] = other[start : start + 5]
    return "".join(words)
