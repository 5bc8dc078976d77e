"""A story as a card or a page shows it: in: a story and the first free footnote number, out: a view, and the next."""

from __future__ import annotations

from itertools import groupby

import msgspec

from generator.publish import urls
from generator.publish.credits import outlet_in_words
from generator.publish.edition import Edition
from generator.publish.footnotes import Marker, PrintedSentence, add_footnotes
from generator.publish.views import (
    CreditView,
    HeadlineView,
    LinkView,
    QuoteView,
    credit_view,
    headline_view,
    quote_view,
    topic_links,
)
from generator.publish.views_cited import CitedView, cited_views
from generator.publish.views_contested import ContestedView, contested_views
from generator.publish.views_footnotes import NoteView, note_views, passage_headline, passages_of
from generator.publish.views_notes import EditorHeadlineView, EditorialView, editor_headline, editorial_views
from generator.publish.views_thread import StepView, step_before, steps_after, thread_link
from generator.publish.wording import background_in_words, hundredths, number_in_words, share_in_words, story_counts
from generator.records import Copy, Entry, Origin, Record, Story

__all__ = ["StoryView", "story_view", "story_views"]

_MOST_MORE = 5
"""Lines under MORE on a card; the story's own page lists all (memeorandum's measure: a card stays a card)."""


class SentenceView(Record, frozen=True, kw_only=True):
    quote: QuoteView
    markers: tuple[Marker, ...]
    """Empty in a story with a single source: its credit line says it once."""


class BackgroundView(Record, frozen=True, kw_only=True):
    """Sentences that the thread printed before, folded below those that are new."""

    since: str
    """`Background, first on 16 October`"""
    sentences: tuple[SentenceView, ...]


class CopyView(Record, frozen=True, kw_only=True):
    """A reprint: who printed it, and whose text it is."""

    headline: HeadlineView
    original: str
    """The outlet or agency whose text it is."""
    share: str
    """`98%`"""


class OriginView(Record, frozen=True, kw_only=True):
    """Independent reporting behind some of a story's clippings."""

    name: str
    """Empty when nobody is known to credit; then the headline stands for it."""
    clippings: tuple[HeadlineView, ...]
    """At least one."""
    evidence: tuple[str, ...]
    """A sentence of ours for each merge."""


class NearestView(Record, frozen=True, kw_only=True):
    """The story that came nearest without being joined."""

    headline: HeadlineView
    similarity: str
    """Cosine, `0.22`."""


class StoryView(Record, frozen=True, kw_only=True):
    """Everything a template may print of a story; the same on cards and on the story's page."""

    id: str
    headline: HeadlineView
    """The lead's; leads to the story's page."""
    day: str
    """ISO"""
    counts: str
    """`5 clippings · 4 outlets · 3 origins`"""
    is_single: bool
    """One clipping only: shown smaller."""
    credit: CreditView | None
    """Of the one source that is quoted; None when there are footnotes."""
    credit_headline: HeadlineView
    """Of that source, leading to its first printed sentence."""
    sentences: tuple[SentenceView, ...]
    """What is new; empty when a story only says again what its thread said."""
    background: tuple[BackgroundView, ...]
    """What was said before, by the day it was first said."""
    first_number: int
    """Where the list of notes begins to count."""
    notes: tuple[NoteView, ...]
    more: tuple[HeadlineView, ...]
    """Further clippings, neither the lead nor reprints."""
    more_left: str
    """How many `more` has no room for; empty for none."""
    copies: tuple[CopyView, ...]
    origins: tuple[OriginView, ...]
    together: tuple[str, ...]
    """The shared terms that weighed most."""
    nearest: NearestView | None
    before: StepView | None
    """The story of an earlier day that it goes on from."""
    after: tuple[StepView, ...]
    """How its thread goes on: the stories of the next day that has any."""
    thread: LinkView | None
    """To all of it; the note counts stories and says from when to when."""
    topics: tuple[LinkView, ...]
    contested: tuple[ContestedView, ...]
    """What the parties deny, or say of each other."""
    cited: tuple[CitedView, ...]
    """Primary documents that its clippings link to."""
    editor_headline: EditorHeadlineView | None
    """Stands above that of the lead."""
    editorials: tuple[EditorialView, ...]
    """What the editor says of it."""


def story_views(
    edition: Edition, stories: tuple[Story, ...], first_number: int = 1, *, most_sentences: int | None = None
) -> tuple[StoryView, ...]:
    """Show stories one under the other, footnotes numbered through, with at most so many sentences each if need be."""
    views: list[StoryView] = []
    number = first_number
    for story in stories:
        view, number = story_view(edition, story, number, most_sentences=most_sentences)
        views.append(view)
    return tuple(views)


def story_view(
    edition: Edition,
    story: Story,
    first_number: int = 1,
    *,
    most_sentences: int | None = None,
    most_more: int | None = _MOST_MORE,
) -> tuple[StoryView, int]:
    """
    Show a story and say which footnote number is free next.

    With `most_sentences` it prints no more of the extract, with `most_more` no more lines of MORE. A story's own page
    and its day's print the whole extract: the feeds' footnotes lead there.

    *Errors*: `KeyError` for a quotation that is not in the story, as in `add_footnotes`.
    """
    printed = add_footnotes(msgspec.structs.replace(story, extract=story.extract[:most_sentences]), first_number)
    has_notes = printed.is_numbered
    above = editor_headline(story.notes, edition.config)
    single = None if has_notes else next(iter(printed.notes), None)
    quoted_entry = single.entry if single else story.lead
    more = _more(story)
    view = StoryView(
        id=story.id,
        headline=headline_view(edition, story.lead, edition.urls.path(urls.story(story))),
        day=story.day,
        counts=story_counts(story, edition.language),
        is_single=len(story.entries) == 1,
        credit=None if has_notes else credit_view(edition, quoted_entry, passages_of(single)),
        credit_headline=passage_headline(edition, quoted_entry, single),
        sentences=tuple(_sentence(edition, one) for one in printed.sentences if one.first_day is None),
        background=_background(edition, story.day, printed.sentences),
        first_number=first_number,
        notes=note_views(edition, printed) if has_notes else (),
        more=tuple(headline_view(edition, entry) for entry in more[:most_more]),
        more_left=_number_left(edition, more, most_more),
        copies=_copies(edition, story),
        origins=tuple(_origin(edition, origin) for origin in story.origins),
        together=story.together,
        nearest=_nearest(edition, story),
        before=step_before(edition, story),
        after=steps_after(edition, story),
        thread=thread_link(edition, story),
        topics=topic_links(edition, story.topics),
        contested=contested_views(edition, story.contested),
        cited=cited_views(edition, story, most_more),
        editor_headline=above,
        editorials=editorial_views(story.notes, printed.calls, edition.config, above),
    )
    return view, printed.next_number if has_notes else first_number


def _sentence(edition: Edition, printed: PrintedSentence) -> SentenceView:
    return SentenceView(quote=quote_view(edition, printed.ref, printed.text), markers=printed.markers)


def _background(edition: Edition, day: str, sentences: tuple[PrintedSentence, ...]) -> tuple[BackgroundView, ...]:
    said = [(one.first_day, one) for one in sentences if one.first_day is not None]
    return tuple(
        BackgroundView(
            since=background_in_words(first_day, day, edition.language),
            sentences=tuple(_sentence(edition, one) for _, one in those),
        )
        for first_day, those in groupby(said, key=lambda pair: pair[0])
    )


def _more(story: Story) -> list[Entry]:
    """List what is neither the lead, whose headline stands above, nor a reprint, which is told apart."""
    copies = {copy.entry_id for copy in story.copies}
    return [entry for entry in story.entries if entry.id != story.lead.id and entry.id not in copies]


def _number_left(edition: Edition, more: list[Entry], most: int | None) -> str:
    return number_in_words(len(more) - most, edition.language) if most is not None and len(more) > most else ""


def _copies(edition: Edition, story: Story) -> tuple[CopyView, ...]:
    return tuple(_copy(edition, copy) for copy in story.copies)


def _copy(edition: Edition, copy: Copy) -> CopyView:
    original = edition.entries[copy.of_id]
    return CopyView(
        headline=headline_view(edition, edition.entries[copy.entry_id]),
        original=original.agency.value if original.agency else outlet_in_words(original),
        share=share_in_words(copy.share, edition.language),
    )


def _origin(edition: Edition, origin: Origin) -> OriginView:
    first = edition.entries[origin.entry_ids[0]]
    return OriginView(
        name=origin.name if first.outlet or first.agency else "",
        clippings=tuple(headline_view(edition, edition.entries[entry_id]) for entry_id in origin.entry_ids),
        evidence=origin.evidence,
    )


def _nearest(edition: Edition, story: Story) -> NearestView | None:
    """Show the nearest story; one that has gone since is nobody's neighbour."""
    nearest = story.nearest
    other = edition.story_by_id.get(nearest.story_id) if nearest else None
    if nearest is None or other is None:
        return None
    href = edition.urls.path(urls.story(other))
    return NearestView(
        headline=headline_view(edition, other.lead, href), similarity=f"{hundredths(nearest.similarity):.2f}"
    )
