"""Words that lead into an original, to the quoted sentence and to nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_samples import make_entry

from generator.publish.text_fragments import Fragment, find_fragment, spell_fragment
from generator.records import Entry, Removed

LONG = "The keeper of the northern lighthouse told the harbour board that the lamp had been out for three nights."


def entry_of(*paragraphs: list[str], title: str = "Lamp is out", removed: tuple[Removed, ...] = ()) -> Entry:
    """An entry that says this, sentences numbered through."""
    return make_entry("lamp", title, *(("paragraph", sentences) for sentences in paragraphs), removed=removed)


def test_a_short_sentence_is_named_whole() -> None:
    """Up to sixty characters nothing else is needed."""
    entry = entry_of(["The harbour was closed on Monday.", LONG])

    assert find_fragment(entry, 1) == Fragment(start="The harbour was closed on Monday.")


def test_a_long_sentence_is_named_by_its_beginning_and_its_end() -> None:
    """Four words and twenty characters each or more, so that the address stays short."""
    assert find_fragment(entry_of([LONG]), 1) == Fragment(
        start="The keeper of the northern", end="been out for three nights."
    )


@pytest.mark.parametrize(
    "other",
    ["THE KEEPER OF THE NORTHERN", "The  keeper of the nor\u00adthérn", "«The keeper of the northern»"],
)
def test_a_beginning_that_stands_twice_is_made_longer(other: str) -> None:
    """Case, accents, blanks and soft hyphens are no difference to a browser, so they are none here."""
    found = find_fragment(entry_of([f"{other} was blue.", LONG]), 2)

    assert found is not None
    assert len(found.start) > len("The keeper of the northern")


def test_a_sentence_that_stands_twice_is_told_by_its_neighbours() -> None:
    """The last words before it, or the first behind it, decide which one is meant."""
    entry = entry_of(["Nobody was hurt.", "No ship was lost.", "The pier held.", "No ship was lost."])

    assert find_fragment(entry, 2) == Fragment(start="No ship was lost.", prefix="Nobody was hurt.")
    assert find_fragment(entry, 4) == Fragment(start="No ship was lost.", prefix="The pier held.")


def test_a_headline_and_removed_lines_stand_on_the_page_too() -> None:
    """A sentence that the headline or a caption says as well needs a neighbour."""
    said = ["The lamp of the pier is out.", "It rained all day long."]
    caption = Removed(text="It rained all day long. Picture by the board", rule="caption", line=9)
    entry = entry_of(said, title=said[0], removed=(caption,))

    assert find_fragment(entry, 1) == Fragment(start=said[0], suffix="It rained all")
    assert find_fragment(entry, 2) == Fragment(start=said[1], prefix="pier is out.")


def test_what_cannot_be_told_apart_gets_no_words() -> None:
    """Better the page's top than the wrong place in it."""
    entry = entry_of(["Again.", "Again.", "Again.", "Again."])

    assert find_fragment(entry, 2) is None
    assert find_fragment(entry, 9) is None


def test_text_without_blanks_is_cut_at_its_marks() -> None:
    """Browsers know no other edges of words there that everyone agrees on."""
    text = (
        "港口委员会周一表示，北方灯塔的灯已经熄灭了三个晚上，岸上的人们都在等待消息，"
        "风浪一直没有平息，渔民们只好留在岸边等待天亮，没有人出海。"
    )

    assert find_fragment(entry_of([text]), 1) == Fragment(start="港口委员会周一表示，", end="没有人出海。")


@given(
    st.lists(st.sampled_from(["a", "cease-fire", "1,200", "R&D", "“so”", "שלום", "港口。"]), min_size=1, max_size=20)
)
def test_the_syntax_is_never_broken_by_words(words: list[str]) -> None:
    """Whatever stands in a sentence, an address holds its own hyphens, commas and ampersands only."""
    sentence = " ".join(words)
    found = find_fragment(entry_of([sentence], title="§"), 1)

    assert found is not None
    assert sentence.startswith(found.start)
    assert sentence.endswith(found.end)
    assert spell_fragment(found).count(",") == bool(found.end)
    assert not {"-", "&"} & set(spell_fragment(found))
