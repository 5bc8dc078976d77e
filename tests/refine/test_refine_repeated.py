"""Lines that an outlet puts on every page: removed when several different articles carry them, and only then."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import pytest

from generator.clippings import make_clipping
from generator.config import RefineSettings
from generator.records import Clipping, Entry, Source
from generator.refine.repeated import RULE, drop_repeated_lines

Make = Callable[..., Clipping]

NOTICE = "The Northline is owned by those who read it, every one of them"
STORIES = (
    "A ferry ran aground off Veldt in thick fog early on Sunday, and all of the passengers were brought to land.",
    "The dam above Tarvenne was opened on Monday night, and nobody who lives below it was hurt, the mayor said.",
    "Bread will cost more in Lisk from next month on, because the mill burnt down and will not be built again.",
    "The old theatre of Orun opens its doors again on Friday with a play that was last seen there in 1911.",
)


@pytest.fixture
def make(settings: RefineSettings) -> Make:
    """Make a clipping of the numbered story with paragraphs before and behind it."""

    def make_it(number: int, *, before: str = "", behind: str = NOTICE, site: str = "The Northline") -> Clipping:
        head = f"---\ntitle: Story {number}\ndate: 2026-03-0{number + 1}\n{f'site: {site}' if site else ''}\n---\n"
        body = "\n\n".join(part for part in (before, STORIES[number], behind) if part)
        data = f"{head}\n{body}\n".encode()
        source = Source(path=f"news/{number}.md", data=data, sha256=hashlib.sha256(data).hexdigest())
        return make_clipping(source, settings)

    return make_it


def texts(clipping: Clipping) -> list[str]:
    entry = clipping.entries[0]
    return [" ".join(one.text for one in paragraph.sentences) for paragraph in entry.paragraphs]


def removed(clippings: Sequence[Clipping]) -> list[list[tuple[str, str]]]:
    return [[(one.text, one.rule) for one in clipping.entries[0].removed] for clipping in clippings]


def test_a_line_that_three_articles_end_with_is_the_sites_own(make: Make) -> None:
    """It is removed from each, by name and line, and nothing else is."""
    found = drop_repeated_lines([make(number) for number in range(3)])

    assert removed(found) == [[(NOTICE, RULE)]] * 3
    assert [texts(clipping)[0] for clipping in found] == list(STORIES[:3])
    assert [clipping.entries[0].removed[0].line for clipping in found] == [9] * 3


def test_two_articles_are_not_enough(make: Make) -> None:
    """Then both come back as they came, the same objects."""
    clippings = [make(0), make(1)]

    assert all(new is old for new, old in zip(drop_repeated_lines(clippings), clippings, strict=True))


def test_a_clipping_without_the_line_is_left_alone(make: Make) -> None:
    """Rebuilding is quick because it is the same object."""
    other = make(3, behind="")

    assert drop_repeated_lines([*map(make, range(3)), other])[3] is other


def test_copies_of_one_article_count_once(settings: RefineSettings) -> None:
    """Three reprints share all their lines, and none of them is furniture."""
    text = f"---\nsite: The Northline\n---\n\n{STORIES[0]}\n\n{NOTICE}\n"
    sources = [Source(path=f"{number}.md", data=text.encode(), sha256="0" * 64) for number in range(4)]

    assert removed(drop_repeated_lines([make_clipping(source, settings) for source in sources])) == [[]] * 4


def test_the_order_of_clippings_does_not_matter(make: Make) -> None:
    """Each clipping becomes the same whatever stands before it."""
    clippings = [make(number) for number in range(4)]
    forwards, backwards = drop_repeated_lines(clippings), drop_repeated_lines(clippings[::-1])

    assert forwards == backwards[::-1]


def test_outlets_are_not_mixed(make: Make) -> None:
    """A line that two outlets share with one article each is no furniture of either."""
    found = drop_repeated_lines([make(0), make(1), make(2, site="Harbour Post")])

    assert removed(found) == [[], [], []]


def test_without_an_outlet_a_folder_is_compared(make: Make) -> None:
    """Clippings of one place are often kept in one folder."""
    assert removed(drop_repeated_lines([make(number, site="") for number in range(3)])) == [[(NOTICE, RULE)]] * 3


def test_shared_background_stays(make: Make) -> None:
    """A long paragraph that three articles share is news, wherever it stands."""
    background = (
        "The river has flooded the lower town four times since the dam was built in 1911, and each time the people who "
        "live there were told that it would be the last, which it never was, as everybody knew."
    )

    assert removed(drop_repeated_lines([make(number, behind=background) for number in range(3)])) == [[]] * 3


def test_headings_and_credits_stay(make: Make) -> None:
    """Cross-heads repeat, and so do the credits of an agency."""
    found = drop_repeated_lines(
        [make(number, before="## What is known", behind="Via AP news wire") for number in range(3)]
    )

    assert removed(found) == [[]] * 3
    assert all(clipping.entries[0].agency for clipping in found)


def test_sentences_keep_their_numbers_and_the_source_stays_tiled(make: Make) -> None:
    """Numbers are anchors, and every character is still accounted for."""
    before = [make(number, before=NOTICE, behind="") for number in range(3)]
    for old, new in zip(before, drop_repeated_lines(before), strict=True):
        was, entry = old.entries[0], new.entries[0]

        assert (entry.id, numbers(entry)) == (was.id, numbers(was)[1:])
        assert [piece.span for piece in entry.pieces] == [piece.span for piece in was.pieces]
        assert [piece.rule for piece in entry.pieces if piece.role == "removed"] == [RULE]


def numbers(entry: Entry) -> list[int]:
    return [sentence.number for paragraph in entry.paragraphs for sentence in paragraph.sentences]


def test_an_article_never_loses_all_of_its_text(make: Make, settings: RefineSettings) -> None:
    """What would be left empty stays whole."""
    only = f"---\ntitle: A note\nsite: The Northline\n---\n\n{NOTICE}\n".encode()
    note = make_clipping(Source(path="note.md", data=only, sha256="0" * 64), settings)
    found = drop_repeated_lines([*map(make, range(3)), note])

    assert found[3] is note


def test_nobody_says_what_was_removed(make: Make) -> None:
    """A claim goes with its sentence: whoever is quoted in the site's own line is quoted nowhere."""
    before = [make(number, behind="Ida Holm said that the paper is owned by those who read it.") for number in range(3)]
    after = drop_repeated_lines(before)

    assert [[claim.claimant for claim in one.entries[0].claims][-1:] for one in before] == [["Ida Holm"]] * 3
    assert [any(claim.claimant == "Ida Holm" for claim in one.entries[0].claims) for one in after] == [False] * 3
