"""Evidence in words: in: what refining says it rests on, out: the rule as a person would say it, and the quotation."""

from __future__ import annotations

from collections.abc import Iterable

from generator.records import Evidence, Record

__all__ = ["EvidenceView", "evidence_views", "rule_in_words"]

_WORDS = {
    "field": "a field of the source says so",
    "page-metadata": "the page's metadata say so",
    "heading": "the heading above the text",
    "headline-line": "the line above the text",
    "first-sentence": "taken from the first sentence",
    "dateline": "a dateline in the text",
    "inline-stamp": "a date stamp before the text",
    "file-name": "the name of the file",
    "path-field": "the path that the source gives itself",
    "address": "the address of the original",
    "address-host": "the host of the original's address",
    "weekday-in-lead": "a weekday in the opening",
    "dated-link": "a link that holds a date",
    "bare-stamp": "a bare time stamp",
    "capture-date-is-not-publication": "the day it was captured, which is not the day it was published",
    "site-notice": "a notice of the site in the text",
    "credit-line": "a line of credit",
    "dateline-mark": "the agency's mark in the dateline",
    "closing-mark": "the agency's mark at the end",
    "picture-host": "the host of its pictures",
    "link-host": "the host that its links name most",
    "function-words": "the small words of the text",
}
"""A rule that is not here yet is printed under its own name, hyphens as blanks: it still says something."""


class EvidenceView(Record, frozen=True, kw_only=True):
    """Why a value is believed, or what spoke against it."""

    rule: str
    """In words."""
    quote: str
    """The words of the source it rests on. Print it as it stands: it may hold anything, tags included."""


def evidence_views(evidence: Iterable[Evidence]) -> tuple[EvidenceView, ...]:
    """Put evidence in words, in the given order."""
    return tuple(EvidenceView(rule=rule_in_words(one.rule), quote=one.quote) for one in evidence)


def rule_in_words(rule: str) -> str:
    """
    >>> rule_in_words("dateline"), rule_in_words("photo-credit")
    ('a dateline in the text', 'photo credit')
    """
    return _WORDS.get(rule, rule.replace("-", " "))
