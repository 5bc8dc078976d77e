"""Claims: who is quoted as saying a sentence, and who passed it on."""

from __future__ import annotations

import pytest

from generator.records import Claim, Paragraph, Sentence
from generator.refine.claims import find_claims

AGENCIES = {"reuters": "Reuters", "interfax": "Interfax"}


def claims_of(*sentences: str, language: str = "en") -> tuple[Claim, ...]:
    numbered = tuple(Sentence(number=at, text=text, spans=()) for at, text in enumerate(sentences, 1))
    return find_claims((Paragraph(kind="paragraph", sentences=numbered),), language, AGENCIES)


@pytest.mark.parametrize(
    ("sentence", "claimant"),
    [
        ("The Harbour Ministry said the dam was safe.", "Harbour Ministry"),
        ("A spokesman for the Ostland army told reporters that it rained.", "spokesman for the Ostland army"),
        ('"It rained," said Ana Hale.', "Ana Hale"),
        ("According to Ostland officials, the dam was safe.", "Ostland officials"),
        ("Ana Hale, the minister of harbours in Ostland, later said it rained.", "Ana Hale"),
        ("Ostland's president, Ana Hale, announced a truce.", "Ana Hale"),
        ("It was a charge rejected by Ostland officials.", "Ostland officials"),
        ("A navy spokesman, in turn, said it rained.", "navy spokesman"),
        ("Both sides say the truce did not last.", "Both sides"),
    ],
)
def test_claimant_is_named(sentence: str, claimant: str) -> None:
    """Whoever stands beside a reporting verb is the claimant, as printed."""
    assert [one.claimant for one in claims_of(sentence)] == [claimant]


def test_two_who_accuse_each_other() -> None:
    """Two subjects of one verb are two claimants."""
    found = claims_of("Ostland and Westland accused each other of shelling the dam.")
    assert [(one.claimant, one.stance) for one in found] == [("Ostland", "alleges"), ("Westland", "alleges")]


def test_chain_of_those_who_passed_it_on() -> None:
    """An agency that reports what somebody announced is an intermediary, the one nearest to the claimant first."""
    (found,) = claims_of(
        "Citing the news agency Interfax, Reuters reported that the harbour ministry of Ostland announced 12 deaths."
    )
    assert (found.claimant, found.chain) == ("harbour ministry of Ostland", ("Interfax", "Reuters"))


def test_agency_alone_is_the_claimant() -> None:
    """An agency with nobody behind it speaks for itself."""
    (found,) = claims_of("Reuters reported that the dam broke.")
    assert (found.claimant, found.chain) == ("Reuters", ())


def test_pronoun_and_surname_stand_for_the_full_name() -> None:
    """ "He said" and a bare surname are told apart from a name in the sentence, and lead to it."""
    found = claims_of("President Ivo Hale said it rained.", "He said it would stop.", "Hale denied more.")
    names = [(one.claimant, one.is_carried) for one in found]
    assert names == [("President Ivo Hale", False), ("President Ivo Hale", True), ("President Ivo Hale", False)]


def test_pronoun_far_from_a_name() -> None:
    """A pronoun far behind the last claimant may be anybody, and names nobody."""
    found = claims_of("Ana Hale said it rained.", "The dam broke.", "It was old.", "A fair began.", "He said no.")
    assert [one.number for one in found] == [1]


def test_quotation_over_several_sentences() -> None:
    """A quotation that goes on keeps its speaker."""
    found = claims_of('Ana Hale said: "It rained.', 'The dam broke."', "The river rose.")
    assert [(one.number, one.claimant) for one in found] == [(1, "Ana Hale"), (2, "Ana Hale")]


def test_unclosed_quotation_puts_nothing_in_a_mouth() -> None:
    """A mark that nobody closes does not make the rest of a text a quotation."""
    found = claims_of('Ana Hale said: "It rained.', "The river rose.")
    assert [one.number for one in found] == [1]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ostland has been accused of shelling.",
        "Ostland declared independence.",
        "The disputed region lies in Ostland.",
        '"Ostland said no" was painted on a wall.',
    ],
)
def test_deeds_and_passives_are_no_claims(sentence: str) -> None:
    """A verb of reporting with nobody who speaks names no claimant."""
    assert claims_of(sentence) == ()


def test_language_without_a_table() -> None:
    """A language that is not known names no claimants: outlet and agency stand alone."""
    assert claims_of("Ana Hale said it rained.", language="fi") == ()
