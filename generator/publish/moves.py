"""Addresses that have moved: in: a digest, out: where its stories and threads stood before an earlier clipping came."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish import urls
from generator.records import Digest, Entry, Record, Story

__all__ = ["Move", "list_moves"]


class Move(Record, frozen=True, kw_only=True):
    """An address at which something stood, and the page where it stands now."""

    old: str
    new: str
    story: Story
    """The story, or the newest one of the thread, that is there now."""


def list_moves(digest: Digest) -> tuple[Move, ...]:
    """
    List every address that a story or a thread may have had, those of the newest days first.

    A story is named after its first entry. Before that one came, or before two stories were found to be one, it was
    named after another of its entries; so each of them leaves a redirect, without any book of what was built when. A
    thread is named after its first story in the same way. An address that a page stands at is never among them.
    """
    stories = [story for day in reversed(digest.days) for story in day.stories]
    taken = {*map(urls.story, stories), *map(urls.thread, digest.threads)}
    moves: dict[str, Move] = {}
    for move in (*_moved_stories(stories), *_moved_threads(digest)):
        if move.old not in taken:
            moves.setdefault(move.old, move)
    return tuple(moves.values())


def _moved_stories(stories: list[Story]) -> Iterator[Move]:
    for story in stories:
        for entry in _by_id(story):
            yield Move(old=urls.story_begun_by(entry, story.day), new=urls.story(story), story=story)


def _moved_threads(digest: Digest) -> Iterator[Move]:
    for thread in digest.threads:
        for story in thread.stories:
            for entry in _by_id(story):
                yield Move(old=urls.thread_begun_by(entry), new=urls.thread(thread), story=thread.newest)


def _by_id(story: Story) -> list[Entry]:
    return sorted(story.entries, key=lambda entry: entry.id)
