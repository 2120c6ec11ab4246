"""Where the command `pill` begins: an interrupt while it is still being read in stops it quietly."""

from __future__ import annotations

import os
import signal
import sys

STOPPED = 3  # as of what is undecided


def _stop(signum: int, frame: object) -> None:
    print("Stopped.", file=sys.stderr, flush=True)
    os._exit(STOPPED)


def start() -> None:
    """The command line; from here on each command says how it is stopped."""
    signal.signal(signal.SIGINT, _stop)
    from counsel.main import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()


if __name__ == "__main__":
    start()
