"""Stories that go on: in: the stories of all days, each knowing the one before it, out: threads over days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.digest.figures import find_series
from generator.records import Day, Story, Thread

__all__ = ["gather_threads"]


def gather_threads(days: Sequence[Day]) -> tuple[Thread, ...]:
    """
    Follow every story to the one it goes on from; those that begin with the same story are a thread.

    `days` are oldest first. A story that nothing follows, and that follows nothing, is in none. Because a story only
    ever goes on from an earlier one, later days add to a thread and never change or join what was published.
    """
    first_of: dict[str, str] = {}
    members: defaultdict[str, list[Story]] = defaultdict(list)
    for day in days:
        for story in day.stories:
            first = first_of[story.continues.story_id] if story.continues else story.id
            first_of[story.id] = first
            members[first].append(story)
    threads = [
        Thread(
            id=first,
            slug=stories[0].slug,
            stories=tuple(stories),
            newest=next(story for story in stories if story.day == stories[-1].day),
            series=find_series(stories),
        )
        for first, stories in members.items()
        if len(stories) > 1
    ]
    threads.sort(key=lambda thread: (-len(thread.stories), thread.id))
    return tuple(sorted(threads, key=lambda thread: thread.newest.day, reverse=True))
