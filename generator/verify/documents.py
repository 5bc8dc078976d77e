"""The HTML in built files: in: a page's or feed's bytes, out: the markup that readers will show."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import msgspec

from generator.records import Record

__all__ = ["find_markup", "is_page"]

_HTML_IN_FEEDS = ("{http://www.w3.org/2005/Atom}content", "{http://purl.org/rss/1.0/modules/content/}encoded")


class _JsonItem(Record, frozen=True, kw_only=True):
    content_html: str = ""


class _JsonFeed(Record, frozen=True, kw_only=True):
    items: tuple[_JsonItem, ...]


def is_page(path: str) -> bool:
    return path.endswith(".html")


def find_markup(path: str, data: bytes) -> Iterator[str]:
    """
    Give every piece of HTML in a file: a page whole, of a feed the content of each item, of other files nothing.

    *Errors*: `ValueError` for a file that is not what its name and its first bytes say.
    """
    if is_page(path):
        yield data.decode("utf-8")
    elif path.endswith(".xml") and (b"<feed" in data[:400] or b"<rss" in data[:400]):
        yield from _from_xml(data)
    elif path.endswith("feed.json"):
        yield from _from_json(data)


def _from_xml(data: bytes) -> Iterator[str]:
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, LookupError) as error:  # no encoding has the name that the declaration gives
        raise ValueError(f"not well-formed XML: {error}") from None
    for element in root.iter():
        if element.tag in _HTML_IN_FEEDS:
            yield element.text or ""


def _from_json(data: bytes) -> Iterator[str]:
    try:
        feed = msgspec.json.decode(data, type=_JsonFeed)
    except msgspec.DecodeError as error:
        raise ValueError(f"not a JSON feed: {error}") from None
    for item in feed.items:
        yield item.content_html
