"""Stories: what stands on their cards and pages."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from publish_reading import attribute, text_of, tree_of
from publish_samples import (
    BUDGET,
    BUDGET_STORY,
    CONFIG,
    EMPTY,
    FERRY,
    FERRY_FOREIGN,
    FERRY_OTHER,
    FERRY_STORY,
    FERRY_UNKNOWN,
    LIGHT,
    build_site,
    make_entry,
    make_story,
    quote,
)

from generator.publish import urls
from generator.publish.wording import story_counts
from generator.records import Day

DAY = urls.day("2031-03-09")
FERRY_PAGE = urls.story(FERRY_STORY)


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    return build_site(project)


def test_a_card_counts_clippings_outlets_and_origins(site: dict[str, bytes]) -> None:
    """The line under a headline counts what stands behind it, and says when an outlet is not known."""
    card = tree_of(site, DAY).css_first("article.lead")

    assert text_of(card.css_first(".counts")) == "10 clippings · 9 known outlets · 9 origins"


def test_counts_of_one_are_singular() -> None:
    """One clipping is a clipping."""
    assert story_counts(BUDGET_STORY, "en") == "1 clipping · 1 outlet · 1 origin"


def test_a_story_of_unknown_outlets_counts_none() -> None:
    """Where no outlet is known, none is counted."""
    story = make_story((FERRY_UNKNOWN,), (quote((FERRY_UNKNOWN, 1)),))

    assert story_counts(story, "en") == "1 clipping · 1 origin"


def test_a_marker_stands_right_behind_its_sentence(site: dict[str, bytes]) -> None:
    """A marker follows the final punctuation without a blank, leads to its note and names the source aloud."""
    html = site[urls.file_of(FERRY_PAGE)].decode()

    assert (
        f'the coast guard said.</q><sup class="ref" id="r-{FERRY.id}-s2">'
        f'<a class="footnote" href="#n-{FERRY.id}-s2" role="doc-noteref" '
        'aria-label="Source 1.1: Northern Press via The Harbour Post">[1.1]</a></sup>'
    ) in html


def test_a_note_leads_back_to_each_of_its_markers(site: dict[str, bytes]) -> None:
    """A source that is quoted twice has back-links a and b; one quoted once has an arrow."""
    tree = tree_of(site, FERRY_PAGE)
    twice, once = (tree.css_first(f"#n-{entry.id} .back") for entry in (FERRY, FERRY_FOREIGN))

    assert [(f"#r-{FERRY.id}-s2", "a"), (f"#r-{FERRY.id}-s3", "b")] == [
        (attribute(link, "href"), link.text()) for link in twice.css("a")
    ]
    assert [(f"#r-{FERRY_FOREIGN.id}-s1", "↑")] == [(attribute(link, "href"), link.text()) for link in once.css("a")]


def test_a_note_says_who_says_so(site: dict[str, bytes]) -> None:
    """Headline · outlet · agency · authors · date · original · archived · fingerprint, in this order."""
    note = tree_of(site, FERRY_PAGE).css_first(f"#n-{FERRY.id}")
    line = text_of(note).partition(" 1.1 ")[0]

    assert (
        "↑ a b Ferry to Skarholm runs aground in fog with 212 on board · The Harbour Post · via Northern Press "
        "· Mara Lindqvist, Tom Aalto · 9 March 2031 · original at harbour.example.org · archived "
        f"· {FERRY.sha256[:8]}"
    ) == line
    assert f"/coast/clippings/{FERRY.id}/#s2" == attribute(note.css_first("[data-headline]"), "href")


def test_the_original_opens_at_the_passage(site: dict[str, bytes]) -> None:
    """The link to the original carries a text fragment, and the plain address for paper."""
    original = tree_of(site, FERRY_PAGE).css_first(f"#n-{FERRY.id} a.original")

    assert attribute(original, "href") == (
        "https://harbour.example.org/news/2031/ferry-aground?from=front&x=1"
        "#:~:text=The%20ferry%20Alcyone%20ran,the%20coast%20guard%20said."
    )
    assert attribute(original, "data-address") == "https://harbour.example.org/news/2031/ferry-aground?from=front&x=1"
    assert attribute(original, "rel") == "noopener external"


def test_a_note_shows_the_wording_of_a_source_that_words_it_otherwise(site: dict[str, bytes]) -> None:
    """A second source of a sentence prints its own wording in its note."""
    quotations = tree_of(site, FERRY_PAGE).css(f"#n-{FERRY_OTHER.id} q")

    assert quotations[0].text() == "All the passengers were taken ashore within three hours."


def test_a_story_with_a_single_source_has_a_credit_and_no_markers(site: dict[str, bytes]) -> None:
    """Citing the only source behind every sentence is noise: one line of credit says it."""
    card = tree_of(site, DAY).css_first(f"#story-{BUDGET_STORY.id}")

    assert card.css("sup, .notes") == []
    assert f"Inland Gazette · 9 March 2031 · original at gazette.example.com · {BUDGET.sha256[:8]}" == text_of(
        card.css_first(".credit")
    )


def test_a_story_that_quotes_one_of_its_clippings_names_it(project: Path) -> None:
    """When the extract comes from a clipping that is not the lead, the credit line says from which."""
    lead, other = make_entry("lead", "The lead", "One."), make_entry("other", "The other", "Two.", outlet="Gazette")
    story = make_story((lead, other), (quote((other, 1)),))
    digest = msgspec.structs.replace(EMPTY, entries=(lead, other), days=(Day(date="2031-03-09", stories=(story,)),))
    card = tree_of(build_site(project, digest), DAY).css_first("article")

    assert card.css("sup") == []
    assert "Quoted from The other · Gazette" in text_of(card.css_first(".credit"))


def test_footnotes_are_numbered_through_the_page(project: Path) -> None:
    """The second story's list of notes begins where the first one's ended; a story without notes takes no number."""
    entries = tuple(make_entry(f"n{number}", f"Title {number}", f"Sentence {number}.") for number in range(5))
    first = make_story(entries[:2], tuple(quote((entry, 1)) for entry in entries[:2]))
    single = make_story(entries[2:3], (quote((entries[2], 1)),))
    last = make_story(entries[3:], tuple(quote((entry, 1)) for entry in entries[3:]))
    digest = msgspec.structs.replace(
        EMPTY, entries=entries, days=(Day(date="2031-03-09", stories=(first, single, last)),)
    )
    tree = tree_of(build_site(project, digest), DAY)

    assert [attribute(notes, "start") for notes in tree.css(".notes > ol")] == ["1", "3"]
    assert [marker.text() for marker in tree.css("a.footnote")] == ["[1]", "[2]", "[3]", "[4]"]


def test_more_has_five_lines_and_a_way_to_the_rest(site: dict[str, bytes]) -> None:
    """A card lists five further clippings and counts the others; neither the lead nor reprints are among them."""
    lines = [text_of(line) for line in tree_of(site, DAY).css("article.lead .more:not(.same-text) li")]

    assert len(lines) == 6
    assert lines[1] == "Saaristo Nyt: Lautta ajoi karille Skarholmin edustalla"
    assert lines[2] == "Unknown outlet: A ferry sat on the reef all morning headline inferred"
    assert lines[-1] == "+3 more"


def test_the_page_of_a_story_lists_every_clipping(site: dict[str, bytes]) -> None:
    """Nothing is folded away on a story's own page."""
    listed = tree_of(site, FERRY_PAGE).css(".clippings > ul > li > [data-headline]")

    assert [entry.id for entry in FERRY_STORY.entries] == [attribute(node, "data-headline") for node in listed]


def test_reprints_are_named_with_their_likeness(site: dict[str, bytes]) -> None:
    """A copy says whose text it is and how much alike, rounded down."""
    line = text_of(tree_of(site, DAY).css_first("article.lead .same-text li"))

    assert line.startswith("Northern Press via Inland Gazette = Northern Press text, 98% alike: ")
    assert line.endswith("Ferry aground off Skarholm, all 212 safe")


def test_a_story_says_why_it_is_one(site: dict[str, bytes]) -> None:
    """Shared terms, origins with their evidence, and the nearest story that was not joined."""
    why = tree_of(site, FERRY_PAGE).css_first("details.why")

    assert text_of(why.css_first("summary")) == "Together because: ferry, Alcyone, Skarholm, aground"
    assert "Both carry the credit (Northern Press)" in text_of(why)
    assert "Nearest story not joined: Skarholm light to be manned again, 0.21 alike" in text_of(why)
    assert LIGHT.id in [attribute(node, "data-headline") for node in why.css("[data-headline]")]


def test_words_of_another_language_say_so(site: dict[str, bytes]) -> None:
    """A Finnish sentence on an English page is marked as Finnish, outside of the quotation itself."""
    quotation = next(node for node in tree_of(site, FERRY_PAGE).css("q") if "Alcyone-lautta" in node.text())

    assert list(quotation.attributes) == ["cite"]
    assert attribute(quotation.parent, "lang") == "fi"


def test_the_front_page_shows_the_latest_day(site: dict[str, bytes]) -> None:
    """The front page leads with the weightiest story of the latest day, then the others, shorter than on its day."""
    tree = tree_of(site, "")
    extracts = [len(article.css(".extract q")) for article in tree.css("article.story")]

    assert text_of(tree.css_first(".dateline")) == "Sunday 9 March 2031 3 stories from 12 clippings"
    assert extracts == [3, 1, 1]
    assert [text_of(link) for link in tree.css_first(".rail section").css("a")] == [
        "Tuesday 25 February 2031",
        "Monday 30 December 2030",
    ]


def test_the_topic_page_goes_back_in_time(site: dict[str, bytes]) -> None:
    """A topic lists its stories by day, newest first, says how it was found and how else it is written."""
    tree = tree_of(site, "topics/skarholm/")

    assert [attribute(node, "datetime") for node in tree.css(".topic-day h2 time")] == [
        "2031-03-09",
        "2031-02-25",
        "2030-12-30",
    ]
    assert "3 stories · 12 clippings · last on Sunday 9 March 2031" in text_of(tree.css_first(".page-head"))
    assert "Also written Skårholm" in text_of(tree.css_first(".page-head"))
    assert "It comes from a name that recurs across clippings." in text_of(tree.css_first(".about"))


def test_a_topic_and_a_source_announce_their_own_feeds(site: dict[str, bytes]) -> None:
    """Beside the site's feeds a topic announces three of its own, a source one."""
    own = {
        page: [
            attribute(node, "href").removeprefix(f"/coast/{page}")
            for node in tree_of(site, page).css("link[rel=alternate]")[4:]
        ]
        for page in ("topics/skarholm/", "sources/outlet-5/")
    }

    assert own == {"topics/skarholm/": ["atom.xml", "rss.xml", "feed.json"], "sources/outlet-5/": ["atom.xml"]}


def test_dates_are_written_in_the_language_of_the_site(project: Path) -> None:
    """On a German site the day has a German name."""
    site = build_site(project, config=msgspec.structs.replace(CONFIG, language="de"))
    tree = tree_of(site, DAY)

    assert attribute(tree.css_first("html"), "lang") == "de"
    assert text_of(tree.css_first("h1")) == "Sonntag 9 März 2031"
