"""Contested: in: the entries of a story and its reprints, out: what one party says and another denies; no verdict."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import chain, combinations
from typing import NamedTuple

from generator.digest import tables
from generator.digest.recurring import is_generic, is_people
from generator.records import Claim, Contested, Copy, Entry, SentenceRef, Side
from generator.text.words import content_words, stem, words

__all__ = ["find_contested"]

_MOST = 3
"""Of a story; more would bury the report."""
_LEAST_SHARED = 2
"""Words of meaning that a denial has in common with what it denies, where it does not point at it."""
_LEAST_PREFIX = 4
"""Letters that a place and its people begin with alike: Lisse, Lissian."""
_OBJECT_REACH = 4
"""Words behind a verb of denial among which its object stands."""
_NAME = re.compile(r"[^\W\d_a-z][\w-]*")
_EACH_OTHER = re.compile(r"\b(?:each other|one another)\b", re.I)


class _Stated(NamedTuple):
    """What is claimed in one sentence by those who claim it with one verb."""

    entry: Entry
    place: int
    """Of the sentence in its entry."""
    claim: Claim
    claimants: tuple[str, ...]
    text: str
    behind: str
    """The text behind the verb; all of it when the verb is not found there."""


def find_contested(entries: Sequence[Entry], copies: Sequence[Copy]) -> tuple[Contested, ...]:
    """
    Pair claims with their denials, then those who say the same deed of each other: at most three pairs of a story.

    Both sides stand in one clipping, in one sentence or in two neighbours. Each sentence is in one pair; the sides are
    in the order of their names. What is in doubt is not paired. Reprints (`copies`) are passed over.
    """
    reprints = {copy.entry_id for copy in copies}
    stated = [tuple(_stated(entry)) for entry in entries if entry.claims and entry.id not in reprints]
    used: set[SentenceRef] = set()
    found: list[Contested] = []
    for pair in chain(chain.from_iterable(map(_denials, stated)), chain.from_iterable(map(_versions, stated))):
        refs = {side.ref for side in pair.sides}
        if not refs & used and len(found) < _MOST:
            used |= refs
            found.append(pair)
    return tuple(found)


def _denials(stated: Sequence[_Stated]) -> Iterator[Contested]:
    for first, answer in _neighbours(stated):
        if first.place == answer.place:
            denial, other = (first, answer) if first.claim.stance == "denies" else (answer, first)
            is_denial = _denies(denial) and (other.claim.stance == "alleges" or _has(denial.text, "accusations"))
        else:
            is_denial = _denies(answer) and (_points_at(first, answer) or _shares_words(first, answer))
        if is_denial and {first.claim.stance, answer.claim.stance} != {"denies"}:
            yield _pair(first, answer)


def _versions(stated: Sequence[_Stated]) -> Iterator[Contested]:
    """Accusations of each other, and neighbours who tell a deed of each other."""
    for one in stated:
        if one.claim.stance == "alleges" and len(one.claimants) == 2 and _EACH_OTHER.search(one.behind):
            yield Contested(sides=_in_order(*(_side(one, (name,)) for name in one.claimants)))
    for first, answer in _neighbours(stated):
        if first.place != answer.place and _accuse_each_other(first, answer):
            yield _pair(first, answer)


def _neighbours(stated: Sequence[_Stated]) -> Iterator[tuple[_Stated, _Stated]]:
    """Give claims of two parties in one sentence or in two that follow each other; a pronoun may stand for anybody."""
    named = [one for one in stated if one.claim.evidence.rule != "claimant-pronoun"]
    for first, answer in combinations(named, 2):
        if answer.place - first.place <= 1 and not _is_same_party(first, answer):
            yield first, answer


def _denies(one: _Stated) -> bool:
    """Tell a denial from turning something down: an offer, a motion, a request."""
    return one.claim.stance == "denies" and not _has(_object(one), "turned_down")


def _points_at(first: _Stated, answer: _Stated) -> bool:
    """Read `denied it`, `denied the claims` behind an accusation that names the denier, or a denial of who accuses."""
    said = _object(answer).split()
    is_pointed = said[:1] == ["that"] and (len(said) == 1 or said[1] in _listed("behind_that"))
    is_pointed = is_pointed or bool(_listed("pointers") & set(said[:1])) or _has(_object(answer), "accusations")
    return is_pointed and first.claim.stance == "alleges" and (_names(first, answer) or _names(answer, first))


def _shares_words(first: _Stated, answer: _Stated) -> bool:
    names = _name_words(" ".join((*first.claimants, *answer.claimants)))
    own = {stem(word) for name in names for word in words(name)} | {stem(first.claim.verb), stem(answer.claim.verb)}
    shared = _meaning(first.behind) & _meaning(answer.behind) - own
    return len(shared) >= _LEAST_SHARED


def _accuse_each_other(first: _Stated, answer: _Stated) -> bool:
    """Say whether each names the other's side before any other, tells a deed of it, and both have a word in common."""
    tell_deeds = _has(first.behind, "deeds") and _has(answer.behind, "deeds")
    is_mutual = _names_first(first, answer) and _names_first(answer, first)
    return tell_deeds and is_mutual and bool(_meaning(first.behind) & _meaning(answer.behind))


def _is_same_party(first: _Stated, answer: _Stated) -> bool:
    ours, theirs = (_name_words(" ".join(one.claimants)) for one in (first, answer))
    is_part = set(words(" ".join(first.claimants))) & set(words(" ".join(answer.claimants))) and not (ours and theirs)
    return bool(is_part) or any(_is_alike(one, other) for one in ours for other in theirs)


def _names(one: _Stated, other: _Stated) -> bool:
    """Say whether what somebody says names the other party, or has the last word of its name: "the city"."""
    theirs = _name_words(" ".join(other.claimants))
    last = {words(name)[-1] for name in other.claimants if words(name)}
    is_named = any(_is_alike(name, word) for name in _name_words(one.behind) for word in theirs)
    return is_named or bool(last & set(words(one.behind)))


def _names_first(one: _Stated, other: _Stated) -> bool:
    theirs = _name_words(" ".join(other.claimants))
    return any(_is_alike(name, word) for name in _name_words(one.behind)[:1] for word in theirs)


def _is_alike(one: str, other: str) -> bool:
    """
    Say whether two words name one place or its people.

    >>> _is_alike("Lissian", "Lisse"), _is_alike("Armenian", "Azerbaijani")
    (True, False)
    """
    shortest = min(len(one), len(other))
    least = max(_LEAST_PREFIX, shortest - 2)
    return one == other or (shortest >= least and one[:least].casefold() == other[:least].casefold())


def _name_words(text: str) -> list[str]:
    """List the words with a capital that are no words of office, in order."""
    found = _NAME.findall(text)
    return [word for word in found if is_people(word.casefold()) or not is_generic(word)]


def _meaning(text: str) -> set[str]:
    return set(content_words(words(text), "en"))


def _object(one: _Stated) -> str:
    return " ".join(words(one.behind)[:_OBJECT_REACH])


def _has(text: str, name: str) -> bool:
    return not _listed(name).isdisjoint(words(text))


def _stated(entry: Entry) -> Iterator[_Stated]:
    """Put those who claim something in one sentence with one verb together, in reading order."""
    sentences = [one for paragraph in entry.paragraphs for one in paragraph.sentences]
    places = {one.number: place for place, one in enumerate(sentences)}
    together: dict[tuple[int, str], list[Claim]] = {}
    for claim in entry.claims:
        together.setdefault((claim.number, claim.verb), []).append(claim)
    for (number, verb), claims in together.items():
        text = sentences[places[number]].text
        named = max(text.find(claims[0].claimant), 0)
        start = text.find(verb, named) if verb in text[named:] else text.find(verb)
        yield _Stated(
            entry=entry,
            place=places[number],
            claim=claims[0],
            claimants=tuple(claim.claimant for claim in claims),
            text=text,
            behind=text[start + len(verb) :] if start >= 0 else text,
        )


def _pair(first: _Stated, answer: _Stated) -> Contested:
    return Contested(sides=_in_order(_side(first, first.claimants), _side(answer, answer.claimants)))


def _in_order(one: Side, other: Side) -> tuple[Side, Side]:
    return (one, other) if one.party.casefold() <= other.party.casefold() else (other, one)


def _side(one: _Stated, claimants: Sequence[str]) -> Side:
    return Side(
        party=" and ".join(claimants),
        verb=one.claim.verb,
        stance=one.claim.stance,
        ref=SentenceRef(one.entry.id, one.claim.number),
    )


@cache
def _listed(name: str) -> frozenset[str]:
    """Give a list of the table: `accusations`, `pointers`, `behind_that`, `deeds` or `turned_down`."""
    table: dict[str, str] = tomllib.loads(resources.files(tables).joinpath("contested_words.toml").read_text("utf-8"))
    return frozenset(table[name].split())
