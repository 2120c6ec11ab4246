"""Work that copies of the process do: it comes out as here, in order, whatever becomes of a copy."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest

from solver.beside import PROCESSES, Beside, at_once, each

HERE = os.getpid()


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROCESSES, "2")


def test_items_come_in_their_order_though_the_first_takes_longest() -> None:
    def work(item: int) -> tuple[int, bool]:
        time.sleep(0.2 if item == 0 else 0)
        return item, os.getpid() == HERE

    assert list(each(work, range(5))) == [(item, False) for item in range(5)]


def test_what_a_copy_changes_stays_with_it() -> None:
    seen: list[int] = []

    def work(item: int) -> int:
        seen.append(item)
        return len(seen)

    assert list(each(work, [7, 8, 9])) == [1, 1, 1]
    assert not seen


def test_one_process_works_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROCESSES, "1")
    assert list(each(lambda item: os.getpid(), [1, 2])) == [HERE, HERE]
    assert Beside(os.getpid).result() == HERE


def test_a_copy_makes_no_copies() -> None:
    assert list(each(lambda item: at_once(), [1, 2])) == [1, 1]


def _raises() -> int:
    raise ValueError("nothing of the kind")


def _ends_without_a_word() -> int:
    if os.getpid() != HERE:
        os._exit(1)
    return 5


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="nothing of the kind"):
        Beside(_raises).result()


def test_where_a_copy_ends_without_a_word_the_work_is_done_here() -> None:
    assert Beside(_ends_without_a_word).result() == 5


def test_what_cannot_be_sent_is_made_here() -> None:
    made: Callable[[], int] = Beside(lambda: lambda: 3).result()
    assert made() == 3


def test_copies_end_with_whom_they_work_for() -> None:
    """Of a row that nobody asks to the end, and of work that is dropped."""
    before = time.monotonic()
    rest = each(time.sleep, [0, 60, 60])
    next(rest)
    rest.close()  # type: ignore[attr-defined]
    Beside(lambda: time.sleep(60)).drop()
    assert time.monotonic() - before < 30


def test_what_was_thought_quick_can_be_begun_later() -> None:
    work = Beside(os.getpid, is_quick=True)
    work.begin()
    begun = work.pipe
    work.begin()  # a second time changes nothing
    assert work.pipe is begun
    assert work.result() != HERE
    assert Beside(os.getpid, is_quick=True).result() == HERE
