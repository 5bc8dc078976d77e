"""Every address of a site, spelled in one place. Addresses are permanent: change one and links on the web break."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol
from urllib.parse import quote, urlsplit

from generator.records import Entry, SentenceRef, Story, Thread
from generator.text.slugs import make_story_id, slug_of_entry

__all__ = [
    "BIBTEX",
    "CALENDAR",
    "CLAIMANTS",
    "CSL",
    "FEEDS",
    "FEED_ARCHIVES",
    "FEED_LIST",
    "FEED_STYLE",
    "HOME",
    "LEDGER",
    "NOT_FOUND",
    "OUTLETS",
    "SEARCH",
    "SEARCH_INDEX",
    "SUBSCRIPTIONS",
    "THREADS",
    "TOPICS",
    "UNDATED",
    "Urls",
    "claimant",
    "clipping",
    "day",
    "email",
    "feed",
    "feed_archive",
    "file_of",
    "in_month",
    "month",
    "note_anchor",
    "outlet",
    "passage_anchor",
    "reference_anchor",
    "sentence_anchor",
    "story",
    "story_begun_by",
    "thread",
    "thread_begun_by",
    "topic",
    "year",
]

# A page is named by its path below the base address. Pages end in a slash and are written as `index.html` there.
HOME = ""
CALENDAR = "calendar/"
THREADS = "threads/"
TOPICS = "topics/"
OUTLETS = "sources/"
CLAIMANTS = "claimants/"
UNDATED = "undated/"
LEDGER = "ledger/"
SEARCH = "search/"
SEARCH_INDEX = "pagefind/"
FEEDS = "feeds/"
FEED_ARCHIVES = "feeds/archive/"
NOT_FOUND = "404.html"
FEED_LIST = "feeds.opml"
SUBSCRIPTIONS = "sources.opml"
FEED_STYLE = "assets/feed.css"

# Files beside a page that say what it cites.
CSL = "citations.json"
BIBTEX = "citations.bib"


def day(date: str) -> str:
    """
    >>> day("2020-10-18")
    '2020/10/18/'
    """
    return f"{date[:4]}/{date[5:7]}/{date[8:10]}/"


def card(page: str) -> str:
    """
    Place the social card of a page that has one.

    >>> card("2020/10/18/")
    '2020/10/18/card.png'
    """
    return f"{page}card.png"


def email(date: str) -> str:
    """
    >>> email("2020-10-18")
    '2020/10/18/email.html'
    """
    return f"{day(date)}email.html"


def month(date: str) -> str:
    """
    >>> month("2020-10-18")
    '2020/10/'
    """
    return f"{date[:4]}/{date[5:7]}/"


def year(date: str) -> str:
    return f"{date[:4]}/"


def story(one: Story) -> str:
    return f"{day(one.day)}{one.slug}-{one.id}/"


def story_begun_by(entry: Entry, date: str) -> str:
    """Place the story of a day whose first entry is this one: what a story's address was, or would have been."""
    return f"{day(date)}{slug_of_entry(entry)}-{make_story_id(entry.id)}/"


def thread(one: Thread) -> str:
    return f"{THREADS}{one.slug}-{one.id}/"


def thread_begun_by(entry: Entry) -> str:
    """Place the thread whose first story's first entry is this one, as `story_begun_by` does for a story."""
    return f"{THREADS}{slug_of_entry(entry)}-{make_story_id(entry.id)}/"


class _Slugged(Protocol):
    """What has a slug of its own among its kind."""

    @property
    def slug(self) -> str: ...


def topic(one: _Slugged) -> str:
    return topic_by_slug(one.slug)


def topic_by_slug(slug: str) -> str:
    return f"{TOPICS}{slug}/"


def in_month(page: str, month: str) -> str:
    """
    Place the part of a page's list that is of one month.

    >>> in_month("topics/ganja/", "2020-10")
    'topics/ganja/2020/10/'
    """
    return f"{page}{month[:4]}/{month[5:7]}/"


def outlet(one: _Slugged) -> str:
    return f"{OUTLETS}{one.slug}/"


def claimant(one: _Slugged) -> str:
    return f"{CLAIMANTS}{one.slug}/"


def clipping(entry: Entry) -> str:
    return clipping_by_id(entry.id)


def clipping_by_id(entry_id: str) -> str:
    return f"clippings/{entry_id}/"


def feed(name: str, page: str = HOME) -> str:
    """
    Place a feed beside the page it follows, those of the whole site under `/feeds/`.

    >>> feed("atom.xml"), feed("rss.xml", "topics/ganja/")
    ('feeds/atom.xml', 'topics/ganja/rss.xml')
    """
    return f"{page or FEEDS}{name}"


def feed_archive(live: str, volume: str) -> str:
    """
    Place an archive of a feed below its live document.

    >>> feed_archive("topics/ganja/rss.xml", "2020-10-1")
    'topics/ganja/archive/2020-10-1/rss.xml'
    """
    folder, _, name = live.rpartition("/")
    return f"{folder}/archive/{volume}/{name}"


def file_of(page: str) -> str:
    """
    Say which output file serves a page.

    >>> file_of("2020/10/18/"), file_of("404.html")
    ('2020/10/18/index.html', '404.html')
    """
    return f"{page}index.html" if page == "" or page.endswith("/") else page


# Anchors come from content, not from position, so that a link survives a rebuild.


def sentence_anchor(number: int) -> str:
    """On a clipping's page."""
    return f"s{number}"


def note_anchor(entry_id: str) -> str:
    """Of a footnote: one for each source on a page."""
    return f"n-{entry_id}"


def passage_anchor(ref: SentenceRef) -> str:
    """Of a footnote's sub-item: one for each passage of a source."""
    return f"n-{ref.entry_id}-s{ref.number}"


def reference_anchor(ref: SentenceRef) -> str:
    """Of the marker behind a printed sentence."""
    return f"r-{ref.entry_id}-s{ref.number}"


class Urls:
    """The two ways to write a page's address, for one base address."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.base_path = urlsplit(base_url).path or "/"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Urls) and other.base_url == self.base_url

    def __hash__(self) -> int:
        return hash(self.base_url)

    def path(self, page: str, anchor: str = "") -> str:
        """
        For links inside the site: they work on every host that serves the same sub-path.

        >>> Urls("https://example.org/news/").path("2020/10/18/", "s2")
        '/news/2020/10/18/#s2'
        """
        return f"{self.base_path}{_escape(page)}{'#' + _escape(anchor) if anchor else ''}"

    def absolute(self, page: str, anchor: str = "") -> str:
        """For feeds, canonical links and everything that leaves the site."""
        return f"{self.base_url}{_escape(page)}{'#' + _escape(anchor) if anchor else ''}"

    def leading_to(self, place: str) -> tuple[str, str]:
        """
        For redirects of the settings: how the place is linked from inside the site, and its whole address.

        >>> Urls("https://example.org/news/").leading_to("/sources/#rain")
        ('/news/sources/#rain', 'https://example.org/news/sources/#rain')
        """
        if "://" in place:
            return place, place
        page, _, anchor = place.lstrip("/").partition("#")
        return self.path(page, anchor), self.absolute(page, anchor)


@lru_cache(maxsize=100_000)
def _escape(part: str) -> str:
    return quote(part)
