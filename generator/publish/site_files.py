"""Files for machines and hosts: in: the digest and the list of pages, out: sitemap, robots, headers, OPML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit

from generator.config import Config
from generator.publish import urls
from generator.publish.feeds import FEED_FORMATS, Feed, list_feeds
from generator.publish.feeds.xml_document import add, begin, finish
from generator.publish.moves import Move, list_moves
from generator.publish.planned import PlannedFile
from generator.publish.urls import Urls
from generator.records import Digest

__all__ = ["SECURITY_POLICY", "plan_site_files"]

ListedPage = tuple[str, str | None]
"""A page's path, and the day of the newest thing on it."""

_SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

_MOST_ADDRESSES = 50_000
"""In one sitemap (sitemaps.org protocol)."""

_MOST_REDIRECTS = 1_000
"""In `_redirects`: GitLab Pages takes so many, Cloudflare Pages twice as many. All have a page besides."""

SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Nothing inline and nothing from elsewhere: clippings are strangers' text, and reading is nobody else's business."""

_FEED_FOLDERS = (urls.FEEDS, f"{urls.TOPICS}*/", f"{urls.OUTLETS}*/")


def plan_site_files(
    digest: Digest, config: Config, addresses: Urls, pages: Sequence[ListedPage]
) -> Iterator[PlannedFile]:
    """Write what a site needs beside pages and feeds. `pages` are those that may be found, in their order."""
    yield from _sitemaps(pages, addresses)
    yield PlannedFile("robots.txt", lambda: _robots(addresses))
    yield PlannedFile(".nojekyll", bytes)  # GitHub Pages would leave out what begins with an underscore
    yield PlannedFile("_headers", lambda: _headers(addresses))
    if config.cname:
        yield PlannedFile("CNAME", lambda: f"{urlsplit(config.base_url).hostname}\n".encode())
    moves = list_moves(digest)
    if moves or config.redirects:
        yield PlannedFile("_redirects", lambda: _redirects(config.redirects, moves, addresses))
    yield PlannedFile(urls.SUBSCRIPTIONS, lambda: _subscriptions(tuple(list_feeds(digest, config)), config, addresses))


def _sitemaps(pages: Sequence[ListedPage], addresses: Urls) -> Iterator[PlannedFile]:
    """Write one sitemap, or as many as the pages need and an index of them."""
    if len(pages) <= _MOST_ADDRESSES:
        yield PlannedFile("sitemap.xml", lambda: _sitemap(pages, addresses))
        return
    parts = [pages[start : start + _MOST_ADDRESSES] for start in range(0, len(pages), _MOST_ADDRESSES)]
    paths = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for path, part in zip(paths, parts, strict=True):
        yield PlannedFile(path, partial(_sitemap, part, addresses))
    yield PlannedFile("sitemap.xml", lambda: _sitemap_index(paths, addresses))


def _sitemap_index(paths: Sequence[str], addresses: Urls) -> bytes:
    root = begin("sitemapindex", {"xmlns": _SITEMAP_NAMESPACE})
    for path in paths:
        add(add(root, "sitemap"), "loc", addresses.absolute(path))
    return finish(root)


def _sitemap(pages: Sequence[ListedPage], addresses: Urls) -> bytes:
    root = begin("urlset", {"xmlns": _SITEMAP_NAMESPACE})
    for path, last_modified in pages:
        place = add(root, "url")
        add(place, "loc", addresses.absolute(path))
        if last_modified:
            add(place, "lastmod", last_modified)
    return finish(root)


def _robots(addresses: Urls) -> bytes:
    """Allow everything (RFC 9309) and say where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute('sitemap.xml')}\n".encode()


def _headers(addresses: Urls) -> bytes:
    """Write the headers that Netlify, Cloudflare Pages and others read from `_headers`."""
    base = addresses.base_path
    rules = [
        (
            f"{base}*",
            (
                f"Content-Security-Policy: {SECURITY_POLICY}",
                "Referrer-Policy: strict-origin-when-cross-origin",
                "X-Content-Type-Options: nosniff",
            ),
        ),
        # Its name changes with its bytes (`assets.py`), so nobody need ask for it again.
        (f"{base}assets/style.*", ("Cache-Control: public, max-age=31536000, immutable",)),
        *(
            (f"{base}{folder}{form.file_name}", (f"Content-Type: {form.media_type}; charset=utf-8",))
            for folder in _FEED_FOLDERS
            for form in FEED_FORMATS
            if folder != f"{urls.OUTLETS}*/" or form is FEED_FORMATS[0]
        ),
        (f"{base}{urls.feed('daily.xml')}", (f"Content-Type: {FEED_FORMATS[0].media_type}; charset=utf-8",)),
        (f"{base}{urls.SUBSCRIPTIONS}", ("Content-Type: text/x-opml; charset=utf-8",)),
    ]
    return "\n".join("\n  ".join((path, *lines)) for path, lines in rules).encode() + b"\n"


def _redirects(own: Mapping[str, str], moves: Sequence[Move], addresses: Urls) -> bytes:
    """Write the redirects that Netlify, Cloudflare Pages and others read: the settings', then the newest days'."""
    lines = [
        f"{addresses.path(old.strip('/'))}/ {new if '://' in new else addresses.path(new.lstrip('/'))} 301\n"
        for old, new in sorted(own.items())
    ]
    lines += [f"{addresses.path(move.old)} {addresses.path(move.new)} 301\n" for move in moves]
    return "".join(lines[:_MOST_REDIRECTS]).encode()


def _subscriptions(feeds: Sequence[Feed], config: Config, addresses: Urls) -> bytes:
    """List the feeds for readers to subscribe to (OPML 2.0), of each page the recommended format."""
    root = begin("opml", {"version": "2.0"})
    head = add(root, "head")
    add(head, "title", config.title)
    add(head, "ownerName", config.publisher or config.title)
    body = add(root, "body")
    chosen = [feed for feed in feeds if feed.format is FEED_FORMATS[0]]
    groups = (
        (config.title, [feed for feed in chosen if feed.page == urls.HOME]),
        ("Topics", [feed for feed in chosen if feed.page.startswith(urls.TOPICS)]),
        ("Sources", [feed for feed in chosen if feed.page.startswith(urls.OUTLETS)]),
    )
    for name, members in groups:
        if members:
            _add_group(body, name, members, addresses)
    if not chosen:  # a body holds at least one outline
        add(body, "outline", text=config.title, type="link", url=addresses.absolute(urls.HOME))
    return finish(root)


def _add_group(body: ET.Element, name: str, feeds: Sequence[Feed], addresses: Urls) -> None:
    group = add(body, "outline", text=name, title=name)
    for feed in feeds:
        add(
            group,
            "outline",
            type="rss",  # OPML's word for any feed
            text=feed.title,
            title=feed.title,
            xmlUrl=addresses.absolute(feed.path),
            htmlUrl=addresses.absolute(feed.page),
        )
