"""Outlets: in: fields, addresses and notices, out: the name of who published, with the evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from generator.config import OutletSettings
from generator.records import Draft, Evidence, Finding
from generator.refine import fields
from generator.refine.tables import load_table

__all__ = ["find_outlet", "find_url", "host_of", "name_of_host", "settings_for"]

_PLATFORMS = frozenset({"twitter.com", "x.com", "facebook.com", "youtube.com", "instagram.com", "t.me", "linkedin.com"})
"""Hosts that many people publish on: a link there says nothing about who published the clipping."""


def find_url(draft: Draft) -> Finding | None:
    """Take the address of the original: the first field of that meaning that is an address."""
    for given in fields.find_fields(draft, fields.URL):
        address = given.value.strip("<>")
        if bracketed := re.match(r"\[[^\]]*\]\((\S+)\)", address):
            address = bracketed[1]
        if re.match(r"https?://[^\s/]+\.[^\s/]+", address):
            return Finding(value=address, evidence=Evidence(rule="field", quote=given.quote))
    return None


def find_outlet(
    draft: Draft, url: Finding | None, notices: Sequence[tuple[str, str]], known: Mapping[str, OutletSettings]
) -> Finding | None:
    """
    Name who published a clipping: a field, the host of its address, a notice of its site, the host of its pictures.

    `notices` are `(line, outlet)` of removed lines that name their site. An outlet read from pictures and links is a
    guess, and so is a bare host.
    """
    for given in fields.find_fields(draft, fields.OUTLET):
        if not re.match(r"https?://|\[", given.value) and len(given.value) <= 80:
            return Finding(
                value=_known_name(given.value, known) or given.value, evidence=Evidence(rule="field", quote=given.quote)
            )
    if url and (host := host_of(url.value)):
        name = name_of_host(host, known)
        return Finding(
            value=name or host, evidence=Evidence(rule="address-host", quote=url.value[:200]), is_guess=name is None
        )
    for line, notified in notices:
        return Finding(value=notified, evidence=Evidence(rule="site-notice", quote=line[:200]))
    return _from_pictures_and_links(draft, known)


def host_of(address: str) -> str:
    """
    >>> host_of("https://www.example.org:8080/a")
    'example.org'
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|amp|mobile|edition)\.", "", host.lower())


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


def settings_for(
    outlet: Finding | None, url: Finding | None, known: Mapping[str, OutletSettings]
) -> OutletSettings | None:
    """Find what the site's configuration says about an outlet, by host or by name."""
    labels = host_of(url.value).split(".") if url else []
    for start in range(max(len(labels) - 1, 0)):
        if (domain := ".".join(labels[start:])) in known:
            return known[domain]
    if outlet:
        for key, settings in known.items():
            if outlet.value.casefold() in (key.casefold(), settings.name.casefold()):
                return settings
    return None


def _known_name(written: str, known: Mapping[str, OutletSettings]) -> str | None:
    """Let a configured key, or a host that was written instead of a name, stand for the name to print."""
    for key, settings in known.items():
        if written.casefold() == key.casefold() and settings.name:
            return settings.name
    return name_of_host(host_of(f"https://{written}"), known) if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", written) else None


def _from_pictures_and_links(draft: Draft, known: Mapping[str, OutletSettings]) -> Finding | None:
    """
    Take the host that serves the pictures, if it is one that is known; else the known host linked to most.

    Sites serve pictures from their own hosts, and link to themselves more than to any other paper.
    """
    pictures = [given.value for given in fields.find_fields(draft, fields.IMAGE)]
    pictures += [image.src for image in draft.images]
    for rule, addresses in (("picture-host", pictures), ("link-host", [link.href for link in draft.links])):
        hosts = Counter(host_of(address) for address in addresses)
        named: Counter[str] = Counter()
        for host, count in hosts.items():
            name = name_of_host(host, known) if host and host not in _PLATFORMS else None
            if name:
                named[name] += count
        if not named:
            continue
        name, count = min(named.items(), key=lambda item: (-item[1], item[0]))
        if rule == "picture-host" or count > 1:
            quote = next(address for address in addresses if name_of_host(host_of(address), known) == name)
            return Finding(value=name, evidence=Evidence(rule=rule, quote=quote[:200]), is_guess=True)
    return None
