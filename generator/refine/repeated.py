"""Lines repeated across clippings: in: all clippings, out: the same without what an outlet puts on every page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from generator.recall import Recall
from generator.records import Clipping, Entry, Paragraph, Piece, Removed
from generator.refine.head import ends_sentence
from generator.refine.site_names import fold

__all__ = ["RULE", "drop_lines_again", "drop_repeated_lines"]

RULE = "repeated-across-clippings"

_FEWEST = 3
"""Articles of one outlet that must carry a line before it is the outlet's and not the articles'."""

_SHARE_FOR_SENTENCES = 0.05
"""Of an outlet's articles that must carry a line that is a sentence: "The cause is not known." is true of several."""

_LONGEST_WORDS = 25
"""Longer paragraphs are background that articles share, and news; never furniture, as far as one can tell."""

_SHORT_WORDS = 8
"""A line of so many words without the end of a sentence may stand anywhere; others at the head or foot alone."""

_HEAD, _FOOT = 2, 4
"""Paragraphs from either end of an article that a site's own lines may stand in."""

_Place = tuple[str, str]
"""An outlet or a folder, and a line."""


def drop_repeated_lines(clippings: Sequence[Clipping], recall: Recall | None = None) -> tuple[Clipping, ...]:
    """
    Remove the paragraphs that three or more articles of one outlet carry word for word, at their head or foot.

    Articles of an outlet that nobody knows are compared within their folder. Copies of one article count once, and so
    do articles of one title and day. Headings, items of lists, credits and captions are never removed, nor is the last
    paragraph of prose of an article. Sentences keep their numbers, which are their anchors. A clipping without such a
    line is returned as it came, the same object, and one with the same lines as when `recall` last saw it as it was
    returned then; the outcome does not depend on the order of clippings.
    """
    recall = recall or Recall(keeps=False)
    carriers: defaultdict[_Place, set[tuple[str, str]]] = defaultdict(set)
    sizes: defaultdict[str, int] = defaultdict(int)
    for clipping in clippings:
        for entry in clipping.entries:
            group = _group_of(entry)
            sizes[group] += 1
            for line in {text for _, text in _candidates(entry)}:
                carriers[group, line].add((_main_words(entry, line), f"{entry.title.value}\n{entry.dating.day}"))
    repeated = {
        place
        for place, found in carriers.items()
        if len(found) >= _FEWEST and _is_often(found, _needed(place[1], sizes[place[0]]))
    }
    return tuple(_without(clipping, repeated, recall) for clipping in clippings) if repeated else tuple(clippings)


def drop_lines_again(entry: Entry, before: Entry) -> Entry:
    """Remove from an entry that was just edited what was found repeated in it before; no other clipping is asked."""
    group = _group_of(entry)
    repeated = {(group, one.text) for one in before.removed if one.rule == RULE}
    return _strip(entry, _repeated_lines(entry, repeated))


def _needed(line: str, size: int) -> int:
    return max(_FEWEST, int(_SHARE_FOR_SENTENCES * size)) if ends_sentence(line) else _FEWEST


def _is_often(found: Collection[tuple[str, str]], needed: int) -> bool:
    """Count articles that differ in their text as well as in title or day."""
    return len({text for text, _ in found}) >= needed and len({head for _, head in found}) >= needed


def _group_of(entry: Entry) -> str:
    if entry.outlet:
        return f"outlet:{fold(entry.outlet.value)}"
    return f"folder:{entry.path.rpartition('/')[0]}"


def _candidates(entry: Entry) -> Iterator[tuple[int, str]]:
    """Give the numbers and texts of the paragraphs that may be a site's own."""
    last = len(entry.paragraphs)
    for number, paragraph in enumerate(entry.paragraphs):
        if paragraph.kind != "paragraph" or sum(len(one.text) for one in paragraph.sentences) > 10 * _LONGEST_WORDS:
            continue
        text = " ".join(one.text for one in paragraph.sentences)
        words = text.count(" ") + 1
        is_edge = number < _HEAD or number >= last - _FOOT
        if words <= _LONGEST_WORDS and (is_edge or (words <= _SHORT_WORDS and not ends_sentence(text))):
            yield number, text


def _main_words(entry: Entry, line: str) -> str:
    """Tell an article from others by its longest sentence; empty when that is the line itself."""
    longest = max((one.text for paragraph in entry.paragraphs for one in paragraph.sentences), key=len, default="")
    return "" if longest in line else longest


def _without(clipping: Clipping, repeated: Collection[_Place], recall: Recall) -> Clipping:
    lines = tuple(tuple(_repeated_lines(entry, repeated).items()) for entry in clipping.entries)
    if not any(lines):
        return clipping

    def strip() -> Clipping:
        entries = (_strip(entry, dict(dropped)) for entry, dropped in zip(clipping.entries, lines, strict=True))
        return msgspec.structs.replace(clipping, entries=tuple(entries))

    return recall.made(("stripped", clipping.path), (clipping, lines), strip)


def _repeated_lines(entry: Entry, repeated: Collection[_Place]) -> dict[int, str]:
    """Give the numbers and texts of the paragraphs to remove: none where no prose would be left."""
    group = _group_of(entry)
    dropped = {number: text for number, text in _candidates(entry) if (group, text) in repeated}
    prose = (number for number, paragraph in enumerate(entry.paragraphs) if paragraph.kind == "paragraph")
    return dropped if any(number not in dropped for number in prose) else {}


def _strip(entry: Entry, dropped: Mapping[int, str]) -> Entry:
    if not dropped:
        return entry
    kept = tuple(paragraph for number, paragraph in enumerate(entry.paragraphs) if number not in dropped)
    numbers = {sentence.number for paragraph in kept for sentence in paragraph.sentences}
    removed = [Removed(text=text, rule=RULE, line=entry.paragraphs[number].line) for number, text in dropped.items()]
    return msgspec.structs.replace(
        entry,
        paragraphs=kept,
        removed=tuple(sorted((*entry.removed, *removed), key=lambda one: one.line)),
        pieces=_mark_removed(entry, dropped),
        claims=tuple(claim for claim in entry.claims if claim.number in numbers),
    )


def _mark_removed(entry: Entry, dropped: Mapping[int, str]) -> tuple[Piece, ...]:
    """Tell of the stretches of the source that were dropped what became of them; the tiling stays as it is."""
    stretches = [_stretch_of(entry.paragraphs[number]) for number in dropped]
    return tuple(
        Piece(span=piece.span, role="removed", rule=RULE)
        if piece.role == "kept" and any(start < piece.span.end and piece.span.start < end for start, end in stretches)
        else piece
        for piece in entry.pieces
    )


def _stretch_of(paragraph: Paragraph) -> tuple[int, int]:
    spans = [span for sentence in paragraph.sentences for span in sentence.spans]
    return min(span.start for span in spans), max(span.end for span in spans)
