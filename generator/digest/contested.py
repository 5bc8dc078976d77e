"""Contested: in: the entries of a story, out: claim and denial face to face, by party; no verdict, none in doubt."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import combinations, pairwise
from typing import NamedTuple

from generator.digest import tables
from generator.digest.recurring import is_generic, is_people
from generator.records import Claim, Contested, Copy, Entry, SentenceRef, Side
from generator.text.words import content_words, words

__all__ = ["find_contested"]

_MOST = 3
"""Of a story; the surest, and of these the first that are met."""

_REACH = 2
"""Sentences back that a denial refers to, or that two versions of one thing stand apart."""

_LEAST_SHARED_APART = 3
"""Words of meaning that two versions in different entries must share; in one entry, near each other, one will do."""

_DEED_WITHIN = 4
"""Words behind the name of whoever does it. Where the deed may be anybody's, nine pairs in ten of news are none."""

_LONGEST_ENDING = 3
"""Letters by which the name of a people is longer than that of its country: Armenia, Armenian, Armenians."""

_SHORTEST_NAME = 4


class _Version(NamedTuple):
    """What somebody says in a sentence of an entry."""

    entry: Entry
    claim: Claim
    said: tuple[str, ...]
    """The sentence as folded words."""

    @property
    def ref(self) -> SentenceRef:
        return SentenceRef(self.entry.id, self.claim.number)


def find_contested(entries: Sequence[Entry], copies: Sequence[Copy]) -> tuple[Contested, ...]:
    """
    Pair claims of a story whose claimants oppose each other, at most three pairs; reprints are passed over.

    A denial is set against what was said in its sentence or right before it; two who accuse each other in one sentence
    face each other; so do two who each tell the same deed of the other's side. Sides are in order of their names.
    """
    reprints = {copy.entry_id for copy in copies}
    by_entry = [list(_versions(entry)) for entry in entries if entry.claims and entry.id not in reprints]
    pairs = [
        *(pair for versions in by_entry for pair in (*_denials(versions), *_mutual(versions))),
        *(pair for versions in by_entry for pair in _opposite(versions)),
        *(pair for one, other in combinations(by_entry, 2) for pair in _across(one, other)),
    ]
    found: list[Contested] = []
    paired: set[SentenceRef] = set()
    for pair in pairs:  # a sentence faces one other; the surest ways come first
        refs = {side.ref for side in pair.sides}
        if refs.isdisjoint(paired):
            found.append(pair)
            paired |= refs
    return tuple(found[:_MOST])


def _versions(entry: Entry) -> Iterator[_Version]:
    texts = {one.number: one.text for paragraph in entry.paragraphs for one in paragraph.sentences}
    for claim in entry.claims:
        yield _Version(entry, claim, words(texts[claim.number]))


# ---------------------------------------------------------------- three ways to oppose


def _denials(versions: Sequence[_Version]) -> Iterator[Contested]:
    """Set each denial against the nearest claim of another party that it can refer to."""
    for denial in versions:
        if denial.claim.stance != "denies":
            continue
        earlier = [one for one in versions if 0 <= denial.claim.number - one.claim.number <= _REACH]
        fitting = [one for one in reversed(earlier) if _is_denied(one, denial)]
        if fitting:
            deniers = [one.claim for one in versions if one.ref == denial.ref and one.claim.stance == "denies"]
            party = " and ".join(dict.fromkeys(one.claimant.removeprefix("both ") for one in deniers))
            yield _face(_side(fitting[0]), _side(denial, party))


def _is_denied(claim: _Version, denial: _Version) -> bool:
    if claim.claim.stance not in ("says", "alleges") or _is_one_party(claim.claim.claimant, denial.claim.claimant):
        return False
    if claim.ref == denial.ref:
        return claim.claim.stance == "alleges" or not _words("accusations").isdisjoint(denial.said)
    return _refers_back(denial) or len(_shared(claim, denial)) >= denial.claim.number - claim.claim.number


def _refers_back(denial: _Version) -> bool:
    """Say whether what is denied stands in a sentence before: `denies it`, `rejected that account`."""
    verb = denial.claim.verb.casefold()
    if verb not in denial.said:
        return False
    pointer, after = [*denial.said[denial.said.index(verb) + 1 :], "", ""][:2]
    return pointer in _words("pointers") or (pointer in ("that", "this") and after in {"", *_words("behind_that")})


def _mutual(versions: Sequence[_Version]) -> Iterator[Contested]:
    """Find two who accuse each other in one sentence."""
    accusers = [one for one in versions if one.claim.stance == "alleges" and ("each", "other") in pairwise(one.said)]
    for one, other in pairwise(accusers):
        if one.ref == other.ref and not _is_one_party(one.claim.claimant, other.claim.claimant):
            yield _face(_side(one), _side(other))


def _opposite(versions: Sequence[_Version]) -> Iterator[Contested]:
    """Find two near each other in one entry who each tell the same deed of the other's side."""
    for one, other in combinations(versions, 2):
        is_near = 0 < other.claim.number - one.claim.number <= _REACH
        if is_near and _tell_of_each_other(one, other) and _shared(one, other):
            yield _face(_side(one), _side(other))


def _across(those: Sequence[_Version], others: Sequence[_Version]) -> Iterator[Contested]:
    """Find the same in two entries, where more must be shared."""
    deeds = _words("deeds")
    telling = [one for one in those if not deeds.isdisjoint(one.said)]
    for other in others if telling else ():
        for one in telling:
            if _tell_of_each_other(one, other) and len(_shared(one, other)) >= _LEAST_SHARED_APART:
                yield _face(_side(one), _side(other))


def _tell_of_each_other(one: _Version, other: _Version) -> bool:
    """Say whether each tells a deed of the party of the other."""
    deeds = _words("deeds")
    if deeds.isdisjoint(one.said) or deeds.isdisjoint(other.said):
        return False
    if "denies" in (one.claim.stance, other.claim.stance) or _is_one_party(one.claim.claimant, other.claim.claimant):
        return False
    return _tells_deed_of(one, _party(other.claim.claimant)) and _tells_deed_of(other, _party(one.claim.claimant))


# ---------------------------------------------------------------- parties and words


@cache
def _party(claimant: str) -> frozenset[str]:
    """
    Give the names that tell whose side a claimant is on; empty for one without any.

    >>> sorted(_party("Armenian Defence Ministry"))
    ['armenian']
    """
    named = (word for word in claimant.split() if word[:1].isupper() and not _is_office(word))
    return frozenset(name for word in named for name in words(word) if len(name) >= _SHORTEST_NAME)


def _is_office(word: str) -> bool:
    """Say whether a word of a claimant's name is part of an office and of nobody's name: Defence, Ministry."""
    return is_generic(word) and not any(map(is_people, words(word)))


def _is_one_party(one: str, other: str) -> bool:
    return one == other or any(_is_same_name(a, b) for a in _party(one) for b in _party(other))


def _tells_deed_of(version: _Version, party: frozenset[str]) -> bool:
    """Say whether a sentence names a party, and right behind it a deed: "Ostish forces started firing"."""
    deeds = _words("deeds")
    return any(
        not deeds.isdisjoint(version.said[place + 1 : place + 1 + _DEED_WITHIN])
        for place, word in enumerate(version.said)
        if any(_is_same_name(word, name) for name in party)
    )


def _is_same_name(one: str, other: str) -> bool:
    """
    >>> _is_same_name("armenia", "armenians"), _is_same_name("iran", "iraq"), _is_same_name("mali", "malicious")
    (True, False, False)
    """
    shorter, longer = sorted((one, other), key=len)
    is_near = len(longer) - len(shorter) <= _LONGEST_ENDING
    return len(shorter) >= _SHORTEST_NAME and longer.startswith(shorter) and is_near


def _shared(one: _Version, other: _Version) -> set[str]:
    """List the words of meaning that two sentences share, without who says so, how, and on whose side."""
    parties = _party(one.claim.claimant) | _party(other.claim.claimant)
    terms = set(content_words(one.said, "en")) & set(content_words(other.said, "en"))
    sayings = " ".join(text for claim in (one.claim, other.claim) for text in (claim.claimant, claim.verb))
    terms -= set(content_words(words(sayings), "en"))
    return {term for term in terms if not any(_is_same_name(term, name) for name in parties)}


def _side(version: _Version, party: str = "") -> Side:
    return Side(
        party=party or version.claim.claimant.removeprefix("both "),
        verb=version.claim.verb,
        stance=version.claim.stance,
        ref=version.ref,
    )


def _face(one: Side, other: Side) -> Contested:
    first, second = sorted((one, other), key=lambda side: (side.party.casefold(), side.ref))
    return Contested(sides=(first, second))


@cache
def _words(name: str) -> frozenset[str]:
    table = tomllib.loads((resources.files(tables) / "contested_words.toml").read_text("utf-8"))
    return frozenset(table[name].split())
