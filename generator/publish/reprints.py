"""
What was printed before: in: what a file is about and whom it asks, out: the page as it was, or made anew.

Whoever prints a site over and over keeps a `Reprints`. Each printing is an `Impression`: it notes which lookups of the
edition are asked for while a page is made, and what they answered. In the next one the page is made again only if it
is about something else, or if one of its questions is answered otherwise.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from typing import NamedTuple

from generator.publish.edition import Edition
from generator.publish.impression import Impression
from generator.publish.listening import MISSING, Asked, listening, with_ears

__all__ = ["Reprints"]

_LEVEL = 1
"""Packs a page to a fifth in a tenth of a millisecond."""


class _Printed(NamedTuple):
    """A page that was made, and of what."""

    packed: bytes
    """By zlib: a site's pages are most of what a preview holds, and few of them are looked at."""
    sha256: str
    """Of the page, in hexadecimal."""
    about: tuple[object, ...]
    asked: Asked
    impression: Impression
    """The last one it is known to be right for."""
    is_of_site: bool
    """As in `PlannedFile`."""


class Reprints:
    """Keeps what was made, from one impression of a site to the next, until what every page depends on changes."""

    def __init__(self, heed: Callable[[], None] | None = None) -> None:
        """`heed` is called whenever a lookup is asked; it may raise, to break off what has become pointless."""
        self._heed = heed or _go_on
        self._printed: dict[str, _Printed] = {}
        self._frame: tuple[object, ...] = ()

    def impression(self, edition: Edition, frame: tuple[object, ...]) -> Impression:
        """
        Begin to print a site again.

        `frame` is what all pages are made with beside what they are about and the edition's lookups: the theme, say.
        When it is another than before, or settings or addresses are, nothing of the site can be used again.
        """
        frame = (edition.config, edition.urls.base_url, *frame)
        if frame != self._frame:
            self._printed = {path: one for path, one in self._printed.items() if not one.is_of_site}
            self._frame = frame
        return _Impression(edition, self._printed, self._heed)


class _Impression(Impression):
    """One printing of a site. Several threads may make its pages at once."""

    def __init__(self, edition: Edition, printed: dict[str, _Printed], heed: Callable[[], None]) -> None:
        super().__init__(with_ears(edition, heed))
        self._plain = edition
        self._printed = printed

    def standing(self, path: str, about: tuple[object, ...]) -> str:
        known = self._right(path, about)
        return known.sha256 if known else ""

    def made(
        self, path: str, about: tuple[object, ...], make: Callable[[Edition], bytes], *, is_of_site: bool = True
    ) -> bytes:
        """Give a page, made by `make` if it cannot be had from an earlier impression."""
        known = self._right(path, about)
        if known:
            return zlib.decompress(known.packed)
        with listening() as asked:
            data = make(self.edition)
        packed, sha256 = zlib.compress(data, _LEVEL), hashlib.sha256(data).hexdigest()
        self._printed[path] = _Printed(packed, sha256, about, asked, self, is_of_site)
        return data

    def settle(self) -> None:
        for path in [path for path, one in self._printed.items() if one.impression is not self]:
            del self._printed[path]

    def _right(self, path: str, about: tuple[object, ...]) -> _Printed | None:
        """Find a page that is right for this impression too."""
        known = self._printed.get(path)
        if known is None or not self._is_right(known, about):
            return None
        if known.impression is not self:
            known = self._printed[path] = known._replace(impression=self)
        return known

    def _is_right(self, known: _Printed, about: tuple[object, ...]) -> bool:
        """Say whether what is known is what would be made; equal answers count as the same."""
        if known.impression is self:
            return True
        return known.about == about and all(
            getattr(self._plain, lookup).get(key, MISSING) == answer for (lookup, key), answer in known.asked.items()
        )


def _go_on() -> None:
    """Heed nobody."""
