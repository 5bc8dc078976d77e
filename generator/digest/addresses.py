"""Addresses that do not collide: in: names in a stable order, out: a slug for each, no two alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from generator.diagnostics import Diagnostic, diagnose
from generator.text.slugs import make_slug

__all__ = ["give_slugs"]

_DIGITS = 6


def give_slugs(named: Iterable[tuple[str, str]]) -> tuple[list[str], list[Diagnostic]]:
    """
    Make a slug of each name; `named` holds pairs of a name and the path of a source that wants it.

    *Diagnostics*: `address-taken` for a name whose slug an earlier one has; it gets one with digits of its hash.
    """
    owners: dict[str, str] = {}
    slugs: list[str] = []
    found: list[Diagnostic] = []
    for name, path in named:
        slug = make_slug(name)
        if slug in owners:
            taken, slug = slug, _further(slug, name, owners)
            found.append(
                diagnose(
                    "address-taken",
                    path,
                    f"“{name}” wants the address {taken}, which “{owners[taken]}” has; it gets {slug}",
                    hint="spell one of the two another way, or both the same",
                )
            )
        owners[slug] = name
        slugs.append(slug)
    return slugs, found


def _further(slug: str, name: str, owners: dict[str, str]) -> str:
    digest = name
    while slug in owners:
        digest = hashlib.sha256(digest.encode()).hexdigest()
        slug = f"{make_slug(name)}-{digest[:_DIGITS]}"
    return slug
