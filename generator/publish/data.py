"""The digest as data: in: the digest, out: `digest.json`, what is told, and `ledger.json`, what was used and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from generator.config import Config
from generator.publish import urls
from generator.publish.accounts import make_account
from generator.publish.credits import outlet_in_words
from generator.publish.note_rows import make_note_rows
from generator.publish.planned import PlannedFile
from generator.publish.urls import Urls
from generator.records import (
    Claim,
    Claimant,
    Contested,
    Continuation,
    Copy,
    Dating,
    Day,
    Digest,
    Entry,
    Figure,
    Finding,
    Nearest,
    Origin,
    Outlet,
    Quotation,
    Record,
    Rights,
    SentenceRef,
    Story,
    Thread,
    Topic,
)

__all__ = ["DIGEST", "LEDGER", "plan_data"]

DIGEST = "data/digest.json"
LEDGER = "data/ledger.json"


class SiteRow(Record, frozen=True, kw_only=True):
    title: str
    description: str
    publisher: str
    base_url: str
    language: str
    timezone: str


class StoryRow(Record, frozen=True, kw_only=True):
    id: str
    url: str
    headline: str
    day: str
    entries: tuple[str, ...]
    """Ids, the lead first."""
    lead: str
    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    extract: tuple[Quotation, ...]
    contested: tuple[Contested, ...]
    topics: tuple[str, ...]
    together: tuple[str, ...]
    nearest: Nearest | None
    continues: Continuation | None


class DayRow(Record, frozen=True, kw_only=True):
    date: str
    url: str
    stories: tuple[StoryRow, ...]


class ThreadRow(Record, frozen=True, kw_only=True):
    id: str
    url: str
    headline: str
    """Of its newest story."""
    first_day: str
    last_day: str
    stories: tuple[str, ...]
    """Ids, oldest first."""


class TopicRow(Record, frozen=True, kw_only=True):
    slug: str
    name: str
    url: str
    rule: str
    spellings: tuple[str, ...]
    stories: tuple[str, ...]
    undated: tuple[str, ...]
    entry_count: int


class OutletRow(Record, frozen=True, kw_only=True):
    slug: str
    name: str
    url: str
    entries: tuple[str, ...]


class ClaimantRow(Record, frozen=True, kw_only=True):
    """Somebody whom several clippings quote."""

    slug: str
    name: str
    url: str
    said: tuple[SentenceRef, ...]


class EntryRow(Record, frozen=True, kw_only=True):
    """An entry without its text, which is not ours to hand on as data."""

    id: str
    page: str
    path: str
    part: int
    format: str
    title: Finding
    dating: Dating
    credit: str
    """Who says so, in words."""
    outlet: Finding | None
    agency: Finding | None
    authors: tuple[Finding, ...]
    contributors: tuple[Finding, ...]
    url: Finding | None
    archive_url: str | None
    language: Finding
    labels: tuple[str, ...]
    rights: Rights
    claims: tuple[Claim, ...]
    """Who says what, by sentence; who passed it on."""
    figures: tuple[Figure, ...]
    """Numbers that count or measure something, as printed, by sentence."""


def plan_data(digest: Digest, config: Config, addresses: Urls) -> Iterator[PlannedFile]:
    """
    Write down what the site tells and what it used, a record a line, so that two builds can be compared line by line.

    Addresses in `digest.json` are absolute. The ledger has the place and hash of every sentence but no text, so it
    proves a quotation only together with its source.
    """
    yield PlannedFile(DIGEST, lambda: _write_lists(_digest_lists(digest, config, addresses)))
    yield PlannedFile(LEDGER, lambda: _write_lists({"sources": map(make_account, digest.clippings)}))


def _write_lists(lists: dict[str, Any]) -> bytes:
    """Encode an object of objects and long lists one row at a time: the rows never stand in memory all at once."""
    encoder = msgspec.json.Encoder(order="deterministic")
    parts = []
    for name, value in lists.items():
        if isinstance(value, msgspec.Struct):
            written = encoder.encode(value)
        else:
            written = b"[\n" + b",\n".join(encoder.encode(row) for row in value) + b"\n]"
        parts.append(encoder.encode(name) + b":" + written)
    return b"{" + b",\n".join(parts) + b"}\n"


def _digest_lists(digest: Digest, config: Config, addresses: Urls) -> dict[str, SiteRow | Iterable[Any]]:
    site = SiteRow(
        title=config.title,
        description=config.description,
        publisher=config.publisher or config.title,
        base_url=addresses.base_url,
        language=config.language,
        timezone=config.timezone,
    )
    return {
        "site": site,
        "days": (_day(day, addresses) for day in digest.days),
        "threads": (_thread(thread, addresses) for thread in digest.threads),
        "undated": (entry.id for entry in digest.undated),
        "topics": (_topic(topic, addresses) for topic in digest.topics),
        "outlets": (_outlet(outlet, addresses) for outlet in digest.outlets),
        "claimants": (_claimant(claimant, addresses) for claimant in digest.claimants),
        "entries": (_entry(entry, addresses) for entry in digest.entries),
        "notes": make_note_rows(digest, addresses),
    }


def _day(day: Day, addresses: Urls) -> DayRow:
    return DayRow(
        date=day.date,
        url=addresses.absolute(urls.day(day.date)),
        stories=tuple(_story(story, addresses) for story in day.stories),
    )


def _story(story: Story, addresses: Urls) -> StoryRow:
    return StoryRow(
        id=story.id,
        url=addresses.absolute(urls.story(story)),
        headline=story.lead.title.value,
        day=story.day,
        entries=tuple(entry.id for entry in story.entries),
        lead=story.lead.id,
        copies=story.copies,
        origins=story.origins,
        extract=story.extract,
        contested=story.contested,
        topics=story.topics,
        together=story.together,
        nearest=story.nearest,
        continues=story.continues,
    )


def _claimant(claimant: Claimant, addresses: Urls) -> ClaimantRow:
    return ClaimantRow(
        slug=claimant.slug,
        name=claimant.name,
        url=addresses.absolute(urls.claimant(claimant)),
        said=tuple(SentenceRef(one.entry.id, one.claim.number) for one in claimant.said),
    )


def _thread(thread: Thread, addresses: Urls) -> ThreadRow:
    return ThreadRow(
        id=thread.id,
        url=addresses.absolute(urls.thread(thread)),
        headline=thread.newest.lead.title.value,
        first_day=thread.stories[0].day,
        last_day=thread.newest.day,
        stories=tuple(story.id for story in thread.stories),
    )


def _topic(topic: Topic, addresses: Urls) -> TopicRow:
    return TopicRow(
        slug=topic.slug,
        name=topic.name,
        url=addresses.absolute(urls.topic(topic)),
        rule=topic.rule,
        spellings=topic.spellings,
        stories=tuple(story.id for story in topic.stories),
        undated=tuple(entry.id for entry in topic.undated),
        entry_count=topic.entry_count,
    )


def _outlet(outlet: Outlet, addresses: Urls) -> OutletRow:
    return OutletRow(
        slug=outlet.slug,
        name=outlet.name,
        url=addresses.absolute(urls.outlet(outlet)),
        entries=tuple(entry.id for entry in outlet.entries),
    )


def _entry(entry: Entry, addresses: Urls) -> EntryRow:
    return EntryRow(
        id=entry.id,
        page=addresses.absolute(urls.clipping(entry)),
        path=entry.path,
        part=entry.part,
        format=entry.format,
        title=entry.title,
        dating=entry.dating,
        credit=outlet_in_words(entry),
        outlet=entry.outlet,
        agency=entry.agency,
        authors=entry.authors,
        contributors=entry.contributors,
        url=entry.url,
        archive_url=entry.archive_url,
        language=entry.language,
        labels=entry.labels,
        rights=entry.rights,
        claims=entry.claims,
        figures=entry.figures,
    )
