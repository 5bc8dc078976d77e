"""Well-formed feeds: in: a text that is XML, out: its items, by expat, which says at which byte each event stands."""

from __future__ import annotations

import html
from xml.parsers import expat

from generator.read.feed_items import FeedCollector

__all__ = ["read_strictly"]


def read_strictly(text: str) -> FeedCollector:
    """
    Collect the items of a feed.

    Entities that a document type declares are not expanded, so that none can grow; those that HTML knows too are read
    as in HTML. Nothing outside the text is loaded. *Errors*: `expat.ExpatError` where the XML breaks.
    """
    reader = _StrictReader(text)
    reader.run()
    return reader.collector


class _StrictReader:
    def __init__(self, text: str) -> None:
        self.collector = FeedCollector()
        self._text = text
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
        parser.CommentHandler = lambda _: self._flush(self._place())
        parser.DefaultHandler = self._other
        self._parser = parser
        parser.Parse(self._bytes, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        place = self._place()
        self._flush(place)
        self.collector.start(name, attributes, place, self._end_of_tag(place))

    def _end(self, _name: str) -> None:
        place = self._place()
        self._flush(place)
        is_tag = self._text.startswith("</", place)  # else the element was empty, and this is where it began
        self.collector.end(place, self._text.find(">", place) + 1 if is_tag else self._end_of_tag(place))

    def _data(self, text: str) -> None:
        place = self._place()
        self._flush(place)
        self._pending = (text, place)

    def _other(self, written: str) -> None:
        """Take what no other handler wants: entities of the document type among it."""
        place = self._place()
        self._flush(place)
        if written.startswith("&") and (meant := html.unescape(written)) != written:
            self._pending = (meant, place)

    def _flush(self, end: int) -> None:
        """Close the stretch of text that the event at hand ends."""
        if self._pending:
            self.collector.text(*self._pending, end)
        self._pending = None

    def _end_of_tag(self, place: int) -> int:
        """Find where a tag ends: at the first `>` outside quotation marks."""
        quote = ""
        for position in range(place, len(self._text)):
            character = self._text[position]
            if quote:
                quote = "" if character == quote else quote
            elif character in "\"'":
                quote = character
            elif character == ">":
                return position + 1
        return len(self._text)

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
