"""A clipping: its text within its rights, how each field was found, and what was removed by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec

from generator.publish import urls
from generator.publish.citations.bibliography import make_reference
from generator.publish.citations.linked_data import describe_clipping
from generator.publish.citations.wiki import cite_news
from generator.publish.credits import outlet_in_words
from generator.publish.edition import Edition
from generator.publish.evidence import EvidenceView, evidence_views, rule_in_words
from generator.publish.pages.page import Crumb, Page, PlannedPage, make_head
from generator.publish.rights import kept_sentences, printable
from generator.publish.views import (
    CreditView,
    HeadlineView,
    LinkView,
    QuoteView,
    credit_view,
    date_view,
    headline_view,
    quote_view,
    topic_links,
)
from generator.publish.views_claimants import ClaimantView, claimant_views
from generator.publish.views_contested import ContestedView, contested_views
from generator.publish.web_links import host_of, web_link
from generator.publish.wording import counted, day_in_words, number_in_words
from generator.records import (
    Digest,
    Entry,
    Finding,
    Paragraph,
    ParagraphKind,
    Record,
    Sentence,
    SentenceRef,
    Story,
)

__all__ = ["ClippingView", "clipping_pages"]

_LONGEST_REMOVED = 160
"""Characters of a removed line that are shown: enough to know it again, too little to reprint it."""

_RIGHTS = {
    "full": "this source may be reprinted, so the whole text is here",
    "excerpt": "an excerpt within the limits of quotation",
    "quote": "only what stories quote; the rest stands in the original",
}

_WHOLE = "nothing of it is left out"
"""Where the budget or the quotations of stories hold the whole of a short text: then there is no rest."""


class PrintedSentence(Record, frozen=True, kw_only=True):
    """A sentence of a clipping."""

    number: int
    anchor: str
    """`s12`; print it as the id of the element around the quotation."""
    quote: QuoteView


class TextPart(Record, frozen=True, kw_only=True):
    """A paragraph or the printed part of one; or a gap."""

    kind: ParagraphKind
    sentences: tuple[PrintedSentence, ...]
    skipped: str
    """`14 sentences`, when the part is a gap and has no sentences; else empty."""


class TextGroup(Record, frozen=True, kw_only=True):
    """Neighbouring parts of one kind: the items of a list, the cells of a table, or single paragraphs."""

    kind: str
    """A paragraph's kind, or `gap`."""
    parts: tuple[TextPart, ...]


class FieldView(Record, frozen=True, kw_only=True):
    """A field and how it was found."""

    name: str
    value: str
    headline_of: str = ""
    """The entry's id when the value is its headline, to be printed as in `HeadlineView`."""
    is_guess: bool
    evidence: tuple[EvidenceView, ...]
    against: tuple[EvidenceView, ...]
    """What was seen and not believed."""


class RemovedLine(Record, frozen=True, kw_only=True):
    line: str
    """Its number in the source."""
    text: str
    """Its beginning."""
    rule: str


class ClippingView(Record, frozen=True, kw_only=True):
    """What a clipping's page may print."""

    headline: HeadlineView
    credit: CreditView
    contributors: str
    story: HeadlineView | None
    """The story it is part of; None on the Undated shelf."""
    story_counts: str
    day: LinkView
    """Of that story; or the shelf."""
    topics: tuple[LinkView, ...]
    text: tuple[TextGroup, ...]
    printed: str
    """`46 of 153 words`"""
    rights: str
    """Why it is so much, in words."""
    licence: str
    """As the clipping states it; empty when it says nothing."""
    fields: tuple[FieldView, ...]
    claimants: tuple[ClaimantView, ...]
    """Who is quoted in it, by first appearance."""
    contested: tuple[ContestedView, ...]
    """What is contested within it, where it is undated; else its story shows that."""
    removed: tuple[RemovedLine, ...]
    links: tuple[LinkView, ...]
    """Those of the clipping that lead to the web; the note is the host."""
    path: str
    """Of the source, in the folder of clippings."""
    format: str
    sha256: str
    cite_news: str
    """A line for Wikipedia, to be copied."""


def clipping_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each entry."""
    for entry in digest.entries:
        yield PlannedPage(
            path=urls.clipping(entry),
            title=f"{entry.title.value} – {outlet_in_words(entry)}, clipping",
            changed=entry.dating.day,
            make=_clipping_page,
            about=(entry,),
        )


def _clipping_page(edition: Edition, title: str, entry: Entry) -> Page:
    story = edition.stories.get(entry.id)
    shown = printable(entry, edition.quoted.get(entry.id, frozenset()), edition.config)
    sentences = tuple(kept_sentences(entry))
    spent = sum(sentence.word_count for sentence in sentences if sentence.number in shown)
    words = sum(sentence.word_count for sentence in sentences)
    view = ClippingView(
        headline=headline_view(edition, entry),
        credit=credit_view(edition, entry),
        contributors=", ".join(one.value for one in entry.contributors),
        story=headline_view(edition, story.lead, edition.urls.path(urls.story(story))) if story else None,
        story_counts=counted(len(story.entries), "clipping", "clippings", edition.language) if story else "",
        day=_day(edition, story),
        topics=topic_links(edition, _topics_of(edition, entry)),
        text=_text(edition, entry, shown),
        printed=f"{number_in_words(spent, edition.language)} of {counted(words, 'word', 'words', edition.language)}",
        rights=_WHOLE if len(shown) == len(sentences) and entry.rights != "full" else _RIGHTS[entry.rights],
        licence=entry.licence,
        fields=tuple(_fields(edition, entry)),
        claimants=claimant_views(edition, entry, shown),
        contested=contested_views(edition, edition.undated_contested.get(entry.id, ())),
        removed=tuple(
            RemovedLine(
                line=number_in_words(one.line, edition.language), text=_cut(one.text), rule=rule_in_words(one.rule)
            )
            for one in entry.removed
        ),
        links=_links(entry),
        path=entry.path,
        format=entry.format,
        sha256=entry.sha256,
        cite_news=cite_news(make_reference(entry, edition.urls)),
    )
    path = urls.clipping(entry)
    head = make_head(
        edition,
        path,
        title=title,
        description=f"Clipping from {view.headline.outlet}: {view.printed}, and how each field was found",
        crumbs=_crumbs(edition, story),
        linked_data=describe_clipping(entry, edition.config, edition.urls),
        date="" if entry.dating.is_guess else entry.dating.day or "",
    )
    return Page(template="clipping.html", head=head, view=view)


def _day(edition: Edition, story: Story | None) -> LinkView:
    if story is None:
        return LinkView(text="Undated", href=edition.urls.path(urls.UNDATED))
    return LinkView(text=day_in_words(story.day, edition.language), href=edition.urls.path(urls.day(story.day)))


def _crumbs(edition: Edition, story: Story | None) -> tuple[Crumb, ...]:
    day = _day(edition, story)
    crumbs = (Crumb(text=day.text, href=day.href),)
    if story is None or len(story.entries) == 1:
        return crumbs
    return (*crumbs, Crumb(text="Story", href=edition.urls.path(urls.story(story))))


def _topics_of(edition: Edition, entry: Entry) -> tuple[str, ...]:
    """List the slugs of what an entry is about, as its story is."""
    story = edition.stories.get(entry.id)
    return story.topics if story else edition.undated_topics.get(entry.id, ())


def _text(edition: Edition, entry: Entry, shown: frozenset[int]) -> tuple[TextGroup, ...]:
    """Set the printed sentences in their paragraphs, with one gap for each run that is not printed."""
    parts: list[TextPart] = []
    skipped = 0
    for paragraph in entry.paragraphs:
        for is_shown, run in groupby(paragraph.sentences, key=lambda sentence: sentence.number in shown):
            if not is_shown:
                skipped += len(tuple(run))
                continue
            if skipped:
                parts.append(_gap(edition, skipped))
                skipped = 0
            parts.append(_printed(edition, entry, paragraph, tuple(run)))
    if skipped:
        parts.append(_gap(edition, skipped))
    return tuple(
        TextGroup(kind=kind, parts=tuple(group))
        for kind, group in groupby(parts, key=lambda part: "gap" if part.skipped else part.kind)
    )


def _printed(edition: Edition, entry: Entry, paragraph: Paragraph, sentences: tuple[Sentence, ...]) -> TextPart:
    return TextPart(
        kind=paragraph.kind,
        sentences=tuple(
            PrintedSentence(
                number=sentence.number,
                anchor=urls.sentence_anchor(sentence.number),
                quote=quote_view(edition, SentenceRef(entry.id, sentence.number), sentence.text),
            )
            for sentence in sentences
        ),
        skipped="",
    )


def _gap(edition: Edition, skipped: int) -> TextPart:
    return TextPart(kind="paragraph", sentences=(), skipped=counted(skipped, "sentence", "sentences", edition.language))


def _fields(edition: Edition, entry: Entry) -> Iterator[FieldView]:
    """List the fields in the order of a bibliographic line; what is not known says so."""
    yield msgspec.structs.replace(_field("Headline", entry.title), headline_of=entry.id)
    dating, date = entry.dating, date_view(entry.dating, edition.language)
    yield FieldView(
        name="Date",
        value=f"{date.text} ({dating.edtf})" if date else "not known",
        is_guess=dating.is_guess,
        evidence=evidence_views(dating.evidence),
        against=evidence_views(dating.against),
    )
    if dating.instant:
        yield FieldView(name="Moment", value=dating.instant, is_guess=dating.is_guess, evidence=(), against=())
    yield _field("Outlet", entry.outlet)
    if entry.agency:
        yield _field("Agency", entry.agency)
    if entry.authors:
        yield _people("By", entry.authors)
    if entry.contributors:
        yield _people("Contributed", entry.contributors)
    yield _field("Address", entry.url)
    yield _field("Language", entry.language)
    if entry.labels:
        yield FieldView(name="Labels", value=", ".join(entry.labels), is_guess=False, evidence=(), against=())
    why = {slug: edition.about.get((slug, entry.id)) for slug in _topics_of(edition, entry)}
    if about := {slug: evidence for slug, evidence in why.items() if evidence}:
        evidence = evidence_views(about.values())
        names = ", ".join(edition.topics[slug].name for slug in about)
        yield FieldView(name="About", value=names, is_guess=True, evidence=evidence, against=())


def _field(name: str, finding: Finding | None) -> FieldView:
    if finding is None:
        return FieldView(name=name, value="not known", is_guess=False, evidence=(), against=())
    evidence = evidence_views((finding.evidence,))
    return FieldView(name=name, value=finding.value, is_guess=finding.is_guess, evidence=evidence, against=())


def _people(name: str, findings: tuple[Finding, ...]) -> FieldView:
    return FieldView(
        name=name,
        value=", ".join(finding.value for finding in findings),
        is_guess=any(finding.is_guess for finding in findings),
        evidence=evidence_views(dict.fromkeys(finding.evidence for finding in findings)),
        against=(),
    )


def _links(entry: Entry) -> tuple[LinkView, ...]:
    """Link what leads to the web, each address once; the words are the source's, or the address when it has none."""
    found: dict[str, LinkView] = {}
    for link in entry.links:
        href = web_link(link.href)
        if href:
            found.setdefault(href, LinkView(text=link.text.strip() or href, href=href, note=host_of(href)))
    return tuple(found.values())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_REMOVED else f"{text[:_LONGEST_REMOVED].rstrip()} …"
