"""The agencies a site knows: in: the table and the settings, out: full names, and texts with agencies masked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from generator.refine.tables import load_table

__all__ = ["MASK", "Agencies", "known_agencies"]

MASK = "\ue000"
"""Stands for each character of an agency's name in a masked text; a private character, which no text means."""

_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿĀ-ɏΑ-Ωα-ωА-Яа-яЁёЇїІіЄєҐґ"
"""Of scripts that set blanks between words: a name is not looked for inside of a word of these."""

_WORD = re.compile(rf"[{_LETTERS}]+")


class Agencies(NamedTuple):
    """The agencies a site knows, ready to be looked for."""

    full_names: Mapping[str, str]
    """From any form, small letters, to the full name."""
    pattern: re.Pattern[str]
    """Matches any form as a word of its own, longest first; short forms are case-sensitive: `apa`."""
    first_words: frozenset[str]
    """With which forms begin that are written in letters of scripts with blanks between words."""
    other_forms: tuple[str, ...]

    def mask(self, text: str) -> str:
        """
        Write `MASK` over each character of an agency's name; everything else stays, and where it stands.

        Patterns of credit lines then look for a run of masks. Three hundred names in each of thirty patterns would
        take 0.2 s to compile.

        >>> known_agencies({}).mask("Via AP news wire") == f"Via {MASK * 2} news wire"
        True
        """
        bare = text.replace(MASK, " ")
        # Most lines name none, which is told much sooner than three hundred names are looked for.
        if self.first_words.isdisjoint(_WORD.findall(bare)) and not any(form in bare for form in self.other_forms):
            return bare
        return self.pattern.sub(lambda found: MASK * len(found[0]), bare)


def known_agencies(own: Mapping[str, tuple[str, ...]]) -> Agencies:
    """Join the table that ships with a site's own agencies, which win."""
    return _agencies(tuple(sorted((name, tuple(forms)) for name, forms in own.items())))


@cache
def _agencies(own: tuple[tuple[str, tuple[str, ...]], ...]) -> Agencies:
    table: dict[str, Sequence[str]] = {**load_table("agencies"), **dict(own)}
    full = {form.casefold(): name for name, forms in table.items() for form in (name, *forms)}
    written = sorted(
        {form for name, forms in table.items() for form in (name, *forms)}, key=lambda one: (-len(one), one)
    )
    any_form = "|".join(map(re.escape, written))
    first_words = {form: _WORD.match(form) for form in written}
    return Agencies(
        full,
        re.compile(rf"(?<![{_LETTERS}])(?:{any_form})(?![{_LETTERS}])"),
        frozenset(found[0] for found in first_words.values() if found),
        tuple(form for form, found in first_words.items() if not found),
    )
