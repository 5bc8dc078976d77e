"""Who serves the pictures of a text: in: its pictures and links, out: a guess at who published it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from generator.config import OutletSettings
from generator.records import Draft, Evidence, Finding
from generator.refine import fields
from generator.refine.hosts import host_of, is_platform, name_of_host
from generator.refine.tables import load_table

__all__ = ["outlet_of_pictures"]


def outlet_of_pictures(draft: Draft, known: Mapping[str, OutletSettings]) -> Iterator[Finding]:
    """
    Take the host that serves the pictures, if it is one that is known; else the known host linked to most.

    Sites serve pictures from their own hosts, and link to themselves more than to any other paper. Reference works
    and homes of code are linked to by everybody and say nothing.
    """
    pictures = [given.value for given in fields.find_fields(draft, fields.IMAGE)]
    pictures += [image.src for image in draft.images]
    for rule, addresses in (("picture-host", pictures), ("link-host", [link.href for link in draft.links])):
        named: Counter[str] = Counter()
        for host, count in Counter(map(host_of, addresses)).items():
            name = name_of_host(host, known) if host and not (is_platform(host) or _is_reference(host)) else None
            if name:
                named[name] += count
        if not named:
            continue
        name, count = min(named.items(), key=lambda item: (-item[1], item[0]))
        if rule == "picture-host" or count > 1:
            quote = next(address for address in addresses if name_of_host(host_of(address), known) == name)
            yield Finding(value=name, evidence=Evidence(rule=rule, quote=quote[:200]), is_guess=True)


def _is_reference(host: str) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in _references() for start in range(len(labels) - 1))


@cache
def _references() -> frozenset[str]:
    return frozenset(load_table("references")["hosts"])
