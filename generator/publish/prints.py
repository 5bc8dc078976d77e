"""
What another process printed: in: a page's matter and whom it asked, out: the hash of the page, if it would be the same.

Beside each page stand the questions that it asked of the edition, and a fingerprint of what it is about and of the
answers. Where these come to the same fingerprint today, the page is the same, and nobody needs to make it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

from generator.publish.edition import Edition
from generator.publish.fingerprints import Fingerprints
from generator.publish.impression import Impression, Print
from generator.publish.listening import MISSING, Question, listening, with_ears

__all__ = ["Prints"]


class Prints:
    """What is known of a printed site, in fingerprints, for the next process that prints it."""

    def __init__(self, frame: bytes = b"", pages: Mapping[str, Print] | None = None) -> None:
        self.frame = frame
        """A fingerprint of what all pages were made with."""
        self.pages = pages or {}
        """By output path."""

    def impression(self, edition: Edition, frame: tuple[object, ...]) -> Impression:
        """Begin to print the site again; `frame` is what all pages are made with, as for `Reprints`."""
        fingerprints = Fingerprints()
        mark = fingerprints.of((edition.config, edition.urls.base_url, *frame))
        return _Impression(self, edition, mark, fingerprints)


class _Impression(Impression):
    """One printing of a site that notes what its pages are made of."""

    def __init__(self, prints: Prints, edition: Edition, frame: bytes, fingerprints: Fingerprints) -> None:
        super().__init__(with_ears(edition))
        self._plain = edition
        self._prints = prints
        self._fingerprints = fingerprints
        self._frame = frame
        is_same = frame == prints.frame
        self._before = {path: one for path, one in prints.pages.items() if is_same or not one.is_of_site}
        self._now: dict[str, Print] = {}
        self._answers: dict[Question, bytes] = {}

    def standing(self, path: str, about: tuple[object, ...]) -> str:
        known = self._before.get(path)
        if known is None or self._mark(about, known.asked) != known.fingerprint:
            return ""
        self._now[path] = known
        return known.sha256

    def made(
        self, path: str, about: tuple[object, ...], make: Callable[[Edition], bytes], *, is_of_site: bool = True
    ) -> bytes:
        """Make a page, and note what it asks."""
        with listening() as questions:
            data = make(self.edition)
        asked = tuple(questions)
        self._now[path] = Print(hashlib.sha256(data).hexdigest(), self._mark(about, asked), asked, is_of_site)
        return data

    def noted(self, paths: Iterable[str]) -> Mapping[str, Print]:
        return {path: self._now[path] for path in paths if path in self._now}

    def note(self, prints: Mapping[str, Print]) -> None:
        self._now.update(prints)

    def settle(self) -> None:
        self._prints.frame, self._prints.pages = self._frame, self._now

    def _mark(self, about: tuple[object, ...], asked: Iterable[Question]) -> bytes:
        mark = hashlib.sha256(self._fingerprints.of(about))
        mark.update(b"".join(map(self._answer, asked)))
        return mark.digest()

    def _answer(self, question: Question) -> bytes:
        """Give the fingerprint of an answer: many pages ask the same."""
        known = self._answers.get(question)
        if known is None:
            lookup, key = question
            answer = getattr(self._plain, lookup).get(key, MISSING)
            known = self._answers[question] = self._fingerprints.of(answer)
        return known
