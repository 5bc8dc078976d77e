"""Pasted pages: the article stays, menus, boxes and lists around it go, and what is in doubt stays."""

from __future__ import annotations

from collections.abc import Callable

from generator.records import Entry
from generator.refine.line_features import CONTEXT_FEATURES, LINE_FEATURES, Words, context_bins, line_bins, look_at
from generator.refine.line_model import Card, find_page_lines, shipped_model

Refine = Callable[..., Entry]

MENU = ["Home", "News", "Weather", "Sport", "Sign in", "Subscribe", "Contact us", "Home"]
ARTICLE = [
    "The lower gate of the Oskola dam was opened on Wednesday evening, and by midnight the water stood a metre high in "
    "the streets of the old town, where two hundred people had been told to leave their houses.",
    "“We had an hour to carry what we could up the stairs,” said Ida Holm, who keeps a bakery beside the river and has "
    "lived in the house above it since she was a child.",
    "The mayor said that nobody had been hurt, and that the gate would stay open until the rain in the hills was over, "
    "which the weather service expects on Friday at the earliest.",
    "It was the third flood in the town within ten years, and the council had asked for a second gate after each of "
    "the two before, but the money was given to the road across the hills instead.",
    "Engineers who looked at the dam on Thursday morning said its wall was sound, and that the water in the streets "
    "had come over the banks below it, where the river was narrowed for a car park in the seventies.",
]
BEHIND = [
    "Related stories",
    "Ten Recipes For A Rainy Weekend In The Kitchen",
    "Why Your Phone Battery Dies So Fast, And What To Do",
    "3 hours ago",
    "Film Festival Opens Without Its Biggest Star",
    "5 min read",
    "Sign up for our newsletter",
    "Privacy Policy | Terms of Use | Cookies",
    "Follow us on Facebook and Instagram",
]


def test_page_around_an_article_is_removed(refine_text: Refine) -> None:
    """Menus above and lists of other articles below go, named by where they stand; every paragraph stays."""
    entry = refine_text("\n".join([*MENU, "Old town under water", *ARTICLE, *BEHIND]))
    kept = [" ".join(sentence.text for sentence in one.sentences) for one in entry.paragraphs]

    assert kept == ARTICLE
    assert {one.rule for one in entry.removed} >= {"before-article", "after-article"}


def test_box_inside_an_article_is_removed() -> None:
    """A box of pointers between two paragraphs is told from a cross-head."""
    box = ["Most read", "Film Festival Opens Without Its Biggest Star | Culture", "Sign up for our newsletter"]
    lines = [*MENU, *ARTICLE[:3], *box, *ARTICLE[3:], *BEHIND]
    found = find_page_lines(lines)
    start = len(MENU) + 3

    assert [found.get(number) for number in range(start, start + 3)] == ["between-paragraphs"] * 3
    assert not any(lines[number] in ARTICLE for number in found)


def test_article_without_a_page_keeps_every_line() -> None:
    """A clean text shows no sure sign of a page, so its cross-heads and short paragraphs are safe."""
    assert find_page_lines([*ARTICLE[:2], "A third flood", *ARTICLE[2:], "It rained on.", "Nobody slept."]) == {}


def test_short_text_is_not_judged() -> None:
    """A note of a few lines is no page, whatever its lines look like."""
    assert find_page_lines([*MENU[:4], ARTICLE[0], "Subscribe"]) == {}


def test_text_in_an_unknown_language_is_not_judged() -> None:
    """Without its small words prose cannot be told from a menu: what is in doubt stays."""
    unknown = "Kaldu verma tosse brigal nunde farko lisep demor vantu kelmi pordas henru tilga wespo brunda kelti."

    assert find_page_lines([*MENU, *[unknown] * 6, *BEHIND]) == {}


def test_german_page_is_judged_by_its_own_words() -> None:
    """Small words of many languages are known, so that a German article stays and the German page goes."""
    article = [
        "Das untere Tor des Damms wurde am Mittwochabend geöffnet, und um Mitternacht stand das Wasser in den Straßen "
        "der Altstadt einen Meter hoch, wie die Feuerwehr mitteilte.",
        "Der Bürgermeister sagte, dass niemand verletzt worden sei und dass das Tor offen bleibe, bis der Regen in den "
        "Bergen aufhört, was nach der Vorhersage am Freitag sein wird.",
        "Es war das dritte Hochwasser in der Stadt in zehn Jahren, und der Rat hatte nach jedem der beiden davor um "
        "ein zweites Tor gebeten, das aber nicht gebaut wurde.",
    ]
    lines = ["Startseite", "Sport", "Anmelden", "Abonnieren", *article, "Anzeige", "Mehr zum Thema", "Datenschutz"]
    found = find_page_lines(lines)

    assert [lines[number] for number in found if lines[number] in article] == []
    assert {"Anmelden", "Abonnieren", "Datenschutz"} <= {lines[number] for number in found}


def test_markup_is_not_judged_as_a_pasted_page(refine_text: Refine) -> None:
    """A file with markup says itself what its parts are: the model leaves Markdown alone."""
    entry = refine_text("---\ntitle: Flood\n---\n" + "\n\n".join(["Weather", *ARTICLE, "Sport", "3 hours ago"]), "a.md")

    assert not {one.rule for one in entry.removed} & {"before-article", "after-article", "between-paragraphs"}


def test_table_has_points_for_every_bin() -> None:
    """Each round has one row of points a feature, and one number a bin."""
    model = shipped_model()

    assert [len(points) for points in model.first.points] == list(LINE_FEATURES.values())
    assert [len(points) for points in model.second.points] == list(CONTEXT_FEATURES.values())


def test_bins_of_any_lines_are_in_the_table() -> None:
    """Odd lines fall into bins that exist: empty, without words, very long, all signs."""
    lines = ["", "…", "?", "a", "»" * 300, "A " * 500, "1999-12-31", "“Quoted?”", "ALL CAPITALS", "x" * 5000] * 40
    model = shipped_model()
    looks = [look_at(line, model.words) for line in lines]
    rows = line_bins(lines, looks)

    assert all(0 <= place < size for row in rows for place, size in zip(row, LINE_FEATURES.values(), strict=True))
    rows = context_bins(looks, [60.0, -900.0, 0.0, 1.3, 5.0] * 80)
    assert all(0 <= place < size for row in rows for place, size in zip(row, CONTEXT_FEATURES.values(), strict=True))


def test_points_add_up() -> None:
    """A card's score is its start and the points of the bins, feature by feature."""
    card = Card(1.0, ((0.5, -0.5), (2.0, 0.0, -2.0)))

    assert card.score([(0, 0), (1, 2)]) == [3.5, -1.5]


def test_words_of_the_article_are_recognised() -> None:
    """A short line that uses the words of the surest lines is nearer to the article than one that does not."""
    words = Words.of("subscribe", "said")
    looks = [look_at(line, words) for line in (ARTICLE[0], "Water in the streets of Oskola", "Film star phones")]
    shared = list(CONTEXT_FEATURES).index("own-words")
    rows = context_bins(looks, [3.0, 0.0, 0.0])

    assert rows[1][shared] > rows[2][shared]
