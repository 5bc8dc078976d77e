"""A day among the days before it: in: their entries, out: the groups they form and what follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from generator.digest.comparison import Bag, Lexicon, compare
from generator.digest.features import Features
from generator.digest.placings import overrule
from generator.digest.together import shared_terms
from generator.digest.tree import group
from generator.records import Continuation, Entry, Nearest, Record
from generator.text.names import Name

__all__ = ["Described", "Member", "Told", "Window"]

_LEAST_NEAR = 0.05
"""Mean likeness below which two stories have nothing to do with each other; unrelated articles share that much."""

_DIGITS = 4


class Member(Record, frozen=True, kw_only=True, eq=False):
    """An entry on its way into a story."""

    entry: Entry
    names: Sequence[Name]


class Described(NamedTuple):
    """What a member is compared by: ten times its text, and made anew from it in a millisecond."""

    features: Features
    bag: Bag


class Told(Record, frozen=True, kw_only=True, eq=False):
    """
    What the next days need to know of a story. No more: whatever else of it changes is no reason to tell them anew.
    """

    story_id: str
    day: str
    headline: str
    thread_id: str
    """The id of the first story of its thread; its own when it goes on from none."""
    entries: tuple[Entry, ...]
    originals: tuple[Member, ...]
    """Its entries but for reprints."""


class Window:
    """
    The originals of a day, grouped among those of the stories told in the days before.

    `groups` are of the day's own originals, as rows; each comes with the rows of earlier days that it is one with.
    """

    def __init__(
        self,
        recent: Sequence[Told],
        today: Sequence[Member],
        describe: Callable[[Member], Described],
        lexicon: Lexicon,
    ) -> None:
        earlier = [(told, one) for told in recent for one in told.originals]
        self._told = [told for told, _ in earlier]
        self._members = [*(one for _, one in earlier), *today]
        self._describe = describe
        self._comparison = compare([describe(one).bag for one in self._members], lexicon)
        self._pasts: list[list[int]] = []
        self.groups: list[list[int]] = []
        likeness = self._comparison.likeness
        for rows in overrule(group(likeness), [one.entry for one in self._members], likeness):
            if todays := [row for row in rows if row >= len(earlier)]:
                self.groups.append(todays)
                self._pasts.append([row for row in rows if row < len(earlier)])

    def members(self, place: int) -> list[Member]:
        """List the originals of a group."""
        return [self._members[row] for row in self.groups[place]]

    def before(self, place: int) -> Told | None:
        """
        Find the story that a group goes on from: the latest of the thread that it is most like; None for a new one.

        Only one thread is taken, even if the group is one with entries of several: threads that were published apart
        stay apart.
        """
        threads: defaultdict[str, list[int]] = defaultdict(list)
        for row in self._pasts[place]:
            threads[self._told[row].thread_id].append(row)
        if not threads:
            return None
        nearest = max(sorted(threads), key=lambda one: self._likeness(self.groups[place], threads[one]))
        return max((self._told[row] for row in threads[nearest]), key=lambda told: (told.day, told.story_id))

    def continuation(self, place: int, before: Told) -> Continuation:
        """
        Say how a group goes on from an earlier story, and why that is believed.

        One that an editor named may lie further back than the window; then the name is the only reason.
        """
        past = [row for row, told in enumerate(self._told) if told is before]
        return Continuation(
            story_id=before.story_id,
            day=before.day,
            headline=before.headline,
            similarity=round(self._likeness(self.groups[place], past), _DIGITS) if past else 0.0,
            shared=self._shared([*past, *self.groups[place]]) if past else (),
        )

    def together(self, place: int) -> tuple[str, ...]:
        """Name the terms that hold a group together, heaviest first; empty for a single entry."""
        return self._shared(self.groups[place])

    def nearest(self, place: int, stories: Sequence[tuple[str, str]]) -> Nearest | None:
        """Find the group of the same day most like this one; `stories` are ids and headlines, by place."""
        likeness = {
            other: self._likeness(self.groups[place], rows) for other, rows in enumerate(self.groups) if other != place
        }
        best = max(likeness, key=lambda other: (likeness[other], -other), default=None)
        if best is None or likeness[best] < _LEAST_NEAR:
            return None
        story_id, headline = stories[best]
        return Nearest(story_id=story_id, headline=headline, similarity=round(likeness[best], _DIGITS))

    def _likeness(self, rows: Sequence[int], others: Sequence[int]) -> float:
        return float(self._comparison.likeness[rows][:, others].mean())

    def _shared(self, rows: Sequence[int]) -> tuple[str, ...]:
        if len(rows) < 2:
            return ()
        those = [self._members[row] for row in rows]
        return shared_terms(
            [one.entry for one in those],
            [self._comparison.vector(row) for row in rows],
            [self._describe(one).features.words for one in those],
            [name for one in those for name in one.names if name.is_certain],
        )
