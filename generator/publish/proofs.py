"""First proofs: in: a plan and an entry edited since, out: the pages that show it, before all is made anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import TypeVar

import msgspec

from generator.publish import Plan, urls
from generator.publish.edition import Edition, dated_days
from generator.publish.pages import PlannedPage, render_page
from generator.publish.pages.clipping import clipping_pages
from generator.publish.pages.day import day_pages
from generator.publish.pages.home import home_pages
from generator.publish.pages.story import story_pages
from generator.publish.planned import PlannedFile
from generator.publish.rights import kept_sentences
from generator.records import Digest, Entry, Story

__all__ = ["plan_proofs"]

_K = TypeVar("_K")
_V = TypeVar("_V")


def plan_proofs(plan: Plan, digest: Digest, edited: Mapping[str, Entry], entry: Entry) -> tuple[PlannedFile, ...]:
    """
    Plan the pages that show an edited entry: its own, its story's, its day's and the front page.

    `digest` is that of the plan with all entries that were `edited` since, by id, and their stories and days, in the
    places of those before (`digest.stand_in`). All else on the pages is as it was.
    """
    story = _story_of(digest, entry)
    edition = _with_entries(plan.edition, edited, digest)

    own = clipping_pages(edition, msgspec.structs.replace(digest, entries=(entry,)))
    pages = (*own, *(_of_story(edition, digest, story) if story else ()))
    proofs = [
        PlannedFile(urls.file_of(page.path), cache(partial(render_page, page, plan.renderer, edition)))
        for page in pages
    ]
    if story:
        proofs.append(PlannedFile(urls.file_of(urls.HOME), cache(partial(_front_page, plan, edition, digest))))
    return tuple(proofs)


def _front_page(plan: Plan, edition: Edition, digest: Digest) -> bytes:
    """Plan and render the front page when it is asked for: it counts all of the site, which takes time by its size."""
    (page,) = home_pages(edition, digest)
    return render_page(page, plan.renderer, edition)


def _story_of(digest: Digest, entry: Entry) -> Story | None:
    stories = (one for day in digest.days if day.date == entry.dating.day for one in day.stories)
    return next((one for one in stories if entry in one.entries), None)


def _of_story(edition: Edition, digest: Digest, story: Story) -> Iterator[PlannedPage]:
    days = dated_days(digest)
    place = next(number for number, day in enumerate(days) if day.date == story.day)
    around = msgspec.structs.replace(digest, days=days[max(place - 1, 0) : place + 2])
    wanted = {urls.story(story), urls.day(story.day)}
    yield from (page for page in (*story_pages(edition, around), *day_pages(edition, around)) if page.path in wanted)


def _with_entries(edition: Edition, edited: Mapping[str, Entry], digest: Digest) -> Edition:
    """Answer for some entries and their stories what is true now, and for all others what was."""
    stories = [story for entry in edited.values() if (story := _story_of(digest, entry))]
    quoted = {
        entry.id: edition.quoted.get(entry.id, frozenset()) & {one.number for one in kept_sentences(entry)}
        for entry in edited.values()
    }
    return msgspec.structs.replace(
        edition,
        entries=_Over(edited, edition.entries),
        quoted=_Over(quoted, edition.quoted),
        stories=_Over({one.id: story for story in stories for one in story.entries}, edition.stories),
        story_by_id=_Over({story.id: story for story in stories}, edition.story_by_id),
    )


class _Over(Mapping[_K, _V]):
    """A lookup with a few answers of its own; to copy the other would take as long as the site is large."""

    def __init__(self, own: Mapping[_K, _V], other: Mapping[_K, _V]) -> None:
        self._own, self._other = own, other

    def __getitem__(self, key: _K) -> _V:
        return self._own[key] if key in self._own else self._other[key]

    def __iter__(self) -> Iterator[_K]:
        return iter({**self._other, **self._own})

    def __len__(self) -> int:
        return len({**self._other, **self._own})
