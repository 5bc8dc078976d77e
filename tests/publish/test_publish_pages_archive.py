"""Days, months, years; sources, search, feeds and the ledger."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from publish_reading import attribute, text_of, tree_of
from publish_samples import CONFIG, EMPTY, FERRY, OLD, build_site, make_clipping, make_entry, sample_digest

from generator.publish.pages.ledger import account_for
from generator.records import Outlet


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    return build_site(project)


def neighbours(site: dict[str, bytes], page: str) -> list[tuple[str, str]]:
    return [
        (attribute(link, "rel"), attribute(link, "href").removeprefix("/coast/"))
        for link in tree_of(site, page).css(".neighbours a")
    ]


def test_a_day_leads_to_the_days_that_exist(site: dict[str, bytes]) -> None:
    """Before and after are the nearest days with stories, not the neighbours in the calendar."""
    assert neighbours(site, "2031/02/25/") == [("prev", "2030/12/30/"), ("next", "2031/03/09/")]
    assert neighbours(site, "2030/12/30/") == [("next", "2031/02/25/")]
    assert neighbours(site, "2031/03/09/") == [("prev", "2031/02/25/")]


def test_months_and_years_lead_to_those_that_exist(site: dict[str, bytes]) -> None:
    """An empty January is skipped."""
    assert neighbours(site, "2031/02/") == [("prev", "2030/12/"), ("next", "2031/03/")]
    assert neighbours(site, "2031/") == [("prev", "2030/")]


def test_a_day_counts_and_names_its_time_zone(site: dict[str, bytes]) -> None:
    """The line under the date says how much there is and in which zone the day is one."""
    head = tree_of(site, "2031/03/09/").css_first(".page-head")

    assert text_of(head.css_first("h1")) == "Sunday 9 March 2031"
    assert (
        text_of(head.css_first(".counts"))
        == "3 stories from 12 clippings · 10 known outlets · time zone Europe/Helsinki"
    )


def test_breadcrumbs_lead_up_the_calendar(site: dict[str, bytes]) -> None:
    """From a day one gets to its month, its year and the calendar."""
    crumbs = tree_of(site, "2031/03/09/").css(".crumbs a")

    assert [(text_of(link), attribute(link, "href")) for link in crumbs] == [
        ("Calendar", "/coast/calendar/"),
        ("2031", "/coast/2031/"),
        ("March", "/coast/2031/03/"),
    ]


def test_a_month_is_a_table_of_its_days(site: dict[str, bytes]) -> None:
    """The table has every day of the month under its weekday; days with stories are links that count them."""
    table = tree_of(site, "2031/03/").css_first("table")
    cells = [text_of(cell) for cell in table.css("td")]
    filled = table.css("td a")

    assert text_of(table.css_first("thead")) == "Mon Tue Wed Thu Fri Sat Sun"
    assert len(cells) == 42
    assert cells[:7] == ["", "", "", "", "", "1", "2"]
    assert [(attribute(link, "href"), text_of(link)) for link in filled] == [
        ("/coast/2031/03/09/", "9 Sunday 9 March 2031: 3 stories")
    ]


def test_weeks_begin_where_the_language_has_them_begin(project: Path) -> None:
    """An American week begins on Sunday."""
    site = build_site(project, config=msgspec.structs.replace(CONFIG, language="en-US"))

    assert text_of(tree_of(site, "2031/03/").css_first("thead")).startswith("Sun Mon")


def test_the_calendar_lists_years_newest_first(site: dict[str, bytes]) -> None:
    """The calendar page has each year with its months and what is in them."""
    sections = [text_of(section) for section in tree_of(site, "calendar/").css("main section")]

    assert sections == [
        "2031 4 stories from 13 clippings on 2 days February 1 story from 1 clipping on 1 day "
        "March 3 stories from 12 clippings on 1 day",
        "2030 1 story from 1 clipping on 1 day December 1 story from 1 clipping on 1 day",
    ]


def test_a_source_lists_its_clippings_by_day_the_undated_last(site: dict[str, bytes]) -> None:
    """A source's page goes back in time and ends with what has no day."""
    lantern = next(outlet for outlet in sample_digest().outlets if outlet.name == "Lantern Weekly")
    tree = tree_of(site, f"sources/{lantern.slug}/")

    assert [text_of(heading) for heading in tree.css(".day-line h2")] == [
        "Sunday 9 March 2031",
        "Monday 30 December 2030",
        "Undated",
    ]


def test_the_list_of_sources_admits_what_is_unknown(site: dict[str, bytes]) -> None:
    """Clippings that name no outlet are counted."""
    assert "1 clipping does not say who published it." in text_of(tree_of(site, "sources/").css_first("main"))


def test_several_unknown_sources_are_counted_in_the_plural(project: Path) -> None:
    """One clipping does not say who published it, two do not say who published them."""
    named, *nameless = (
        make_entry(name, name, outlet=outlet) for name, outlet in (("a", "Post"), ("b", None), ("c", None))
    )
    outlets = (Outlet(slug="post", name="Post", entries=(named,)),)
    site = build_site(project, msgspec.structs.replace(EMPTY, entries=(named, *nameless), outlets=outlets))

    assert "2 clippings do not say who published them." in text_of(tree_of(site, "sources/").css_first("main"))


def test_search_lists_every_headline_under_its_letter(site: dict[str, bytes]) -> None:
    """All headlines stand on one page from A to Z, quotation marks aside, so that the browser's own find works."""
    tree = tree_of(site, "search/")
    under_t = [text_of(link) for link in tree.css("#letter-t [data-headline]")]

    assert {entry.id for entry in sample_digest().entries} == {
        attribute(node, "data-headline") for node in tree.css("[data-headline]")
    }
    assert under_t == ["The last ice road closes", "“The light was out”: what the Alcyone’s passengers saw"]


def test_the_feeds_page_names_every_feed_that_exists(site: dict[str, bytes]) -> None:
    """Whatever feed is written is linked on the feeds page."""
    linked = {attribute(link, "href").removeprefix("/coast/") for link in tree_of(site, "feeds/").css("main a")}
    written = {path for path in site if path.endswith((".xml", "feed.json", ".opml")) and path != "sitemap.xml"}

    assert set() == written - linked


def test_the_accounts_of_the_ledger_add_up(site: dict[str, bytes]) -> None:
    """In each row, the totals included, kept, removed, fields, markup and outside make all characters."""
    rows = tree_of(site, "ledger/").css_first("table.ledger").css("tr")[1:]
    numbers = [[int(cell.text().replace(",", "")) for cell in row.css("td")[1:]] for row in rows]
    *sources, total = numbers

    assert len(sample_digest().clippings) == len(sources)
    assert [row for row in numbers if sum(row[:-1]) != row[-1]] == []
    assert total == [sum(column) for column in zip(*sources, strict=True)]


def test_an_account_says_what_lies_outside_of_any_clipping() -> None:
    """Characters that belong to no entry are counted apart."""
    account = account_for(make_clipping(OLD, beside=7))

    assert account.elsewhere == 7
    assert account.length == account.kept + account.removed + account.metadata + account.markup + account.elsewhere


def test_removed_characters_are_in_the_ledger() -> None:
    """The two lines that were removed from the ferry's clipping are counted as removed."""
    assert sum(len(line.text) + 1 for line in FERRY.removed) == account_for(make_clipping(FERRY)).removed


def test_the_ledger_says_what_was_left_out_and_what_to_do(site: dict[str, bytes]) -> None:
    """A source that could not be read is named with its reason, and a hint goes with its trouble."""
    text = text_of(tree_of(site, "ledger/").css_first("main"))

    assert "broken.bin: the file holds binary data, not text binary-source" in text
    assert "undated.txt note: no day is named undated What to do: add a line such as date: 2031-03-09" in text


def test_the_404_page_works_at_any_depth_and_is_not_listed(site: dict[str, bytes]) -> None:
    """Hosts show it at any address, so its links start at the root; crawlers are told to leave it."""
    tree = tree_of(site, "404.html")
    hrefs = [attribute(link, "href") for link in tree.css("a") if not attribute(link, "href").startswith("#")]

    assert {"/coast/"} == {href[:7] for href in hrefs}
    assert attribute(tree.css_first("meta[name=robots]"), "content") == "noindex"
    assert b"404.html" not in site["sitemap.xml"]
