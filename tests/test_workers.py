"""Whoever does the work, the outcome is the same; nobody who works for us outlives us or hides a mistake."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.workers import Alone, Forked, Hired, Workers, open_workers

NUMBERS = tuple(range(100))


def square(number: int) -> int:
    return number * number


def process_of(_: int) -> int:
    return os.getpid()


def squares(numbers: Sequence[int]) -> list[int]:
    return [square(number) for number in numbers]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_forked_workers_give_what_one_would(count: int) -> None:
    """In order, whatever their number; and it is not this process that works."""
    assert list(map(square, NUMBERS)) == list(Forked(count).map(square, NUMBERS))
    assert count == len({*Forked(count).map(process_of, NUMBERS)} - {os.getpid()})


def test_any_executor_can_work() -> None:
    """Threads, processes or a cluster: what `concurrent.futures` calls an executor."""
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2) as processes:
        for executor in (threads, processes):
            assert list(map(square, NUMBERS)) == list(Hired(executor, 2).map(square, NUMBERS))


@pytest.mark.parametrize("workers", [Alone(), Forked(2), Forked(3)])
def test_shares_are_all_of_it_in_order(workers: Workers) -> None:
    """Work that is cut and shared out is the whole work."""
    shares = workers.cut(NUMBERS)
    made = [square for share in workers.map(squares, shares) for square in share]
    assert list(map(square, NUMBERS)) == made
    assert workers.cut(()) == []


@pytest.mark.parametrize("workers", [Alone(), Forked(2), Forked(3)])
def test_small_calls_are_shared(workers: Workers) -> None:
    """A function of several arguments is called with each list of them, in order."""
    expected = [pow(number, 2) for number in NUMBERS]
    assert expected == workers.share(pow, [(number, 2) for number in NUMBERS])


def test_a_function_that_fails_fails_here() -> None:
    """A mistake in a worker is seen where the work was ordered, with the error it is."""

    def fail_at_seven(number: int) -> int:
        return 1 // (number - 7)

    with pytest.raises(ZeroDivisionError):
        list(Forked(2).map(fail_at_seven, NUMBERS))


def test_a_worker_that_is_killed_is_replaced() -> None:
    """What the system kills for want of memory costs time, and no page."""
    parent = os.getpid()

    def die_at_seven(number: int) -> int:
        if number == 7 and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return square(number)

    assert list(map(square, NUMBERS)) == list(Forked(2).map(die_at_seven, NUMBERS))


def test_whoever_stops_listening_leaves_no_child() -> None:
    """An error half way ends the workers."""
    made = Forked(2).map(process_of, NUMBERS)
    child = next(made)
    made.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_workers_go_when_the_parent_is_killed(tmp_path: Path) -> None:
    """A build that is killed leaves no process that would write or wait for ever."""
    pids = tmp_path / "pids"
    program = f"""
        import os, time
        from generator.workers import Forked

        def work(number):
            with open({str(pids)!r}, "a") as file:
                print(os.getpid(), file=file)
            time.sleep(0.05)
            return bytes(100_000)

        for made in Forked(2).map(work, range(10_000)):
            time.sleep(0.01)
    """
    parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)])
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and len(_processes(pids)) < 2:
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    while time.monotonic() < deadline and any(map(_runs, _processes(pids))):
        time.sleep(0.05)
    assert [pid for pid in _processes(pids) if _runs(pid)] == []


def test_one_worker_is_this_process() -> None:
    """Nothing is started for work that nobody shares."""
    with open_workers(1) as workers:
        assert {os.getpid()} == {*workers.map(process_of, NUMBERS)}


def _processes(file: Path) -> set[int]:
    return {int(line) for line in file.read_text().split()} if file.exists() else set()


def _runs(pid: int) -> bool:
    """Tell whether a process still works; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
