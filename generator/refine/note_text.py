"""The Markdown of an editor's note: in: a text, out: a small closed tree of plain text, and its footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from generator.records import NoteBlock, NoteBlockKind, NoteInline, NoteInlineKind, Record, Span

__all__ = ["Called", "Defined", "NoteText", "read_note_text"]

_NESTING = 1000
"""The parser drops what is nested deeper without a word; its own default is 20."""

_DEEPEST = 20
"""Lists within lists that a page can show; what is nested deeper is plain text."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")
"""What no page or feed may hold (XML 1.0, 2.2)."""

_CONTAINERS: dict[str, NoteBlockKind] = {
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbers",
    "list_item_open": "item",
    "blockquote_open": "quote",
}

_AROUND: dict[str, NoteInlineKind] = {"em_open": "emphasis", "strong_open": "strong", "link_open": "link"}


class Defined(Record, frozen=True, kw_only=True):
    """A footnote's definition."""

    label: str
    text: str
    """What it says, as written."""
    lines: Span
    """From 0, in the text that was given."""


class Called(Record, frozen=True, kw_only=True):
    """A place in the text that calls a footnote."""

    label: str
    line: int
    """From 0, in the text that was given."""


class NoteText(Record, frozen=True, kw_only=True):
    blocks: tuple[NoteBlock, ...]
    defined: tuple[Defined, ...]
    """In the order of the text, those within it (`^[…]`) included."""
    called: tuple[Called, ...]


def read_note_text(text: str) -> NoteText:
    """
    Take a note apart: CommonMark with footnotes.

    The tree is closed: whatever is not one of its kinds is plain text. HTML shows as it is written, and a picture as a
    link with its description. What is nested as nobody writes, and what holds brackets within brackets by the hundred,
    on which the parser gives up, is paragraphs of plain text.
    """
    clean = _UNPRINTABLE.sub("", text)
    reader = _Reader()
    try:
        environment: dict[str, Any] = {}
        blocks = reader.read(_parser().parse(clean, environment), environment)
        if _depth(blocks) > _DEEPEST:
            raise RecursionError
    except RecursionError:
        reader = _Reader()
        paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", clean))
        blocks = tuple(
            NoteBlock(kind="paragraph", inlines=(NoteInline(kind="text", text=one),)) for one in paragraphs if one
        )
    return NoteText(blocks=blocks, defined=tuple(reader.defined), called=tuple(reader.called))


def _depth(nodes: Sequence[NoteBlock] | Sequence[NoteInline]) -> int:
    """Count the levels of a tree, those of its text included."""
    deepest = 0
    for one in nodes:
        deepest = max(deepest, _depth(one.inlines), _depth(one.blocks) if isinstance(one, NoteBlock) else 0)
    return 1 + deepest if nodes else 0


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING, "html": False})
    # Definitions stay where they stand, because only there they know their lines.
    return parser.use(footnote_plugin, move_to_end=False, always_match_refs=True)


class _Reader:
    """Walks the tokens of a note."""

    def __init__(self) -> None:
        self.defined: list[Defined] = []
        self.called: list[Called] = []
        self._written: dict[int, str] = {}  # footnotes within the text, by the parser's number

    def read(self, tokens: Sequence[Token], environment: dict[str, Any]) -> tuple[NoteBlock, ...]:
        listed = environment.get("footnotes", {}).get("list", {})
        self._written = {number: one["content"] for number, one in listed.items() if "content" in one}
        return tuple(self._blocks(iter(tokens), ""))

    def _blocks(self, tokens: Iterator[Token], end: str) -> Iterator[NoteBlock]:
        """Give the blocks up to the end tag of what holds them."""
        for token in tokens:
            if token.type == end:
                return
            if token.type == "footnote_reference_open":
                self._define(token, tokens)
            elif token.type in _CONTAINERS:
                inner = tuple(self._blocks(tokens, token.type.replace("_open", "_close")))
                number = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else 0
                yield NoteBlock(kind=_CONTAINERS[token.type], number=number, blocks=inner)
            elif token.type in ("paragraph_open", "heading_open"):
                yield self._leaf(token, next(tokens))
                next(tokens)  # its end
            elif token.type in ("fence", "code_block"):
                code = NoteInline(kind="code", text=token.content.rstrip("\n"))
                yield NoteBlock(kind="code", inlines=(code,))
            elif token.type == "hr":
                yield NoteBlock(kind="rule")

    def _define(self, opening: Token, tokens: Iterator[Token]) -> None:
        """Take a definition as it is written: a path is no emphasis, whatever it holds."""
        texts = []
        for token in tokens:
            if token.type == "footnote_reference_close":
                break
            texts.append(token.content)
        lines = Span(*(opening.map or (0, 0)))
        text = " ".join(" ".join(texts).split())
        self.defined.append(Defined(label=opening.meta["label"], text=text, lines=lines))

    def _leaf(self, token: Token, inline: Token) -> NoteBlock:
        first_line = token.map[0] if token.map else 0
        inlines = tuple(self._inlines(iter(inline.children or ()), "", first_line, inline.content))
        if token.type == "heading_open":
            return NoteBlock(kind="heading", number=int(token.tag[1:]), inlines=inlines)
        return NoteBlock(kind="paragraph", inlines=inlines)

    def _inlines(self, tokens: Iterator[Token], end: str, line: int, written: str) -> Iterator[NoteInline]:
        """Give the stretches of a block up to the end of what holds them; `line` and `written` are the block's."""
        text = ""
        for token in tokens:
            if token.type in ("text", "softbreak"):
                text += " " if token.type == "softbreak" else token.content
                continue
            if text:
                yield NoteInline(kind="text", text=text)
                text = ""
            if token.type == end:
                return
            if token.type in _AROUND:
                inner = tuple(self._inlines(tokens, token.type.replace("_open", "_close"), line, written))
                yield NoteInline(kind=_AROUND[token.type], href=str(token.attrs.get("href", "")), inlines=inner)
            elif token.type == "image":
                words = NoteInline(kind="text", text=token.content)
                yield NoteInline(kind="link", href=str(token.attrs.get("src", "")), inlines=(words,))
            elif token.type == "code_inline":
                yield NoteInline(kind="code", text=token.content)
            elif token.type == "hardbreak":
                yield NoteInline(kind="break")
            elif token.type == "footnote_ref":
                yield NoteInline(kind="footnote", text=self._call(token, line, written))
        if text:
            yield NoteInline(kind="text", text=text)

    def _call(self, token: Token, line: int, written: str) -> str:
        """Note who is called, and in which line; a footnote within the text is its own definition."""
        content = self._written.get(token.meta["id"])
        mark = f"[^{token.meta['label']}]" if content is None else f"^[{content}]"
        line += written[: max(written.find(mark), 0)].count("\n")
        label = token.meta["label"] if content is None else mark
        if content is not None:
            self.defined.append(Defined(label=label, text=" ".join(content.split()), lines=Span(line, line)))
        self.called.append(Called(label=label, line=line))
        return str(label)
