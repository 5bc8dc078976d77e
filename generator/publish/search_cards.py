"""
What the search engine reads: in: a digest, out: for each clipping a small page that holds what its own page prints.

The engine is given these cards and not the site's pages: they are made in a tenth of the time, say in so many words
what is headline, text, filter and order, and hold no word of menus, fields and footnotes. What a card holds ends up in
the published index, so the budget of quotation binds it as it binds the clipping's page.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.publish import urls
from generator.publish.credits import outlet_in_words
from generator.publish.edition import Edition
from generator.publish.rights import kept_sentences, printable
from generator.publish.views import date_view, headline_view
from generator.records import Artifact, Digest, Entry

__all__ = ["search_cards"]

_UNDATED = "0000"
"""Before every day: results that are put in order by day would else leave undated clippings out."""


def search_cards(edition: Edition, digest: Digest) -> Iterator[Artifact]:
    """
    Make a card of every clipping, in the order of the digest. The card of `clippings/5d1f…/` is `clippings/5d1f….html`:
    a folder for each would take longer to write than all the rest; the search page puts the slash back.

    The attributes are Pagefind's: `title`, `outlet`, `day`, `language` and `note` can be shown of a result, `topic`,
    `outlet` and `date` (a year, and a month of it) narrow a search, and `date` puts results in order.
    """
    for entry in digest.entries:
        yield Artifact(
            path=f"{urls.clipping(entry).rstrip('/')}.html", data=_card(edition, entry).encode("utf-8", "ignore")
        )


def _card(edition: Edition, entry: Entry) -> str:
    shown = printable(entry, edition.quoted.get(entry.id, frozenset()), edition.config)
    text = " ".join(sentence.text for sentence in kept_sentences(entry) if sentence.number in shown)
    known = "".join(
        f'<i data-pagefind-{kind}="{name}" data-pagefind-ignore>{escape(value)}</i>'
        for kind, name, value in _known(edition, entry)
        if value
    )
    return (
        f'<!doctype html><html lang="{escape(edition.language)}"><body data-pagefind-body>'
        f"<h1>{escape(entry.title.value)}</h1>{known}<p>{escape(text)}</p></body></html>"
    )


def _known(edition: Edition, entry: Entry) -> Iterator[tuple[str, str, str]]:
    headline, date = headline_view(edition, entry), date_view(entry.dating, edition.language)
    outlet, month = outlet_in_words(entry), (entry.dating.day or "")[:7]
    yield "meta", "outlet", outlet
    yield "meta", "day", date.text if date else ""
    yield "meta", "language", headline.language
    yield "meta", "note", ", ".join(filter(None, ("headline inferred" * headline.is_guess, headline.waits)))
    yield "filter", "outlet", outlet
    yield "filter", "date", month[:4]
    yield "filter", "date", month
    for slug in _topics_of(edition, entry):
        if slug in edition.topics:
            yield "filter", "topic", edition.topics[slug].name
    yield "sort", "date", entry.dating.instant or entry.dating.day or _UNDATED


def _topics_of(edition: Edition, entry: Entry) -> tuple[str, ...]:
    story = edition.stories.get(entry.id)
    return story.topics if story else edition.undated_topics.get(entry.id, ())
