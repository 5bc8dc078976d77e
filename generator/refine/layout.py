"""The parts of a page: in: a draft's blocks, out: for each what it is, or the rule by which it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from generator.records import Block, Record
from generator.refine.agencies import Agencies
from generator.refine.agency_marks import closing_mark, opening_mark
from generator.refine.credits import CreditLine, read_credit_line
from generator.refine.head import (
    HEAD_BLOCKS,
    ends_sentence,
    find_head_end,
    find_headline,
    is_dateline,
    outlet_beside_date,
)
from generator.refine.marks import is_caption, is_furniture, is_picture_credit
from generator.refine.phrases import find_appeals, know_line
from generator.refine.titles import is_same_line
from generator.text.passages import slice_passage

__all__ = ["RULES", "Context", "Part", "PartKind", "lay_out"]

PartKind = Literal[
    "title",
    "dateline",
    "standfirst",
    "credit",
    "caption",
    "heading",
    "paragraph",
    "item",
    "quote",
    "code",
    "cell",
    "removed",
]

_HEADING_WORDS = 8
"""A cross-head is a few words; nine in ten of those seen have fewer than seven."""

_HEAD_ABOVE = 8
"""How far above the main text of a page its byline and dateline may stand."""

_LONGEST_BYLINE = 120

_BYLINE_BLOCKS = 6
"""How far down a page whose headline is known from its fields a byline may stand."""


_TEMPLATE_CODE = re.compile(r"(?:\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\s)+")


class Part(Record, frozen=True, kw_only=True):
    """A block and what it is in its article."""

    block: Block
    kind: PartKind
    rule: str = ""
    """For removed parts, why."""
    credit: CreditLine | None = None
    outlet: str | None = None
    """The site that a removed notice names."""


class Context(Record, frozen=True, kw_only=True):
    """What a rule may look at besides the block whose number it is told."""

    blocks: tuple[Block, ...]
    texts: tuple[str, ...]
    """Those of the blocks."""
    title: str | None
    """The title from the fields, else the headline that was found; None when there is neither."""
    title_index: int | None
    """Where the headline stands among the blocks, when it was found there."""
    first_main: int
    """The first block that the reader of a page did not set aside."""
    head_end: int
    """The first block behind headline, standfirst, credit and dateline."""
    appeals: dict[int, str]
    """The blocks inside an appeal of several paragraphs, with the rule's name."""
    page_lines: Mapping[int, str]
    """The blocks that a model takes for parts of the page, with the rule's name."""
    agencies: Agencies

    def following(self, index: int) -> str:
        """The text of the next block; empty behind the last."""
        return self.texts[index + 1] if index + 1 < len(self.texts) else ""


def lay_out(
    blocks: tuple[Block, ...], title: str | None, agencies: Agencies, page_lines: Mapping[int, str] | None = None
) -> tuple[Part, ...]:
    """
    Say of every block what it is. The first of RULES that has an answer decides; what no rule claims stays.

    `title` is the one from the fields; without it, the headline is looked for among the blocks. `page_lines` are the
    numbers of blocks that a model takes for parts of a page that was pasted whole, with the rule's name.
    """
    texts = tuple(block.passage.text for block in blocks)
    appeals = find_appeals(texts)
    title_index = None if title else find_headline(blocks, appeals, agencies)
    context = Context(
        blocks=blocks,
        texts=texts,
        title=title or (texts[title_index] if title_index is not None else None),
        title_index=title_index,
        first_main=next((number for number, block in enumerate(blocks) if not block.aside), 0),
        head_end=find_head_end(blocks, title_index, agencies),
        appeals=appeals,
        page_lines=page_lines or {},
        agencies=agencies,
    )
    parts = [_judge(context, index) for index in range(len(blocks))]
    return tuple(_with_marks_apart(parts, agencies))


def _judge(context: Context, index: int) -> Part:
    for rule in RULES:
        if (part := rule(context, index)) is not None:
            return part
    raise AssertionError("the last rule claims every block")


# ---------------------------------------------------------------- rules, in the order they are asked


def _headline(context: Context, index: int) -> Part | None:
    if index == context.title_index:
        return Part(block=context.blocks[index], kind="title")
    return None


def _appeal(context: Context, index: int) -> Part | None:
    rule = context.appeals.get(index)
    return _removed(context, index, rule) if rule else None


def _outside_article(context: Context, index: int) -> Part | None:
    """Leave out what the reader of a page set aside, but for who wrote it and when, right above the article."""
    block = context.blocks[index]
    if not block.aside:
        return None
    if context.first_main - _HEAD_ABOVE <= index < context.first_main:
        text = context.texts[index]
        if is_dateline(text):
            return Part(block=block, kind="dateline")
        credit = read_credit_line(text, context.agencies) if len(text) <= _LONGEST_BYLINE else None
        if credit and not credit.is_caption:
            return Part(block=block, kind="credit", credit=credit)
    return _removed(context, index, block.aside)


def _page_furniture(context: Context, index: int) -> Part | None:
    return _removed(context, index, "page-furniture") if is_furniture(context.blocks[index].marks) else None


def _repeated_headline(context: Context, index: int) -> Part | None:
    text = context.texts[index]
    if context.title and len(text) < 400 and is_same_line(text, context.title):
        return _removed(context, index, "headline-repeated")
    return None


def _dateline(context: Context, index: int) -> Part | None:
    text = context.texts[index]
    if index < max(context.head_end, HEAD_BLOCKS) and is_dateline(text):
        return Part(block=context.blocks[index], kind="dateline")
    if index < _BYLINE_BLOCKS and (outlet := outlet_beside_date(text)):
        return Part(block=context.blocks[index], kind="dateline", outlet=outlet)
    return None


def _credit(context: Context, index: int) -> Part | None:
    block, text = context.blocks[index], context.texts[index]
    if block.kind == "heading":
        return None
    credit = read_credit_line(text, context.agencies)
    if credit is None:
        return None
    is_head_or_foot = index <= max(context.head_end, _BYLINE_BLOCKS) or index >= len(context.blocks) - 3
    if credit.authors and not is_head_or_foot:
        return None  # "By Friday" and the like begin sentences too
    return Part(block=block, kind="caption" if credit.is_caption else "credit", credit=credit)


def _known_line(context: Context, index: int) -> Part | None:
    block = context.blocks[index]
    known = know_line(context.texts[index]) if block.kind != "code" else None
    return Part(block=block, kind="removed", rule=known.rule, outlet=known.outlet) if known else None


def _picture_words(context: Context, index: int) -> Part | None:
    block = context.blocks[index]
    if block.marks and is_picture_credit(block.marks):
        return _removed(context, index, "photo-credit")
    if block.kind == "caption" or (block.marks and is_caption(block.marks)):
        return Part(block=block, kind="caption")
    # The words of a picture often stand twice: as its description and again before its credit.
    text, after = context.texts[index], context.following(index)
    if index < HEAD_BLOCKS and after.startswith(text) and after != text:
        credit = read_credit_line(after, context.agencies)
        if credit and credit.is_caption:
            return Part(block=block, kind="caption")
    return None


def _template_code(context: Context, index: int) -> Part | None:
    return _removed(context, index, "template-code") if _TEMPLATE_CODE.fullmatch(context.texts[index]) else None


def _page_line(context: Context, index: int) -> Part | None:
    rule = context.page_lines.get(index)
    return _removed(context, index, rule) if rule else None


def _standfirst(context: Context, index: int) -> Part | None:
    if context.title_index is None or not context.title_index < index < context.head_end:
        return None
    return Part(block=context.blocks[index], kind="standfirst")


def _cross_head(context: Context, index: int) -> Part | None:
    block, text = context.blocks[index], context.texts[index]
    if block.kind != "paragraph" or block.marks or index == 0:
        return None
    is_short = not _has_more_words(text) and not ends_sentence(text)
    return Part(block=block, kind="heading") if is_short and _has_more_words(context.following(index)) else None


def _as_it_came(context: Context, index: int) -> Part | None:
    block = context.blocks[index]
    return Part(block=block, kind=block.kind)


RULES: tuple[Callable[[Context, int], Part | None], ...] = (
    _headline,
    _appeal,  # before credits and dates, which may stand inside one
    _page_furniture,
    _outside_article,
    _repeated_headline,
    _dateline,
    _credit,  # before known lines, which would take "Copyright 2020 The Associated Press" for a notice
    _known_line,
    _picture_words,
    _template_code,
    _standfirst,
    _page_line,  # behind all rules that know what a line is: the model only knows what it looks like
    _cross_head,
    _as_it_came,
)


# ---------------------------------------------------------------- what rules lean on


def _removed(context: Context, index: int, rule: str) -> Part:
    return Part(block=context.blocks[index], kind="removed", rule=rule)


def _has_more_words(text: str) -> bool:
    """Say whether a text has more words than a cross-head."""
    return len(text.split(maxsplit=_HEADING_WORDS)) > _HEADING_WORDS


def _with_marks_apart(parts: Sequence[Part], agencies: Agencies) -> Iterator[Part]:
    """Part an agency's mark before the first paragraph and behind the last one from the text, as credits."""
    prose = [number for number, part in enumerate(parts) if part.kind == "paragraph"]
    for number, part in enumerate(parts):
        passage = part.block.passage
        if prose and number == prose[0] and (mark := opening_mark(passage.text, agencies)):
            yield _slice(part, 0, mark[0], mark[1])
            part = _slice(part, mark[0], len(passage.text))
            passage = part.block.passage
        if prose and number == prose[-1] and (mark := closing_mark(passage.text, agencies)):
            yield _slice(part, 0, mark[0])
            part = _slice(part, mark[0], len(passage.text), mark[1])
        yield part


def _slice(part: Part, start: int, end: int, credit: CreditLine | None = None) -> Part:
    passage = slice_passage(part.block.passage, start, end)
    block = Block(kind=part.block.kind, level=part.block.level, passage=passage, marks=part.block.marks)
    return Part(block=block, kind="credit" if credit else part.kind, credit=credit)
