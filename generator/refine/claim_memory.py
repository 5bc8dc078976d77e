"""Whom a pronoun or a bare surname stands for: remembers the names of a text as it is read, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from generator.refine.claim_words import ReportingWords

__all__ = ["ClaimMemory"]

_CAPITAL = r"[^\W\d_a-z]"
_FULL_NAME = re.compile(rf"(?<!\w){_CAPITAL}[\w'’.-]+(?: {_CAPITAL}[\w'’.-]*)+")
_INTRODUCED = re.compile(
    rf"(?:\b(?:Mr|Mrs|Ms|Dr)\.? (?P<mister>{_CAPITAL}[\w-]+)(?!['’]s)\b"
    rf"|(?P<full>{_CAPITAL}[\w'’-]+(?: {_CAPITAL}[\w'’.-]*)+)(?=, (?:\d\d\b|who\b|an? [a-z]|the [a-z])))"
)
"""Marks of a person: a title before a name, an age or an occupation behind it."""

_CAPITALISED = re.compile(rf"(?<!\w){_CAPITAL}[\w-]+(?!['’]s)\b")
_MISTER = re.compile(r"(?:Mrs?|Ms|Miss|Dr|Prof)\.? (?=\S+$)")
_REACH = 3
"""Sentences behind a claimant in which he or she is believed to be the same; later it may be anybody."""
_PAIR = re.compile(r"\b(?!On |In )[A-Z][\w-]+ and [A-Z][\w-]+")
_PLACE = re.compile(r"\b(?:in|across|near|throughout) ([A-Z][\w-]+)")
_CONNECTORS = frozenset(("of", "for", "at", "in", "from", "with", "on"))


class _Read(NamedTuple):
    """A sentence that was read."""

    text: str
    claimants: tuple[str, ...]
    is_lost: bool
    """A pronoun in it stands for nobody known, so that the next one may mean the same."""


class ClaimMemory:
    """The names and claimants met so far in one text."""

    def __init__(self, words: ReportingWords) -> None:
        self._words = words
        self._read: list[_Read] = []
        self._names_known = 0
        self._full_names: dict[str, str] = {}
        self._places: set[str] = set()
        self._is_she: dict[str, bool] = {}

    def last(self) -> str:
        """Name the claimant met last; empty for none."""
        return next(self._claimants(), "")

    def latest(self) -> tuple[str, ...]:
        """Name the claimants of the sentence before."""
        return self._read[-1].claimants if self._read else ()

    def resolve(self, name: str, kind: str, *, is_new: bool = False) -> str:
        """
        Give the fuller form of a claimant; empty when a pronoun stands for nobody known.

        `kind` is that of the subject: `named`, `pronoun` or `statement`; "a minister" `is_new`, and none met before.
        """
        if kind == "statement":
            return self.last()
        if kind == "pronoun":
            low = name.casefold()
            return self._person(is_she=low == "she") if low in ("he", "she") else self._other(low)
        if is_new:
            return name
        surname = _MISTER.sub("", name, count=1)
        if surname != name:
            self._know_names()
            return self._full_names.get(surname, name)
        if " " not in name:
            self._know_names()
            return self._full_names.get(name.replace("’", "'")) or self._by_role(name)
        return name

    def remember(self, text: str, claimants: Sequence[str], is_lost: bool = False) -> None:
        """Take in a sentence and its claimants; `is_lost` when a pronoun in it stands for nobody known."""
        self._read.append(_Read(text, tuple(claimants), is_lost))

    def _claimants(self) -> Iterator[str]:
        return (name for one in reversed(self._read) for name in reversed(one.claimants))

    def _know_names(self) -> None:
        """Take the names out of what was read since they were last asked for; most texts never ask."""
        for one in islice(self._read, self._names_known, None):
            for found in _FULL_NAME.finditer(one.text):
                parts = self._bare(re.sub(r"['’]s?$", "", found.group()).rstrip(".")).split(" ")
                if len(parts) > 1:
                    self._full_names.setdefault(parts[-1].replace("’", "'"), " ".join(parts))
            self._places.update(_PLACE.findall(one.text))
        self._names_known = len(self._read)

    def _bare(self, name: str) -> str:
        """Leave out what is written large before a name at the start of a sentence, and who it belongs to."""
        name = re.sub(r"^.*['’]s ", "", name)
        first, _, others = name.partition(" ")
        return others if others and first in self._words.not_names else name

    def _person(self, *, is_she: bool) -> str:
        """The one man or woman who spoke last, or whom the sentence before introduces; nobody where it may be two."""
        self._know_names()
        others: set[str] = set()
        for back, one in enumerate(islice(reversed(self._read), _REACH)):
            speakers = {name for name in one.claimants if self._can_be(name, is_she)}
            if speakers or one.is_lost:
                name = speakers.pop() if len(speakers) == 1 and not one.is_lost else ""
                is_sure = name and all(other.split()[-1] == name.split()[-1] for other in others)
                return self._is_now(name, is_she) if is_sure else ""
            others |= {name for name in self._introduced(one.text) if self._can_be(name, is_she)}
            if back == 0 and len(others) == 1:
                return self._is_now(others.pop(), is_she)
        return ""

    def _is_now(self, name: str, is_she: bool) -> str:
        self._is_she.setdefault(name, is_she)
        return name

    def _introduced(self, text: str) -> Iterator[str]:
        for found in _INTRODUCED.finditer(text):
            yield self._full_names.get(found["mister"], found[0]) if found["mister"] else self._bare(found["full"])
        spoken = {name.rsplit(" ", 1)[-1]: name for name in self._claimants() if not name.islower()}
        yield from (spoken[word] for word in _CAPITALISED.findall(text) if word in spoken)

    def _can_be(self, name: str, is_she: bool) -> bool:
        """Say whether a claimant can be a he or a she."""
        low = name.casefold().replace(".", "").split()
        roles = low[: next((place for place, word in enumerate(low) if word in _CONNECTORS), len(low))]
        told = self._is_she.get(name)
        is_man, is_woman = (not said.isdisjoint(roles) for said in (self._words.he, self._words.she))
        if told is None and is_man != is_woman:
            told = is_woman
        if told is not None and told != is_she:
            return False
        if name == name.lower():
            return roles[-1] in self._words.persons
        if not self._words.persons.isdisjoint(roles):
            return True
        is_body = not self._words.no_persons.isdisjoint(low) or not self._words.roles.isdisjoint(low)
        return not (is_body or name.isupper() or name in self._places or not name.split()[-1][0].isupper())

    def _other(self, pronoun: str) -> str:
        """Whoever the sentence before was about, when it agrees in number."""
        before = self._read[-1] if self._read else _Read("", (), False)
        if pronoun == "they":
            pair = _PAIR.search(before.text)
            return " and ".join(before.claimants) or (pair.group() if pair else "")
        self._know_names()
        last = before.claimants[-1] if before.claimants else ""
        return "" if not last or self._may_be_person(last) else last

    def _may_be_person(self, name: str) -> bool:
        parts = name.split()
        is_person = self._can_be(name, True) or self._can_be(name, False)
        return is_person and (len(parts) > 1 or name == name.lower())

    def _by_role(self, name: str) -> str:
        """Find the claimant met before whose role it is: `official`, and not the company of a "company official"."""
        role = name.casefold()
        if role not in self._words.roles or role.endswith("s"):
            return name
        return next((one for one in self._claimants() if _has_role(one, role)), name)


def _has_role(claimant: str, role: str) -> bool:
    parts = [*claimant.split(), "of"]
    return any(
        word.casefold() == role and (behind in _CONNECTORS or behind[0].isupper()) for word, behind in pairwise(parts)
    )
