"""The editor's notes as pages show them: in: notes and the markers of their footnotes, out: views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.config import Config
from generator.publish.footnotes import Marker
from generator.publish.labels import label_of_note
from generator.publish.web_links import web_link
from generator.records import Editorial, NoteBlock, NoteInline, Record

__all__ = ["EditorHeadlineView", "EditorialView", "InlineView", "NoteBlockView", "editor_headline", "editorial_views"]


class InlineView(Record, frozen=True, kw_only=True):
    """A stretch of the editor's text; kinds as in `NoteInline`."""

    kind: str
    text: str
    href: str
    """Of a link to the web; empty where only its words are printed."""
    inlines: tuple[InlineView, ...]
    markers: tuple[Marker, ...]
    """Of a footnote; empty where it leads nowhere, which the page shows."""


class NoteBlockView(Record, frozen=True, kw_only=True):
    """A unit of the editor's text; kinds as in `NoteBlock`."""

    kind: str
    number: int
    inlines: tuple[InlineView, ...]
    blocks: tuple[NoteBlockView, ...]


class EditorialView(Record, frozen=True, kw_only=True):
    """
    An editor's note. Print headline, author and text each inside an element with `data-note="{{ path }}"`, and nothing
    but markers beside them there: `dayfold verify` compares them with the note.
    """

    path: str
    headline: str
    """Empty when it has none, or when it stands above the story."""
    author: str
    blocks: tuple[NoteBlockView, ...]
    waits: str
    """As in `HeadlineView`."""


class EditorHeadlineView(Record, frozen=True, kw_only=True):
    """The headline that an editor gives a story."""

    path: str
    """Of the note that does."""
    text: str
    waits: str
    """As in `HeadlineView`."""


def editor_headline(notes: Iterable[Editorial], config: Config) -> EditorHeadlineView | None:
    """Take the headline of the first note that has one."""
    note = next((one.note for one in notes if one.note.headline), None)
    if note is None:
        return None
    return EditorHeadlineView(path=note.path, text=note.headline, waits=label_of_note(note, config))


def editorial_views(
    notes: Iterable[Editorial],
    calls: Iterable[Sequence[tuple[Marker, ...]]],
    config: Config,
    above: EditorHeadlineView | None = None,
) -> tuple[EditorialView, ...]:
    """
    Show notes; `calls` are the markers of each, as in `Footnoted`, and `above` the headline that is shown elsewhere.

    A note that is nothing but that headline is not shown again.
    """
    views = []
    for one, markers in zip(notes, calls, strict=True):
        is_above = above is not None and one.note.path == above.path
        if one.note.blocks or not is_above:
            views.append(_view(one, iter(markers), "" if is_above else one.note.headline, config))
    return tuple(views)


def _view(editorial: Editorial, markers: Iterator[tuple[Marker, ...]], headline: str, config: Config) -> EditorialView:
    note = editorial.note
    blocks = tuple(_block(block, markers) for block in note.blocks)
    return EditorialView(
        path=note.path, headline=headline, author=note.author, blocks=blocks, waits=label_of_note(note, config)
    )


def _block(block: NoteBlock, markers: Iterator[tuple[Marker, ...]]) -> NoteBlockView:
    """Show a block; it takes as many of the markers that are left as it calls footnotes."""
    inlines = tuple(_inline(one, markers) for one in block.inlines)
    blocks = tuple(_block(one, markers) for one in block.blocks)
    return NoteBlockView(kind=block.kind, number=block.number, inlines=inlines, blocks=blocks)


def _inline(inline: NoteInline, markers: Iterator[tuple[Marker, ...]]) -> InlineView:
    is_call = inline.kind == "footnote"
    return InlineView(
        kind=inline.kind,
        text="" if is_call else inline.text,
        href=(web_link(inline.href) or "") if inline.href else "",
        inlines=tuple(_inline(one, markers) for one in inline.inlines),
        markers=next(markers) if is_call else (),
    )
