"""A day of current events: in: bullets under topics, each with its source in brackets, out: one draft a story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.diagnostics import Diagnostic
from generator.read.document import Document, Front
from generator.read.front_matter import find_front_matter
from generator.read.markdown import read_markdown
from generator.records import Draft, Field, Span

__all__ = ["read_current_events"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(\S(?:[^\r\n]*[^\s#])?)[ \t#]*$")
_BULLET = re.compile(r"(?P<indent>[ \t]*)[*+-][ \t]+(?P<text>\S(?:[^\r\n]*\S)?)\s*$")
_SOURCE = re.compile(
    r"""\[\((?P<name>[^()\[\]\r\n]{1,80})\)\]\((?P<url>https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+"[^"\r\n]*")?\)"""
)
_LINKED = re.compile(r"\[([^\[\]]*)\]\([^)]*\)")
_FEWEST_STORIES = 2
_SHARE = 0.6
"""Of the bullets without bullets below them that end with a source, so that the file is a list of stories."""

_COMMON = frozenset({"date", "draft", "published", "publish", "status", "lang", "language"})
"""Fields of the page that hold for each of its stories."""

_ID_LETTERS = 80


class _Bullet(NamedTuple):
    text: Span
    """Behind the bullet, to the end of the line."""
    start: int
    end: int
    """Where the next bullet or heading begins."""
    indent: int
    has_children: bool
    topics: tuple[str, ...]
    """The heading above it and the bullets it is nested in, outermost first."""


def read_current_events(document: Document) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]] | None:
    """
    Read every bullet that ends with `[(Reuters)](https://…)` as an article: its topics are labels, its first source
    is outlet and address, the day is that of the page. None when most bullets have no such source.

    *Source*: Wikipedia, "Portal:Current events", and its copies.
    """
    if not _SOURCE.search(document.text):
        return None
    front = find_front_matter(document) or Front()
    bullets = tuple(_bullets(document.text, front.body_start))
    stories = {one.start for one in bullets if _sources_of(document.text, one)}
    leaves = [one for one in bullets if not one.has_children]
    if len(stories) < _FEWEST_STORIES or len(stories) < _SHARE * len(leaves):
        return None
    told = [one for one in bullets if one.start in stories or not one.has_children]
    common = _common_fields(front)
    return tuple(_draft(document, number, one, common) for number, one in enumerate(told)), front.diagnostics


def _bullets(text: str, start: int) -> Iterator[_Bullet]:
    rows = [(line, _BULLET.match(line[0])) for line in _LINE.finditer(text, start) if line[0].strip()]
    heading = ""
    above: list[tuple[int, str]] = []
    for number, (line, bullet) in enumerate(rows):
        if bullet is None:
            if found := _HEADING.match(line[0].rstrip()):
                heading, above = _bare(found[1]), []
            continue
        indent = len(bullet["indent"].expandtabs(4))
        above = [one for one in above if one[0] < indent]
        following = next(
            (index for index in range(number + 1, len(rows)) if rows[index][1] or _HEADING.match(rows[index][0][0])),
            None,
        )
        deeper = rows[following][1] if following is not None else None
        end = rows[following][0].start() if following is not None else len(text)
        yield _Bullet(
            text=Span(line.start() + bullet.start("text"), line.start() + bullet.end("text")),
            start=line.start(),
            end=end,
            indent=indent,
            has_children=deeper is not None and len(deeper["indent"].expandtabs(4)) > indent,
            topics=tuple(filter(None, (heading, *(topic for _, topic in above)))),
        )
        above.append((indent, _bare(bullet["text"])))


def _bare(written: str) -> str:
    """Take the words of a topic without links and emphasis."""
    return " ".join(re.sub(r"[*_`]", "", _LINKED.sub(r"\1", written)).split())


def _sources_of(text: str, bullet: _Bullet) -> Sequence[re.Match[str]]:
    """Find the sources at the end of a bullet, in order: nothing but punctuation stands between and behind them."""
    sources: list[re.Match[str]] = []
    end = bullet.text.end
    for source in reversed(list(_SOURCE.finditer(text, bullet.text.start, end))):
        if text[source.end() : end].strip(" \t,;."):
            break
        sources.insert(0, source)
        end = source.start()
    return sources


def _common_fields(front: Front) -> tuple[Field, ...]:
    fields = [field for field in front.fields if field.name in _COMMON]
    title = next((field for field in front.fields if field.name == "title"), None)
    if title and not any(field.name == "date" for field in fields):
        fields.append(Field(name="date", values=title.values, span=title.span))
    return tuple(fields)


def _draft(document: Document, number: int, bullet: _Bullet, common: tuple[Field, ...]) -> Draft:
    sources = _sources_of(document.text, bullet)
    text_end = sources[0].start() if sources else bullet.text.end
    body = read_markdown(document.text, bullet.text.start, text_end)
    more = read_markdown(document.text, text_end, bullet.end)
    blocks = body.blocks if sources else (*body.blocks, *more.blocks)
    fields = [
        Field(name="tags", values=bullet.topics, span=Span(bullet.start, bullet.start)),
        *(Field(name=one.name, values=one.values, span=Span(bullet.start, bullet.start)) for one in common),
        Field(name="id", values=(_identity(document, bullet, text_end, common),), span=Span(bullet.start, text_end)),
    ]
    if sources:
        fields += _source_fields(sources[0])
    return Draft(
        path=document.path,
        part=number,
        extent=Span(bullet.start, bullet.end),
        format="current-events",
        sha256=document.sha256,
        fields=tuple(fields),
        metadata=tuple(Span(*source.span()) for source in sources),
        blocks=blocks,
        links=(*body.links, *more.links),
        images=(*body.images, *more.images),
    )


def _source_fields(source: re.Match[str]) -> Iterator[Field]:
    """Name outlet and address; of `AFP via The Northline` the agency too."""
    name = _bare(source["name"])
    agency, via, outlet = name.partition(" via ")
    yield Field(name="outlet", values=(outlet if via else name,), span=Span(*source.span("name")))
    yield Field(name="url", values=(source["url"],), span=Span(*source.span("url")))
    if via:
        yield Field(name="agency", values=(agency,), span=Span(*source.span("name")))


def _identity(document: Document, bullet: _Bullet, text_end: int, common: tuple[Field, ...]) -> str:
    """
    Make a name that no other story has: one source often serves two of them, and is clipped itself elsewhere.

    The page's date and the first words; neither the number of the bullet nor the name of the file.
    """
    day = next((field.values[0] for field in common if field.name == "date" and field.values), "")
    return f"{day} {_bare(document.text[bullet.text.start : text_end])[:_ID_LETTERS]}".strip()
