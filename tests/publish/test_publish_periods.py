"""Lists that grow for years: a page has the newest, and a page of each month has the rest."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from publish_reading import attribute, text_of, tree_of
from publish_samples import EMPTY, build_site, make_entry, make_story, quote

from generator.publish import urls
from generator.publish.periods import list_months, newest
from generator.records import Claim, Claimant, Day, Entry, Evidence, Outlet, Said, Topic

CLAIM = Claim(
    number=1, claimant="Ada Ruz", verb="said", stance="says", evidence=Evidence(rule="reporting-verb", quote="said")
)
DAYS = [str(date(2031, 1, 10) + timedelta(days=number)) for number in range(70)]
ENTRIES = tuple(
    msgspec.structs.replace(
        make_entry(f"gate-{day}", f"The gate on {day}", f"The gate is shut on {day}, Ruz said.", day=day),
        claims=(CLAIM,),
    )
    for day in reversed(DAYS)
)
UNDATED = msgspec.structs.replace(ENTRIES[0], id="0" * 12, dating=msgspec.structs.replace(ENTRIES[0].dating, day=None))
STORIES = tuple(make_story((entry,), (quote((entry, 1)),)) for entry in ENTRIES)
GATE = Topic(
    slug="gate", name="Gate", spellings=("Gate",), rule="label", stories=STORIES, undated=(), entry_count=len(ENTRIES)
)
OUTLET = Outlet(slug="post", name="The Harbour Post", entries=ENTRIES)
RUZ = Claimant(
    slug="ada-ruz",
    name="Ada Ruz",
    said=tuple(Said(entry=entry, claim=CLAIM) for entry in ENTRIES),
    entry_count=len(ENTRIES),
)
PAGES = (urls.topic(GATE), urls.outlet(OUTLET), urls.claimant(RUZ))


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    days = tuple(Day(date=story.day, stories=(story,)) for story in reversed(STORIES))
    return build_site(
        project,
        msgspec.structs.replace(EMPTY, entries=ENTRIES, days=days, topics=(GATE,), outlets=(OUTLET,), claimants=(RUZ,)),
    )


def days_on(site: dict[str, bytes], page: str) -> list[str]:
    return [attribute(node, "datetime") for node in tree_of(site, page).css(".topic-day time, .day-line time")]


@pytest.mark.parametrize("page", PAGES)
def test_a_long_list_has_its_newest_on_one_page_and_all_by_month(site: dict[str, bytes], page: str) -> None:
    """Sixty on the page itself, which names the months and how much each has; every day is on the page of its month."""
    tree = tree_of(site, page)
    months = tree.css(".by-month li")

    assert days_on(site, page) == DAYS[:-61:-1]
    assert [text_of(month) for month in months] == ["March 2031 20", "February 2031 28", "January 2031 22"]
    assert [attribute(link, "href") for link in tree.css(".by-month a")] == [
        f"/coast/{page}2031/03/",
        f"/coast/{page}2031/02/",
        f"/coast/{page}2031/01/",
    ]
    assert [day for month in ("03", "02", "01") for day in days_on(site, f"{page}2031/{month}/")] == DAYS[::-1]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_of_a_month_says_so_and_leads_on(site: dict[str, bytes], page: str) -> None:
    """To the months beside it and up to the whole; its title and description are its own."""
    tree = tree_of(site, f"{page}2031/02/")
    ways = [attribute(link, "href") for link in tree.css(".neighbours a")]

    assert text_of(tree.css_first("h1")).endswith(", February 2031")
    assert ways == [f"/coast/{page}2031/01/", f"/coast/{page}2031/03/"]
    assert f"/coast/{page}" in [attribute(link, "href") for link in tree.css(".crumbs a")]
    assert "February 2031" in text_of(tree.css_first("title"))
    assert "February 2031" in attribute(tree.css_first("meta[name=description]"), "content")
    assert tree.css_first(".by-month") is None


def test_what_a_page_of_a_topic_cites_is_what_it_lists(site: dict[str, bytes]) -> None:
    """The newest sixty on the page itself, those of the month on a month's."""
    topic = urls.topic(GATE)
    cited = [site[f"{topic}{month}{urls.BIBTEX}"].count(b"\n@") + 1 for month in ("", "2031/02/")]

    assert cited == [60, 28]


def test_a_list_that_fits_has_no_months() -> None:
    """Sixty things, or however many there are of one day; what has no day stays on the page of the whole."""
    of_day = [*ENTRIES[:60], UNDATED]
    same_day = [ENTRIES[0]] * 70

    for listed in (of_day, same_day):
        assert list(newest(listed, _day_of)) == listed
        assert list(list_months(listed, _day_of)) == []
    assert newest([*ENTRIES, UNDATED], _day_of)[-1] is UNDATED


def _day_of(entry: Entry) -> str | None:
    return entry.dating.day
