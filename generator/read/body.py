"""What comes after the fields: in: a stretch of a source, out: its blocks, read as HTML, Markdown or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.read.asciidoc import is_asciidoc, read_asciidoc
from generator.read.document import Body, Document, suffix_of
from generator.read.html import read_html
from generator.read.markdown import read_markdown
from generator.read.org import is_org, read_org
from generator.read.page import is_whole_page, read_page
from generator.read.plain import read_plain
from generator.read.rst import is_rst, read_rst

__all__ = ["join_bodies", "read_body"]

_HTML_NAMES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx"})
_BEGINS_WITH_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|article|section|div|p|h[1-6]|table|ul|ol|blockquote|figure)\b",
    re.I | re.S,
)
_LOOKS_LIKE_MARKDOWN = re.compile(r"^#{1,6} \S|\]\((?:https?:|/)", re.M)


def read_body(document: Document, start: int, end: int | None = None) -> tuple[str, Body]:
    """
    Read `text[start:end]` of a document and name the format it is in: `html`, `markdown` or `plain`.

    The content tells, then the file's name. A text without fields before it, in a file that is not named as Markdown,
    is plain: nothing in it is markup, whatever it looks like.
    """
    text = document.text
    stop = len(text) if end is None else end
    suffix = suffix_of(document.path)
    if suffix in _HTML_NAMES or _BEGINS_WITH_HTML.match(text, start, stop):
        if is_whole_page(text, start, stop):
            return "html", read_page(document.path, text, start, stop)
        return "html", read_html(text, start, stop)
    if is_rst(document.path):
        return "rst", read_rst(text, start, stop)
    if is_asciidoc(document.path):
        return "asciidoc", read_asciidoc(text, start, stop)
    if is_org(document.path):
        return "org", read_org(text, start, stop)
    has_fields = start > 0 or stop < len(text)
    if suffix in _MARKDOWN_NAMES or (has_fields and _LOOKS_LIKE_MARKDOWN.search(text, start, stop)):
        return "markdown", read_markdown(text, start, stop)
    return "plain", read_plain(text if stop == len(text) else text[:stop], start)


def join_bodies(bodies: Iterable[Body]) -> Body:
    """Put stretches of one article together that fields stand between."""
    parts = tuple(bodies)
    return Body(
        blocks=tuple(block for part in parts for block in part.blocks),
        links=tuple(link for part in parts for link in part.links),
        images=tuple(image for part in parts for image in part.images),
        fields=tuple(field for part in parts for field in part.fields),
        metadata=tuple(span for part in parts for span in part.metadata),
        diagnostics=tuple(found for part in parts for found in part.diagnostics),
    )
