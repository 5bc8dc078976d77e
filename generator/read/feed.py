"""Saved feeds: in: an RSS or Atom document, out: one draft an item, each knowing its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from generator.diagnostics import Diagnostic, diagnose
from generator.read.document import Body, Document
from generator.read.feed_items import Element, FeedCollector, Item, resolve
from generator.read.html import read_html
from generator.read.loose_feed import read_loosely
from generator.read.plain import read_plain
from generator.read.strict_feed import read_strictly
from generator.records import Block, Draft, Field, Image, Link, Span
from generator.text.passages import rebase

__all__ = ["is_feed", "read_feed"]

_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<\?[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>|\s)*"
    r"<((?:[A-Za-z][\w.-]*:)?feed|rss|rdf:RDF)[\s>]",
    re.S,
)
_CONTENT = ("content:encoded", "content", "xhtml:body", "body", "fullitem", "description", "summary")
"""Where an item keeps its text, fullest first."""

_FIELDS = {
    "title": "title",
    "dc:title": "title",
    "link": "url",
    "guid": "guid",
    "id": "guid",
    "pubdate": "date",
    "published": "date",
    "issued": "date",
    "dcterms:issued": "date",
    "dc:date": "date",
    "created": "date",
    "dcterms:created": "date",
    "updated": "updated",
    "modified": "updated",
    "dcterms:modified": "updated",
    "author": "author",
    "dc:creator": "author",
    "category": "tags",
    "dc:subject": "tags",
    "source": "site_name",
}
"""What an item's elements are called among the fields of a draft (RSS 2.0, RFC 4287, Atom 0.3, Dublin Core)."""

_LISTS = frozenset({"tags", "author"})
_MAIL_AND_NAME = re.compile(r"[^\s@()]+@[^\s@()]+\s*\((.+)\)")
"""How RSS 2.0 wants its authors written: `lawyer@boyer.net (Lawyer Boyer)`."""


def is_feed(document: Document) -> bool:
    """Say whether a text is a feed, by its root element."""
    return _ROOT.match(document.text[:4000]) is not None


def read_feed(document: Document) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """
    Read every item of a feed as an article.

    *Errors*: `feed-not-well-formed` with the place where the XML breaks; the feed is then read tag by tag, so that the
    items behind the break are kept too. `feed-empty` when there are none.
    """
    found: list[Diagnostic] = []
    try:
        feed = read_strictly(document.text)
    except expat.ExpatError as error:
        feed = read_loosely(document.text)
        found.append(_broken(document, error, len(feed.items)))
    if not feed.items and not found:
        found.append(diagnose("feed-empty", document.path, "the feed holds no items"))
    root = _ROOT.match(document.text)
    name = "atom" if root and root[1].endswith("feed") else "rss"
    drafts = (_draft(document, feed, item, number, name) for number, item in enumerate(feed.items))
    return tuple(drafts), tuple(found)


def _broken(document: Document, error: expat.ExpatError, count: int) -> Diagnostic:
    items = f"{count} item{'' if count == 1 else 's'} could be told apart and {'was' if count == 1 else 'were'} read"
    return diagnose(
        "feed-not-well-formed",
        document.path,
        f"the feed breaks here ({expat.errors.messages[error.code]}); it was read by its tags alone, and {items}",
        hint="save the feed again, or escape the characters & and < at this place",
        line=error.lineno,
        column=error.offset + 1,
    )


def _draft(document: Document, feed: FeedCollector, item: Item, number: int, format_name: str) -> Draft:
    chosen = _choose_content(item)
    body = _body(document, chosen) if chosen else Body()
    base = chosen.base if chosen else item.base
    return Draft(
        path=document.path,
        part=number,
        extent=item.span,
        format=format_name,
        sha256=document.sha256,
        fields=(*_fields(item, feed), *_channel_fields(feed, item)),
        metadata=tuple(Span(one.start, one.end) for one in item.elements if one is not chosen),
        blocks=body.blocks,
        links=tuple(Link(href=resolve(base, link.href), text=link.text) for link in body.links),
        images=tuple(Image(src=resolve(base, image.src), alt=image.alt) for image in body.images),
    )


def _choose_content(item: Item) -> Element | None:
    contents = {element.name: element for element in item.elements if element.name in _CONTENT and _is_text(element)}
    return next((contents[name] for name in _CONTENT if name in contents), None)


def _is_text(element: Element) -> bool:
    """Say whether an element holds text; what is encoded in base64 cannot be shown to stand in the source."""
    kind = element.attributes.get("type", "")
    if element.attributes.get("mode") == "base64" or kind.startswith(("image/", "audio/", "video/")):
        return False
    return bool(element.value) or element.inner is not None


def _body(document: Document, element: Element) -> Body:
    """Read an item's content: XHTML has its elements in the feed itself, HTML is escaped in it, text is text."""
    kind = element.attributes.get("type", "")
    if element.inner:
        return read_html(document.text, element.inner.start, element.inner.end)
    outer = element.passage
    is_text = kind in ("text", "text/plain") or (not kind and "<" not in outer.text and "&" not in outer.text)
    inner = read_plain(outer.text, 0) if is_text else read_html(outer.text, 0, len(outer.text))
    blocks = tuple(
        Block(kind=one.kind, level=one.level, passage=rebase(one.passage, outer), marks=one.marks)
        for one in inner.blocks
    )
    return Body(blocks=blocks, links=inner.links, images=inner.images)


def _fields(item: Item, feed: FeedCollector) -> Iterator[Field]:
    collected: dict[str, list[str]] = {}
    spans: dict[str, Span] = {}
    for element in item.elements:
        name = _FIELDS.get(element.name)
        value = _value(element, name, feed.channel.get("link", "")) if name else ""
        if name == "guid" and element.attributes.get("isPermaLink", "").lower() == "false":
            name = "item-id"  # not an address, whatever it looks like
        if name and value and (name in _LISTS or name not in collected):
            collected.setdefault(name, []).append(value)
            spans.setdefault(name, Span(element.start, element.end))
    for name, values in collected.items():
        yield Field(name=name, values=tuple(dict.fromkeys(values)), span=spans[name])


def _value(element: Element, name: str, home: str) -> str:
    """Say what an element says as a field of that name; `home` is the address that others are relative to."""
    attributes = element.attributes
    if attributes.get("mode") == "base64":
        return ""
    if name == "url":
        is_page = attributes.get("rel", "alternate") == "alternate"
        address = element.value or attributes.get("href", "")
        return resolve(element.base or home, address) if is_page and address else ""
    if name == "tags":
        return element.value or attributes.get("label") or attributes.get("term", "")
    if name == "author":
        said = element.children.get("name") or ("" if element.children else element.value)
        return found[1] if (found := _MAIL_AND_NAME.fullmatch(said)) else said
    if name == "site_name":
        return element.children.get("title", "") if element.inner else element.value
    return _without_markup(element.value) if name == "title" else element.value


def _without_markup(title: str) -> str:
    """Undo the HTML that feeds put into titles although they may not."""
    if "<" not in title and "&" not in title:
        return title
    return " ".join(block.passage.text for block in read_html(title, 0, len(title)).blocks) or title


def _channel_fields(feed: FeedCollector, item: Item) -> Iterator[Field]:
    """What the feed says of itself, for each of its items; an item's own language comes first."""
    said = {
        "channel.title": _without_markup(feed.channel.get("title", "")),
        "language": item.language or feed.channel.get("language", ""),
        "channel.url": feed.channel.get("link", ""),
    }
    for name, value in said.items():
        if value:
            yield Field(name=name, values=(value,), span=Span(item.span.start, item.span.start))
