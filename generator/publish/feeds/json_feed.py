"""JSON Feed 1.1: in: a channel and its items, out: a document (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from generator.publish.characters import drop_illegal
from generator.publish.credits import outlet_in_words
from generator.publish.feeds.channel import Channel, Citation, FeedFormat, FeedItem, FeedSite
from generator.publish.feeds.moments import in_rfc3339

__all__ = ["JSON_FEED"]


def _write(channel: Channel, items: Sequence[str]) -> bytes:
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page_url,
        "feed_url": channel.feed_url,
        "language": channel.site.language,
        "authors": [{"name": channel.site.publisher}],
    }
    if channel.history.older:
        feed["next_url"] = channel.history.older
    if channel.history.hub:
        feed["hubs"] = [{"type": "WebSub", "url": channel.history.hub}]
    head, listed = _indented(feed).removesuffix("\n}"), ",\n".join(items)
    return f'{head},\n "items": [\n{listed}\n ]\n}}\n'.encode()


def _write_item(item: FeedItem, site: FeedSite) -> str:
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
        "_dayfold": {
            "about": site.about_url,
            "rights": item.rights,
            "citations": [_citation(one) for one in item.citations],
        },
    }
    if len(item.citations) == 1 and item.originals:
        found["external_url"] = item.originals[0]
    return "\n".join(f"  {line}" for line in _indented(found).split("\n"))  # no string in JSON holds a line end


def _indented(value: dict[str, Any]) -> str:
    return msgspec.json.format(msgspec.json.encode(_clean(value)), indent=1).decode()


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


JSON_FEED = FeedFormat(
    name="JSON Feed", file_name="feed.json", media_type="application/feed+json", write_item=_write_item, write=_write
)
