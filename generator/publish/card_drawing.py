"""
The picture of a social card: in: its words and colours, out: a PNG of 1200 by 630 pixels.

Headlines stand on it to the letter or not at all: one that the font has no letters for, that is written from right to
left or with marks above letters, or that does not fit, is left out. Letters are laid out one after the other
(`Layout.BASIC`): what Pillow does with more elaborate scripts depends on libraries that a machine has or has not.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from generator.records import Record

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

__all__ = ["CARD_HEIGHT", "CARD_WIDTH", "Card", "can_spell", "draw"]

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""What Facebook, Mastodon and others ask for: 1.91 to 1."""

_MARGIN = 72
_HEAD, _FOOT = 168, 540
"""Between these heights stand the headlines."""
_SIZES = (84, 76, 68, 60, 54, 48, 42, 36, 32)
"""Of the headline, the largest that fits."""
_SIZE_BELOW = 34
_SIZE_SMALL = 30
_LEADING = 1.22
_PAPER, _FAINT, _INK = 0, 160, 255
"""Levels of ink, before they become shades."""
_SHADES = 15
"""Of sixteen colours in a palette; the last is the accent. A card takes some 16 kB."""
_SPELLED = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("©«°±´·»‘’“”…‹›⁄™")
"""What the font that Pillow brings can write."""


class Card(Record, frozen=True, kw_only=True):
    """Everything that a card is made of."""

    site: str
    headline: str
    below: tuple[str, ...]
    """Further headlines, smaller."""
    foot: str
    paper: str
    """`#fbfaf6`, as are the other colours."""
    ink: str
    accent: str
    font: str
    """The SHA-256 of the font's file; empty for the one that Pillow brings."""


def can_spell(text: str) -> bool:
    """
    Say whether the font that Pillow brings has all letters of a text.

    >>> can_spell("Two dead"), can_spell("Zwei Männer")
    (True, False)
    """
    return _SPELLED.issuperset(text)


def draw(card: Card, font: bytes) -> bytes:
    """
    Draw a card; `font` is the bytes of a font's file, and none of it stands for the font that Pillow brings.

    The same words give the same bytes under the same version of Pillow. A font that cannot be read gives way to
    Pillow's own.
    """
    from PIL import Image, ImageDraw  # only those who want cards have Pillow, and only cards need its 60 ms

    ground = Image.new("L", (CARD_WIDTH, CARD_HEIGHT), _PAPER)
    pen = ImageDraw.Draw(ground)
    small = _font(font, _SIZE_SMALL)
    if _can_write(font, card.site):
        pen.text((_MARGIN, 66), _fitted(card.site, small), fill=_INK, font=small)
    if _can_write(font, card.foot):
        pen.text((_MARGIN, _FOOT + 12), _fitted(card.foot, small), fill=_FAINT, font=small)
    height = _HEAD
    size, lines = _set(card.headline, font, 0.62 if card.below else 1.0)
    for line in lines:
        pen.text((_MARGIN, height), line, fill=_INK, font=_font(font, size))
        height += round(size * _LEADING)
    height += _SIZE_BELOW // 2
    for text in card.below:
        lines = _wrapped(text, _font(font, _SIZE_BELOW)) if _can_write(font, text) else []
        step = round(_SIZE_BELOW * _LEADING)
        if height + step * len(lines) > _FOOT:
            break
        for line in lines:
            pen.text((_MARGIN, height), line, fill=_INK, font=_font(font, _SIZE_BELOW))
            height += step
        height += step // 4 if lines else 0
    shades = ground.point([round(level * (_SHADES - 1) / 255) for level in range(256)])
    picture = Image.frombytes("P", shades.size, shades.tobytes())
    picture.putpalette(_palette(card))
    ImageDraw.Draw(picture).rectangle((_MARGIN, 120, CARD_WIDTH - _MARGIN, 125), fill=_SHADES)
    made = BytesIO()
    # 12 ms and 16.6 kB; level 9 takes 70 ms and saves one kilobyte.
    picture.save(made, "PNG", bits=4, compress_level=5)
    return made.getvalue()


def _set(text: str, font: bytes, share: float) -> tuple[int, list[str]]:
    """Choose the largest size in which a headline fits into its share of the height; no lines where none does."""
    if _can_write(font, text):
        for size in _SIZES:
            lines = _wrapped(text, _font(font, size))
            if lines and len(lines) * size * _LEADING <= (_FOOT - _HEAD) * share:
                return size, lines
    return _SIZES[-1], []


def _wrapped(text: str, face: FreeTypeFont) -> list[str]:
    """Break a text into lines between words; none where a word is wider than the card."""
    lines, line = list[str](), ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if face.getlength(longer) <= CARD_WIDTH - 2 * _MARGIN:
            line = longer
        elif not line or face.getlength(word) > CARD_WIDTH - 2 * _MARGIN:
            return []
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else []


def _fitted(text: str, face: FreeTypeFont) -> str:
    """Leave words out at the end of what is no headline until it fits on its line."""
    words = text.split()
    while words and face.getlength(" ".join(words)) > CARD_WIDTH - 2 * _MARGIN:
        words.pop()
    return " ".join(words)


def _can_write(font: bytes, text: str) -> bool:
    return all(letter.isspace() or _has_letter(font, letter) for letter in text)


@cache
def _has_letter(font: bytes, letter: str) -> bool:
    """Say whether a letter has a shape of its own, and stands beside the one before."""
    if unicodedata.category(letter).startswith(("M", "C")) or unicodedata.bidirectional(letter) in ("R", "AL", "AN"):
        return False
    face = _font(font, 40)
    drawn, missing = face.getmask(letter), face.getmask("\U0010fffd")
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


@cache
def _font(data: bytes, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    if data:
        try:
            return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
        except OSError:
            pass
    face = ImageFont.load_default(size)
    assert isinstance(face, ImageFont.FreeTypeFont)  # of a size, it is nothing else
    return face


def _palette(card: Card) -> list[int]:
    """Mix paper and ink in steps; the last colour is the accent."""
    paper, ink, accent = (
        [int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (card.paper, card.ink, card.accent)
    )
    steps = [step / (_SHADES - 1) for step in range(_SHADES)]
    mixed = [round(bright + (dark - bright) * step) for step in steps for bright, dark in zip(paper, ink, strict=True)]
    return [*mixed, *accent]
