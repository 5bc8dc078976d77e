"""Titles: in: what a draft calls itself, or its first sentence, out: one line to print, marked when it was inferred."""

from __future__ import annotations

import re

from generator.records import Draft, Evidence, Finding
from generator.refine import fields

__all__ = ["fold", "infer_title", "is_same_line", "title_from_fields"]

_NO_TITLE = frozenset({"unknown", "untitled", "none", "null", "no title"})

_LONGEST = 200
"""Characters of an inferred title: a long sentence still says what happened; beyond that it is cut at a word."""

_ROOMY = 120
"""Characters from which an inferred title is better without its trailing participle clause."""

_PARTICIPLE_CLAUSE = re.compile(r", (?:\w+ly )?\w{2,}ing\b.*$")
"""`, causing …`, `, saying …`: what follows from the news, not the news (English only)."""

_SUFFIX = re.compile(r"\s*(?:\s[|–—-]|｜|\|)\s*([^|｜–—]{2,60})$")


def title_from_fields(draft: Draft, outlet_names: tuple[str, ...]) -> Finding | None:
    """
    Take the title a source gives itself, without the name of its site behind it.

    `outlet_names` are the names the outlet goes by: only those are split off, because ` – ` is part of many titles.
    """
    for given in fields.find_fields(draft, fields.TITLE):
        title = _without_site(given.value, outlet_names)
        if title and title.casefold() not in _NO_TITLE:
            return Finding(value=title, evidence=Evidence(rule="field", quote=given.quote))
    return None


def infer_title(sentence: str) -> Finding:
    """
    Make a title of a first sentence: its words, without the full stop.

    >>> infer_title("The dam held.").value
    'The dam held'
    """
    title = sentence.rstrip(" .。")
    if len(title) > _ROOMY:
        title = _PARTICIPLE_CLAUSE.sub("", title)
    if len(title) > _LONGEST:
        title = title[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:–—-") + " …"
    return Finding(value=title, evidence=Evidence(rule="first-sentence", quote=sentence[:200]), is_guess=True)


def fold(line: str) -> str:
    """Reduce a line to what makes it the same headline: its letters and digits, small."""
    return re.sub(r"[\W_]+", "", line.casefold())


def is_same_line(line: str, title: str) -> bool:
    """Say whether a line is a headline again, a site's name behind either of them aside."""
    one, other = fold(line), fold(title)
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    return one == other or (longer.startswith(shorter) and len(shorter) > max(20, 0.7 * len(longer)))


def _without_site(title: str, outlet_names: tuple[str, ...]) -> str:
    found = _SUFFIX.search(title)
    if found and any(fold(found[1]) == fold(name) for name in outlet_names):
        return title[: found.start()].strip()
    return title
