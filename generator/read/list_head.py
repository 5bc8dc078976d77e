"""Fields as a list below a headline: in: a Markdown text, out: the fields, and the text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.read.body import join_bodies
from generator.read.document import Document, Front, make_draft
from generator.read.markdown import read_markdown
from generator.records import Draft, Field, Span

__all__ = ["FieldList", "read_list_head", "take_field_list"]

_END = r"[ \t]*(?:\r\n|[\r\n]|\Z)"
_BULLET = r"[ \t]{0,3}[-+*][ \t]+"
_NAME = r"(?:\*\*)?(?P<name>[^\W\d][\w -]{0,30}?)(?:\*\*)?[ \t]*:(?:\*\*)?"
_ITEM = re.compile(rf"{_BULLET}{_NAME}[ \t]*(?P<value>(?:\S(?:[^\r\n]*\S)?)?){_END}")
_ADDRESS = re.compile(rf"{_BULLET}(?P<value>\[https?://[^\]\s]*\]\(\S+?\)|<?https?://[^\s>]+>?){_END}")
_BLANK = re.compile(r"[ \t]*(?:\r\n|[\r\n])")
_LEVELS = re.compile(rf"(?:[ \t]*(?:\r\n|[\r\n])|#{{1,6}}[ \t][^\r\n]*{_END}|#{{1,6}}{_END}|!\[[^\r\n]*{_END})*")
"""What may stand above the list: headings, a cover picture, blank lines."""

_OWN_HEADING = re.compile(rf"#{{1,3}} (?:metadata|highlights|full document|new highlights added[^\r\n]*){_END}", re.I)
"""What Readwise calls its sections (docs.readwise.io, "Customizing export formatting")."""

_TELLING = frozenset("title date author source link url published tags category original publication site".split()) | {
    "full title",
    "document tags",
    "date published",
    "published date",
}
_FEWEST_TELLING = 2
"""One list item with a colon and such a word may be the article's own."""


class FieldList(NamedTuple):
    """A list of fields in a text."""

    fields: tuple[Field, ...]
    span: Span

    @property
    def is_telling(self) -> bool:
        return len(_TELLING & {field.name for field in self.fields}) >= _FEWEST_TELLING


def take_field_list(text: str, start: int) -> FieldList | None:
    """
    Read the list of fields that begins at `start`, blank lines aside: `- Name: value`, or an address alone, which is
    the field `url`. A name given again adds a value. None when there is none.
    """
    position = _after_blanks(text, start)
    begin = position
    values: dict[str, list[str]] = {}
    spans: dict[str, Span] = {}
    while found := _ADDRESS.match(text, position) or _ITEM.match(text, position):
        name = " ".join(found.groupdict().get("name", "url").casefold().split())
        values.setdefault(name, []).extend(_values(found["value"]))
        spans.setdefault(name, Span(found.start(), found.end("value")))
        if found.end() == position:
            break
        position = found.end()
        following = _after_blanks(text, position)
        if _ITEM.match(text, following) and len(values) < _FEWEST_TELLING:
            position = following
    if not values:
        return None
    fields = tuple(Field(name=name, values=tuple(said) or ("",), span=spans[name]) for name, said in values.items())
    return FieldList(fields, Span(begin, position))


def _after_blanks(text: str, position: int) -> int:
    while (found := _BLANK.match(text, position)) and found.end() > position:
        position = found.end()
    return position


def _values(written: str) -> Iterator[str]:
    """Read a list as Python prints it, else the value as it is."""
    if re.fullmatch(r"\[(?:\s*(?:'[^']*'|\"[^\"]*\")\s*,?)*\]", written):
        yield from (single or double for single, double in re.findall(r"'([^']*)'|\"([^\"]*)\"", written))
    else:
        yield written


def read_list_head(document: Document) -> tuple[tuple[Draft, ...], tuple[()]] | None:
    """
    Read an article whose fields are a list between its headline and its text, as several clippers and Readwise write
    them. None when no list of fields stands there.
    """
    text = document.text
    above = _LEVELS.match(text)
    start = above.end() if above else 0
    found = take_field_list(text, start)
    if found is None or not found.is_telling:
        return None
    metadata = [found.span]
    head_end = found.span.start
    if above and (label := _last_line(_OWN_HEADING, text, start)):
        metadata.append(label)
        head_end = label.start
    position = _after_blanks(text, found.span.end)
    if heading := _OWN_HEADING.match(text, position):
        metadata.append(Span(heading.start(), heading.end()))
        position = heading.end()
    body = join_bodies((read_markdown(text, 0, head_end), read_markdown(text, position)))
    front = Front(fields=found.fields, metadata=tuple(sorted(metadata)), body_start=position)
    return (make_draft(document, "markdown", front, body),), ()


def _last_line(pattern: re.Pattern[str], text: str, end: int) -> Span | None:
    """Find the pattern as the last line that is not blank before `end`."""
    stop = len(text[:end].rstrip())
    begin = max(text.rfind("\n", 0, stop), text.rfind("\r", 0, stop)) + 1
    found = pattern.match(text, begin)
    return Span(begin, found.end()) if found else None
