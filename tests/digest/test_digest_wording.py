"""When two sentences are one, and when two words are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.digest.sameness import is_near_identical, says_all_of
from generator.digest.spellings import canonical_words, name_words
from generator.text.names import is_spelling_variant

SAID = "the mayor said 40 ferries will run from port lisse on monday"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (SAID, True),
        (SAID.replace("on monday", "from monday"), True),
        (SAID + " and every day after that until the repair is done", True),
        (SAID.replace("40", "41"), False),
        (SAID.replace("will", "will not"), False),
        ("forty boats are to cross the river each monday the mayor said", False),
        ("the mayor said on monday", False),
    ],
)
def test_sentences_that_a_reader_takes_for_one(other: str, expected: bool) -> None:
    """A word more or less makes no difference; a figure, a denial or most of the words do."""
    assert is_near_identical(frozenset(SAID.split()), frozenset(other.split())) == expected


def test_a_part_of_a_sentence_does_not_say_all_of_it() -> None:
    """The one that says less is not credited with what the other adds."""
    longer = SAID + " and every day after that until the repair is done"

    assert says_all_of(frozenset(longer.split()), frozenset(SAID.split()))
    assert not says_all_of(frozenset(SAID.split()), frozenset(longer.split()))


def test_the_most_common_spelling_stands_for_its_variants() -> None:
    """However the variants are counted, a chain of small differences does not join words that are far apart."""
    counts = {"karabakh": 5, "karabach": 2, "karabath": 1, "armenia": 9, "armenie": 1, "orne": 3, "orna": 1}

    assert canonical_words(counts) == {"karabach": "karabakh", "karabath": "karabakh", "armenie": "armenia"}


@given(st.dictionaries(st.text("abcdef", min_size=6, max_size=8), st.integers(1, 4), max_size=12))
def test_a_variant_is_always_near_what_stands_for_it(counts: dict[str, int]) -> None:
    """Nor does anything lead on to a third spelling."""
    canonical = canonical_words(counts)

    assert all(is_spelling_variant(word, common) for word, common in canonical.items())
    assert not canonical.keys() & set(canonical.values())


def test_a_name_is_split_at_blanks_and_hyphens() -> None:
    """Accents and capitals are folded away."""
    assert [name_words(name) for name in ("Nagorno-Karabakh", "São Tomé", "U.S.")] == [
        ("nagorno", "karabakh"),
        ("sao", "tome"),
        ("u", "s"),
    ]
