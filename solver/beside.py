"""Pieces of work done at the same time, each by a copy of this process.

What comes out is what would come out here: a copy begins where this process
stands, and what it changes stays with it. Where a process cannot be copied, or
has one processor to itself, the work is done here when its result is asked for;
and so it is where a copy raises something, or ends in want of memory.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

PROCESSES, MOST = "PILL_PROCESSES", 8  # the variable that says how many may work at once; the most that do if it does not
A = TypeVar("A")
B = TypeVar("B")

_is_copy = False


def at_once() -> int:
    """How many processes may work at once: as the variable says, or one for each processor; a copy is not copied again."""
    if _is_copy or sys.platform != "linux":
        return 1
    wanted = os.environ.get(PROCESSES, "")
    return max(1, int(wanted)) if wanted.isdecimal() else min(MOST, len(os.sched_getaffinity(0)))


def is_copy() -> bool:
    """Whether this process is a copy, which shares nothing that it changes."""
    return _is_copy


def each(work: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
    """What comes of each item, in their order; raises what the work does.

    It must be plain data, as answers are: terms and Z3's expressions are of one process.
    """
    if min(at_once(), len(items)) < 2:
        yield from map(work, items)
        return
    running: dict[int, Beside[B]] = {}
    done: dict[int, Beside[B]] = {}
    begun = 0
    try:
        for place in range(len(items)):
            while place not in done:
                while begun < len(items) and len(running) < at_once():
                    running[begun] = Beside(partial(work, items[begun]))
                    begun += 1
                done |= {at: running.pop(at) for at in _that_came(running)}
            yield done.pop(place).result()
    finally:
        for job in running.values():
            job.drop()


class Beside(Generic[B]):
    """Work that is being done beside this process, if more than one may work at once."""

    def __init__(self, work: Callable[[], B], is_quick: bool = False) -> None:
        """What `is_quick` is not worth a copy, or not as yet."""
        self._work = work
        self._came: list[B] = []
        self._copy: BaseProcess | None = None
        self.pipe: Connection | None = None
        if not is_quick:
            self.begin()

    def begin(self) -> None:
        """Begin it in a copy, if more than one may work at once."""
        if at_once() > 1 and self._copy is None:
            self._copy, self.pipe = _copied(self._work)

    def result(self) -> B:
        """What came of it, as soon as it is there; raises what the work does."""
        self.receive()
        return self._came[0] if self._came else self._work()

    def receive(self) -> None:
        """Wait until the copy is done."""
        if self.pipe is not None:
            with contextlib.suppress(EOFError):  # it ended without a word
                self._came = [self.pipe.recv()]
            self.drop()

    def drop(self) -> None:
        """End it, whether it is done or not."""
        if self._copy is not None and self.pipe is not None:
            self.pipe.close()
            self._copy.kill()
            self._copy.join()
            self._copy = self.pipe = None


def _copied(work: Callable[[], B]) -> tuple[BaseProcess, Connection]:
    """A copy of this process that does the work, and where what came of it is to be read."""
    import multiprocessing  # takes its time to load, and few answers need it

    context = multiprocessing.get_context("fork")
    read, write = context.Pipe(duplex=False)
    copy = context.Process(target=_work_there, args=(work, write), daemon=True)
    copy.start()
    write.close()
    return copy, read


def _work_there(work: Callable[[], B], pipe: Connection) -> None:
    """In the copy: do the work, and send what came of it; of what it raises, send nothing."""
    global _is_copy
    _is_copy = True
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # who waits for it is interrupted, too
    try:
        pipe.send(work())
    finally:
        os._exit(0)  # nothing of this process is tidied up twice


def _that_came(running: dict[int, Beside[B]]) -> list[int]:
    """Those that are done, once one is."""
    from multiprocessing.connection import wait

    ready = wait([job.pipe for job in running.values() if job.pipe is not None])
    came = [at for at, job in running.items() if job.pipe in ready]
    for at in came:
        running[at].receive()
    return came
