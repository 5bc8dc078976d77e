"""What is new: in: the sentences a thread has told so far, out: whether, and when, one of them said the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from generator.digest.sameness import says_all_of

__all__ = ["Known"]

_RUN = 4
"""Words in a row that two sentences must share before they are compared: a sentence said again shares many."""


class Known:
    """The sentences of a thread's earlier stories. Grows with the thread; knows nothing at first."""

    def __init__(self) -> None:
        self._said: defaultdict[tuple[str, ...], list[tuple[str, Sequence[str]]]] = defaultdict(list)

    def learn(self, day: str, sentences: Iterable[Sequence[str]]) -> None:
        """Take in what was said on a day; each sentence as folded words. Days come in order, oldest first."""
        for words in sentences:
            for run in _runs(words):
                self._said[run].append((day, words))

    def first_day(self, words: Sequence[str]) -> str | None:
        """
        Name the earliest day on which all that a sentence says was said; None when it is new.

        >>> known = Known()
        >>> known.learn("2031-05-04", ["the bridge carries 40 cars a day across the orne".split()])
        >>> known.first_day("the bridge carries 40 cars a day".split()), known.first_day(["it", "fell"])
        ('2031-05-04', None)
        """
        for run in _runs(words):
            for day, said in self._said.get(run, ()):
                if says_all_of(said, words):
                    return day
        return None


def _runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(islice(words, start, None) for start in range(_RUN)), strict=False)
