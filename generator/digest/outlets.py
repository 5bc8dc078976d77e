"""Outlets: in: all entries, out: who published them, each with its entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.diagnostics import Diagnostic
from generator.digest.addresses import give_slugs
from generator.digest.days import newest_first
from generator.records import Entry, Outlet

__all__ = ["gather_outlets"]


def gather_outlets(entries: Sequence[Entry]) -> tuple[tuple[Outlet, ...], list[Diagnostic]]:
    """
    Put entries under their outlets, by name; an entry whose outlet is not known is under none.

    Capital letters make no difference; the most common spelling is the name.
    """
    by_key: defaultdict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in entries:
        if entry.outlet:
            by_key[entry.outlet.value.casefold()].append((entry.outlet.value, entry))
    named = [(_most_common([name for name, _ in by_key[key]]), [entry for _, entry in by_key[key]]) for key in by_key]
    named.sort(key=lambda pair: (pair[0].casefold(), pair[0]))
    slugs, found = give_slugs((name, min(entry.path for entry in those)) for name, those in named)
    outlets = tuple(
        Outlet(slug=slug, name=name, entries=tuple(newest_first(those)))
        for slug, (name, those) in zip(slugs, named, strict=True)
    )
    return outlets, found


def _most_common(names: Sequence[str]) -> str:
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name))
