"""The lines of a source and their fate: in: an entry's pieces, out: rows that account for every line, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from generator.publish.explain.rules import rule_in_words
from generator.records import Entry, Piece, PieceRole, Record, Span

__all__ = ["Row", "rows_of"]


class Row(Record, frozen=True, kw_only=True):
    """Neighbouring lines with one fate: a paragraph, or a run of lines that one rule claims."""

    first: int
    """Line of the source, from 1."""
    last: int
    role: PieceRole
    rule: str
    meaning: str
    """The rule in plain words."""
    text: str
    """White space folded."""
    count: int
    """How many stretches were put together."""


def rows_of(entry: Entry, text: str) -> tuple[Row, ...]:
    """
    Say of every line of an entry what became of it.

    A kept paragraph is one row, and so is each line of fields. Neighbouring removed lines of one rule are one row, and
    so is markup that fills whole lines; blank lines and markup within a line are left out.
    """
    starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]
    pieces = [
        part
        for piece in entry.pieces
        if piece.role != "markup"
        for part in (_cut_at_lines(piece, text, starts) if piece.role == "metadata" else (piece,))
    ]
    told = {line for piece in pieces for line in _lines_of(piece, starts)}
    markup = [
        part for piece in entry.pieces if piece.role == "markup" for part in _cut_at_lines(piece, text, starts, told)
    ]
    paragraph_starts = [
        paragraph.sentences[0].spans[0].start
        for paragraph in entry.paragraphs
        if paragraph.sentences and paragraph.sentences[0].spans
    ]

    def fate(piece: Piece) -> tuple[str, str, int]:
        number = {"kept": bisect_right(paragraph_starts, piece.span.start), "metadata": piece.span.start}
        return piece.role, piece.rule, number.get(piece.role, 0)

    ordered = sorted((*pieces, *markup), key=lambda piece: piece.span)
    return tuple(_row(list(group), text, starts) for _, group in groupby(ordered, key=fate))


def _row(pieces: Sequence[Piece], text: str, starts: Sequence[int]) -> Row:
    words = " ".join(" ".join(text[piece.span.start : piece.span.end] for piece in pieces).split())
    if pieces[0].role == "kept":  # what stands between its pieces is markup inside the paragraph
        words = " ".join("".join(_joined(pieces, text)).split())
    lines = [line for piece in pieces for line in (_lines_of(piece, starts)[0], _lines_of(piece, starts)[-1])]
    rule = pieces[0].rule
    return Row(
        first=min(lines),
        last=max(lines),
        role=pieces[0].role,
        rule=rule,
        meaning="read as fields" if (pieces[0].role, rule) == ("metadata", "field") else rule_in_words(rule),
        text=words,
        count=len(pieces),
    )


def _joined(pieces: Sequence[Piece], text: str) -> Iterator[str]:
    """Put the pieces of a paragraph together, with a blank where white space was between them."""
    end = pieces[0].span.start
    for piece in pieces:
        if any(character.isspace() for character in text[end : piece.span.start]):
            yield " "
        yield text[piece.span.start : piece.span.end]
        end = piece.span.end


def _lines_of(piece: Piece, starts: Sequence[int]) -> range:
    last = max(piece.span.start, piece.span.end - 1)
    return range(bisect_right(starts, piece.span.start), bisect_right(starts, last) + 1)


def _cut_at_lines(piece: Piece, text: str, starts: Sequence[int], leave_out: Collection[int] = ()) -> Iterator[Piece]:
    """Cut a piece into its lines, those aside that are blank or left out."""
    for line in _lines_of(piece, starts):
        start = max(starts[line - 1], piece.span.start)
        end = min(starts[line] if line < len(starts) else len(text), piece.span.end)
        if line not in leave_out and text[start:end].strip():
            yield Piece(span=Span(start, end), role=piece.role, rule=piece.rule)
