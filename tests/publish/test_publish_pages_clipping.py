"""A clipping's page: its text within its rights, and how it was read."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_reading import attribute, text_of, tree_of
from publish_samples import (
    CONFIG,
    EMPTY,
    FERRY,
    FERRY_OTHER,
    FERRY_STORY,
    UNDATED,
    build_site,
    make_entry,
    make_story,
    quote,
)

from generator.publish import urls
from generator.publish.rights import kept_sentences, printable
from generator.records import Day, Entry, Rights


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    return build_site(project)


def numbers(entry: Entry) -> list[int]:
    return [sentence.number for sentence in kept_sentences(entry)]


def test_an_excerpt_prints_whole_sentences_within_its_budget(site: dict[str, bytes]) -> None:
    """An excerpt begins at the start, keeps to the budget, and says what is not printed with a way to it."""
    tree = tree_of(site, urls.clipping(FERRY))
    gap = tree.css_first(".gap")

    assert [attribute(node, "id") for node in tree.css(".sentence")] == ["s1", "s2", "s3"]
    assert text_of(gap) == "[… 10 sentences not printed; read the original …]"
    assert FERRY.url is not None
    assert FERRY.url.value == attribute(gap.css_first("a"), "href")
    assert text_of(tree.css_first(".text h2")) == "Text: 38 of 134 words"


def test_a_clipping_for_quotation_prints_what_stories_quote_and_the_first(site: dict[str, bytes]) -> None:
    """Under `quote` the first sentence and the quoted ones are printed; a gap without an address has no link."""
    tree = tree_of(site, urls.clipping(FERRY_OTHER))

    assert [attribute(node, "id") for node in tree.css(".sentence")] == ["s1", "s2"]
    assert text_of(tree.css_first(".gap")) == "[… 1 sentence not printed …]"


def test_every_run_that_is_left_out_has_its_own_gap(project: Path) -> None:
    """Gaps stand where sentences are missing, and runs over several paragraphs are one gap."""
    entry = make_entry("gaps", "Gaps", "One. | Two. | Three.", "Four.", "Five. | Six.", rights="quote")
    story = make_story((entry,), (quote((entry, 3)), quote((entry, 6))))
    digest = msgspec.structs.replace(EMPTY, entries=(entry,), days=(Day(date="2031-03-09", stories=(story,)),))
    blocks = tree_of(build_site(project, digest), urls.clipping(entry)).css(".text > p:not(.rights)")

    assert [text_of(block) for block in blocks] == [
        "[… 2 sentences not printed …]",
        "3 Three.",
        "[… 2 sentences not printed …]",
        "6 Six.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.", "Nothing of it is left out."),
        ("One. | Two.", "Only what stories quote; the rest stands in the original."),
    ],
)
def test_a_text_that_is_printed_whole_has_no_rest(project: Path, text: str, expected: str) -> None:
    """Readers are sent to the original for the rest only where there is one."""
    entry = make_entry("short", "Short", text, rights="quote")
    story = make_story((entry,), (quote((entry, 1)),))
    digest = msgspec.structs.replace(EMPTY, entries=(entry,), days=(Day(date="2031-03-09", stories=(story,)),))

    assert expected == text_of(tree_of(build_site(project, digest), urls.clipping(entry)).css_first(".rights"))


@given(
    words=st.lists(st.integers(1, 12), min_size=1, max_size=15),
    quoted=st.sets(st.integers(1, 15), max_size=4),
    most=st.integers(0, 60),
    share=st.floats(0.05, 1),
)
def test_rights_are_kept(words: list[int], quoted: set[int], most: int, share: float) -> None:
    """Whatever the text: what is quoted is printed, and an opening only as far as the budget holds both."""
    entry = make_entry("any", "Any", ("paragraph", ["word " * number + "end." for number in words]), rights="excerpt")
    config = msgspec.structs.replace(CONFIG, excerpt_words=most, excerpt_share=share)
    known = frozenset(quoted) & frozenset(numbers(entry))
    shown = printable(entry, known, config)
    length = {sentence.number: sentence.word_count for sentence in kept_sentences(entry)}
    budget = min(most, share * sum(length.values()))
    opening = sorted(shown - known)

    assert known <= shown
    assert opening == [number for number in length if number not in known][: len(opening)]
    assert sum(map(length.__getitem__, shown)) <= budget or shown == (known or {1})


@pytest.mark.parametrize(("rights", "expected"), [("full", [1, 2, 3]), ("quote", [1]), ("excerpt", [1])])
def test_policies_differ(rights: Rights, expected: list[int]) -> None:
    """`full` prints all; `quote` and a small excerpt print the first sentence when nothing is quoted."""
    entry = make_entry("policy", "Policy", "One two three. | Four five six. | Seven eight nine.", rights=rights)

    assert expected == sorted(printable(entry, frozenset(), CONFIG))


def test_kinds_of_paragraph_keep_their_form(project: Path) -> None:
    """Headings, lists, quotations and captions are what they are."""
    digest = msgspec.structs.replace(
        EMPTY,
        entries=(free := msgspec.structs.replace(FERRY, rights="full"),),
        days=(Day(date="2031-03-09", stories=(make_story((free,), (quote((free, 2)),)),)),),
    )
    text = tree_of(build_site(project, digest), urls.clipping(free)).css_first(".text")

    assert text_of(text.css_first("h3")) == "6 A narrow channel"
    assert len(text.css("ul > li")) == 2
    assert len(text.css("blockquote p")) == 1
    assert [attribute(node, "class") for node in text.css("p[class]")] == ["standfirst", "caption", "rights"]


def test_fields_show_their_evidence(site: dict[str, bytes]) -> None:
    """Each field has the rule and the words it rests on; what is not known says so."""
    rows = [text_of(row) for row in tree_of(site, urls.clipping(FERRY_OTHER)).css(".found dl > div")]

    assert rows[1] == "Date 9 March 2031 (2031-03-09) a field of the source says so: date: 2031-03-09"
    assert "Address not known" in rows


def test_an_inferred_date_says_so(site: dict[str, bytes]) -> None:
    """A guessed month is marked as inferred, with what it was guessed from, on the page and on the shelf."""
    row = tree_of(site, urls.clipping(UNDATED)).css(".found dl > div")[1]
    shelf = text_of(tree_of(site, urls.UNDATED).css_first("article"))

    assert text_of(row) == "Date c. February 2031 (inferred) (2031-02~) inferred a weekday in the opening: On Thursday"
    assert "c. February 2031 (inferred)" in shelf
    assert "a weekday in the opening: On Thursday" in shelf


def test_removed_lines_name_their_rule(site: dict[str, bytes]) -> None:
    """What was removed is shown by its beginning, with line and rule; its tags are printed as characters."""
    lines = [text_of(line) for line in tree_of(site, urls.clipping(FERRY)).css(".removed li")]

    assert lines[0] == "line 31 read more READ MORE: <b>Ten ferries</b> & their names"
    assert lines[1].endswith("…")
    assert len(lines[1]) < 200


def test_only_links_to_the_web_are_links(site: dict[str, bytes]) -> None:
    """A script or a relative address in a clipping is no link; an odd character is escaped."""
    found = tree_of(site, urls.clipping(FERRY)).css(".links a")

    assert [attribute(node, "href") for node in found] == ["https://coastguard.example.org/log?id=1%7C2"]


def test_a_clipping_leads_to_its_story_and_day(site: dict[str, bytes]) -> None:
    """From a clipping one gets to the story it is part of, its day and its topics."""
    head = tree_of(site, urls.clipping(FERRY_OTHER)).css_first(".page-head")
    hrefs = [attribute(link, "href") for link in head.css("a")]

    assert f"/coast/{urls.story(FERRY_STORY)}" in hrefs
    assert "/coast/2031/03/09/" in hrefs
    assert "/coast/topics/shipping/" in hrefs
