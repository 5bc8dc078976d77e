"""Ids of feeds and their items: in: what a thing is, out: a `tag:` URI that stays when everything around it moves."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["make_tag"]


def make_tag(authority: str, *path: str) -> str:
    """
    Name a thing for good (RFC 4151): `tag:`, who says so, a colon, what it is.

    The path holds the kind of thing and its content-made id, never a headline, a slug of one, or an address. So a
    corrected headline, another host and another sub-path are no news to a reader.

    >>> make_tag("example.org,2024", "story", "1a2b3c4d")
    'tag:example.org,2024:story/1a2b3c4d'
    """
    return f"tag:{authority}:{'/'.join(quote(part, safe='') for part in path)}"
