"""Text fragments: in: an entry and a sentence's number, out: words that lead a browser to that sentence alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from generator.once import once_per_object
from generator.publish.rights import kept_sentences
from generator.records import Entry, Record, Sentence

__all__ = ["Fragment", "find_fragment", "spell_fragment"]

_WHOLE_SENTENCE = 60
"""Characters up to which a sentence is named in full; a longer one by its beginning and its end, as browsers do."""

_FEWEST_WORDS = 4
_FEWEST_CHARACTERS = 20
"""What a beginning and an end hold at least: less is likely to stand in a menu of the page too."""

_WORD = re.compile(r"\S+")

_CLAUSE = re.compile(r"[^\s，、。：；！？…]+[，、。：；！？…」』”’）》]*|[，、。：；！？…]+")
"""Text without blanks is cut behind its marks: a browser takes every place beside a mark for the edge of a word."""

_WITHOUT_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that are written without blanks: Thai, Lao, Burmese, Khmer, kana, Han."""

_IGNORED = re.compile("[\\s\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
"""White space, which stands differently on the page, and marks that no search in a page minds."""

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "״": '"'})


class Fragment(Record, frozen=True, kw_only=True):
    """
    A text directive: `[prefix-,]start[,end][,-suffix]`, each as printed.

    *Source*: https://wicg.github.io/scroll-to-text-fragment/#syntax
    """

    start: str
    end: str = ""
    """Empty when `start` is the whole sentence, which then has to stand in one block of the page."""
    prefix: str = ""
    """What stands right before, blanks and borders of blocks aside; empty where it is not needed."""
    suffix: str = ""
    """What stands right behind."""


@once_per_object
def find_fragment(entry: Entry, number: int) -> Fragment | None:
    """
    Choose the shortest words that lead to a sentence and nowhere else in all that is known of the page.

    That is the headline, what was kept and what was removed. Case, accents, white space and the form of quotation
    marks are no difference, since browsers overlook them. None when there is no such sentence, or when the same words
    stand twice between the same neighbours.
    """
    page = _page_of(entry)
    place = next((place for place, one in enumerate(page.sentences) if one.number == number), None)
    if place is None or not page.sentences[place].text.strip():
        return None
    wanted = page.places[number]
    return next((one for one in _candidates(page.sentences, place) if _first_match(page.folded, one) == wanted), None)


def spell_fragment(fragment: Fragment) -> str:
    """
    Write a directive as an address holds it, behind `:~:`.

    Hyphens, commas and ampersands are part of the syntax, and therefore escaped inside the words.

    >>> spell_fragment(Fragment(start="Cease-fire, now", end="said.", prefix="R&D"))
    'text=R%26D-,Cease%2Dfire%2C%20now,said.'
    """
    parts = (
        f"{_escape(fragment.prefix)}-" if fragment.prefix else "",
        _escape(fragment.start),
        _escape(fragment.end),
        f"-{_escape(fragment.suffix)}" if fragment.suffix else "",
    )
    return f"text={','.join(part for part in parts if part)}"


class _OriginalPage(NamedTuple):
    """What is known of an original."""

    sentences: tuple[Sentence, ...]
    folded: str
    """All of its text as a browser's search compares it."""
    places: dict[int, tuple[int, int]]
    """Where each sentence stands in it, by number."""


@once_per_object
def _page_of(entry: Entry) -> _OriginalPage:
    # An inferred headline is the first sentence again, and stands on no page.
    folded = "" if entry.title.is_guess else _fold(entry.title.value)
    sentences = tuple(kept_sentences(entry))
    places = {}
    for sentence in sentences:
        text = _fold(sentence.text)
        places[sentence.number] = (len(folded), len(folded) + len(text))
        folded += text
    return _OriginalPage(sentences, folded + "".join(_fold(one.text) for one in entry.removed), places)


def _candidates(sentences: tuple[Sentence, ...], place: int) -> Iterator[Fragment]:
    """List ways to name a sentence, the plainest first: alone, with its neighbours' nearest words, with all of them."""
    text = sentences[place].text.strip()
    ways = tuple(_ways(text))
    if len(text) >= _FEWEST_CHARACTERS:
        yield from ways
    before = sentences[place - 1].text if place else ""
    behind = sentences[place + 1].text if place + 1 < len(sentences) else ""
    for words in (3, 8, 1000):
        prefix, suffix = _last_words(before, words), _first_words(behind, words)
        for way in ways:
            if prefix:
                yield Fragment(start=way.start, end=way.end, prefix=prefix)
            if suffix:
                yield Fragment(start=way.start, end=way.end, suffix=suffix)
            if prefix and suffix:
                yield Fragment(start=way.start, end=way.end, prefix=prefix, suffix=suffix)
    if len(text) < _FEWEST_CHARACTERS:
        yield from ways


def _ways(text: str) -> Iterator[Fragment]:
    """A short sentence whole; a long one by ever more of its beginning and its end, and at last whole too."""
    if len(text) > _WHOLE_SENTENCE:
        words = _words(text)
        fewest = 1 if _WITHOUT_BLANKS.search(text) else _FEWEST_WORDS
        for count in range(fewest, len(words) // 2 + 1):
            start, end = text[: words[count - 1][1]], text[words[-count][0] :]
            if min(len(start), len(end)) >= _least(text):
                yield Fragment(start=start, end=end)
    yield Fragment(start=text)


def _least(text: str) -> int:
    """How many characters say enough: a sign of Han or kana says more than a letter."""
    return _FEWEST_CHARACTERS // 4 if _WITHOUT_BLANKS.search(text) else _FEWEST_CHARACTERS


def _words(text: str) -> list[tuple[int, int]]:
    """List where words begin and end; of text without blanks, its clauses."""
    pattern = _CLAUSE if _WITHOUT_BLANKS.search(text) else _WORD
    return [found.span() for found in pattern.finditer(text)]


def _last_words(text: str, count: int) -> str:
    words = _words(text)
    return text[words[-count if count <= len(words) else 0][0] : words[-1][1]] if words else ""


def _first_words(text: str, count: int) -> str:
    words = _words(text)[:count]
    return text[words[0][0] : words[-1][1]] if words else ""


def _first_match(page: str, fragment: Fragment) -> tuple[int, int] | None:
    """
    Find what a fragment names in a folded page; None unless it can begin in one place only.

    More is taken for a match here than in a browser, which looks at the edges of words too. So what is unique here
    is unique there.
    """
    prefix, start, end, suffix = (
        _fold(part) for part in (fragment.prefix, fragment.start, fragment.end, fragment.suffix)
    )
    head = prefix + start + ("" if end else suffix)
    at = page.find(head)
    if not start or at < 0 or page.find(head, at + 1) >= 0:
        return None
    begin = at + len(prefix)
    if not end:
        return begin, begin + len(start)
    stop = page.find(end + suffix, begin + len(start))
    return (begin, stop + len(end)) if stop >= 0 else None


def _fold(text: str) -> str:
    """Write a text as a browser's search compares it, or more coarsely."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
        accents = {ord(letter): None for letter in set(text) if unicodedata.combining(letter)}
        text = text.translate(accents)
    return _IGNORED.sub("", text.casefold())


def _escape(text: str) -> str:
    return quote(text, safe="", errors="replace").replace("-", "%2D")
