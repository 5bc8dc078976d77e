"""What editors say of their entries: in: groups as they were found, out: groups as they were told to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.diagnostics import Diagnostic, diagnose
from generator.digest.tree import Matrix
from generator.records import Copy, Entry

__all__ = ["check_placings", "find_original", "overrule", "with_told_copies"]


def check_placings(entries: Sequence[Entry]) -> tuple[Diagnostic, ...]:
    """
    Report placings that name nobody, and those that contradict each other.

    *Diagnostics*: `placing-unknown`, `placing-contradiction`.
    """
    names = {entry.placing.story.casefold() for entry in entries if entry.placing.story}
    return tuple(sorted({trouble for entry in entries for trouble in _troubles(entry, entries, names)}))


def _troubles(entry: Entry, entries: Sequence[Entry], names: set[str]) -> Iterator[Diagnostic]:
    placing = entry.placing
    for other in placing.not_stories:
        if other.casefold() not in names and find_original(other, entries) is None:
            yield _unknown(entry, "not-story", other)
        elif placing.story and other.casefold() == placing.story.casefold():
            said = f"story: {placing.story} and not-story: {other}"
            yield _contradiction(entry, placing.not_stories_at, said, "the story is believed")
    if placing.copy_of is None:
        return
    original = find_original(placing.copy_of, entries)
    if original is None:
        yield _unknown(entry, "copy-of", placing.copy_of)
    elif original is entry:
        said = f"copy-of: {placing.copy_of}, which is the clipping itself"
        yield _contradiction(entry, placing.copy_at, said, "it is no copy")
    elif original.placing.copy_of and find_original(original.placing.copy_of, entries) is entry:
        yield _contradiction(
            entry,
            placing.copy_at,
            f"copy-of: {placing.copy_of}, which is said to be a copy of this one",
            "the earlier one is the original",
        )
    elif original.dating.day != entry.dating.day:
        said = f"copy-of: {placing.copy_of}, which is of another day"
        yield _contradiction(entry, placing.copy_at, said, "only clippings of one day are folded")


def find_original(reference: str, entries: Iterable[Entry]) -> Entry | None:
    """Find the entry that is meant by an id, a path or an address."""
    return next(
        (one for one in entries if reference in (one.id, one.path, one.url.value if one.url else None)),
        None,
    )


def with_told_copies(entries: Sequence[Entry], found: Iterable[Copy]) -> list[Copy]:
    """
    Add the reprints of a day that were told to those that were found; what was told wins.

    `entries` are in order of time. One that was put into another story than its original is not folded. An entry is
    never a copy of a copy: what it copies is followed to the original.
    """
    name_of = {entry.id: (entry.placing.story or "").casefold() for entry in entries}
    copies = {copy.entry_id: copy for copy in found if name_of[copy.entry_id] in ("", name_of[copy.of_id])}
    for entry in entries:
        original = find_original(entry.placing.copy_of, entries) if entry.placing.copy_of else None
        if original is not None and original is not entry and _root(original.id, copies) != entry.id:
            copies[entry.id] = Copy(entry_id=entry.id, of_id=original.id, share=1.0, is_told=True)
    return [_rooted(copies[entry_id], copies) for entry_id in sorted(copies)]


def _root(entry_id: str, copies: Mapping[str, Copy]) -> str:
    seen = {entry_id}
    while entry_id in copies and copies[entry_id].of_id not in seen:
        entry_id = copies[entry_id].of_id
        seen.add(entry_id)
    return entry_id


def _rooted(copy: Copy, copies: Mapping[str, Copy]) -> Copy:
    root = _root(copy.of_id, copies)
    return Copy(entry_id=copy.entry_id, of_id=root, share=copy.share, is_told=copy.is_told)


def overrule(groups: Sequence[Sequence[int]], entries: Sequence[Entry], likeness: Matrix) -> list[list[int]]:
    """
    Put rows that were given the same story's name together, those of different names apart, and honour `not-story`.

    `groups` part the rows of `entries` and `likeness`. A named story keeps the unnamed rows of the group that most of
    it was found in, as far as they are like it. Sorted as groups are: by first row.
    """
    names = [entry.placing.story.casefold() if entry.placing.story else None for entry in entries]
    if not any(names) and not any(entry.placing.not_stories for entry in entries):
        return [list(rows) for rows in groups]
    told = _gather_names(groups, names, likeness)
    return sorted(part for rows in told for part in _part_strangers(rows, entries))


def _gather_names(groups: Sequence[Sequence[int]], names: Sequence[str | None], likeness: Matrix) -> list[list[int]]:
    home: dict[str, int] = {}
    for name in sorted({name for name in names if name}):
        counts = Counter(place for place, rows in enumerate(groups) for row in rows if names[row] == name)
        home[name] = min(counts, key=lambda place: (-counts[place], place))
    gathered: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for place, rows in enumerate(groups):
        hosts = [name for name in home if home[name] == place]
        for row in rows:
            own = names[row]
            if own is None and hosts:
                own = max(hosts, key=lambda name: (_likeness(likeness, row, name, names), name))
            gathered[(home[own], own) if own else (place, "")].append(row)
    return [sorted(rows) for rows in gathered.values()]


def _likeness(likeness: Matrix, row: int, name: str, names: Sequence[str | None]) -> float:
    return float(likeness[row, [other for other, one in enumerate(names) if one == name]].mean())


def _part_strangers(rows: Sequence[int], entries: Sequence[Entry]) -> list[list[int]]:
    """Take out, one by one, those that must not be in a story with one of the others; they stand alone."""
    kept: list[int] = []
    alone: list[list[int]] = []
    for row in rows:
        others = [entries[other] for other in rows if other != row]
        if any(_must_part(entries[row], other) for other in others):
            alone.append([row])
        else:
            kept.append(row)
    return [kept, *alone] if kept else alone


def _must_part(entry: Entry, other: Entry) -> bool:
    named = {entry.placing.story.casefold()} if entry.placing.story else set()
    references = {reference.casefold() for reference in entry.placing.not_stories} - named
    meant = {other.id.casefold(), other.path.casefold()}
    if other.url:
        meant.add(other.url.value.casefold())
    if other.placing.story:
        meant.add(other.placing.story.casefold())
    return bool(references & meant)


def _unknown(entry: Entry, field: str, value: str) -> Diagnostic:
    line, column = entry.placing.not_stories_at if field == "not-story" else entry.placing.copy_at
    return diagnose(
        "placing-unknown",
        entry.path,
        f"{field}: {value!r} names no clipping of this site" + (" and no story" if field == "not-story" else ""),
        hint="give the path, the id or the address of a clipping"
        + (", or the name of a story" * (field == "not-story")),
        line=line,
        column=column,
    )


def _contradiction(entry: Entry, place: tuple[int, int], said: str, outcome: str) -> Diagnostic:
    return diagnose(
        "placing-contradiction",
        entry.path,
        f"it says {said}; {outcome}",
        hint="remove one of the two lines",
        line=place[0],
        column=place[1],
    )
