"""HTML: in: a fragment or a whole saved page, broken or not, out: its visible blocks, links, images and metadata."""

from __future__ import annotations

import html
import re
from collections import Counter

from generator.read.document import Body
from generator.read.tags import Tag, Text, attributes_of, tokens
from generator.records import Block, BlockKind, Field, Image, Link, Span
from generator.text.passages import PassageBuilder

__all__ = ["read_html"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KINDS: dict[str, BlockKind] = {
    "figcaption": "caption",
    "caption": "caption",
    "li": "item",
    "dd": "item",
    "dt": "item",
    "td": "cell",
    "th": "cell",
    "pre": "code",
}
"""What the text in an element is; the innermost of these elements decides."""

_BLOCK_ELEMENTS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
"""Elements that begin on a line of their own (HTML, 15.3 Rendering): at their tags a paragraph ends."""

_SILENT_ELEMENTS = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video", "head"]
)
"""Elements without text a reader sees."""

_VOID_ELEMENTS = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""Elements that never have an end tag (HTML, 13.1.2)."""

_METADATA_NAMES = frozenset(
    [
        "author",
        "date",
        "description",
        "keywords",
        "og:title",
        "og:site_name",
        "og:url",
        "og:type",
        "article:published_time",
        "article:modified_time",
        "article:author",
        "article:section",
        "article:tag",
        "datepublished",
        "dc.date",
        "dc.title",
        "dc.creator",
        "dcterms.date",
        "dcterms.created",
        "pubdate",
        "publish-date",
        "sailthru.date",
        "parsely-pub-date",
        "parsely-author",
        "twitter:title",
        "application-name",
        "news_keywords",
        "og:description",
        "og:image",
        "dc.date.issued",
        "dc.date.created",
        "dcterms.issued",
        "dcterms.modified",
        "citation_publication_date",
        "citation_date",
        "publication_date",
        "publish_date",
        "published_date",
        "article.published",
        "og:article:published_time",
        "og:pubdate",
        "rnews:datepublished",
        "date.created",
        "date.issued",
        "last-modified",
        "datemodified",
        "og:updated_time",
    ]
)


_HTML_FIELDS = frozenset({"meta", "link", "time", "html"})
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][A-Za-z0-9]*);?")
_DEEPEST = 512
"""Open elements beyond which further ones are passed over, as browsers do."""

_MOST_MARKS = 64
"""Of an element nested deeper only the outer marks are kept: a hostile page must not fill the memory."""


def read_html(text: str, start: int, end: int) -> Body:
    """
    Take the visible text of `text[start:end]` apart into blocks that know their place in `text`.

    The tree is rebuilt as far as paragraphs need it: an element that begins on its own line ends the paragraph before
    it, an end tag closes up to its start tag, and one without a start tag is passed over. No text is dropped here but
    that of scripts, styles and the like.
    """
    reader = _Reader(text)
    for token in tokens(text, start, end):
        if isinstance(token, Text):
            reader.take_text(token)
        elif token.is_end:
            reader.take_end(token)
        else:
            reader.take_start(token)
    reader.end_block()
    return Body(
        blocks=tuple(reader.blocks),
        links=tuple(reader.links),
        images=tuple(reader.images),
        fields=tuple(reader.fields),
        metadata=tuple(reader.metadata),
    )


class _Reader:
    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.fields: list[Field] = []
        self.metadata: list[Span] = []
        self._text = text
        self._open: list[tuple[str, str]] = []
        self._counts: Counter[str] = Counter()
        self._silent = 0
        self._passage = PassageBuilder()
        self._has_text = False
        self._link: tuple[str, list[str]] | None = None

    # -- tags

    def take_start(self, tag: Tag) -> None:
        name = tag.name
        is_bare = tag.end - tag.start == len(name) + 2
        attributes = {} if is_bare else attributes_of(self._text, tag)
        if name in _HTML_FIELDS:
            self._note_metadata(name, attributes, Span(tag.start, tag.end))
        elif name == "img":
            self._note_image(attributes)
        elif name == "a" and attributes.get("href"):
            self._end_link()
            self._link = (html.unescape(attributes["href"]).strip(), [])
        if name in _BLOCK_ELEMENTS:
            self.end_block()
        elif name == "br":
            self._passage.blank(tag.start, tag.start)
        if name not in _VOID_ELEMENTS and not tag.is_closed and len(self._open) < _DEEPEST:
            self._open.append((name, _mark(name, attributes)))
            self._counts[name] += 1
            self._silent += name in _SILENT_ELEMENTS

    def take_end(self, tag: Tag) -> None:
        if tag.name == "title" and self._is_title():
            self._note_title()
        if tag.name in _BLOCK_ELEMENTS:
            self.end_block()
        if tag.name == "a":
            self._end_link()
        while self._counts[tag.name]:
            name, _ = self._open.pop()
            self._counts[name] -= 1
            self._silent -= name in _SILENT_ELEMENTS
            if name == tag.name:
                break

    # -- text

    def take_text(self, stretch: Text) -> None:
        if self._silent and not self._is_title():
            return
        self._has_text = True
        done, text = stretch.start, self._text
        if text.find("&", done, stretch.end) >= 0:
            for found in _REFERENCE.finditer(text, stretch.start, stretch.end):
                decoded = html.unescape(found[0])
                if decoded != found[0]:
                    self._take_verbatim(done, found.start())
                    self._passage.standing_for(decoded, found.start(), found.end())
                    self._label(decoded)
                    done = found.end()
        self._take_verbatim(done, stretch.end)

    def _take_verbatim(self, start: int, end: int) -> None:
        if start < end:
            self._passage.verbatim(self._text[start:end], start)
            self._label(self._text[start:end])

    def _label(self, text: str) -> None:
        if self._link:
            self._link[1].append(text)

    # -- what the text amounts to

    def end_block(self) -> None:
        """Close the paragraph under way, if it holds any text."""
        if not self._has_text:
            return
        passage = self._passage.build()
        self._passage, self._has_text = PassageBuilder(), False
        if not passage.text or self._is_title():
            return
        kind, level = self._kind()
        marks = tuple(mark for _, mark in self._open[:_MOST_MARKS])
        self.blocks.append(Block(kind=kind, level=level, passage=passage, marks=marks))

    def _kind(self) -> tuple[BlockKind, int]:
        for name, _ in reversed(self._open):
            if name in _HEADINGS:
                return "heading", int(name[1])
            if name in _KINDS:
                level = sum(self._counts[other] for other in ("ul", "ol", "dl")) or 1
                return _KINDS[name], level if _KINDS[name] == "item" else 0
        if self._counts["blockquote"]:
            return "quote", self._counts["blockquote"]
        return "paragraph", 0

    def _note_title(self) -> None:
        passage = self._passage.build()
        self._passage, self._has_text = PassageBuilder(), False
        if passage.text:
            span = Span(passage.runs[0].start, passage.runs[-1].end)
            self.fields.append(Field(name="html.title", values=(passage.text,), span=span))
            self.metadata.append(span)

    def _note_metadata(self, tag: str, attributes: dict[str, str], span: Span) -> None:
        name, value = "", ""
        if tag == "meta":
            name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
            value = attributes.get("content", "") if name in _METADATA_NAMES else ""
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            name, value = "canonical", attributes.get("href", "")
        elif tag == "html":
            name, value = "html.lang", attributes.get("lang", "")
        elif tag == "time":
            is_published = "pubdate" in attributes or "datepublished" in attributes.get("itemprop", "").lower()
            name, value = "time.published" if is_published else "html.time", attributes.get("datetime", "")
        if value.strip():
            self.fields.append(Field(name=name, values=(" ".join(html.unescape(value).split()),), span=span))
            self.metadata.append(span)

    def _note_image(self, attributes: dict[str, str]) -> None:
        """A picture inside the page (`data:…`) has no address to speak of, and may be a megabyte."""
        source = attributes.get("src", "")
        if source and not source.startswith("data:"):
            alt = html.unescape(attributes.get("alt", "")).strip()
            self.images.append(Image(src=html.unescape(source).strip(), alt=alt))

    def _end_link(self) -> None:
        if self._link:
            href, label = self._link
            self.links.append(Link(href=href, text=" ".join("".join(label).split())))
            self._link = None

    def _is_in(self, tag: str) -> bool:
        return self._counts[tag] > 0

    def _is_title(self) -> bool:
        return bool(self._open) and self._open[-1][0] == "title" and self._is_in("head")


def _mark(tag: str, attributes: dict[str, str]) -> str:
    """Write an element as a selector would: `p.credit`, `div#comments`."""
    if not attributes:
        return tag
    classes = "".join(f".{name}" for name in attributes.get("class", "").split())
    identity = f"#{attributes['id'].strip()}" if attributes.get("id", "").strip() else ""
    return f"{tag}{classes}{identity}"
