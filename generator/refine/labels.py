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

_TAG = r"[\w#][\w.+#/-]*"
_LIST_OF_TAGS = re.compile(rf"{_TAG}(?:\s+{_TAG})+")
"""A string of words that may all be tags: Jekyll and AsciiDoc part them by blanks."""

_PARTED_BY_BLANKS = frozenset({"tags", "categories"})

_MOST_IN_NAME = 3
"""So many words with capitals, or fewer, may be one name: `New York City`, `Climate change`."""


def find_labels(draft: Draft) -> tuple[str, ...]:
    """
    Collect the topics a source gives itself, as written, each once, in order.

    Lists and comma-separated strings are the same; wiki links lose their brackets and hash tags their sign.
    """
    found: dict[str, str] = {}
    for given in fields.find_fields(draft, fields.LABELS):
        values = given.values
        for value in values:
            for part in _parts(value, given.field.name, is_only=len(values) == 1):
                label = " ".join(part.split()).strip("#\"'[] ")
                is_telling = len(label) > 2 or label.isupper()  # AI, EU, C#
                if is_telling and len(label) <= _LONGEST and label.casefold() not in _NO_TOPICS:
                    found.setdefault(label.casefold(), label)
    return tuple(found.values())


def _parts(value: str, name: str, *, is_only: bool) -> list[str]:
    """
    Part a string of labels: at commas; else at wiki links, as TiddlyWiki writes them; else, a plural name's only
    value, at blanks, unless the words look like one name.
    """
    if re.search(r"[,;]", value):
        return re.split(r"[,;]", value.strip("[]"))
    if "]] " in value or " [[" in value or re.search(r"#\S+\s+#", value):
        return [long or short for long, short in re.findall(r"\[\[(.*?)\]\]|(\S+)", value)]
    words = value.split()
    is_name = len(words) <= _MOST_IN_NAME and any(word[:1].isupper() for word in words)
    if is_only and name in _PARTED_BY_BLANKS and _LIST_OF_TAGS.fullmatch(value) and not is_name:
        return words
    return [value.strip("[]")]
