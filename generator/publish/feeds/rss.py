"""RSS 2.0: in: a channel and its address, out: a document (RSS Advisory Board, 2.0.11 and its Best Practices)."""

from __future__ import annotations

import html
import xml.etree.ElementTree as ET
from email.utils import format_datetime

from generator.publish.feeds.channel import Channel, FeedFormat, FeedItem, last_change
from generator.publish.feeds.xml_document import add, begin, finish

__all__ = ["RSS"]

_NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}
_MEDIA_TYPE = "application/rss+xml"


def _write(channel: Channel, address: str) -> bytes:
    rss = begin("rss", {"version": "2.0", **_NAMESPACES})
    body = add(rss, "channel")
    add(body, "title", channel.title)
    add(body, "link", channel.page_url)
    add(body, "description", channel.description)
    add(body, "language", channel.language)
    add(body, "lastBuildDate", format_datetime(last_change(channel), usegmt=True))
    add(body, "generator", "dayfold")
    add(body, "atom:link", rel="self", type=_MEDIA_TYPE, href=address)
    for item in channel.items:
        _add_item(body, item, channel)
    return finish(rss)


def _add_item(body: ET.Element, item: FeedItem, channel: Channel) -> None:
    """The description stands before the full content: some readers take whichever comes last."""
    element = add(body, "item")
    add(element, "title", item.title)
    add(element, "link", item.url)
    add(element, "guid", item.id, isPermaLink="false")
    add(element, "pubDate", format_datetime(item.published, usegmt=True))
    for name in item.names:  # not `author`, which must be an address of mail
        add(element, "dc:creator", name)
    for category in item.categories:
        add(element, "category", category.name, domain=channel.topics_url)
    if item.source:
        add(element, "source", item.source.name, url=item.source.feed_url)
    add(element, "description", html.escape(item.summary, quote=False))  # HTML by definition, so escaped as such
    add(element, "content:encoded", item.html)


RSS = FeedFormat(name="RSS", file_name="rss.xml", media_type=_MEDIA_TYPE, write=_write)
