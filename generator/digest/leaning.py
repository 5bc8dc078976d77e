"""Leaning sentences: in: a sentence, out: whether it makes sense only behind the one before. English alone is known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from generator.digest import tables

__all__ = ["leans"]

_PRONOUN_SPEAKS = re.compile(r"[”\"’'`,]\s+(?:he|she|they)\s+(?:\w+ )?\w+(?:ed|aid|ays|old|ells|ote)\b")
"""`…,” he said`: who said it stands in the sentence before."""

_BEGINS_SMALL = re.compile(r"[a-z]+(?:\s|$)")
"""A line that was cut."""

_OPENING_WORDS = 4
"""Where "later" leans too, as in "Half an hour later"."""

_EARLY_WORDS = 3


class _Words(NamedTuple):
    first: frozenset[str]
    phrases: tuple[str, ...]
    small: frozenset[str]
    pointers: frozenset[str]
    early: frozenset[str]
    both: frozenset[str]


def leans(text: str, folded: Sequence[str], language: str) -> bool:
    """
    Say whether a sentence needs the one before it; `folded` are its words, `language` is a BCP 47 tag.

    >>> leans("After this the dam broke.", ["after", "this", "the", "dam", "broke"], "en")
    True
    """
    if language.split("-")[0].lower() != "en" or not folded:
        return False
    opening = folded[:_OPENING_WORDS]
    if _opens_leaning(opening) or _BEGINS_SMALL.match(text):
        return True
    return _PRONOUN_SPEAKS.search(text) is not None


def _opens_leaning(opening: Sequence[str]) -> bool:
    known = _words()
    if opening[0] in known.first or "later" in opening or not known.early.isdisjoint(opening[:_EARLY_WORDS]):
        return True
    behind = opening[1] if len(opening) > 1 else ""
    is_pointing = opening[0] in known.small and behind in known.pointers
    is_both = opening[0] == "both" and behind in known.both
    return is_pointing or is_both or f"{' '.join(opening)} ".startswith(known.phrases)


@cache
def _words() -> _Words:
    table = tomllib.loads((resources.files(tables) / "leaning_words.toml").read_text("utf-8"))
    sets = {name: frozenset(table[name].split()) for name in ("first", "small", "pointers", "early", "both")}
    return _Words(phrases=tuple(f"{phrase} " for phrase in table["phrases"]), **sets)
