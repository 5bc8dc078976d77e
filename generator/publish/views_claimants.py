"""Claimants as clippings show them: in: an entry, out: who is quoted in it as saying what, and who passed it on."""

from __future__ import annotations

from collections.abc import Iterable

from generator.publish import urls
from generator.publish.credits import via_in_words
from generator.publish.edition import Edition
from generator.publish.views import LinkView
from generator.records import Claim, Entry, Record

__all__ = ["ClaimantView", "claimant_views"]


class ClaimantView(Record, frozen=True, kw_only=True):
    """Somebody who is quoted in a clipping."""

    name: str
    """As printed there."""
    href: str
    """Of the page of what several clippings quote them for; empty for none."""
    via: str
    """`via Interfax, Reuters`: who passed it on, where the clipping says so; else empty."""
    sentences: tuple[LinkView, ...]
    """
    By number, to the anchors of those that are printed; no address for the others. The note is `denies` and the like,
    empty for what is simply said.
    """


def claimant_views(edition: Edition, entry: Entry, printed: frozenset[int]) -> tuple[ClaimantView, ...]:
    """
    List who is quoted in a clipping, by first appearance, with the sentences; what came the same way stands together.

    `printed` are the numbers of the sentences that its page prints.
    """
    found: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    for claim in entry.claims:
        found.setdefault((claim.claimant, claim.chain), []).append(claim)
    return tuple(
        ClaimantView(
            name=name,
            href=_page_of(edition, entry, name),
            via=via_in_words(chain),
            sentences=_links(edition, entry, claims, printed),
        )
        for (name, chain), claims in found.items()
    )


def _page_of(edition: Edition, entry: Entry, name: str) -> str:
    claimant = edition.claimants.get((entry.id, name))
    return edition.urls.path(urls.claimant(claimant)) if claimant else ""


def _links(edition: Edition, entry: Entry, claims: Iterable[Claim], printed: frozenset[int]) -> tuple[LinkView, ...]:
    page = urls.clipping(entry)
    stances = {claim.number: claim.stance for claim in claims}
    return tuple(
        LinkView(
            text=str(number),
            href=edition.urls.path(page, urls.sentence_anchor(number)) if number in printed else "",
            note="" if stance == "says" else stance,
        )
        for number, stance in stances.items()
    )
