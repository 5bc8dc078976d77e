"""Reprints are found by shared runs of words, folded into their original, and never dropped."""

from __future__ import annotations

from digest_samples import BRIDGE, BRIDGE_AGAIN, CHESS, digest_of, make_entry, only_story, stories_of

STOCK = (
    "The Halden Bridge was built in 1931 and is the longest in the country. It was last repaired in 1998, when two of "
    "its cables were replaced at a cost of nine million crowns."
)


def test_a_reprint_under_another_headline_is_a_copy() -> None:
    """The earlier one is the original, whatever the files are called."""
    original = make_entry("b.txt", title="Crack closes bridge", instant="2031-05-04T06:00:00Z")
    reprint = make_entry("a.txt", title="No way across the Orne", instant="2031-05-04T09:00:00Z")
    story = only_story(digest_of(original, reprint))

    assert [(reprint.id, original.id, 1.0)] == [(copy.entry_id, copy.of_id, copy.share) for copy in story.copies]
    assert original == story.lead
    assert {original, reprint} == set(story.entries)


def test_a_shortened_reprint_is_a_copy() -> None:
    """Half of a text is still all that the cut version says."""
    whole = make_entry("a.txt", BRIDGE + CHESS, instant="2031-05-04T06:00:00Z")
    cut = make_entry("b.txt", BRIDGE, instant="2031-05-04T07:00:00Z")
    story = only_story(digest_of(whole, cut))

    assert [(cut.id, whole.id)] == [(copy.entry_id, copy.of_id) for copy in story.copies]


def test_without_moments_the_agencys_own_text_is_the_original() -> None:
    """Where no hour is known, the one credited to an agency comes before a longer one without credit."""
    longer = make_entry("a.txt", BRIDGE + "\n\nThis newspaper has asked the mayor for comment.")
    credited = make_entry("b.txt", BRIDGE, agency="Orne Press Agency")
    story = only_story(digest_of(longer, credited))

    assert [(longer.id, credited.id)] == [(copy.entry_id, copy.of_id) for copy in story.copies]


def test_a_shared_background_paragraph_is_not_a_copy() -> None:
    """Two reports that end in the same stock paragraph are two reports."""
    digest = digest_of(make_entry("a.txt", f"{BRIDGE}\n\n{STOCK}"), make_entry("b.txt", f"{BRIDGE_AGAIN}\n\n{STOCK}"))

    assert [story.copies for story in stories_of(digest)] == [()]


def test_an_article_inside_another_is_a_copy() -> None:
    """Half a report among an outlet's own paragraphs is still that report: its opening gives it away."""
    report = make_entry("a.txt", BRIDGE + BRIDGE_AGAIN, instant="2031-05-04T06:00:00Z")
    embedded = make_entry("b.txt", CHESS + BRIDGE + STOCK, title="What is on", instant="2031-05-04T07:00:00Z")
    copies = [copy for story in stories_of(digest_of(report, embedded)) for copy in story.copies]

    assert [(embedded.id, report.id)] == [(copy.entry_id, copy.of_id) for copy in copies]
    assert 0.25 < copies[0].share < 0.5


def test_a_note_cut_from_a_report_is_a_copy() -> None:
    """A first paragraph that stands alone is all there in the whole report."""
    whole = make_entry("a.txt", BRIDGE, instant="2031-05-04T06:00:00Z")
    note = make_entry("b.txt", BRIDGE.strip().split("\n\n")[1], instant="2031-05-04T07:00:00Z")
    story = only_story(digest_of(whole, note))

    assert [(note.id, whole.id)] == [(copy.entry_id, copy.of_id) for copy in story.copies]


def test_short_notes_are_copies_only_when_identical() -> None:
    """A few stock phrases would make half of a short note."""
    note = "The Halden Bridge is closed until further notice, the city said on Sunday."
    same = digest_of(make_entry("a.txt", note), make_entry("b.txt", note))
    other = digest_of(make_entry("a.txt", note), make_entry("b.txt", f"{note} Ferries run instead."))

    assert [len(story.copies) for story in stories_of(same)] == [1]
    assert sum(len(story.copies) for story in stories_of(other)) == 0


def test_entries_without_text_are_nobodys_copy() -> None:
    """Two bare links have nothing in common."""
    digest = digest_of(make_entry("a.txt", "", title="Live results"), make_entry("b.txt", "", title="Watch the match"))

    assert [story.copies for story in stories_of(digest)] == [(), ()]
