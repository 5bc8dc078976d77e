"""
Made-up news in any amount: in: a number and a seed, out: articles that fall into days and stories as news does.

Some thirty a day, four of ten of them in stories of two to five that share their names and some of their sentences,
from sixteen outlets and about thirty topics, 250 to 600 words each. The same number and seed give the same articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

__all__ = ["Article", "make_articles"]

_FIRST = datetime(2024, 1, 1, 6, tzinfo=UTC)
_A_DAY = 30
_PLACES = (
    "Aldmere Brosk Caldry Dunhaven Elsport Farrow Gildern Hask Ivrea-on-Sea Jornvik Kelby Lorn Marsk Nethy".split()
)
_FIRST_NAMES = "Ada Bruno Clara Dmitri Elin Faisal Greta Hugo Ines Jonas Kaya Luca Mira Nils Olga Pavel".split()
_LAST_NAMES = (
    "Arden Bellweather Corrigan Dray Eskola Farouk Grantham Holt Imber Jankov Kessel Lund Morrow Nyberg".split()
)
_BODIES = ("Port Authority", "City Council", "Water Board", "Rail Company", "Teachers' Union", "Health Office", "Grid")
_MATTERS = (
    "bridge tram ferry dam harbour clinic school library market stadium tunnel reactor turbine quarry cannery mill "
    "orchard archive observatory aqueduct lighthouse shipyard vaccine budget strike election curfew census tariff"
).split()
_DEEDS = "reopened closed delayed expanded sold inspected flooded repaired halted approved rejected postponed".split()
_QUALITIES = "new old costly half-built disputed northern southern long-awaited damaged crowded empty famous".split()
_OUTLETS = tuple(
    (f"The {place} {kind}", f"{kind.lower()}-{place.lower()}.example.org")
    for place in _PLACES[:8]
    for kind in ("Courier", "Gazette")
)
_SENTENCES = (
    "The {body} of {place} said on {weekday} that the {quality} {matter} had been {deed} after {count} days.",
    "“Nobody in {place} expected the {matter} to be {deed} so soon,” {person} said.",
    "{person}, who leads the {body}, told reporters that {count} people worked on the {matter}.",
    "About {count} families in {place} depend on the {quality} {other}, according to the {body}.",
    "The {other} was {deed} in an earlier year, when the {body} had promised a {quality} {matter}.",
    "A report by the {body} put the cost of the {matter} at {count} million crowns.",
    "{person} denied that the {other} would be {deed} before the {matter} is finished.",
    "Neighbours of the {matter} complained of noise, dust and lorries, and asked for a {quality} {other} instead.",
    "Work on the {other} begins next month, and the {matter} stays open meanwhile, the {body} said.",
    "It was not clear who would pay for the {quality} {matter}, nor what becomes of the {other}.",
    "At a meeting in {place}, {count} of those present voted for the {matter} and a third against it.",
    "The {quality} {other} near {place} draws visitors from far away, and most of them pass the {matter}.",
)


@dataclass(frozen=True)
class Article:
    """One made-up article."""

    slug: str
    title: str
    moment: datetime
    outlet: str
    url: str
    topics: tuple[str, ...]
    paragraphs: tuple[str, ...]


def make_articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Make so many articles, in order of time."""
    dice = random.Random(seed)
    number = 0
    while number < count:
        subject = _Subject(dice)
        size = min(dice.choice((1, 1, 1, 1, 1, 1, 2, 2, 3, 5)), count - number)
        for _ in range(size):
            yield subject.article(number, dice)
            number += 1


class _Subject:
    """What the articles of one story share."""

    def __init__(self, dice: random.Random) -> None:
        self.place, self.body = dice.choice(_PLACES), dice.choice(_BODIES)
        self.matter, self.other = dice.sample(_MATTERS, 2)
        self.people = [f"{dice.choice(_FIRST_NAMES)} {dice.choice(_LAST_NAMES)}" for _ in range(3)]
        self.shared = [self.sentence(dice) for _ in range(12)]

    def article(self, number: int, dice: random.Random) -> Article:
        day, place_in_day = divmod(number, _A_DAY)
        moment = _FIRST + timedelta(days=day, minutes=25 * place_in_day)
        outlet, host = dice.choice(_OUTLETS)
        title = f"{dice.choice(_QUALITIES).capitalize()} {self.matter} of {self.place} {dice.choice(_DEEDS)}"
        slug = f"{'-'.join(title.lower().split())}-{number}"
        return Article(
            slug=slug,
            title=title,
            moment=moment,
            outlet=outlet,
            url=f"https://{host}/{moment:%Y/%m/%d}/{slug}",
            topics=(self.matter, *([self.place] if dice.random() < 0.5 else [])),
            paragraphs=tuple(self.paragraph(dice) for _ in range(dice.randrange(5, 11))),
        )

    def paragraph(self, dice: random.Random) -> str:
        return " ".join(
            dice.choice(self.shared) if dice.random() < 0.2 else self.sentence(dice)
            for _ in range(dice.randrange(2, 5))
        )

    def sentence(self, dice: random.Random) -> str:
        return dice.choice(_SENTENCES).format(
            body=self.body,
            place=self.place,
            matter=self.matter,
            other=self.other,
            person=dice.choice(self.people),
            quality=dice.choice(_QUALITIES),
            deed=dice.choice(_DEEDS),
            count=dice.randrange(2, 900),
            weekday=dice.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
        )
