"""Files for machines and hosts: in: the digest and the list of pages, out: sitemap, robots, headers, OPML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit

from generator.config import Config
from generator.publish import urls
from generator.publish.feeds import FEED_FORMATS
from generator.publish.feeds.xml_document import add, begin, finish
from generator.publish.moves import Move, list_moves
from generator.publish.planned import PlannedFile
from generator.publish.selection import has_search_index
from generator.publish.subscriptions import plan_subscriptions
from generator.publish.urls import Urls
from generator.records import Digest

__all__ = ["plan_site_files", "security_policy"]

ListedPage = tuple[str, str | None]
"""A page's path, and the day of the newest thing on it."""

_SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

_MOST_ADDRESSES = 50_000
"""In one sitemap (sitemaps.org protocol)."""

_MOST_REDIRECTS = 1_000
"""In `_redirects`: GitLab Pages takes so many, Cloudflare Pages twice as many. All have a page besides."""

_POLICY = (
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)

_FEED_FOLDERS = (
    (urls.FEEDS, FEED_FORMATS),
    (f"{urls.FEEDS}archive/*/", FEED_FORMATS),
    (f"{urls.TOPICS}*/", FEED_FORMATS),  # hosts let a star stand for several folders, those of archives too
    (f"{urls.THREADS}*/", FEED_FORMATS[:1]),
    (f"{urls.OUTLETS}*/", FEED_FORMATS[:1]),
)


def security_policy(*, has_index: bool) -> str:
    """
    Write the policy: nothing inline and nothing from elsewhere, as clippings are strangers' text and reading is nobody
    else's business.

    The engine of a search index is WebAssembly, which needs a word of its own (Content Security Policy Level 3, 2.3.1):
    it lets scripts of the site compile such code, and no script run that could not run without. It stands for all
    pages, because hosts join the headers of all rules that fit a page, and browsers then obey each of them: a rule for
    the search page alone could only forbid more. A meta element in the others could too; the Nu checker refuses it.
    """
    scripts = "script-src 'self' 'wasm-unsafe-eval'" if has_index else "script-src 'self'"
    return "; ".join((_POLICY[0], scripts, *_POLICY[1:]))


def plan_site_files(
    digest: Digest, config: Config, addresses: Urls, pages: Sequence[ListedPage]
) -> Iterator[PlannedFile]:
    """Write what a site needs beside pages and feeds. `pages` are those that may be found, in their order."""
    yield from _sitemaps(pages, addresses)
    yield PlannedFile("robots.txt", lambda: _robots(addresses))
    yield PlannedFile(".nojekyll", bytes)  # GitHub Pages would leave out what begins with an underscore
    yield PlannedFile("_headers", lambda: _headers(config, addresses))
    if config.cname:
        yield PlannedFile("CNAME", lambda: f"{urlsplit(config.base_url).hostname}\n".encode())
    moves = list_moves(digest)
    if moves or config.redirects:
        yield PlannedFile("_redirects", lambda: _redirects(config.redirects, moves, addresses))
    yield from plan_subscriptions(digest, config, addresses)


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


def _headers(config: Config, addresses: Urls) -> bytes:
    """Write the headers that Netlify, Cloudflare Pages and others read from `_headers`."""
    base = addresses.base_path
    rules = [
        (
            f"{base}*",
            (
                f"Content-Security-Policy: {security_policy(has_index=has_search_index(config))}",
                "Referrer-Policy: strict-origin-when-cross-origin",
                "X-Content-Type-Options: nosniff",
            ),
        ),
        # Their names change with their bytes (`assets.py`), so nobody need ask for them again.
        *(
            (f"{base}assets/{name}.*", ("Cache-Control: public, max-age=31536000, immutable",))
            for name in ("style", "site", "search")
        ),
        *(
            (f"{base}{folder}{form.file_name}", (f"Content-Type: {form.media_type}; charset=utf-8",))
            for folder, formats in _FEED_FOLDERS
            for form in formats
        ),
        *(
            (f"{base}{folder}daily.xml", (f"Content-Type: {FEED_FORMATS[0].media_type}; charset=utf-8",))
            for folder in (urls.FEEDS, f"{urls.FEEDS}archive/*/")
        ),
        *(
            (f"{base}{path}", ("Content-Type: text/x-opml; charset=utf-8",))
            for path in (urls.FEED_LIST, urls.SUBSCRIPTIONS)
        ),
    ]
    return "\n".join("\n  ".join((path, *lines)) for path, lines in rules).encode() + b"\n"


def _redirects(own: Mapping[str, str], moves: Sequence[Move], addresses: Urls) -> bytes:
    """Write the redirects that Netlify, Cloudflare Pages and others read: the settings', then the newest days'."""
    lines = [
        f"{addresses.path(old.strip('/'))}/ {addresses.leading_to(new)[0]} 301\n" for old, new in sorted(own.items())
    ]
    lines += [f"{addresses.path(move.old)} {addresses.path(move.new)} 301\n" for move in moves]
    return "".join(lines[:_MOST_REDIRECTS]).encode()
