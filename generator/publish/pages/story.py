"""A story: its extract, every clipping in it, where they come from and why they stand together."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish import urls
from generator.publish.citations.linked_data import describe_collection
from generator.publish.edition import Edition, dated_days
from generator.publish.figures import FiguresView, figures_view
from generator.publish.pages.page import Page, PlannedPage, day_crumbs, make_head
from generator.publish.views import CreditView, HeadlineView, LinkView, credit_view, headline_view
from generator.publish.views_story import StoryView, story_view
from generator.publish.wording import day_in_words
from generator.records import Digest, Record, Story

__all__ = ["StoryPageView", "story_pages"]


class ClippingLine(Record, frozen=True, kw_only=True):
    """One clipping of a story, with its credit."""

    headline: HeadlineView
    credit: CreditView


class StoryPageView(Record, frozen=True, kw_only=True):
    """What a story's page may print."""

    story: StoryView
    day: LinkView
    date: str
    """ISO"""
    clippings: tuple[ClippingLine, ...]
    """All of them, the lead first, reprints included."""
    figures: FiguresView | None
    """Numbers that its clippings print; None when there are none."""
    previous: HeadlineView | None
    """The story before on the same day's page."""
    next: HeadlineView | None


def story_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each story, newest day first."""
    for day in reversed(dated_days(digest)):
        stories, date = day.stories, day_in_words(day.date, edition.language)
        for place, story in enumerate(stories):
            before = stories[place - 1] if place else None
            after = stories[place + 1] if place + 1 < len(stories) else None
            yield PlannedPage(
                path=urls.story(story),
                title=f"{story.lead.title.value} – {date}",
                changed=story.day,
                make=_story_page,
                about=(story, before, after),
            )


def _story_page(edition: Edition, title: str, story: Story, before: Story | None, after: Story | None) -> Page:
    shown, _ = story_view(edition, story, most_more=None)
    day = day_in_words(story.day, edition.language)
    view = StoryPageView(
        story=shown,
        day=LinkView(text=day, href=edition.urls.path(urls.day(story.day))),
        date=story.day,
        clippings=tuple(
            ClippingLine(headline=headline_view(edition, entry), credit=credit_view(edition, entry))
            for entry in story.entries
        ),
        figures=figures_view(edition, story),
        previous=_neighbour(edition, before),
        next=_neighbour(edition, after),
    )
    path = urls.story(story)
    outlets = dict.fromkeys(line.headline.outlet for line in view.clippings)
    head = make_head(
        edition,
        path,
        title=title,
        description=f"{shown.counts}: {', '.join(outlets)}",
        crumbs=day_crumbs(edition, story.day, with_day=True),
        linked_data=describe_collection(
            path, story.lead.title.value, story.entries, edition.config, edition.urls, story.day
        ),
        has_citations=True,
        date=story.day,
        pictured=path,
    )
    return Page(template="story.html", head=head, view=view)


def _neighbour(edition: Edition, story: Story | None) -> HeadlineView | None:
    return headline_view(edition, story.lead, edition.urls.path(urls.story(story))) if story else None
