"""
What was printed before: in: what a file is about and whom it asks, out: the file as it was, or made anew.

Whoever prints a site over and over keeps a `Reprints`. Each printing is an `Impression`: it notes which lookups of the
edition are asked for while a file is made, and what they answered. In the next one the file is made again only if it
is about something else, or if one of its questions is answered otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, TypeVar

import msgspec

from generator.publish.edition import Edition

__all__ = ["Impression", "Reprints"]

_T = TypeVar("_T")
_K = TypeVar("_K")
_V = TypeVar("_V")

_MISSING = object()
_LOOKUPS = tuple(name for name in Edition.__struct_fields__ if name not in ("config", "urls"))

_Asked = dict[tuple[str, Any], object]
"""Answers, by lookup and key; `_MISSING` where there was none."""


_ASKED: ContextVar[_Asked | None] = ContextVar("asked", default=None)
"""What was asked for so far by what is being made; apart for each thread."""


class _Printed(NamedTuple):
    """Something that was made, and of what."""

    value: Any
    about: tuple[object, ...]
    asked: _Asked
    impression: Impression
    """The last one it is known to be right for."""


class Reprints:
    """Keeps what was made, from one impression of a site to the next, until what every file depends on changes."""

    def __init__(self, heed: Callable[[], None] | None = None) -> None:
        """`heed` is called whenever a lookup is asked; it may raise, to break off what has become pointless."""
        self._heed = heed or _go_on
        self._printed: dict[Hashable, _Printed] = {}
        self._frame: tuple[object, ...] = ()

    def impression(self, edition: Edition, frame: tuple[object, ...]) -> Impression:
        """
        Begin to print a site again.

        `frame` is what all files are made with beside what they are about and the edition's lookups: the theme, say.
        When it is another than before, or settings or addresses are, nothing can be used again.
        """
        frame = (edition.config, edition.urls.base_url, *frame)
        if frame != self._frame:
            self._printed, self._frame = {}, frame
        return Impression(edition, self._printed, self._heed)


class Impression:
    """One printing of a site. Several threads may make its files at once."""

    def __init__(
        self,
        edition: Edition,
        printed: dict[Hashable, _Printed] | None = None,
        heed: Callable[[], None] = lambda: None,
    ) -> None:
        """Without `printed` everything is made anew and nothing is kept: right for a site that is printed once."""
        self._plain = edition
        self._printed = printed
        self.edition = edition if printed is None else _with_ears(edition, heed)

    def made(self, key: Hashable, about: tuple[object, ...], make: Callable[[Edition], _T]) -> _T:
        """
        Give what goes by a key, made by `make` if it cannot be had from an earlier impression.

        `make` may know the edition it is given, what is in `about`, and the frame of the impression, nothing else. It
        may have other things made on its way: what these ask for counts as asked for by it.
        """
        if self._printed is None:
            return make(self.edition)
        known = self._printed.get(key)
        if known is None or not self._is_right(known, about):
            with _listening() as asked:
                value = make(self.edition)
            known = _Printed(value, about, asked, self)
        elif known.impression is not self:
            known = known._replace(impression=self)
        self._printed[key] = known
        outer = _ASKED.get()
        if outer is not None:
            outer.update(known.asked)
        return known.value  # type: ignore[no-any-return]

    def settle(self) -> None:
        """End an impression of which every file was made or found: what belongs to none of them is forgotten."""
        if self._printed is not None:
            for key in [key for key, one in self._printed.items() if one.impression is not self]:
                del self._printed[key]

    def _is_right(self, known: _Printed, about: tuple[object, ...]) -> bool:
        """Say whether what is known is what would be made; equal answers count as the same."""
        if known.impression is self:
            return True
        return known.about == about and all(
            getattr(self._plain, lookup).get(key, _MISSING) == answer for (lookup, key), answer in known.asked.items()
        )


@contextmanager
def _listening() -> Iterator[_Asked]:
    """Note what is asked for meanwhile."""
    asked: _Asked = {}
    before = _ASKED.set(asked)
    try:
        yield asked
    finally:
        _ASKED.reset(before)


class _Lookup(Mapping[_K, _V]):
    """A lookup of the edition that notes what it is asked. It cannot be gone through: that would ask for everything."""

    def __init__(self, name: str, values: Mapping[_K, _V], heed: Callable[[], None]) -> None:
        self._name = name
        self._heed = heed
        self._values = values

    def __getitem__(self, key: _K) -> _V:
        self._heed()
        answer = self._values.get(key, _MISSING)
        asked = _ASKED.get()
        if asked is not None:
            asked[self._name, key] = answer
        if answer is _MISSING:
            raise KeyError(key)
        return answer  # type: ignore[return-value]

    def __iter__(self) -> Iterator[_K]:
        raise TypeError(f"a page may ask {self._name} for one thing or another, not for all")

    def __len__(self) -> int:
        raise TypeError(f"a page may not count {self._name}")


def _with_ears(edition: Edition, heed: Callable[[], None]) -> Edition:
    lookups = {name: _Lookup(name, getattr(edition, name), heed) for name in _LOOKUPS}
    return msgspec.structs.replace(edition, **lookups)


def _go_on() -> None:
    """Heed nobody."""
