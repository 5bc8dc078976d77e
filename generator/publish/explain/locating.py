"""Where a quote stands: in: a source's text and the words of some evidence, out: line and column."""

from __future__ import annotations

import re

from generator.diagnostics import line_and_column

__all__ = ["locate"]

_MOST_WORDS = 12
"""Words of a quote that are looked for: the rest may have been cut."""


def locate(text: str, quote: str) -> tuple[int, int]:
    """
    Find a quote in the source, line and column from 1; `(0, 0)` where it does not stand as quoted.

    White space may differ, and a field may be written in any form (`title: "…"`, `title = "…"`, `"title": "…"`).

    >>> locate('---\\nTitle:  "Rain on the hills"\\n---\\n', "title: Rain on the hills")
    (2, 1)
    """
    name, colon, value = quote.partition(": ")
    wanted = [_words(quote)]
    if colon and " " not in name:
        wanted = [rf"{re.escape(name)}[\"']?[ \t]*[:=]\s*[\"'>|\[-]*\s*{_words(value)}", *wanted, _words(value)]
    for pattern in wanted:
        found = re.search(pattern, text, re.I) if pattern else None
        if found:
            return line_and_column(text, found.start())
    return 0, 0


def _words(quote: str) -> str:
    return r"\s+".join(re.escape(word) for word in quote.split()[:_MOST_WORDS])
