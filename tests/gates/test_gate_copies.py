"""Reprints against other articles of the same story: natural ones, and ones made the ways outlets make them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from labelled_articles import Article, load_articles, make_entry

from generator.digest.copies import find_copies
from generator.digest.features import Features
from generator.text.similarity import shingles
from generator.text.words import words

pytestmark = pytest.mark.gate

SEED = 1997
COPIES = 400
NEGATIVES_EACH = 2
SHORTEST_WORDS = 80
NATURAL_COPY = 0.5
"""Containment of eight-word runs from which two articles as they came are copies of each other."""

DOUBTFUL = 0.15
"""Containment of eight-word runs from which it takes a person to say whether one is a copy: not asked about."""

FLOOR_F1 = 0.99
"""And none of the other articles of the story may be taken for a copy."""


class Text(NamedTuple):
    id: str
    story: str
    sentences: tuple[tuple[str, ...], ...]
    """Folded words."""

    @property
    def words(self) -> tuple[str, ...]:
        return joined(self.sentences)


Ways = dict[str, Callable[[Text, Text, random.Random], tuple[str, ...]]]


@pytest.fixture(scope="module")
def articles(shared: Path) -> list[Text]:
    """The labelled articles that are long enough to be cut."""
    texts = [
        Text(one.id, one.story, tuple(tuple(words(sentence)) for sentence in one.sentences))
        for one in load_articles(shared)
    ]
    return [one for one in texts if len(one.words) >= SHORTEST_WORDS]


def is_copy(one: Text, words_of_other: tuple[str, ...]) -> bool:
    """Ask what the digest asks of two entries of one day."""
    entries = [make_entry(Article(name, "", [], one.story), 0) for name in ("a", "b")]
    texts = (one.words, words_of_other)
    described = [Features(entry_id=entry.id, terms={}, words=text) for entry, text in zip(entries, texts, strict=True)]
    return bool(find_copies(entries, described))


def joined(sentences: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(word for sentence in sentences for word in sentence)


def reword(text: tuple[str, ...], other: Text, draw: random.Random) -> tuple[str, ...]:
    """Change six words in a hundred for words of another article."""
    return tuple(draw.choice(other.words) if draw.random() < 0.06 else word for word in text)


def embed(one: Text, other: Text, draw: random.Random) -> tuple[str, ...]:
    """Put the first half of an article somewhere into another one."""
    place = draw.randrange(len(other.sentences) + 1)
    half = one.sentences[: max(1, len(one.sentences) // 2)]
    return joined(other.sentences[:place] + half + other.sentences[place:])


def drop(one: Text, draw: random.Random) -> tuple[str, ...]:
    """Leave out a quarter of the sentences."""
    return joined(tuple(sentence for sentence in one.sentences if draw.random() > 0.25))


WAYS: Ways = {
    "under another title": lambda one, _, __: one.words,
    "cut": lambda one, _, draw: joined(one.sentences[: max(1, round(len(one.sentences) * draw.uniform(0.25, 0.7)))]),
    "sentences dropped": lambda one, _, draw: drop(one, draw),
    "words swapped": lambda one, other, draw: reword(one.words, other, draw),
    "dropped and swapped": lambda one, other, draw: reword(drop(one, draw), other, draw),
    "embedded": embed,
}


def containment(one: Text, other: Text) -> float:
    first, second = shingles(one.words, 8), shingles(other.words, 8)
    return len(first & second) / min(len(first), len(second))


def pairs_of_one_story(articles: list[Text]) -> Iterator[tuple[Text, Text]]:
    by_story: defaultdict[str, list[Text]] = defaultdict(list)
    for one in articles:
        by_story[one.story].append(one)
    for members in by_story.values():
        yield from combinations(members, 2)


def test_natural_reprints_are_found(articles: list[Text], capsys: pytest.CaptureFixture[str]) -> None:
    """Every pair of articles that share half of their eight-word runs."""
    natural = [pair for pair in pairs_of_one_story(articles) if containment(*pair) >= NATURAL_COPY]
    found = sum(is_copy(one, other.words) for one, other in natural)
    with capsys.disabled():
        print(f"\nnatural reprints found: {found} of {len(natural)}")

    assert len(natural) == found > 50


def test_made_reprints_are_told_from_other_articles_of_the_story(
    articles: list[Text], capsys: pytest.CaptureFixture[str]
) -> None:
    """Copies made in each way are found, and those of other articles about the same event are not taken for one."""
    draw = random.Random(SEED)
    siblings: defaultdict[str, list[Text]] = defaultdict(list)
    for one, other in pairs_of_one_story(articles):
        if containment(one, other) < DOUBTFUL:
            siblings[one.id].append(other)
    found, wrong, asked = 0, 0, 0
    for number in range(COPIES):
        one, foreign = draw.sample(articles, 2)
        way = sorted(WAYS)[number % len(WAYS)]
        if is_copy(one, WAYS[way](one, foreign, draw)):
            found += 1
        for other in draw.sample(siblings[one.id], min(NEGATIVES_EACH, len(siblings[one.id]))):
            asked += 1
            wrong += is_copy(one, WAYS[draw.choice(sorted(WAYS))](other, foreign, draw))
    f1 = 2 * found / (found + COPIES + wrong)
    with capsys.disabled():
        print(f"\nreprints made: {found} of {COPIES} found, {wrong} of {asked} others taken for one, F1 {f1:.4f}")

    assert f1 >= FLOOR_F1
    assert wrong == 0
