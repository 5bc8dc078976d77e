"""Links that leave the site: in: an address that a source gave, out: one that is safe and valid to print, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from generator.publish.text_fragments import Fragment, spell_fragment

__all__ = ["host_of", "link_to_passages", "web_link"]

_ALLOWED = "%/:=&?~+!$,;'@()*-._"
"""What an address may hold unescaped besides letters and digits (WHATWG URL, code points), brackets left out."""

_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?")


@lru_cache(maxsize=20_000)
def web_link(address: str) -> str | None:
    """
    Make an address fit to be linked, or refuse it: only `http` and `https` with a plain host are linked.

    Sources are hostile: `javascript:` would run in the reader's page, a name before the host would pass for another
    host, and a stray blank or bracket would make the page invalid.

    >>> web_link("https://example.org/a b|c?x=1#top"), web_link("javascript:alert(1)"), web_link("/about")
    ('https://example.org/a%20b%7Cc?x=1#top', None, None)
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:  # brackets without an end, a port that is no number or too large
        return None
    host = parts.netloc.removesuffix("" if port is None else f":{port}")
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    path, query, fragment = (_escape(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))


def host_of(address: str) -> str:
    """
    >>> host_of("https://www.example.org/a")
    'example.org'
    """
    return urlsplit(address).netloc.removeprefix("www.")


def link_to_passages(address: str, fragments: Iterable[Fragment]) -> str:
    """
    Point into a page at passages: browsers go to the first and mark all of them. Without any it is the address.

    A fragment that the address has already stays: without the passages it is the place.

    >>> link_to_passages("https://example.org/a", [Fragment(start="The dam held."), Fragment(start="Nobody slept.")])
    'https://example.org/a#:~:text=The%20dam%20held.&text=Nobody%20slept.'
    """
    directives = "&".join(spell_fragment(fragment) for fragment in fragments)
    if not directives or ":~:" in address:
        return address
    return f"{address}{'' if '#' in address else '#'}:~:{directives}"


def _escape(part: str) -> str:
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part), safe=_ALLOWED)
