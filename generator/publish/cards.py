"""Social cards: in: the days and stories of a site, out: a picture for each, planned, and drawn where it is missing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import partial

from generator.config import Config
from generator.diagnostics import Diagnostic, diagnose
from generator.publish import urls
from generator.publish.card_drawing import Card, can_spell, draw
from generator.publish.edition import dated_days
from generator.publish.planned import PlannedFile
from generator.publish.selection import has_cards
from generator.publish.styling import SHEET
from generator.publish.theme import Theme
from generator.publish.wording import counted, day_in_words, story_counts
from generator.records import Day, Digest, Story

__all__ = ["look_over_cards", "missing_pillow", "plan_cards"]

_MOST_HEADLINES = 4
"""On the card of a day; a card is read in two seconds."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FALLBACK = {"paper": "#ffffff", "ink": "#000000", "accent": "#000000"}
"""For a style sheet without these properties."""


def plan_cards(digest: Digest, config: Config, theme: Theme) -> Iterator[PlannedFile]:
    """
    Plan a card for each day and story. `theme` has the style sheet as it is published, and the site's own font.

    A card stands as long as what it says, its colours and its font do, whatever becomes of settings and templates.
    """
    if not has_cards(config):
        return
    font = _font(config, theme) or b""
    look = (*_colours(config, theme), hashlib.sha256(font).hexdigest() if font else "")
    for day in reversed(dated_days(digest)):
        yield _planned(urls.day(day.date), partial(_card_of_day, day, config, look), font)
        for story in day.stories:
            yield _planned(urls.story(story), partial(_card_of_story, story, config, look), font)


def look_over_cards(digest: Digest, config: Config, theme: Theme) -> Iterator[Diagnostic]:
    """Say which font is not there, and, of the one that Pillow brings, which headlines it cannot write."""
    if not has_cards(config):
        return
    if config.card_font:
        if _font(config, theme) is None:
            hint = "put the file into the templates folder, and name it as it is named there"
            message = f"there is no font {config.card_font!r}; cards are written in the one that Pillow brings"
            yield diagnose("card-font", "dayfold.toml", message, hint=hint)
        return
    left_out = [
        story.lead.title.value for day in digest.days for story in day.stories if not can_spell(story.lead.title.value)
    ]
    if left_out:
        lacking = sorted({letter for title in left_out for letter in title if not can_spell(letter)})
        message = (
            f"{len(left_out)} {'headline is' if len(left_out) == 1 else 'headlines are'} left out of cards: "
            f"the font that Pillow brings has no {' '.join(lacking[:8])}"
        )
        hint = 'name a font that has them: card-font = "some-font.ttf", a file in the templates folder'
        yield diagnose("card-font", "dayfold.toml", message, hint=hint)


def missing_pillow() -> Diagnostic:
    """Say that the site has no cards, and what would give it some."""
    return diagnose(
        "cards-missing",
        "dayfold.toml",
        "the library Pillow is not installed; there are no social cards",
        hint='install it with: pip install "dayfold[cards]"; or set cards = false',
    )


def _planned(page: str, card: partial[Card], font: bytes) -> PlannedFile:
    return PlannedFile(path=urls.card(page), make=lambda: draw(card(), font), about=lambda: (card(),), is_of_site=False)


def _card_of_day(day: Day, config: Config, look: tuple[str, ...]) -> Card:
    stories = counted(len(day.stories), "story", "stories", config.language)
    clippings = sum(len(story.entries) for story in day.stories)
    return _card(
        config,
        day_in_words(day.date, config.language),
        (story.lead.title.value for story in day.stories[:_MOST_HEADLINES]),
        f"{stories} from {counted(clippings, 'clipping', 'clippings', config.language)}",
        look,
    )


def _card_of_story(story: Story, config: Config, look: tuple[str, ...]) -> Card:
    foot = f"{day_in_words(story.day, config.language)} · {story_counts(story, config.language)}"
    return _card(config, story.lead.title.value, (), foot, look)


def _card(config: Config, headline: str, below: Iterable[str], foot: str, look: tuple[str, ...]) -> Card:
    paper, ink, accent, font = look
    return Card(
        site=config.title,
        headline=headline,
        below=tuple(below),
        foot=foot,
        paper=paper,
        ink=ink,
        accent=accent,
        font=font,
    )


def _font(config: Config, theme: Theme) -> bytes | None:
    name = config.card_font
    assets = {f"assets/{asset.name}": asset.data for asset in theme.assets}
    return (assets | {font.name: font.data for font in theme.fonts}).get(name) if name else None


def _colours(config: Config, theme: Theme) -> tuple[str, str, str]:
    """Take the light scheme's, which the sheet names first; a colour in another notation is left to the fallback."""
    sheet = next((asset.data.decode("utf-8", "replace") for asset in theme.assets if asset.name == SHEET), "")

    def colour(name: str) -> str:
        said = re.search(rf"--{name}:\s*({_COLOUR.pattern})", sheet)
        wanted = config.style.get(name, "")
        return wanted if _COLOUR.fullmatch(wanted) else said[1] if said else _FALLBACK[name]

    return colour("paper"), colour("ink"), colour("accent")
