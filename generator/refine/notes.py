"""Draft -> EditorsNote: in: a draft that says it is the editor's own, out: its words, its places, its footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal

from generator.diagnostics import Diagnostic, diagnose
from generator.records import Draft, EditorsNote, NoteFootnote, NotePlace, Piece, PieceRole, Record, Span
from generator.refine import fields
from generator.refine.accounting import LineNumbers
from generator.refine.note_text import Called, Defined, NoteText, read_note_text
from generator.refine.outlets import find_url
from generator.refine.unpublished import why_unpublished

__all__ = ["KEPT_AS", "FoundNote", "find_note", "is_note"]

KEPT_AS = "editors-note"
"""What the ledger says of a line that is the editor's."""

_PLACES: tuple[Literal["day", "story", "topic"], ...] = ("day", "story", "topic")

_Fate = tuple[PieceRole, str]
_KEPT: _Fate = ("kept", KEPT_AS)
_METADATA: _Fate = ("metadata", "footnote")
_MARKUP: _Fate = ("markup", "markup")

_SUFFIXES = frozenset({"", ".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"})

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")

_DEFINITION = re.compile(
    r"""<?(?P<clipping>.*?)>?(?:[\s:,–—]+["“„«](?P<passage>.+)["”“»][\s.]*)?""",
    re.S,
)
"""A clipping, then, in quotation marks, the passage that is meant."""


class FoundNote(Record, frozen=True, kw_only=True):
    """An editor's note, and what is amiss with it as far as it alone can tell."""

    note: EditorsNote
    diagnostics: tuple[Diagnostic, ...]


def is_note(draft: Draft) -> bool:
    """
    Say whether a draft is the editor's own: `kind: note`, and no address of its own, which a clipping of a note that
    somebody published has.
    """
    kind = fields.find_field(draft, ("kind",))
    if kind is None or kind.value.casefold() != "note" or PurePosixPath(draft.path).suffix.lower() not in _SUFFIXES:
        return False
    return find_url(draft) is None


def find_note(draft: Draft, text: str) -> FoundNote:
    """
    Read a draft for which `is_note` holds; `text` is its decoded source.

    *Diagnostics*: `note-unplaced` for a note without a place, `note-footnote-loose` for a footnote that is called but
    not defined, or defined but not called.
    """
    start = _body_start(draft, text)
    body = read_note_text(text[start:])
    lines = LineNumbers(text)
    places = tuple(_places(draft, lines))
    headline = fields.find_field(draft, ("headline", "title"))
    author = fields.find_field(draft, fields.AUTHOR)
    first_line = lines.at(start)
    called = {one.label for one in body.called}
    note = EditorsNote(
        path=draft.path,
        sha256=draft.sha256,
        places=places,
        headline=headline.value if headline else "",
        author=", ".join(author.values) if author else "",
        blocks=body.blocks,
        footnotes=tuple(_footnote(one, first_line) for one in _first_of_each(body) if one.label in called),
        pieces=_account_for(text, start, body.defined),
        unpublished=why_unpublished(draft),
    )
    found = [*_loose(draft, body, first_line), *(() if places else (_unplaced(draft),))]
    return FoundNote(note=note, diagnostics=(*draft.diagnostics, *found))


def _places(draft: Draft, lines: LineNumbers) -> Iterator[NotePlace]:
    for kind in _PLACES:
        for given in fields.find_fields(draft, (kind,)):
            line = lines.at(given.field.span.start)
            yield from (NotePlace(kind=kind, name=value, line=line) for value in given.values)


def _body_start(draft: Draft, text: str) -> int:
    """Find where the head of fields ends."""
    position = 0
    for span in sorted(draft.metadata):
        if text[position : span.start].strip("\ufeff \t\r\n"):
            break
        position = span.end
    return position


def _first_of_each(body: NoteText) -> Iterator[Defined]:
    """Give the definitions, of those with the same label the first."""
    firsts: dict[str, Defined] = {}
    for one in body.defined:
        firsts.setdefault(one.label, one)
    yield from firsts.values()


def _footnote(defined: Defined, first_line: int) -> NoteFootnote:
    parts = _DEFINITION.fullmatch(defined.text)
    return NoteFootnote(
        label=defined.label,
        clipping=(parts["clipping"] if parts else defined.text).strip(" `"),
        passage=(parts["passage"] or "").strip() if parts else "",
        line=first_line + defined.lines.start,
    )


def _account_for(text: str, start: int, defined: tuple[Defined, ...]) -> tuple[Piece, ...]:
    """Say of every line whose it is: fields, the editor's words, definitions of footnotes, or nothing."""
    pieces = [Piece(span=Span(0, start), role="metadata", rule="field")] if start else []
    of_footnotes = {line for one in defined for line in range(one.lines.start, one.lines.end)}
    for number, line in enumerate(_LINE.finditer(text, start)):
        role, rule = _METADATA if number in of_footnotes else _KEPT if line[0].strip() else _MARKUP
        begin = line.start()
        if pieces and (pieces[-1].role, pieces[-1].rule) == (role, rule):
            begin = pieces.pop().span.start
        pieces.append(Piece(span=Span(begin, line.end()), role=role, rule=rule))
    return tuple(pieces)


def _loose(draft: Draft, body: NoteText, first_line: int) -> Iterator[Diagnostic]:
    defined, called = {one.label for one in body.defined}, {one.label for one in body.called}
    loose: list[tuple[Called | Defined, str]] = [
        *((one, "is called but nothing defines it") for one in body.called if one.label not in defined),
        *((one, "is defined but nothing calls it") for one in body.defined if one.label not in called),
    ]
    for one, what in loose:
        line = one.line if isinstance(one, Called) else one.lines.start
        yield diagnose(
            "note-footnote-loose",
            draft.path,
            f"the footnote [^{one.label}] {what}",
            hint="write [^a] in the text and, on a line of its own, [^a]: clips/flood.md, with or without a passage in "
            "quotation marks behind it",
            line=first_line + line,
        )


def _unplaced(draft: Draft) -> Diagnostic:
    return diagnose(
        "note-unplaced",
        draft.path,
        "it is an editor's note but says neither day: nor story: nor topic:, so it is printed nowhere",
        hint="add a line such as day: 2026-03-03, story: clips/flood.md or topic: Climate to its front matter; if it "
        "is a clipping, take kind: note out",
    )
