"""Views that many pages share: in: entries and stories, out: frozen values that hold all a template may print."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.publish import urls
from generator.publish.citations.bibliography import archive_day
from generator.publish.credits import UNKNOWN_OUTLET, date_in_words, outlet_in_words
from generator.publish.edition import Edition
from generator.publish.labels import label_of_entry
from generator.publish.rights import kept_sentences
from generator.publish.text_fragments import find_fragment
from generator.publish.views_notes import EditorHeadlineView, editor_headline
from generator.publish.web_links import host_of, link_to_passages, web_link
from generator.publish.wording import story_counts
from generator.records import Dating, Entry, Record, SentenceRef, Story

__all__ = [
    "CreditView",
    "DateView",
    "HeadlineView",
    "LinkView",
    "QuoteView",
    "StoryLine",
    "credit_view",
    "date_view",
    "first_quote",
    "headline_view",
    "outlet_links",
    "quote_view",
    "story_line",
    "topic_links",
]


class LinkView(Record, frozen=True, kw_only=True):
    """Words and where they lead; `note` is what stands behind the link, mostly a count."""

    text: str
    href: str
    note: str = ""


class DateView(Record, frozen=True, kw_only=True):
    """A date as it is printed: as precise as it is known."""

    text: str
    machine: str
    """For `<time datetime>`; empty when HTML has no form for it."""
    is_guess: bool


class HeadlineView(Record, frozen=True, kw_only=True):
    """
    An entry's headline. Print `text` alone inside an element with `data-headline="{{ entry_id }}"`: `dayfold verify`
    compares it with the entry.
    """

    entry_id: str
    text: str
    href: str
    language: str
    """BCP 47, when it is known and not the site's; else empty."""
    is_guess: bool
    outlet: str
    """Who says so, in words: `AP via The Independent`."""
    waits: str
    """`Draft`, `Planned for 3 March 2027`: in a preview, that it is not published yet; print it outside the element."""


class QuoteView(Record, frozen=True, kw_only=True):
    """
    A printed sentence. Print it as `<q cite="{{ href }}">{{ text }}</q>`, with nothing else inside: `dayfold verify`
    compares it with its source.
    """

    text: str
    href: str
    """Of the sentence on its clipping's page."""
    language: str
    """As in `HeadlineView`."""


class CreditView(Record, frozen=True, kw_only=True):
    """Who says so, in the parts of a bibliographic line."""

    outlet: str
    """Empty when only an agency is known."""
    outlet_href: str
    """Empty when the outlet has no page."""
    outlet_is_guess: bool
    agency: str
    """Empty when there is none, or when it is the outlet."""
    authors: str
    date: DateView | None
    original_href: str
    """Into the original, at the passages if any are given; empty when no address is known."""
    original_address: str
    """The same without the passages, for paper."""
    original_host: str
    archive_href: str
    archive_day: str
    """ISO, when the archive's address says on which day it kept the page; else empty."""
    fingerprint: str
    """The first eight digits of the source's SHA-256."""


class StoryLine(Record, frozen=True, kw_only=True):
    """A story in brief, for lists: headline, counts, one sentence with its credit. Holds no anchors."""

    headline: HeadlineView
    """Leads to the story."""
    counts: str
    is_single: bool
    quote: QuoteView | None
    quoted_from: str
    """Who says that sentence."""
    editor_headline: EditorHeadlineView | None
    """Stands above the other."""


def date_view(dating: Dating, language: str) -> DateView | None:
    """Write a date for people and for machines; None when nothing is known."""
    text = date_in_words(dating, language)
    if not text:
        return None
    plain = dating.edtf.rstrip("~?%")
    machine = plain if re.fullmatch(r"\d{4}(-\d\d){0,2}", plain) else ""
    return DateView(text=text, machine=machine, is_guess=dating.is_guess)


def headline_view(edition: Edition, entry: Entry, href: str = "") -> HeadlineView:
    """Show an entry's headline, which leads to its own page if nowhere else is said."""
    return HeadlineView(
        entry_id=entry.id,
        text=entry.title.value,
        href=href or edition.urls.path(urls.clipping(entry)),
        language=_foreign(edition, entry),
        is_guess=entry.title.is_guess,
        outlet=outlet_in_words(entry),
        waits=label_of_entry(entry, edition.config),
    )


def quote_view(edition: Edition, ref: SentenceRef, text: str) -> QuoteView:
    """Show a sentence and where it stands."""
    return QuoteView(
        text=text,
        href=edition.urls.path(urls.clipping_by_id(ref.entry_id), urls.sentence_anchor(ref.number)),
        language=_foreign(edition, edition.entries[ref.entry_id]),
    )


def original_link(entry: Entry, passages: Iterable[int] = ()) -> str:
    """Lead into an entry's original, at the sentences of these numbers; empty when no address is known."""
    original = (web_link(entry.url.value) if entry.url else None) or ""
    found = (find_fragment(entry, number) for number in dict.fromkeys(passages)) if original else ()
    return link_to_passages(original, (fragment for fragment in found if fragment))


def credit_view(edition: Edition, entry: Entry, passages: Iterable[int] = ()) -> CreditView:
    """Say who says so; with the numbers of sentences the link to the original leads to them."""
    outlet, agency = (finding.value if finding else "" for finding in (entry.outlet, entry.agency))
    page = edition.outlets.get(entry.id)
    original = original_link(entry)
    return CreditView(
        outlet=outlet or ("" if agency else UNKNOWN_OUTLET),
        outlet_href=edition.urls.path(urls.outlet(page)) if page and outlet else "",
        outlet_is_guess=bool(entry.outlet and entry.outlet.is_guess),
        agency=agency if agency != outlet else "",
        authors=", ".join(author.value for author in entry.authors),
        date=date_view(entry.dating, edition.language),
        original_href=original_link(entry, passages),
        original_address=original,
        original_host=host_of(original),
        archive_href=(web_link(entry.archive_url) if entry.archive_url else None) or "",
        archive_day=archive_day(entry.archive_url or ""),
        fingerprint=entry.sha256[:8],
    )


def story_line(edition: Edition, story: Story) -> StoryLine:
    """Show a story in a list, with the first sentence of its extract."""
    first = story.extract[0] if story.extract else None
    return StoryLine(
        headline=headline_view(edition, story.lead, edition.urls.path(urls.story(story))),
        counts=story_counts(story, edition.language),
        is_single=len(story.entries) == 1,
        quote=quote_view(edition, first.sources[0], first.text) if first else None,
        quoted_from=outlet_in_words(edition.entries[first.sources[0].entry_id]) if first else "",
        editor_headline=editor_headline(story.notes, edition.config),
    )


def topic_links(edition: Edition, slugs: tuple[str, ...]) -> tuple[LinkView, ...]:
    """Link topics by slug; one that has no page is left out."""
    topics = (edition.topics[slug] for slug in slugs if slug in edition.topics)
    return tuple(LinkView(text=topic.name, href=edition.urls.path(urls.topic(topic))) for topic in topics)


def outlet_links(edition: Edition, entries: Iterable[Entry]) -> tuple[LinkView, ...]:
    """Link the outlets behind entries, each once, by name; who is not known is left out."""
    found = {outlet.slug: outlet for outlet in (edition.outlets.get(entry.id) for entry in entries) if outlet}
    return tuple(
        LinkView(text=outlet.name, href=edition.urls.path(urls.outlet(outlet)))
        for outlet in sorted(found.values(), key=lambda outlet: (outlet.name.casefold(), outlet.slug))
    )


def first_quote(edition: Edition, entry: Entry) -> QuoteView | None:
    """Show the sentence that every clipping page may print, whatever its rights: the first."""
    first = next(kept_sentences(entry), None)
    return quote_view(edition, SentenceRef(entry.id, first.number), first.text) if first else None


def _foreign(edition: Edition, entry: Entry) -> str:
    """Name an entry's language where the page has to say it, because it is not the page's own."""
    tag = entry.language.value
    if tag == "und" or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        return ""
    return "" if tag.split("-")[0].lower() == edition.language.split("-")[0].lower() else tag
