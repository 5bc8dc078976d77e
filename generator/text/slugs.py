"""Names as parts of an address: in: any title, out: lower-case ASCII words joined by hyphens."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

__all__ = ["make_slug", "make_story_id"]

_LONGEST = 60
"""Characters; long enough for a headline's sense, short enough for every file system and a line of mail."""

_UNFOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Latin letters that Unicode does not decompose."""

_SPOKEN = ((re.compile(r"(?<=\w)\+\+"), " plus plus"), (re.compile(r"(?<=\b\w)#"), " sharp"))
"""Signs that are part of a name: C++ and C# are not C."""

_ID_DIGITS = 8

_REMEMBERED = 1 << 16
"""Titles whose slug is not made again: all of a large site, which asks for each several times a build; some 15 MB."""


@lru_cache(_REMEMBERED)
def make_slug(title: str) -> str:
    """
    Write a title as one part of an address.

    Accents are dropped. A title without a single Latin letter or digit becomes `x-` and eight digits of its
    hash, so that every title has an address and equal titles have equal ones.

    >>> make_slug("Armenia, Azerbaijan: “Cease-Fire”?")
    'armenia-azerbaijan-cease-fire'
    >>> make_slug("停战"), make_slug("C++"), make_slug("C#")
    ('x-2731a6af', 'c-plus-plus', 'c-sharp')
    """
    folded = unicodedata.normalize("NFKD", title.casefold().translate(_UNFOLDED))
    for sign, spoken in _SPOKEN:
        folded = sign.sub(spoken, folded)
    ascii_only = re.sub(r"['’]", "", folded).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    if not words:
        return f"x-{hashlib.sha256(title.encode()).hexdigest()[:8]}"
    slug = "-".join(words)
    if len(slug) > _LONGEST:
        slug = slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
    return slug


def make_story_id(entry_id: str) -> str:
    """
    Name a story after the entry that was there first, so that later ones leave its address alone.

    Whoever knows the entries of a story knows with this every id it can have had.

    >>> make_story_id("0123456789ab")
    'd407ad90'
    """
    return hashlib.sha256(entry_id.encode()).hexdigest()[:_ID_DIGITS]
