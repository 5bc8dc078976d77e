"""What pages are made from: in: the digest, settings and addresses, out: the same with everything looked up once."""

from __future__ import annotations

from collections.abc import Mapping

from generator.config import Config
from generator.publish.feeds import Feed, list_feeds
from generator.publish.rights import quoted_sentences
from generator.publish.urls import Urls
from generator.records import Claimant, Day, Digest, Entry, Outlet, Record, Story, Thread, Topic

__all__ = ["Edition", "make_edition"]


class Edition(Record, frozen=True, kw_only=True):
    """A digest about to be printed."""

    digest: Digest
    config: Config
    urls: Urls
    entries: Mapping[str, Entry]
    """By id; clippings that the digest left out are not among them."""
    stories: Mapping[str, Story]
    """By the ids of their entries."""
    story_by_id: Mapping[str, Story]
    threads: Mapping[str, Thread]
    """By the ids of their stories; a story that stands alone is not among them."""
    topics: Mapping[str, Topic]
    """By slug."""
    outlets: Mapping[str, Outlet]
    """By the ids of their entries."""
    claimants: Mapping[tuple[str, str], Claimant]
    """By entry id and the claimant as that entry's claims name them; only those with a page of their own."""
    undated_topics: Mapping[str, tuple[str, ...]]
    """Slugs by entry id, of the clippings on the Undated shelf."""
    quoted: Mapping[str, frozenset[int]]
    """By entry id: the numbers of the sentences that stories print."""
    feeds: Mapping[str, tuple[Feed, ...]]
    """By the page that they follow."""
    days: tuple[Day, ...]
    """Those with stories, oldest first."""
    quotation_count: int

    @property
    def language(self) -> str:
        return self.config.language


def make_edition(digest: Digest, config: Config, addresses: Urls) -> Edition:
    """Look up who belongs to what."""
    stories = [story for day in digest.days for story in day.stories]
    return Edition(
        digest=digest,
        config=config,
        urls=addresses,
        entries={entry.id: entry for entry in digest.entries},
        stories={entry.id: story for story in stories for entry in story.entries},
        story_by_id={story.id: story for story in stories},
        threads={story.id: thread for thread in digest.threads for story in thread.stories},
        topics={topic.slug: topic for topic in digest.topics},
        outlets={entry.id: outlet for outlet in digest.outlets for entry in outlet.entries},
        claimants={
            (said.entry.id, said.claim.claimant): claimant for claimant in digest.claimants for said in claimant.said
        },
        undated_topics=_undated_topics(digest),
        quoted=quoted_sentences(stories),
        feeds=_feeds_by_page(digest, config),
        days=tuple(day for day in digest.days if day.stories),
        quotation_count=sum(len(story.extract) for story in stories),
    )


def _undated_topics(digest: Digest) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for topic in digest.topics:
        for entry in topic.undated:
            found.setdefault(entry.id, []).append(topic.slug)
    return {entry_id: tuple(sorted(slugs)) for entry_id, slugs in found.items()}


def _feeds_by_page(digest: Digest, config: Config) -> dict[str, tuple[Feed, ...]]:
    found: dict[str, list[Feed]] = {}
    for feed in list_feeds(digest, config):
        found.setdefault(feed.page, []).append(feed)
    return {page: tuple(feeds) for page, feeds in found.items()}
