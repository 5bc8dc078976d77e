"""JSON-LD: in: entries and pages, out: what search engines and archives read of them, safe inside `<script>`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from generator.config import Config
from generator.publish.citations.bibliography import Reference, make_reference
from generator.publish.urls import Urls
from generator.records import Entry

__all__ = ["describe_clipping", "describe_collection"]

_CONTEXT = "https://schema.org"

_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""No text of a source may close the element or open a comment in it (HTML, 4.12.1.3)."""


def describe_clipping(entry: Entry, config: Config, addresses: Urls) -> str:
    """
    Describe a clipping's page as a `NewsArticle` that is based on the original.

    `publisher` is the outlet and `provider` the wire; `sdPublisher` says that these words about them are ours
    (schema.org, "structured data publisher"). An inferred date is not given: the type has no way to say so.
    """
    reference = make_reference(entry, addresses)
    return _write(
        {
            "@context": _CONTEXT,
            **_article(reference),
            "contributor": [_person(one.value) for one in entry.contributors],
            "identifier": f"sha256:{reference.sha256}",
            "inLanguage": reference.language,
            "sdPublisher": _us(config, addresses),
        }
    )


def describe_collection(
    path: str, title: str, entries: Iterable[Entry], config: Config, addresses: Urls, day: str | None = None
) -> str:
    """Describe a page of the digest as a `CollectionPage` that cites the originals of its clippings."""
    return _write(
        {
            "@context": _CONTEXT,
            "@type": "CollectionPage",
            "url": addresses.absolute(path),
            "name": title,
            "inLanguage": config.language,
            "temporalCoverage": day,
            "publisher": _us(config, addresses),
            "isPartOf": {"@type": "WebSite", "name": config.title, "url": addresses.base_url},
            "citation": [_article(make_reference(entry, addresses)) for entry in entries],
        }
    )


def _article(reference: Reference) -> dict[str, Any]:
    date = "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(reference.date))
    article = {
        "@type": "NewsArticle",
        "url": reference.page,
        "headline": reference.title,
        "author": [_person(name) for name in reference.authors],
        "datePublished": "" if reference.is_date_guess else date,
        "publisher": {"@type": "NewsMediaOrganization", "name": reference.outlet} if reference.outlet else None,
        "provider": {"@type": "Organization", "name": reference.agency} if reference.agency else None,
        "isBasedOn": reference.url,
        "archivedAt": reference.archive_url,
    }
    return {name: value for name, value in article.items() if value}


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": " ".join(name.split())}


def _us(config: Config, addresses: Urls) -> dict[str, str]:
    return {"@type": "Organization", "name": config.publisher or config.title, "url": addresses.base_url}


def _write(description: dict[str, Any]) -> str:
    known = {name: value for name, value in description.items() if value}
    text = msgspec.json.encode(known).decode("utf-8", "ignore")
    return text.translate(_IN_SCRIPT)
