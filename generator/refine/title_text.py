"""The words of a title: in: a field as it was written, out: one line without markup of Markdown or HTML."""

from __future__ import annotations

import html
import re

__all__ = ["clean_title"]

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_PAIR = re.compile(
    r"<(em|i|b|strong|span|sup|sub|a|cite|q|small|mark|u|s|code|font|p|div|h[1-6])(?:\s[^<>]*)?>(.*?)</\1\s*>",
    re.I | re.S,
)
_BREAK = re.compile(r"\s*<(?:br|wbr)\s*/?>\s*", re.I)

_MARKDOWN = (
    (re.compile(r"^#{1,6}\s+|^[>|][+-]?\s+"), ""),  # a heading, or a folded scalar that was read as a line
    (re.compile(r"!?\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]"), r"\1"),
    (re.compile(r"\[([^\[\]]+)\]\((?:https?://|/)[^()\s]*\)"), r"\1"),
    (re.compile(r"(\*\*|~~)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w_])__(?=\S)([^_]* [^_]*)(?<=\S)__(?![\w_])"), r"\1"),  # `__init__` is a name
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_]+)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"(`+)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~$-])"), r"\1"),
)


def clean_title(written: str) -> str:
    """
    Undo entities, elements and emphasis in a title, and fold its white space.

    Elements go in pairs only, so that a title about `<blink>` keeps it.

    >>> clean_title("**Dam** opened &amp;amp; <em>closed</em>")
    'Dam opened & closed'
    """
    title = written
    for _ in range(2):  # a page's title in a feed is escaped twice
        if _ENTITY.search(title):
            title = html.unescape(title)
    while "<" in title and title != (bare := _PAIR.sub(r"\2", title)):
        title = bare
    title = _BREAK.sub(" ", title)
    for pattern, plain in _MARKDOWN:
        title = pattern.sub(plain, title)
    return " ".join(title.split())
