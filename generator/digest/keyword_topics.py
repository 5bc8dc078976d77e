"""General topics: in: an entry, out: those that its words speak for, with the words."""

from __future__ import annotations

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from generator.digest import tables
from generator.digest.features import kept_sentences
from generator.records import Entry, Record
from generator.text.words import stem

__all__ = ["GeneralTopic", "find_general_topics", "names_of"]

_WORD = re.compile(r"[a-z0-9]+")

_TITLE_WEIGHT = 4.0
_LEAD_WEIGHT = 2.0
_LEAD_SENTENCES = 3
"""A headline says what an article is about, its first sentences what happened; the rest says what else is known."""

_TELLING_WEIGHT = 2.0

_LEAST_WORDS = 3
"""Different words that must speak for a topic; with fewer, anything can look like anything."""

_LEAST_SCORE = 6.0
_SHARE_OF_FIRST = 0.75
_MOST_TOPICS = 2
_SHOWN_WORDS = 5
_MOST_REMEMBERED = 200_000


class GeneralTopic(Record, frozen=True, kw_only=True):
    """A topic that an entry's words speak for."""

    name: str
    score: float
    words: tuple[str, ...]
    """Those that spoke loudest, as the table has them, at most five."""


def find_general_topics(entry: Entry, leave_out: Collection[str] = ()) -> tuple[GeneralTopic, ...]:
    """
    Find what a text in English is about, as far as common words tell: at most two topics, the clearer one first.

    Each different word counts by where and how often it stands; a second topic must come near the first. Nothing is
    said of a text in another language, of one in which too little speaks for any topic, or of topics to `leave_out`.
    """
    if entry.language.value.split("-")[0].lower() != "en":
        return ()
    said: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for term, weight in _weigh(entry).items():
        for name, own_weight in _table()[term]:
            said[name][term] = own_weight * weight
    found = []
    for name, words in said.items():
        score = math.fsum(words.values())
        if name not in leave_out and len(words) >= _LEAST_WORDS and score >= _LEAST_SCORE:
            loudest = sorted(words, key=lambda word: (-words[word], word))[:_SHOWN_WORDS]
            found.append(GeneralTopic(name=name, score=round(score, 6), words=tuple(map(_spell, loudest))))
    found.sort(key=lambda topic: (-topic.score, topic.name))
    return tuple(one for one in found[:_MOST_TOPICS] if one.score >= _SHARE_OF_FIRST * found[0].score)


def names_of(topic: str) -> tuple[str, ...]:
    """Give the names that a topic of the table goes by, its own first; of no other topic any."""
    return (topic, *_load()[topic]["names"]) if topic in _load() else ()


def _weigh(entry: Entry) -> dict[str, float]:
    """Give each word and phrase of the table that stands in a text a weight by where and how often it does."""
    sentences = [sentence.text for sentence in kept_sentences(entry)]
    counts: defaultdict[str, float] = defaultdict(float)
    beginnings, terms = _beginnings(), _terms()
    for text, weight in (
        (entry.title.value, _TITLE_WEIGHT),
        (" ".join(sentences[:_LEAD_SENTENCES]), _LEAD_WEIGHT),
        (" ".join(sentences[_LEAD_SENTENCES:]), 1.0),
    ):
        words = _WORD.findall(text.casefold())
        for term in filter(None, map(terms.__getitem__, words)):
            counts[term] += weight
        if not beginnings.isdisjoint(words):
            for word, after in pairwise(words):
                if word in beginnings and (term := terms[f"{word} {after}"]):
                    counts[term] += weight
    return {term: 1 + math.log(count) for term, count in counts.items()}


class _Terms(dict[str, str]):
    """The table's form of each word or phrase that was met; empty for one that it does not hold."""

    def __missing__(self, words: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        stems = _stems(words)
        self[words] = stems if stems in _table() else ""
        return self[words]


@cache
def _terms() -> _Terms:
    """Remember words over all entries: to stem each anew takes longer than all the rest."""
    return _Terms()


def _spell(term: str) -> str:
    """Write a term as the table does."""
    return _spellings()[term]


@cache
def _table() -> Mapping[str, Sequence[tuple[str, float]]]:
    """The topics of each stemmed word, with its weight; a word that several topics name speaks less for each."""
    topics: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for name, lists in _load().items():
        for words, weight in ((lists["words"], 1.0), (lists["telling"], _TELLING_WEIGHT)):
            for word in words:
                topics[_stems(word)][name] = weight
    return {term: [(name, weight / len(of)) for name, weight in of.items()] for term, of in topics.items()}


@cache
def _spellings() -> Mapping[str, str]:
    return {_stems(word): word for word in reversed(_all_words())}


@cache
def _beginnings() -> frozenset[str]:
    """The first words of phrases, in the forms that the table writes."""
    return frozenset(word.split()[0] for word in _all_words() if " " in word)


def _all_words() -> list[str]:
    return [word for lists in _load().values() for word in (*lists["words"], *lists["telling"])]


@cache
def _load() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads((resources.files(tables) / "general_topics.toml").read_text("utf-8"))


def _stems(words: str) -> str:
    return " ".join(map(stem, words.split(" ")))
