"""Styles for e-mail: in: markup without any, out: the same with a style attribute on every element that has one."""

from __future__ import annotations

import re

from markupsafe import Markup

__all__ = ["EMAIL_STYLES", "add_styles"]

EMAIL_STYLES = {
    "body": "margin:0;padding:24px 16px;background:#ffffff;color:#1a1a1a;font:16px/1.5 Georgia,serif",
    "frame": "max-width:640px;margin:0 auto",
    "h1": "margin:0 0 4px;font-size:26px;line-height:1.2",
    "h2": "margin:32px 0 8px;font-size:20px;line-height:1.25",
    "h3": "margin:0 0 8px;font-size:17px",
    "p": "margin:0 0 12px",
    "a": "color:#1a4a7a",
    "blockquote": "margin:0 0 16px;padding:0 0 0 14px;border-left:3px solid #999999",
    "ol": "margin:8px 0 12px;padding-left:28px;font-size:14px",
    "ul": "margin:0 0 12px;padding-left:28px;font-size:14px",
    "li": "margin:0 0 6px",
    "small": "color:#555555;font-size:13px",
    "sup": "font-size:11px;line-height:0",
}
"""By element, but for `frame`. Mail programs drop style sheets, or move them where they style nothing."""

_START_TAG = re.compile(r"<([a-z][a-z0-9]*)(?=[ >])")


def add_styles(markup: Markup) -> Markup:
    """
    Put styles on what we wrote ourselves: there a bare `<` begins a tag, for all text is escaped.

    >>> add_styles(Markup("<q>1 &lt;p 2</q><sup>x</sup>"))
    Markup('<q>1 &lt;p 2</q><sup style="font-size:11px;line-height:0">x</sup>')
    """
    return Markup(_START_TAG.sub(_with_style, markup))


def _with_style(tag: re.Match[str]) -> str:
    style = EMAIL_STYLES.get(tag[1])
    return f'{tag[0]} style="{style}"' if style else tag[0]
