"""An editor's word on where an entry belongs: in: a draft's fields, out: its placing, and what could not be read."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic, diagnose
from generator.records import Draft, Placing
from generator.refine import fields

__all__ = ["find_placing"]


def find_placing(draft: Draft, text: str) -> tuple[Placing, tuple[Diagnostic, ...]]:
    """
    Read `story:`, `not-story:`, `copy-of:` and `weight:`; `text` is the decoded source.

    *Errors*: `placing-unknown` for a weight that is no whole number; it counts as 0.
    """
    story = fields.find_field(draft, ("story",))
    others = fields.find_field(draft, ("not-story", "not_story"))
    original = fields.find_field(draft, ("copy-of", "copy_of"))
    weight = fields.find_field(draft, ("weight",))
    is_number = weight is not None and re.fullmatch(r"[+-]?\d{1,6}", weight.value) is not None
    found = () if weight is None or is_number else (_no_number(draft, weight, text),)
    placing = Placing(
        story=story.value if story else None,
        not_stories=tuple(" ".join(value.split()) for value in others.values) if others else (),
        copy_of=original.value if original else None,
        weight=int(weight.value) if weight and is_number else 0,
        not_stories_at=fields.place_of(others, text) if others else (0, 0),
        copy_at=fields.place_of(original, text) if original else (0, 0),
    )
    return placing, found


def _no_number(draft: Draft, given: fields.Given, text: str) -> Diagnostic:
    line, column = fields.place_of(given, text)
    return diagnose(
        "placing-unknown",
        draft.path,
        f"{given.quote!r} is no whole number and was passed over",
        hint="write a line such as weight: 10",
        line=line,
        column=column,
    )
