"""Threads as lists and stories show them: in: a story or a thread, out: how it went on, and a line that counts it."""

from __future__ import annotations

from datetime import date, timedelta

from generator.publish import urls
from generator.publish.edition import Edition
from generator.publish.views import HeadlineView, LinkView, headline_view
from generator.publish.wording import counted, day_beside, period_in_words, thread_counts
from generator.records import Record, Story, Thread

__all__ = ["StepView", "ThreadLine", "goes_on", "step_before", "steps_after", "thread_line", "thread_link"]

_A_WEEK = timedelta(days=6)
"""Before the site's latest day: that makes seven days with it."""


class StepView(Record, frozen=True, kw_only=True):
    """A neighbour of a story in its thread."""

    headline: HeadlineView
    """Leads to that story."""
    date: str
    """ISO"""
    day: str
    """`17 October`"""
    shared: tuple[str, ...]
    """The shared terms that weighed most; empty for what comes after, and when an editor said that it goes on."""


class ThreadLine(Record, frozen=True, kw_only=True):
    """A thread in a list, under the headline of its newest story."""

    headline: HeadlineView
    """Leads to the thread."""
    period: str
    """`16 to 18 October 2020`"""
    stories: str
    """`4 stories`, for where there is little room."""
    counts: str
    """`4 stories · 11 clippings · 6 outlets · 5 origins`"""


def step_before(edition: Edition, story: Story) -> StepView | None:
    """Show the story that a story goes on from; one that has gone since is left out."""
    earlier = edition.story_by_id.get(story.continues.story_id) if story.continues else None
    return _step(edition, earlier, story, story.continues.shared) if earlier and story.continues else None


def steps_after(edition: Edition, story: Story) -> tuple[StepView, ...]:
    """Show the stories of a story's thread on the next day that has any."""
    thread = edition.threads.get(story.id)
    later = [one for one in thread.stories if one.day > story.day] if thread else []
    return tuple(_step(edition, one, story, ()) for one in later if one.day == later[0].day)


def thread_link(edition: Edition, story: Story) -> LinkView | None:
    """Lead from a story to its thread; None when it stands alone."""
    thread = edition.threads.get(story.id)
    if thread is None:
        return None
    return LinkView(
        text=counted(len(thread.stories), "story", "stories", edition.language),
        href=edition.urls.path(urls.thread(thread)),
        note=_period(edition, thread),
    )


def thread_line(edition: Edition, thread: Thread) -> ThreadLine:
    """Show a thread in a list."""
    return ThreadLine(
        headline=headline_view(edition, thread.newest.lead, edition.urls.path(urls.thread(thread))),
        period=_period(edition, thread),
        stories=counted(len(thread.stories), "story", "stories", edition.language),
        counts=thread_counts(thread, edition.language),
    )


def goes_on(thread: Thread, latest: str) -> bool:
    """Tell a thread with a story in the last week of a site from one that rests; `latest` is the site's latest day."""
    return date.fromisoformat(thread.newest.day) >= date.fromisoformat(latest) - _A_WEEK


def _step(edition: Edition, neighbour: Story, story: Story, shared: tuple[str, ...]) -> StepView:
    return StepView(
        headline=headline_view(edition, neighbour.lead, edition.urls.path(urls.story(neighbour))),
        date=neighbour.day,
        day=day_beside(neighbour.day, story.day, edition.language),
        shared=shared,
    )


def _period(edition: Edition, thread: Thread) -> str:
    return period_in_words(thread.stories[0].day, thread.newest.day, edition.language)
