"""Contested things as a card or a page shows them: in: pairs of sides, out: what each party says, face to face."""

from __future__ import annotations

from collections.abc import Iterable

from generator.publish.credits import outlet_in_words
from generator.publish.edition import Edition
from generator.publish.rights import kept_sentences
from generator.publish.views import QuoteView, original_link, quote_view
from generator.records import Contested, Record, Side

__all__ = ["ContestedView", "SideView", "contested_views"]


class SideView(Record, frozen=True, kw_only=True):
    """What one party says."""

    party: str
    stance: str
    """`says`, `denies`, `alleges`: as the verb in the sentence has it."""
    quote: QuoteView | None
    """None for the second of two sides that stand in one sentence."""
    original_href: str
    """Into the original, at the sentence; empty when no address is known."""
    outlet: str
    """Who printed it, in words."""


class ContestedView(Record, frozen=True, kw_only=True):
    """Two sides of one thing; nothing says which of them is right."""

    sides: tuple[SideView, ...]
    """Two, in order of their names."""


def contested_views(edition: Edition, pairs: Iterable[Contested]) -> tuple[ContestedView, ...]:
    """Show what the parties of a story, or within an undated clipping, say of each other or deny."""
    views = []
    for pair in pairs:
        first, second = pair.sides
        views.append(
            ContestedView(
                sides=(_side(edition, first), _side(edition, second, is_quoted=second.ref != first.ref)),
            )
        )
    return tuple(views)


def _side(edition: Edition, side: Side, *, is_quoted: bool = True) -> SideView:
    entry = edition.entries[side.ref.entry_id]
    text = next(one.text for one in kept_sentences(entry) if one.number == side.ref.number)
    return SideView(
        party=side.party,
        stance=side.stance,
        quote=quote_view(edition, side.ref, text) if is_quoted else None,
        original_href=original_link(entry, [side.ref.number]),
        outlet=outlet_in_words(entry),
    )
