"""Figures, looked up again: in: a source, a sentence's places and words, out: whether the words stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.records import Span
from generator.verify.ledger import FigureRow
from generator.verify.slices import readings, squeeze

__all__ = ["figures_by_sentence", "stands_in"]


def figures_by_sentence(figures: Mapping[str, Sequence[FigureRow]]) -> dict[str, frozenset[str]]:
    """List the words that figures are printed with, by the reference of their sentence: `<entry id>:s<number>`."""
    found: dict[str, set[str]] = {}
    for entry_id, rows in figures.items():
        for row in rows:
            found.setdefault(f"{entry_id}:s{row.number}", set()).update((row.amount, row.what, row.as_of_words))
    return {reference: frozenset(texts) for reference, texts in found.items()}


def stands_in(source: str, spans: Sequence[Span], text: str) -> bool:
    """
    Say whether a text is a slice of what these stretches of a source spell, white space aside.

    A stretch may be read in every way that `readings` knows.

    >>> stands_in("some 710 were killed", (Span(0, 8), Span(8, 20)), "710 were")
    True
    """
    wanted = squeeze(text)
    carried: set[int] = set()  # how much of the text is spelled by the end of the stretches so far
    for span in spans if wanted else ():
        following: set[int] = set()
        for reading in readings(source[span.start : span.end]):
            if wanted in reading or any(reading.startswith(wanted[done:]) for done in carried):
                return True
            following.update(done + len(reading) for done in carried if wanted.startswith(reading, done))
            begins = range(1, min(len(reading), len(wanted) - 1) + 1)
            following.update(size for size in begins if reading.endswith(wanted[:size]))
        carried = following
    return False
