"""Names as parts of an address: in: any title, out: lower-case ASCII words joined by hyphens."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from generator.records import Entry

__all__ = ["make_slug", "make_story_id", "slug_of_entry"]

_LONGEST = 60
"""Characters; long enough for a headline's sense, short enough for every file system and a line of mail."""

_UNFOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Latin letters that Unicode does not decompose."""

_SPOKEN = ((re.compile(r"(?<=\w)\+\+"), " plus plus"), (re.compile(r"(?<=\b\w)#"), " sharp"))
"""Signs that are part of a name: C++ and C# are not C."""

_ID_DIGITS = 8

_LEAST_WORDS = 3
"""Of an address that tells what it leads to; `news/article` does not."""

_PROSE = frozenset({"paragraph", "standfirst", "item", "quote"})

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


def slug_of_entry(entry: Entry) -> str:
    """
    Name an entry, as a part of an address, by what stays when somebody gives it another headline or moves its file.

    These are the words at the end of the original's address, where there are some, else those that its text begins
    with; only what has neither is named by its headline.
    """
    if entry.url and (words := _words_of_address(entry.url.value)):
        return make_slug(words)
    prose = (one.sentences for one in entry.paragraphs if one.kind in _PROSE and one.sentences)
    opening = next((sentences[0].text for sentences in prose), "")
    return make_slug(opening or entry.title.value)


def _words_of_address(address: str) -> str:
    """
    Give the words that an address ends in, numbers and file endings left out; empty for fewer than a headline has.

    >>> _words_of_address("https://example.org/2031/03/dam-gives-way-at-tarn-48213.html")
    'dam gives way at tarn'
    >>> _words_of_address("https://example.org/story?id=7")
    ''
    """
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ""
    last = re.sub(r"\.[a-zA-Z]{2,5}$", "", path.rstrip("/").rpartition("/")[2])
    words = [word for word in re.split(r"[-_+\s]+", last) if word and not any(letter.isdigit() for letter in word)]
    return " ".join(words) if len(words) >= _LEAST_WORDS else ""


def make_story_id(entry_id: str) -> str:
    """
    Name a story after the entry that was there first, so that later ones leave its address alone.

    Whoever knows the entries of a story knows with this every id it can have had.

    >>> make_story_id("0123456789ab")
    'd407ad90'
    """
    return hashlib.sha256(entry_id.encode()).hexdigest()[:_ID_DIGITS]
