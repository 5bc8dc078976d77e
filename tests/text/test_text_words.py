"""Words are folded so that the same word is the same string, in every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.words import content_words, stem, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Mayor’s bridge, the mayor's bridge", ["the", "mayor", "bridge", "the", "mayor", "bridge"]),
        ("They didn't; they didn’t.", ["they", "didnt", "they", "didnt"]),
        ("cease-fire", ["cease", "fire"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("Cafe\u0301 café", ["café", "café"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("桥关了", ["桥", "关", "了"]),
        ("мост закрыт", ["мост", "закрыт"]),
        ("snake_case", ["snake", "case"]),
        ("— … “”", []),
    ],
)
def test_words_of_any_script(text: str, expected: list[str]) -> None:
    """Case, possessives, kinds of apostrophe and ways to compose an accent make no difference."""
    assert list(words(text)) == expected


def test_forms_of_an_english_word_meet() -> None:
    """Plurals, -ed and -ing; words that only look like forms stay."""
    assert {stem(word) for word in ("accuse", "accuses", "accused", "accusing")} == {"accus"}
    assert [stem(word) for word in ("bus", "crisis", "string", "red", "press")] == [
        "bus",
        "crisis",
        "string",
        "red",
        "press",
    ]


def test_only_english_is_stemmed() -> None:
    """Endings of other languages are not known here, and English stop words may mean something there."""
    assert content_words(["die", "brücken", "was"], "de") == ["die", "brücken", "was"]
    assert content_words(["the", "bridges", "was"], "en-US") == ["bridg"]


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded word is its own folded form."""
    once = words(text)

    assert words(" ".join(once)) == once


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_ascii_is_read_as_any_other_script(text: str) -> None:
    """The fast way for ASCII finds the very words that stand there when a word of another script follows."""
    assert (*words(text), "мост") == words(f"{text} мост")
