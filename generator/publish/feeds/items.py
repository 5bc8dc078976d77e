"""Items of feeds: in: stories, days and clippings, out: what every format needs to write them down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from generator.config import Config
from generator.publish import urls
from generator.publish.credits import credit_in_words, outlet_in_words
from generator.publish.feeds.channel import CHANNEL_RIGHTS, Category, Citation, FeedItem, ItemSource
from generator.publish.feeds.content import Writer
from generator.publish.feeds.identity import make_tag
from generator.publish.feeds.moments import first_and_last
from generator.publish.labels import label_of_entry, label_of_note
from generator.publish.rights import kept_sentences, printable, quoted_sentences, standing_notes
from generator.publish.urls import Urls
from generator.publish.web_links import web_link
from generator.publish.wording import counted, day_in_words, story_counts
from generator.records import Day, Digest, Entry, FoundFootnote, Outlet, Record, Sentence, Story, Topic

__all__ = ["ItemMaker", "make_item_maker"]

_MOST_NAMES = 5
"""Names in a summary; it is read in a list of headlines."""

_TELLING = frozenset({"paragraph", "standfirst", "item", "quote"})
"""Kinds of paragraph that say what happened, unlike headings, captions and credit lines."""


class ItemMaker(Record, frozen=True, kw_only=True):
    """Makes items, with what they need to know of the whole digest at hand."""

    config: Config
    urls: Urls
    writer: Writer
    topics: dict[str, Category]
    sources: dict[str, ItemSource]
    """By entry id; an entry without an outlet has none."""
    quoted: dict[str, frozenset[int]]
    """By entry id: the sentences that stories quote."""

    def asked(self, one: Story | Day | Entry) -> tuple[object, ...]:
        """Tell what an item shows of the digest beside the thing that it is made of."""
        if isinstance(one, Day):
            return tuple(map(self.asked, one.stories))
        entries = one.entries if isinstance(one, Story) else (one,)
        topics = [self.topics.get(slug) for slug in one.topics] if isinstance(one, Story) else []
        return (*topics, *((self.sources.get(entry.id), self.quoted.get(entry.id)) for entry in entries))

    def make(self, one: Story | Day | Entry) -> FeedItem:
        """Turn a dated thing into an item. *Errors*: `ValueError` when it has no day: no feed can hold it."""
        if isinstance(one, Story):
            return self._story(one)
        return self._day(one) if isinstance(one, Day) else self._clipping(one)

    def _story(self, story: Story) -> FeedItem:
        tag = make_tag(self.config.feeds.authority, "story", story.id)
        published, updated = self._moments(story.entries, tag)
        is_single = len(story.entries) == 1
        return FeedItem(
            id=tag,
            url=self.urls.absolute(urls.story(story)),
            title=_labelled(story.lead, self.config),
            published=published,
            updated=updated,
            summary=credit_in_words(story.lead, self.config.language) if is_single else self._count_story(story),
            html=str(self.writer.story(story)),
            names=_names(story.entries),
            categories=tuple(self.topics[slug] for slug in story.topics if slug in self.topics),
            originals=_originals(story.entries),
            source=self.sources.get(story.lead.id) if is_single else None,
            rights=_rights(story.entries),
            citations=self._citations(story),
        )

    def _day(self, day: Day) -> FeedItem:
        tag = make_tag(self.config.feeds.authority, "day", day.date)
        entries = [entry for story in day.stories for entry in story.entries]
        published, updated = self._moments(entries, tag)
        slugs = {slug for story in day.stories for slug in story.topics}
        return FeedItem(
            id=tag,
            url=self.urls.absolute(urls.day(day.date)),
            title=day_in_words(day.date, self.config.language),
            published=published,
            updated=updated,
            summary=self._count_day(len(day.stories), len(entries)),
            html=str(self.writer.day(day)),
            names=_names(entries),
            categories=tuple(self.topics[slug] for slug in sorted(slugs) if slug in self.topics),
            originals=(),  # dozens of them say nothing; each story in the content has its own
            source=None,
            rights=_rights(entries),
            citations=tuple(citation for story in day.stories for citation in self._citations(story)),
        )

    def _clipping(self, entry: Entry) -> FeedItem:
        tag = make_tag(self.config.feeds.authority, "clipping", entry.id)
        published, updated = self._moments((entry,), tag)
        first = self._first_printed(entry)
        return FeedItem(
            id=tag,
            url=self.urls.absolute(urls.clipping(entry)),
            title=_labelled(entry, self.config),
            published=published,
            updated=updated,
            summary=credit_in_words(entry, self.config.language),
            html=str(self.writer.clipping(entry, first)),
            names=_names((entry,)),
            categories=(),
            originals=_originals((entry,)),
            source=None,  # it stands in that very feed
            rights=_rights((entry,)),
            citations=(self._citation(entry, (first.number,) if first else ()),),
        )

    def topic_note(self, topic: Topic) -> FeedItem:
        """
        Turn what the editor says of a topic into an item.

        Notes have no date, and one that moved with each new story would wake readers for nothing. So it is dated by
        the newest clipping that it cites, and without any by the topic's first story.
        """
        tag = make_tag(self.config.feeds.authority, "note", "topics", topic.slug)
        footnotes = [footnote for one in topic.notes for footnote in one.footnotes]
        cited = {footnote.entry.id: footnote.entry for footnote in footnotes}
        dated = [entry for entry in cited.values() if entry.dating.day]
        first, last = self._moments(dated or topic.stories[-1].entries, tag)
        moment = last if dated else first
        label = next(filter(None, (label_of_note(one.note, self.config) for one in topic.notes)), "")
        authors = tuple(dict.fromkeys(one.note.author for one in topic.notes if one.note.author))
        by = f", by {', '.join(authors)}" if authors else ""
        return FeedItem(
            id=tag,
            url=self.urls.absolute(urls.topic(topic)),
            title=f"{f'{label}: ' if label else ''}Editor’s note: {topic.name}",
            published=moment,
            updated=moment,
            summary=f"Editor’s note on {topic.name}{by}",
            html=str(self.writer.topic(topic)),
            names=authors or (self.config.publisher or self.config.title,),
            categories=(self.topics[topic.slug],),
            originals=(),
            source=None,
            rights=_rights(cited.values()) if cited else CHANNEL_RIGHTS,
            citations=tuple(self._citation(entry, _cited_sentences(footnotes, entry)) for entry in cited.values()),
        )

    def _first_printed(self, entry: Entry) -> Sentence | None:
        """Find the sentence its page begins with, before headings and credit lines; None when it has no text."""
        may_print = printable(entry, self.quoted.get(entry.id, frozenset()), self.config)
        openings = [sentence for sentence in kept_sentences(entry) if sentence.number in may_print]
        telling = {
            sentence.number
            for paragraph in entry.paragraphs
            if paragraph.kind in _TELLING
            for sentence in paragraph.sentences
        }
        return next((one for one in openings if one.number in telling), next(iter(openings), None))

    def _count_story(self, story: Story) -> str:
        """Write the counts of a story and who is in it."""
        names = _names(story.entries)
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        return f"{story_counts(story, self.config.language)}: {', '.join(names[:_MOST_NAMES])}{more}"

    def _count_day(self, stories: int, clippings: int) -> str:
        language = self.config.language
        return (
            f"{counted(stories, 'story', 'stories', language)} "
            f"from {counted(clippings, 'clipping', 'clippings', language)}"
        )

    def _moments(self, entries: Iterable[Entry], tag: str) -> tuple[datetime, datetime]:
        moments = first_and_last((entry.dating for entry in entries), tag, self.config.timezone)
        if moments is None:
            raise ValueError(f"{tag} has no day")
        return moments

    def _citations(self, story: Story) -> tuple[Citation, ...]:
        return tuple(self._citation(entry, sorted(self.quoted.get(entry.id, ()))) for entry in story.entries)

    def _citation(self, entry: Entry, sentences: Iterable[int]) -> Citation:
        return Citation(entry=entry, page_url=self.urls.absolute(urls.clipping(entry)), sentences=tuple(sentences))


def make_item_maker(digest: Digest, config: Config, addresses: Urls) -> ItemMaker:
    """Look up once what items have to know of the whole digest."""
    sources: dict[str, ItemSource] = {}
    for outlet in digest.outlets:
        source = _source(outlet, config, addresses)
        if source:
            sources |= {entry.id: source for entry in outlet.entries}
    return ItemMaker(
        config=config,
        urls=addresses,
        writer=Writer(urls=addresses, config=config),
        topics={topic.slug: Category(slug=topic.slug, name=topic.name) for topic in digest.topics},
        sources=sources,
        quoted=quoted_sentences((story for day in digest.days for story in day.stories), standing_notes(digest)),
    )


def _source(outlet: Outlet, config: Config, addresses: Urls) -> ItemSource | None:
    """Describe an outlet's own feed; None when it has no dated entry and so no feed."""
    page = urls.outlet(outlet)
    tag = make_tag(config.feeds.authority, "feed", "sources", outlet.slug)
    moments = first_and_last((entry.dating for entry in outlet.entries), tag, config.timezone)
    if moments is None:
        return None
    return ItemSource(
        id=tag,
        name=outlet.name,
        feed_url=addresses.absolute(urls.feed("atom.xml", page)),
        page_url=addresses.absolute(page),
        updated=moments[1],
    )


def _cited_sentences(footnotes: Iterable[FoundFootnote], entry: Entry) -> list[int]:
    return sorted({number for one in footnotes if one.entry.id == entry.id for number in one.numbers})


def _names(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Say who speaks: of one clipping its authors, of several the outlets; each once, in order."""
    listed = tuple(entries)
    if len(listed) == 1 and listed[0].authors:
        return tuple(author.value for author in listed[0].authors)
    return tuple(dict.fromkeys(outlet_in_words(entry) for entry in listed))


def _labelled(entry: Entry, config: Config) -> str:
    """Write a headline; in a preview, behind what it still waits for: readers show nothing else in their lists."""
    label = label_of_entry(entry, config)
    return f"{label}: {entry.title.value}" if label else entry.title.value


def _rights(entries: Iterable[Entry]) -> str:
    """Say whose the quotations are, with the licence where a clipping states one."""
    owners = (
        f"{outlet_in_words(entry)} ({entry.licence})" if entry.licence else outlet_in_words(entry) for entry in entries
    )
    return f"Quotations belong to {'; '.join(dict.fromkeys(owners))}"


def _originals(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Collect the addresses that may be linked, each once."""
    addresses = (web_link(entry.url.value) for entry in entries if entry.url)
    return tuple(dict.fromkeys(address for address in addresses if address))
