"""An explanation set for a terminal: in: what is to be said and the width, out: lines of styled words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.publish.explain.account import Explanation, FieldAccount, Part, Reason, StoryPlace
from generator.publish.explain.lines import Row

__all__ = ["Line", "Style", "Words", "lay_out"]

Style = Literal["plain", "heading", "name", "quiet", "kept", "removed", "field", "guess", "error", "warning", "note"]

_NAME_WIDTH = 12
_SIGNS = {"kept": "+", "removed": "-", "metadata": "=", "markup": "·"}
_STYLES: dict[str, Style] = {"kept": "kept", "removed": "removed", "metadata": "field", "markup": "quiet"}
_MANY_PARTS = 3
"""A file with more entries is shown as a list of them, until one is asked for."""
_LINES_OF_ROW = 3
"""Of a paragraph, how many lines are shown: enough to know it by."""
_NARROWEST = 40


class Words(NamedTuple):
    text: str
    style: Style = "plain"


Line = tuple[Words, ...]


def lay_out(told: Explanation, width: int, *, with_lines: bool = True, part: int | None = None) -> Iterator[Line]:
    """
    Set an explanation for a terminal of `width` columns: head, fields, what is missing, story, lines.

    `part` is the number of an entry, from 1; without it a file of more than three entries is shown as a list.
    Everything can be read without colour: `+` kept, `-` removed, `=` read as a field or headline, `·` markup.
    """
    width = max(width, _NARROWEST)
    yield from _head(told, width)
    shown = [one for one in told.parts if part in (None, one.number)]
    if part is None and len(shown) > _MANY_PARTS:
        yield from _overview(shown, width)
    else:
        for one in shown:
            yield ()
            if len(told.parts) > 1:
                yield (Words(f"part {one.number} of {len(told.parts)}, from line {one.line}", "heading"),)
                yield ()
            yield from _part(one, width)
            if with_lines and one.lines:
                yield ()
                yield from _rows(one.lines, width)
    if told.diagnostics:
        yield ()
        yield from _diagnostics(told, width)


def _head(told: Explanation, width: int) -> Iterator[Line]:
    yield (Words(told.path, "heading"),)
    if told.format != "none" and told.format:
        size = f"{told.length:,} characters in {told.line_count:,} lines"
        facts = f"{told.format} · {told.encoding} · {size} · sha256 {told.sha256[:12]}…"
        yield from _wrapped(facts, width, 2, style="quiet")
    if told.sidecar:
        yield from _row("fields from", told.sidecar, width)
    for one in told.left_out:
        which = f"part {one.part + 1}: " if one.part else ""
        yield from _row("left out", f"{which}{one.message} [{one.reason}]", width, "removed")


def _overview(parts: list[Part], width: int) -> Iterator[Line]:
    yield ()
    for part in parts:
        title = part.fields[0].value
        date = next((one.value for one in part.fields if one.name == "date"), "")
        day = date.rpartition(", ")[0] or "undated"
        yield from _row(f"part {part.number}", f"{title} · {day} · line {part.line}", width)
    yield ()
    yield from _wrapped("one of them in full: --part N", width, 2, style="quiet")


def _part(part: Part, width: int) -> Iterator[Line]:
    for field in part.fields:
        yield from _field(field, width)
    yield from _row("labels", ", ".join(part.labels) or "none given", width)
    yield from _row("rights", part.rights, width)
    yield from _row("id", part.id, width)
    yield from _row("topics", ", ".join(part.topics) or "none", width)
    for number, claim in enumerate(part.claims):
        yield from _row("" if number else "claims", claim, width)
    for number, figure in enumerate(part.figures):
        yield from _row("" if number else "figures", figure, width)
    yield from _story(part.story, width)
    if part.missing:
        yield ()
        yield from _wrapped("To settle what is inferred or not known, add to its front matter:", width, 2)
        for cure in part.missing:
            yield Words("    "), Words(cure.line, "field"), Words(f"   {cure.why}" if cure.why else "", "quiet")


def _field(field: FieldAccount, width: int) -> Iterator[Line]:
    value = field.value or "not known"
    yield from _row(field.name, value, width, "plain" if field.value else "quiet", "inferred" if field.is_guess else "")
    for reason in field.because:
        yield from _reason(reason, "", width)
    for reason in field.not_taken:
        yield from _reason(reason, "not ", width)


def _reason(reason: Reason, sign: str, width: int) -> Iterator[Line]:
    """`“date: 2020-10-18” 2:1, a field of the file says so [field]`"""
    place = f" {reason.line}:{reason.column}" if reason.line else ""
    quote = f"“{_cut(reason.quote, 2 * width)}”{place}: " if reason.quote else ""
    yield from _wrapped(f"{sign}{quote}{reason.meaning} [{reason.rule}]", width, _NAME_WIDTH + 2, 2, style="quiet")


def _story(story: StoryPlace | None, width: int) -> Iterator[Line]:
    if story is None:
        yield from _row("story", "none: an entry needs a day to be in one", width, "quiet")
        return
    count = len(story.others)
    others = f"with {count} other clipping{'s' * (count != 1)}" if count else "alone in it"
    yield from _row("story", f"{story.headline} · {story.day} · {others}", width)
    inset = _NAME_WIDTH + 2
    for path in story.others:
        yield from _wrapped(f"with {path}", width, inset, 2, style="quiet")
    if story.together:
        yield from _wrapped(f"together because of: {', '.join(story.together)}", width, inset, 2, style="quiet")
    if story.copy_of:
        yield from _wrapped(f"a copy: {story.copy_of}", width, inset, 2, style="quiet")
    if story.nearest:
        nearest = f"nearest story not joined: {story.nearest} ({story.similarity:.2f} alike)"
        yield from _wrapped(nearest, width, inset, 2, style="quiet")


def _rows(rows: tuple[Row, ...], width: int) -> Iterator[Line]:
    """Number, sign and rule on the left, the words beside them; on narrow terminals the words go below."""
    digits = max(len(_numbers(row)) for row in rows)
    rule_width = max(len(_label(row)) for row in rows)
    left = 2 + digits + 3 + rule_width + 2
    for row in rows:
        sign, style = _SIGNS[row.role], _STYLES[row.role]
        margin: Line = (
            Words(f"  {_numbers(row):>{digits}} ", "quiet"),
            Words(f"{sign} {_label(row):<{rule_width}}  ", style),
        )
        lines = textwrap.wrap(row.text, max(width - left, 24), break_long_words=True, break_on_hyphens=False) or [""]
        if len(lines) > _LINES_OF_ROW:
            lines = [*lines[: _LINES_OF_ROW - 1], _cut(lines[_LINES_OF_ROW - 1] + " …", max(width - left, 24), "…")]
        text_style: Style = "plain" if row.role == "kept" else style
        yield (*margin, Words(lines[0], text_style))
        for line in lines[1:]:
            yield Words(" " * left), Words(line, text_style)


def _numbers(row: Row) -> str:
    return str(row.first) if row.first == row.last else f"{row.first}–{row.last}"


def _label(row: Row) -> str:
    return "fields" if (row.role, row.rule) == ("metadata", "field") else row.rule


def _diagnostics(told: Explanation, width: int) -> Iterator[Line]:
    for one in told.diagnostics:
        place = f"line {one.line}: " if one.line else ""
        yield from _row(one.severity, f"{place}{one.message} [{one.name}]", width, one.severity)
        if one.hint:
            yield from _wrapped(f"hint: {one.hint}", width, _NAME_WIDTH + 2, 2, style="quiet")


def _row(name: str, value: str, width: int, style: Style = "plain", mark: str = "") -> Iterator[Line]:
    inset = _NAME_WIDTH + 2
    lines = textwrap.wrap(value, max(width - inset, 24), break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        margin = Words(f"  {name:<{_NAME_WIDTH}}" if number == 0 else " " * inset, "name")
        last = Words(f"  ({mark})", "guess") if mark and number == len(lines) - 1 else Words("")
        yield margin, Words(line, style), last


def _wrapped(text: str, width: int, inset: int, hanging: int = 0, style: Style = "plain") -> Iterator[Line]:
    room = max(width - inset, 24)
    lines = textwrap.wrap(text, room, subsequent_indent=" " * hanging, break_on_hyphens=False)
    for line in lines:
        yield Words(" " * inset), Words(line, style)


def _cut(text: str, width: int, mark: str = "…") -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + mark
