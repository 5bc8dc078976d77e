"""The preview's script in a page: in: the page as it will be published, out: the same with one element more."""

from __future__ import annotations

import re
from html import escape, unescape

__all__ = ["with_script"]

_POLICY = re.compile(rb"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"(\bcontent\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_NEEDED = ("script-src", "script-src-elem", "style-src", "style-src-elem", "connect-src")
"""What the script does: run, bring its style sheet, and ask the server (Content Security Policy Level 3, 6.1)."""


def with_script(page: bytes, tag: bytes) -> bytes:
    """
    Add the script's element at the end of a page's body, where it is in nobody's way; a page needs not have one.

    A policy that the page carries is widened by exactly what the script needs; the rest of it stays in force.
    """
    page = _POLICY.sub(lambda found: _widened(found[0].decode()).encode(), page)
    end = page.lower().rfind(b"</body>")
    return page + tag if end < 0 else page[:end] + tag + page[end:]


def _widened(element: str) -> str:
    def renew(found: re.Match[str]) -> str:
        return f'{found[1]}"{escape(_widened_policy(unescape(found[2][1:-1])))}"'

    return _CONTENT.sub(renew, element)


def _widened_policy(policy: str) -> str:
    """Let the page's own origin do what is needed; what was not forbidden is not mentioned."""
    rules: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name:
            rules.setdefault(name.lower(), sources)
    rules.pop("require-trusted-types-for", None)  # it would forbid to parse the new page
    widened = dict(rules)
    for name in _NEEDED:
        allowed = rules.get(name, None if name.endswith("-elem") else rules.get("default-src"))
        if allowed is not None:
            widened[name] = [*(one for one in allowed if one.lower() != "'none'"), "'self'"]
    return "; ".join(" ".join([name, *sources]) for name, sources in widened.items())
