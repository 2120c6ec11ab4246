"""Every message has a page, and every page is true: its example meets with the message, and the mended one with none."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from counsel.explain import pages
from counsel.main import app
from counsel.show_check import impossible_stories
from dsl.check.stories import MOST_LINES, MOST_PEOPLE
from dsl.clauses import cut
from dsl.diagnostics import Mistakes
from dsl.filing import check_citations, make_outline, pages_of, write_outline
from dsl.load import load_text
from dsl.notices import notices
from dsl.parse import MOST_NESTED
from dsl.source import Source

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
PLAN, SOURCE = re.findall(r"```\n(.*?)```", (ROOT / "docs" / "errors.md").read_text(), re.DOTALL)[:2]
REPORTING = {"report", "Diagnostic", "Slip"}
WITHOUT_EXAMPLE = {"undecided", "our-mistake", "no-second-solver", "too-deep", "story-too-long", "letter", "not-installed"}
UNCITED = ("plan", "use", "scenario", "question", "consequence", "[")
EXAMPLES = [(code, *found) for code, page in pages().items() if (found := FENCE.findall(page))]
EVERY = 9  # of so many examples `make test` takes one, `make soak` all
CALENDAR = """
[assume "for the test"]
calendar Banks: holidays "US" as they fall; from January 1, 2001 to December 31, 2001.
[assume "for the test"]
business day means Banks.
[assume "for the test"]
Offer Limb means the 10th business day after the first Purchase.
scenario "Late"
    people Lyra is a Stockholder.
    December 30, 2001: Lyra buys 5 shares.
scenario "In time"
    people Lyra is a Stockholder.
    June 4, 2001: Lyra buys 5 shares.
"""
AMENDMENT = """
use "acme".
amendment "The first amendment" under Amending
    in "A purchase"
    June 5, 2001: the Board amends the plan.
Ownership Threshold becomes 15%.
"""
TIMELESS = 'plan "Timeless" from "timeless" dated May 7, 2001.\nuse "rights".\nscenario "Quiet"\n    people Lyra is a Stockholder.\n'
FOUND = "unused-term-fd82e7a3"  # what the audit finds in the plan of the examples: nothing reads its Deferred Date
TRIGGERS = "\nconsequence Triggers: some Person is an Acquiring Person.\n"


def codes() -> set[str]:
    """Every code that some message of the program has."""
    found = set()
    for path in (*ROOT.glob("dsl/**/*.py"), *ROOT.glob("counsel/**/*.py"), *ROOT.glob("solver/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            found |= set(_codes_in(node))
    return found


def _codes_in(node: ast.AST) -> Iterator[str]:
    """The codes that a call reports, and those kept in a name to be reported."""
    if isinstance(node, ast.Call) and node.args and getattr(node.func, "attr", getattr(node.func, "id", "")) in REPORTING:
        yield from _texts(node.args[0])
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
        yield from _texts(node.value)


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[a-z]+(-[a-z]+)*", node.value):
        yield node.value


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert codes() == set(pages())


def test_every_page_has_an_example_and_the_same_mended() -> None:
    assert {code for code, *found in EXAMPLES if len(found) == 2} == set(pages()) - WITHOUT_EXAMPLE


def cited(text: str) -> str:
    """The clauses of an example, each with a citation where it has none."""
    pieces = [piece.text for piece in cut(Source("the example", text)).clauses]
    return "\n".join(piece if piece.startswith(UNCITED) else f'[assume "for the example"]\n{piece}' for piece in pieces)


def met_with(text: str) -> set[str]:
    """The codes of all that is said of the plan with an example."""
    try:
        library = load_text(f"{PLAN}\n{text}")
    except Mistakes as mistakes:
        return {mistake.code for mistake in mistakes.diagnostics}
    return {one.code for one in (*check_citations(library.plan, pages_of(SOURCE)), *notices(library.plan, library.scenarios.values()), *impossible_stories(library, library.scenarios.values()))}


def of_kind(kind: str) -> list[Any]:
    """The examples of plans or of commands, all but a sample of them left to the soak."""
    found = [example for example in EXAMPLES if example[1][0] == kind]
    return [pytest.param(*example, id=example[0], marks=[] if place % EVERY == 0 else pytest.mark.soak) for place, example in enumerate(found)]


@pytest.mark.parametrize(("code", "wrong", "mended"), of_kind("plan"))
def test_an_example_meets_with_its_message_and_mended_with_none(code: str, wrong: tuple[str, str], mended: tuple[str, str]) -> None:
    assert met_with(wrong[1] if code == "uncited" else cited(wrong[1])) == {code}
    assert met_with(cited(mended[1])) == set()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the commands name."""
    (tmp_path / "acme.plan").write_text(PLAN)
    (tmp_path / "acme.txt").write_text(SOURCE)
    (tmp_path / "other.txt").write_text(SOURCE.replace("twenty", "thirty"))
    (tmp_path / "calendar.plan").write_text(PLAN + CALENDAR)
    (tmp_path / "odd.plan").write_text('[p.1: "shares then\n known"]\nLimit is 20%.\n')
    (tmp_path / "amendment.plan").write_text(AMENDMENT)
    (tmp_path / "timeless.plan").write_text(TIMELESS)
    (tmp_path / "first.plan").write_text(PLAN + TRIGGERS)
    (tmp_path / "second.plan").write_text(PLAN.replace("20%", "15%") + TRIGGERS)
    for name, reason in (("reasoned", " | kept for a later plan"), ("unreasoned", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "acme.plan").write_text(PLAN)
        (tmp_path / name / "audit.accepted").write_text(f"{FOUND}{reason}\n")
    for name, more in (("outlined", ""), ("broken", "\nnonsense\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "acme.plan").write_text(PLAN)
        (tmp_path / name / "source.outline").write_text(write_outline(make_outline(pages_of(SOURCE))) + more)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("code", "wrong", "mended"), of_kind("console"))
def test_a_command_meets_with_its_message_and_mended_with_none(folder: Path, code: str, wrong: tuple[str, str], mended: tuple[str, str]) -> None:
    for (_, command), expected in ((wrong, True), (mended, False)):
        result = CliRunner().invoke(app, shlex.split(command.removeprefix("$ pill ")))
        assert (code in re.findall(r"^[a-z-]+(?=  |$)", result.output, re.MULTILINE)) == expected, result.output
        assert (result.exit_code == 0) != expected


def test_what_is_nested_too_deeply_is_said_to_be() -> None:
    brackets = MOST_NESTED + 1
    assert met_with(f'[assume "deep"]\nDeep of the Rights means that {"(" * brackets}the Rights are Redeemed{")" * brackets}.') == {"too-deep"}


@pytest.mark.parametrize("story", [
    "    people Orion is a Stockholder.\n" + "    June 4, 2001: Orion buys 1 share.\n" * (MOST_LINES + 1),
    "    people " + ", ".join(f"Orion {chr(65 + n // 26)}{chr(97 + n % 26)} is a Stockholder" for n in range(MOST_PEOPLE + 1)) + ".\n",
])  # fmt: skip
def test_a_story_that_is_too_long_is_said_to_be(story: str) -> None:
    assert met_with(f'scenario "Long"\n{story}') == {"story-too-long"}


def test_a_page_is_shown_and_a_code_that_is_nearly_one_is_offered() -> None:
    shown = CliRunner().invoke(app, ["explain", "and-or"])
    assert shown.exit_code == 0
    assert "    Ready of the Rights means that (the Rights are Redeemed and Deferred Date is" in shown.output  # parted at 80 columns
    every = CliRunner().invoke(app, ["explain"])
    assert all(f"  {code}  " in every.output for code in pages())
    near = CliRunner().invoke(app, ["explain", "and-nor"])
    assert near.exit_code == 2
    assert "`and-or`" in near.output
