"""Sentences: breaks that the library sets inside abbreviations are mended."""

from __future__ import annotations

from generator.text.sentences import split_sentences


def test_initials_behind_a_dash_are_not_broken() -> None:
    """`–U.S.` is one word; a sentence that ends with `U.S.` still ends."""
    text = "Ships of the fleet–U.S. Navy tugs among them–left Ostwick for the U.S. The dam held."
    assert [text[start:end] for start, end in split_sentences(text, "en")] == [
        "Ships of the fleet–U.S. Navy tugs among them–left Ostwick for the U.S.",
        "The dam held.",
    ]


def test_a_very_long_paragraph_is_split_like_a_short_one() -> None:
    """It is given to the library in pieces, which end between sentences."""
    text = "The dam at Tarvenne held. " * 1_000
    found = [text[start:end] for start, end in split_sentences(text, "en")]

    assert found == ["The dam at Tarvenne held."] * 1_000
