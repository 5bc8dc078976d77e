"""What is quoted of a clipping stays within its rights, in all stories and pages together."""

from __future__ import annotations

import msgspec
import pytest
from digest_samples import make_entry

from generator.config import Config
from generator.digest.quota import keep_within_rights
from generator.recall import Recall
from generator.records import Day, Entry, Origin, Quotation, Rights, SentenceRef, Story

TEN_WORDS = "The keeper said that the lamp was out since Monday."


def clipping(name: str, rights: Rights, sentences: int = 10) -> Entry:
    """A clipping of so many sentences of ten words."""
    text = " ".join(TEN_WORDS.replace("Monday", f"day{number}") for number in range(sentences))
    return msgspec.structs.replace(make_entry(name, text), rights=rights)


def quote(*sources: tuple[Entry, int]) -> Quotation:
    entry, number = sources[0]
    text = entry.paragraphs[0].sentences[number - 1].text
    return Quotation(text=text, sources=tuple(SentenceRef(one.id, number) for one, number in sources))


def within(*quotations: Quotation, entries: tuple[Entry, ...], config: Config) -> tuple[list[list[int]], list[str]]:
    """Which sentences are still quoted, by quotation, and what is said about the rest."""
    origin = Origin(name="The Coast", entry_ids=tuple(one.id for one in entries), evidence=())
    story = Story(
        id="01234567",
        slug="lamp",
        day="2031-05-04",
        lead=entries[0],
        entries=entries,
        copies=(),
        origins=(origin,),
        extract=quotations,
        together=(),
        nearest=None,
        topics=(),
    )
    days, found = keep_within_rights((Day(date=story.day, stories=(story,)),), config, Recall())
    extract = days[0].stories[0].extract
    return [[ref.number for ref in one.sources] for one in extract], [f"{one.path}: {one.message}" for one in found]


@pytest.mark.parametrize("rights", ["quote", "excerpt"])
def test_distinct_quotations_share_one_budget(rights: Rights) -> None:
    """Three sentences of ten are 30 %; a fourth is left out, and it is said of which clipping."""
    one = clipping("a.txt", rights)
    chosen = (quote((one, 1)), quote((one, 4)), quote((one, 5)), quote((one, 9)))

    assert within(*chosen, entries=(one,), config=Config()) == (
        [[1], [4], [5]],
        ["a.txt: 1 sentence is not quoted: 30 words are, and the budget is 30"],
    )
    assert within(*chosen, entries=(one,), config=Config(excerpt_words=20))[0] == [[1], [4]]
    assert within(*chosen, entries=(one,), config=Config(excerpt_share=1.0)) == ([[1], [4], [5], [9]], [])


def test_a_sentence_counts_once_and_one_is_always_allowed() -> None:
    """However often it is quoted, and however small the budget is."""
    one = clipping("a.txt", "quote")

    assert within(quote((one, 3)), quote((one, 3)), entries=(one,), config=Config(excerpt_words=0)) == ([[3], [3]], [])


def test_rights_to_all_know_no_budget() -> None:
    """What may be reprinted in full may be quoted in full."""
    one = clipping("a.txt", "full")
    chosen = [quote((one, number)) for number in range(1, 6)]

    assert within(*chosen, entries=(one,), config=Config(excerpt_words=0))[1] == []


def test_what_another_clipping_says_too_is_quoted_from_that_one() -> None:
    """The sentence stays on the page, with the source that allows it first."""
    small, free = clipping("a.txt", "quote"), clipping("b.txt", "full")
    chosen = (quote((small, 1)), quote((small, 2), (free, 2)))
    kept, found = within(*chosen, entries=(small, free), config=Config(excerpt_words=10))

    assert kept == [[1], [2]]
    assert found == ["a.txt: 1 sentence is not quoted: 10 words are, and the budget is 10"]


def test_the_diagnostic_is_a_note() -> None:
    """Less is quoted, nothing is wrong: `quotation-over-budget` does not fail a strict build."""
    one = clipping("a.txt", "quote", 2)
    story = within(quote((one, 1)), quote((one, 2)), entries=(one,), config=Config())

    assert story == ([[1]], ["a.txt: 1 sentence is not quoted: 10 words are, and the budget is 6"])
