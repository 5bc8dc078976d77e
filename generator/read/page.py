"""Whole saved pages: in: a document that is one HTML page, out: its blocks, those beside the article marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from generator.diagnostics import Diagnostic, diagnose
from generator.read.document import Body
from generator.read.html import read_html
from generator.read.json_ld import Described, read_json_ld
from generator.read.main_text import align, extract_lines, parse, share_found
from generator.read.page_dates import find_page_date
from generator.records import Block, Field, Span

__all__ = ["begins_as_page", "is_whole_page", "read_page"]

_WHOLE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_BEGINS = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.I)
_HEAD_LENGTH = 4000
"""Characters in which a page says that it is one; comments of the program that saved it may stand before."""

_LONGEST = 3_000_000
"""Characters of a page's own markup, pictures in it aside; longer ones would take seconds."""

_MOST_TAGS = 40_000
"""Start and end tags, for the same reason."""

_LEAST_TEXT = 250
"""Characters below which an extraction is doubted when the page has `_TIMES_AS_MUCH` as much prose."""

_TIMES_AS_MUCH = 4
_PROSE_WORDS = 20
_LEAST_BODY = 600
"""Characters of an `articleBody` that is the article and not its teaser."""

_CONTAINED = 0.8
"""The part of the main text that its container holds: a lead or a note may stand elsewhere."""

_DATA_ADDRESS = re.compile(r"data:[a-z]+/[\w.+-]+;base64,[A-Za-z0-9+/=]{64,}+", re.I)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+?)\s*(?:\n|-->)", re.I
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)", re.I)
_DATES_LIKE_FRONT_MATTER = frozenset({"date", "datepublished", "pubdate", "publish_date", "publication_date"})
_SEVERAL = frozenset({"article:tag", "article:author", "author"})


def begins_as_page(text: str) -> bool:
    """Say whether a text begins with the start of an HTML page, before which no field can stand."""
    return _BEGINS.match(text) is not None


def is_whole_page(text: str, start: int, end: int) -> bool:
    """Say whether a stretch of HTML is a page with everything around the article, and not a piece of one."""
    return _WHOLE.search(text, start, min(end, start + _HEAD_LENGTH)) is not None


def read_page(path: str, text: str, start: int, end: int) -> Body:
    """
    Read a page and mark every block beside its main text as `outside-main-text`.

    Which text is the main one is trafilatura's judgement, second guessed where it finds next to nothing or another
    text than the page's own `articleBody`; the blocks are ours, so that every character keeps its address. *Errors*:
    `page-without-text` for a shell whose text a script would have filled in, `page-not-judged` where a page is too
    large for the libraries: its blocks are then judged by the names of the elements around them alone.
    """
    body = read_html(text, start, end)
    described = read_json_ld(text, start, end)
    fields = (*_saved_from(text, start, end), *described.fields, *_page_fields(body.fields))
    markup = _DATA_ADDRESS.sub("data:,", text[start:end])
    found = _shell(path, body.blocks)
    blocks = body.blocks
    if len(markup) > _LONGEST or markup.count("<") > _MOST_TAGS:
        found = (*found, _not_judged(path))
    elif blocks and (tree := parse(markup)) is not None:
        blocks = _judged(blocks, _main_blocks(blocks, extract_lines(tree), described))
        day = find_page_date(tree, fields)
        fields = (*fields, day) if day else fields
    return msgspec.structs.replace(body, blocks=blocks, fields=fields, diagnostics=found)


# ---------------------------------------------------------------- what is main


def _main_blocks(blocks: Sequence[Block], lines: Sequence[str] | None, described: Described) -> frozenset[int] | None:
    """Choose between the extracted text and the one the page gives of itself; None when neither is an article."""
    main = align(blocks, lines) if lines else frozenset[int]()
    own = described.text
    if len(own) >= _LEAST_BODY and share_found(own, [blocks[number].passage.text for number in sorted(main)]) < 0.5:
        own_blocks = align(blocks, [own])
        if share_found(own, [blocks[number].passage.text for number in sorted(own_blocks)]) > 0.5:
            return own_blocks
    length = sum(len(blocks[number].passage.text) for number in main)
    prose = sum(len(one.passage.text) for one in blocks if len(one.passage.text.split()) >= _PROSE_WORDS)
    return None if length < _LEAST_TEXT and prose > _TIMES_AS_MUCH * max(length, 1) else main


def _judged(blocks: tuple[Block, ...], main: frozenset[int] | None) -> tuple[Block, ...]:
    if not main:
        return blocks
    container = _container([blocks[number] for number in sorted(main)])
    return tuple(
        msgspec.structs.replace(block, marks=_within(block.marks, container))
        if number in main
        else msgspec.structs.replace(block, aside="outside-main-text")
        for number, block in enumerate(blocks)
    )


def _container(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Find the innermost elements that hold most of the main text, outermost first."""
    weights: Counter[tuple[str, ...]] = Counter()
    for block in blocks:
        for depth in range(len(block.marks) + 1):
            weights[block.marks[:depth]] += len(block.passage.text)
    enough = _CONTAINED * sum(len(block.passage.text) for block in blocks)
    return max((marks for marks, weight in weights.items() if weight >= enough), key=len, default=())


def _within(marks: tuple[str, ...], container: tuple[str, ...]) -> tuple[str, ...]:
    """
    Leave of a block's marks those within the article.

    What the elements around the whole are called (`div.page-with-sidebar`) says nothing of a paragraph.
    """
    shared = 0
    while shared < min(len(container), len(marks)) and container[shared] == marks[shared]:
        shared += 1
    return marks[shared:]


# ---------------------------------------------------------------- what the page says of itself


def _saved_from(text: str, start: int, end: int) -> Iterator[Field]:
    """Read the comment of the browser or extension that saved the page: where from, and when."""
    stop = min(end, start + _HEAD_LENGTH)
    if found := _SINGLE_FILE.search(text, start, stop):
        yield Field(name="url", values=(found[1],), span=Span(*found.span(1)))
        yield Field(name="saved", values=(found[2],), span=Span(*found.span(2)))
    elif found := _SAVED_FROM.search(text, start, stop):
        yield Field(name="url", values=(found[1],), span=Span(*found.span(1)))


def _page_fields(fields: Sequence[Field]) -> Iterator[Field]:
    """
    Take the first field of each name, and several values where a page lists them in elements of their own.

    Later ones are those of teasers. A date goes by `meta.date`, so that it is not taken for one that a person wrote
    into front matter.
    """
    values: dict[str, list[str]] = {}
    spans: dict[str, Span] = {}
    for field in fields:
        name = f"meta.{field.name}" if field.name in _DATES_LIKE_FRONT_MATTER else field.name
        spans.setdefault(name, field.span)
        if name not in values or name in _SEVERAL:
            values.setdefault(name, []).extend(one for one in field.values if one not in values.get(name, ()))
    for name, span in spans.items():
        yield Field(name=name, values=tuple(values[name]), span=span)


def _shell(path: str, blocks: Sequence[Block]) -> tuple[Diagnostic, ...]:
    if any(len(block.passage.text.split()) >= _PROSE_WORDS // 2 for block in blocks):
        return ()
    return (
        diagnose(
            "page-without-text",
            path,
            "the page was saved without its text, which a script would have filled in",
            hint="save it again from the browser as a complete page, or paste the text",
        ),
    )


def _not_judged(path: str) -> Diagnostic:
    return diagnose(
        "page-not-judged",
        path,
        "the page is so large that its main text was told by the names of its elements alone",
        hint="paste the text of the article if the menus of the page show up in it",
    )
