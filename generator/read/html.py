"""HTML: in: a fragment or a whole saved page, broken or not, out: its visible blocks, links, images and metadata."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from generator.read.document import Body
from generator.records import Block, BlockKind, Field, Image, Link, Span
from generator.text.passages import PassageBuilder

__all__ = ["read_html"]

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
    ]
)


def read_html(text: str, start: int, end: int) -> Body:
    """
    Take the visible text of `text[start:end]` apart into blocks that know their place in `text`.

    The standard library's tokeniser is used because it is the one that says where each token stands; the tree is
    rebuilt as far as paragraphs need it: an element that begins on its own line ends the paragraph before it, an end
    tag closes up to its start tag, and one without a start tag is passed over. No text is dropped here but that of
    scripts, styles and the like.
    """
    reader = _Reader(text, start, end)
    reader.feed(text[start:end])
    reader.close()
    reader.end_block()
    return Body(
        blocks=tuple(reader.blocks),
        links=tuple(reader.links),
        images=tuple(reader.images),
        fields=tuple(reader.fields),
        metadata=tuple(reader.metadata),
    )


class _Reader(HTMLParser):
    def __init__(self, text: str, start: int, end: int) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.fields: list[Field] = []
        self.metadata: list[Span] = []
        self._start, self._end = start, end
        self._line_starts = [start, *(start + found.end() for found in re.finditer("\n", text[start:end]))]
        self._text = text
        self._open: list[tuple[str, str]] = []
        self._silent = 0
        self._passage = PassageBuilder()
        self._link: tuple[str, list[str]] | None = None

    # -- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        place = self._place()
        raw = self.get_starttag_text() or ""
        attributes = {name: value or "" for name, value in attrs}
        if tag in ("meta", "link", "time", "html"):
            self._note_metadata(tag, attributes, Span(place, place + len(raw)))
        if tag == "img" and attributes.get("src"):
            self.images.append(Image(src=attributes["src"].strip(), alt=attributes.get("alt", "").strip()))
        if tag == "a" and attributes.get("href"):
            self._end_link()
            self._link = (attributes["href"].strip(), [])
        if tag in _BLOCK_ELEMENTS:
            self.end_block()
        elif tag == "br":
            self._passage.blank(place, place)
        if tag not in _VOID_ELEMENTS:
            self._open.append((tag, _mark(tag, attributes)))
            self._silent += tag in _SILENT_ELEMENTS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID_ELEMENTS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self._is_in("head"):
            self._note_title()
        if tag in _BLOCK_ELEMENTS:
            self.end_block()
        if tag == "a":
            self._end_link()
        if any(name == tag for name, _ in self._open):
            while True:
                name, _ = self._open.pop()
                self._silent -= name in _SILENT_ELEMENTS
                if name == tag:
                    break

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the base class's signature
        """
        Pass over `<![…>`, to the next `>`, as browsers do (HTML, 13.2.5.42); -1 when there is none.

        The base class reads it by the rules of SGML and raises on what does not follow them.
        """
        return self.rawdata.find(">", i) + 1 or -1

    # -- text

    def handle_data(self, data: str) -> None:
        if not self._silent or self._is_title():
            self._passage.verbatim(data, self._place())
            self._label(data)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        place = self._place()
        if self._text[place + len(written) : place + len(written) + 1] == ";":
            written += ";"
        if not self._silent or self._is_title():
            decoded = html.unescape(written)
            self._label(decoded)
            if decoded == written:
                self._passage.verbatim(written, place)
            else:
                self._passage.standing_for(decoded, place, place + len(written))

    def _label(self, text: str) -> None:
        if self._link:
            self._link[1].append(text)

    # -- what the text amounts to

    def end_block(self) -> None:
        """Close the paragraph under way, if it holds any text."""
        passage = self._passage.build()
        self._passage = PassageBuilder()
        if not passage.text or self._is_title():
            return
        kind, level = self._kind()
        marks = tuple(mark for _, mark in self._open)
        self.blocks.append(Block(kind=kind, level=level, passage=passage, marks=marks))

    def _kind(self) -> tuple[BlockKind, int]:
        names = [name for name, _ in self._open]
        for name in reversed(names):
            if re.fullmatch(r"h[1-6]", name):
                return "heading", int(name[1])
            if name in ("figcaption", "caption"):
                return "caption", 0
            if name in ("li", "dd", "dt"):
                return "item", sum(other in ("ul", "ol", "dl") for other in names) or 1
            if name in ("td", "th"):
                return "cell", 0
            if name == "pre":
                return "code", 0
        if "blockquote" in names:
            return "quote", names.count("blockquote")
        return "paragraph", 0

    def _note_title(self) -> None:
        passage = self._passage.build()
        self._passage = PassageBuilder()
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
            name, value = "html.time", attributes.get("datetime", "")
        if value.strip():
            self.fields.append(Field(name=name, values=(" ".join(value.split()),), span=span))
            self.metadata.append(span)

    def _end_link(self) -> None:
        if self._link:
            href, label = self._link
            self.links.append(Link(href=href, text=" ".join("".join(label).split())))
            self._link = None

    def _is_in(self, tag: str) -> bool:
        return any(name == tag for name, _ in self._open)

    def _is_title(self) -> bool:
        return bool(self._open) and self._open[-1][0] == "title" and self._is_in("head")

    def _place(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column


def _mark(tag: str, attributes: dict[str, str]) -> str:
    """Write an element as a selector would: `p.credit`, `div#comments`."""
    classes = "".join(f".{name}" for name in attributes.get("class", "").split())
    identity = f"#{attributes['id'].strip()}" if attributes.get("id", "").strip() else ""
    return f"{tag}{classes}{identity}"
