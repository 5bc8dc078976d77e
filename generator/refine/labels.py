"""Labels: in: tags, categories and keywords as sources give them, out: those that can be the name of a topic."""

from __future__ import annotations

import re

from generator.records import Draft
from generator.refine import fields

__all__ = ["find_labels"]

_NO_TOPICS = frozenset(
    "news latest post posts article articles blog clipping clippings uncategorized uncategorised general misc other "
    "home featured top stories headlines breaking all default archive read-later inbox web unread "
    "the of and or a an in on for with to from by at is are was were be has have it its this that as but not his "
    "her their".split()
)
"""Words that file a text without saying what it is about: sections of sites, folders of clippers, stop words."""

_LONGEST = 60


def find_labels(draft: Draft) -> tuple[str, ...]:
    """
    Collect the topics a source gives itself, as written, each once, in order.

    Lists and comma-separated strings are the same; wiki links lose their brackets and hash tags their sign.
    """
    found: dict[str, str] = {}
    for given in fields.find_fields(draft, fields.LABELS):
        for value in given.field.values:
            for part in re.split(r"[,;]", value.strip("[]")):
                label = " ".join(part.split()).strip("#\"'[] ")
                if 2 < len(label) <= _LONGEST and label.casefold() not in _NO_TOPICS:
                    found.setdefault(label.casefold(), label)
    return tuple(found.values())
