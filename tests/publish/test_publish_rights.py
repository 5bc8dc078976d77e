"""What a site and its clippings say about rights is on the pages."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from publish_reading import pages, text_of, tree_of
from publish_samples import CONFIG, EMPTY, build_site, make_clipping, make_entry, make_story, quote, sample_digest

from generator.config import parse_config
from generator.diagnostics import DayfoldError
from generator.publish import urls
from generator.records import Day, Outlet


def test_a_site_can_ask_search_engines_to_stay_away(project: Path) -> None:
    """The setting stands on every page; without it nothing is asked but on pages that are none of the digest's."""
    asked = build_site(project, config=msgspec.structs.replace(CONFIG, robots="noindex, nofollow"))
    silent = build_site(project)

    assert all(tree.css("meta[name=robots]") for tree in pages(asked).values())
    assert tree_of(silent, "").css("meta[name=robots]") == []


def test_a_licence_is_printed_as_it_is_stated(project: Path) -> None:
    """On the page of its clipping, whatever characters it has."""
    digest = sample_digest()
    first = msgspec.structs.replace(digest.entries[0], licence="CC <BY> 4.0")
    site = build_site(project, msgspec.structs.replace(digest, entries=(first, *digest.entries[1:])))

    assert "CC <BY> 4.0" in tree_of(site, f"clippings/{first.id}/").css(".rights")[-1].text()


@pytest.mark.parametrize("written", ["No index!", "noindex;", "noindex,", '\\"><script>'])
def test_a_wish_that_no_search_engine_knows_is_refused(written: str) -> None:
    """A mistake in the settings is told, instead of being printed on every page."""
    with pytest.raises(DayfoldError) as caught:
        parse_config(f'robots = "{written}"', "dayfold.toml")

    assert [one.name for one in caught.value.diagnostics] == ["config-invalid"]


def test_an_archived_copy_names_the_original_and_the_day(project: Path) -> None:
    """The link carries the attributes of Robust Links, so that either copy can be found through the other."""
    digest = sample_digest()
    kept = "https://web.archive.org/web/20310310080000/https://example.org/a"
    first = msgspec.structs.replace(digest.entries[0], archive_url=kept)
    site = build_site(project, msgspec.structs.replace(digest, entries=(first, *digest.entries[1:])))
    link = tree_of(site, f"clippings/{first.id}/").css_first("a[data-versionurl]")

    assert (link.attributes["data-versionurl"], link.attributes["data-versiondate"]) == (kept, "2031-03-10")


def test_the_ledger_says_how_much_of_each_source_is_printed(project: Path) -> None:
    """Words of all its clippings, each sentence once, and the largest share of one of them."""
    budget = make_entry("b", "Budget", "One two three four five six seven. | Eight nine ten.", rights="quote")
    free = make_entry("f", "Free", "One two three.", rights="full", outlet="Coast Radio")
    story = make_story((budget, free), (quote((budget, 2)), quote((budget, 2))))
    digest = msgspec.structs.replace(
        EMPTY,
        entries=(budget, free),
        days=(Day(date="2031-03-09", stories=(story,)),),
        outlets=(Outlet(slug="coast-radio", name="Coast Radio", entries=(free,)),),
        clippings=(make_clipping(budget), make_clipping(free)),
    )
    table = tree_of(build_site(project, digest), urls.LEDGER).css("table")[1]
    rows = [[text_of(cell) for cell in row.css("th, td")] for row in table.css("tbody tr")]

    assert rows == [
        ["Coast Radio", "full", "1", "3", "3", "100%", "100%", ""],
        ["Unknown outlet", "quote", "1", "3", "10", "30%", "30%", ""],
    ]
