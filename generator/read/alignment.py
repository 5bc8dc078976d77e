"""Finding parsed text in its source again: in: pieces of text in reading order, out: passages that know their place."""

from __future__ import annotations

import re

from generator.text.passages import PassageBuilder

__all__ = ["Alignment"]


class Alignment:
    """
    A place in a source that moves forward as the text a parser took from it is found again.

    For parsers that do not say where inline text stands. Each piece is looked for from where the last one ended, up to
    a limit, so that a word that occurs twice is found where it was read.
    """

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.position = position

    def move_to(self, position: int) -> None:
        """Go forward; never back, because two blocks do not share text."""
        self.position = max(self.position, position)

    def verbatim(self, piece: str, builder: PassageBuilder, limit: int) -> None:
        """Add a piece of text from where it next stands."""
        if not piece:
            return
        place = self.text.find(piece, self.position, limit)
        if place >= 0:
            builder.verbatim(piece, place)
            self.position = place + len(piece)
            return
        # The parser turned a tab or a line end inside the piece into a blank, and a NUL into a replacement character.
        forms = (re.escape(word).replace("\ufffd", "[\x00\ufffd]") for word in piece.split())
        words = re.compile(r"[\s>]+".join(f"({form})" for form in forms))
        if found := words.search(self.text, self.position, limit):
            for group in range(1, words.groups + 1):
                if group > 1 or piece[0].isspace():
                    builder.blank(found.start(group), found.start(group))
                builder.verbatim(found[group], found.start(group))
                self.position = found.end(group)

    def standing_for(self, text: str, written: str, builder: PassageBuilder, limit: int) -> None:
        """Add a text that the source spells as `written`: an escape or an entity."""
        place = self.text.find(written, self.position, limit)
        if place >= 0:
            builder.standing_for(text, place, place + len(written))
            self.position = place + len(written)

    def blank(self, builder: PassageBuilder) -> None:
        """Add a blank that the source spells in some other way, such as a line end with a quotation mark behind it."""
        builder.blank(self.position, self.position)

    def skip_to_end_of(self, piece: str, limit: int) -> None:
        """Pass over a piece of markup, if it is there."""
        place = self.text.find(piece, self.position, limit)
        if place >= 0:
            self.position = place + len(piece)

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Pass over markup that stands right here."""
        if found := pattern.match(self.text, self.position):
            self.position = found.end()
