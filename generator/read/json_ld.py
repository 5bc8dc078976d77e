"""What a page says of its article in JSON-LD (schema.org): in: its markup, out: fields, and the article's text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from generator.records import Field, Record, Span

__all__ = ["Described", "read_json_ld"]

_SCRIPT = re.compile(r"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>", re.I)
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
"""NewsArticle, BlogPosting, LiveBlogPosting, Report …: the types of articles below schema.org/CreativeWork."""

_TEXTS = {
    "headline": "headline",
    "datePublished": "date-published",
    "dateModified": "date-modified",
    "inLanguage": "language",
}
_NAMES = {
    "author": "author",
    "creator": "author",
    "publisher": "publisher",
    "articleSection": "section",
    "keywords": "keywords",
}
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_DEEPEST = 40


class Described(Record, frozen=True, kw_only=True):
    """What the JSON-LD of a page says of its article."""

    fields: tuple[Field, ...] = ()
    """`jsonld.headline`, `jsonld.author` and the like; the span of each is the script's content."""
    text: str = ""
    """`articleBody`, as written; empty when it is not given."""


def read_json_ld(text: str, start: int, end: int) -> Described:
    """
    Read the article that the scripts of `text[start:end]` describe.

    Of several the first with the most to say counts; lists, `@graph` and nesting are gone through. A script that is
    no JSON even after raw line breaks are forgiven is passed over: it says the same as the page's other metadata.
    """
    best: tuple[int, dict[str, Any], Span] | None = None
    for found in _SCRIPT.finditer(text, start, end):
        stop = text.find("</script", found.end(), end)
        if stop < 0:
            break
        for node in _nodes(_load(text[found.end() : stop]), 0):
            if _is_article(node):
                says = sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody"))
                if best is None or says > best[0]:
                    best = says, node, Span(found.end(), stop)
    if best is None:
        return Described()
    _, node, span = best
    body = node.get("articleBody")
    return Described(fields=tuple(_fields(node, span)), text=html.unescape(body) if isinstance(body, str) else "")


def _load(written: str) -> object:
    written = written.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removesuffix("-->").removesuffix("//]]>")
    try:
        return json.loads(_CONTROLS.sub(" ", written))
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """List the objects of a document, outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _nodes(value.get(key), depth + 1)
    elif isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _fields(node: dict[str, Any], span: Span) -> Iterator[Field]:
    for key, name in _TEXTS.items():
        if values := tuple(_strings(node.get(key)))[:1]:
            yield Field(name=f"jsonld.{name}", values=values, span=span)
    seen = set()
    for key, name in _NAMES.items():
        values = tuple(dict.fromkeys(_strings(node.get(key))))
        if values and name not in seen:
            seen.add(name)
            yield Field(name=f"jsonld.{name}", values=values, span=span)


def _strings(value: object) -> Iterator[str]:
    """List what a value says as text: itself, its `name`, or those of its members."""
    if isinstance(value, str):
        if folded := " ".join(html.unescape(value).split()):
            yield folded
    elif isinstance(value, dict):
        yield from _strings(value.get("name"))
    elif isinstance(value, list):
        for one in value:
            if not isinstance(one, list):
                yield from _strings(one)
