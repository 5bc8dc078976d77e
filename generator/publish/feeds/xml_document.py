"""XML for feeds and their like: in: names, texts and attributes, out: a well-formed document."""

from __future__ import annotations

import html
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from generator.publish.characters import drop_illegal

__all__ = ["add", "begin", "finish", "write_part"]

_PARTS = "parts"
"""An element that no document has: where finished parts go."""


def begin(name: str, attributes: dict[str, str] | None = None) -> ET.Element:
    """
    Make the root of a document, or of a part of one.

    Namespaces are declared as plain attributes and prefixes written in names: ElementTree would otherwise choose
    prefixes from a table that all programs in a process share, and has none for a default namespace with attributes.
    """
    return ET.Element(name, _clean(attributes or {}))


def add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """Append an element; characters that XML forbids are left out, all others are escaped once."""
    child = ET.SubElement(parent, name, _clean(attributes))
    child.text = drop_illegal(text) or None
    return child


def finish(root: ET.Element, parent: ET.Element | None = None, parts: Sequence[str] = (), style: str = "") -> bytes:
    """
    Write a document, an element a line, with finished `parts` behind the other children of `parent`.

    `&` and `<` become hexadecimal references: some readers of RSS decode named ones a second time
    (RSS Advisory Board, Best Practices Profile, title). XML parsers see no difference. `style` is the address of a
    style sheet for browsers; empty for none.
    """
    if parent is not None:
        add(parent, _PARTS)
    ET.indent(root, " ")
    head, _, tail = _write(root).partition(f"<{_PARTS} />")  # no text holds a bare `<`
    sheet = f'<?xml-stylesheet type="text/css" href="{html.escape(style)}"?>\n' if style else ""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{sheet}{head}{"".join(parts).strip()}{tail}\n'.encode()


def write_part(element: ET.Element, depth: int) -> str:
    """Write an element that stands `depth` elements deep in its document, to be handed to `finish`."""
    ET.indent(element, " ", depth)
    return f"\n{' ' * depth}{_write(element)}"


def _write(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode").replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")


def _clean(attributes: dict[str, str]) -> dict[str, str]:
    return {name: drop_illegal(value) for name, value in attributes.items()}
