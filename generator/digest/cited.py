"""Primary documents: in: a story's entries and origins, out: what they link to at first hand, most cited first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from urllib.parse import urlsplit

from generator.digest import tables
from generator.records import Cited, Entry, Origin

__all__ = ["find_cited"]

_HOST = re.compile(r"\s*https?://([^/?#:@\s]+)", re.I)


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
        host = _host(link.href)
        if not host or host == own or (own and host.endswith(f".{own}")):
            continue
        steps = _post_steps(host)
        address = _plain(link.href) if steps or _is_first_hand(host) else ""
        if address and (not steps or steps & set(urlsplit(address).path.split("/"))):
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
    """Name the host of an address, quickly: most links of a page lead nowhere of interest. Empty when there is none."""
    found = _HOST.match(address)
    return found[1].lower().removeprefix("www.") if found else ""


def _is_tracker(name: str) -> bool:
    return name.startswith("utm_") or name in _table()["trackers"]


@lru_cache(maxsize=4096)
def _is_first_hand(host: str) -> bool:
    labels = host.split(".")
    if not _hosts().isdisjoint(_domains(host)):
        return True
    return len(labels) >= 2 and len(labels[-1]) == 2 and labels[-2] in _table()["offices"]


@lru_cache(maxsize=4096)
def _post_steps(host: str) -> frozenset[str]:
    """List the parts of a path that make a page of this host a post; empty for hosts that are not for posts."""
    posts = (one.split("/") for one in _table()["posts"])
    domains = _domains(host)
    return frozenset(step for domain, step in posts if domain in domains)


def _domains(host: str) -> list[str]:
    """List a host and the domains above it."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]


@cache
def _hosts() -> frozenset[str]:
    table = _table()
    return frozenset().union(*(table[name] for name in ("domains", "institutions", "research", "filings_and_code")))


@cache
def _table() -> dict[str, frozenset[str]]:
    """Read the table, once."""
    table = tomllib.loads(resources.files(tables).joinpath("first_hand_hosts.toml").read_text("utf-8"))
    return {name: frozenset(values) for name, values in table.items()}
