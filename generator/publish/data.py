"""The digest as data: in: the digest, out: `digest.json`, what is told, and `ledger.json`, what was used and how."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from generator.config import Config
from generator.diagnostics import Diagnostic
from generator.publish import urls
from generator.publish.credits import outlet_in_words
from generator.publish.urls import Urls
from generator.records import (
    Artifact,
    Clipping,
    Copy,
    Dating,
    Day,
    Digest,
    Entry,
    Finding,
    Nearest,
    Origin,
    Outlet,
    Piece,
    Quotation,
    Record,
    Rights,
    Span,
    Story,
    Topic,
)

__all__ = ["DIGEST", "LEDGER", "make_data"]

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
    topics: tuple[str, ...]
    together: tuple[str, ...]
    nearest: Nearest | None


class DayRow(Record, frozen=True, kw_only=True):
    date: str
    url: str
    stories: tuple[StoryRow, ...]


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


class SentenceRow(msgspec.Struct, frozen=True, array_like=True):
    """`[number, first 16 hexadecimal digits of the SHA-256 of the text, [[start, end], …]]`"""

    number: int
    sha256: str
    spans: tuple[Span, ...]


class PieceRow(msgspec.Struct, frozen=True, array_like=True):
    """`[start, end, role, rule]`"""

    start: int
    end: int
    role: str
    rule: str


class EntryAccount(Record, frozen=True, kw_only=True):
    id: str
    part: int
    extent: Span
    """The part of the source that this entry answers for; its pieces tile it."""
    totals: dict[str, int]
    """Characters by role; they add up to the extent."""
    pieces: tuple[PieceRow, ...]
    sentences: tuple[SentenceRow, ...]


class LeftOutRow(Record, frozen=True, kw_only=True):
    part: int
    reason: str
    message: str


class SourceAccount(Record, frozen=True, kw_only=True):
    path: str
    sha256: str
    format: str
    encoding: str
    length: int
    """Of the decoded text, in characters, as are all places here."""
    entries: tuple[EntryAccount, ...]
    left_out: tuple[LeftOutRow, ...]
    diagnostics: tuple[Diagnostic, ...]


def make_data(digest: Digest, config: Config, addresses: Urls) -> Iterator[Artifact]:
    """
    Write down what the site tells and what it used, a record a line, so that two builds can be compared line by line.

    Addresses in `digest.json` are absolute. The ledger has the place and hash of every sentence but no text, so it
    proves a quotation only together with its source.
    """
    yield Artifact(path=DIGEST, data=_write_lists(_digest_lists(digest, config, addresses)))
    yield Artifact(path=LEDGER, data=_write_lists({"sources": map(_account_for, digest.clippings)}))


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
        "undated": (entry.id for entry in digest.undated),
        "topics": (_topic(topic, addresses) for topic in digest.topics),
        "outlets": (_outlet(outlet, addresses) for outlet in digest.outlets),
        "entries": (_entry(entry, addresses) for entry in digest.entries),
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
        topics=story.topics,
        together=story.together,
        nearest=story.nearest,
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
    )


def _account_for(clipping: Clipping) -> SourceAccount:
    return SourceAccount(
        path=clipping.path,
        sha256=clipping.sha256,
        format=clipping.format,
        encoding=clipping.encoding,
        length=clipping.length,
        entries=tuple(_account_for_entry(entry) for entry in clipping.entries),
        left_out=tuple(LeftOutRow(part=one.part, reason=one.reason, message=one.message) for one in clipping.left_out),
        diagnostics=clipping.diagnostics,
    )


def _account_for_entry(entry: Entry) -> EntryAccount:
    sentences = (sentence for paragraph in entry.paragraphs for sentence in paragraph.sentences)
    return EntryAccount(
        id=entry.id,
        part=entry.part,
        extent=Span(entry.pieces[0].span.start, entry.pieces[-1].span.end) if entry.pieces else Span(0, 0),
        totals=_add_up(entry.pieces),
        pieces=tuple(PieceRow(one.span.start, one.span.end, one.role, one.rule) for one in entry.pieces),
        sentences=tuple(SentenceRow(one.number, _short_hash(one.text), one.spans) for one in sentences),
    )


def _add_up(pieces: Iterable[Piece]) -> dict[str, int]:
    """Count characters by role, every role named."""
    totals = {"kept": 0, "removed": 0, "metadata": 0, "markup": 0}
    for piece in pieces:
        totals[piece.role] += piece.span.end - piece.span.start
    return totals


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
