"""Hostile and broken files: a clear message, no traceback, nothing written, and in little time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from counsel.main import app

PLAN = """plan "Acme Rights Plan" from "acme-2001" dated May 7, 2001.

use "rights".

[assume "for the test"]
Outstanding Shares starts at 10,000,000 shares.

[assume "for the test"]
input Market Price in dollars per share.

[assume "for the test"]
reading Later Dates is Override (base, because "b"), "o"; or Literal, "l".

"""
STORY = 'scenario "Other"\n    people Orion is a Stockholder, Lyra is a Stockholder.\n    '
SUMS = "".join(
    f'[assume "a chain"]\nLink {chr(65 + n // 26)}{chr(97 + n % 26)} means '
    f"{f'Link {chr(65 + (n - 1) // 26)}{chr(97 + (n - 1) % 26)}' if n else 'Market Price'} plus $1.00 per share.\n"
    for n in range(400)
)
TEXTS = {
    "what never closes": ('plan "' + "x" * 50_000, "unexpected"),
    "a quotation that is not closed, over many lines": (PLAN + 'scenario "Other"\n    people "' + "\n        x" * 60 + ".", "unexpected"),
    "brackets alone": ("[" * 50_000, "unexpected"),
    "too long": ("-- " + "x" * 2_100_000, "is too long"),
    "out of the folder": ('use "../../etc/passwd".', "There is no plan or vocabulary"),
    "anywhere": ('use "/etc/passwd".', "There is no plan or vocabulary"),
    "a number without end": (PLAN + '[assume "x"]\nBig is ' + "9" * 5_000 + " shares.", "at most 40 figures"),
    "a day out of the calendar": (PLAN + STORY + "December 31, 9999: Orion buys 5 shares.", "out of what is counted here"),
    "years without end": (PLAN + '[assume "x"]\nEarly means 5000 years before June 1, 2001.', "out of what is counted here"),
    "a price given twice": (PLAN + STORY + "given Market Price is $5.00 per share.\n    given Market Price is $6.00 per share.", "is given twice"),
    "a reading given twice": (PLAN + STORY + "given Later Dates reads Literal.\n    given Later Dates reads Override.", "is given twice"),
    "a start given twice": (PLAN + STORY + "at the start: Shares Held of Orion is 5 shares.\n    at the start: Shares Held of Orion is 6 shares.", "is given twice"),
    "a circle": (PLAN + '[assume "x"]\nOne means Two.\n[assume "x"]\nTwo means One.', "circular"),
    "a line without end": (PLAN + STORY + "June 4, 2001: Orion " + "buys " * 3_000 + "5 shares.", "hole-text"),
}  # fmt: skip


@pytest.mark.parametrize("which", TEXTS)
def test_a_hostile_text_is_met_with_a_message(tmp_path: Path, which: str) -> None:
    text, wanted = TEXTS[which]
    path = tmp_path / "hostile.plan"
    path.write_text(text)
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 2, result.output[:500]
    assert wanted in " ".join(result.output.split())
    assert len(result.output) < 20_000
    assert [file.name for file in tmp_path.iterdir()] == ["hostile.plan"]
    again = CliRunner().invoke(app, ["fmt", str(path)])
    assert again.exit_code in (0, 2)
    assert again.exit_code == 0 or path.read_text() == text


@pytest.mark.parametrize("data", [b"a\0b", b"\xff\xfea\0", "use".encode("utf-16"), os.urandom(5000) + b"\xff"])
def test_what_is_no_text_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "hostile.plan"
    path.write_bytes(data)
    for command in ("check", "fmt", "verify", "outline"):
        result = CliRunner().invoke(app, [command, str(path)])
        assert result.exit_code == 2, command
        assert "text" in result.output
    assert path.read_bytes() == data


def test_plans_that_use_each_other_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "one.plan").write_text('use "two".\n')
    (tmp_path / "two.plan").write_text('use "one".\nuse "two".\nunit shares, whole.\n')
    assert CliRunner().invoke(app, ["check", str(tmp_path / "one.plan")]).exit_code == 0


def test_a_link_that_leads_to_itself_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "loop.plan").symlink_to(tmp_path / "loop.plan")
    result = CliRunner().invoke(app, ["check", str(tmp_path / "loop.plan")])
    assert result.exit_code == 2
    assert "cannot be read" in result.output


def test_terms_in_a_long_chain_are_undecided_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "chain.plan"
    path.write_text(PLAN + SUMS + 'question "Q"\n    given Market Price is $1.00 per share.\n    what is Link Pj?\n')
    result = CliRunner().invoke(app, ["ask", str(path)])
    assert result.exit_code == 3, result.output
    assert "too long a chain" in " ".join(result.output.split())


def test_a_file_that_may_only_be_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "kept.plan"
    path.write_text("unit   shares,   whole.\n")
    path.chmod(0o444)
    result = CliRunner().invoke(app, ["fmt", str(path)])
    assert result.exit_code == 2
    assert path.read_text() == "unit   shares,   whole.\n"
    path.chmod(0o640)
    assert CliRunner().invoke(app, ["fmt", str(path)]).exit_code == 0
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("unit shares, whole.\n", 0o640)


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    """The search is stopped while it runs; no receipt and no part of one is left."""
    question = "In which ways announced Rights stay out of reach"
    words = [sys.executable, "-m", "counsel.start", "ask", "hemacare", question, "--receipt", "answer.json"]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(words, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as asked:
        time.sleep(2)
        asked.send_signal(signal.SIGINT)
        _, errors = asked.communicate(timeout=60)
    assert "Traceback" not in errors
    assert not list(tmp_path.iterdir())
