"""Primary documents: in: a story's entries and origins, out: what they link to at first hand, most cited first."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from generator.digest import tables
from generator.records import Cited, Entry, Origin

__all__ = ["find_cited"]


def find_cited(entries: Sequence[Entry], origins: Sequence[Origin]) -> tuple[Cited, ...]:
    """
    List the documents of official and first-hand hosts that entries link to, by how many origins cite them.

    Then by how many entries, then by address. Addresses that differ only in what tracks readers, in `http` or
    `https`, in a leading `www.`, a last slash or a place in the page are one. What an entry's own host publishes is
    no citation, and neither is a front page.
    """
    citers: dict[str, list[str]] = {}
    for entry in entries:
        for address in dict.fromkeys(_documents(entry)):
            citers.setdefault(address, []).append(entry.id)
    origin_of = {entry_id: place for place, origin in enumerate(origins) for entry_id in origin.entry_ids}
    ranked = sorted(
        citers.items(), key=lambda pair: (-len({origin_of.get(one, one) for one in pair[1]}), -len(pair[1]), pair[0])
    )
    return tuple(Cited(address=address, entry_ids=tuple(entry_ids)) for address, entry_ids in ranked)


def _documents(entry: Entry) -> list[str]:
    own = _host(entry.url.value) if entry.url else ""
    found = []
    for link in entry.links:
        address = _plain(link.href)
        host = _host(address)
        if address and host != own and not host.endswith(f".{own}") and _is_first_hand(host, address):
            found.append(address)
    return found


def _plain(address: str) -> str:
    """
    Write an address as all who cite it would; empty for what is no page of the web below a front page.

    >>> _plain("http://www.Un.org/sc/884/?utm_source=x&id=2#top")
    'https://un.org/sc/884?id=2'
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:  # brackets without an end, a port that is no number
        return ""
    if parts.scheme not in ("http", "https") or not host or port or parts.username:
        return ""
    kept = [one for one in parts.query.split("&") if one and not _is_tracker(one.partition("=")[0].lower())]
    path = parts.path.rstrip("/")
    query = f"?{'&'.join(kept)}" if kept else ""
    return f"https://{host.removeprefix('www.')}{path}{query}" if path or query else ""


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("mobile.")
    except ValueError:
        return ""


def _is_tracker(name: str) -> bool:
    return name.startswith("utm_") or name in _table()["trackers"]


def _is_first_hand(host: str, address: str) -> bool:
    labels = host.split(".")
    domains = {".".join(labels[start:]) for start in range(len(labels))}
    if domains & _hosts():
        return True
    if len(labels) >= 2 and len(labels[-1]) == 2 and labels[-2] in _table()["offices"]:
        return True
    steps = urlsplit(address).path.split("/")[1:]
    return any(f"{domain}/{step}" in _table()["posts"] for domain in domains for step in steps)


@cache
def _hosts() -> frozenset[str]:
    table = _table()
    return frozenset().union(*(table[name] for name in ("domains", "institutions", "research", "filings_and_code")))


@cache
def _table() -> dict[str, frozenset[str]]:
    """Read the table, once."""
    table = tomllib.loads(resources.files(tables).joinpath("first_hand_hosts.toml").read_text("utf-8"))
    return {name: frozenset(values) for name, values in table.items()}
