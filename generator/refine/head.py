"""The head of an article: in: its blocks, out: where the headline stands and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generator.records import Block
from generator.refine.agencies import Agencies
from generator.refine.credits import read_credit_line
from generator.refine.marks import is_furniture
from generator.refine.moments import ImpossibleDateError, read_moment, text_around
from generator.refine.phrases import know_line

__all__ = ["HEAD_BLOCKS", "ends_sentence", "find_head_end", "find_headline", "is_dateline", "outlet_beside_date"]

HEAD_BLOCKS = 12
"""How far down a page its headline, standfirst, credit and dateline may stand, notices included."""

_HEADLINE_WORDS = range(3, 26)
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
"""A letter of a script that puts no blanks between words: Thai, Japanese, Chinese."""

_LETTERS_IN_WORD = 2
"""How many such letters make a word, roughly."""

_DATELINE_LENGTH = 80
_OUTLET = re.compile(
    r"[A-ZÀ-Þ0-9][\w.&’'-]*(?:\s+(?:(?:of|the|and|de|la|le|du|des|der|die|für|&)\s+)?[A-ZÀ-Þ0-9][\w.&’'-]*){0,5}"
)
_ENDS_SENTENCE = re.compile(r"[.!?…。！？:;,][\"”’»)\]]*$")


def find_headline(blocks: tuple[Block, ...], passed_over: Collection[int], agencies: Agencies) -> int | None:
    """
    Find the line that is the headline; None when there is none.

    It is the first heading, or in plain text the first line that is no notice, ends without a full stop and has an
    article below it; one or two words are a headline only right above a dateline. Blocks whose numbers are
    `passed_over` belong to the page.
    """
    for index, block in enumerate(blocks[:HEAD_BLOCKS]):
        text = block.passage.text
        if index in passed_over or know_line(text) or is_furniture(block.marks):
            continue
        if block.kind == "heading":
            return index
        if is_dateline(text) or outlet_beside_date(text) or read_credit_line(text, agencies):
            continue
        below = [other.passage.text for other in blocks[index + 1 : index + HEAD_BLOCKS]]
        if block.kind == "paragraph" and _is_headline(text, below):
            return index
        if _is_prose(text):
            return _first_heading(blocks)
    return None


def find_head_end(blocks: tuple[Block, ...], title_index: int | None, agencies: Agencies) -> int:
    """
    Find where the article begins behind its headline: after the last dateline or credit that stands there.

    Without one, or with nothing but that behind the whole text, the line below a headline is its first paragraph,
    whatever its length: what is in doubt stays.
    """
    if title_index is None:
        return 0
    end = title_index + 1
    for index in range(title_index + 1, min(len(blocks), title_index + 6)):
        text = blocks[index].passage.text
        credit = read_credit_line(text, agencies)
        if is_dateline(text) or outlet_beside_date(text) or (credit and not credit.is_caption):
            end = index + 1
        elif _is_prose(text) and _count_words(text) > 40:
            break
    has_text_below = any(_is_prose(block.passage.text) for block in blocks[end:])
    has_text_above = any(_is_prose(block.passage.text) for block in blocks[title_index + 1 : end])
    return title_index + 1 if has_text_above and not has_text_below else end


def is_dateline(line: str) -> bool:
    """Say whether a line is a date and nothing else, to the day at least."""
    if len(line) > _DATELINE_LENGTH:
        return False
    try:
        moment = read_moment(line, whole=True)
    except ImpossibleDateError:
        return False
    return moment is not None and moment.day is not None


def outlet_beside_date(line: str) -> str | None:
    """
    Name the outlet in a line that is an outlet and a date and nothing else, as people note them above a text.

    Only words with capitals, at most six, and small words between them: anything more may be a sentence.

    >>> outlet_beside_date("March 4, 2026 – The Northline"), outlet_beside_date("Born on 4 March 2026 in Oslo")
    ('The Northline', None)
    """
    if len(line) > _DATELINE_LENGTH or ends_sentence(line):
        return None
    beside = text_around(line)
    return beside if beside and _OUTLET.fullmatch(beside) else None


def ends_sentence(line: str) -> bool:
    """Say whether a line ends as sentences do, which headlines and cross-heads do not."""
    return _ENDS_SENTENCE.search(line) is not None


def _is_headline(line: str, below: Sequence[str]) -> bool:
    if ends_sentence(line) or not any(map(_is_prose, below)):
        return False
    count = _count_words(line)
    is_above_date = is_dateline(below[0]) or outlet_beside_date(below[0]) is not None
    return count in _HEADLINE_WORDS or (0 < count < _HEADLINE_WORDS.start and is_above_date)


def _is_prose(text: str) -> bool:
    return _count_words(text) > 12 and ends_sentence(text)


def _count_words(text: str) -> int:
    """
    Count words by blanks; where a script has none, by letters.

    >>> _count_words("The dam held"), _count_words("ダムは持ちこたえた")
    (3, 5)
    """
    return len(text.split()) + len(_UNSPACED.findall(text)) // _LETTERS_IN_WORD


def _first_heading(blocks: tuple[Block, ...]) -> int | None:
    """A headline may stand below its standfirst, as a heading of the first level."""
    numbers = (
        number for number, block in enumerate(blocks[:HEAD_BLOCKS]) if block.kind == "heading" and block.level == 1
    )
    return next(numbers, None)
