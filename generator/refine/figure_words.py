"""The words that figures are told by: numbers, units, what is counted, what befell it; read from one small table."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from generator.refine.tables import load_table

__all__ = ["FigureWords", "figure_words"]


class FigureWords(NamedTuple):
    """The English table, ready for look-ups; every word in small letters."""

    values: dict[str, int]
    """What a word of number is worth: `one` to `ninety`."""
    scales: dict[str, int]
    qualifiers: tuple[str, ...]
    """Longest first."""
    signs: tuple[str, ...]
    """Of money, as they stand before a number."""
    nouns: dict[str, str]
    """A counted noun's kind."""
    befell: dict[str, str]
    """What befell people, as a kind: `dead`, `injured`."""
    fates: frozenset[str]
    """The kinds of what can befall people."""
    does: dict[str, str]
    """What does that to them; several words are joined by `_`."""
    measures: dict[str, str]
    stops: frozenset[str]
    fillers: frozenset[str]
    demonstratives: frozenset[str]
    not_before: frozenset[str]
    of_before: frozenset[str]
    years_before: frozenset[str]
    months: frozenset[str]
    totals: frozenset[str]
    times: frozenset[str]


@cache
def figure_words() -> FigureWords:
    """Read the table, once, when the first number is met."""
    table = load_table("figure_words")
    words = table["words"]
    units, tens = table["numbers"]["units"].split(), table["numbers"]["tens"].split()
    values = {word: value for value, word in enumerate(units, 1)}
    values |= {word: 10 * value for value, word in enumerate(tens, 2)}
    sets = {name: frozenset(words[name].split()) for name in FigureWords._fields if isinstance(words.get(name), str)}
    return FigureWords(
        values=values,
        scales=table["scales"],
        qualifiers=tuple(sorted(words["qualifiers"], key=len, reverse=True)),
        signs=tuple(sorted(table["money"]["signs"], key=len, reverse=True)),
        nouns=_kinds(table["nouns"]),
        befell=_kinds(table["befell"]),
        fates=frozenset(table["befell"]),
        does=_kinds(table["does"]),
        measures=_kinds(table["measures"]),
        **sets,
    )


def _kinds(table: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in words.split()}
