"""What every feed format is handed: a channel and its items, ready to be written down in any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from generator.records import Entry, Record

__all__ = [
    "CHANNEL_RIGHTS",
    "Category",
    "Channel",
    "Citation",
    "FeedFormat",
    "FeedItem",
    "FeedSite",
    "History",
    "ItemSource",
    "last_change",
    "related_documents",
]


CHANNEL_RIGHTS = "Every quotation belongs to the source that is named with it"


class Category(Record, frozen=True, kw_only=True):
    """A topic of an item."""

    slug: str
    name: str


class Citation(Record, frozen=True, kw_only=True):
    """A clipping that an item rests on."""

    entry: Entry
    page_url: str
    sentences: tuple[int, ...]
    """Numbers of those that are quoted, in reading order; empty when none is."""


class ItemSource(Record, frozen=True, kw_only=True):
    """The feed of the one outlet that an item comes from."""

    id: str
    name: str
    feed_url: str
    page_url: str
    updated: datetime


class FeedItem(Record, frozen=True, kw_only=True):
    id: str
    """A `tag:` URI, unique in its channel."""
    url: str
    """Of the item's own page, absolute."""
    title: str
    """Plain text."""
    published: datetime
    updated: datetime
    summary: str
    """Plain text, computed: how many clippings, and who says so. No sentence of a source."""
    html: str
    """With absolute links only, for readers that show it far from the site."""
    names: tuple[str, ...]
    """Who says so."""
    categories: tuple[Category, ...]
    originals: tuple[str, ...]
    """Addresses of the clippings' originals, absolute."""
    source: ItemSource | None
    """None when several outlets stand behind the item, or an unknown one."""
    rights: str
    """Whose the quotations are, in words."""
    citations: tuple[Citation, ...]


class FeedSite(Record, frozen=True, kw_only=True):
    """What all channels of a site share."""

    about_url: str
    """Of the page that explains the site's feeds."""
    topics_url: str
    """The scheme of the categories."""
    style_url: str
    """Of the style sheet for browsers that show the XML."""
    language: str
    publisher: str


class History(Record, frozen=True, kw_only=True):
    """Where a document stands among all of its feed (RFC 5005, 4). Addresses, empty where there is none."""

    current: str = ""
    """Of the live document; empty in that document itself."""
    older: str = ""
    newer: str = ""
    hub: str = ""
    """That tells subscribers of changes (WebSub); archives do not change and have none."""


class Channel(Record, frozen=True, kw_only=True):
    """One feed."""

    id: str
    title: str
    description: str
    page_url: str
    """Of the page that the feed follows."""
    feed_url: str
    """Of the document itself."""
    history: History
    site: FeedSite
    items: tuple[FeedItem, ...]
    """At least one; newest first."""


class FeedFormat(Record, frozen=True, kw_only=True):
    """A way to write a channel down: its items each by itself, for they stand in many channels, then what is around."""

    name: str
    """As people call it."""
    file_name: str
    media_type: str
    write_item: Callable[[FeedItem, FeedSite], str]
    write: Callable[[Channel, Sequence[str]], bytes]
    """Takes the channel and its items as they were written."""


def last_change(channel: Channel) -> datetime:
    """Say when a channel changed: when its newest item did."""
    return max(item.updated for item in channel.items)


def related_documents(history: History) -> Iterator[tuple[str, str]]:
    """Give the links of a document to others of its feed: relation and address (RFC 5005, 4; WebSub, 4)."""
    links = (
        ("hub", history.hub),
        ("current", history.current),
        ("prev-archive", history.older),
        ("next-archive", history.newer),
    )
    yield from ((relation, address) for relation, address in links if address)
