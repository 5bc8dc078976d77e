"""Origins: in: the entries of a story and its copies, out: the independent reporting behind them, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.digest.owners import Owners
from generator.records import Copy, Entry, Origin

__all__ = ["find_origins"]


def find_origins(entries: Sequence[Entry], copies: Sequence[Copy], owners: Owners) -> tuple[Origin, ...]:
    """
    Count reporting, not printing: merge entries that share a text, an agency, an outlet's own desk, or an owner.

    An entry is credited to its agency, else to its outlet; one with neither is nobody's but its own. Outlets of one
    owner are merged for what they report themselves, never for what an agency sent them, and never when either owner
    is unknown. Origins are in order of their first entry, and each holds a sentence of evidence for every merge.
    """
    by_id = {entry.id: entry for entry in entries}
    groups = _Groups([entry.id for entry in entries])
    for copy in copies:
        groups.merge(copy.of_id, copy.entry_id, _same_text(by_id[copy.of_id], copy))
    first_with: dict[str, Entry] = {}
    for entry in entries:
        credit = _credit(entry)
        if credit and (first := first_with.setdefault(credit.casefold(), entry)) is not entry:
            groups.merge(first.id, entry.id, _same_credit(first, entry))
    first_of: dict[str, Entry] = {}
    for entry in entries:
        owner = None if entry.agency else owners.find(entry)
        if owner and (first := first_of.setdefault(owner.casefold(), entry)) is not entry:
            groups.merge(first.id, entry.id, _same_owner(first, entry, owner))
    return tuple(
        Origin(
            name=_name([by_id[entry_id] for entry_id in members]),
            entry_ids=tuple(members),
            evidence=tuple(evidence),
        )
        for members, evidence in groups.listed()
    )


def _credit(entry: Entry) -> str:
    source = entry.agency or entry.outlet
    return source.value if source else ""


def _same_text(original: Entry, copy: Copy) -> str:
    # Cut, not rounded: only the same text is 100 % the same. 0.57 times 100 is 56.99… and stays 57.
    whose = original.outlet.value if original.outlet else f"“{original.title.value}”"
    if copy.is_told:
        return f"the clipping itself says that it reprints {whose}"
    return f"{int(copy.share * 100 + 1e-9)} % of the text is the same as in {whose}"


def _same_credit(one: Entry, other: Entry) -> str:
    verb = "credit" if one.agency or other.agency else "were published by"
    return f"both {verb} {_credit(one)}"


def _same_owner(one: Entry, other: Entry, owner: str) -> str:
    names = " and ".join(entry.outlet.value for entry in (one, other) if entry.outlet)
    return f"{names} both belong to {owner}"


def _name(entries: Sequence[Entry]) -> str:
    agencies = (entry.agency.value for entry in entries if entry.agency)
    outlets = (entry.outlet.value for entry in entries if entry.outlet)
    return next(agencies, None) or next(outlets, None) or entries[0].title.value


class _Groups:
    """Ids that have been merged, with the evidence; a merge that was known already adds none."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids
        self._group_of: dict[str, int] = {entry_id: number for number, entry_id in enumerate(ids)}
        self._evidence: dict[int, list[str]] = {number: [] for number in range(len(ids))}

    def merge(self, one: str, other: str, evidence: str) -> None:
        kept, gone = sorted((self._group_of[one], self._group_of[other]))
        if kept == gone:
            return
        self._evidence[kept] += [*self._evidence.pop(gone), evidence]
        self._group_of = {entry_id: kept if group == gone else group for entry_id, group in self._group_of.items()}

    def listed(self) -> list[tuple[list[str], list[str]]]:
        members: Mapping[int, list[str]] = {number: [] for number in self._evidence}
        for entry_id in self._ids:
            members[self._group_of[entry_id]].append(entry_id)
        return [(members[number], self._evidence[number]) for number in sorted(self._evidence)]
