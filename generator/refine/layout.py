"""The parts of a page: in: a draft's blocks, out: for each what it is, or the rule by which it is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal

from generator.records import Block, Record
from generator.refine.credits import Agencies, CreditLine, closing_mark, opening_mark, read_credit_line
from generator.refine.moments import ImpossibleDateError, read_moment
from generator.refine.tables import load_table
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

_FURNITURE_ELEMENTS = frozenset("nav footer aside form button menu dialog select option".split())
_FURNITURE_NAMES = re.compile(
    r"(?:^|[.#_-])(?:nav|navbar|menu|sidebar|footer|comments?|share|sharing|social|newsletter|subscribe|promo|related|"
    r"recommended|breadcrumbs?|cookie|banner|ad|ads|advert\w*|paywall|sponsor\w*)(?:$|[.#_-])",
    re.I,
)
_CAPTION_NAMES = re.compile(
    r"(?:^|[.#_-])(?:caption|figcaption|wp-caption-text|image_data|img-caption)(?:$|[.#_-])", re.I
)
_CREDIT_NAMES = re.compile(r"(?:^|[.#_-])(?:credit|credits|photo-credit|image-credit|copyright)(?:$|[.#_-])", re.I)

_HEADLINE_WORDS = 25
_HEADING_WORDS = 8
"""A cross-head is a few words; nine in ten of those seen have fewer than seven."""

_HEAD_BLOCKS = 12
"""How far down a page its headline, standfirst, credit and dateline may stand, notices included."""

_BYLINE_BLOCKS = 6
"""How far down a page whose headline is known from its fields a byline may stand."""

_ENDS_SENTENCE = re.compile(r"[.!?…。！？:;,][\"”’»)\]]*$")


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
    run_end: dict[int, str]
    """Indexes of blocks inside an appeal of several paragraphs, with the rule's name."""
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


def lay_out(blocks: tuple[Block, ...], title: str | None, agencies: Agencies) -> tuple[Part, ...]:
    """
    Say of every block what it is. The first of RULES that has an answer decides; what no rule claims stays.

    `title` is the one from the fields; without it, the headline is looked for among the blocks.
    """
    runs = _runs(blocks)
    title_index = None if title else _find_headline(blocks, runs, agencies)
    head_end = _find_head_end(blocks, title_index, agencies)
    parts = []
    for index in range(len(blocks)):
        context = Context(
            blocks=blocks,
            index=index,
            title=title,
            title_index=title_index,
            head_end=head_end,
            run_end=runs,
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
    rule = context.run_end.get(context.index)
    return _removed(context, rule) if rule else None


def _page_furniture(context: Context) -> Part | None:
    around: set[str] = set()
    for mark in context.block.marks:
        name = re.split(r"[.#]", mark, maxsplit=1)[0]
        if name == "header" and not around & {"main", "article"}:
            return _removed(context, "page-furniture")  # of the site; an article's own header holds its headline
        around.add(name)
        if name in _FURNITURE_ELEMENTS or (
            name not in ("html", "body", "main", "article") and _FURNITURE_NAMES.search(mark)
        ):
            return _removed(context, "page-furniture")
    return None


def _repeated_headline(context: Context) -> Part | None:
    title = context.title
    if title is None and context.title_index is not None:
        title = context.blocks[context.title_index].passage.text
    if title and len(context.text) < 400 and is_same_line(context.text, title):
        return _removed(context, "headline-repeated")
    return None


def _dateline(context: Context) -> Part | None:
    if context.index < max(context.head_end, _HEAD_BLOCKS) and _is_dateline(context.text):
        return Part(block=context.block, kind="dateline")
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
    if len(context.text) > 240 or context.block.kind == "code":
        return None
    for rule, pattern in _line_patterns():
        if found := pattern.fullmatch(context.text):
            part = _removed(context, rule)
            outlet = found.groupdict().get("outlet")
            return Part(block=part.block, kind="removed", rule=rule, outlet=outlet) if outlet else part
    return None


def _picture_words(context: Context) -> Part | None:
    marks = context.block.marks
    if any(_CREDIT_NAMES.search(mark) for mark in marks):
        return _removed(context, "photo-credit")
    if context.block.kind == "caption" or any(_CAPTION_NAMES.search(mark) for mark in marks):
        return Part(block=context.block, kind="caption")
    # The words of a picture often stand twice: as its description and again before its credit.
    after = context.following
    if context.index < _HEAD_BLOCKS and after.startswith(context.text) and after != context.text:
        credit = read_credit_line(after, context.agencies)
        if credit and credit.is_caption:
            return Part(block=context.block, kind="caption")
    return None


def _template_code(context: Context) -> Part | None:
    if re.fullmatch(r"(?:\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\s)+", context.text):
        return _removed(context, "template-code")
    return None


def _standfirst(context: Context) -> Part | None:
    if context.title_index is None or not context.title_index < context.index < context.head_end:
        return None
    return Part(block=context.block, kind="standfirst")


def _cross_head(context: Context) -> Part | None:
    if context.block.kind != "paragraph" or context.block.marks:
        return None
    words = context.text.split()
    is_short = len(words) <= _HEADING_WORDS and not _ENDS_SENTENCE.search(context.text)
    if is_short and context.index > 0 and len(context.following.split()) > _HEADING_WORDS:
        return Part(block=context.block, kind="heading")
    return None


def _as_it_came(context: Context) -> Part | None:
    return Part(block=context.block, kind=context.block.kind)


RULES: tuple[Callable[[Context], Part | None], ...] = (
    _headline,
    _appeal,  # before credits and dates, which may stand inside one
    _page_furniture,
    _repeated_headline,
    _dateline,
    _credit,  # before known lines, which would take "Copyright 2020 The Associated Press" for a notice
    _known_line,
    _picture_words,
    _template_code,
    _standfirst,
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


def _is_dateline(text: str) -> bool:
    if len(text) > 80:
        return False
    try:
        moment = read_moment(text, whole=True)
    except ImpossibleDateError:
        return False
    return moment is not None and moment.day is not None


def _is_prose(text: str) -> bool:
    return len(text.split()) > 12 and _ENDS_SENTENCE.search(text) is not None


def _find_headline(blocks: tuple[Block, ...], runs: dict[int, str], agencies: Agencies) -> int | None:
    """
    Find the line that is the headline: the first heading, or in plain text the first line that is not a notice, ends
    without a full stop and has an article below it.
    """
    for index, block in enumerate(blocks[:_HEAD_BLOCKS]):
        text = block.passage.text
        if index in runs or _is_notice(text) or any(_FURNITURE_NAMES.search(mark) for mark in block.marks):
            continue
        if block.kind == "heading":
            return index
        if _is_dateline(text) or read_credit_line(text, agencies):
            continue
        is_line = 3 <= len(text.split()) <= _HEADLINE_WORDS and not _ENDS_SENTENCE.search(text)
        below = blocks[index + 1 : index + _HEAD_BLOCKS]
        if block.kind == "paragraph" and is_line and any(_is_prose(other.passage.text) for other in below):
            return index
        if _is_prose(text):
            return next(
                (
                    number
                    for number, other in enumerate(blocks[:_HEAD_BLOCKS])
                    if other.kind == "heading" and other.level == 1
                ),
                None,
            )
    return None


def _find_head_end(blocks: tuple[Block, ...], title_index: int | None, agencies: Agencies) -> int:
    """
    Find where the article begins behind its headline: after the last dateline or credit that stands there.

    Without one the line below a headline is its first paragraph, whatever its length: what is in doubt stays.
    """
    if title_index is None:
        return 0
    end = title_index + 1
    for index in range(title_index + 1, min(len(blocks), title_index + 6)):
        text = blocks[index].passage.text
        if _is_dateline(text) or ((credit := read_credit_line(text, agencies)) and not credit.is_caption):
            end = index + 1
        elif _is_prose(text) and len(text.split()) > 40:
            break
    return end


def _is_notice(text: str) -> bool:
    return len(text) <= 240 and any(pattern.fullmatch(text) for _, pattern in _line_patterns())


def _runs(blocks: Sequence[Block]) -> dict[int, str]:
    """Find appeals of several paragraphs by their first and last lines."""
    found: dict[int, str] = {}
    for rule, first, last, at_most in _run_patterns():
        for start, block in enumerate(blocks):
            if not first.fullmatch(block.passage.text):
                continue
            for stop in range(start, min(start + at_most, len(blocks))):
                if stop > start and last.fullmatch(blocks[stop].passage.text):
                    found.update(dict.fromkeys(range(start, stop + 1), rule))
                    break
    return found


@cache
def _line_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = load_table("phrases")["lines"]
    return tuple((rule, re.compile("|".join(f"(?:{one})" for one in forms), re.I)) for rule, forms in table.items())


@cache
def _run_patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str], int], ...]:
    return tuple(
        (run["rule"], re.compile(run["first"], re.I), re.compile(run["last"], re.I), run["at_most"])
        for run in load_table("phrases")["runs"]
    )
