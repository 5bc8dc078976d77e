"""Why entries are one story: in: their vectors and spellings, out: the shared terms that weighed most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from generator.digest.features import is_name_term, name_term
from generator.records import Entry
from generator.text.names import Name
from generator.text.similarity import Vector
from generator.text.words import content_word, words

__all__ = ["shared_terms"]

_PART = re.compile(r"[\s-]+")

_MOST_SHOWN = 6
_MOST_LOOKED_AT = 24
"""Words of a name are folded into the whole name when it is among so many."""


def shared_terms(
    entries: Sequence[Entry], vectors: Sequence[Vector], texts: Sequence[Sequence[str]], names: Iterable[Name]
) -> tuple[str, ...]:
    """
    Name up to six terms that weigh most in the mean likeness of all pairs, heaviest first, as readers write them.

    `vectors` and `texts` (folded words) are of `entries`, in their order; `names` are all that stand in them. A
    word that is part of a name is shown as the whole name. Empty for a single entry.
    """
    if len(entries) < 2:
        return ()
    weights = _pair_weights(vectors)
    heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:_MOST_LOOKED_AT]
    spelled = _spellings(frozenset(heaviest), entries, texts, names)
    shown: list[str] = []
    for term in heaviest:
        spelling = spelled.get(_whole(spelled[term], heaviest) or term) if term in spelled else None
        if spelling and not spelling.isdigit() and not any(_is_form(spelling, other) for other in shown):
            shown.append(spelling)
    return tuple(shown[:_MOST_SHOWN])


def _pair_weights(vectors: Sequence[Vector]) -> dict[str, float]:
    """Sum, for each term, the products of its weights over all pairs: half of (square of sum - sum of squares)."""
    sums: defaultdict[str, float] = defaultdict(float)
    squares: defaultdict[str, float] = defaultdict(float)
    bearers: Counter[str] = Counter()
    for vector in vectors:
        for term, weight in vector.items():
            sums[term] += weight
            squares[term] += weight * weight
            bearers[term] += 1
    return {term: round(sums[term] ** 2 - squares[term], 9) for term, count in bearers.items() if count > 1}


def _whole(spelling: str, heaviest: Sequence[str]) -> str | None:
    """Find the longest name among the heaviest terms that holds all words of a spelling."""
    bare = set(words(spelling))
    wholes = [other for other in heaviest if is_name_term(other) and bare <= set(words(other))]
    return max(wholes, key=lambda other: (len(other.split()), -heaviest.index(other)), default=None)


def _is_form(one: str, other: str) -> bool:
    """Say whether a reader would learn nothing from a second term: Armenian beside Armenia."""
    shorter, longer = sorted((one.casefold(), other.casefold()), key=len)
    return longer.startswith(shorter)


def _spellings(
    terms: Collection[str], entries: Sequence[Entry], texts: Sequence[Sequence[str]], names: Iterable[Name]
) -> dict[str, str]:
    """Map each of some terms to its most common spelling in these entries."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    language = entries[0].language.value
    counts = Counter(word for entry in entries for word in words(entry.title.value))
    for text in texts:
        counts.update(text)
    for word, count in counts.items():
        if (term := content_word(word, language)) in terms:
            seen[term][word] += count
    for name, count in Counter(name.text for name in names).items():
        seen[name_term(name)][name] += count
        for part in _PART.split(name):
            for word in words(part):
                if (term := content_word(word, language)) in terms:
                    seen[term][part] += count
                    seen[term][part.casefold()] -= count  # it was counted above as a word of the text
    return {term: min(forms, key=lambda form: (-forms[form], form)) for term, forms in seen.items()}
