"""What is new: in: the entries a thread has told so far, out: whether, and when, one of them said the same."""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec

from generator.digest.features import kept_sentences
from generator.digest.sameness import says_all_of
from generator.once import once_per_object
from generator.records import Entry
from generator.text.words import words

__all__ = ["NOTHING_KNOWN", "Known"]

_RUN = 4
"""Words in a row that two sentences must share before they are compared: a sentence said again shares many."""

_Run = tuple[str, ...]
_Layer = dict[_Run, list[tuple[str, frozenset[str]]]]
"""What was said in some days that follow each other, found by its runs of words: the day, the words, oldest first."""


class Known:
    """
    The sentences that a thread has told so far. Never changes: a thread that goes on knows more in a new one.

    They lie in layers, oldest days first; one that has grown to half of the layer below is joined with it, so that a
    thread of a thousand days has some ten of them and no sentence is moved more often than that. Nothing is read
    before the first question, for most stories never go on, and what was read is held for a while only.
    """

    def __init__(self, earlier: Known | None = None, day: str = "", told: Sequence[Entry] = ()) -> None:
        self._earlier = earlier
        self._day = day
        self._told = told
        self.mark: bytes = _mark_of(earlier, day, told)
        """Tells what is known from all else that could be."""
        self._layers: tuple[_Layer, ...] | None = None

    def with_day(self, day: str, told: Sequence[Entry]) -> Known:
        """Take in the entries of one day's stories. Days come in order, oldest first."""
        return Known(self, day, told)

    def first_day(self, said: Sequence[str]) -> str | None:
        """Name the earliest day on which all that a sentence says, as folded words, was said; None when it is new."""
        layers = self._read()
        bag, compared = frozenset(said), set[int]()
        for run in _runs(said) if layers else ():
            for layer in layers:
                for day, other in layer.get(run, ()):
                    if id(other) not in compared:
                        compared.add(id(other))
                        if says_all_of(other, bag):
                            return day
        return None

    def _read(self) -> tuple[_Layer, ...]:
        """Read what has not been read yet, from the oldest day on, and let go of what others read a while ago."""
        if self._layers is not None:
            return self._layers
        unread: list[Known] = []
        known: Known | None = self
        while known is not None and known._layers is None:
            unread.append(known)
            known = known._earlier
        layers = known._layers or () if known else ()
        for one in reversed(unread):
            layers = _put_on(layers, _index(one._day, one._told))
        self._layers = layers
        _READ.append(self)
        if len(_READ) > _MOST_READ:
            _READ.popleft()._layers = None
        return layers


_READ: deque[Known] = deque()
"""Those that hold what they have read."""

_MOST_READ = 4
"""What is known takes fifty times the text, and stories of one thread are asked for one after the other."""


def _mark_of(earlier: Known | None, day: str, told: Iterable[Entry]) -> bytes:
    mark = hashlib.sha256(earlier.mark if earlier else b"")
    mark.update(day.encode())
    for entry in told:
        mark.update(_texts_of(entry))
    return mark.digest()


@once_per_object
def _texts_of(entry: Entry) -> bytes:
    return hashlib.sha256(msgspec.msgpack.encode(entry.paragraphs)).digest()


NOTHING_KNOWN = Known()


def _index(day: str, told: Iterable[Entry]) -> _Layer:
    layer: defaultdict[_Run, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for entry in told:
        for sentence in kept_sentences(entry):
            said = words(sentence.text)
            bag = frozenset(said)
            for run in _runs(said):
                layer[run].append((day, bag))
    return dict(layer)


def _put_on(layers: tuple[_Layer, ...], layer: _Layer) -> tuple[_Layer, ...]:
    """Lay one more layer on the others, and join those that have grown to half of the one below."""
    while layers and 2 * len(layer) >= len(layers[-1]):
        *below, last = layers
        joined = {run: list(said) for run, said in last.items()}
        for run, said in layer.items():
            joined.setdefault(run, []).extend(said)
        layers, layer = tuple(below), joined
    return (*layers, layer) if layer else layers


def _runs(said: Sequence[str]) -> Iterable[_Run]:
    return zip(*(islice(said, start, None) for start in range(_RUN)), strict=False)
