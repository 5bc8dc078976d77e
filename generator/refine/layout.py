"""The parts of a page: in: a draft's blocks, out: for each what it is, or the rule by which it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from generator.records import Block, Record
from generator.refine.agency_marks import closing_mark, opening_mark
from generator.refine.credits import Agencies, CreditLine, read_credit_line
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

_BYLINE_BLOCKS = 6
"""How far down a page whose headline is known from its fields a byline may stand."""


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
    """What a rule may look at besides the block itself."""

    blocks: tuple[Block, ...]
    index: int
    title: str | None
    """The title from the fields; None when there is none."""
    title_index: int | None
    """Where the headline stands among the blocks, when it was found there."""
    head_end: int
    """The first block behind headline, standfirst, credit and dateline."""
    appeals: dict[int, str]
    """The blocks inside an appeal of several paragraphs, with the rule's name."""
    page_lines: Mapping[int, str]
    """The blocks that a model takes for parts of the page, with the rule's name."""
    agencies: Agencies

    @property
    def block(self) -> Block:
        return self.blocks[self.index]

    @property
    def text(self) -> str:
        return self.block.passage.text

    @property
    def following(self) -> str:
        """The text of the next block; empty behind the last."""
        return self.blocks[self.index + 1].passage.text if self.index + 1 < len(self.blocks) else ""


def lay_out(
    blocks: tuple[Block, ...], title: str | None, agencies: Agencies, page_lines: Mapping[int, str] | None = None
) -> tuple[Part, ...]:
    """
    Say of every block what it is. The first of RULES that has an answer decides; what no rule claims stays.

    `title` is the one from the fields; without it, the headline is looked for among the blocks. `page_lines` are the
    numbers of blocks that a model takes for parts of a page that was pasted whole, with the rule's name.
    """
    appeals = find_appeals([block.passage.text for block in blocks])
    title_index = None if title else find_headline(blocks, appeals, agencies)
    head_end = find_head_end(blocks, title_index, agencies)
    parts = []
    for index in range(len(blocks)):
        context = Context(
            blocks=blocks,
            index=index,
            title=title,
            title_index=title_index,
            head_end=head_end,
            appeals=appeals,
            page_lines=page_lines or {},
            agencies=agencies,
        )
        parts.append(next(part for rule in RULES if (part := rule(context)) is not None))
    return tuple(_with_marks_apart(parts, agencies))


# ---------------------------------------------------------------- rules, in the order they are asked


def _headline(context: Context) -> Part | None:
    if context.index == context.title_index:
        return Part(block=context.block, kind="title")
    return None


def _appeal(context: Context) -> Part | None:
    rule = context.appeals.get(context.index)
    return _removed(context, rule) if rule else None


def _outside_article(context: Context) -> Part | None:
    return _removed(context, context.block.aside) if context.block.aside else None


def _page_furniture(context: Context) -> Part | None:
    return _removed(context, "page-furniture") if is_furniture(context.block.marks) else None


def _repeated_headline(context: Context) -> Part | None:
    title = context.title
    if title is None and context.title_index is not None:
        title = context.blocks[context.title_index].passage.text
    if title and len(context.text) < 400 and is_same_line(context.text, title):
        return _removed(context, "headline-repeated")
    return None


def _dateline(context: Context) -> Part | None:
    if context.index < max(context.head_end, HEAD_BLOCKS) and is_dateline(context.text):
        return Part(block=context.block, kind="dateline")
    if context.index < _BYLINE_BLOCKS and (outlet := outlet_beside_date(context.text)):
        return Part(block=context.block, kind="dateline", outlet=outlet)
    return None


def _credit(context: Context) -> Part | None:
    if len(context.text) > 300 or context.block.kind == "heading":
        return None
    credit = read_credit_line(context.text, context.agencies)
    if credit is None:
        return None
    is_head_or_foot = context.index <= max(context.head_end, _BYLINE_BLOCKS) or context.index >= len(context.blocks) - 3
    if credit.authors and not is_head_or_foot:
        return None  # "By Friday" and the like begin sentences too
    return Part(block=context.block, kind="caption" if credit.is_caption else "credit", credit=credit)


def _known_line(context: Context) -> Part | None:
    known = know_line(context.text) if context.block.kind != "code" else None
    return Part(block=context.block, kind="removed", rule=known.rule, outlet=known.outlet) if known else None


def _picture_words(context: Context) -> Part | None:
    marks = context.block.marks
    if is_picture_credit(marks):
        return _removed(context, "photo-credit")
    if context.block.kind == "caption" or is_caption(marks):
        return Part(block=context.block, kind="caption")
    # The words of a picture often stand twice: as its description and again before its credit.
    after = context.following
    if context.index < HEAD_BLOCKS and after.startswith(context.text) and after != context.text:
        credit = read_credit_line(after, context.agencies)
        if credit and credit.is_caption:
            return Part(block=context.block, kind="caption")
    return None


def _template_code(context: Context) -> Part | None:
    if re.fullmatch(r"(?:\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\s)+", context.text):
        return _removed(context, "template-code")
    return None


def _page_line(context: Context) -> Part | None:
    rule = context.page_lines.get(context.index)
    return _removed(context, rule) if rule else None


def _standfirst(context: Context) -> Part | None:
    if context.title_index is None or not context.title_index < context.index < context.head_end:
        return None
    return Part(block=context.block, kind="standfirst")


def _cross_head(context: Context) -> Part | None:
    if context.block.kind != "paragraph" or context.block.marks:
        return None
    words = context.text.split()
    is_short = len(words) <= _HEADING_WORDS and not ends_sentence(context.text)
    if is_short and context.index > 0 and len(context.following.split()) > _HEADING_WORDS:
        return Part(block=context.block, kind="heading")
    return None


def _as_it_came(context: Context) -> Part | None:
    return Part(block=context.block, kind=context.block.kind)


RULES: tuple[Callable[[Context], Part | None], ...] = (
    _headline,
    _appeal,  # before credits and dates, which may stand inside one
    _outside_article,
    _page_furniture,
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


def _removed(context: Context, rule: str) -> Part:
    return Part(block=context.block, kind="removed", rule=rule)


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
