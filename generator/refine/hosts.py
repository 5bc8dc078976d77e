"""Hosts: in: an address, out: its host without trimmings, and the name its readers know the outlet by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

from generator.config import OutletSettings
from generator.refine.site_names import fold
from generator.refine.tables import load_table

__all__ = ["host_of", "is_platform", "known_spelling", "name_of_host", "original_address"]

_PLATFORMS = frozenset(
    "twitter.com x.com facebook.com youtube.com youtu.be instagram.com t.me telegram.me linkedin.com reddit.com "
    "tumblr.com pinterest.com threads.net tiktok.com whatsapp.com t.co bit.ly tinyurl.com buff.ly ow.ly goo.gl "
    "lnkd.in news.google.com feedproxy.google.com feeds.feedburner.com google.com msn.com flip.it apple.news "
    "archive.org archive.is archive.ph archive.today archive.md archive.vn webcache.googleusercontent.com "
    "cdn.ampproject.org list-manage.com mailchi.mp getpocket.com instapaper.com doi.org".split()
)
"""Hosts that carry or forward what others publish: an address there does not say who published the clipping."""

_ARCHIVED = re.compile(r"https?://(?:web\.archive\.org/web|archive\.(?:is|ph|today|md|vn))/\d{4,14}(?:[a-z]{2}_)?/(.+)")
_AMP = re.compile(r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[cv]|www\.google\.[a-z.]+/amp)/(?:s/)?(.+)")


def host_of(address: str) -> str:
    """
    >>> host_of("https://www.example.org:8080/a")
    'example.org'
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|mobile|edition)\.", "", host.lower())


def original_address(address: str) -> str:
    """
    Give the address of the page that an archive or a cache kept; any other address as it is.

    >>> original_address("https://web.archive.org/web/20201018093000/https://example.org/a")
    'https://example.org/a'
    """
    found = _ARCHIVED.match(address) or _AMP.match(address)
    if not found:
        return address
    inner = found[1] if re.match(r"https?://", found[1]) else f"https://{found[1]}"
    return inner if re.match(r"https?://[\w-]+(?:\.[\w-]+)+", inner) else address


def is_platform(host: str) -> bool:
    """Say whether many people publish on a host, so that it says nothing about who published."""
    labels = host.split(".")
    return any(".".join(labels[start:]) in _PLATFORMS for start in range(len(labels) - 1))


def name_of_host(host: str, known: Mapping[str, OutletSettings]) -> str | None:
    """Look a host up, then the domains above it; a site's own names win over the table that ships."""
    table: dict[str, str] = load_table("outlets")
    labels = host.split(".")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        if domain in known:
            return known[domain].name or domain
        if domain in table:
            return table[domain]
    return None


def known_spelling(name: str, *, only_known: bool = False) -> str:
    """
    Spell an outlet's name as the table does, when it has it; else as written, or empty with `only_known`.

    >>> known_spelling("the guardian"), known_spelling("The Northline")
    ('The Guardian', 'The Northline')
    """
    return _spellings().get(fold(name).removeprefix("the"), "" if only_known else name)


@cache
def _spellings() -> dict[str, str]:
    table: dict[str, str] = load_table("outlets")
    return {fold(name).removeprefix("the"): name for name in reversed(tuple(table.values()))}
