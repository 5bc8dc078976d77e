"""One printing of a site: in: an edition and how to make a page of it, out: the page, made or known from before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.publish.edition import Edition
from generator.publish.listening import Question
from generator.records import Record

__all__ = ["Impression", "Print"]


class Print(Record, frozen=True, array_like=True):
    """What another process may know of a page that was printed."""

    sha256: str
    """Of its bytes."""
    fingerprint: bytes
    """Of what it is about, and of the answers to what it asked."""
    asked: tuple[Question, ...]
    """Lookups of the edition, each with the key that it was asked for."""
    is_of_site: bool = True
    """As in `PlannedFile`."""


class Impression:
    """A printing of which nothing is kept, and before which there was none."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def standing(self, path: str, about: tuple[object, ...]) -> str:
        """Give the hash of a page that would come out as it did before; empty for one that has to be made."""
        del path, about
        return ""

    def made(
        self, path: str, about: tuple[object, ...], make: Callable[[Edition], bytes], *, is_of_site: bool = True
    ) -> bytes:
        """Give a page. `make` may know the edition that it is handed and what the page is about, nothing else."""
        del path, about, is_of_site
        return make(self.edition)

    def noted(self, paths: Iterable[str]) -> Mapping[str, Print]:
        """Tell what was noted of some pages."""
        del paths
        return {}

    def note(self, prints: Mapping[str, Print]) -> None:
        """Take in what another process that prints the same has noted."""

    def settle(self) -> None:
        """End a printing of which every page was made or found: what belongs to none of them is forgotten."""
