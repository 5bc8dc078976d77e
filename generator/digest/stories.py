"""Stories of a day: in: its entries, out: groups that tell of one event, each complete with lead, credits, extract."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.digest.copies import find_copies
from generator.digest.days import chronological, when
from generator.digest.extracts import make_extract
from generator.digest.features import Features, describe, weigh
from generator.digest.origins import find_origins
from generator.digest.together import shared_terms
from generator.digest.tree import Matrix, group, similarities
from generator.records import Copy, Day, Entry, Nearest, Record, Story
from generator.text.names import Name
from generator.text.similarity import Vector
from generator.text.slugs import make_slug

__all__ = ["make_day"]

_LEAST_NEAR = 0.05
"""Mean cosine below which two stories have nothing to do with each other; unrelated articles share that much."""

_ID_DIGITS = 8

NamesOf = Mapping[str, Sequence[Name]]
SlugsOf = Mapping[str, Sequence[str]]


class _Member(Record, frozen=True, kw_only=True):
    """An entry on its way into a story."""

    entry: Entry
    features: Features
    vector: Vector
    names: Sequence[Name]


def make_day(date: str, entries: Sequence[Entry], names: NamesOf, topics_of: SlugsOf) -> Day:
    """
    Gather the entries of one day into stories, weightiest first.

    `names` and `topics_of` (slugs) are by entry id. The result depends on these entries alone, not on their order.
    Languages are never mixed.
    """
    by_language: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in chronological(entries):
        by_language[entry.language.value.split("-")[0].lower()].append(entry)
    stories = [
        story
        for language in sorted(by_language)
        for story in _make_stories(date, by_language[language], names, topics_of)
    ]
    return Day(date=date, stories=tuple(sorted(stories, key=_weightiest_first)))


def _weightiest_first(story: Story) -> tuple[int, int, int, str]:
    outlets = {entry.outlet.value.casefold() for entry in story.entries if entry.outlet}
    return -len(story.origins), -len(outlets), -len(story.entries), story.id


def _make_stories(date: str, entries: Sequence[Entry], names: NamesOf, topics_of: SlugsOf) -> list[Story]:
    """Fold reprints into their originals, group the originals, and tell each group with its reprints."""
    described = [describe(entry, names[entry.id]) for entry in entries]
    members = [
        _Member(entry=entry, features=features, vector=vector, names=names[entry.id])
        for entry, features, vector in zip(entries, described, weigh(described), strict=True)
    ]
    copies = {copy.entry_id: copy for copy in find_copies(entries, described)}
    originals = [one for one in members if one.entry.id not in copies]
    matrix = similarities([one.vector for one in originals])
    rows = group(matrix)
    groups = [_with_copies({originals[row].entry.id for row in those}, members, copies) for those in rows]
    leads = [_choose_lead(those, copies) for those in groups]
    return [
        _tell(date, those, lead, copies, _nearest(place, rows, matrix, groups, leads), topics_of)
        for place, (those, lead) in enumerate(zip(groups, leads, strict=True))
    ]


def _with_copies(ids: set[str], members: Sequence[_Member], copies: Mapping[str, Copy]) -> list[_Member]:
    return [
        one for one in members if one.entry.id in ids or (one.entry.id in copies and copies[one.entry.id].of_id in ids)
    ]


def _choose_lead(members: Sequence[_Member], copies: Mapping[str, Copy]) -> Entry:
    """Prefer an original with a headline of its own, then the earliest, the longest, the first by id."""
    originals = [one for one in members if one.entry.id not in copies]
    lead = min(
        originals,
        key=lambda one: (one.entry.title.is_guess, when(one.entry), -len(one.features.words), one.entry.id),
    )
    return lead.entry


def _nearest(
    place: int,
    rows: Sequence[Sequence[int]],
    matrix: Matrix,
    groups: Sequence[Sequence[_Member]],
    leads: Sequence[Entry],
) -> Nearest | None:
    """Find the group with the highest mean cosine to the one in this place of the list."""
    likeness = {
        other: sum(matrix[one][two] for one in rows[place] for two in rows[other])
        / (len(rows[place]) * len(rows[other]))
        for other in range(len(rows))
        if other != place
    }
    best = max(likeness, key=lambda other: (likeness[other], -other), default=None)
    if best is None or likeness[best] < _LEAST_NEAR:
        return None
    return Nearest(
        story_id=_story_id(groups[best]), headline=leads[best].title.value, similarity=round(likeness[best], 4)
    )


def _story_id(members: Sequence[_Member]) -> str:
    """Name a story after the entry that was there first, so that later ones leave its address alone."""
    return hashlib.sha256(members[0].entry.id.encode()).hexdigest()[:_ID_DIGITS]


def _tell(
    date: str,
    members: Sequence[_Member],
    lead: Entry,
    copies: Mapping[str, Copy],
    nearest: Nearest | None,
    topics_of: SlugsOf,
) -> Story:
    entries = (lead, *(one.entry for one in members if one.entry is not lead))
    its_copies = tuple(copies[one.entry.id] for one in members if one.entry.id in copies)
    origins = find_origins(entries, its_copies)
    return Story(
        id=_story_id(members),
        slug=make_slug(lead.title.value),
        day=date,
        lead=lead,
        entries=entries,
        copies=its_copies,
        origins=origins,
        extract=make_extract(entries, its_copies, origins),
        together=shared_terms(
            [one.entry for one in members],
            [one.vector for one in members],
            [one.features.words for one in members],
            [name for one in members for name in one.names if name.is_certain],
        ),
        nearest=nearest,
        topics=tuple(sorted({slug for entry in entries for slug in topics_of.get(entry.id, ())})),
    )
