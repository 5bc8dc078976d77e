"""Broken feeds: in: a text that was meant to be a feed, out: its items, as far as tags can be told."""

from __future__ import annotations

import html
import re

from generator.read.feed_items import FeedCollector

__all__ = ["read_loosely"]

_TOKEN = re.compile(
    r"""
    <!--.*?(?:-->|\Z)
    | <!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)
    | <[?!][^>]*(?:>|\Z)
    | <(?P<slash>/?)(?P<name>[A-Za-z_][\w:.-]*)(?P<attributes>[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*)>
    | (?P<text>[^<&]+|&\#?\w{1,32};|[<&])
    """,
    re.X | re.S,
)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

_DEEPEST = 200
"""Elements inside each other that are followed; a feed has eight, and broken XHTML in it some dozens."""


def read_loosely(text: str) -> FeedCollector:
    """
    Collect the items of a feed that is not well-formed.

    An ampersand that begins no entity is itself; an end tag closes up to its start tag, and one without a start tag
    is passed over; an item also ends where the next begins, and everything ends with the text.
    """
    reader = FeedCollector()
    for token in _TOKEN.finditer(text):
        if token["cdata"] is not None:
            reader.text(token["cdata"], *token.span("cdata"))
        elif token["text"]:
            meant = html.unescape(token["text"]) if token["text"][0] == "&" else token["text"]
            reader.text(meant, *token.span())
        elif token["name"]:
            _take_tag(reader, token)
    while reader.open_names():
        reader.end(len(text), len(text))
    return reader


def _take_tag(reader: FeedCollector, token: re.Match[str]) -> None:
    place, after = token.span()
    name = reader.known(token["name"])
    names = reader.open_names()
    if token["slash"]:
        if name in names:
            while names.pop() != name:
                reader.end(place, place)
            reader.end(place, after)
        return
    if name in ("item", "entry") and name in names:
        while names.pop() != name:
            reader.end(place, place)
        reader.end(place, place)
    if len(names) >= _DEEPEST:
        return
    attributes = {
        found[1]: html.unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(token["attributes"])
    }
    reader.start(token["name"], attributes, place, after)
    if token["attributes"].endswith("/"):
        reader.end(place, after)
