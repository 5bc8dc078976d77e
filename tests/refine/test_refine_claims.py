"""Claims: who is quoted as saying a sentence, and who passed it on."""

from __future__ import annotations

import pytest

from generator.records import Claim, Paragraph, Sentence
from generator.refine.claims import find_claims
from generator.text.words import words

AGENCIES = {"reuters": "Reuters", "interfax": "Interfax"}


def claims_of(*sentences: str, language: str = "en") -> tuple[Claim, ...]:
    numbered = tuple(
        Sentence(number=at, text=text, spans=(), word_count=len(words(text))) for at, text in enumerate(sentences, 1)
    )
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
        ("The board said the dam was safe.", "board"),
        ("Dr. Ana Hale said it rained.", "Dr. Ana Hale"),
        ("Sen. Ivo B. Lund said it rained.", "Sen. Ivo B. Lund"),
        ("It rained, said prison spokesman Ivo Lund.", "prison spokesman Ivo Lund"),
        ("It rained, said an official with knowledge of the talks.", "official"),
        ("Ivo Lund, chief executive of the Harbour Trust, said it rained.", "Ivo Lund"),
        ("Ivo Lund, who wrote the 2005 history of the dam, says it was safe.", "Ivo Lund"),
        ("Ivo Lund, plainly surprised, said it rained.", "Ivo Lund"),
        ("A spokesman for the Ostland army, who gave no name, said it rained.", "spokesman for the Ostland army"),
        ("Another sailor of the fleet, Ana Hale, said it rained.", "Ana Hale"),
        ("The Harbour Trust (HT) has also said it rained.", "Harbour Trust"),
        ("Rosa de la Mar said it rained.", "Rosa de la Mar"),
        ("Her agent Ana Hale said it rained.", "Ana Hale"),
        ("The Trade and Harbour Authority said it rained.", "Trade and Harbour Authority"),
        ("A statement by the harbour ministry said it rained.", "harbour ministry"),
        ("The ministry said in a statement that it rained.", "ministry"),
        ("A sailor, speaking on condition of anonymity, said it rained.", "sailor"),
        ("Ana Hale confirmed to the Northline Evening Gazette that it rained.", "Ana Hale"),
        ("Ana Hale was quoted as saying the dam was safe.", "Ana Hale"),
        ("Ostland Hydro, the operator, denies it and blames the river.", "Ostland Hydro"),
        ("Ten were hurt, the Harbour Trust reported.", "Harbour Trust"),
        ("Ana Hale arrived late on Monday and said it rained.", "Ana Hale"),
    ],
)
def test_claimant_is_named(sentence: str, claimant: str) -> None:
    """Whoever stands beside a reporting verb is the claimant, as printed."""
    assert [one.claimant for one in claims_of(sentence)] == [claimant]


def test_two_who_accuse_each_other() -> None:
    """Two subjects of one verb are two claimants."""
    found = claims_of("Ostland and Westland accused each other of shelling the dam.")
    assert [(one.claimant, one.stance) for one in found] == [("Ostland", "alleges"), ("Westland", "alleges")]


@pytest.mark.parametrize(
    ("sentence", "claimants"),
    [
        ("Both Ostland and Westland said it rained.", ["Ostland", "Westland"]),
        ("Ostish and Westish forces said it rained.", ["Ostish forces", "Westish forces"]),
        ("Skater Ana Hale and baker Ivo Lund said it rained.", ["Skater Ana Hale", "baker Ivo Lund"]),
        ("The dam broke, but residents said nobody was hurt.", ["residents"]),
    ],
)
def test_two_who_say_it(sentence: str, claimants: list[str]) -> None:
    """Two that "and" joins are two claimants, each with the word that both share; "but" joins nobody."""
    assert [one.claimant for one in claims_of(sentence)] == claimants


@pytest.mark.parametrize(
    ("sentence", "claimant", "chain"),
    [
        ("Ana Hale told Reuters that it rained.", "Ana Hale", ("Reuters",)),
        ("Ana Hale said it rained, according to the Daily Post.", "Ana Hale", ("Daily Post",)),
        ("Reuters quoted Ana Hale as saying it rained.", "Ana Hale", ("Reuters",)),
        ("Ana Hale was quoted as saying by Interfax that it rained.", "Ana Hale", ("Interfax",)),
        ("Reuters reported that it rained, citing Ana Hale.", "Ana Hale", ("Reuters",)),
        ("Ana Hale told the newspaper that it rained.", "Ana Hale", ()),
        ("Ana Hale said it rained, citing the harbour ministry.", "Ana Hale", ()),
    ],
)
def test_messengers(sentence: str, claimant: str, chain: tuple[str, ...]) -> None:
    """Agencies and outlets that heard, quoted or reported it stand in the chain; whom a claimant cites does not."""
    assert [(one.claimant, one.chain) for one in claims_of(sentence)] == [(claimant, chain)]


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


@pytest.mark.parametrize(
    ("before", "claimant"),
    [
        ("Ana Hale said it rained.", "Ana Hale"),
        ("Dan explained that it rained.", "Dan"),
        ("Ana Hale, 43, walked to the dam.", "Ana Hale"),
        ("A spokeswoman for the harbour said it rained.", "spokeswoman for the harbour"),
        ("A spokesman for the harbour said it rained.", None),
        ("Ostland Telecom said it rained.", None),
        ("Ana Hale and Rosa Lund said it rained.", None),
        ("Officials said it rained.", None),
    ],
)
def test_whom_she_stands_for(before: str, claimant: str | None) -> None:
    """ "She" is the one woman who may be meant in the sentence before, and nobody where there are two or none."""
    told = "she" if claimant != "Dan" else "he"
    found = [one.claimant for one in claims_of(before, f"It was late, {told} added.") if one.number == 2]
    assert ([] if claimant is None else [claimant]) == found


def test_pronoun_behind_somebody_unknown() -> None:
    """Where a speaker could not be told, the next pronoun is not given to the speaker before."""
    found = claims_of(
        "Ana Hale said it rained.", "One of those swept away by water said it froze.", "She said no more."
    )
    assert [one.number for one in found] == [1]


def test_role_stands_for_its_holder() -> None:
    """ "The ministry" is the one named before; "the company" is not the official of one."""
    found = claims_of(
        "The Harbour Ministry said it rained.", "A company official said no.", "The ministry and the company said yes."
    )
    assert [one.claimant for one in found if one.number == 3] == ["Harbour Ministry", "company"]


@pytest.mark.parametrize(
    "sentence",
    [
        '"It rained, "Ana Hale said.',
        '" It rained. Ana Hale said so: "It froze.',
        'It rained here," Ana Hale said.',
        "``It rained,`` Ana Hale said.",
    ],
)
def test_marks_that_are_badly_set(sentence: str) -> None:
    """Quotation marks that are badly set or badly closed hide no speaker."""
    assert [one.claimant for one in claims_of(sentence)] == ["Ana Hale"]


def test_sentence_that_is_all_quotation() -> None:
    """A sentence all in quotation marks, behind one with a speaker, is that speaker's."""
    found = claims_of('"It rained," Ana Hale said.', '"The dam broke."')
    assert [(one.number, one.claimant) for one in found] == [(1, "Ana Hale"), (2, "Ana Hale")]


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
        "Police looked for a woman accused of theft.",
        "The dam, said to be the oldest, broke.",
        "No keeper has told me so.",
        "The judge denied both motions.",
        "A friend who wrote the 2005 history of the dam left.",
    ],
)
def test_deeds_and_passives_are_no_claims(sentence: str) -> None:
    """A verb of reporting with nobody who speaks names no claimant."""
    assert claims_of(sentence) == ()


def test_language_without_a_table() -> None:
    """A language that is not known names no claimants: outlet and agency stand alone."""
    assert claims_of("Ana Hale said it rained.", language="fi") == ()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die Sprecherin Ana Hale sagte, der Damm sei sicher."),
        ("fr", "Selon Ana Hale, le barrage est sûr, a dit le ministre."),
        ("es", "Según Ana Hale, la presa es segura, dijo el ministro."),
        ("und", "Ana Hale said it rained."),
    ],
)
def test_other_languages(language: str, sentence: str) -> None:
    """A text in a language whose reporting is not known gets no claimant, not even a false one."""
    assert claims_of(sentence, language=language) == ()
