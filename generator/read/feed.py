"""Saved feeds: in: an RSS or Atom document, out: one draft an item, each knowing its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from xml.parsers import expat

from generator.diagnostics import Diagnostic, diagnose
from generator.read.document import Body, Document
from generator.read.html import read_html
from generator.read.plain import read_plain
from generator.records import Block, Draft, Field, Passage, Run, Span
from generator.text.passages import rebase

__all__ = ["is_feed", "read_feed"]

_ROOT = re.compile(r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<\?[^>]*\?>|<!DOCTYPE[^>\[]*>|\s)*<(rss|feed|rdf:RDF)[\s>]", re.S)
_CONTENT = ("content:encoded", "content", "xhtml:body", "body", "fullitem", "description", "summary")
"""Where an item keeps its text, fullest first."""

_CHANNEL = {"title": "channel.title", "language": "language", "link": "channel.url"}
"""What is taken from the feed itself, for every item of it."""

_FIELDS = {
    "title": "title",
    "link": "url",
    "guid": "guid",
    "id": "guid",
    "pubdate": "date",
    "published": "date",
    "dc:date": "date",
    "updated": "updated",
    "author": "author",
    "dc:creator": "author",
    "category": "tags",
    "source": "site_name",
}
"""What an item's elements are called among the fields of a draft (RSS 2.0, RFC 4287)."""


def is_feed(document: Document) -> bool:
    """Say whether a text is a feed, by its root element."""
    return _ROOT.match(document.text[:4000]) is not None


def read_feed(document: Document) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """
    Read every item of a feed as an article.

    *Errors*: `feed-not-well-formed` with the place where the XML breaks; items before it are kept.
    `feed-empty` when there are none.
    """
    parser = _FeedParser(document.text)
    found: list[Diagnostic] = []
    try:
        parser.run()
    except expat.ExpatError as error:
        found.append(
            diagnose(
                "feed-not-well-formed",
                document.path,
                f"the feed breaks here ({expat.errors.messages[error.code]}); "
                f"{len(parser.items)} items before it were read",
                hint="save the feed again, or escape the characters & and < at this place",
                line=error.lineno,
                column=error.offset + 1,
            )
        )
    if not parser.items and not found:
        found.append(diagnose("feed-empty", document.path, "the feed holds no items"))
    return tuple(_draft(document, parser, number) for number in range(len(parser.items))), tuple(found)


class _Element:
    """One child of an item: its name, attributes, text with the way back, and place."""

    def __init__(self, name: str, attributes: dict[str, str], start: int) -> None:
        self.name, self.attributes, self.start, self.end = name, attributes, start, start
        self.inner: tuple[int, int] | None = None
        """Where its child elements stand, when it has any: content that was not escaped."""
        self._texts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def add(self, text: str, start: int, end: int) -> None:
        self._runs.append(Run(self._length, start, end))
        self._texts.append(text)
        self._length += len(text)

    @property
    def passage(self) -> Passage:
        """The text as the feed means it, white space and markup of the inner document kept."""
        return Passage("".join(self._texts), tuple(self._runs))


class _Item:
    def __init__(self, start: int) -> None:
        self.span = Span(start, start)
        self.elements: list[_Element] = []


class _FeedParser:
    """Walks a feed with expat, which says of every event at which byte it stands."""

    _ITEMS: ClassVar[frozenset[str]] = frozenset({"item", "entry"})

    def __init__(self, text: str) -> None:
        self.text = text
        root = _ROOT.match(text)
        self.kind = root[1] if root else "rss"
        self.items: list[_Item] = []
        self.channel: dict[str, str] = {}
        self._depth = 0
        self._item: _Item | None = None
        self._item_depth = 0
        self._element: _Element | None = None
        self._pending: tuple[str, int] | None = None
        # Expat counts bytes of UTF-8 from where the document begins.
        self._skipped = len(text) - len(text.lstrip())
        self._bytes = text[self._skipped :].encode("utf-8", "replace")
        self._is_ascii = len(self._bytes) == len(text) - self._skipped
        self._last = (0, 0)

    def run(self) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        for name in ("StartCdataSectionHandler", "EndCdataSectionHandler"):
            setattr(parser, name, lambda: self._flush(self._place()))
        parser.CommentHandler = parser.DefaultHandler = lambda _: self._flush(self._place())
        self._parser = parser
        parser.Parse(self._bytes, True)

    def _place(self) -> int:
        """Turn expat's byte position into characters of the text."""
        position = self._parser.CurrentByteIndex
        if self._is_ascii:
            return self._skipped + position
        last_bytes, last_characters = self._last
        if position < last_bytes:
            last_bytes = last_characters = 0
        characters = last_characters + len(self._bytes[last_bytes:position].decode("utf-8", "replace"))
        self._last = (position, characters)
        return self._skipped + characters

    def _flush(self, end: int) -> None:
        """Close the stretch of text that the event at hand ends."""
        if self._pending and self._element:
            text, start = self._pending
            self._element.add(text, start, end)
        self._pending = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        place = self._place()
        self._flush(place)
        self._depth += 1
        lowered = name.lower()
        if lowered in self._ITEMS and self._item is None:
            self._item, self._item_depth = _Item(place), self._depth
        elif self._element is None and (self._item or lowered in _CHANNEL):
            self._element = _Element(lowered, attributes, place)
        elif self._element and self._element.inner is None:
            self._element.inner = (place, place)

    def _end(self, name: str) -> None:
        place = self._place()
        self._flush(place)
        closing = place + len(f"</{name}>") if self.text.startswith("</", place) else self.text.find(">", place) + 1
        if self._element and self._item and self._depth == self._item_depth + 1:
            self._element.end = closing
            if self._element.inner:
                self._element.inner = (self._inner_start(self._element), place)
            self._item.elements.append(self._element)
            self._element = None
        elif self._item and self._depth == self._item_depth:
            self._item.span = Span(self._item.span.start, closing)
            self.items.append(self._item)
            self._item, self._item_depth = None, 0
        elif self._element and self._item is None and self._element.name == name.lower():
            value = " ".join(self._element.passage.text.split())
            self.channel.setdefault(self._element.name, value or self._element.attributes.get("href", ""))
            self._element = None
        self._depth -= 1

    def _inner_start(self, element: _Element) -> int:
        """Text may stand before the first child: what is inside begins behind the element's own tag."""
        return self.text.find(">", element.start) + 1

    def _data(self, text: str) -> None:
        place = self._place()
        self._flush(place)
        self._pending = (text, place)


def _draft(document: Document, parser: _FeedParser, number: int) -> Draft:
    item = parser.items[number]
    elements = item.elements
    contents = {element.name: element for element in elements if element.name in _CONTENT}
    chosen = next((contents[name] for name in _CONTENT if name in contents and _has_text(contents[name])), None)
    body = _body(document, chosen) if chosen else Body()
    fields = [*_fields(elements), *_channel_fields(parser, item.span)]
    return Draft(
        path=document.path,
        part=number,
        extent=item.span,
        format="atom" if parser.kind == "feed" else "rss",
        sha256=document.sha256,
        fields=tuple(fields),
        metadata=tuple(Span(one.start, one.end) for one in elements if one is not chosen),
        blocks=body.blocks,
        links=body.links,
        images=body.images,
    )


def _has_text(element: _Element) -> bool:
    return bool(element.passage.text.strip()) or element.inner is not None


def _body(document: Document, element: _Element) -> Body:
    """Read an item's content: XHTML has its elements in the feed itself, HTML is escaped in it, text is text."""
    kind = element.attributes.get("type", "")
    if element.inner:
        return read_html(document.text, *element.inner)
    outer = element.passage
    is_text = kind == "text" or (not kind and "<" not in outer.text and "&" not in outer.text)
    inner = read_plain(outer.text, 0) if is_text else read_html(outer.text, 0, len(outer.text))
    blocks = tuple(
        Block(kind=one.kind, level=one.level, passage=rebase(one.passage, outer), marks=one.marks)
        for one in inner.blocks
    )
    return Body(blocks=blocks, links=inner.links, images=inner.images)


def _fields(elements: list[_Element]) -> Iterator[Field]:
    collected: dict[str, list[str]] = {}
    spans: dict[str, Span] = {}
    for element in elements:
        name = _FIELDS.get(element.name)
        attributes = element.attributes
        if name is None or (name == "url" and attributes.get("rel", "alternate") != "alternate"):
            continue
        value = " ".join(element.passage.text.split()) or attributes.get("href", "") or attributes.get("term", "")
        if value and (name in ("tags", "author") or name not in collected):
            collected.setdefault(name, []).append(_without_markup(value) if name == "title" else value)
            spans.setdefault(name, Span(element.start, element.end))
    for name, values in collected.items():
        yield Field(name=name, values=tuple(values), span=spans[name])


def _without_markup(title: str) -> str:
    """Undo the HTML that feeds put into titles although they may not."""
    if "<" not in title and "&" not in title:
        return title
    return " ".join(block.passage.text for block in read_html(title, 0, len(title)).blocks) or title


def _channel_fields(parser: _FeedParser, span: Span) -> Iterator[Field]:
    for element, name in _CHANNEL.items():
        if value := parser.channel.get(element):
            yield Field(name=name, values=(value,), span=Span(span.start, span.start))
