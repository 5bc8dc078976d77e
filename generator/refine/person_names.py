"""Names of people: in: a field or a credit as written, out: the names in it, without roles, addresses and nobodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from generator.refine.tables import load_table

__all__ = ["is_role", "names_in"]

_JOINED = re.compile(r"\s*[;,/|、，；·]\s*|\s+(?:and|und|et|y|e|en|og|och|ve|и|i|та|with|&)\s+|\s*和\s*")
_MAIL_FIRST = re.compile(r"^\s*\S+@\S+\.\S+\s+\((?P<name>[^()]+)\)\s*$")
"""RSS 2.0 writes authors that way: `ida@example.org (Ida Holm)`."""

_NO_NAME = re.compile(
    r"<[^>]*>|\(?\S+@\S+\.\S+\)?|\[\[|\]\]|https?://\S+|\b[\w-]+(?:\.[\w-]+)+/\S*|\((?:she|he|they)/\w+\)"
)
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ])(?:(?:Web|Staff|Senior|News|Chief|Deputy|Managing|Contributing|Associate|Special|Online|Digital|"
    r"Political|Sports|Business)\s?)*(?:Editor|Writer|Reporter|Correspondent|Journalist|Contributor)s?\b.*$"
)
"""A role that a page set in a line of its own: `Ida HolmWeb Editor`."""


@lru_cache(maxsize=1024)
def names_in(written: str) -> tuple[str, ...]:
    """
    Take the names out of a field or a credit: no `By`, no brackets, no addresses, no roles, nobody called Unknown.

    >>> names_in("By [[Ida Holm]], Staff Writer, and Per Lund <per@example.org>")
    ('Ida Holm', 'Per Lund')
    """
    if mail := _MAIL_FIRST.match(written):
        written = mail["name"]
    text = _NO_NAME.sub(" ", written)
    text = _before_names().sub("", " ".join(text.split()), count=1)
    return tuple(dict.fromkeys(_names(text)))


def _names(text: str) -> Iterator[str]:
    parts = _JOINED.split(text)
    for number, part in enumerate(parts):
        is_last = number > 1 and number == len(parts) - 1
        if is_last and is_role(parts[number - 1]) and not part.startswith("and "):
            return  # By Ida Holm, Staff Writer, The Northline
        name = _GLUED.sub("", part)
        name = re.sub(r"\s*\([^()]*\)|^and\s+", "", name.strip(" .\"'[]()“”"), flags=re.I)
        name = _before_names().sub("", " ".join(name.split()).strip(" .\"'"), count=1)
        bare = name.casefold().replace(".", "")
        if len(name) > 1 and name.casefold() not in _nobody() and bare not in _behind_names() and not is_role(name):
            yield name


def is_role(words: str) -> bool:
    """
    Say whether words are what somebody does and not who they are: `Staff Writer`, `Reporter at The Northline`.

    >>> is_role("Senior Political Correspondent"), is_role("Jane Reporter")
    (True, False)
    """
    start = re.split(r"\s+(?:at|for|in)\s+", words.casefold(), maxsplit=1)[0].replace(",", " ").split()
    return bool(start) and all(word in _roles() for word in start) and any(word in _jobs() for word in start)


@cache
def _before_names() -> re.Pattern[str]:
    table = load_table("people")
    verbs = _any_of([*table["before_authors"], *table["before_contributors"]])
    labels = _any_of([*table["labels_of_authors"], *table["labels_of_contributors"]])
    short = _any_of([one for one in table["short_before_authors"] if one != "de"])  # `de` begins names in fields
    return re.compile(rf"^(?:(?i:{verbs})\s+(?=\S)|(?i:{labels})\s*[:：]\s*|(?:{short})\s+(?=[^\W\d_]+\s+\S))")


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda one: (-len(one), one)))


@cache
def _nobody() -> frozenset[str]:
    return frozenset(load_table("people")["nobody"])


@cache
def _roles() -> frozenset[str]:
    return frozenset(load_table("people")["roles"])


@cache
def _jobs() -> frozenset[str]:
    return frozenset(load_table("people")["jobs"])


@cache
def _behind_names() -> frozenset[str]:
    return frozenset(load_table("people")["behind_names"])
