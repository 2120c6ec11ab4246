"""Starts a plan of one's own: takes a few facts of it, gives a folder with a small plan that is whole, and its first questions.

The folder is written whole or not at all, after what is in it was checked and
put in canonical form.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from dsl.canonical import format_source
from dsl.dates import read_day, write_day
from dsl.diagnostics import Diagnostic, Mistakes
from dsl.load import load_text
from dsl.plan_files import built_in, built_in_plans
from dsl.source import NOWHERE, Source

NAME = re.compile(r"[a-z][a-z0-9-]*")
TITLE = re.compile(r"[^\"\n]+")
MOST_DAYS = 366

PLAN = """plan "{title}" from "{name}" dated {dated}.

use "rights".

-- Put the place in the source, as [p.2 (i): "a short phrase that is on that page once"], in place of each assumption.

# Acquiring Person

[assume "as counsel said when the plan was begun"]
Outstanding Shares starts at {shares} shares.

[assume "as counsel said when the plan was begun"]
Ownership Threshold is {threshold}%.

[assume "as plans are drafted"]
Exempt Person means any of the Company, a Subsidiary, a Benefit Plan or a Plan Trustee.

[assume "as plans are drafted"]
Acquiring Person means a Person, other than an Exempt Person,
    whose Beneficial Ownership is at least Ownership Threshold of Outstanding Shares.

# Distribution Date

[assume "as counsel said when the plan was begun"]
Distribution Date means close of business on the {nth} day after some Person first becomes an Acquiring Person.

# Redemption

[assume "as plans are drafted"]
Redeemed of the Rights starts at no.

[assume "as plans are drafted"]
power Redemption: "the Board redeems the Rights"
    before the Distribution Date
    provided the Rights are not Redeemed
    effect the Rights become Redeemed.
"""

QUESTIONS = """use "{name}".

scenario "One share too few"
    people Orion is a Stockholder.
    {bought}: Orion buys {under} shares.

scenario "The threshold"
    people Orion is a Stockholder.
    {bought}: Orion buys {at} shares.

question "One share under the threshold is too few"
    in "One share too few"
    is Orion an Acquiring Person?
    expect no.

question "The threshold itself counts"
    in "The threshold"
    is Orion an Acquiring Person?
    expect yes.

question "When do the Rights separate?"
    in "The threshold"
    when is the Distribution Date?

question "Until when may the Board redeem?"
    in "The threshold"
    when may Redemption happen?
"""


class Facts(Struct, frozen=True):
    """What is asked when a plan is begun, as it was typed."""

    title: str
    dated: str
    shares: str
    threshold: str
    days: str


def new_plan(folder: Path, facts: Facts) -> list[Path]:
    """Write the folder of a new plan; the files in it. Raises Mistakes, and then nothing is written."""
    name = folder.name or str(folder)
    words = _words(name, facts)
    if folder.exists():
        raise Mistakes([_wrong(f"There is something of the name `{folder}` already.", "Give the plan another name; nothing is written over.")])
    plan = format_source(Source(f"{name}.plan", PLAN.format_map(words)))
    questions = format_source(Source("first.plan", QUESTIONS.format_map(words)))
    load_text(plan + "\n" + questions.partition("\n")[2])
    texts = {Path(f"{name}.plan"): plan, Path("questions") / "first.plan": questions}
    _write(folder, texts)
    return [folder / path for path in texts]


def _is_built_in(name: str) -> bool:
    """Whether a plan or a vocabulary of the program has a name."""
    return name in built_in_plans() or (built_in() / "vocabulary" / f"{name}.plan").is_file()


def _words(name: str, facts: Facts) -> Mapping[str, str]:
    """What the texts are filled with; raises Mistakes that name every fact that cannot be read."""
    mistakes: list[Diagnostic] = []
    if not NAME.fullmatch(name):
        mistakes.append(_wrong(f"`{name}` cannot be the name of a plan's folder.", "Write small letters, figures and hyphens, as `acme` or `acme-2001`."))
    elif _is_built_in(name):
        mistakes.append(_wrong(f"`{name}` is the name of what comes with the program.", "Give the plan another name."))
    if not TITLE.fullmatch(facts.title.strip()):
        mistakes.append(_wrong("The title is empty, or has quotation marks in it.", "Write it as on the first page: Acme Rights Plan."))
    day = read_day(" ".join(facts.dated.split()))
    if day is None or not 1900 <= day.year <= 2100:
        mistakes.append(_wrong(f"`{facts.dated}` is no date that a plan may have.", "Write May 7, 2001 or 2001-05-07."))
    shares = _whole(facts.shares, 10**12)
    if not shares:
        mistakes.append(_wrong(f"`{facts.shares}` is no number of shares.", "Write a whole number, as 10,000,000."))
    percent = _whole(facts.threshold.strip().removesuffix("%"), 99)
    if not percent:
        mistakes.append(_wrong(f"`{facts.threshold}` is no threshold.", "Write a whole percentage, as 15; a finer one can be written into the plan later."))
    days = _whole(facts.days, MOST_DAYS)
    if not days:
        mistakes.append(_wrong(f"`{facts.days}` is no number of days.", f"Write a whole number from 1 to {MOST_DAYS}."))
    at = -(-shares * percent // 100)
    if shares and percent and at < 2:
        mistakes.append(_wrong("The threshold comes to a single share.", "Write the number of shares that were outstanding."))
    if mistakes or day is None:
        raise Mistakes(mistakes)
    bought = write_day(day.replace(year=day.year + 1, day=min(day.day, 28)))
    return {
        "title": " ".join(facts.title.split()), "name": name, "dated": write_day(day), "shares": f"{shares:,}", "threshold": str(percent),
        "nth": f"{days}{_ending(days)}", "bought": bought, "at": f"{at:,}", "under": f"{at - 1:,}",
    }  # fmt: skip


def _whole(text: str, most: int) -> int:
    """A whole number above zero, with commas or without; 0 where there is none, or it is over the most."""
    figures = text.strip().replace(",", "")
    number = int(figures) if re.fullmatch(r"[0-9]{1,15}", figures) else 0
    return number if number <= most else 0


def _ending(number: int) -> str:
    """`st`, `nd`, `rd` or `th`."""
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _wrong(problem: str, help_text: str) -> Diagnostic:
    return Diagnostic("new-plan", NOWHERE, problem, help_text)


def _write(folder: Path, texts: Mapping[Path, str]) -> None:
    """Write a folder beside its place, and then move it there in one step."""
    beside = ""
    try:
        beside = tempfile.mkdtemp(dir=folder.absolute().parent, prefix=".pill")
        for path, text in texts.items():
            target = Path(beside) / path
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
        os.chmod(beside, 0o755)
        os.rename(beside, folder)
    except OSError as error:
        raise Mistakes([Diagnostic("file", NOWHERE, f"`{folder}` cannot be written: {(error.strerror or 'no such folder').lower()}.",
                                   "Name a folder in one that is there and is yours.")]) from error  # fmt: skip
    finally:
        shutil.rmtree(beside, ignore_errors=True)
