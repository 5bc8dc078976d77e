"""Figures: numbers that count or measure something, as printed, with who says so and as of when."""

from __future__ import annotations

import pytest

from generator.records import Claim, Evidence, Figure, Paragraph, Sentence
from generator.refine.claims import find_claims
from generator.refine.figures import find_figures
from generator.text.words import words

DAY = "2031-05-18"
"""A Sunday."""


def figures_of(text: str, language: str = "en", day: str | None = DAY) -> tuple[Figure, ...]:
    paragraphs = (
        Paragraph(kind="paragraph", sentences=(Sentence(number=1, text=text, spans=(), word_count=len(words(text))),)),
    )
    return find_figures(paragraphs, language, find_claims(paragraphs, language, {}), day)


@pytest.mark.parametrize(
    ("text", "amount", "kind", "what"),
    [
        ("At least 13 people died in the flood.", "At least 13", "dead", "people died"),
        ("The flood killed more than 50 villagers.", "more than 50", "dead", "villagers"),
        ("Some 1,07,000 people were displaced.", "Some 1,07,000", "displaced", "people were displaced"),
        ("It lost about 2.5 million crowns.", "about 2.5 million crowns", "money", "It lost"),
        ("The damage is put at $1.6 billion.", "$1.6 billion", "money", "The damage is put at"),
        ("Turnout was 58.7 per cent.", "58.7 per cent", "share", "Turnout was"),
        ("Two thirds of the houses stood empty.", "Two thirds", "share", "of the houses stood empty"),
        ("Between 5 and 7 soldiers were missing.", "Between 5 and 7", "missing", "soldiers were missing"),
        ("Police arrested 5-7 men.", "5-7", "detained", "men"),
        ("The death toll rose to seven.", "seven", "dead", "death toll"),
        ("They put the number of injured at 46.", "46", "injured", "number of injured"),
        ("Her list won 34 seats.", "34", "seats", "seats"),
        ("It lost 12 lakh votes.", "12 lakh", "votes", "votes"),
        ("Divers found it open by 82 centimetres.", "82 centimetres", "distance", "Divers found it open by"),
        ("A 6.1-magnitude earthquake struck.", "6.1-magnitude", "magnitude", "earthquake struck"),
        ("A quake of magnitude 5.9 struck.", "5.9", "magnitude", "magnitude"),
        ("Twenty-seven ships waited.", "Twenty-seven", "vehicles", "ships"),
        ("The storm damaged several hundred homes.", "several hundred", "buildings", "homes"),
        ("Twelve Ostlanders were killed.", "Twelve", "dead", "Ostlanders were killed"),
    ],
)
def test_a_number_is_told_as_printed(text: str, amount: str, kind: str, what: str) -> None:
    """What qualifies a number and the unit belong to it; what it counts is told in the sentence's own words."""
    (figure,) = figures_of(text)

    assert (figure.amount, figure.kind, figure.what) == (amount, kind, what)
    assert figure.amount in text
    assert figure.what in text


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 people began to leave.",
        "It happened on 12 May 2031 at 7:20 a.m.",
        "Ana Hale, 61, and her son of 34 left.",
        "A man of 71 was found dead.",
        "Passengers of flight 370 and Flight 370 passengers waited.",
        "Section 12 people know.",
        "Rovers won 2-1 after 120 minutes.",
        "Call 555 0123 for tickets.",
        "One of the men said so.",
        "A 66-year-old woman and a 10-year-old girl left.",
        "She finished with 6, 728 people behind her.",
        "Two men left the house.",
        "The Petrel-2 satellite is new.",
        "The plan is 20 years old.",
    ],
)
def test_years_dates_ages_and_names_are_no_figures(text: str) -> None:
    """A number that counts nothing known is left alone, and so are a few people whom nothing befell."""
    assert figures_of(text) == ()


def test_two_figures_share_a_claimant_and_a_fate() -> None:
    """ "47 killed and 222 wounded" are two figures; who is counted along with the dead is dead."""
    found = figures_of("Ostland officials said 47 civilians had been killed, as well as 9 soldiers, and 222 wounded.")

    assert [(one.amount, one.kind, one.claimant) for one in found] == [
        ("47", "dead", "Ostland officials"),
        ("9", "dead", "Ostland officials"),
        ("222", "injured", "Ostland officials"),
    ]


def test_the_nearest_speaker_of_a_sentence_is_the_claimant() -> None:
    """Of two claimants each has the number beside its own verb, or in front of its "according to"."""
    said = figures_of("The mayor said 40 people had died while the ministry said 50 people had died.")
    accorded = figures_of(
        "It is 9 million crowns according to the port authority, and 14 million crowns according to the union."
    )

    assert [(one.amount, one.claimant) for one in said] == [("40", "mayor"), ("50", "ministry")]
    assert [one.claimant for one in accorded] == ["port authority", "union"]


def test_a_denied_figure_says_so() -> None:
    """The stance of the claim goes along: what is denied is nobody's own figure."""
    sentence = Sentence(number=1, text="Ostland denied that 40 people had died.", spans=(), word_count=7)
    why = Evidence(rule="claimant-named", quote="Ostland denied")
    claim = Claim(number=1, claimant="Ostland", verb="denied", stance="denies", evidence=why)
    (figure,) = find_figures((Paragraph(kind="paragraph", sentences=(sentence,)),), "en", (claim,), DAY)

    assert (figure.claimant, figure.stance) == ("Ostland", "denies")


@pytest.mark.parametrize(
    ("text", "as_of", "words"),
    [
        ("In all 36 people were killed as of May 16.", "2031-05-16", "May 16"),
        ("On Thursday 36 people were killed.", "2031-05-15", "Thursday"),
        ("Last Sunday 36 people were killed.", "2031-05-11", "Last Sunday"),
        ("On 3 March 2029 the flood killed 36 people.", "2029-03-03", "3 March 2029"),
        ("The flood in 1994 killed 36 people.", "1994", "in 1994"),
        ("Since Thursday 36 people were killed.", "", ""),
        ("By 30 June the flood killed 36 people.", "", ""),
        ("They will evacuate 36 people on Monday.", "", ""),
        ("In all 36 people were killed.", "", ""),
    ],
)
def test_as_of_when(text: str, as_of: str, words: str) -> None:
    """A day in the sentence is the figure's; where it begins a stretch or is to come, the entry's day stands."""
    (figure,) = figures_of(text)

    assert (figure.as_of, figure.as_of_words) == (as_of, words)


def test_an_undated_entry_knows_no_weekday() -> None:
    """Without a day to count from a weekday names none."""
    assert [one.as_of for one in figures_of("On Thursday 36 people were killed.", day=None)] == [""]


@pytest.mark.parametrize(
    ("text", "language", "amount", "kind"),
    [
        ("Die Beteiligung lag bei 58,7 Prozent.", "de", "58,7 Prozent", "share"),
        ("Der Schaden beträgt 1,2 Millionen Euro.", "de", "1,2 Millionen Euro", "money"),
        ("La hausse est de 5 % cette année.", "fr", "5 %", "share"),
        ("El costo es de €30 millones.", "es", "€30 millones", "money"),
    ],
)
def test_other_languages_tell_shares_and_money(text: str, language: str, amount: str, kind: str) -> None:
    """Where nouns are not known, digits with per cent or a currency are told still, and nothing else."""
    assert [(one.amount, one.kind) for one in figures_of(text, language)] == [(amount, kind)]
    assert figures_of("In Ostland starben 40 Menschen.", "de") == ()
