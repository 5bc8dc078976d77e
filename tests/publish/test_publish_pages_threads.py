"""Threads: a story that goes on says so, folds what was said before, and stays where it was."""

from __future__ import annotations

import html
import re
from pathlib import Path

import msgspec
import pytest
from publish_reading import attribute, text_of, tree_of
from publish_samples import CONFIG, EMPTY, build_site, make_entry, make_story, quote

from generator.publish import site_files, urls
from generator.publish.feeds import plan_feeds
from generator.publish.moves import list_moves
from generator.publish.urls import Urls
from generator.records import Continuation, Day, Digest, Entry, Origin, Quotation, Story, Thread, Topic

SUNDAY, MONDAY, TUESDAY, LATER = "2031-03-09", "2031-03-10", "2031-03-11", "2031-03-20"
BACKGROUND = "The Alcyone carries 300 people across the sound each day."


def report(name: str, title: str, text: str, day: str, outlet: str = "The Harbour Post") -> Entry:
    return make_entry(name, title, text, day=day, outlet=outlet)


AGROUND = report("aground", "Ferry aground off Skarholm", f"The ferry ran aground. | {BACKGROUND}", SUNDAY)
SEEN = report("seen", "What the passengers saw", "Passengers saw no light.", SUNDAY, "Inland Gazette")
TOWED = report("towed", "Ferry towed to Vessby", f"Two tugs pulled her free. | {BACKGROUND}", MONDAY)
MASTER = report("master", "Master questioned", "The master was questioned.", MONDAY, "Inland Gazette")
AGAIN = report("again", "A ferry and a reef", BACKGROUND, TUESDAY, "Lantern Weekly")
CHESS = report("chess", "Chess title for Okell", "Okell won the title.", LATER, "Inland Gazette")


def said_before(entry: Entry, number: int, first_day: str) -> Quotation:
    return msgspec.structs.replace(quote((entry, number)), first_day=first_day)


def going_on(story: Story, before: Story, *shared: str) -> Story:
    continues = Continuation(
        story_id=before.id, day=before.day, headline=before.lead.title.value, similarity=0.61, shared=shared
    )
    return msgspec.structs.replace(story, continues=continues)


FIRST = make_story((AGROUND, SEEN), (quote((AGROUND, 1)), quote((SEEN, 1)), quote((AGROUND, 2))))
SECOND = going_on(
    make_story((TOWED, MASTER), (quote((TOWED, 1)), quote((MASTER, 1)), said_before(TOWED, 2, SUNDAY))),
    FIRST,
    "ferry",
    "Skarholm",
)
THIRD = going_on(make_story((AGAIN,), (said_before(AGAIN, 1, SUNDAY),)), SECOND)
ALONE = make_story((CHESS,), (quote((CHESS, 1)),))


def digest_of(*stories: Story) -> Digest:
    """Put stories on their days; those that go on from one another, or are gone on from, are one thread."""
    entries = tuple(entry for story in stories for entry in story.entries)
    days = sorted({story.day for story in stories})
    thread = tuple(story for story in stories if story is not ALONE)
    return msgspec.structs.replace(
        EMPTY,
        entries=entries,
        days=tuple(Day(date=day, stories=tuple(story for story in stories if story.day == day)) for day in days),
        threads=(Thread(id=thread[0].id, slug=thread[0].slug, stories=thread, newest=thread[-1]),)
        if len(thread) > 1
        else (),
    )


THREE_DAYS = digest_of(FIRST, SECOND, THIRD)
THREAD_PAGE = urls.thread(THREE_DAYS.threads[0])


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    return build_site(project, THREE_DAYS)


@pytest.mark.parametrize("page", [urls.day(MONDAY), urls.story(SECOND)])
def test_a_story_that_goes_on_says_from_where_and_how(site: dict[str, bytes], page: str) -> None:
    """It links the story before with its day and the shared terms, the story after, and the whole thread."""
    before, after = tree_of(site, page).css(".goes-on")

    assert text_of(before) == "Goes on from: Ferry aground off Skarholm (9 March); both say ferry, Skarholm"
    assert attribute(before.css_first("a"), "href") == f"/coast/{urls.story(FIRST)}"
    assert text_of(after) == ("Goes on: A ferry and a reef (11 March) · Thread of 3 stories, 9 to 11 March 2031")
    assert [attribute(link, "href") for link in after.css("a")] == [
        f"/coast/{urls.story(THIRD)}",
        f"/coast/{THREAD_PAGE}",
    ]


def test_what_was_said_before_is_folded_below_what_is_new(site: dict[str, bytes]) -> None:
    """It stands in a closed fold under the day it was first said, a quotation with its footnote like any other."""
    told = tree_of(site, urls.story(SECOND)).css_first(".told")
    fold = told.css_first("details.background")

    assert [node.text() for node in told.css("p.extract q")] == [
        "Two tugs pulled her free.",
        "The master was questioned.",
        BACKGROUND,
    ]
    assert text_of(fold.css_first("summary")) == "Background, first on 9 March"
    assert "open" not in fold.attributes
    assert (fold.css_first("q").text(), attribute(fold.css_first("q"), "cite")) == (
        BACKGROUND,
        f"/coast/clippings/{TOWED.id}/#s2",
    )
    assert attribute(fold.css_first("a.footnote"), "href") == f"#n-{TOWED.id}-s2"


def test_a_story_that_says_nothing_new_is_not_folded_away(site: dict[str, bytes]) -> None:
    """Its only sentences stand open."""
    fold = tree_of(site, urls.story(THIRD)).css_first("details.background")

    assert "open" in fold.attributes


@pytest.mark.parametrize("path", ["feeds/atom.xml", "feeds/daily.xml", "feeds/rss.xml", "feeds/feed.json"])
def test_feeds_show_the_background_under_the_same_words(path: str) -> None:
    """Nothing is folded far from the site: the sentence stands behind the new ones, and says since when."""
    feeds = {one.path: one.make().decode() for one in plan_feeds(THREE_DAYS, CONFIG, Urls(CONFIG.base_url))}
    (_, _, after) = feeds[path].partition("Background, first on 9 March:")

    assert BACKGROUND in after
    assert "<details" not in feeds[path]


def test_footnotes_of_feeds_lead_to_anchors_however_long_the_extract_is(project: Path) -> None:
    """Behind as many new sentences as there may be, the page prints the background that the feeds print."""
    reports = [
        report(f"tug-{place}", "A tug tells", f"Tug {place} came with rope {place}. | {BACKGROUND}", MONDAY, outlet)
        for place, outlet in enumerate(("The Harbour Post", "Inland Gazette", "Lantern Weekly", "Coast Courier"))
    ]
    news = tuple(quote((one, 1)) for one in reports)
    second = going_on(make_story(tuple(reports), (*news, said_before(reports[0], 2, SUNDAY))), FIRST, "tug")
    site = build_site(project, digest_of(FIRST, second))
    feed = html.unescape(site["feeds/daily.xml"].decode())
    called = set(re.findall(rf"{re.escape(urls.story(second))}#([nr]-[^\"]+)", feed))

    for page in (urls.story(second), urls.day(MONDAY)):
        anchors = {attribute(node, "id") for node in tree_of(site, page).css("[id]")}
        assert len(called & anchors) == len(called) == 10


def test_a_thread_has_a_page_with_what_each_day_brought(site: dict[str, bytes]) -> None:
    """The newest headline leads; days follow, newest first, each with its new sentences and their sources."""
    tree = tree_of(site, THREAD_PAGE)
    days = tree.css(".thread-day")

    assert text_of(tree.css_first("h1")) == "A ferry and a reef"
    assert text_of(tree.css_first(".page-head .counts")) == (
        "9 to 11 March 2031 · 3 stories · 5 clippings · 3 outlets · 5 origins"
    )
    assert [attribute(day.css_first("time"), "datetime") for day in days] == [TUESDAY, MONDAY, SUNDAY]
    assert [[node.text() for node in day.css(".extract q")] for day in days] == [
        [],
        ["Two tugs pulled her free.", "The master was questioned."],
        ["The ferry ran aground.", "Passengers saw no light.", BACKGROUND],
    ]
    assert "Nothing that was not said before" in text_of(days[0])
    assert [attribute(notes, "start") for notes in tree.css(".notes > ol")] == ["1", "3"]


def test_the_reporting_of_one_outlet_is_one_origin_of_a_thread(project: Path) -> None:
    """Origins of different days that go by one name are counted once."""
    stories = [
        msgspec.structs.replace(
            story,
            origins=(Origin(name="Northern Press", entry_ids=tuple(one.id for one in story.entries), evidence=()),),
        )
        for story in (FIRST, SECOND)
    ]
    tree = tree_of(build_site(project, digest_of(*stories)), THREAD_PAGE)

    assert text_of(tree.css_first(".page-head .counts")).endswith(" · 1 origin")


def test_what_goes_on_is_told_from_what_rests(project: Path) -> None:
    """A thread without a story in the site's last week rests, and the front page leaves it to the list."""
    site = build_site(project, digest_of(FIRST, SECOND, ALONE))
    headings = [text_of(node) for node in tree_of(site, urls.THREADS).css("h2")]
    labels = [text_of(node) for node in tree_of(site, "").css(".rail .label")]

    assert headings == ["What rests"]
    assert "What goes on" not in labels


def test_the_front_page_says_what_goes_on(site: dict[str, bytes]) -> None:
    """A thread with a story in the last week stands in the rail and in the list."""
    rail = tree_of(site, "").css_first(".rail .threads li")

    assert text_of(rail) == "A ferry and a reef 9 to 11 March 2031 · 3 stories"
    assert attribute(rail.css_first("a"), "href") == f"/coast/{THREAD_PAGE}"
    assert text_of(tree_of(site, urls.THREADS).css_first("h2")) == "What goes on"


def test_a_site_without_threads_has_no_page_of_them(project: Path) -> None:
    """Neither the menu nor the sitemap names a page that would be empty."""
    site = build_site(project, digest_of(ALONE))

    assert urls.file_of(urls.THREADS) not in site
    assert "Threads" not in text_of(tree_of(site, "").css_first(".menu"))


def test_programs_learn_what_goes_on_from_what(site: dict[str, bytes]) -> None:
    """The data name the story before with its reasons, and every thread with its stories, oldest first."""
    data = msgspec.json.decode(site["data/digest.json"])
    told = data["days"][1]["stories"][0]["continues"]

    assert (told["story_id"], told["shared"]) == (FIRST.id, ["ferry", "Skarholm"])
    assert data["threads"] == [
        {
            "id": FIRST.id,
            "url": f"{CONFIG.base_url}{THREAD_PAGE}",
            "headline": "A ferry and a reef",
            "first_day": SUNDAY,
            "last_day": TUESDAY,
            "stories": [FIRST.id, SECOND.id, THIRD.id],
        }
    ]


def test_a_story_that_an_earlier_clipping_joins_leaves_a_redirect(project: Path) -> None:
    """The address it had when another clipping was its first leads to the address it has now."""
    before = make_story((SEEN,), (quote((SEEN, 1)),))
    old, new = urls.story(before), urls.story(FIRST)
    site = build_site(project, THREE_DAYS)
    tree = tree_of(site, old)

    assert urls.file_of(old) in build_site(project, digest_of(before))
    assert attribute(tree.css_first("meta[http-equiv=refresh]"), "content") == f"0; url=/coast/{new}"
    assert attribute(tree.css_first("link[rel=canonical]"), "href") == f"{CONFIG.base_url}{new}"
    assert attribute(tree.css_first("meta[name=robots]"), "content") == "noindex"
    assert attribute(tree.css_first("main a"), "href") == f"/coast/{new}"
    assert f"/coast/{old} /coast/{new} 301" in site["_redirects"].decode().splitlines()
    assert old not in site["sitemap.xml"].decode()


def test_a_thread_that_turns_out_to_begin_earlier_leaves_a_redirect(project: Path) -> None:
    """While the first day was not known, the thread was named after the second one's story."""
    later = digest_of(msgspec.structs.replace(SECOND, continues=None), THIRD)
    old = urls.thread(later.threads[0])
    site = build_site(project, THREE_DAYS)

    assert urls.file_of(old) in build_site(project, later)
    assert attribute(tree_of(site, old).css_first("main a"), "href") == f"/coast/{THREAD_PAGE}"


def test_a_redirect_never_stands_where_a_page_is() -> None:
    """Every entry but the first of its story or thread leaves one redirect each; pages keep their addresses."""
    moves = list_moves(THREE_DAYS)
    pages = {*(urls.story(story) for day in THREE_DAYS.days for story in day.stories), THREAD_PAGE}

    assert len(moves) == len({move.old for move in moves}) == 2 + 4
    assert {move.old for move in moves} & pages == set()
    assert {move.new for move in moves} <= pages


def test_a_topic_names_the_threads_about_it(project: Path) -> None:
    """Each thread with a story about the topic stands beside the stories, once."""
    stories = tuple(msgspec.structs.replace(story, topics=("ferries",)) for story in (FIRST, SECOND, THIRD))
    topic = Topic(
        slug="ferries",
        name="Ferries",
        spellings=("Ferries",),
        rule="label",
        stories=tuple(reversed(stories)),
        undated=(),
        entry_count=5,
    )
    digest = msgspec.structs.replace(digest_of(*stories), topics=(topic,))
    tree = tree_of(build_site(project, digest), urls.topic(topic))

    assert [text_of(row) for row in tree.css(".threads li")] == ["A ferry and a reef 9 to 11 March 2031 · 3 stories"]


def test_hosts_are_given_no_more_redirects_than_they_take(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    """The list has a bound, those of the newest days first; all have a page besides."""
    monkeypatch.setattr(site_files, "_MOST_REDIRECTS", 1)
    site = build_site(project, THREE_DAYS)
    (line,) = site["_redirects"].decode().splitlines()

    assert line.split()[0].startswith(f"/coast/{urls.day(MONDAY)}")
    assert all(urls.file_of(move.old) in site for move in list_moves(THREE_DAYS))
