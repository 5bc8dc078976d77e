"""Markdown: in: a CommonMark text, out: its blocks as a reader sees them, without the markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.read.alignment import Alignment
from generator.read.closing_tags import find_closing_tags
from generator.read.document import Body
from generator.read.footnote_marks import pass_over_footnote_marks
from generator.read.html import read_html
from generator.read.obsidian import PASSED_OVER, pass_over_highlight_links, read_obsidian_marks
from generator.read.plain import read_plain
from generator.read.simple_markdown import SimpleBlock, part_markdown
from generator.records import Block, BlockKind, Field, Image, Link, Span
from generator.text.passages import PassageBuilder

__all__ = ["read_markdown"]

_NESTING = 1000
"""The parser drops the text of what is nested deeper without a word; its own default is 20."""

_READ_ORIGINAL = "read original"

_LINK_TAIL = re.compile(
    r"""\]\(\s*(?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)|\]\[[^\]]*\]|\]"""
)
"""What stands behind the text of a link: `](address "title")`, `][name]` or `]` (CommonMark 0.31, 6.3)."""

_LONGEST = 1_000_000
"""Characters, those of a novel. More is read as plain text: the parser would take longer than anybody waits."""


def read_markdown(text: str, start: int, end: int | None = None) -> Body:
    """
    Take `text[start:end]` apart into blocks that know their place in `text`.

    Block structure and inline markup are markdown-it-py's; where each piece of text stands is found by walking
    its tokens and the source side by side. HTML blocks go to the HTML reader. What holds brackets within brackets
    by the hundred, on which the parser gives up, is plain text.
    """
    stop = len(text) if end is None else end
    if stop - start > _LONGEST:
        return read_plain(text[:end], start)
    tags = find_closing_tags(text, start, stop)
    walker = _Walker(text)
    if tags:
        walker.take(tags)
    try:
        for span, simple in part_markdown(text, start, tags.span.start if tags else stop):
            if simple:
                walker.add(simple)
            else:
                walker.parse(span)
    except RecursionError:
        return read_plain(text[:end], start)
    return Body(
        blocks=tuple(walker.blocks),
        links=tuple(walker.links),
        images=tuple(walker.images),
        fields=tuple(walker.fields),
        metadata=tuple(walker.metadata),
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING, "html": True}).enable(["table", "strikethrough"])
    parser.core.ruler.disable("text_join")  # it would hide which characters were escapes and entities
    return pass_over_footnote_marks(read_obsidian_marks(parser))


class _Walker:
    """Collects what a document holds, and walks the block tokens of the stretches that are parsed."""

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.fields: list[Field] = []
        self.metadata: list[Span] = []
        self._place = Alignment(text, 0)
        self._line_starts: list[int] = []
        self._containers: list[str] = []

    def take(self, field: Field) -> None:
        """Keep what the text says about itself apart from it."""
        self.fields.append(field)
        self.metadata.append(field.span)

    def add(self, simple: Iterable[SimpleBlock]) -> None:
        """Take blocks that needed no parser."""
        for one in simple:
            self.blocks.append(one.block)
            self.links.extend(one.links)

    def parse(self, span: Span) -> None:
        """Read a stretch. *Errors*: `RecursionError` for brackets within brackets by the hundred."""
        stretch = self._place.text[span.start : span.end]
        tokens = _parser().parse(stretch)
        self._place.move_to(span.start)
        # The parser counts a line end of any of the three kinds as one (CommonMark 0.31, 2.1).
        ends = (span.start + found.end() for found in re.finditer(r"\r\n|\n|\r", stretch))
        self._line_starts = [span.start, *ends, span.end]
        self._walk(tokens)

    def _walk(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._html(token)
            elif token.nesting == 1:
                self._containers.append(token.tag)
            elif token.nesting == -1:
                self._containers.pop()

    def _inline(self, token: Token) -> None:
        low, high = self._extent(token)
        self._place.move_to(low)
        children = token.children or []
        if address := _original(children):
            self.take(Field(name="read original", values=(address,), span=Span(low, high)))
            self._place.move_to(high)
            return
        pass_over_highlight_links(children)
        inline = _Inline(self._place, high)
        inline.walk(children)
        self.links.extend(inline.links)
        self.images.extend(inline.images)
        self._add(*self._kind(), inline.builder)

    def _code(self, token: Token) -> None:
        low, high = self._extent(token)
        self._place.move_to(low)
        builder = PassageBuilder()
        for line in token.content.splitlines():
            self._place.verbatim(line.strip(), builder, high)
            self._place.blank(builder)
        self._place.move_to(high)
        self._add("code", 0, builder)

    def _html(self, token: Token) -> None:
        low, high = self._extent(token)
        self._place.move_to(low)
        body = read_html(self._place.text, self._place.position, high)
        self.blocks.extend(body.blocks)
        self.links.extend(body.links)
        self.images.extend(body.images)
        self.fields.extend(body.fields)
        self.metadata.extend(body.metadata)
        self._place.move_to(high)

    def _kind(self) -> tuple[BlockKind, int]:
        inner = self._containers[-1] if self._containers else ""
        if re.fullmatch(r"h[1-6]", inner):
            return "heading", int(inner[1])
        if inner in ("td", "th"):
            return "cell", 0
        if "li" in self._containers:
            return "item", self._containers.count("li")
        if "blockquote" in self._containers:
            return "quote", self._containers.count("blockquote")
        return "paragraph", 0

    def _add(self, kind: BlockKind, level: int, builder: PassageBuilder) -> None:
        passage = builder.build()
        if passage.text:
            self.blocks.append(Block(kind=kind, level=level, passage=passage))

    def _extent(self, token: Token) -> tuple[int, int]:
        """Turn a token's lines into characters of the source; cells of a table know only their row."""
        last = len(self._line_starts) - 1
        first_line, end_line = token.map or (0, last)
        return self._line_starts[min(first_line, last)], self._line_starts[min(end_line, last)]


def _original(tokens: Sequence[Token]) -> str | None:
    """Read the address in a paragraph that is `[Read Original](…)` and nothing else, as Omnivore writes it."""
    if len(tokens) != 3 or tokens[0].type != "link_open" or tokens[1].content.casefold() != _READ_ORIGINAL:
        return None
    return str(tokens[0].attrs.get("href", ""))


class _Inline:
    """Walks the inline tokens of one block."""

    def __init__(self, place: Alignment, limit: int) -> None:
        self.builder = PassageBuilder()
        self.links: list[Link] = []
        self.images: list[Image] = []
        self._place, self._limit = place, limit
        self._open: list[tuple[str, list[str]]] = []

    def walk(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type in ("text", "code_inline"):
                self._place.verbatim(token.content, self.builder, self._limit)
            elif token.type == "text_special":
                self._place.standing_for(token.content, token.markup, self.builder, self._limit)
            elif token.type in ("softbreak", "hardbreak"):
                self._place.blank(self.builder)
            elif token.type == PASSED_OVER:
                self._place.skip_to_end_of(token.content, self._limit)
            elif token.type == "html_inline":
                self._html(token.content)
            elif token.type == "image":
                self._image(token)
            elif token.type == "link_open":
                self._open.append((str(token.attrs.get("href", "")), []))
            elif token.type == "link_close" and self._open:
                self._close_link(token)
            for _, label in self._open:
                label.append(" " if token.type.endswith("break") else token.content)

    def _html(self, content: str) -> None:
        self._place.skip_to_end_of(content, self._limit)
        if re.match(r"<br\b", content, re.I):
            self._place.blank(self.builder)

    def _image(self, token: Token) -> None:
        self.images.append(Image(src=str(token.attrs.get("src", "")), alt=token.content))
        self._place.skip_to_end_of("![", self._limit)
        for child in token.children or ():
            self._place.skip_to_end_of(child.content, self._limit)
        self._place.skip(_LINK_TAIL)

    def _close_link(self, token: Token) -> None:
        href, label = self._open.pop()
        self.links.append(Link(href=href, text=" ".join("".join(label).split())))
        if token.markup != "autolink":
            self._place.skip(_LINK_TAIL)
