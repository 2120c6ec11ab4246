"""The first path of one of the six questions, as a process of its own: what `pill ask` does up to there, and nothing more.

    python -m benchmarks.first_path hemacare "The Board can still redeem"

Prints the verdict on the base readings, with the events of the path.
"""

from __future__ import annotations

import sys

from benchmarks.asked import ASKED, Size
from benchmarks.ours import first_path
from counsel.main import look_for_garbage_seldom
from dsl.load import load

SECONDS = 60.0


def main() -> None:
    """The command line: a plan, and the title of one of its questions."""
    plan, title = sys.argv[1:]
    look_for_garbage_seldom()
    library = load(plan)
    question = next(question for question in library.asked if question.title == title)
    asked = next(asked for asked in ASKED if asked.title == title)
    print(asked.worded(first_path(library.plan, question, Size().events, SECONDS)))


if __name__ == "__main__":
    main()
