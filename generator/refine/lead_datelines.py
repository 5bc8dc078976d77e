"""Datelines at the head of a paragraph: in: `TARVENNE, Oct 18 (Northwire) - Rain`, out: the day, the year if told."""

from __future__ import annotations

import re

from generator.records import Record
from generator.refine.instants import ImpossibleDateError, Moment, check_calendar
from generator.refine.moments import fold_line
from generator.refine.written_days import find_day_of_year, find_days

__all__ = ["LeadDateline", "find_lead_dateline"]

_LENGTH = 110
"""Characters at the head of a paragraph that a dateline with place, agency and date may take."""

_DIGIT = re.compile(r"\d")
_SMALL = r"de|del|der|di|da|do|of|and|la|le|el|al|the|dpa|rtr"
_NAMES = re.compile(rf"(?>[\W_]|(?:{_SMALL})\b|[A-ZÀ-ÞА-Я][\w.'’]*+|[^\W\d_a-zA-ZÀ-žА-я]++)*+")
"""
Places and agencies: words with a capital, or of a script without capitals; a sentence has others. Nothing is given
back once it is taken, because a point may be part of a word or stand alone, which doubles the ways at every point.
"""

_CAPITALS = re.compile(r"\b[A-ZÀ-ÞА-Я]{3,}\b")
_MARK = re.compile(r"[A-ZÀ-ÞА-Я]{3}")
"""What the capitals of a dateline hold; most paragraphs hold none, or none so early."""

_FIRST_WORD_OF_SENTENCE = re.compile(r"(?:on|in|at|by|since|until|am|im|seit|bis|le|el|il|em|op|i|на|в)\b", re.I)
_END = re.compile(r"[^\n]{0,40}?(?:[-–—:】)\]/]|[A-ZÀ-ÞА-Я]{3,}\.)")


class LeadDateline(Record, frozen=True, kw_only=True):
    """A day in the dateline of a paragraph."""

    month: int
    day: int
    year: int | None
    """None as a rule: datelines have none."""
    quote: str

    def of_year(self, year: int) -> Moment | None:
        """Complete the day; None when that year has no such day."""
        try:
            return check_calendar(Moment(year=year, month=self.month, day=self.day), self.quote)
        except ImpossibleDateError:
            return None


def find_lead_dateline(paragraph: str) -> LeadDateline | None:
    """
    Find the day in a dateline; None when the paragraph begins otherwise.

    It stands among names only, one of them in capitals or all of it in brackets, and a dash, a bracket, a colon or
    an agency's name in capitals ends it. "On 18 October, NATO said" is a sentence.

    >>> line = find_lead_dateline("TARVENNE, Oct 18 (Northwire) - Rain fell.")
    >>> line.month, line.day, line.year, line.quote
    (10, 18, None, 'TARVENNE, Oct 18 (Northwire)')
    """
    if not _DIGIT.search(paragraph, 0, 2 * _LENGTH):
        return None
    head = fold_line(paragraph[: 2 * _LENGTH])[:_LENGTH]
    if head.lstrip()[:1] not in ("(", "[", "【") and not _MARK.search(head):
        return None
    dated = next((one for one in find_days(head) if not one.is_open), None)
    day = dated or find_day_of_year(head)
    if day is None:
        return None
    before, after = head[: day.start], head[day.end :]
    end = _END.match(after)
    if end is None or _FIRST_WORD_OF_SENTENCE.match(before.lstrip("([{ ")):
        return None
    around = f"{before} {end[0]}"
    is_bracketed = before.lstrip()[:1] in ("(", "[", "【")
    if not _NAMES.fullmatch(around) or not (is_bracketed or _CAPITALS.search(around)):
        return None
    quote = head[: day.end + end.end()].strip()
    return LeadDateline(month=day.month, day=day.day, year=dated.year if dated else None, quote=quote)
