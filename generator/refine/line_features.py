"""What a line model sees: in: the lines of a pasted text, out: for each line the bin it falls into, feature by feature.

A page that was copied whole has menus before its article, boxes in it and lists of other articles behind it. Few of
these can be told by a line alone, so that most features look around: at the neighbours, at how much prose stands
before and behind, at the words of what is surely the article.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from generator.refine.phrases import know_line
from generator.text.languages import function_words
from generator.text.words import STOP_WORDS

__all__ = ["CONTEXT_FEATURES", "LINE_FEATURES", "Look", "Words", "context_bins", "line_bins", "look_at"]

_CLOSING = "\"'”’»)]"
_PUNCTUATION = (",", ".", '"', "“", "”", ":", "?", "’s ", "'s ")
_DIGIT = re.compile(r"\d")
_TIME = re.compile(
    r"\b\d+ ?(?:h|m|d|hrs?|min(?:ute)?s?|hours?|days?|weeks?|months?|years?|minuten|minutos?|minuti|dakika)\.? "
    r"(?:ago|read|lesezeit|de lectur[ae]|leestijd|di lettura|de leitura|okuma|önce|geleden|fa)\b"
    r"|\b\d{1,2}[:h]\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b"
    r"|\b[^\W\d]{3,9}\.? \d{1,2},? (?:19|20)\d\d\b|\b\d{1,2}\.? (?:de )?[^\W\d]{3,9}\.? (?:de )?(?:19|20)\d\d\b",
    re.I,
)
_SIGN = re.compile(r"[|/@»›•→▶©®]")

# Where bins begin. They grow with the value, so that each holds a fair part of the lines that were looked at.
_WORDS = (2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45)
_SHARES = (0.001, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)
_PLACES = (1, 2, 3, 4, 5, 6, 8, 11, 16, 25, 40, 80)
_LENGTHS = (6, 12, 20, 35, 60, 100, 160, 250)
_PROSE = (1, 40, 100, 200, 350, 600, 1200)
_PARTS = (0.001, 0.03, 0.08, 0.2, 0.4, 0.7, 0.9, 0.98)
_SCORES = (-6.0, -4.5, -3.5, -2.5, -1.8, -1.2, -0.6, 0.0, 0.6, 1.2, 1.8, 2.5, 3.5, 4.5)
_CHANCES = (0.1, 0.4, 0.75)
_MEANS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_GAPS = (1, 2, 3, 4, 6, 9, 14, 25)
_SIZES = (4, 8, 15, 30)
_LONGEST_TIME = 25
"""Words; in a longer line a date is a part of what it tells."""

_THIRDS = (6, 15)
_QUARTERS = (5, 12, 25)

_LONG = 15
"""Words from which a sentence that fills a line is prose: menus and headlines are shorter."""

_FEWEST_SMALL = 0.2
"""The share of small words in a line's distinct words, above which it is said in sentences and not listed."""

_SURE = 1.2
"""The first round's logit from which a line counts as surely the article's (a chance of three in four)."""

_PAGE, _FRAGMENT, _LINE, _SENTENCE, _TEXT, _SPOKEN, _NOTHING = range(7)
"""Forms, as neighbours see them: a known page line; below four words; up to 14; a sentence; longer; prose; nothing."""


class Words(NamedTuple):
    """Words that say something about a line, in small letters."""

    small: frozenset[str]
    """The commonest words of the languages that the model can judge."""
    page: frozenset[str]
    """What pages say of themselves and ask of their readers."""
    person: frozenset[str]
    """Pronouns, and verbs of saying: what reports are full of."""

    @classmethod
    def of(cls, page: str, person: str) -> Words:
        """Split the lists of a table at their blanks; the small words are those that languages are told by."""
        small = STOP_WORDS.union(*function_words().values())
        return cls(small, frozenset(page.split()), frozenset(person.split()))


class Look(NamedTuple):
    """What a line looks like by itself."""

    width: int
    """Words."""
    vocabulary: set[str]
    """Its distinct words, without the small ones."""
    form: int
    bins: tuple[int, ...]
    """Those of the features that need no other line: the first of LINE_FEATURES."""

    @property
    def is_prose(self) -> bool:
        return self.form == _SPOKEN


LINE_FEATURES = {
    "shape": 35,
    "words": 13,
    "small-words": 27,
    "capitals": 36,
    "page-words": 20,
    "persons": 5,
    "times": 5,
    "signs": 3,
    "sentences": 4,
    "commas": 5,
    "quotation": 2,
    "first-letter": 4,
    "known": 2,
    "repeated": 3,
    "around": 49,
    "two-before": 7,
    "two-behind": 7,
    "three-before": 7,
    "three-behind": 7,
    "prose-near": 8,
    "from-start": 13,
    "from-end": 13,
    "prose-before": 8,
    "prose-behind": 8,
    "lines": 9,
}
"""What `line_bins` looks at, in its order, and how many bins there are."""

CONTEXT_FEATURES = {
    "score": 15,
    "scores-around": 100,
    "near-before": 13,
    "near-behind": 13,
    "far-before": 13,
    "far-behind": 13,
    "mass-before": 9,
    "mass-behind": 9,
    "gap-before": 9,
    "gap-behind": 9,
    "own-words": 36,
    "shape": 35,
    "known": 2,
    "page-words": 20,
}
"""What `context_bins` looks at, in its order, and how many bins there are."""

_SHAPE, _PAGE_WORDS, _KNOWN = (list(LINE_FEATURES).index(name) for name in ("shape", "page-words", "known"))


def look_at(line: str, words: Words) -> Look:
    """Look at one line whose white space is folded."""
    pieces = line.split()
    count = len(pieces)
    distinct = _distinct_words(line)
    own = distinct - words.small
    small_share = 1 - len(own) / (len(distinct) or 1)
    ending = _ending(line)
    is_sentence = ending in (1, 2, 4, 5)
    is_known = know_line(line) is not None
    capitals = sum(map(str.istitle, pieces[1:])) / (count - 1) if count > 1 else 0.0
    page_words = min(len(distinct & words.page), 4)
    bins = (
        ending * 5 + bisect_right(_SIZES, count),
        bisect_right(_WORDS, count),
        bisect_right(_SHARES, small_share) * 3 + bisect_right(_THIRDS, count),
        bisect_right(_SHARES, capitals) * 4 + 2 * is_sentence + (count >= 8),
        page_words * 4 + bisect_right(_QUARTERS, count),
        min(len(distinct & words.person), 4),
        _times(line[:90], count),
        min(len(_SIGN.findall(line)), 2),
        min(line.count(". ") + line.count("? "), 3),
        min(line.count(","), 4),
        int('"' in line or "“" in line or "”" in line),
        1 if line[:1].islower() else 2 if line.isupper() else 3 if line[:1].isalpha() else 0,
        int(is_known),
    )
    form = _PAGE if is_known else _form(count, is_sentence, small_share)
    return Look(count, own, form, bins)


def _distinct_words(line: str) -> set[str]:
    """Take a line apart at its blanks. A dozen times faster than an expression for words, and as telling here."""
    line = line.lower()
    for mark in _PUNCTUATION:
        if mark in line:
            line = line.replace(mark, " ")
    return set(line.split())


def _ending(line: str) -> int:
    """Tell endings apart: 0 a word, 1 a full stop, 2 a question, 3 a colon or comma, 4 to 6 the same before a quote."""
    bare = line.rstrip(_CLOSING)
    last = bare[-1:] or " "
    mark = 1 if last in ".!…。！" else 2 if last in "?？" else 3 if last in ":;,，：" else 0
    if len(bare) == len(line):
        return mark
    return (6, 4, 5, 6)[mark]


def _form(count: int, is_sentence: bool, small_share: float) -> int:
    if count >= _LONG:
        return _SPOKEN if is_sentence and small_share > _FEWEST_SMALL else _TEXT
    if is_sentence:
        return _SENTENCE
    return _FRAGMENT if count < _SIZES[0] else _LINE


def _times(head: str, count: int) -> int:
    """Tell lines without a digit (4) from those with a time or a date (2, 3) and others (0, 1), short ones apart."""
    if _DIGIT.search(head) is None:
        return 4
    if count > _LONGEST_TIME:
        return 1
    return 2 * (_TIME.search(head) is not None) + (count >= 12)


def line_bins(lines: Sequence[str], looks: Sequence[Look]) -> list[tuple[int, ...]]:
    """Tell the bins of every line, from its own look and from the looks of the lines around."""
    total = len(lines)
    often = Counter(lines)
    forms = [_NOTHING] * 3 + [look.form for look in looks] + [_NOTHING] * 3
    prose = [0, *accumulate(look.width if look.form == _SPOKEN else 0 for look in looks)]
    length = bisect_right(_LENGTHS, total)
    return [
        (
            *look.bins,
            min(often[lines[index]] - 1, 2) if look.width < _LONG else 0,
            forms[index + 2] * 7 + forms[index + 4],
            forms[index + 1],
            forms[index + 5],
            forms[index],
            forms[index + 6],
            bisect_right(
                _PROSE,
                prose[min(index + 6, total)] - prose[index + 1] + prose[index] - prose[max(index - 5, 0)],
            ),
            bisect_right(_PLACES, index),
            bisect_right(_PLACES, total - 1 - index),
            bisect_right(_PROSE, prose[index]),
            bisect_right(_PROSE, prose[total] - prose[index + 1]),
            length,
        )
        for index, look in enumerate(looks)
    ]


def context_bins(looks: Sequence[Look], scores: Sequence[float]) -> list[tuple[int, ...]]:
    """Tell the bins of every line once all have a first score, in logits: what stands around it, and how surely."""
    chances = [1 / (1 + math.exp(-score)) if score > -50 else 0.0 for score in scores]
    levels = [4, *(bisect_right(_CHANCES, chance) for chance in chances), 4]
    mass = [0.0, *accumulate(look.width * chance for look, chance in zip(looks, chances, strict=True))]
    whole = mass[-1] or 1.0
    backwards = chances[::-1]
    columns = zip(
        looks,
        scores,
        _means(chances, 0.5),
        reversed(_means(backwards, 0.5)),
        _means(chances, 0.85),
        reversed(_means(backwards, 0.85)),
        _gaps(scores),
        reversed(_gaps(scores[::-1])),
        _shared(looks, scores),
        strict=True,
    )
    return [
        (
            bisect_right(_SCORES, score),
            (levels[index] * 5 + levels[index + 2]) * 4 + levels[index + 1],
            bisect_right(_MEANS, near_before),
            bisect_right(_MEANS, near_behind),
            bisect_right(_MEANS, far_before),
            bisect_right(_MEANS, far_behind),
            bisect_right(_PARTS, mass[index] / whole),
            bisect_right(_PARTS, (whole - mass[index + 1]) / whole),
            bisect_right(_GAPS, gap_before),
            bisect_right(_GAPS, gap_behind),
            bisect_right(_SHARES, shared) * 4 + bisect_right(_QUARTERS, look.width),
            look.bins[_SHAPE],
            look.bins[_KNOWN],
            look.bins[_PAGE_WORDS],
        )
        for index, (
            look,
            score,
            near_before,
            near_behind,
            far_before,
            far_behind,
            gap_before,
            gap_behind,
            shared,
        ) in enumerate(columns)
    ]


def _means(values: Iterable[float], keep: float) -> list[float]:
    """Average what stands before each line, the near weighing more: `keep` is what is left of a weight a line on."""
    mean, means = 0.0, []
    for value in values:
        means.append(mean)
        mean = keep * mean + (1 - keep) * value
    return means


def _gaps(scores: Sequence[float]) -> list[int]:
    """Count the lines back to the last one that is surely the article's; 99 where there is none."""
    gap, gaps = 99, []
    for score in scores:
        gaps.append(gap)
        gap = 1 if score > _SURE else min(gap + 1, 99)
    return gaps


def _shared(looks: Sequence[Look], scores: Sequence[float]) -> list[float]:
    """
    Say what part of each line's words the surest lines use too, 0 to 1; a sure line's own use does not count.

    This is what tells a list of other headlines from a short paragraph.
    """
    once: set[str] = set()
    twice: set[str] = set()
    for look, score in zip(looks, scores, strict=True):
        if score > _SURE:
            twice |= once & look.vocabulary
            once |= look.vocabulary
    return [
        len(look.vocabulary & (twice if score > _SURE else once)) / len(look.vocabulary) if look.vocabulary else 0.0
        for look, score in zip(looks, scores, strict=True)
    ]
