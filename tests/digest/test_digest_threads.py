"""A story that goes on is one thread: it leads with what is new, and what was published stays where it is."""

from __future__ import annotations

from digest_samples import BRIDGE, BRIDGE_AGAIN, CHESS, DAY, digest_of, make_entry, stories_of

from generator.records import Digest, Story

NEXT_DAY, FOUR_DAYS_ON = "2031-05-05", "2031-05-08"

BRIDGE_NEXT_DAY = """
The cable of the Halden Bridge will be replaced by Norrin Steel, Mayor Ines Tolland announced on Monday.

The Halden Bridge carries 40,000 cars a day across the Orne. Engineers closed it after a crack was found.
"""


def story_on(digest: Digest, day: str, path: str) -> Story:
    return next(
        story for story in stories_of(digest) if story.day == day and any(one.path == path for one in story.entries)
    )


def test_the_next_day_goes_on_from_the_day_before() -> None:
    """It names the story it goes on from and what they share; another event begins a story of its own."""
    digest = digest_of(
        make_entry("a.txt", BRIDGE),
        make_entry("b.txt", BRIDGE_NEXT_DAY, title="Norrin Steel to mend bridge", day=NEXT_DAY),
        make_entry("c.txt", CHESS, title="Chess title for Okell", day=NEXT_DAY),
    )
    first, second = story_on(digest, DAY, "a.txt"), story_on(digest, NEXT_DAY, "b.txt")

    assert second.continues is not None
    assert (first.id, DAY, "Crack closes bridge") == (
        second.continues.story_id,
        second.continues.day,
        second.continues.headline,
    )
    assert "Halden Bridge" in second.continues.shared
    assert story_on(digest, NEXT_DAY, "c.txt").continues is None


def test_stories_that_go_on_are_a_thread() -> None:
    """It is named after its first story, and holds them oldest first; what stands alone is in none."""
    digest = digest_of(
        make_entry("a.txt", BRIDGE),
        make_entry("b.txt", BRIDGE_NEXT_DAY, day=NEXT_DAY),
        make_entry("c.txt", CHESS, title="Chess title for Okell"),
    )
    (thread,) = digest.threads

    assert [story.day for story in thread.stories] == [DAY, NEXT_DAY]
    assert (thread.stories[0].id, thread.stories[0].slug) == (thread.id, thread.slug)


def test_a_story_of_last_week_is_over() -> None:
    """Four days later the same words begin a new story."""
    digest = digest_of(make_entry("a.txt", BRIDGE), make_entry("b.txt", BRIDGE_NEXT_DAY, day=FOUR_DAYS_ON))

    assert digest.threads == ()
    assert story_on(digest, FOUR_DAYS_ON, "b.txt").continues is None


def test_what_is_new_leads_and_what_was_said_says_since_when() -> None:
    """A sentence of the day before comes last, with the day it was first printed."""
    digest = digest_of(
        make_entry("a.txt", BRIDGE, outlet="Orne Herald"),
        make_entry("b.txt", BRIDGE_NEXT_DAY, title="Norrin Steel wins order", outlet="Orne Herald", day=NEXT_DAY),
    )
    extract = story_on(digest, NEXT_DAY, "b.txt").extract

    assert extract[0].first_day is None
    assert (
        extract[-1].first_day,
        extract[-1].text,
    ) == (DAY, "The Halden Bridge carries 40,000 cars a day across the Orne.")


def test_later_days_leave_earlier_ones_alone() -> None:
    """Whatever comes the next day, the stories of the day before are the same values."""
    before = digest_of(make_entry("a.txt", BRIDGE), make_entry("c.txt", CHESS, title="Chess title for Okell"))
    after = digest_of(
        make_entry("a.txt", BRIDGE),
        make_entry("c.txt", CHESS, title="Chess title for Okell"),
        make_entry("d.txt", BRIDGE_NEXT_DAY, day=NEXT_DAY),
    )

    assert before.days[0] == after.days[0]


def test_two_stories_of_one_day_are_not_joined_by_the_next() -> None:
    """A report on both goes on from the one it is most like; what was published apart stays apart."""
    digest = digest_of(
        make_entry("a.txt", BRIDGE),
        make_entry("c.txt", CHESS, title="Chess title for Okell"),
        make_entry("d.txt", BRIDGE_NEXT_DAY + CHESS, title="Bridge and chess", day=NEXT_DAY),
    )
    joined = {story.id for thread in digest.threads for story in thread.stories}

    assert len(joined & {story.id for story in digest.days[0].stories}) < 2


def test_the_day_before_in_another_language_is_another_story() -> None:
    """Languages do not mix across days either."""
    digest = digest_of(make_entry("a.txt", BRIDGE), make_entry("b.txt", BRIDGE_AGAIN, language="fr", day=NEXT_DAY))

    assert digest.threads == ()


def test_a_thread_goes_by_the_weightiest_story_of_its_last_day() -> None:
    """An aside of one clipping does not give a thread its headline when two outlets carry the news of the day."""
    digest = digest_of(
        make_entry("a.txt", BRIDGE, outlet="Orne Herald"),
        make_entry("b.txt", BRIDGE_NEXT_DAY, title="Norrin Steel to mend bridge", day=NEXT_DAY, outlet="Lisse Post"),
        make_entry("c.txt", BRIDGE_NEXT_DAY + BRIDGE_AGAIN, title="New cable", day=NEXT_DAY, outlet="Orne Herald"),
    )
    (thread,) = digest.threads

    assert thread.newest == next(story for day in digest.days if day.date == NEXT_DAY for story in day.stories)
