"""The formats that feeds are written in. A new one is a file and a row here."""

from __future__ import annotations

from generator.publish.feeds.atom import ATOM
from generator.publish.feeds.channel import FeedFormat
from generator.publish.feeds.json_feed import JSON_FEED
from generator.publish.feeds.rss import RSS

__all__ = ["FEED_FORMATS"]

FEED_FORMATS: tuple[FeedFormat, ...] = (ATOM, RSS, JSON_FEED)
"""The first is the one to recommend, and the only one where one is enough."""
