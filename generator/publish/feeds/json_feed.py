"""JSON Feed 1.1: in: a channel and its address, out: a document (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.publish.characters import drop_illegal
from generator.publish.credits import outlet_in_words
from generator.publish.feeds.channel import Channel, Citation, FeedFormat, FeedItem
from generator.publish.feeds.moments import in_rfc3339

__all__ = ["JSON_FEED"]


def _write(channel: Channel, address: str) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page_url,
        "feed_url": address,
        "language": channel.language,
        "authors": [{"name": channel.publisher}],
        "items": [_item(item, channel) for item in channel.items],
    }
    return msgspec.json.format(msgspec.json.encode(_clean(feed)), indent=1) + b"\n"


def _item(item: FeedItem, channel: Channel) -> dict[str, Any]:
    found = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": in_rfc3339(item.published),
        "date_modified": in_rfc3339(item.updated),
        "authors": [{"name": name} for name in item.names],
        "tags": [category.name for category in item.categories],
        # An extension of our own, with the `about` that the standard asks for.
        "_dayfold": {"about": channel.about_url, "citations": [_citation(one) for one in item.citations]},
    }
    if len(item.citations) == 1 and item.originals:
        found["external_url"] = item.originals[0]
    return found


def _citation(citation: Citation) -> dict[str, Any]:
    entry = citation.entry
    return {
        "id": entry.id,
        "url": citation.page_url,
        "title": entry.title.value,
        "credit": outlet_in_words(entry),
        "authors": [author.value for author in entry.authors],
        "date": entry.dating.edtf,
        "original": entry.url.value if entry.url else None,
        "sentences": citation.sentences,
    }


def _clean(value: Any) -> Any:
    """Leave out of every text in a tree what UTF-8 or a reader's XML cannot hold."""
    if isinstance(value, str):
        return drop_illegal(value)
    if isinstance(value, dict):
        return {name: _clean(inner) for name, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value


JSON_FEED = FeedFormat(name="JSON Feed", file_name="feed.json", media_type="application/feed+json", write=_write)
