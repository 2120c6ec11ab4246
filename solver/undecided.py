"""What is said when the work on an answer is given up, and what to try then."""

from __future__ import annotations


class Undecided(Exception):
    """An answer was not reached; `help` says what to try."""

    def __init__(self, problem: str, help: str) -> None:
        super().__init__(problem)
        self.help = help
