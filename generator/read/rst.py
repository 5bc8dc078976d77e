"""reStructuredText: in: a text, out: its head of fields, and its blocks as a reader sees them, without the markup."""

from __future__ import annotations

import io
import re
from typing import Any

from generator.read.document import Body, Document, Front, suffix_of
from generator.read.plain import read_plain
from generator.records import Block, BlockKind, Field, Image, Link, Span
from generator.text.passages import PassageBuilder

__all__ = ["find_rst_head", "is_rst", "read_rst"]

_NAMES = frozenset({".rst", ".rest"})
_HEAD = re.compile(
    r"\s*(?:\.\.[ ][^\n]*\n\s*)*"
    r"(?:(?:([!-/:-@\[-`{-~])\1{2,}[ \t]*\n)?[ \t]*(?P<title>[^\s.:][^\n]*?)[ \t]*\n"
    r"([!-/:-@\[-`{-~])\3{2,}[ \t]*(?:\n|\Z))?"
    r"\s*(?P<fields>(?::[A-Za-z][\w .-]{0,40}:(?:[ \t][^\n]*)?(?:\n|\Z)(?:[ \t]+\S[^\n]*(?:\n|\Z))*)*)"
)
"""A title with a line under it, or over and under it too, and the field list behind it (docutils, "Field Lists")."""

_FIELD = re.compile(r":([^:\n]+):[ \t]*((?:[^\n]*)(?:\n[ \t]+\S[^\n]*)*)")
_ROLE = re.compile(r":[\w:+.-]+:`([^`<]*?)\s*(?:<[^`>]*>)?`|`([^`<]*?)`:[\w:+.-]+:")
_SETTINGS = {
    "report_level": 5,
    "halt_level": 5,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "input_encoding": "unicode",
    "line_length_limit": 100_000,
}
"""Nothing is included, loaded, printed or raised; the source alone is read."""

_SILENT = frozenset(
    {"comment", "system_message", "substitution_definition", "target", "raw", "footnote_reference", "label", "meta"}
)
_TEXT_BLOCKS = frozenset({"paragraph", "title", "subtitle", "term", "line", "caption", "attribution", "rubric"})
_CODE_BLOCKS = frozenset({"literal_block", "doctest_block", "math_block"})
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(_CODE_BLOCKS, "code"),
    "title": "heading",
    "subtitle": "heading",
    "rubric": "heading",
    "caption": "caption",
    "term": "item",
}
_CONTAINERS: dict[str, BlockKind] = {
    "list_item": "item",
    "definition": "item",
    "block_quote": "quote",
    "entry": "cell",
}


def is_rst(path: str) -> bool:
    """Say whether a file is reStructuredText; only its name can tell."""
    return suffix_of(path) in _NAMES


def find_rst_head(document: Document) -> Front | None:
    """Read the title and the field list at the top, as Pelican has them; None when there is neither."""
    head = _HEAD.match(document.text)
    if head is None or not (head["title"] or head["fields"]):
        return None
    fields: dict[str, Field] = {}
    if head["title"]:
        title = re.sub(r"[`*]", "", head["title"])
        fields["title"] = Field(name="title", values=(title,), span=Span(*head.span("title")))
    for found in _FIELD.finditer(document.text, *head.span("fields")):
        name = found[1].strip().casefold()
        fields.setdefault(name, Field(name=name, values=(" ".join(found[2].split()),), span=Span(*found.span())))
    return Front(fields=tuple(fields.values()), metadata=(Span(0, head.end()),), body_start=head.end())


_LONGEST = 100_000
"""Characters; docutils takes the square of the length of what damage can make, and no clipping is as long."""


def read_rst(text: str, start: int, end: int) -> Body:
    """
    Take `text[start:end]` apart into blocks that know their place in `text`.

    Structure and inline markup are docutils'; where each piece of text stands is found by walking its tree and the
    source side by side. What docutils gives up on is read as plain text.
    """
    if end - start > _LONGEST:
        return read_plain(text[:end], start)
    from docutils.core import publish_doctree  # takes 150 ms to import, and only such files need it

    settings = {**_SETTINGS, "warning_stream": io.StringIO()}
    try:
        tree = publish_doctree(text[start:end], settings_overrides=settings)
        walker = _Walker(text, start, end)
        walker.walk(tree, 0, "paragraph")
    except Exception:  # noqa: BLE001 - docutils promises nothing about what directives raise on bad input
        return read_plain(text[:end], start)
    if not walker.blocks:
        return read_plain(text[:end], start)
    return Body(blocks=tuple(walker.blocks), links=tuple(walker.links), images=tuple(walker.images))


class _Walker:
    """Walks the nodes of a document in reading order; `docutils.nodes` are told by their class's name."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self._text, self._position, self._end = text, start, end
        self._limit = end

    def walk(self, node: Any, level: int, container: BlockKind, depth: int = 0) -> None:
        """Add the blocks of a node; `level` counts sections, `container` is the list, quotation or cell it is in."""
        name = type(node).__name__
        if name in _SILENT:
            return
        if name == "image":
            self._image(node)
        elif name in _TEXT_BLOCKS or name in _CODE_BLOCKS:
            self._block(node, name, level, container, depth)
        else:
            inner = _CONTAINERS.get(name)
            is_deeper = inner in ("item", "quote")
            for child in getattr(node, "children", ()):
                self.walk(child, level + (name == "section"), inner or container, depth + is_deeper)

    def _block(self, node: Any, name: str, level: int, container: BlockKind, depth: int) -> None:
        if not self._find_extent(node.rawsource or node.astext()):
            return
        builder = PassageBuilder()
        if name in _CODE_BLOCKS:
            self._add(node.astext(), builder)
        else:
            self._inline(node, builder)
        self._position = max(self._position, self._limit)
        passage = builder.build()
        if not passage.text:
            return
        kind = _KINDS.get(name, container)
        levels = {"heading": min(level + 1, 6), "item": max(depth, 1), "quote": max(depth, 1)}
        self.blocks.append(Block(kind=kind, level=levels.get(kind, 0), passage=passage))

    def _find_extent(self, written: str) -> bool:
        """Move to where a block stands, line by line, so that its words are not looked for behind it."""
        lines = [line.strip() for line in written.splitlines() if line.strip()]
        place = self._position
        for number, line in enumerate(lines):
            found = self._text.find(line, place, self._end)
            if found < 0:
                return False
            if number == 0:
                first = found
            place = found + len(line)
        if not lines:
            return False
        self._position, self._limit = first, place
        return True

    def _inline(self, node: Any, builder: PassageBuilder) -> None:
        for child in node.children:
            name = type(child).__name__
            if name == "Text":
                self._add(child.astext(), builder)
            elif name == "image":
                self._image(child)
            elif name == "problematic":
                role = _ROLE.fullmatch(child.astext())
                self._add((role[1] or role[2] or "") if role else child.astext(), builder)
            elif name not in _SILENT:
                if href := child.attributes.get("refuri"):
                    self.links.append(Link(href=href, text=" ".join(child.astext().split())))
                self._inline(child, builder)

    def _image(self, node: Any) -> None:
        self.images.append(Image(src=node.attributes.get("uri", ""), alt=node.attributes.get("alt", "")))

    def _add(self, piece: str, builder: PassageBuilder) -> None:
        """Add a piece of text from where it next stands in its block."""
        if not piece.strip():
            builder.blank(self._position, self._position)
            return
        place = self._text.find(piece, self._position, self._limit)
        if place >= 0:
            builder.verbatim(piece, place)
            self._position = place + len(piece)
            return
        if piece[0].isspace():
            builder.blank(self._position, self._position)
        first = piece.strip()[0]
        place = self._text.find(first, self._position, self._limit)
        while place >= 0:
            if steps := self._spell(piece.strip(), place):
                for low, high in steps:
                    builder.verbatim(self._text[low:high], low)
                self._position = steps[-1][1]
                break
            place = self._text.find(first, place + 1, self._limit)
        if piece[-1].isspace():
            builder.blank(self._position, self._position)

    def _spell(self, piece: str, place: int) -> list[tuple[int, int]]:
        """List the stretches from `place` on that spell a piece, escapes passed over; empty when they do not."""
        text, steps, low = self._text, [], place
        at = 0
        while at < len(piece):
            if place >= self._limit:
                return []
            if piece[at].isspace() and text[place].isspace():
                while at < len(piece) and piece[at].isspace():
                    at += 1
                while place < self._limit and text[place].isspace():
                    place += 1
            elif piece[at] == text[place]:
                at, place = at + 1, place + 1
            elif text[place] == "\\":
                steps.append((low, place))
                place += 2 if text[place + 1 : place + 2].isspace() else 1
                low = place
            else:
                return []
        return [*((one, two) for one, two in steps if one < two), (low, place)]
