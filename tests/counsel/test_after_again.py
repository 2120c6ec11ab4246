"""A performance that is refused on the day of its beginning, because that can come again, is met with how to take in the day."""

from __future__ import annotations

from pathlib import Path

from test_commands import run

PLAN = """plan "Report" from "report" dated July 30, 2010.

use "rights".

[assume "a"]
Outstanding Shares starts at 1,000 shares.

[assume "b"]
duty Report: "the Company reports"
    after the {which} Purchase.

scenario "Same day"
    people Orion is a Stockholder.
    August 3, 2010: Orion buys 5 shares.
    August 3, 2010: the Company reports.
"""
HINT = "`on or after` takes in what is told later on the same."


def test_the_refusal_says_how_the_day_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "report.plan"
    path.write_text(PLAN.format(which="last"))
    _, refused = run("ask", str(path), "is Report performed?", "-s", "Same day")
    assert HINT in " ".join(refused.split())
    path.write_text(PLAN.format(which="last").replace("after the last", "on or after the last"))
    status, told = run("ask", str(path), "is Report performed?", "-s", "Same day")
    assert (status, "Yes, Report is performed." in told) == (0, True)
    path.write_text(PLAN.format(which="first"))
    _, told = run("ask", str(path), "is Report performed?", "-s", "Same day")
    assert "Yes, Report is performed." in told


def test_a_receipt_of_a_performance_on_the_day_is_verified(tmp_path: Path) -> None:
    path, receipt = tmp_path / "report.plan", tmp_path / "receipt.json"
    path.write_text(PLAN.format(which="first").replace("    August 3, 2010: the Company reports.\n", ""))
    status, told = run("ask", str(path), "can it be that Report is performed by August 3, 2010?", "-s", "Same day", "--receipt", str(receipt))
    assert (status, "Yes, it is possible" in told) == (0, True)
    status, verified = run("verify", str(receipt))
    assert status == 0, verified
