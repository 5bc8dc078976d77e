"""TiddlyWiki's .tid files: in: fields above a blank line and wiki text below it, out: one draft without the markup."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic, diagnose
from generator.read.body import read_body
from generator.read.document import Body, Document, Front, make_draft
from generator.read.field_lines import FIELD_LINE
from generator.records import Block, BlockKind, Draft, Field, Link, Span
from generator.text.passages import PassageBuilder

__all__ = ["read_tiddler"]

_HEAD = re.compile(r"\ufeff?\s*((?:[^\s:][^\r\n:]*:[^\r\n]*(?:\r\n|[\r\n]|\Z))+)(?:[ \t]*(?:\r\n|[\r\n])|\Z)")
_STAMP = re.compile(r"\d{12}(?:\d{2}(?:\d{3})?)?")
"""`YYYYMMDDhhmm`, with seconds or with milliseconds too, in UTC."""

_WIKI_TYPE = "text/vnd.tiddlywiki"
_ORIGINALS = frozenset({"url", "source", "source_url", "link"})

_LINE_MARK = re.compile(r"[ \t]*(?P<mark>!{1,6}|[*#]+|>+|\|)[ \t]*")
_DIRECTIVE = re.compile(r"\s*(?:\\\w|<<[^>]*>>\s*$|\{\{[^}]*\}\}\s*$|(?:\"\"\"|<<<|```).*$|---+\s*$)")
"""Pragmas, macros and transclusions that are a line of their own, fences and rules: nothing to read in them."""

_MARKUP = re.compile(
    r"\[\[(?P<label>[^\[\]|]+)(?:\|(?P<target>[^\[\]]+))?\]\]|\[img[^\]]*\]\]|\[ext\[(?P<ext>[^\[\]|]+)(?:\|[^\[\]]+)?\]\]"
    r"|<<[^<>]*>>|\{\{[^{}]*\}\}|''|(?<!:)//|__|\^\^|,,|~~|`|</?[A-Za-z$][^<>]*>"
)


def read_tiddler(document: Document) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]] | None:
    """
    Read a tiddler, told by its `title` and a `created` stamp of digits alone; None for other files.

    `created` is when it was written, so it is the date, unless the fields name an original: then it is when that was
    clipped. *Notes*: `not-a-clipping` for a tiddler of the wiki's own machinery, whose title begins with `$:/`.
    *Source*: tiddlywiki.com, "TiddlerFiles".
    """
    head = _HEAD.match(document.text)
    if head is None:
        return None
    fields = {field.name: field for field in _fields(head)}
    created = fields.get("created") or fields.get("modified")
    if "title" not in fields or created is None or not _STAMP.fullmatch(created.values[0]):
        return None
    if fields["title"].values[0].startswith("$:/"):
        return (), (_machinery(document, fields["title"].values[0]),)
    if not _ORIGINALS & set(fields) and "date" not in fields:
        fields["date"] = Field(name="date", values=created.values, span=created.span)
    front = Front(fields=tuple(fields.values()), metadata=(Span(0, head.end()),), body_start=head.end())
    kind = fields["type"].values[0] if "type" in fields else _WIKI_TYPE
    is_wiki = kind in ("", _WIKI_TYPE)
    body = _read_wiki_text(document.text, head.end()) if is_wiki else read_body(document, head.end())[1]
    return (make_draft(document, "tiddlywiki", front, body),), ()


def _fields(head: re.Match[str]) -> list[Field]:
    fields = []
    for line in re.finditer(r"[^\r\n]+", head[1]):
        found = FIELD_LINE.match(line[0])
        if found:
            start = head.start(1) + line.start()
            values = _titles(found[2]) if found[1] == "tags" else (found[2],)
            fields.append(Field(name=found[1].casefold(), values=values, span=Span(start, start + len(line[0]))))
    return fields


def _titles(written: str) -> tuple[str, ...]:
    """Read a list of titles: those with blanks stand in double square brackets."""
    return tuple(long or short for long, short in re.findall(r"\[\[(.*?)\]\]|(\S+)", written))


def _machinery(document: Document, title: str) -> Diagnostic:
    return diagnose(
        "not-a-clipping",
        document.path,
        f"is the tiddler {title!r}, which belongs to the wiki itself, not a clipping",
    )


def _read_wiki_text(text: str, start: int) -> Body:
    """Take wiki text apart: lines with marks are blocks of their own, other lines up to a blank one a paragraph."""
    blocks: list[Block] = []
    links: list[Link] = []
    builder = PassageBuilder()
    for line in re.finditer(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)", text[start:]):
        low = start + line.start()
        mark = _LINE_MARK.match(line[0])
        if mark or not line[0].strip() or _DIRECTIVE.match(line[0]):
            _close(blocks, "paragraph", 0, builder)
            builder = PassageBuilder()
        if _DIRECTIVE.match(line[0]):
            continue
        _add_inline(text, low + (mark.end() if mark else 0), start + line.end(), builder, links)
        if mark:
            kind, level = _kind(mark["mark"])
            _close(blocks, kind, level, builder)
            builder = PassageBuilder()
    _close(blocks, "paragraph", 0, builder)
    return Body(blocks=tuple(blocks), links=tuple(links))


def _kind(mark: str) -> tuple[BlockKind, int]:
    if mark[0] == "!":
        return "heading", len(mark)
    if mark[0] == "|":
        return "cell", 0
    return ("quote" if mark[0] == ">" else "item"), len(mark)


def _add_inline(text: str, start: int, end: int, builder: PassageBuilder, links: list[Link]) -> None:
    position = start
    for found in _MARKUP.finditer(text, start, end):
        builder.verbatim(text[position : found.start()], position)
        if label := found["label"]:
            builder.verbatim(label, found.start("label"))
            target = found["target"] or label
            if re.match(r"https?://", target):
                links.append(Link(href=target, text=label))
        elif found["ext"]:
            builder.verbatim(found["ext"], found.start("ext"))
        position = found.end()
    builder.verbatim(text[position:end], position)


def _close(blocks: list[Block], kind: BlockKind, level: int, builder: PassageBuilder) -> None:
    passage = builder.build()
    if passage.text:
        blocks.append(Block(kind=kind, level=level, passage=passage))
