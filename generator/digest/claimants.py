"""Claimants: in: entries, out: the people and bodies that several clippings quote, each with what it was quoted for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from generator.diagnostics import Diagnostic
from generator.digest.addresses import give_slugs
from generator.digest.days import newest_first
from generator.digest.recurring import is_generic, is_people
from generator.records import Claimant, Entry, Said
from generator.text.names import spelling_key

__all__ = ["gather_claimants"]

_LEAST_CLIPPINGS = 2
"""Who is quoted in one clipping is listed on its page; a page of one's own would say nothing more."""

_ROLE_BEFORE_NAME = re.compile(
    r".*\s(?!(?:of|the|in|at|from|and)\s)[a-z][\w-]*\s+(?P<name>[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*)+)"
)
"""A word written small, and behind it nothing but words with capitals, two at least: a role and a person's name.

Behind "of" and its like stands no person: the foreign ministries of two states are not one claimant "Foreign Affairs".
"""


def gather_claimants(entries: Sequence[Entry]) -> tuple[tuple[Claimant, ...], list[Diagnostic]]:
    """
    Put claims under who makes them, by name; a role before a person's name makes no difference.

    Left out are those without a name of their own (the police, a minister, the foreign ministry: every place has one)
    and those whom a single clipping quotes. A person is never taken for another of the same surname.

    *Diagnostics*: `address-taken` where two want one slug.
    """
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    said: defaultdict[str, list[Said]] = defaultdict(list)
    for entry in newest_first(entries):
        for claim in entry.claims:
            if name := _bare_name(claim.claimant):
                key = spelling_key(name)
                names[key][name] += 1
                said[key].append(Said(entry=entry, claim=claim))
    counts = {key: len({one.entry.id for one in those}) for key, those in said.items()}
    named = [(_most_common(names[key]), key) for key, count in counts.items() if count >= _LEAST_CLIPPINGS]
    named.sort(key=lambda pair: (pair[0].casefold(), pair[0]))
    slugs, found = give_slugs((name, min(one.entry.path for one in said[key])) for name, key in named)
    claimants = tuple(
        Claimant(slug=slug, name=name, said=tuple(said[key]), entry_count=counts[key])
        for slug, (name, key) in zip(slugs, named, strict=True)
    )
    return claimants, found


_TITLES = frozenset(
    """
    mayor president vice prime minister deputy premier chancellor senator representative congressman congresswoman
    governor secretary ambassador judge justice prosecutor general colonel major captain lieutenant sergeant admiral
    chief sheriff officer king queen prince princess sir dame lord lady pope cardinal archbishop bishop father sister
    reverend rabbi imam dr prof professor mr mrs ms
    """.split()
)
"""English words written large before a person's name that are no part of it."""

_BETWEEN = frozenset({"of", "for", "the", "Affairs"})
"""Words that make an office no more anybody's: a Ministry of Foreign Affairs is that of any state."""


@cache
def _bare_name(claimant: str) -> str:
    """
    Give the name of a claimant without the role before it; empty for one without a name of its own.

    >>> _bare_name("Infrastructure minister Teodor Lindahl"), _bare_name("Mayor Ada Ruz"), _bare_name("the police")
    ('Teodor Lindahl', 'Ada Ruz', '')
    """
    found = _ROLE_BEFORE_NAME.fullmatch(claimant)
    words = (found["name"] if found else claimant).split()
    while len(words) > 2 and words[1][:1].isupper() and (_is_title(words[0]) or _is_people_of_title(words)):
        del words[0]
    has_capital = any(word[:1].isupper() for word in words)
    own = " ".join(word for word in words if word not in _BETWEEN)
    return " ".join(words) if has_capital and not is_generic(own) else ""


def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in _TITLES


def _is_people_of_title(words: Sequence[str]) -> bool:
    """The `French` of "French President Ada Ruz" says whose president she is and is no part of her name."""
    return is_people(words[0].casefold()) and _is_title(words[1])


def _most_common(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))
