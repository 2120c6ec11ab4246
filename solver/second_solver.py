"""The second solver, cvc5, as the rest of the package sees it: scripts go in, verdicts come out.

It runs in a process of its own (`cvc5_process`), which is ended and started
again where it does not answer in time.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal

from dsl.diagnostics import Diagnostic, Mistakes
from dsl.source import NOWHERE

PROGRAM = Path(__file__).with_name("cvc5_process.py")
TO_START = 30.0  # seconds
GRACE = 1.0  # seconds after which a limit that cvc5 should have kept is kept for it

Verdict = Literal["sat", "unsat", "unknown"]


class SecondSolver:
    """cvc5, ready to be asked; `name` says which version. Raises Mistakes where it is not installed."""

    def __init__(self) -> None:
        if find_spec("cvc5") is None:
            raise Mistakes([Diagnostic(
                "no-second-solver", NOWHERE, "The second solver, cvc5, is not installed.",
                "Install it with `pip install cvc5`; it is no part of the program and need not be there for anything else.",
            )])  # fmt: skip
        self.name = ""
        self._start()

    def __enter__(self) -> SecondSolver:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def verdict(self, script: str, seconds: float) -> Verdict:
        """Whether the conditions of a script can be met together; unknown if it was not found out in so many seconds."""
        if seconds <= 0:
            return "unknown"
        said = self._asked({"script": script, "milliseconds": max(1, int(seconds * 1000))}, seconds + GRACE)
        if said is None:
            self._end()
            self._start()
            return "unknown"
        found, *_ = said.get("verdict", "").split() or [""]  # an unknown comes with its reason
        if found not in ("sat", "unsat", "unknown"):
            raise AssertionError(f"the second solver cannot read a script: {said}")
        return found  # type: ignore[no-any-return]

    def _asked(self, question: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """What the process answers; nothing if it does not do so in time, or has ended."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
        except OSError:
            return None
        return self._next(seconds)

    def _next(self, seconds: float) -> dict[str, Any] | None:
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            return None
        found: dict[str, Any] | None = json.loads(line) if line else None
        return found

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
        )
        self._lines: queue.Queue[str] = queue.Queue()
        assert self._process.stdout is not None
        threading.Thread(target=_pass_on, args=(self._process.stdout, self._lines), daemon=True).start()
        said = self._next(TO_START)
        if said is None:
            self._end()
            raise AssertionError("the second solver does not start")
        self.name = f"cvc5 {said['version']}"

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()


def _pass_on(lines: IO[str], to: queue.Queue[str]) -> None:
    """Each line as it comes; an empty one when there are no more."""
    for line in lines:
        to.put(line)
    to.put("")
