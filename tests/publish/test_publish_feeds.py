"""Feeds say what the digest says, to every reader, under ids that never change."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import make_digest, make_entry, make_outlet, make_story, make_topic
from selectolax.lexbor import LexborHTMLParser

from generator.config import Config, FeedSettings, parse_config
from generator.diagnostics import DayfoldError
from generator.publish.feeds import FEED_FORMATS, list_feeds, plan_feeds
from generator.publish.urls import Urls
from generator.records import Digest

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"

AWKWARD = """Rain & "floods": 3 < 5, 5 > 3, it's over ]]> now"""

HOME = "https://digest.example/news/"


def build(digest: Digest, *, base_url: str = HOME, **settings: Any) -> dict[str, bytes]:
    config = Config(title="Morning", base_url=base_url, **settings)
    return {one.path: one.make() for one in plan_feeds(digest, config, Urls(base_url))}


def two_voices() -> Digest:
    """A story of two outlets, one of which carries an agency's text, and one clipping that stands alone."""
    courier = make_entry("courier", instant="2020-10-18T15:56:00Z", url="https://courier.example.org/dam?a=1&b=2")
    herald = make_entry("herald", title=AWKWARD, outlet="Coast Herald", agency="NWA", instant="2020-10-18T09:00:00Z")
    lone = make_entry("lone", title="Ferry is late again", day="2020-10-17", authors=["Ada Reed"])
    dam = make_story(courier, herald, extract=[[(0, 1), (1, 1)], [(1, 2)]], topics=["rain"])
    ferry = make_story(lone)
    return make_digest(
        dam,
        ferry,
        topics=[make_topic("Rain", dam)],
        outlets=[make_outlet("Coast Herald", herald), make_outlet("Valley Courier", courier, lone)],
    )


def contents(path: str, data: bytes) -> list[str]:
    """The HTML of every item."""
    if path.endswith(".json"):
        return [item["content_html"] for item in msgspec.json.decode(data)["items"]]
    return [element.text or "" for element in ET.fromstring(data).iter() if element.tag in (f"{ATOM}content", CONTENT)]


def ids(path: str, data: bytes) -> list[str]:
    if path.endswith(".json"):
        return [item["id"] for item in msgspec.json.decode(data)["items"]]
    return [entry.id for entry in feedparser.parse(data).entries]


def test_every_page_with_dated_news_has_its_feeds() -> None:
    """The site and each topic have three formats, the days and each outlet one, under permanent addresses."""
    assert list(build(two_voices())) == [
        "feeds/atom.xml",
        "feeds/rss.xml",
        "feeds/feed.json",
        "feeds/daily.xml",
        "topics/rain/atom.xml",
        "topics/rain/rss.xml",
        "topics/rain/feed.json",
        "sources/coast-herald/atom.xml",
        "sources/valley-courier/atom.xml",
    ]


def test_the_list_of_feeds_names_exactly_the_files_that_are_made() -> None:
    """Pages that announce a feed and the build that writes it agree."""
    digest = two_voices()

    assert [feed.path for feed in list_feeds(digest, Config())] == list(build(digest))


def test_a_feed_without_a_dated_item_is_left_out() -> None:
    """An undated clipping is in no feed, because a made-up date would lift it to the top."""
    undated = make_entry("undated", day=None)

    assert build(make_digest(undated=[undated], outlets=[make_outlet("Valley Courier", undated)])) == {}


@pytest.mark.parametrize(
    "path", ["feeds/atom.xml", "feeds/rss.xml", "feeds/daily.xml", "sources/coast-herald/atom.xml"]
)
def test_a_feed_parser_accepts_the_feed(path: str) -> None:
    """feedparser's bozo bit stays off and every item has an id, a link, a title, a date and content."""
    parsed = feedparser.parse(build(two_voices())[path])

    assert not parsed.bozo
    assert all(
        entry.id and entry.link.startswith(HOME) and entry.title and entry.published_parsed and entry.content[0].value
        for entry in parsed.entries
    )


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/rss.xml"])
def test_awkward_titles_are_read_back_as_they_were_written(path: str) -> None:
    """Ampersands, angle brackets, quotation marks and the end of a CDATA section survive one parser, once."""
    entry = make_entry("awkward", title=AWKWARD, outlet=AWKWARD)
    parsed = feedparser.parse(build(make_digest(make_story(entry)))[path])

    assert parsed.entries[0].title == AWKWARD


@given(title=st.text(st.characters(exclude_categories=()), min_size=1).map(lambda text: f"a{text}z"))
def test_any_title_makes_well_formed_feeds(title: str) -> None:
    """Control characters and halves of pairs are left out, all else is kept, and every format stays readable."""
    feeds = build(make_digest(make_story(make_entry("any", title=title))))
    expected = "".join(
        one
        for one in title
        if one in "\t\n" or (unicodedata.category(one) not in ("Cc", "Cs") and one not in "\ufffe\uffff")
    )

    assert expected == (ET.fromstring(feeds["feeds/atom.xml"]).findtext(f"{ATOM}entry/{ATOM}title") or "")
    assert expected == (ET.fromstring(feeds["feeds/rss.xml"]).findtext("channel/item/title") or "")
    assert expected == msgspec.json.decode(feeds["feeds/feed.json"])["items"][0]["title"]


def test_titles_in_rss_are_escaped_once_with_hexadecimal_references() -> None:
    """`&` and `<` stand as &#x26; and &#x3C;, the form that readers which decode twice get right."""
    feeds = build(make_digest(make_story(make_entry("awkward", title="Rain & <b>"))))

    assert b"<title>Rain &#x26; &#x3C;b&gt;</title>" in feeds["feeds/rss.xml"]


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json", "feeds/daily.xml"])
def test_ids_survive_another_host_another_path_and_another_headline(path: str) -> None:
    """Moving the site or correcting a headline shows no reader the same item again."""
    digest = two_voices()
    renamed = msgspec.structs.replace(
        digest,
        days=tuple(
            msgspec.structs.replace(
                day, stories=tuple(msgspec.structs.replace(story, slug="renamed") for story in day.stories)
            )
            for day in digest.days
        ),
    )
    before = ids(path, build(digest)[path])

    assert before == ids(path, build(renamed, base_url="http://elsewhere.example/")[path])
    assert len(before) == len(set(before))
    assert all(one.startswith("tag:dayfold.invalid,2020:") for one in before)


def test_a_site_can_mint_ids_under_a_name_of_its_own() -> None:
    """The authority of the ids is a setting (RFC 4151, 2.1)."""
    feeds = build(two_voices(), feeds=FeedSettings(authority="digest.example,2024"))

    assert all(one.startswith("tag:digest.example,2024:story/") for one in ids("x.json", feeds["feeds/feed.json"]))


def test_an_authority_that_cannot_mint_ids_is_refused() -> None:
    """A host without a year makes no `tag:` URI; the message shows the form."""
    with pytest.raises(DayfoldError) as refused:
        parse_config('[feeds]\nauthority = "digest.example"', "dayfold.toml")

    assert [(one.name, "example.org,2024" in one.hint) for one in refused.value.diagnostics] == [
        ("config-invalid", True)
    ]


def test_items_stand_newest_first() -> None:
    """Whatever weighs most on a day's page, a feed is in order of time."""
    hours = (9, 21, 15)
    stories = [make_story(make_entry(f"at {hour}", instant=f"2020-10-18T{hour:02}:00:00Z")) for hour in hours]
    items = feedparser.parse(build(make_digest(*stories))["feeds/rss.xml"]).entries

    assert [item.published_parsed.tm_hour for item in items] == [21, 15, 9]


def test_an_item_is_dated_by_its_clippings_alone() -> None:
    """Published is the earliest clipping's moment, updated the newest one's, and the feed's the newest of all."""
    root = ET.fromstring(build(two_voices())["feeds/atom.xml"])

    assert root.findtext(f"{ATOM}entry/{ATOM}published") == "2020-10-18T09:00:00Z"
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "2020-10-18T15:56:00Z"
    assert root.findtext(f"{ATOM}updated") == "2020-10-18T15:56:00Z"


@pytest.mark.parametrize("timezone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def test_a_day_without_an_hour_becomes_an_hour_around_noon_in_the_sites_zone(timezone: str) -> None:
    """A reader in the site's zone sees the item on its day; nothing is taken from the clock."""
    digest = make_digest(make_story(make_entry("day-only", day="2020-10-18")))
    entry = feedparser.parse(build(digest, timezone=timezone)["feeds/atom.xml"]).entries[0]
    moment = datetime.fromisoformat(entry.published).astimezone(ZoneInfo(timezone))

    assert (moment.date().isoformat(), moment.hour) == ("2020-10-18", 12)
    assert entry.published == entry.updated


def test_items_of_one_day_without_hours_have_different_moments() -> None:
    """Readers that sort by date keep an order (the W3C's validator warns of equal `updated`)."""
    stories = [make_story(make_entry(f"story {number}")) for number in range(8)]
    moments = [entry.updated for entry in feedparser.parse(build(make_digest(*stories))["feeds/atom.xml"]).entries]

    assert len(moments) == len(set(moments))


def test_every_quotation_names_its_sentence() -> None:
    """Sentences stand in `<q>` with the absolute address of their anchor on the clipping's page, nowhere else."""
    digest = two_voices()
    courier, herald = digest.entries[0], digest.entries[1]
    html = LexborHTMLParser(contents("feeds/atom.xml", build(digest)["feeds/atom.xml"])[0])

    assert [
        (f"{HOME}clippings/{courier.id}/#s1", "The dam held."),
        (f"{HOME}clippings/{herald.id}/#s2", "Nobody was hurt."),
    ] == [(q.attributes["cite"], q.text()) for q in html.css("p.extract q")]


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json", "feeds/daily.xml"])
def test_footnotes_work_in_readers_and_on_the_web(path: str) -> None:
    """A marker's fragment is the id of an item of the list below it, its address the story's page; and back."""
    html = LexborHTMLParser(contents(path, build(two_voices())[path])[0])
    markers = [(a.attributes["href"] or "").partition("#") for a in html.css("a.footnote")]
    backs = [(a.attributes["href"] or "").partition("#") for a in html.css(".footnotes a.reversefootnote")]
    story = f"{HOME}2020/10/18/the-dam-held-"

    assert len(markers) == 3
    assert all(page.startswith(story) and html.css_first(f".footnotes li#{anchor}") for page, _, anchor in markers)
    assert all(page.startswith(story) and html.css_first(f"sup#{anchor}") for page, _, anchor in backs)


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json"])
def test_every_address_in_the_content_is_absolute(path: str) -> None:
    """Readers resolve relative addresses differently, or not at all."""
    html = LexborHTMLParser("".join(contents(path, build(two_voices())[path])))
    addresses = [a.attributes["href"] or "" for a in html.css("a")] + [
        q.attributes["cite"] or "" for q in html.css("q")
    ]

    assert [address for address in addresses if not address.startswith("https://")] == []


def test_the_first_mention_of_a_source_carries_its_credit_in_words() -> None:
    """Where a reader strips links, it still says who says so; the second mention does not repeat it."""
    html = LexborHTMLParser(contents("feeds/atom.xml", build(two_voices())["feeds/atom.xml"])[0])

    assert [small.text() for small in html.css("small.credit")] == ["(Valley Courier)", "(NWA via Coast Herald)"]


def test_a_passage_that_is_cited_twice_is_one_target() -> None:
    """Where one sentence of a source says all of two that are printed, only its first marker bears the id."""
    courier, herald = make_entry("courier"), make_entry("herald", outlet="Coast Herald")
    story = make_story(courier, herald, extract=[[(0, 1), (1, 1)], [(0, 2), (1, 1)]])
    html = LexborHTMLParser(contents("feeds/atom.xml", build(make_digest(story))["feeds/atom.xml"])[0])
    ids_there = [node.attributes["id"] for node in html.css("[id]")]

    assert [a.text() for a in html.css("a.footnote")] == ["[1.1]", "[2]", "[1.2]", "[2]"]
    assert list(dict.fromkeys(ids_there)) == ids_there


def test_a_story_with_one_source_has_a_credit_line_and_no_markers() -> None:
    """Citing the only source after every sentence would be noise."""
    html = LexborHTMLParser(contents("feeds/atom.xml", build(two_voices())["feeds/atom.xml"])[1])

    assert html.css("p.credit")[0].text() == "Ferry is late again · Valley Courier · Ada Reed · 17 October 2020"
    assert html.css("sup") == []


def test_clippings_that_are_not_quoted_are_named() -> None:
    """A story's further clippings are listed with outlet and headline, the sixth and later ones as a number."""
    quoted, *others = [make_entry(f"entry {number}", title=f"Headline {number}") for number in range(8)]
    feeds = build(make_digest(make_story(quoted, *others)))
    lines = [li.text() for li in LexborHTMLParser(contents("feeds/atom.xml", feeds["feeds/atom.xml"])[0]).css("ul li")]

    assert [lines[0], lines[-1]] == ["Valley Courier: Headline 1", "2 more"]


def test_a_hostile_address_is_not_linked() -> None:
    """Only addresses of the web become links; `javascript:` stays in the clipping's data."""
    feeds = build(make_digest(make_story(make_entry("hostile", url="javascript:alert(1)"))))

    assert [path for path, data in feeds.items() if b"javascript:" in data and not path.endswith(".json")] == []
    assert "external_url" not in msgspec.json.decode(feeds["feeds/feed.json"])["items"][0]


def test_an_atom_entry_from_one_outlet_names_that_outlets_feed() -> None:
    """RFC 4287, 4.2.11: `source` holds id, title and date of the feed that an entry comes from."""
    root = ET.fromstring(build(two_voices())["feeds/atom.xml"])
    dam, ferry = root.findall(f"{ATOM}entry")
    source = ferry.find(f"{ATOM}source")

    assert dam.find(f"{ATOM}source") is None
    assert source is not None
    assert tuple(source.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")) == (
        "tag:dayfold.invalid,2020:feed/sources/valley-courier",
        "Valley Courier",
        "2020-10-18T15:56:00Z",
    )


def test_originals_are_linked_as_via() -> None:
    """An Atom entry points to where its clippings come from."""
    entry = ET.fromstring(build(two_voices())["feeds/atom.xml"]).find(f"{ATOM}entry")
    assert entry is not None

    assert [link.get("href") for link in entry.iter(f"{ATOM}link") if link.get("rel") == "via"] == [
        "https://courier.example.org/dam?a=1&b=2"
    ]


def test_an_rss_item_is_in_the_order_that_readers_expect() -> None:
    """The summary stands before the full content, and the id is no address."""
    item = ET.fromstring(build(two_voices())["feeds/rss.xml"]).findall("channel/item")[1]
    names = [element.tag.rpartition("}")[2] for element in item]

    assert names == ["title", "link", "guid", "pubDate", "creator", "rights", "source", "description", "encoded"]
    assert item.find("guid").get("isPermaLink") == "false"  # type: ignore[union-attr]


def test_a_summary_counts_and_credits_but_quotes_nothing() -> None:
    """What stands outside `<q>` is computed: counts of clippings, outlets and origins, and names."""
    entries = feedparser.parse(build(two_voices())["feeds/rss.xml"]).entries

    assert [entry.summary for entry in entries] == [
        "2 clippings · 2 outlets · 2 origins: Valley Courier, NWA via Coast Herald",
        "Valley Courier · Ada Reed · 17 October 2020",
    ]


def test_a_json_item_carries_its_citations() -> None:
    """Programs get each clipping's id, credit, date and quoted sentences in an extension that says what it is."""
    digest = two_voices()
    item = msgspec.json.decode(build(digest)["feeds/feed.json"])["items"][0]

    assert f"{HOME}feeds/" == item["_dayfold"]["about"]
    assert [(one["credit"], one["date"], one["sentences"]) for one in item["_dayfold"]["citations"]] == [
        ("Valley Courier", "2020-10-18", [1]),
        ("NWA via Coast Herald", "2020-10-18", [1, 2]),
    ]


def test_the_daily_feed_has_an_item_a_day_with_all_its_stories() -> None:
    """Whoever reads once a day subscribes to the days."""
    feed = feedparser.parse(build(two_voices())["feeds/daily.xml"])

    assert [entry.title for entry in feed.entries] == ["Sunday 18 October 2020", "Saturday 17 October 2020"]
    assert [f"{HOME}2020/10/18/", f"{HOME}2020/10/17/"] == [entry.link for entry in feed.entries]


def test_a_day_too_long_for_a_feed_leads_to_its_page() -> None:
    """An item holds as many stories as leave room for other days, and says where all of them are."""
    long = "A very long sentence about rain & wind. " * 300
    digest = make_digest(*(make_story(make_entry(f"{number}", sentences=[long])) for number in range(30)))
    data = build(digest)["feeds/daily.xml"]
    html = LexborHTMLParser(contents("feeds/daily.xml", data)[0])

    assert len(data) < 250_000
    assert 0 < len(html.css("h2")) < 30
    assert html.css("p > a")[-1].attributes["href"] == f"{HOME}2020/10/18/"


def test_an_outlets_feed_quotes_the_first_sentence_of_each_clipping() -> None:
    """An item links to the clipping's page and prints no more of it than its first sentence."""
    digest = two_voices()
    path = "sources/valley-courier/atom.xml"
    first = contents(path, build(digest)[path])[0]

    assert [q.text() for q in LexborHTMLParser(first).css("q")] == ["The dam held."]


def test_a_feed_holds_the_newest_items_and_no_more() -> None:
    """`feeds.items` bounds a feed; the newest day stays."""
    stories = [make_story(make_entry(f"day {number}", day=f"2020-10-{number:02}")) for number in range(1, 9)]
    feeds = build(make_digest(*stories), feeds=FeedSettings(items=3))

    days = [entry.published_parsed.tm_mday for entry in feedparser.parse(feeds["feeds/atom.xml"]).entries]

    assert days == [8, 7, 6]


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json", "feeds/daily.xml"])
def test_a_live_feed_stays_under_a_quarter_of_a_megabyte(path: str) -> None:
    """Items that would make it larger are left out, the oldest first."""
    long = "A very long sentence about rain & wind. " * 500
    stories = [
        make_story(make_entry(f"day {day}", title=f"News of {day}", day=f"2020-10-{day}", sentences=[long]))
        for day in range(10, 29)
    ]
    data = build(make_digest(*stories))[path]
    shown = contents(path, data)

    assert len(data) <= 250_000
    assert [f"News of {28 - place}" in html for place, html in enumerate(shown)] == [True] * len(shown)
    assert len(shown) >= 5


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/rss.xml"])
def test_every_item_says_whose_the_quotations_are(path: str) -> None:
    """Rights are words in every item, with the licence that a clipping states; the feed says the rule."""
    digest = two_voices()
    entry = msgspec.structs.replace(make_entry("free"), licence="CC BY 4.0")
    root = ET.fromstring(build(make_digest(*digest.days[1].stories, make_story(entry)))[path])
    rights = [one.text for one in root.iter() if one.tag.rpartition("}")[2] in ("rights", "copyright")]

    assert rights[0] == "Every quotation belongs to the source that is named with it"
    assert set(rights[1:]) == {
        "Quotations belong to Valley Courier; NWA via Coast Herald",
        "Quotations belong to Valley Courier (CC BY 4.0)",
    }


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/rss.xml", "feeds/feed.json"])
def test_a_preview_labels_drafts_in_its_feeds(path: str) -> None:
    """A draft is one in a reader's list and in the content too; a published site has no labels."""
    entry = msgspec.structs.replace(make_entry("draft", title="Not yet"), unpublished="draft: true")
    digest = make_digest(make_story(entry))
    shown, published = build(digest, drafts="marked")[path], build(digest, drafts=True)[path]

    assert b"Draft: Not yet" in shown
    assert "Not yet (Draft)" in LexborHTMLParser(contents(path, shown)[0]).body.text()  # type: ignore[union-attr]
    assert b"Draft" not in published


def test_every_format_is_one_row_of_one_table() -> None:
    """A new feed format is a file and a row; the first is the one that is recommended."""
    assert [form.name for form in FEED_FORMATS] == ["Atom", "RSS", "JSON Feed"]
