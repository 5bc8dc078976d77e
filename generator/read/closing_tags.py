"""Tags that machines put behind a text: in: a text, out: its last lines as a field, when they are tags and no more."""

from __future__ import annotations

import re

from generator.records import Field, Span

__all__ = ["find_closing_tags"]

_TAG = r"(?:\[\[[^\[\]\r\n]{1,60}\]\]|#[^\s#()\[\]]*[^\W\d_][^\s#()\[\]]*)"
_TAG_LINES = re.compile(rf"(?:^[ \t]*{_TAG}(?:[ \t,]+{_TAG})*[ \t]*(?:\r?\n|\r|\Z)\s*)+\Z", re.M)
_LONGEST = 2000
"""Characters from the end in which the tags must stand."""


def find_closing_tags(text: str, start: int, end: int) -> Field | None:
    """
    Take the lines at the end of `text[start:end]` that hold nothing but `#tags` and `[[tags]]`.

    None when there are none, or nothing else: a text of one hashtag is a text.
    """
    if "#" not in text[max(start, end - _LONGEST) : end] and "[[" not in text[max(start, end - _LONGEST) : end]:
        return None
    low = max(start, end - _LONGEST)
    found = _TAG_LINES.search(text[low:end])
    if found is None or not text[start : low + found.start()].strip():
        return None
    values = tuple(tag.strip("#[],") for tag in re.findall(_TAG, found[0]))
    return Field(name="tag-line", values=values, span=Span(low + found.start(), end))
