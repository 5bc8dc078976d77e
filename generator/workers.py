"""Workers: in: a function and what to apply it to, out: what it gives, in order, worked out here or by several."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, ForkProcess
from typing import Any, Protocol, TypeVar

from generator.recall import share_with_nobody

__all__ = ["Alone", "Forked", "Hired", "Workers", "open_workers", "processors"]

_T = TypeVar("_T")
_R = TypeVar("_R")


_SHARE = 16
"""Things at a time for one of several workers: some milliseconds of work."""


_ROUNDS = 4
"""Times that each of several workers is given a share of what is cut in large ones."""


class Workers(Protocol):
    """Whoever applies a function to many things."""

    count: int
    """How many things are worked on at a time."""

    def map(self, make: Callable[[_T], _R], items: Sequence[_T]) -> Iterator[_R]:
        """
        Give what the function makes of each item, in order. Whatever it raises comes through.

        Where others do the work, the function and the items may have to be pickled, and the results always.
        """
        ...

    def cut(self, items: Sequence[_T]) -> list[Sequence[_T]]:
        """Cut many things into shares that are worth handing over, in order."""
        ...

    def share(self, make: Callable[..., _R], inputs: Sequence[tuple[Any, ...]]) -> list[_R]:
        """Call a function with each of several lists of arguments, in order, with help if that is cheap to have."""
        ...

    def beside(self, make: Callable[[], _R]) -> AbstractContextManager[Callable[[], _R]]:
        """
        Begin something that nobody waits for yet, where that is cheap; what is given waits for it, or does it then.

        Nothing of it goes on after the context.
        """
        ...


class Alone:
    """This process, with no help."""

    count = 1

    def map(self, make: Callable[[_T], _R], items: Sequence[_T]) -> Iterator[_R]:
        return map(make, items)

    def cut(self, items: Sequence[_T]) -> list[Sequence[_T]]:
        """Cut into single things: whoever works alone had better hold no more than one."""
        return _cut(items, 1)

    def share(self, make: Callable[..., _R], inputs: Sequence[tuple[Any, ...]]) -> list[_R]:
        return share_with_nobody(make, inputs)

    def beside(self, make: Callable[[], _R]) -> AbstractContextManager[Callable[[], _R]]:
        return nullcontext(make)


class Hired:
    """The workers of any executor: processes of this machine, or of a cluster."""

    def __init__(self, executor: Executor, count: int) -> None:
        self.count = count
        self._executor = executor

    def map(self, make: Callable[[_T], _R], items: Sequence[_T]) -> Iterator[_R]:
        return self._executor.map(make, items)

    def cut(self, items: Sequence[_T]) -> list[Sequence[_T]]:
        """Cut into one share for each: what the function itself brings along is sent with every share."""
        return _cut(items, -(-len(items) // self.count))

    def share(self, make: Callable[..., _R], inputs: Sequence[tuple[Any, ...]]) -> list[_R]:
        """Call it here: to send what a digest is made of takes as long as to make it."""
        return share_with_nobody(make, inputs)

    def beside(self, make: Callable[[], _R]) -> AbstractContextManager[Callable[[], _R]]:
        return nullcontext(make)


class Forked:
    """Children of this process, which have all that it has: nothing is sent to them, and results alone travel."""

    def __init__(self, count: int) -> None:
        self.count = count

    def map(self, make: Callable[[_T], _R], items: Sequence[_T]) -> Iterator[_R]:
        """What a child owes that was killed, or that failed, is made here, where errors are seen."""
        if len(items) < 2:
            yield from map(make, items)
            return
        forking = multiprocessing.get_context("fork")
        children: list[ForkProcess] = []
        pipes: list[Connection] = []
        try:
            for number in range(min(self.count, len(items))):
                pipes.append(_start(forking, make, items[number :: self.count], pipes, children))
            for number, item in enumerate(items):
                try:
                    made: _R = pipes[number % len(pipes)].recv()
                except (EOFError, OSError):
                    made = make(item)
                yield made
        finally:
            for pipe in pipes:
                pipe.close()
            for child in children:
                child.terminate()
                child.join()

    def cut(self, items: Sequence[_T]) -> list[Sequence[_T]]:
        """Cut into small shares, so that nobody has to wait for the last."""
        return _cut(items, _SHARE)

    def share(self, make: Callable[..., _R], inputs: Sequence[tuple[Any, ...]]) -> list[_R]:
        """Neighbours stay together as far as that leaves everybody with work: they often need the same."""
        size = max(_SHARE, -(-len(inputs) // (_ROUNDS * self.count)))
        made = self.map(partial(share_with_nobody, make), _cut(inputs, size))
        return [one for share in made for one in share]

    @contextmanager
    def beside(self, make: Callable[[], _R]) -> Iterator[Callable[[], _R]]:
        children: list[ForkProcess] = []
        pipe = _start(multiprocessing.get_context("fork"), lambda _: make(), (None,), (), children)

        def wait() -> _R:
            try:
                made: _R = pipe.recv()
            except (EOFError, OSError):
                made = make()
            return made

        try:
            yield wait
        finally:
            pipe.close()
            for child in children:
                child.terminate()
                child.join()


@contextmanager
def open_workers(count: int) -> Iterator[Workers]:
    """
    Find `count` workers on this machine, from 1.

    They are forked where that is safe: a fork copies the locks of every thread that happens to run, and the copy of
    one that is held is held for ever. Elsewhere they are started anew, which takes half a second each.
    """
    if count == 1:
        yield Alone()
    elif sys.platform == "linux" and threading.active_count() == 1:
        yield Forked(count)
    else:
        spawning = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(count, spawning, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
            yield Hired(pool, count)


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _cut(items: Sequence[_T], size: int) -> list[Sequence[_T]]:
    return [items[start : start + size] for start in range(0, len(items), max(size, 1))]


def _start(
    forking: ForkContext,
    make: Callable[[_T], _R],
    items: Sequence[_T],
    inherited: Sequence[Connection],
    children: list[ForkProcess],
) -> Connection:
    """Start a child and give the end of a pipe where its results arrive."""
    ours, theirs = forking.Pipe(duplex=False)
    child = forking.Process(target=_work, args=(theirs, make, items, (*inherited, ours)), daemon=True)
    children.append(child)
    child.start()
    theirs.close()
    return ours


def _work(
    results: Connection, make: Callable[[_T], _R], items: Sequence[_T], inherited: tuple[Connection, ...]
) -> None:
    """Be a child: never outlive the parent, never speak to the terminal, never mind Ctrl-C, which is the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_the_parent()
    for pipe in inherited:
        pipe.close()  # else nobody would see that the parent is gone: a pipe with an open end is no broken pipe
    gc.freeze()  # looking through what was inherited would copy all of it
    try:
        for item in items:
            results.send(make(item))
    except BaseException:  # noqa: BLE001 - the parent sees that results are missing, and makes them itself
        os._exit(1)


def _end_with_the_parent() -> None:
    """
    Have Linux kill this process when its parent ends: it holds the lock of the build, and other builds wait for that.

    *Source*: prctl(2), `PR_SET_PDEATHSIG`.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
