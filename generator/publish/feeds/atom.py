"""Atom 1.0: in: a channel and its items, out: a document (RFC 4287)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from generator.publish.feeds.channel import (
    CHANNEL_RIGHTS,
    Channel,
    FeedFormat,
    FeedItem,
    FeedSite,
    ItemSource,
    last_change,
    related_documents,
)
from generator.publish.feeds.moments import in_rfc3339
from generator.publish.feeds.xml_document import add, begin, finish, write_part

__all__ = ["ATOM"]

_NAMESPACE = "http://www.w3.org/2005/Atom"
_HISTORY_NAMESPACE = "http://purl.org/syndication/history/1.0"
_MEDIA_TYPE = "application/atom+xml"


def _write(channel: Channel, items: Sequence[str]) -> bytes:
    feed = begin("feed", {"xmlns": _NAMESPACE, "xmlns:fh": _HISTORY_NAMESPACE, "xml:lang": channel.site.language})
    add(feed, "id", channel.id)
    add(feed, "title", channel.title, type="text")
    add(feed, "subtitle", channel.description, type="text")
    add(feed, "updated", in_rfc3339(last_change(channel)))
    add(add(feed, "author"), "name", channel.site.publisher)
    add(feed, "link", rel="self", type=_MEDIA_TYPE, href=channel.feed_url)
    add(feed, "link", rel="alternate", type="text/html", href=channel.page_url)
    for relation, address in related_documents(channel.history):
        add(feed, "link", rel=relation, href=address)
    if channel.history.current:
        add(feed, "fh:archive")
    add(feed, "rights", CHANNEL_RIGHTS, type="text")
    add(feed, "generator", "dayfold")
    return finish(feed, feed, items, style=channel.site.style_url)


def _write_entry(item: FeedItem, site: FeedSite) -> str:
    entry = begin("entry")
    add(entry, "id", item.id)
    add(entry, "title", item.title, type="text")
    add(entry, "published", in_rfc3339(item.published))
    add(entry, "updated", in_rfc3339(item.updated))
    for name in item.names:
        add(add(entry, "author"), "name", name)
    add(entry, "link", rel="alternate", type="text/html", href=item.url)
    for original in item.originals:
        add(entry, "link", rel="via", href=original)
    for category in item.categories:
        add(entry, "category", term=category.slug, scheme=site.topics_url, label=category.name)
    add(entry, "rights", item.rights, type="text")
    add(entry, "summary", item.summary, type="text")
    add(entry, "content", item.html, type="html")
    if item.source:
        _add_source(entry, item.source)
    return write_part(entry, 1)


def _add_source(entry: ET.Element, origin: ItemSource) -> None:
    """Credit the feed that the entry comes from (RFC 4287, 4.2.11)."""
    source = add(entry, "source")
    add(source, "id", origin.id)
    add(source, "title", origin.name, type="text")
    add(source, "updated", in_rfc3339(origin.updated))
    add(add(source, "author"), "name", origin.name)
    add(source, "link", rel="self", type=_MEDIA_TYPE, href=origin.feed_url)
    add(source, "link", rel="alternate", type="text/html", href=origin.page_url)


ATOM = FeedFormat(name="Atom", file_name="atom.xml", media_type=_MEDIA_TYPE, write_item=_write_entry, write=_write)
