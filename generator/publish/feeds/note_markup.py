"""The editor's notes inside feed items: in: notes as views, out: markup that says whose words they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from generator.publish.footnotes import Marker
from generator.publish.views_notes import EditorHeadlineView, EditorialView, InlineView, NoteBlockView

__all__ = ["write_editor_headline", "write_editorial"]

WriteMarker = Callable[[Marker], Markup]

_AROUND = {"emphasis": "em", "strong": "strong", "quote": "blockquote", "item": "li", "bullets": "ul"}
"""The elements of what holds other things."""


def write_editorial(note: EditorialView, write_marker: WriteMarker) -> Markup:
    """
    Write a note. Readers drop classes and styles, so it says in words what it is and where it ends.

    `write_marker` writes the marker of a footnote, with an address that leads to its page.
    """
    parts = [Markup("<p><strong>Editor’s note{}{}:</strong></p>").format(_by(note), _waits(note))]
    if note.headline:
        parts.append(Markup('<h3 data-note="{}">{}</h3>').format(note.path, note.headline))
    if note.blocks:
        text = Markup("\n").join(_block(one, write_marker) for one in note.blocks)
        parts.append(Markup('<div data-note="{}">\n{}\n</div>').format(note.path, text))
    return Markup('<blockquote class="editor">\n{}\n</blockquote>').format(Markup("\n").join(parts))


def write_editor_headline(headline: EditorHeadlineView) -> Markup:
    """Write the headline that an editor gave a story, for above the clipping's own."""
    return Markup('<p class="editor"><strong data-note="{}">{}</strong> (editor’s headline{})</p>').format(
        headline.path, headline.text, f", {headline.waits}" if headline.waits else ""
    )


def _by(note: EditorialView) -> Markup:
    return Markup(' by <span data-note="{}">{}</span>').format(note.path, note.author) if note.author else Markup("")


def _waits(note: EditorialView) -> str:
    return f" ({note.waits})" if note.waits else ""


def _block(block: NoteBlockView, write_marker: WriteMarker) -> Markup:
    inside = _inlines(block.inlines, write_marker)
    if block.kind == "paragraph":
        return Markup("<p>{}</p>").format(inside)
    if block.kind == "heading":
        return Markup("<h4>{}</h4>").format(inside)
    if block.kind == "code":
        return Markup("<pre>{}</pre>").format(inside)
    if block.kind == "rule":
        return Markup("<hr>")
    inner = Markup("\n").join(_block(one, write_marker) for one in block.blocks)
    if block.kind == "numbers":
        return Markup('<ol start="{}">{}</ol>').format(block.number, inner)
    return Markup(f"<{_AROUND[block.kind]}>{{}}</{_AROUND[block.kind]}>").format(inner)


def _inlines(inlines: Iterable[InlineView], write_marker: WriteMarker) -> Markup:
    return Markup("").join(_inline(one, write_marker) for one in inlines)


def _inline(inline: InlineView, write_marker: WriteMarker) -> Markup:
    if inline.kind == "text":
        return Markup.escape(inline.text)
    if inline.kind == "code":
        return Markup("<code>{}</code>").format(inline.text)
    if inline.kind == "break":
        return Markup("<br>")
    if inline.kind == "footnote":
        missing = Markup("<sup>[?]</sup>")
        return Markup("").join(map(write_marker, inline.markers)) if inline.markers else missing
    inside = _inlines(inline.inlines, write_marker)
    if inline.kind == "link":
        return Markup('<a href="{}">{}</a>').format(inline.href, inside) if inline.href else inside
    return Markup(f"<{_AROUND[inline.kind]}>{{}}</{_AROUND[inline.kind]}>").format(inside)
