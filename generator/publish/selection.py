"""Which kinds of pages a site has: in: a digest and the settings, out: the digest as far as it is to be printed."""

from __future__ import annotations

import msgspec

from generator.config import Config
from generator.publish import urls
from generator.records import Digest

__all__ = ["has_cards", "has_page", "has_search_index", "select"]

_GROUPS = {
    urls.CALENDAR: "calendar",
    urls.THREADS: "threads",
    urls.TOPICS: "topics",
    urls.OUTLETS: "sources",
    urls.CLAIMANTS: "claimants",
    urls.LEDGER: "ledger",
    urls.SEARCH: "search",
}


def select(digest: Digest, config: Config) -> Digest:
    """
    Take out of a digest what the site has no pages for.

    Nobody links a topic, an outlet, a claimant or a thread that is not there, and no feed follows it.
    """
    return msgspec.structs.replace(
        digest,
        threads=digest.threads if "threads" in config.pages else (),
        topics=digest.topics if "topics" in config.pages else (),
        outlets=digest.outlets if "sources" in config.pages else (),
        claimants=digest.claimants if "claimants" in config.pages else (),
    )


def has_page(config: Config, page: str) -> bool:
    """Say whether a site may have a page, by its path; whether there is anything to print on it is another question."""
    group = _GROUPS.get(page)
    return group is None or group in config.pages


def has_cards(config: Config) -> bool:
    """Say whether days and stories have social cards: they are wanted, and there is what draws them."""
    return config.cards is True


def has_search_index(config: Config) -> bool:
    """Say whether the search page has an index to search."""
    return config.search is True and has_page(config, urls.SEARCH)
