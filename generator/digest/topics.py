"""Topics: in: subjects and the days of a site, out: each subject with its stories, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.digest.subjects import Subject
from generator.records import Day, Entry, Story, Topic

__all__ = ["gather_topics"]


def gather_topics(subjects: Sequence[Subject], days: Sequence[Day], undated: Sequence[Entry]) -> tuple[Topic, ...]:
    """
    Give each subject every story that one of its entries is in, and its undated entries.

    Most entries first, ties by name. Stories are newest first, and in a day's own order within the day.
    """
    stories: defaultdict[str, list[Story]] = defaultdict(list)
    for day in reversed(days):
        for story in day.stories:
            for slug in story.topics:
                stories[slug].append(story)
    topics = [
        Topic(
            slug=subject.slug,
            name=subject.name,
            spellings=subject.spellings,
            rule=subject.rule,
            stories=tuple(stories[subject.slug]),
            undated=tuple(entry for entry in undated if entry.id in subject.entry_ids),
            entry_count=len(subject.entry_ids),
            why=subject.why,
        )
        for subject in subjects
    ]
    return tuple(sorted(topics, key=lambda topic: (-topic.entry_count, topic.name.casefold(), topic.slug)))
