"""Languages: in: a text, out: the BCP 47 tag of the language it is most likely in, or `und`."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources
from itertools import chain

__all__ = ["detect_language", "function_words", "normal_tag"]

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),  # before Chinese: Japanese uses its characters too
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
"""Scripts that name a language well enough for splitting sentences; Latin and Cyrillic need words."""

_ANY_SCRIPT = re.compile("".join(script.pattern for _, script in _SCRIPTS).replace("][", ""))
_SHARE = 0.12
"""The part of a text's characters from which its script is told by them: names are quoted in other scripts."""

_SAMPLE = 1200
"""Characters; more of a text does not change the answer."""

_WORD = re.compile(r"[^\W\d_]+")

_FEWEST_HITS = 3
"""Function words it takes to name a language: below that, a headline's names decide by chance."""


def detect_language(text: str) -> str:
    """
    Name the language whose function words a text uses most; `und` when there are too few to tell.

    A table of function words ships with the package. Libraries that do this need a model in memory and over a
    second to load, as long as a whole build takes; for the length of a clipping the words are enough.

    >>> detect_language("The river rose and the town was cut off from the road for two days.")
    'en'
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        least = _SHARE * len(sample)
        if len(_ANY_SCRIPT.findall(sample)) > least:
            for tag, script in _SCRIPTS:
                if len(script.findall(sample)) > least:
                    return tag
    languages = _languages_of_words()
    known = filter(None, map(languages.get, _WORD.findall(sample.casefold())))
    scores = Counter(chain.from_iterable(known))
    best = max(scores, key=lambda tag: (scores[tag], tag), default="und")
    return best if scores[best] >= _FEWEST_HITS else "und"


def normal_tag(written: str) -> str | None:
    """
    Write a language tag the standard way (RFC 5646, 2.1.1); None for what is no tag.

    >>> normal_tag("EN_gb"), normal_tag("English")
    ('en-GB', None)
    """
    found = re.fullmatch(
        r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.].*)?", written.strip()
    )
    if not found:
        return None
    parts = (found[1].lower(), found[2].title() if found[2] else "", found[3].upper() if found[3] else "")
    return "-".join(part for part in parts if part)


@cache
def function_words() -> dict[str, tuple[str, ...]]:
    """List the commonest small words of each language, by its tag."""
    lines = resources.files("generator.text").joinpath("function_words.txt").read_text("utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {row[0]: tuple(row[1:]) for row in rows}


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    """Turn the table round: a text has fewer words than the table."""
    languages: dict[str, tuple[str, ...]] = {}
    for tag, words in function_words().items():
        for word in words:
            languages[word] = (*languages.get(word, ()), tag)
    return languages
