"""Shows how a receipt was verified, line by line, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from counsel.showing import BAD, GOOD, Shown, indented
from counsel.words import numbered
from solver.recheck import Check

MARKS = {"so": ("✓", GOOD), "not so": ("✗", BAD), "not finished": ("?", "bold yellow")}


def show_verified(receipt: Mapping[str, Any], checks: Sequence[Check], otherwise: Sequence[str]) -> Iterator[Shown]:
    """What the receipt is about, each check, what was not checked, and whether it is verified."""
    story = f'In "{receipt["asked"]["story"]}": ' if receipt["asked"]["story"] else ""
    yield Text(f"{story}{receipt['asked']['question']}", style="italic")
    for row in receipt["answer"]["rows"]:
        under = " and ".join(f"{name} reads {option}" for name, option in row["where"].items()) if isinstance(row.get("where"), dict) else ""
        yield indented(f"{row.get('says', row['verdict'])}{f', where {under}' if under else ''}")
    yield Text()
    for check in checks:
        yield Text.assemble(MARKS[check.found], f" {_sentence(check)}")
    for words in (*otherwise, *(f"Not checked again: {words}." for words in receipt["answer"].get("not checked again", []))):
        yield indented(words[0].upper() + words[1:], 2, "dim")
    yield Text()
    yield verdict_words(checks)


def _sentence(check: Check) -> str:
    words = check.what[0].upper() + check.what[1:]
    return f"{words}: {check.why}." if check.why else f"{words}."


def verdict_words(checks: Sequence[Check]) -> Text:
    """Whether the receipt is verified, and if not, how many things are wrong."""
    wrong, left = (sum(1 for check in checks if check.found == found) for found in ("not so", "not finished"))
    if wrong:
        return Text(f"Not verified: {numbered(wrong, 'thing is', 'things are')} not as the receipt says.", style=BAD)
    if left:
        return Text(f"Undecided: {numbered(left, 'check')} not finished.", style="bold yellow")
    return Text(f"Verified: {numbered(len(checks), 'check')}.", style=GOOD)
