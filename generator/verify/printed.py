"""What a built page prints: in: its HTML, out: quotations, headlines, footnote links, anchors, and stray text."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser

from generator.records import Record

__all__ = ["Printed", "Words", "read_printed"]

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements without an end tag (HTML, 13.1.2)."""

_MARKER = re.compile(r"[\s\[\]\d.,–-]*")
"""What may stand raised behind a sentence."""


class Words(Record, frozen=True, kw_only=True):
    """A stretch of a page that says where it comes from, or should."""

    reference: str
    """The `cite` of a quotation, the `data-headline` of a headline, the `href` of a link; else empty."""
    text: str
    line: int
    """In the page, from 1."""


class Printed(Record, frozen=True, kw_only=True):
    quotations: tuple[Words, ...]
    headlines: tuple[Words, ...]
    credits: tuple[Words, ...]
    """Who says so, in words inside an extract."""
    links: tuple[Words, ...]
    """To footnotes and back, those with a fragment."""
    strays: tuple[Words, ...]
    """Text of an extract that is neither quotation, marker nor credit."""
    anchors: frozenset[str]


@lru_cache(maxsize=512)  # an item stands in up to three formats of the site's feed and of each of its topics
def read_printed(markup: str) -> Printed:
    """
    Take from a page what has to be proved.

    The standard library's tokeniser is used because it is the one that says in which line a thing stands. It is
    lenient; but what it does not see as a quotation is no quotation to a browser either.
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end()
    return Printed(
        quotations=tuple(reader.found["quotation"]),
        headlines=tuple(reader.found["headline"]),
        credits=tuple(reader.found["credit"]),
        links=tuple(reader.found["link"]),
        strays=tuple(reader.found["stray"]),
        anchors=frozenset(reader.anchors),
    )


class _Open:
    """An element that has begun: what it is to us, and the text it holds so far."""

    def __init__(self, tag: str, roles: frozenset[str], reference: str, line: int) -> None:
        self.tag = tag
        self.roles = roles
        self.reference = reference
        self.line = line
        self.texts: list[str] = []


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[Words]] = {
            name: [] for name in ("quotation", "headline", "credit", "link", "stray", "marker")
        }
        self.anchors: set[str] = set()
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if identity := attributes.get("id"):
            self.anchors.add(identity)
        if tag not in _VOID:
            roles, reference = self._roles(tag, attributes)
            self._open.append(_Open(tag, roles, reference, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # in HTML the slash means nothing, but inside SVG
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._close().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            if element.roles - {"extract", "footnotes"}:
                element.texts.append(data)
        if data.strip() and self._is_in("extract") and not self._is_in("quotation", "marker", "credit"):
            self.found["stray"].append(Words(reference="", text=data.strip(), line=self.getpos()[0]))

    def end(self) -> None:
        """Close what the page left open."""
        while self._open:
            self._close()

    def _roles(self, tag: str, attributes: dict[str, str]) -> tuple[frozenset[str], str]:
        classes = attributes.get("class", "").split()
        if tag == "q":
            return frozenset({"quotation"}), attributes.get("cite", "")
        if "data-headline" in attributes:
            return frozenset({"headline"}), attributes["data-headline"]
        if tag == "a" and self._is_footnote_link(classes, attributes):
            return frozenset({"link"}), attributes["href"]
        if self._is_in("extract"):
            if tag == "sup":
                return frozenset({"marker"}), ""
            return frozenset({"credit"} if {"credit", "says"} & set(classes) else ()), ""
        roles = {"extract", "footnotes"} & set(classes)
        return frozenset(roles | ({"footnotes"} if attributes.get("role") == "doc-endnotes" else set())), ""

    def _is_footnote_link(self, classes: list[str], attributes: dict[str, str]) -> bool:
        if "#" not in attributes.get("href", ""):
            return False
        is_marked = attributes.get("role") in ("doc-noteref", "doc-backlink") or bool(
            {"footnote", "reversefootnote"} & set(classes)
        )
        return is_marked or self._is_in("footnotes")

    def _is_in(self, *roles: str) -> bool:
        return any(not element.roles.isdisjoint(roles) for element in self._open)

    def _close(self) -> _Open:
        element = self._open.pop()
        words = Words(reference=element.reference, text="".join(element.texts), line=element.line)
        for role in sorted(element.roles & set(self.found)):
            if role == "marker" and not _MARKER.fullmatch(words.text):
                self.found["stray"].append(words)
            self.found[role].append(words)
        return element
