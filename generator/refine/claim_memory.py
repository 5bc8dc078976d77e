"""Whom a pronoun or a bare surname stands for: remembers the names of a text as it is read, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.refine.claim_words import ReportingWords

__all__ = ["ClaimMemory"]

_FULL_NAME = re.compile(r"(?<!\w)[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’.-]*)+")
_REACH = 3
"""Sentences behind a named claimant in which he or she is believed to be the same; later it may be anybody."""
_PAIR = re.compile(r"\b(?!On |In )[A-Z][\w-]+ and [A-Z][\w-]+")


class ClaimMemory:
    """The names and claimants met so far in one text."""

    def __init__(self, words: ReportingWords) -> None:
        self._words = words
        self._claimants: list[str] = []
        self._groups: list[str] = []
        self._full_names: dict[str, str] = {}
        self._since_named = 0
        self._previous = ""
        self._latest: tuple[str, ...] = ()

    def last(self) -> str:
        """Name the claimant met last; empty for none."""
        return self._claimants[-1] if self._claimants else ""

    def resolve(self, name: str, kind: str) -> str:
        """
        Give the fuller form of a claimant; empty when a pronoun stands for nobody known.

        `kind` is that of the subject: `named`, `pronoun` or `statement`.
        """
        if kind == "statement":
            return self.last()
        if kind == "pronoun":
            return self._person() if name.casefold() in ("he", "she") else self._other(name.casefold())
        if " " not in name:
            return self._full_names.get(name) or self._by_role(name)
        return name

    def remember(self, text: str, claimants: Sequence[str], is_named: bool) -> None:
        """Take in a sentence and its claimants; `is_named` when it names one itself and carries none over."""
        self._since_named = 0 if is_named else self._since_named + 1
        for found in _FULL_NAME.finditer(text):
            full = re.sub(r"['’]s$", "", found.group())
            surname = full.rsplit(" ", 1)[-1]
            if "'" not in full and "’" not in full:
                self._full_names.setdefault(surname, full)
        self._claimants += claimants
        self._previous, self._latest = text, tuple(claimants)

    def _person(self) -> str:
        """The last claimant who can be a he or a she: with a name of two words and no role word at its end."""
        if self._since_named >= _REACH:
            return ""
        people = (one for one in reversed(self._claimants) if self._is_person(one))
        return next(people, "")

    def _other(self, pronoun: str) -> str:
        """Whoever the sentence before was about, when it agrees in number."""
        if pronoun == "they":
            pair = _PAIR.search(self._previous)
            return " and ".join(self._latest) or (pair.group() if pair else "")
        last = self._latest[-1] if self._latest else ""
        return "" if not last or self._is_person(last) else last

    def _by_role(self, name: str) -> str:
        if name.casefold() not in self._words.roles:
            return name
        return next((one for one in reversed(self._claimants) if name.casefold() in one.casefold().split()), name)

    def _is_person(self, name: str) -> bool:
        parts = name.split()
        surname = parts[-1]
        return len(parts) > 1 and surname[0].isupper() and surname.casefold() not in self._words.roles
