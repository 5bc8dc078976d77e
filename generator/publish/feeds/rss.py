"""RSS 2.0: in: a channel and its items, out: a document (RSS Advisory Board, 2.0.11 and its Best Practices)."""

from __future__ import annotations

import html
from collections.abc import Sequence
from email.utils import format_datetime

from generator.publish.feeds.channel import (
    CHANNEL_RIGHTS,
    Channel,
    FeedFormat,
    FeedItem,
    FeedSite,
    last_change,
    related_documents,
)
from generator.publish.feeds.xml_document import add, begin, finish, write_part

__all__ = ["RSS"]

_NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
}
_MEDIA_TYPE = "application/rss+xml"


def _write(channel: Channel, items: Sequence[str]) -> bytes:
    rss = begin("rss", {"version": "2.0", **_NAMESPACES})
    body = add(rss, "channel")
    add(body, "title", channel.title)
    add(body, "link", channel.page_url)
    add(body, "description", channel.description)
    add(body, "language", channel.site.language)
    add(body, "copyright", CHANNEL_RIGHTS)
    add(body, "lastBuildDate", format_datetime(last_change(channel), usegmt=True))
    add(body, "generator", "dayfold")
    add(body, "atom:link", rel="self", type=_MEDIA_TYPE, href=channel.feed_url)
    for relation, address in related_documents(channel.history):
        add(body, "atom:link", rel=relation, href=address)
    if channel.history.current:
        add(body, "fh:archive")
    return finish(rss, body, items, style=channel.site.style_url)


def _write_item(item: FeedItem, site: FeedSite) -> str:
    """The description stands before the full content: some readers take whichever comes last."""
    element = begin("item")
    add(element, "title", item.title)
    add(element, "link", item.url)
    add(element, "guid", item.id, isPermaLink="false")
    add(element, "pubDate", format_datetime(item.published, usegmt=True))
    for name in item.names:  # not `author`, which must be an address of mail
        add(element, "dc:creator", name)
    add(element, "dc:rights", item.rights)
    for category in item.categories:
        add(element, "category", category.name, domain=site.topics_url)
    if item.source:
        add(element, "source", item.source.name, url=item.source.feed_url)
    add(element, "description", html.escape(item.summary, quote=False))  # HTML by definition, so escaped as such
    add(element, "content:encoded", item.html)
    return write_part(element, 2)


RSS = FeedFormat(name="RSS", file_name="rss.xml", media_type=_MEDIA_TYPE, write_item=_write_item, write=_write)
