"""Entries of a day are gathered into stories: one event once, whatever the files are called."""

from __future__ import annotations

import hashlib

from digest_samples import BRIDGE, BRIDGE_AGAIN, CHESS, DAY, digest_of, make_entry, only_story, stories_of, story_paths


def test_two_reports_of_one_event_are_one_story() -> None:
    """Another event of the same day stays apart."""
    digest = digest_of(
        make_entry("a.txt", BRIDGE, title="Crack closes bridge"),
        make_entry("b.txt", CHESS, title="Chess title for Okell"),
        make_entry("c.txt", BRIDGE_AGAIN, title="Drivers face detours"),
    )

    assert story_paths(digest) == [["a.txt", "c.txt"], ["b.txt"]]


def test_a_story_stays_within_its_day() -> None:
    """The same event reported on two days makes two stories; the days come oldest first."""
    digest = digest_of(make_entry("a.txt", day="2031-05-05"), make_entry("b.txt", BRIDGE_AGAIN))

    assert [day.date for day in digest.days] == [DAY, "2031-05-05"]
    assert [[entry.path for entry in story.entries] for day in digest.days for story in day.stories] == [
        ["b.txt"],
        ["a.txt"],
    ]


def test_languages_are_not_mixed() -> None:
    """A shared name is no reason to put a German report into an English story; en and en-GB are one language."""
    german = "Die Halden Bridge über die Orne ist gesperrt. Bürgermeisterin Ines Tolland rechnet mit Monaten."
    digest = digest_of(
        make_entry("a.txt", BRIDGE, language="en"),
        make_entry("b.txt", BRIDGE_AGAIN, language="en-GB"),
        make_entry("c.txt", german, title="Riss in der Halden Bridge", language="de"),
    )

    assert story_paths(digest) == [["a.txt", "b.txt"], ["c.txt"]]


def test_an_undated_entry_is_in_no_story() -> None:
    """It waits on the undated shelf."""
    shelved = make_entry("a.txt", day=None)
    digest = digest_of(shelved)

    assert ((), (shelved,)) == (digest.days, digest.undated)


def test_the_lead_is_the_earliest_with_a_headline_of_its_own() -> None:
    """A headline that was inferred from the text leads only when there is no other."""
    inferred = make_entry("a.txt", BRIDGE, instant="2031-05-04T05:00:00Z", is_inferred=True)
    later = make_entry("b.txt", BRIDGE_AGAIN, title="Drivers face detours", instant="2031-05-04T08:00:00Z")
    story = only_story(digest_of(inferred, later))

    assert later == story.lead
    assert (later, inferred) == story.entries


def test_a_story_is_named_after_the_entry_that_was_there_first() -> None:
    """A later clipping does not change a story's address."""
    first = make_entry("b.txt", BRIDGE, instant="2031-05-04T05:00:00Z")
    later = make_entry("a.txt", BRIDGE_AGAIN, instant="2031-05-04T08:00:00Z")
    expected = hashlib.sha256(first.id.encode()).hexdigest()[:8]

    assert expected == only_story(digest_of(first)).id
    assert expected == only_story(digest_of(later, first)).id


def test_a_story_says_what_holds_it_together() -> None:
    """Shared terms are spelled as readers write them, names whole; a single entry shares nothing."""
    story = only_story(digest_of(make_entry("a.txt", BRIDGE), make_entry("b.txt", BRIDGE_AGAIN)))

    assert "Halden Bridge" in story.together
    assert "Halden" not in story.together
    assert len(story.together) <= 6
    assert only_story(digest_of(make_entry("a.txt", BRIDGE))).together == ()


def test_a_story_names_the_nearest_one_it_did_not_join() -> None:
    """Each of two related stories points at the other; one that is like nothing else points nowhere."""
    ship = (
        "A ship with 31 passengers ran aground in thick fog near Port Lisse. Nobody was hurt, the coast guard said. "
        "The captain blamed his instruments. Two tugs towed the vessel to the yard of its owner in the evening."
    )
    digest = digest_of(
        make_entry("a.txt", BRIDGE, title="Crack closes bridge"),
        make_entry("b.txt", ship, title="Ship runs aground in fog"),
        make_entry("c.txt", CHESS, title="Okell takes it", language="sv"),
    )
    nearest = {story.lead.path: story.nearest.headline if story.nearest else None for story in stories_of(digest)}

    assert nearest == {"a.txt": "Ship runs aground in fog", "b.txt": "Crack closes bridge", "c.txt": None}


def test_the_story_with_most_origins_comes_first() -> None:
    """Stories are ranked by origins, not by copies."""
    digest = digest_of(
        *(
            make_entry(f"chess-{number}.txt", CHESS, title="Okell wins", outlet=f"Paper {number}")
            for number in range(4)
        ),
        make_entry("a.txt", BRIDGE, outlet="Orne Herald"),
        make_entry("b.txt", BRIDGE_AGAIN, outlet="Lisse Post"),
    )

    assert [len(story.origins) for story in stories_of(digest)] == [2, 1]
    assert [len(story.entries) for story in stories_of(digest)] == [2, 4]
