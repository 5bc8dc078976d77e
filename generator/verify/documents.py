"""What built files show and link to: in: a file's bytes, out: the HTML in it, or the addresses that machines follow."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import msgspec

from generator.records import Record

__all__ = ["find_addresses", "find_markup", "is_page"]

_HTML_IN_FEEDS = ("{http://www.w3.org/2005/Atom}content", "{http://purl.org/rss/1.0/modules/content/}encoded")


_XML = (".xml", ".opml")
_WEB = ("http://", "https://")


class _JsonItem(Record, frozen=True, kw_only=True):
    content_html: str = ""
    url: str = ""
    external_url: str = ""


class _JsonFeed(Record, frozen=True, kw_only=True):
    items: tuple[_JsonItem, ...]
    home_page_url: str = ""
    feed_url: str = ""
    next_url: str = ""


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
        for item in _json_feed(data).items:
            yield item.content_html


def find_addresses(path: str, data: bytes) -> Iterator[str]:
    """
    Give the addresses that a feed, a sitemap or a list of feeds names outside of any HTML, in no order to rely on.

    *Errors*: as `find_markup`.
    """
    if path.endswith(_XML):
        for element in _xml(data).iter():
            values = ((element.text or "").strip(), *element.attrib.values())
            yield from (value for value in values if value.startswith(_WEB) and not re.search(r"\s", value))
    elif path.endswith("feed.json"):
        feed = _json_feed(data)
        yield from filter(None, (feed.home_page_url, feed.feed_url, feed.next_url))
        for item in feed.items:
            yield from filter(None, (item.url, item.external_url))


def _from_xml(data: bytes) -> Iterator[str]:
    for element in _xml(data).iter():
        if element.tag in _HTML_IN_FEEDS:
            yield element.text or ""


def _xml(data: bytes) -> ET.Element:
    try:
        return ET.fromstring(data)
    except (ET.ParseError, LookupError) as error:  # no encoding has the name that the declaration gives
        raise ValueError(f"not well-formed XML: {error}") from None


def _json_feed(data: bytes) -> _JsonFeed:
    try:
        return msgspec.json.decode(data, type=_JsonFeed)
    except msgspec.DecodeError as error:
        raise ValueError(f"not a JSON feed: {error}") from None
