"""Citations: in: a digest, out: what each story, day and topic cites, as files for reference managers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from operator import attrgetter

from generator.publish import urls
from generator.publish.citations.bibliography import Reference, make_reference
from generator.publish.citations.bibtex import write_bibtex
from generator.publish.citations.csl import write_csl
from generator.publish.periods import list_months, newest
from generator.publish.planned import PlannedFile
from generator.publish.urls import Urls
from generator.records import Digest, Entry, Story

__all__ = ["CITATION_FORMATS", "plan_citations"]

_DAY = attrgetter("day")

CITATION_FORMATS = (
    ("CSL-JSON", "application/vnd.citationstyles.csl+json", urls.CSL, write_csl),
    ("BibTeX", "application/x-bibtex", urls.BIBTEX, write_bibtex),
)
"""Name, media type, file beside the page, writer."""


def plan_citations(digest: Digest, addresses: Urls) -> Iterator[PlannedFile]:
    """Write down the clippings of every story, day and page of a topic in every format, beside it."""
    for page, entries in _cited(digest):
        for _, _, name, write in CITATION_FORMATS:
            about = partial(tuple[object, ...], (write, *entries))
            yield PlannedFile(f"{page}{name}", partial(_write, write, entries, addresses), about=about)


def _write(write: Callable[[list[Reference]], bytes], entries: Iterable[Entry], addresses: Urls) -> bytes:
    return write([make_reference(entry, addresses) for entry in {one.id: one for one in entries}.values()])


def _cited(digest: Digest) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Pair the path of each citing page with its clippings, in the page's order."""
    for day in digest.days:
        if day.stories:
            yield urls.day(day.date), _entries(day.stories)
        for story in day.stories:
            yield urls.story(story), story.entries
    for topic in digest.topics:
        page = urls.topic(topic)
        yield page, (*_entries(newest(topic.stories, _DAY)), *topic.undated)
        for period, stories in list_months(topic.stories, _DAY):
            yield urls.in_month(page, period.month), _entries(stories)


def _entries(stories: Iterable[Story]) -> tuple[Entry, ...]:
    return tuple(chain.from_iterable(story.entries for story in stories))
