"""Asks cvc5 about scripts, as a process of its own: one question a line, one answer a line, as JSON.

A process of its own, so that a time limit is kept whatever cvc5 does, and what
goes wrong in it takes nothing else with it. cvc5 is imported here alone.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import cvc5


def verdict(script: str, milliseconds: int) -> str:
    """`sat`, `unsat` or `unknown` for an SMT-LIB script, in so many milliseconds."""
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("tlimit-per", str(milliseconds))
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script, "script")
    said = ""
    while not (command := parser.nextCommand()).isNull():
        said = str(command.invoke(solver, parser.getSymbolManager())).strip() or said
    return said


def _answered(asked: dict[str, Any]) -> dict[str, str]:
    try:
        return {"verdict": verdict(asked["script"], asked["milliseconds"])}
    except RuntimeError as error:  # what cvc5 raises for a script that it cannot read
        return {"error": str(error)}


def main() -> None:
    """Say the version, then answer until there are no more questions."""
    print(json.dumps({"version": cvc5.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(_answered(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
