"""Nothing is lost: in: a draft and what became of its blocks, out: pieces that tile its part of the source."""

from __future__ import annotations

from collections.abc import Sequence

from generator.records import Draft, Piece, Span
from generator.refine.layout import Part
from generator.text.passages import spans_between

__all__ = ["LineNumbers", "account_for"]


class LineNumbers:
    """Says in which line, from 1, a character of a text stands. Quick when asked from the front to the back."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted = 0
        self._line = 1

    def at(self, offset: int) -> int:
        """Count the line breaks before an offset, from the last one that was asked for."""
        if offset < self._counted:
            self._line -= self._text.count("\n", offset, self._counted)
        else:
            self._line += self._text.count("\n", self._counted, offset)
        self._counted = offset
        return self._line


def account_for(draft: Draft, parts: Sequence[Part]) -> tuple[Piece, ...]:
    """
    Say of every character of a draft's extent what became of it.

    Text is `kept` or `removed` by a rule, fields and headlines are `metadata`, and what stands between, tags, fences
    and white space, is `markup`. The pieces are in order, touch each other and cover the extent.
    """
    claims = [Piece(span=span, role="metadata", rule="field") for span in draft.metadata]
    for part in parts:
        passage = part.block.passage
        claims.extend(_claim(span, part) for span in spans_between(passage, 0, len(passage.text)))
    pieces: list[Piece] = []
    position = draft.extent.start
    for claim in sorted(claims, key=_place):
        start = max(claim.span.start, position)
        if claim.span.end <= start:
            continue
        if start > position:
            pieces.append(Piece(span=Span(position, start), role="markup", rule="markup"))
        is_whole = start == claim.span.start
        pieces.append(claim if is_whole else Piece(span=Span(start, claim.span.end), role=claim.role, rule=claim.rule))
        position = claim.span.end
    if position < draft.extent.end:
        pieces.append(Piece(span=Span(position, draft.extent.end), role="markup", rule="markup"))
    return tuple(pieces)


def _place(piece: Piece) -> tuple[int, int]:
    return piece.span.start, piece.span.end


def _claim(span: Span, part: Part) -> Piece:
    if part.kind == "removed":
        return Piece(span=span, role="removed", rule=part.rule)
    if part.kind in ("title", "dateline"):
        return Piece(span=span, role="metadata", rule=part.kind)
    return Piece(span=span, role="kept", rule=part.kind)
