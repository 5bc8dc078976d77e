"""What pages are made from: in: the digest, settings and addresses, out: the same with everything looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from generator.config import Config
from generator.publish.feeds import Feed, list_feeds
from generator.publish.rights import quoted_sentences, standing_notes
from generator.publish.urls import Urls
from generator.records import Contested, Day, Digest, Entry, Evidence, Record, Story, Thread

__all__ = ["Announced", "Edition", "Named", "dated_days", "latest_day", "make_edition"]


class Named(Record, frozen=True, kw_only=True):
    """A topic, an outlet or a claimant, as far as a page that links it has to know it."""

    slug: str
    name: str


class Announced(Record, frozen=True, kw_only=True):
    """A feed, as far as a page that announces it has to know it."""

    title: str
    path: str
    format: str
    """Atom, RSS, JSON Feed"""
    media_type: str


class Edition(Record, frozen=True, kw_only=True):
    """
    A digest about to be printed, as a page may ask for what stands around it.

    It holds nothing but settings and lookups, so that whoever prints a site over and over can see what a page asked
    for, and needs not make it again while every answer is the same. What a page is about is handed to it besides.
    """

    config: Config
    urls: Urls
    entries: Mapping[str, Entry]
    """By id; clippings that the digest left out are not among them."""
    stories: Mapping[str, Story]
    """By the ids of their entries."""
    story_by_id: Mapping[str, Story]
    threads: Mapping[str, Thread]
    """By the ids of their stories; a story that stands alone is not among them."""
    topics: Mapping[str, Named]
    """By slug."""
    outlets: Mapping[str, Named]
    """By the ids of their entries."""
    claimants: Mapping[tuple[str, str], Named]
    """By entry id and the claimant as that entry's claims name them; only those with a page of their own."""
    undated_topics: Mapping[str, tuple[str, ...]]
    """Slugs by entry id, of the clippings on the Undated shelf."""
    undated_contested: Mapping[str, tuple[Contested, ...]]
    """By entry id: what is contested within a clipping of the Undated shelf."""
    about: Mapping[tuple[str, str], Evidence]
    """By slug of a topic and entry id: by what an entry without the topic's label was found to be about it."""
    quoted: Mapping[str, frozenset[int]]
    """By entry id: the numbers of the sentences that stories and editor's notes print."""
    feeds: Mapping[str, tuple[Announced, ...]]
    """By the page that they follow."""

    @property
    def language(self) -> str:
        return self.config.language


def make_edition(digest: Digest, config: Config, addresses: Urls) -> Edition:
    """Look up who belongs to what."""
    stories = [story for day in digest.days for story in day.stories]
    return Edition(
        config=config,
        urls=addresses,
        entries={entry.id: entry for entry in digest.entries},
        stories={entry.id: story for story in stories for entry in story.entries},
        story_by_id={story.id: story for story in stories},
        threads={story.id: thread for thread in digest.threads for story in thread.stories},
        topics={topic.slug: Named(slug=topic.slug, name=topic.name) for topic in digest.topics},
        outlets=_outlets(digest),
        claimants=_claimants(digest),
        undated_topics=_undated_topics(digest),
        about={(topic.slug, entry_id): why for topic in digest.topics for entry_id, why in topic.why.items()},
        undated_contested=digest.undated_contested,
        quoted=quoted_sentences(
            stories, standing_notes(digest), chain.from_iterable(digest.undated_contested.values())
        ),
        feeds=_feeds_by_page(list_feeds(digest, config)),
    )


def dated_days(digest: Digest) -> tuple[Day, ...]:
    """List the days that have stories, oldest first: those with a page."""
    return tuple(day for day in digest.days if day.stories)


def latest_day(digest: Digest) -> str:
    """Give the date of the latest day that has a page; empty when there is none."""
    return next((day.date for day in reversed(digest.days) if day.stories), "")


def _outlets(digest: Digest) -> dict[str, Named]:
    named = ((Named(slug=outlet.slug, name=outlet.name), outlet.entries) for outlet in digest.outlets)
    return {entry.id: outlet for outlet, entries in named for entry in entries}


def _claimants(digest: Digest) -> dict[tuple[str, str], Named]:
    named = ((Named(slug=claimant.slug, name=claimant.name), claimant.said) for claimant in digest.claimants)
    return {(one.entry.id, one.claim.claimant): claimant for claimant, said in named for one in said}


def _undated_topics(digest: Digest) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for topic in digest.topics:
        for entry in topic.undated:
            found.setdefault(entry.id, []).append(topic.slug)
    return {entry_id: tuple(sorted(slugs)) for entry_id, slugs in found.items()}


def _feeds_by_page(feeds: Iterable[Feed]) -> dict[str, tuple[Announced, ...]]:
    found: dict[str, list[Announced]] = {}
    for feed in feeds:
        announced = Announced(
            title=feed.title, path=feed.path, format=feed.format.name, media_type=feed.format.media_type
        )
        found.setdefault(feed.page, []).append(announced)
    return {page: tuple(those) for page, those in found.items()}
