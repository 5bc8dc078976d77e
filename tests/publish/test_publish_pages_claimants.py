"""Who is quoted: a page for each claimant, by day, with what may be printed and the way to what may not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from publish_reading import attribute, text_of, tree_of
from publish_samples import EMPTY, build_site, make_entry, make_story, quote

from generator.publish import urls
from generator.records import Claim, Claimant, Day, Evidence, Said

WHY = Evidence(rule="reporting-verb", quote="said")


def claim(number: int, **more: object) -> Claim:
    said = Claim(number=number, claimant="Ada Ruz", verb="said", stance="says", evidence=WHY)
    return msgspec.structs.replace(said, **more)


FIRST = msgspec.structs.replace(
    make_entry(
        "first", "Gate shut", "The gate is shut, Ruz said. | It rained.", day="2031-03-08", outlet="Orne Herald"
    ),
    claims=(claim(1, chain=("Delta Wire",)),),
)
SECOND = msgspec.structs.replace(
    make_entry(
        "second",
        "Gate open",
        "It rained. | Ruz denied it. | She said more. | And more.",
        rights="quote",
        url="https://example.org/gate",
    ),
    claims=(claim(2, stance="denies"), claim(3), claim(4)),
)
RUZ = Claimant(
    slug="ada-ruz",
    name="Ada Ruz",
    said=tuple(Said(entry=entry, claim=one) for entry in (SECOND, FIRST) for one in entry.claims),
    entry_count=2,
)


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    stories = (
        make_story((FIRST,), (quote((FIRST, 1)),)),
        make_story((SECOND,), (quote((SECOND, 2)),)),
    )
    days = tuple(Day(date=story.day, stories=(story,)) for story in stories)
    return build_site(project, msgspec.structs.replace(EMPTY, entries=(FIRST, SECOND), days=days, claimants=(RUZ,)))


def test_what_somebody_is_quoted_for_stands_by_day_newest_first(site: dict[str, bytes]) -> None:
    """Each sentence with its stance and who passed it on, in its own quotation element."""
    tree = tree_of(site, urls.claimant(RUZ))

    assert [text_of(node) for node in tree.css("h2")] == ["Sunday 9 March 2031", "Saturday 8 March 2031"]
    assert [text_of(node) for node in tree.css(".quoted li > p:not(.credit)")] == [
        "Ruz denied it. denies",
        "The gate is shut, Ruz said. via Delta Wire",
    ]
    assert text_of(tree.css_first(".counts")) == "4 sentences · 2 clippings"


def test_what_may_not_be_printed_is_one_click_away(site: dict[str, bytes]) -> None:
    """The rest of a clipping's sentences are counted, and lead to them in the original, all marked."""
    credit = tree_of(site, urls.claimant(RUZ)).css_first(".quoted .credit")

    assert text_of(credit) == "The Harbour Post: Gate open · 2 more sentences in the original"
    assert attribute(credit.css("a")[-1], "href").endswith("-,She%20said%20more.&text=She%20said%20more.-,And%20more.")


def test_clippings_and_the_footer_lead_to_who_is_quoted(site: dict[str, bytes]) -> None:
    """A name that has a page is a link; the list of names stands in the footer."""
    tree = tree_of(site, urls.clipping(FIRST))

    assert attribute(tree.css_first(".claimants a"), "href").endswith("/claimants/ada-ruz/")
    assert [text_of(node) for node in tree_of(site, urls.CLAIMANTS).css(".index li")] == ["Ada Ruz 4 sentences"]
    assert any(attribute(node, "href").endswith("/claimants/") for node in tree.css("footer a"))
