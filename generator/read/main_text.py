"""The main text of a whole page: in: its HTML and the blocks read from it, out: which blocks belong to the article."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.records import Block, Record

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["align", "extract_lines", "parse", "share_found"]

_GRAM = 4
"""Words of a run by which a block is found again; shorter blocks must equal a line."""

_SHARE = 0.6
"""Of a block's runs, how many must stand in the extracted text: it may have lost a link or a footnote sign."""

_WORD = re.compile(r"\w+")


class _Place(Record, frozen=True, kw_only=True):
    """Where a block may stand in the extracted text."""

    block: int
    start: int
    """In words of the extracted text."""
    weight: int
    """Words of the block found there."""


def parse(markup: str) -> HtmlElement | None:
    """
    Parse a page for the libraries that want a tree; None when it holds none.

    As bytes, because a text with an encoding declaration is refused (lxml, "Python unicode strings").
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def extract_lines(tree: HtmlElement) -> list[str] | None:
    """
    List the lines that trafilatura takes for the article, favouring precision; None when it finds none.

    It is a matter of judgement by rules for many thousands of sites (Barbaresi 2021), better than any other library
    on news (F1 .93 where the next has .90). *Errors*: whatever it raises on a page counts as finding nothing: it
    calls a dozen parsers of its own on input that nobody has checked.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            tree, fast=True, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:  # noqa: BLE001 - see above: it promises nothing
        return None
    text = (found.get("text") if isinstance(found, dict) else found.text) if found else None
    return text.splitlines() if text else None


def align(blocks: Sequence[Block], lines: Sequence[str]) -> frozenset[int]:
    """
    Find the blocks that stand in the extracted lines: their numbers.

    Both are in the page's order, so the heaviest chain of places that runs forward in both is taken: a word of the
    menu that equals a cross-head stands before the first paragraph, and stays out. Blocks and lines need not be cut
    alike: a block is found by its runs of four words, wherever the lines end.
    """
    words: list[str] = []
    line_starts: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for line in lines:
        own = _words(line)
        if own:
            line_starts[tuple(own)].append(len(words))
        words.extend(own)
    grams: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - _GRAM + 1):
        grams[tuple(words[at : at + _GRAM])].append(at)
    places = []
    for number, block in enumerate(blocks):
        places.extend(_places(number, _words(block.passage.text), line_starts, grams))
    return frozenset(place.block for place in _heaviest_chain(places))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _places(
    number: int,
    own: list[str],
    line_starts: dict[tuple[str, ...], list[int]],
    grams: dict[tuple[str, ...], list[int]],
) -> list[_Place]:
    if len(own) <= _GRAM:
        return [_Place(block=number, start=at, weight=len(own)) for at in line_starts.get(tuple(own), ())]
    starts: defaultdict[int, int] = defaultdict(int)
    hits = 0
    for at in range(len(own) - _GRAM + 1):
        found = grams.get(tuple(own[at : at + _GRAM]), ())
        hits += bool(found)
        for place in found:
            starts[place - at] += 1
    if hits < _SHARE * (len(own) - _GRAM + 1):
        return []
    best = max(starts.values())
    return [
        _Place(block=number, start=start, weight=hits + _GRAM - 1) for start, count in starts.items() if count == best
    ]


def _heaviest_chain(places: Sequence[_Place]) -> list[_Place]:
    """
    Choose places with rising block numbers and rising starts that weigh most together.

    A Fenwick tree over the starts would be faster still; a list of best sums by start, kept rising in both, is short
    and takes `n log n` as well.
    """
    starts: list[int] = []
    sums: list[int] = []
    ends: list[tuple[_Place, object] | None] = []
    by_block: defaultdict[int, list[_Place]] = defaultdict(list)
    for place in places:
        by_block[place.block].append(place)
    for block in sorted(by_block):
        found = []
        for place in by_block[block]:
            before = bisect_left(starts, place.start) - 1
            total = place.weight + (sums[before] if before >= 0 else 0)
            found.append((place, total, (place, ends[before] if before >= 0 else None)))
        for place, total, chain in found:
            at = bisect_left(starts, place.start)
            if at and sums[at - 1] >= total:
                continue
            stop = at
            while stop < len(starts) and sums[stop] <= total:
                stop += 1
            starts[at:stop], sums[at:stop], ends[at:stop] = [place.start], [total], [chain]
    chosen: list[_Place] = []
    link: object = ends[-1] if ends else None
    while isinstance(link, tuple):
        chosen.append(link[0])
        link = link[1]
    return chosen


def share_found(text: str, others: Sequence[str]) -> float:
    """Say which part of a text's runs of four words stands in the others, 0 to 1; 0 for a text of fewer words."""
    runs = _runs(text)
    found = frozenset(run for other in others for run in _runs(other))
    return sum(run in found for run in runs) / len(runs) if runs else 0.0


def _runs(text: str) -> list[tuple[str, ...]]:
    own = _words(text)
    return [tuple(own[at : at + _GRAM]) for at in range(len(own) - _GRAM + 1)]
