"""Files for machines and hosts: they list what there is, under addresses that work, and allow nothing inline."""

from __future__ import annotations

import itertools
import urllib.robotparser
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from fnmatch import fnmatch
from typing import Any

import pytest
from newsroom import make_digest, make_entry, make_outlet, make_story, make_topic

from generator.config import Config
from generator.publish import site_files
from generator.publish.feeds import list_feeds
from generator.publish.site_files import plan_site_files
from generator.publish.urls import Urls
from generator.records import Digest

HOME = "https://digest.example/news/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = (("", "2020-10-18"), ("2020/10/18/", "2020-10-18"), ("undated/", None))


def build(
    digest: Digest, pages: Sequence[tuple[str, str | None]] = PAGES, base_url: str = HOME, **settings: Any
) -> dict[str, str]:
    config = Config(title="Morning", base_url=base_url, **settings)
    return {one.path: one.make().decode() for one in plan_site_files(digest, config, Urls(base_url), pages)}


def one_story() -> Digest:
    entry = make_entry("dam", outlet="Coast & Sea Herald")
    story = make_story(entry, topics=["rain"])
    return make_digest(story, topics=[make_topic("Rain", story)], outlets=[make_outlet("Coast & Sea Herald", entry)])


def test_a_site_has_the_files_that_hosts_and_crawlers_ask_for() -> None:
    """Sitemap, robots, the switch that GitHub Pages needs, headers, and the list of feeds."""
    assert list(build(one_story())) == [
        "sitemap.xml",
        "robots.txt",
        ".nojekyll",
        "_headers",
        "feeds.opml",
        "sources.opml",
    ]


def test_the_sitemap_lists_every_page_with_its_newest_day() -> None:
    """Addresses are absolute; a page with nothing dated on it says no date."""
    places = ET.fromstring(build(one_story())["sitemap.xml"])

    assert [(place.findtext(f"{SITEMAP}loc"), place.findtext(f"{SITEMAP}lastmod")) for place in places] == [
        (HOME, "2020-10-18"),
        (f"{HOME}2020/10/18/", "2020-10-18"),
        (f"{HOME}undated/", None),
    ]


def test_a_large_site_has_an_index_of_sitemaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sitemap holds a bounded number of addresses (sitemaps.org); the index names them all."""
    monkeypatch.setattr(site_files, "_MOST_ADDRESSES", 2)
    files = build(one_story())
    index = ET.fromstring(files["sitemap.xml"])

    assert [place.findtext(f"{SITEMAP}loc") for place in index] == [f"{HOME}sitemap-1.xml", f"{HOME}sitemap-2.xml"]
    assert [len(ET.fromstring(files[f"sitemap-{number}.xml"])) for number in (1, 2)] == [2, 1]


def test_robots_are_let_in_and_shown_the_sitemap() -> None:
    """Everything may be fetched (RFC 9309)."""
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(build(one_story())["robots.txt"].splitlines())

    assert robots.can_fetch("*", f"{HOME}2020/10/18/")
    assert robots.site_maps() == [f"{HOME}sitemap.xml"]


def test_the_security_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    """Clippings are strangers' text: whatever slips through may neither run nor load. The search runs WebAssembly."""
    lines = build(one_story())["_headers"].splitlines()
    policy = next(line for line in lines if "Content-Security-Policy" in line).partition(": ")[2]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))

    assert lines[0] == "/news/*"
    assert rules["default-src"] == "'none'"
    assert rules.pop("script-src") == "'self' 'wasm-unsafe-eval'"
    assert set(rules.values()) == {"'none'", "'self'"}


def test_feeds_are_sent_as_what_they_are() -> None:
    """Every feed's address is covered by a rule with its media type."""
    digest = one_story()
    lines = build(digest)["_headers"].splitlines()
    types = {
        above: line.partition(": ")[2]
        for above, line in itertools.pairwise(lines)
        if line.startswith("  Content-Type:")
    }
    feeds = tuple(list_feeds(digest, Config()))

    assert [_type_sent(f"/news/{feed.path}", types) for feed in feeds] == [
        f"{feed.format.media_type}; charset=utf-8" for feed in feeds
    ]


def _type_sent(address: str, types: dict[str, str]) -> str | None:
    return next((sent for pattern, sent in types.items() if fnmatch(address, pattern)), None)


def test_the_subscription_list_names_each_feed_once() -> None:
    """A reader that imports it gets the site's feeds, the topics' and the outlets', names escaped once."""
    root = ET.fromstring(build(one_story())["feeds.opml"])

    assert [(one.get("text"), one.get("xmlUrl")) for one in root.iter("outline")] == [
        ("Morning", None),
        ("Morning", f"{HOME}feeds/atom.xml"),
        ("Morning, day by day", f"{HOME}feeds/daily.xml"),
        ("Topics", None),
        ("Rain – Morning", f"{HOME}topics/rain/atom.xml"),
        ("Sources", None),
        ("Coast & Sea Herald – Morning", f"{HOME}sources/coast-%26-sea-herald/atom.xml"),
    ]


def test_the_list_of_sources_names_every_outlet() -> None:
    """An outlet whose clippings are all undated has no feed, and is a link to its page."""
    herald, undated = make_entry("dam", outlet="Coast Herald"), make_entry("old", outlet="Bay Echo", day=None)
    outlets = [make_outlet("Coast Herald", herald), make_outlet("Bay Echo", undated)]
    root = ET.fromstring(build(make_digest(make_story(herald), outlets=outlets, undated=[undated]))["sources.opml"])

    assert [
        (one.get("text"), one.get("type"), one.get("xmlUrl") or one.get("url")) for one in root.iter("outline")
    ] == [
        ("Bay Echo", "link", f"{HOME}sources/bay-echo/"),
        ("Coast Herald", "rss", f"{HOME}sources/coast-herald/atom.xml"),
    ]


@pytest.mark.parametrize("path", ["feeds.opml", "sources.opml"])
def test_a_site_without_news_still_has_a_valid_subscription_list(path: str) -> None:
    """OPML 2.0 wants at least one outline; the site itself is one."""
    root = ET.fromstring(build(make_digest())[path])

    assert [one.get("url") for one in root.iter("outline")] == [HOME]


def test_old_addresses_lead_on_where_the_settings_say_so() -> None:
    """To a place on a page of the site, or to another site; the settings' redirects come before the digest's."""
    own = {"old/page/": "topics/rain/#older", "/about": "https://example.org/us"}

    assert build(one_story(), redirects=own)["_redirects"].splitlines()[:2] == [
        "/news/about/ https://example.org/us 301",
        "/news/old/page/ /news/topics/rain/#older 301",
    ]


def test_a_host_that_asks_for_the_domain_is_told() -> None:
    """`CNAME` holds the host of the base address and nothing else."""
    assert build(one_story(), cname=True)["CNAME"] == "digest.example\n"


def test_the_style_sheet_and_the_scripts_may_be_kept_for_ever() -> None:
    """Their names change with their bytes; nothing else is promised never to change."""
    rules = build(one_story())["_headers"].split("\n/")

    assert [rule.splitlines()[0] for rule in rules if "immutable" in rule] == [
        f"news/assets/{name}.*" for name in ("style", "site", "search")
    ]
