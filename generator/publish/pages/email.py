"""A day to be mailed: one file with absolute addresses and styles in place, as newsletter tools take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.publish import urls
from generator.publish.edition import Edition, dated_days
from generator.publish.email_styles import EMAIL_STYLES, add_styles
from generator.publish.feeds.content import Writer
from generator.publish.pages.home import day_link
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.publish.wording import day_in_words
from generator.records import Day, Digest, Record

__all__ = ["EmailView", "email_pages"]

_MOST_BYTES = 95_000
"""Of what the day brought: with the frame it stays below the 102 kB where Gmail cuts a message off."""


class EmailView(Record, frozen=True, kw_only=True):
    """What the e-mail of a day may print. Every address in it is absolute."""

    site: str
    home_href: str
    title: str
    """`Sunday 18 October 2020`"""
    day_href: str
    """Of the day's page."""
    counts: str
    """`4 stories from 5 clippings`"""
    parts: tuple[str, ...]
    """Markup: what the editor says, then story by story."""
    is_cut: bool
    """True when more stands on the day's page than here."""
    styles: Mapping[str, str]
    """For the elements of the template, by name."""


def email_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the e-mail of each day that has stories, where the settings ask for it. It is for no search engine."""
    if "email" not in edition.config.pages:
        return
    for day in reversed(dated_days(digest)):
        yield PlannedPage(
            path=urls.email(day.date),
            title=f"{day_in_words(day.date, edition.language)} – e-mail",
            changed=day.date,
            make=_email_page,
            about=(day,),
            is_listed=False,
        )


def _email_page(edition: Edition, title: str, day: Day) -> Page:
    link = day_link(edition, day)
    every = tuple(map(add_styles, Writer(urls=edition.urls, config=edition.config).day_in_parts(day)))
    fitting = _fitting(every)
    view = EmailView(
        site=edition.config.title,
        home_href=edition.urls.absolute(urls.HOME),
        title=link.text,
        day_href=edition.urls.absolute(urls.day(day.date)),
        counts=link.note,
        parts=fitting,
        is_cut=len(fitting) < len(every),
        styles=EMAIL_STYLES,
    )
    head = make_head(
        edition, urls.email(day.date), title=title, description=f"{link.text}: {link.note}", is_listed=False
    )
    return Page(template="email.html", head=head, view=view)


def _fitting(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Take the first parts, as many as there is room for."""
    size = 0
    for number, part in enumerate(parts):
        size += len(part.encode("utf-8", "ignore"))  # half of a surrogate pair is left out later
        if size > _MOST_BYTES:
            return parts[:number]
    return parts
