"""Names are found where a capital letter proves them, and spelling variants are known."""

from __future__ import annotations

import pytest

from generator.text.names import find_names, is_spelling_variant, is_title_case, spelling_key


def certain(*sentences: str, headline: str = "") -> list[str]:
    return [name.text for name in find_names(sentences, [headline] if headline else []) if name.is_certain]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Then we met Ines Tolland in Port Lisse.", ["Ines Tolland", "Port Lisse"]),
        ("Yesterday the Ministry of Public Works closed it.", ["Ministry of Public Works"]),
        ("It was Mayor Ines Tolland on Sunday in May.", ["Ines Tolland"]),
        ("It is the Orne’s and Lisse's longest bridge.", ["Orne", "Lisse"]),
        ("She said: “The bridge is safe.” He left.", []),
        ("We asked the US and the U.S. office, and I did.", ["US", "U.S."]),
        ("Critics of Tolland left.", ["Tolland"]),
        ("We said I’ve seen it.", []),
        ("The region of Nagorno-Varabakh is small.", ["Nagorno-Varabakh"]),
    ],
)
def test_names_inside_sentences(sentence: str, expected: list[str]) -> None:
    """Titles, days, months, pronouns and beginnings of quotations are no names; a possessive ends one."""
    assert certain(sentence) == expected


def test_the_first_word_of_a_sentence_is_a_name_where_the_text_proves_it() -> None:
    """Ganja stands inside a sentence too, Rain does not."""
    assert certain("Ganja was hit.", "Rain fell on Ganja.") == ["Ganja", "Ganja"]


def test_a_headline_in_title_case_proves_nothing() -> None:
    """It counts for what the text confirms; a headline in sentence case is a sentence."""
    assert certain("We went to Lisse.", headline="Engineers Close Bridge In Lisse") == ["Lisse", "Lisse"]
    assert certain("We left.", headline="Engineers close the Halden Bridge for good") == ["Halden Bridge"]


def test_title_case_is_told_from_a_sentence() -> None:
    """Short words do not count, a headline in capitals does."""
    assert is_title_case("War of the Worlds Begins")
    assert is_title_case("BRIDGE CLOSED")
    assert not is_title_case("Bridge over the Orne closed for months")


def test_a_spelling_key_forgets_what_is_not_spelling() -> None:
    """Case, accents, blanks and punctuation; but C, C++ and C# are three things."""
    assert len({spelling_key(name) for name in ("São Tomé", "SAO-TOME", "sao tome")}) == 1
    assert len({spelling_key(name) for name in ("C", "C++", "C#")}) == 3


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("karabakh", "karabach", True),
        ("pashinian", "pashinyan", True),
        ("gevorgyan", "gevogryan", True),
        ("austria", "australia", False),
        ("armenia", "armenian", False),
        ("slovakia", "slovenia", False),
        ("karabakh", "karabakh", False),
        ("orne", "orna", False),
        ("harabakh", "karabakh", False),
    ],
)
def test_spelling_variants(one: str, other: str, expected: bool) -> None:
    """One letter replaced or two swapped, in a long word with the same first letter; symmetric."""
    assert (is_spelling_variant(one, other), is_spelling_variant(other, one)) == (expected, expected)
