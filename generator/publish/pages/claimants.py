"""Claimants: a page for each with what several clippings quote them for, by day, and one page that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

import msgspec

from generator.publish import urls
from generator.publish.credits import via_in_words
from generator.publish.edition import Edition
from generator.publish.pages.page import Crumb, Page, PlannedPage, make_head
from generator.publish.periods import Period, list_months, newest
from generator.publish.rights import kept_sentences, printable
from generator.publish.views import HeadlineView, LinkView, QuoteView, headline_view, original_link, quote_view
from generator.publish.views_period import PeriodView, period_view
from generator.publish.wording import counted, day_in_words, month_in_words
from generator.records import Claimant, Digest, Entry, Record, Said, SentenceRef

__all__ = ["ClaimantPageView", "ClaimantsView", "claimant_pages", "claimants_pages"]

_DAY = attrgetter("entry.dating.day")


class SaidLine(Record, frozen=True, kw_only=True):
    """A sentence in which somebody is quoted."""

    quote: QuoteView
    stance: str
    """`denies`, `alleges`, `urges`; empty for what is simply said."""
    via: str
    """Who passed it on, in words; empty for nobody."""


class SaidIn(Record, frozen=True, kw_only=True):
    """A clipping in which somebody is quoted."""

    headline: HeadlineView
    lines: tuple[SaidLine, ...]
    """The sentences that the rights of the clipping allow to print."""
    rest: str
    """`2 more sentences`, or `2 sentences` where none is printed; empty when all are."""
    original_href: str
    """Of the first that is not printed, in the original; empty when its address is not known."""


class SaidDay(Record, frozen=True, kw_only=True):
    """What somebody was quoted for on one day; `link` is None for what has no day."""

    link: LinkView | None
    date: str
    clippings: tuple[SaidIn, ...]


class ClaimantPageView(Record, frozen=True, kw_only=True):
    """What a claimant's page may print."""

    name: str
    counts: str
    """`7 sentences · 3 clippings`"""
    period: PeriodView
    days: tuple[SaidDay, ...]
    """Newest first, the undated last; of a long list those that the period is of."""


class ClaimantsView(Record, frozen=True, kw_only=True):
    """What the list of claimants may print."""

    counts: str
    claimants: tuple[LinkView, ...]
    """By name; the note counts sentences."""


def claimants_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the list of claimants, if there is any."""
    claimants = digest.claimants
    if claimants:
        yield PlannedPage(
            path=urls.CLAIMANTS,
            title="Who is quoted",
            changed=max((day for claimant in claimants if (day := claimant.said[0].entry.dating.day)), default=None),
            make=_claimants_page,
            about=(claimants,),
        )


def _claimants_page(edition: Edition, title: str, claimants: tuple[Claimant, ...]) -> Page:
    links = tuple(
        LinkView(
            text=claimant.name,
            href=edition.urls.path(urls.claimant(claimant)),
            note=counted(len(claimant.said), "sentence", "sentences", edition.language),
        )
        for claimant in claimants
    )
    counts = f"{counted(len(claimants), 'name', 'names', edition.language)}, each quoted in several clippings"
    view = ClaimantsView(counts=counts, claimants=links)
    head = make_head(edition, urls.CLAIMANTS, title=title, description=counts)
    return Page(template="claimants.html", head=head, view=view)


def claimant_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan a page for each claimant, and one for each month of those who are quoted for many sentences."""
    for claimant in digest.claimants:
        title = f"{claimant.name} – quoted"
        yield PlannedPage(
            path=urls.claimant(claimant),
            title=title,
            changed=claimant.said[0].entry.dating.day,
            make=_claimant_page,
            about=(claimant, None),
        )
        for period, said in list_months(claimant.said, _DAY):
            entry_count = len({one.entry.id for one in said})
            yield PlannedPage(
                path=urls.in_month(urls.claimant(claimant), period.month),
                title=f"{title}, {month_in_words(f'{period.month}-01', edition.language)}",
                changed=said[0].entry.dating.day,
                make=_claimant_page,
                about=(msgspec.structs.replace(claimant, said=said, entry_count=entry_count), period),
            )


def _claimant_page(edition: Edition, title: str, claimant: Claimant, period: Period | None) -> Page:
    """Make the page of a claimant, or of a month of it: then `claimant` has what was said in that month only."""
    whole = urls.claimant(claimant)
    shown = claimant.said if period else newest(claimant.said, _DAY)
    sentences = counted(len(claimant.said), "sentence", "sentences", edition.language)
    clippings = counted(claimant.entry_count, "clipping", "clippings", edition.language)
    view = ClaimantPageView(
        name=claimant.name,
        counts=f"{sentences} · {clippings}",
        period=period_view(edition, whole, period, claimant.said, _DAY),
        days=tuple(_day(edition, day, tuple(said)) for day, said in groupby(shown, _DAY)),
    )
    head = make_head(
        edition,
        urls.in_month(whole, period.month) if period else whole,
        title=title,
        description=f"What {claimant.name} is quoted as saying{', ' * bool(period)}{view.period.month}: {view.counts}",
        crumbs=(
            Crumb(text="Who is quoted", href=edition.urls.path(urls.CLAIMANTS)),
            *([Crumb(text=claimant.name, href=edition.urls.path(whole))] if period else ()),
        ),
    )
    return Page(template="claimant.html", head=head, view=view)


def _day(edition: Edition, day: str | None, said: tuple[Said, ...]) -> SaidDay:
    link = LinkView(text=day_in_words(day, edition.language), href=edition.urls.path(urls.day(day))) if day else None
    clippings = tuple(
        _said_in(edition, those[0].entry, those)
        for those in (tuple(group) for _, group in groupby(said, lambda one: one.entry.id))
    )
    return SaidDay(link=link, date=day or "", clippings=clippings)


def _said_in(edition: Edition, entry: Entry, said: tuple[Said, ...]) -> SaidIn:
    may_print = printable(entry, edition.quoted.get(entry.id, frozenset()), edition.config)
    texts = {one.number: one.text for one in kept_sentences(entry) if one.number in may_print}
    rest = [one.claim.number for one in said if one.claim.number not in texts]
    lines = tuple(
        SaidLine(
            quote=quote_view(edition, SentenceRef(entry.id, one.claim.number), texts[one.claim.number]),
            stance="" if one.claim.stance == "says" else one.claim.stance,
            via=via_in_words(one.claim.chain),
        )
        for one in said
        if one.claim.number in texts
    )
    more = "more " * bool(lines)
    return SaidIn(
        headline=headline_view(edition, entry),
        lines=lines,
        rest=counted(len(rest), f"{more}sentence", f"{more}sentences", edition.language) if rest else "",
        original_href=original_link(entry, rest) if rest else "",
    )
