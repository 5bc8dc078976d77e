"""Behind each live feed stand archives with all that is older, and they stay as they are."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import feedparser
import msgspec
import pytest
from newsroom import make_digest, make_entry, make_outlet, make_story, make_topic
from publish_reading import attribute, pages, tree_of
from publish_samples import build_site
from selectolax.lexbor import LexborHTMLParser

from generator.config import Config, FeedSettings, parse_config
from generator.diagnostics import DayfoldError
from generator.publish.feeds import plan_feeds
from generator.publish.urls import Urls
from generator.records import Digest, Story, Thread

HOME = "https://digest.example/news/"
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
FORMATS = ("feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json")


def build(digest: Digest, **feeds: Any) -> dict[str, bytes]:
    config = Config(title="Morning", base_url=HOME, feeds=FeedSettings(**feeds))
    return {one.path: one.make() for one in plan_feeds(digest, config, Urls(HOME))}


def stories(*days: str, each: int = 1) -> list[Story]:
    return [make_story(make_entry(f"{day} {number}", day=day)) for day in days for number in range(each)]


def two_months(newest: str = "2020-11-10") -> Digest:
    """Sixty stories in October, twenty in November, and one of the newest day."""
    october = [f"2020-10-{day:02}" for day in range(2, 32)]
    november = [f"2020-11-{day:02}" for day in range(1, 6)]
    return make_digest(*stories(*october, each=2), *stories(*november, each=4), *stories(newest))


def older(path: str, data: bytes) -> str:
    """The path of the document that holds what is next older; empty at the end."""
    if path.endswith(".json"):
        address = msgspec.json.decode(data).get("next_url", "")
    else:
        links = {link["rel"]: link["href"] for link in feedparser.parse(data).feed.links}
        address = links.get("prev-archive", "")
    return str(address).removeprefix(HOME)


def chain(files: dict[str, bytes], live: str) -> list[str]:
    found = [live]
    while following := older(found[-1], files[found[-1]]):
        found.append(following)
    return found


def ids(path: str, data: bytes) -> list[str]:
    if path.endswith(".json"):
        return [item["id"] for item in msgspec.json.decode(data)["items"]]
    return [entry.id for entry in feedparser.parse(data).entries]


@pytest.mark.parametrize("live", FORMATS)
def test_the_whole_history_can_be_fetched(live: str) -> None:
    """Whoever follows the links from the live feed meets every story, and archives that no feed leads to are none."""
    digest = two_months()
    files = build(digest)
    documents = chain(files, live)
    name = live.rpartition("/")[2]

    assert {one for path in documents for one in ids(path, files[path])} == {
        f"tag:dayfold.invalid,2020:story/{story.id}" for day in digest.days for story in day.stories
    }
    assert sorted(documents[1:]) == sorted(path for path in files if "archive" in path and path.endswith(name))


@pytest.mark.parametrize("live", FORMATS)
def test_a_live_feed_that_holds_everything_has_no_archive(live: str) -> None:
    """A small site has no files that say nothing new."""
    files = build(make_digest(*stories("2020-10-17", "2020-10-18")))

    assert older(live, files[live]) == ""
    assert [path for path in files if "archive" in path] == []


def test_archives_are_volumes_of_months() -> None:
    """A volume holds fifty stories of a month at most; the running month has none while the live feed holds it."""
    files = build(two_months())

    assert chain(files, "feeds/atom.xml") == [
        "feeds/atom.xml",
        "feeds/archive/2020-10-2/atom.xml",
        "feeds/archive/2020-10-1/atom.xml",
    ]
    assert [len(ids(path, files[path])) for path in chain(files, "feeds/atom.xml")] == [30, 10, 50]


@pytest.mark.parametrize("live", FORMATS)
def test_an_archive_stays_as_it_is_when_news_come(live: str) -> None:
    """A later day changes no archive, byte for byte, as long as it closes no volume."""
    before, after = build(two_months()), build(two_months("2020-11-12"))

    assert before[live] != after[live]
    assert [path for path in chain(before, live)[1:] if before[path] != after.get(path)] == []


def test_a_volume_learns_of_the_next_one_when_that_is_closed() -> None:
    """`next-archive` comes once, and with it nothing else changes in the document."""
    path = "feeds/archive/2020-10-2/atom.xml"
    before, after = build(two_months())[path], build(two_months("2020-12-01"))[path]
    link = f' <link rel="next-archive" href="{HOME}feeds/archive/2020-11-1/atom.xml" />\n'

    assert after.decode().replace(link, "") == before.decode()
    assert link in after.decode()


def test_a_late_clipping_changes_no_archive_of_another_month() -> None:
    """What is found for an old day goes into a volume of its month, and nothing else moves."""
    before = build(two_months())
    late = make_digest(*(s for day in two_months().days for s in day.stories), *stories("2020-09-30"))
    after = build(late)

    assert [path for path in before if "archive" in path and "2020-10-2" in path and before[path] != after[path]] == []


def test_a_day_with_more_stories_than_fit_is_archived_at_once() -> None:
    """What the live feed has no room for stands in a volume whose address is another whenever its contents are."""
    crowd = make_digest(*stories("2020-10-18", each=60))
    larger = make_digest(*stories("2020-10-18", each=61))
    paths, other_paths = (chain(build(one), "feeds/atom.xml") for one in (crowd, larger))

    assert len({one for path in paths for one in ids(path, build(crowd)[path])}) == 60
    assert [path for path in paths[1:2] if path in other_paths] == []


@pytest.mark.parametrize("path", ["feeds/archive/2020-10-2/atom.xml", "feeds/archive/2020-10-2/rss.xml"])
def test_an_archive_says_what_it_is(path: str) -> None:
    """RFC 5005, 4: `fh:archive`, a link to the live feed, one to the volume before; the feed's own id stays."""
    files = build(two_months())
    live, archive = feedparser.parse(files[path.replace("archive/2020-10-2/", "")]), feedparser.parse(files[path])
    links = {link.rel: link.href for link in archive.feed.links}
    name = path.rpartition("/")[2]

    assert not archive.bozo
    assert next(ET.fromstring(files[path]).iter(ARCHIVE), None) is not None
    assert (links["current"], links["prev-archive"], links["self"]) == (
        f"{HOME}feeds/{name}",
        f"{HOME}feeds/archive/2020-10-1/{name}",
        f"{HOME}{path}",
    )
    assert live.feed.get("id", "") == archive.feed.get("id", "")
    assert next(ET.fromstring(files[f"feeds/{name}"]).iter(ARCHIVE), None) is None


def test_items_too_large_for_a_live_feed_are_not_lost() -> None:
    """Stories of many words leave the live feed early, and stand in an archive."""
    long = "A very long sentence about rain & wind. " * 500
    digest = make_digest(
        *(make_story(make_entry(f"{day}", day=f"2020-10-{day}", sentences=[long])) for day in range(10, 29))
    )
    files = build(digest)

    assert len({one for path in chain(files, "feeds/rss.xml") for one in ids(path, files[path])}) == 19


def test_topics_outlets_and_threads_have_their_history_in_the_recommended_format() -> None:
    """Atom's is kept for every feed; the other formats of a topic hold its newest stories."""
    told = stories(*(f"2020-10-{day:02}" for day in range(1, 29)), each=2)
    entries = [story.lead for story in told]
    thread = Thread(id="t1", slug="dam", stories=tuple(told), newest=told[-1])
    topic = make_topic("Rain", *reversed(told))
    digest = make_digest(*told, topics=[topic], outlets=[make_outlet("Valley Courier", *entries)])
    files = build(msgspec.structs.replace(digest, threads=(thread,)))

    assert [_count(files, f"{page}atom.xml") for page in ("topics/rain/", "sources/valley-courier/")] == [56, 56]
    assert _count(files, "threads/dam-t1/atom.xml") == 56
    assert _count(files, "topics/rain/rss.xml") == 30


def _count(files: dict[str, bytes], live: str) -> int:
    return len({one for path in chain(files, live) for one in ids(path, files[path])})


def test_a_thread_has_a_feed_under_the_headline_of_its_newest_story() -> None:
    """Whoever follows one event subscribes to its thread; its newest day comes first."""
    first, second = (make_story(make_entry(f"{day}", day=day)) for day in ("2020-10-17", "2020-10-18"))
    thread = Thread(id="t1", slug="dam", stories=(first, second), newest=second)
    files = build(msgspec.structs.replace(make_digest(first, second), threads=(thread,)))
    feed = feedparser.parse(files["threads/dam-t1/atom.xml"])

    assert feed.feed.title == "Dam holds after night of rain – Morning"
    assert feed.feed.id == "tag:dayfold.invalid,2020:feed/threads/t1"
    assert [entry.id.rpartition("/")[2] for entry in feed.entries] == [second.id, first.id]


def hubs(files: dict[str, bytes], paths: Sequence[str]) -> list[str]:
    found = []
    for path in paths:
        if path.endswith(".json"):
            found += [hub["url"] for hub in msgspec.json.decode(files[path]).get("hubs", [])]
        else:
            found += [link.href for link in feedparser.parse(files[path]).feed.links if link.rel == "hub"]
    return found


def test_a_hub_is_named_in_every_live_feed_and_in_no_archive() -> None:
    """WebSub, 4: subscribers find the hub in the document that changes."""
    files = build(two_months(), hub="https://hub.example.org/")
    archives = [path for path in files if "archive" in path]

    assert hubs(files, FORMATS) == ["https://hub.example.org/"] * 3
    assert (len(archives) > 0, hubs(files, archives)) == (True, [])
    assert hubs(build(two_months()), FORMATS) == []


@pytest.mark.parametrize("hub", ["hub.example.org", "ftp://hub.example.org/", "https://"])
def test_a_hub_that_is_no_address_is_refused(hub: str) -> None:
    """The message shows the form."""
    with pytest.raises(DayfoldError) as refused:
        parse_config(f'[feeds]\nhub = "{hub}"', "dayfold.toml")

    assert [(one.name, "https://hub.example.org/" in one.hint) for one in refused.value.diagnostics] == [
        ("config-invalid", True)
    ]


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/rss.xml"])
def test_browsers_that_show_a_feed_are_given_a_style_sheet(path: str) -> None:
    """The second line of the document names it, absolute; parsers of feeds pass over it."""
    line = build(two_months())[path].decode().splitlines()[1]

    assert line == f'<?xml-stylesheet type="text/css" href="{HOME}assets/feed.css"?>'


def test_a_page_names_and_announces_every_archive(project: Path) -> None:
    """Whoever collects begins there; `/feeds/` leads to it, and no search engine lists it."""
    digest = two_months()
    site = build_site(project, digest, Config(title="Morning", base_url=HOME))
    page = LexborHTMLParser(site["feeds/archive/index.html"].decode())
    archives = {f"/news/{path}" for path in site if "archive/2020" in path}

    assert archives <= {attribute(link, "href") for link in page.css("link[rel=alternate]")}
    assert archives <= {attribute(a, "href") for a in page.css("main a")}
    assert "/news/feeds/archive/" in {attribute(a, "href") for a in tree_of(site, "feeds/").css("main a")}
    assert b"feeds/archive" not in site["sitemap.xml"]


def test_the_page_of_feeds_shows_what_is_newest_in_each(project: Path) -> None:
    """Five stories of the whole site, five days, and one story of each topic."""
    told = stories(*(f"2020-10-{day:02}" for day in range(1, 9)))
    digest = make_digest(*told, topics=[make_topic("Rain", *reversed(told))])
    tree = tree_of(build_site(project, digest, Config(title="Morning", base_url=HOME)), "feeds/")
    newest = [[attribute(a, "href") for a in one.css("a")] for one in tree.css("ul.newest")]

    assert [len(one) for one in newest] == [5, 5, 1]
    assert newest[1][0] == "/news/2020/10/08/"
    assert newest[0][0] == newest[2][0]


def test_every_page_announces_the_feeds_of_the_site(project: Path) -> None:
    """Autodiscovery with the right types, whatever page a reader is pointed at; redirects only lead on."""
    types = ["application/atom+xml", "application/rss+xml", "application/feed+json", "application/atom+xml"]
    trees = {path: tree for path, tree in pages(build_site(project)).items() if not tree.css("[http-equiv=refresh]")}
    announced = {
        path: [attribute(one, "type") for one in tree.css("link[rel=alternate]")] for path, tree in trees.items()
    }

    assert [path for path, found in announced.items() if found[:4] != types] == []
