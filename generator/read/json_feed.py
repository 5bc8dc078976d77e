"""JSON Feed: in: a saved feed in JSON, out: one draft an item, each knowing its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import Diagnostic, diagnose, line_and_column
from generator.read.document import Body, Document
from generator.read.feed_items import resolve
from generator.read.html import read_html
from generator.read.json_text import JSONDecodeError, Member, elements, members, string_passage
from generator.read.plain import read_plain
from generator.records import Block, Draft, Field, Image, Link, Span
from generator.text.passages import rebase

__all__ = ["read_json_feed"]

_VERSION = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\b')
_ITEMS = re.compile(r'"items"\s*:\s*\[\s*\{')
_CONTENT_NAME = re.compile(r'"content_(?:html|text)"\s*:')
_CONTENTS = ("content_html", "content_text", "summary")
"""Where an item keeps its text, fullest first; the first is HTML, the others are plain text."""

_FIELDS = {
    "title": "title",
    "url": "url",
    "external_url": "external_url",
    "date_published": "date",
    "date_modified": "updated",
    "language": "language",
}
_CHANNEL = {"title": "channel.title", "home_page_url": "channel.url", "language": "language"}
"""What the members of an item and of the feed are called among the fields of a draft."""


def read_json_feed(document: Document) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]] | None:
    """
    Read every item of a JSON Feed as an article; None for any other text.

    *Errors*: `feed-not-well-formed` with the place where the JSON breaks, the items before it are kept; `feed-empty`
    when there are none. *Source*: jsonfeed.org, versions 1 and 1.1.
    """
    text = document.text
    start = re.match(r"\ufeff?\s*", text)
    if start is None or not text.startswith("{", start.end()):
        return None
    if not _VERSION.search(text) and not (_ITEMS.search(text) and _CONTENT_NAME.search(text)):
        return None
    channel, items, broken_at = _take_apart(text, start.end())
    drafts = tuple(_draft(document, number, item, channel) for number, item in enumerate(items))
    if broken_at is not None:
        return drafts, (_broken(document, broken_at, len(drafts)),)
    if not drafts:
        return (), (diagnose("feed-empty", document.path, "the feed holds no items"),)
    return drafts, ()


def _take_apart(text: str, start: int) -> tuple[dict[str, Member], list[Span], int | None]:
    """Find what the feed says of itself and the places of its items; and where it breaks, if it does."""
    channel: dict[str, Member] = {}
    items: list[Span] = []
    broken_at: int | None = None
    try:
        for member in members(text, start):
            channel.setdefault(member.name, member)
            if member.name == "items" and isinstance(member.value, list):
                items += elements(text, member.value_start)
    except (JSONDecodeError, RecursionError) as error:
        items += _items_before_break(text) if not items else ()
        broken_at = error.pos if isinstance(error, JSONDecodeError) else start
    return channel, [item for item in items if text[item.start] == "{"], broken_at


def _items_before_break(text: str) -> Iterator[Span]:
    """Go through the items up to the one that breaks."""
    found = _ITEMS.search(text)
    try:
        yield from elements(text, text.index("[", found.start())) if found else ()
    except (JSONDecodeError, RecursionError):
        return


def _broken(document: Document, place: int, count: int) -> Diagnostic:
    line, column = line_and_column(document.text, place)
    return diagnose(
        "feed-not-well-formed",
        document.path,
        f"the JSON of the feed breaks here; {count} item{'' if count == 1 else 's'} before it could be read",
        hint="save the feed again",
        line=line,
        column=column,
    )


def _draft(document: Document, number: int, item: Span, channel: Mapping[str, Member]) -> Draft:
    found = {member.name: member for member in members(document.text, item.start)}
    content = next((found[name] for name in _CONTENTS if name in found and _words(found[name])), None)
    body = _body(document.text, content) if content else Body()
    base = next((_words(one) for one in (found.get("url"), channel.get("home_page_url")) if one and _words(one)), "")
    images = tuple(Image(src=resolve(base, image.src), alt=image.alt) for image in body.images)
    pictures = (_words(found[name]) for name in ("image", "banner_image") if name in found)
    return Draft(
        path=document.path,
        part=number,
        extent=item,
        format="json-feed",
        sha256=document.sha256,
        fields=(*_fields(found), *_channel_fields(found, channel, item)),
        metadata=tuple(Span(one.start, one.end) for one in found.values() if one is not content),
        blocks=body.blocks,
        links=tuple(Link(href=resolve(base, link.href), text=link.text) for link in body.links),
        images=(*(Image(src=resolve(base, picture), alt="") for picture in pictures if picture), *images),
    )


def _body(text: str, content: Member) -> Body:
    outer = string_passage(text, content.value_start)
    inner = read_html(outer.text, 0, len(outer.text)) if content.name == "content_html" else read_plain(outer.text, 0)
    blocks = tuple(
        Block(kind=one.kind, level=one.level, passage=rebase(one.passage, outer), marks=one.marks)
        for one in inner.blocks
    )
    return Body(blocks=blocks, links=inner.links, images=inner.images)


def _fields(found: Mapping[str, Member]) -> Iterator[Field]:
    for name, called in _FIELDS.items():
        if name in found and (value := _words(found[name])):
            yield Field(name=called, values=(value,), span=_span(found[name]))
    if "id" in found and (value := _words(found["id"])):
        called = "guid" if re.match(r"https?://", value) else "item-id"  # not an address, whatever it looks like
        yield Field(name=called, values=(value,), span=_span(found["id"]))
    authors = found.get("authors") or found.get("author")  # version 1 knows one author
    if authors and (names := _names(authors.value)):
        yield Field(name="author", values=names, span=_span(authors))
    if "tags" in found and isinstance(found["tags"].value, list):
        tags = tuple(dict.fromkeys(filter(None, map(_folded, found["tags"].value))))
        if tags:
            yield Field(name="tags", values=tags, span=_span(found["tags"]))


def _channel_fields(found: Mapping[str, Member], channel: Mapping[str, Member], item: Span) -> Iterator[Field]:
    """What the feed says of itself, for each of its items; an item's own language and authors come first."""
    at = Span(item.start, item.start)
    for name, called in _CHANNEL.items():
        value = _words(channel[name]) if name in channel else ""
        if value and not (called == "language" and "language" in found):
            yield Field(name=called, values=(value,), span=at)
    authors = channel.get("authors") or channel.get("author")
    if authors and not {"authors", "author"} & set(found) and (names := _names(authors.value)):
        yield Field(name="author", values=names, span=at)


def _names(authors: Any) -> tuple[str, ...]:
    people = authors if isinstance(authors, list) else [authors]
    said = (_folded(one.get("name")) for one in people if isinstance(one, dict))
    return tuple(dict.fromkeys(filter(None, said)))


def _words(member: Member) -> str:
    return _folded(member.value)


def _folded(value: Any) -> str:
    """Fold the white space of a string; empty for what is none. Numbers come as they are written."""
    return " ".join(re.sub("[\ud800-\udfff]", "\ufffd", value).split()) if isinstance(value, str) else ""


def _span(member: Member) -> Span:
    return Span(member.start, member.end)
