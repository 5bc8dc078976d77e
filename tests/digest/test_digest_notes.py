"""Editor's notes find their day, story or topic, and their footnotes the sentences that they quote."""

from __future__ import annotations

import msgspec
from digest_samples import BRIDGE, CHESS, DAY, make_clipping, make_entry, only_story

from generator.config import Config
from generator.digest import make_digest
from generator.recall import Recall
from generator.records import Clipping, Digest, EditorsNote, Entry, NoteBlock, NoteFootnote, NoteInline, NotePlace

ENTRY = make_entry("clips/bridge.md", BRIDGE, outlet="The Courier", labels=("Bridges",))
NIGHT = "2031-05-05"


def note(
    *places: tuple[str, str], path: str = "notes/a.md", footnotes: tuple[tuple[str, str], ...] = (), headline: str = ""
) -> Clipping:
    """A note of one sentence, with a footnote for each clipping and passage."""
    text = NoteInline(kind="text", text="We could not reach the mayor.")
    calls = tuple(NoteInline(kind="footnote", text=str(number)) for number in range(len(footnotes)))
    made = EditorsNote(
        path=path,
        sha256="0" * 64,
        places=tuple(NotePlace(kind=kind, name=name, line=3) for kind, name in places),  # type: ignore[arg-type]
        headline=headline,
        blocks=(NoteBlock(kind="paragraph", inlines=(text, *calls)),),
        footnotes=tuple(
            NoteFootnote(label=str(number), clipping=clipping, passage=passage, line=9)
            for number, (clipping, passage) in enumerate(footnotes)
        ),
        pieces=(),
    )
    return Clipping(
        path=path,
        sha256="0" * 64,
        format="markdown",
        encoding="utf-8",
        length=0,
        entries=(),
        left_out=(),
        diagnostics=(),
        note=made,
    )


def digest_with(*notes: Clipping, entries: tuple[Entry, ...] = (ENTRY,), config: Config | None = None) -> Digest:
    return make_digest([*notes, *map(make_clipping, entries)], config or Config())


def told(digest: Digest) -> list[tuple[str, int]]:
    return [(one.name, one.line) for one in digest.diagnostics]


def test_a_note_is_no_clipping() -> None:
    """It is in no story, no outlet's, no source's; the digest without it has the same entries and stories."""
    digest = digest_with(note(("day", DAY)))

    assert digest_with().entries == digest.entries
    assert digest_with().days[0].stories == digest.days[0].stories
    assert digest_with().outlets == digest.outlets


def test_a_note_stands_where_it_says() -> None:
    """At a day, at the story of a clipping named by path or id or by the story's own id, at a topic by any spelling."""
    story = only_story(digest_with())
    digest = digest_with(
        note(("day", DAY), path="day.md"),
        note(("story", "clips/bridge.md"), path="b.md"),
        note(("story", ENTRY.id), path="a.md"),
        note(("story", story.id), path="c.md"),
        note(("topic", "bridges"), ("day", DAY), path="topic.md"),
    )

    assert [one.note.path for one in digest.days[0].notes] == ["day.md", "topic.md"]
    assert [one.note.path for one in only_story(digest).notes] == ["a.md", "b.md", "c.md"]
    assert [[one.note.path for one in topic.notes] for topic in digest.topics if topic.notes] == [["topic.md"]]
    assert told(digest) == []


def test_a_note_whose_place_is_gone_is_told() -> None:
    """The rest of the digest stands; each place that is not there has a line and a cure."""
    undated = make_entry("clips/undated.md", CHESS, day=None)
    missing = (("day", NIGHT), ("story", "clips/gone.md"), ("story", "clips/undated.md"), ("topic", "Trams"))
    digest = digest_with(note(*missing), entries=(ENTRY, undated))

    assert told(digest) == [("note-unplaced", 3)] * 4
    assert digest_with(entries=(ENTRY, undated)).days == digest.days


def test_a_footnote_leads_to_the_sentences_that_hold_its_passage() -> None:
    """White space and the form of quotation marks aside; one without a passage cites the clipping as a whole."""
    footnotes = (
        ("clips/bridge.md", "40,000 cars a day"),
        (ENTRY.id, "across the Orne. Mayor Ines\nTolland"),
        ("./clips/bridge.md", ""),
    )
    (editorial,) = digest_with(note(("day", DAY), footnotes=footnotes)).days[0].notes

    assert [(ENTRY.id, (2,)), (ENTRY.id, (2, 3)), (ENTRY.id, ())] == [
        (one.entry.id, one.numbers) for one in editorial.footnotes
    ]


def test_a_footnote_that_leads_nowhere_is_an_error() -> None:
    """Of a clipping that is not there the nearest is named; of a passage the nearest line; neither is printed."""
    footnotes = (("clips/brigde.md", ""), ("clips/bridge.md", "40,000 cars every day"))
    digest = digest_with(note(("day", DAY), footnotes=footnotes))

    assert digest.days[0].notes[0].footnotes == ()
    assert sorted((one.name, one.hint) for one in digest.diagnostics) == [
        ("note-passage-unfound", "copy the words as they stand there; look into clips/bridge.md"),
        ("note-source-unknown", "did you mean clips/bridge.md?"),
    ]
    assert {"error"} == {one.severity for one in digest.diagnostics}


def test_what_an_editor_quotes_comes_before_what_stories_choose() -> None:
    """The budget of a clipping is one; stories give way, and only an editor who overdraws it alone is told."""
    entry = msgspec.structs.replace(ENTRY, rights="excerpt")
    alone = only_story(digest_with(entries=(entry,), config=Config(excerpt_words=26, excerpt_share=1.0)))
    quoted = (("clips/bridge.md", "Ferries will run"), ("clips/bridge.md", "40,000"))
    digest = digest_with(
        note(("day", DAY), footnotes=quoted), entries=(entry,), config=Config(excerpt_words=26, excerpt_share=1.0)
    )
    over = digest_with(
        note(("day", DAY), footnotes=(*quoted, ("clips/bridge.md", "Engineers closed"))),
        entries=(entry,),
        config=Config(excerpt_words=26, excerpt_share=1.0),
    )

    assert alone.extract
    assert {2, 4} >= {ref.number for one in only_story(digest).extract for ref in one.sources}
    assert "note-over-budget" not in {name for name, _ in told(digest)}
    assert ("note-over-budget", 9) in told(over)


def test_notes_are_recalled_while_nothing_they_cite_changes() -> None:
    """A second digest gives the same objects; a clipping that changes changes the notes that cite it."""
    recall = Recall()
    written = note(("story", "clips/bridge.md"), footnotes=(("clips/bridge.md", "40,000"),))
    clippings = [written, make_clipping(ENTRY)]
    first = make_digest(clippings, Config(), None, recall)
    recall.settle()
    second = make_digest(clippings, Config(), None, recall)
    recall.settle()
    retitled = msgspec.structs.replace(ENTRY, authors=(ENTRY.title,))
    third = make_digest([written, make_clipping(retitled)], Config(), None, recall)

    assert only_story(first) is only_story(second)
    assert only_story(third).notes[0].footnotes[0].entry == retitled


def test_a_second_headline_for_one_story_is_told() -> None:
    """Both notes are printed; the later one by path is named with its line and the note that came first."""
    place = ("story", "clips/bridge.md")
    digest = digest_with(
        note(place, path="notes/b.md", headline="Closed"), note(place, path="notes/a.md", headline="Shut")
    )
    (trouble,) = digest.diagnostics

    assert [one.note.path for one in only_story(digest).notes] == ["notes/a.md", "notes/b.md"]
    assert (trouble.name, trouble.path, trouble.line) == ("note-headline-second", "notes/b.md", 3)
    assert "notes/a.md" in trouble.message
    assert trouble.hint == "take the headline out of one of the two notes"


def test_notes_that_share_a_place_are_all_printed() -> None:
    """Two introductions of one day are no mistake, with headlines or without."""
    digest = digest_with(note(("day", DAY), headline="One"), note(("day", DAY), path="notes/b.md", headline="Two"))

    assert [one.note.path for one in digest.days[0].notes] == ["notes/a.md", "notes/b.md"]
    assert told(digest) == []
