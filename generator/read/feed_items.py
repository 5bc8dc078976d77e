"""The parts of a feed: in: tags and texts as a parser meets them, out: its items and what it says of itself."""

from __future__ import annotations

from urllib.parse import urljoin

from generator.records import Passage, Run, Span

__all__ = ["Element", "FeedCollector", "Item", "resolve"]

_ITEMS = frozenset({"item", "entry"})
_ROOTS = frozenset({"channel", "feed", "rss", "rdf:rdf"})
_CHANNEL = frozenset({"title", "language", "link", "dc:language"})

_PREFIXES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
"""Namespaces of items' fields, lower case, and the prefix each goes by here, whatever a feed calls it."""


def resolve(base: str, address: str) -> str:
    """Resolve an address as a reader of the feed would (XML Base, 4); one that cannot be is left as it is."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address.strip()


class Element:
    """One child of an item: its name, attributes, text with the way back, and place."""

    def __init__(self, name: str, attributes: dict[str, str], base: str, span: Span) -> None:
        self.name, self.attributes, self.base = name, attributes, base
        self.start, self.inner_start, self.end = span.start, span.end, span.end
        self.inner: Span | None = None
        """What is inside, when child elements are: content that was not escaped."""
        self.children: dict[str, str] = {}
        """The texts of child elements by name; of several of one name the first."""
        self._texts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._child: tuple[str, int] | None = None

    def add(self, text: str, start: int, end: int) -> None:
        self._runs.append(Run(self._length, start, end))
        self._texts.append(text)
        self._length += len(text)

    def open_child(self, name: str) -> None:
        self._child = (name, len(self._texts))

    def close_child(self) -> None:
        if self._child:
            name, first = self._child
            self.children.setdefault(name, " ".join("".join(self._texts[first:]).split()))

    @property
    def passage(self) -> Passage:
        """The text as the feed means it, white space and markup of the inner document kept."""
        return Passage("".join(self._texts), tuple(self._runs))

    @property
    def value(self) -> str:
        return " ".join("".join(self._texts).split())


class Item:
    def __init__(self, start: int, base: str, language: str) -> None:
        self.span = Span(start, start)
        self.base, self.language = base, language
        self.elements: list[Element] = []


class FeedCollector:
    """
    Makes items of the tags of a feed, which must nest.

    Places are characters of the source: `place` where a tag begins, `after` where it ends.
    """

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.channel: dict[str, str] = {}
        """`title`, `link`, `language`: what the feed says of itself, for every item of it."""
        self._open: list[tuple[str, str, str]] = []  # name, base address, language
        self._prefixes: dict[str, str] = {}
        self._item: tuple[Item, int] | None = None
        self._element: tuple[Element, int] | None = None

    def start(self, name: str, attributes: dict[str, str], place: int, after: int) -> None:
        for key, value in attributes.items():
            if key.startswith("xmlns:") and value.lower() in _PREFIXES:
                self._prefixes[key[6:].lower()] = _PREFIXES[value.lower()]
        name = self._known_name(name)
        parent, base, language = self._open[-1] if self._open else ("", "", "")
        base = resolve(base, attributes.get("xml:base", "")) if "xml:base" in attributes else base
        language = attributes.get("xml:lang", language)
        self._open.append((name, base, language))
        depth = len(self._open)
        if self._element:
            self._element[0].inner = self._element[0].inner or Span(self._element[0].inner_start, place)
            if depth == self._element[1] + 1:
                self._element[0].open_child(name)
        elif self._item:
            self._element = (Element(name, attributes, base, Span(place, after)), depth)
        elif name in _ITEMS:
            self._item = (Item(place, base, language), depth)
        elif name in _CHANNEL and parent in _ROOTS and attributes.get("rel", "alternate") == "alternate":
            self._element = (Element(name, attributes, base, Span(place, after)), depth)

    def text(self, text: str, start: int, end: int) -> None:
        """Add a stretch of text and what it stands for."""
        if self._element and text:
            self._element[0].add(text, start, end)

    def end(self, place: int, after: int) -> None:
        """Close what was opened last."""
        depth = len(self._open)
        if self._element and depth == self._element[1] + 1:
            self._element[0].close_child()
        elif self._element and depth == self._element[1]:
            self._close_element(self._element[0], place, after)
        elif self._item and depth == self._item[1]:
            item, _ = self._item
            item.span = Span(item.span.start, after)
            self.items.append(item)
            self._item = None
        if self._open:
            self._open.pop()

    def open_names(self) -> list[str]:
        """Name the elements that are open, outermost first."""
        return [name for name, *_ in self._open]

    def known(self, name: str) -> str:
        """Say what a name is called in `open_names`."""
        return self._known_name(name)

    def _close_element(self, element: Element, place: int, after: int) -> None:
        self._element = None
        element.end = after
        if element.inner:
            element.inner = Span(element.inner_start, place)
        if self._item:
            self._item[0].elements.append(element)
        elif value := element.value or resolve(element.base, element.attributes.get("href", "")):
            self.channel.setdefault(element.name.removeprefix("dc:"), value)
        if language := self._open[-1][2]:
            self.channel.setdefault("language", language)

    def _known_name(self, name: str) -> str:
        prefix, colon, local = name.lower().rpartition(":")
        return f"{self._prefixes.get(prefix, prefix + ':')}{local}" if colon else local
