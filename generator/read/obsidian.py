"""Obsidian's own marks in Markdown: in: a parser, out: the parser, which passes over them and keeps their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

__all__ = ["PASSED_OVER", "pass_over_highlight_links", "read_obsidian_marks"]

PASSED_OVER = "passed_over"
"""The type of a token that stands for markup: `content` is how the source spells it."""

_EMBED = re.compile(r"!\[\[[^\[\]\n]+\]\]")
_WIKI_LINK = re.compile(r"(?P<before>\[\[(?:[^\[\]|\n]+\\?\|(?=[^\[\]\n]))?)(?P<text>[^\[\]\n]+)(?P<after>\]\])")
_CALLOUT = re.compile(r"\[![A-Za-z][\w-]*\][+-]?[ \t]*")
_HIGHLIGHT = "=="
_OPENING = "opening"
_NEAR = 200
"""Tokens that a highlighted passage may hold; with the characters below, a stop for texts that are full of `==`."""

_HIGHLIGHT_OPENS = re.compile(r"==(?=[^\s=])(?=.{0,500}?[^\s=]==(?!=))", re.S)
_HIGHLIGHT_CLOSES = re.compile(r"(?<=[^\s=])==(?!=)")
_COMMENT = re.compile(r"%%.*?%%", re.S)
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]{2,}[ \t]*(?=\n|\Z)")

_FURNITURE = frozenset({"view highlight", "view tweet", "location", "open in readwise"})
"""Texts of links that Readwise puts in brackets behind every highlight."""


def read_obsidian_marks(parser: MarkdownIt) -> MarkdownIt:
    """
    Teach a parser `[[page|text]]`, `![[embed]]`, `==highlight==`, `%% comment %%`, `> [!note]` and ` ^block-id`.

    *Source*: help.obsidian.md, "Obsidian Flavored Markdown", "Callouts", "Link to a block in a note".
    """
    parser.inline.ruler.before("link", "obsidian", _obsidian_mark)
    return parser


def _obsidian_mark(state: StateInline, silent: bool) -> bool:
    source, place = state.src, state.pos
    if source[place] not in "![=%^":
        return False
    if link := _WIKI_LINK.match(source, place):
        if not silent:
            _push(state, PASSED_OVER, link["before"])
            _push(state, "text", link["text"])
            _push(state, PASSED_OVER, link["after"])
        state.pos = link.end()
        return True
    found = _EMBED.match(source, place) or _COMMENT.match(source, place)
    info = ""
    if found is None and source.startswith(_HIGHLIGHT, place):
        info = "" if _is_highlighted(state) else _OPENING
        found = (_HIGHLIGHT_OPENS if info else _HIGHLIGHT_CLOSES).match(source, place)
    if found is None and place == 0:
        found = _CALLOUT.match(source)
    if found is None and (place == 0 or source[place - 1].isspace()):
        found = _BLOCK_ID.match(source, place)
    if found is None:
        return False
    if not silent:
        _push(state, PASSED_OVER, found[0], info)
    state.pos = found.end()
    return True


def _is_highlighted(state: StateInline) -> bool:
    marks = [token for token in state.tokens[-_NEAR:] if token.type == PASSED_OVER and token.content == _HIGHLIGHT]
    return bool(marks) and marks[-1].info == _OPENING


def _push(state: StateInline, kind: str, content: str, info: str = "") -> None:
    token = state.push(kind, "", 0)
    token.content, token.info = content, info


def pass_over_highlight_links(tokens: Sequence[Token]) -> None:
    """Mark `([View Highlight](…))` as passed over, its brackets too; the address stays a link."""
    for before, opening, label, closing, after in zip(
        tokens, tokens[1:], tokens[2:], tokens[3:], tokens[4:], strict=False
    ):
        is_link = opening.type == "link_open" and closing.type == "link_close"
        in_brackets = before.content.endswith("(") and after.content.startswith(")")
        if is_link and in_brackets and label.content.casefold() in _FURNITURE:
            before.content = before.content[:-1]
            label.type = PASSED_OVER
            after.content = after.content[1:]
