"""Footnote marks in Markdown: in: a parser, out: the parser, which passes over `[^1]` and keeps the notes' words."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.read.obsidian import PASSED_OVER

__all__ = ["pass_over_footnote_marks"]

_MARK = re.compile(r"\[\^[^\s\[\]^]{1,50}\]")
_BEFORE_NOTE = re.compile(_MARK.pattern + r":[ \t]*")


def pass_over_footnote_marks(parser: MarkdownIt) -> MarkdownIt:
    """
    Teach a parser that `[^1]` is a mark and no words, in a text and, with its colon, before a note.

    *Source*: michelf.ca/projects/php-markdown/extra, "Footnotes"; Pandoc, GitHub and web clippers write the same.
    """
    parser.inline.ruler.before("link", "footnote_mark", _footnote_mark)
    return parser


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    is_at_line = state.pos == 0 or state.src[state.pos - 1] == "\n"
    found = _BEFORE_NOTE.match(state.src, state.pos) if is_at_line else None
    found = found or _MARK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push(PASSED_OVER, "", 0)
        token.content = found[0]
    state.pos = found.end()
    return True
