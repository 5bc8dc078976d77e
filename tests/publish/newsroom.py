"""A tiny newsroom for the tests of publishing: literal records of made-up clippings, stories and digests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from generator.records import (
    Clipping,
    Dating,
    Day,
    Digest,
    Entry,
    Evidence,
    Finding,
    Origin,
    Outlet,
    Paragraph,
    Piece,
    Quotation,
    Sentence,
    SentenceRef,
    Span,
    Story,
    Topic,
)
from generator.text.slugs import make_story_id, slug_of_entry
from generator.text.words import words

__all__ = ["make_digest", "make_entry", "make_outlet", "make_story", "make_topic"]


def make_entry(
    name: str,
    *,
    title: str = "Dam holds after night of rain",
    sentences: Sequence[str] = ("The dam held.", "Nobody was hurt."),
    day: str | None = "2020-10-18",
    instant: str | None = None,
    outlet: str | None = "Valley Courier",
    agency: str | None = None,
    authors: Sequence[str] = (),
    url: str | None = None,
) -> Entry:
    """Make an entry whose source is its sentences, a line each; its id comes from `name`."""
    source = "\n".join(sentences)
    printed, position = [], 0
    for number, text in enumerate(sentences, 1):
        printed.append(
            Sentence(
                number=number, text=text, spans=(Span(position, position + len(text)),), word_count=len(words(text))
            )
        )
        position += len(text) + 1
    return Entry(
        id=hashlib.sha256(name.encode()).hexdigest()[:12],
        path=f"{name}.txt",
        part=0,
        sha256=hashlib.sha256(source.encode()).hexdigest(),
        format="plain",
        title=_found(title),
        dating=Dating(day=day, instant=instant, edtf=day or "", precision="second" if instant else "day"),
        outlet=_found(outlet) if outlet else None,
        agency=_found(agency) if agency else None,
        authors=tuple(_found(author) for author in authors),
        contributors=(),
        url=_found(url) if url else None,
        archive_url=None,
        language=_found("en"),
        labels=(),
        paragraphs=tuple(Paragraph(kind="paragraph", sentences=(sentence,)) for sentence in printed),
        removed=(),
        pieces=(Piece(span=Span(0, len(source)), role="kept", rule="paragraph"),),
        links=(),
        rights="quote",
    )


def make_story(
    *entries: Entry, extract: Sequence[Sequence[tuple[int, int]]] = (((0, 1),),), topics: Sequence[str] = ()
) -> Story:
    """Make a story; `extract` names, for each quotation, pairs of an entry's place in `entries` and a sentence."""
    lead = entries[0]
    return Story(
        id=make_story_id(lead.id),
        slug=slug_of_entry(lead),
        day=lead.dating.day or "",
        lead=lead,
        entries=entries,
        copies=(),
        origins=tuple(Origin(name=entry.id, entry_ids=(entry.id,), evidence=()) for entry in entries),
        extract=tuple(_quote(entries, sources) for sources in extract),
        together=(),
        nearest=None,
        topics=tuple(topics),
    )


def make_topic(name: str, *stories: Story) -> Topic:
    return Topic(
        slug=name.lower(),
        name=name,
        spellings=(name,),
        rule="label",
        stories=stories,
        undated=(),
        entry_count=sum(len(story.entries) for story in stories),
    )


def make_outlet(name: str, *entries: Entry) -> Outlet:
    return Outlet(slug=name.lower().replace(" ", "-"), name=name, entries=entries)


def make_digest(
    *stories: Story,
    topics: Sequence[Topic] = (),
    outlets: Sequence[Outlet] = (),
    undated: Sequence[Entry] = (),
) -> Digest:
    days = sorted({story.day for story in stories})
    entries = (*(entry for story in stories for entry in story.entries), *undated)
    return Digest(
        entries=entries,
        days=tuple(Day(date=day, stories=tuple(story for story in stories if story.day == day)) for day in days),
        undated=tuple(undated),
        topics=tuple(topics),
        outlets=tuple(outlets),
        clippings=tuple(_clip(entry) for entry in entries),
        left_out=(),
        diagnostics=(),
    )


def _found(value: str) -> Finding:
    return Finding(value=value, evidence=Evidence(rule="field", quote=value))


def _quote(entries: Sequence[Entry], sources: Sequence[tuple[int, int]]) -> Quotation:
    refs = tuple(SentenceRef(entries[place].id, number) for place, number in sources)
    place, number = sources[0]
    return Quotation(text=entries[place].paragraphs[number - 1].sentences[0].text, sources=refs)


def _clip(entry: Entry) -> Clipping:
    return Clipping(
        path=entry.path,
        sha256=entry.sha256,
        format=entry.format,
        encoding="utf-8",
        length=entry.pieces[-1].span.end,
        entries=(entry,),
        left_out=(),
        diagnostics=(),
    )
