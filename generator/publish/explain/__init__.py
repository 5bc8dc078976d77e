"""How a file was read, for a person: in: a clipping, its text and the digest, out: an account, and lines of it."""

from __future__ import annotations

from generator.publish.explain.account import Explanation, account_for_file
from generator.publish.explain.layout import Line, Style, Words, lay_out
from generator.publish.explain.rules import OUTRANKED, RULES, rule_in_words

__all__ = [
    "OUTRANKED",
    "RULES",
    "Explanation",
    "Line",
    "Style",
    "Words",
    "account_for_file",
    "lay_out",
    "rule_in_words",
]
