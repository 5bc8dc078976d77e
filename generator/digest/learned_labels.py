"""Learned labels: in: a site's entries, some with labels, out: labels that unlabelled ones clearly deserve, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from generator.digest.features import kept_sentences
from generator.records import Entry
from generator.text.names import spelling_key
from generator.text.words import content_word, words

__all__ = ["can_learn", "learn_labels", "read_terms"]

_LEAST_LABELLED = 20
"""Entries with labels before anything is learned: complement Bayes reads news at .85 with 5 of a kind, .94 with 20."""

_LEAST_OF_LABEL = 5
_LARGEST_SHARE = 0.5
"""A label that more of the labelled entries carry says where they were filed, not what they are about."""

_MOST_LABELS = 40
_MOST_TRIED = 1000
"""Labels that are learned, the commonest first, and entries that they are tried on: bounds for what it costs."""

_LEAST_ENTRIES_OF_TERM = 2
_SMOOTHING = 0.5
"""Krichevsky and Trofimov's half, added to what was counted."""

_LEAST_PRECISION = 0.95
_LEAST_FOUND = 3
"""A label is given from the score on at which 19 of 20 that got it had it, tried on entries it was not learned of."""

_LEAST_TERMS = 3
_SHOWN_TERMS = 5

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]


class _Counted(NamedTuple):
    """What the labelled entries say."""

    places: Mapping[str, int]
    """Term to its row."""
    terms: Sequence[str]
    total: _Floats
    """(terms): in how many entries each stands."""
    of_label: _Floats
    """(terms, labels): in how many of each label."""
    sizes: _Floats
    """(labels)"""
    entries: int


def can_learn(entries: Sequence[Entry]) -> bool:
    """Say whether enough entries have labels, and one has none."""
    return _LEAST_LABELLED <= sum(bool(entry.labels) for entry in entries) < len(entries)


def read_terms(entry: Entry) -> dict[str, str]:
    """Give the terms that carry meaning in an entry's headline and text, sorted, each with one of its words."""
    texts = [entry.title.value, *(sentence.text for sentence in kept_sentences(entry))]
    found: dict[str, str] = {}
    for word in sorted({word for text in texts for word in words(text)}):
        if term := content_word(word, entry.language.value):
            found.setdefault(term, word)
    return dict(sorted(found.items()))


def learn_labels(
    entries: Sequence[Entry], terms: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """
    Give unlabelled entries labels that others carry: by label, as it is spelled first by alphabet, then by entry id,
    the words that spoke for it, the loudest first.

    `terms` are by entry id, from `read_terms`. Each label is told from the rest by the words that stand in its entries
    and not elsewhere (naive Bayes, each word once). What a score is worth is found by leaving each labelled entry out
    in turn, so a label that words do not tell is never given. At most two an entry. Empty while fewer than twenty
    entries have labels. Any order of the entries gives the same.
    """
    labelled = sorted((entry for entry in entries if entry.labels), key=lambda entry: entry.id)
    others = sorted((entry for entry in entries if not entry.labels), key=lambda entry: entry.id)
    if not can_learn(entries):
        return {}
    spellings, keys = _choose_labels(labelled)
    if not keys:
        return {}
    members = np.array([[key in _label_keys(entry) for key in keys] for entry in labelled], dtype=np.float64)
    known = [tuple(terms[entry.id]) for entry in labelled]
    counted = _count(known, members)
    bounds = _find_bounds(counted, known, members)
    found: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for entry in others:
        for label, spoke in _label(counted, tuple(terms[entry.id]), bounds):
            found[spellings[keys[label]]][entry.id] = tuple(terms[entry.id][term] for term in spoke)
    return dict(found)


def _label_keys(entry: Entry) -> frozenset[str]:
    return frozenset(spelling_key(label) or label.casefold() for label in entry.labels)


def _choose_labels(labelled: Sequence[Entry]) -> tuple[dict[str, str], list[str]]:
    """Give a spelling of each label, and the labels that can be learned, by their keys."""
    users = Counter(key for entry in labelled for key in _label_keys(entry))
    spellings: dict[str, str] = {}
    for label in sorted({label for entry in labelled for label in entry.labels}):
        spellings.setdefault(spelling_key(label) or label.casefold(), label)
    most = _LARGEST_SHARE * len(labelled)
    wanted = [key for key, count in users.items() if _LEAST_OF_LABEL <= count <= most]
    return spellings, sorted(wanted, key=lambda key: (-users[key], key))[:_MOST_LABELS]


def _count(terms: Sequence[Sequence[str]], members: _Floats) -> _Counted:
    totals = Counter(term for row in terms for term in row)
    known = sorted(term for term, count in totals.items() if count >= _LEAST_ENTRIES_OF_TERM)
    places = {term: place for place, term in enumerate(known)}
    of_label = np.zeros((len(known), members.shape[1]))
    for row, labels in zip(terms, members, strict=True):
        of_label[_rows(places, row)] += labels
    total = np.array([totals[term] for term in known], dtype=np.float64)
    return _Counted(places, known, total, of_label, members.sum(axis=0), len(terms))


def _rows(places: Mapping[str, int], terms: Sequence[str]) -> _Ints:
    return np.array([places[term] for term in terms if term in places], dtype=np.int64)


def _weigh(counted: _Counted, rows: _Ints, left_out: Any = None) -> _Floats:
    """
    Say how much each of some terms speaks for each label, (terms, labels), as the logarithm of odds.

    With the labels of an entry that is `left_out` as if it had never been counted.
    """
    total, of_label, sizes, entries = counted.total[rows], counted.of_label[rows], counted.sizes, counted.entries
    if left_out is not None:
        total, of_label, sizes, entries = total - 1, of_label - left_out, sizes - left_out, entries - 1
    inside = (of_label + _SMOOTHING) / (sizes + 2 * _SMOOTHING)
    outside = (total[:, None] - of_label + _SMOOTHING) / (entries - sizes + 2 * _SMOOTHING)
    weights: _Floats = np.log(inside / outside)
    weights[total < _LEAST_ENTRIES_OF_TERM] = 0.0
    return weights


def _score(weights: _Floats) -> _Floats:
    """Add up what the terms say; by the root of their number, or long texts would be about everything."""
    score: _Floats = np.round(weights.sum(axis=0) / max(1.0, float(np.sqrt(len(weights)))), 9)
    return score


def _find_bounds(counted: _Counted, terms: Sequence[Sequence[str]], members: _Floats) -> _Floats:
    """Find the least score at which each label is right often enough; infinite for one that words do not tell."""
    tried = len(terms[:_MOST_TRIED])
    scores = np.array([_score(_weigh(counted, _rows(counted.places, terms[i]), members[i])) for i in range(tried)])
    bounds = np.full(members.shape[1], np.inf)
    for label in range(members.shape[1]):
        right = 0
        ranked = sorted(range(tried), key=lambda i: (-scores[i, label], members[i, label]))
        for asked, (i, after) in enumerate(pairwise([*ranked, None]), 1):
            right += int(members[i, label])
            if scores[i, label] <= 0 or right < _LEAST_PRECISION * asked - 1:
                break
            if members[i, label] and right >= _LEAST_FOUND and right >= _LEAST_PRECISION * asked:
                below = max(0.0, float(scores[after, label])) if after is not None else 0.0
                bounds[label] = (scores[i, label] + below) / 2  # half way to what comes next: texts differ in length
    return bounds


def _label(counted: _Counted, terms: Sequence[str], bounds: _Floats) -> list[tuple[int, tuple[str, ...]]]:
    """Name the labels of an entry, by number, at most two, the clearest first, each with the terms that spoke."""
    rows = _rows(counted.places, terms)
    weights = _weigh(counted, rows)
    scores = _score(weights)
    found = []
    for label in sorted(np.flatnonzero(scores >= bounds).tolist(), key=lambda one: (-scores[one], one))[:2]:
        spoke = sorted(
            (-round(float(weight), 9), int(row)) for weight, row in zip(weights[:, label], rows, strict=True)
        )
        loud = [counted.terms[row] for weight, row in spoke if weight < 0][:_SHOWN_TERMS]
        if len(loud) >= _LEAST_TERMS:
            found.append((label, tuple(loud)))
    return found
