"""Where a build's time goes: in: its steps as they begin, out: seconds by step."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping

__all__ = ["STEPS", "StepTimes", "tell_times"]

STEPS: Mapping[str, str] = {
    "starting": "settings, code, the look for changes, what the last build left",
    "finding": "listing the files of the content folder",
    "reading": "bytes to drafts",
    "refining": "drafts to entries",
    "gathering": "entries to days, stories and topics",
    "planning": "looking up who belongs to what, compiling templates",
    "printing": "pages, feeds and data",
    "writing": "staging what differs, and swapping it in",
    "keeping": "leaving to the next build what helps it",
}
"""In the order of a build, with what each does."""


class StepTimes:
    """A `Progress` that measures by the wall clock how long each step goes on."""

    def __init__(self, begun: float) -> None:
        """`begun` is when the first step did, by `time.perf_counter`."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._step = next(iter(STEPS))
        self._since = begun

    def __call__(self, step: str, done: int, total: int) -> None:
        del done, total
        now = time.perf_counter()
        self.seconds[self._step] += now - self._since
        self._step, self._since = step, now


def tell_times(seconds: Mapping[str, float], entries: int) -> str:
    """
    Write a table: each step with its seconds, and with its milliseconds an entry.

    >>> print(tell_times({"reading": 1.5, "printing": 0.5}, 1000))
    reading         1.500 s  1.500 ms an entry  bytes to drafts
    printing        0.500 s  0.500 ms an entry  pages, feeds and data
    together        2.000 s  2.000 ms an entry
    """
    told = [(step, seconds[step], what) for step, what in STEPS.items() if step in seconds]
    rows = [*told, ("together", sum(seconds.values()), "")]
    lines = (
        f"{step:<12} {spent:8.3f} s {1000 * spent / max(entries, 1):6.3f} ms an entry  {what}"
        for step, spent, what in rows
    )
    return "\n".join(line.rstrip() for line in lines)
