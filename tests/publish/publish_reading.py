"""Reads a published site as a browser would: pages as trees, addresses as files."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from generator.publish.urls import file_of

__all__ = ["Tree", "anchors", "attribute", "file_behind", "links", "pages", "text_of", "tree_of"]

Tree = Any
"""selectolax comes without types."""

BASE = "https://digest.example.org/coast/"


def tree_of(site: dict[str, bytes], page: str) -> Tree:
    """Parse a page, named as in `urls`."""
    return LexborHTMLParser(site[file_of(page)].decode())


def pages(site: dict[str, bytes]) -> dict[str, Tree]:
    return {path: LexborHTMLParser(data.decode()) for path, data in site.items() if path.endswith(".html")}


def text_of(node: Tree) -> str:
    """Give the words of an element, white space folded."""
    return " ".join(node.text().split())


def attribute(node: Tree, name: str) -> str:
    return str(node.attributes.get(name) or "")


def anchors(tree: Tree) -> list[str]:
    return [attribute(node, "id") for node in tree.css("[id]")]


def links(path: str, tree: Tree) -> list[tuple[str, str]]:
    """List where a page leads inside the site, as (file, anchor); `cite` counts, other hosts do not."""
    found = []
    for name in ("href", "cite"):
        for node in tree.css(f"[{name}]"):
            address = urljoin(f"{BASE}{path.removesuffix('index.html')}", attribute(node, name))
            if address.startswith(BASE):
                parts = urlsplit(address)
                found.append((file_behind(address), unquote(parts.fragment)))
    return found


def file_behind(address: str) -> str:
    """Say which file answers to an address of the sample site."""
    return file_of(unquote(urlsplit(address)._replace(fragment="").geturl().removeprefix(BASE)))
