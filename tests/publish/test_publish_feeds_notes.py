"""What an editor says of a topic reaches those who follow the topic."""

from __future__ import annotations

from collections.abc import Sequence

import feedparser
import msgspec
import pytest
from newsroom import make_digest, make_entry, make_story, make_topic

from generator.config import Config, Release
from generator.publish.feeds import plan_feeds
from generator.publish.fingerprints import Fingerprints
from generator.publish.urls import Urls
from generator.records import Digest, Editorial, EditorsNote, Entry, FoundFootnote, NoteBlock, NoteInline, Piece, Span

HOME = "https://digest.example/"
FEED = "topics/rain/atom.xml"
NOTE_ID = "tag:dayfold.invalid,2020:note/topics/rain"


def make_note(text: str, *cited: Entry, path: str = "notes/rain.md", unpublished: str = "") -> Editorial:
    calls = [NoteInline(kind="footnote", text=entry.id) for entry in cited]
    note = EditorsNote(
        path=path,
        sha256="0" * 64,
        places=(),
        author="The Desk",
        blocks=(NoteBlock(kind="paragraph", inlines=(NoteInline(kind="text", text=text), *calls)),),
        footnotes=(),
        pieces=(Piece(span=Span(0, len(text)), role="kept", rule="editors-note"),),
        unpublished=unpublished,
    )
    return Editorial(note=note, footnotes=tuple(FoundFootnote(label=one.id, entry=one, numbers=(1,)) for one in cited))


def noted(days: Sequence[str], *notes: Editorial) -> Digest:
    stories = [make_story(make_entry(day, day=day), topics=["rain"]) for day in days]
    topic = msgspec.structs.replace(make_topic("Rain", *reversed(stories)), notes=notes)
    return make_digest(*stories, topics=[topic])


def entries(digest: Digest, drafts: Release = False) -> list[feedparser.FeedParserDict]:
    config = Config(base_url=HOME, drafts=drafts)
    made = {one.path: one.make() for one in plan_feeds(digest, config, Urls(HOME))}
    return list(feedparser.parse(made[FEED]).entries)


def note_of(digest: Digest, drafts: Release = False) -> feedparser.FeedParserDict:
    return next(one for one in entries(digest, drafts) if one.id == NOTE_ID)


def test_a_topics_note_is_an_item_of_its_feed() -> None:
    """It says whose words it holds, and leads to the topic."""
    note = note_of(noted(["2020-10-17"], make_note("Rain is measured at the harbour.")))

    assert (note.title, note.author, note.link) == ("Editor’s note: Rain", "The Desk", f"{HOME}topics/rain/")
    assert "Rain is measured at the harbour." in note.content[0].value


def test_a_topics_note_is_dated_by_what_it_cites() -> None:
    """A note has no date, so the newest clipping behind it gives one."""
    cited = make_entry("2020-10-17", instant="2020-10-17T10:00:00Z")
    note = note_of(noted(["2020-10-17", "2020-10-18"], make_note("So the herald said.", cited)))

    assert (note.published, note.updated) == ("2020-10-17T10:00:00Z", "2020-10-17T10:00:00Z")


def test_news_on_a_topic_do_not_wake_readers_for_its_note() -> None:
    """A note that cites nothing keeps the date of the topic's first story."""
    note = make_note("Rain is measured at the harbour.")
    before, after = (note_of(noted(days, note)) for days in (["2020-10-17"], ["2020-10-17", "2020-10-18"]))

    assert (before.published, before.updated) == (after.published, after.updated)


def test_an_edited_or_moved_note_stays_the_same_item() -> None:
    """Neither its words nor its path are part of its id."""
    edited = make_note("Rain is measured at the dam.", path="notes/old/rain.md")

    assert note_of(noted(["2020-10-17"], edited)).id == NOTE_ID


@pytest.mark.parametrize(("drafts", "title"), [("marked", "Draft: Editor’s note: Rain"), (True, "Editor’s note: Rain")])
def test_a_preview_labels_a_note_that_is_a_draft(drafts: Release, title: str) -> None:
    """As with clippings, the label stands where a reader's list shows it."""
    note = make_note("Not yet.", unpublished="draft: true")

    assert note_of(noted(["2020-10-17"], note), drafts).title == title


def test_a_topic_without_notes_has_stories_alone() -> None:
    """Nothing is made of nothing."""
    assert len(entries(noted(["2020-10-17"]))) == 1


def test_a_new_headline_of_what_a_note_cites_makes_the_feed_anew() -> None:
    """The clipping need not be one of the topic's, nor among its newest: the note's item prints its headline."""

    def made_of(headline: str) -> bytes:
        note = make_note("Rain is measured at the harbour.", make_entry("cited", title=headline))
        feeds = {one.path: one for one in plan_feeds(noted(["2020-10-17"], note), Config(base_url=HOME), Urls(HOME))}
        about = feeds[FEED].about
        assert about is not None
        return Fingerprints().of(about())

    assert made_of("As it was") == made_of("As it was") != made_of("As it is now")
