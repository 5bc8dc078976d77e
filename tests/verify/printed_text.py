"""What a page prints outside of proved words: in: a built site, out: texts that nobody accounts for."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from selectolax.lexbor import LexborHTMLParser

from generator.diagnostics import CATALOGUE

__all__ = ["Known", "strays_on"]

_PROVED = "q[cite], [data-headline], [data-figure], .evidence, .editor"
"""Quotations, headlines, figures, which verify compares with their sources; evidence, quoted as such; notes."""

_OF_SOURCES = ("text", "title", "headline", "evidence", "against", "quote")
"""Fields of the data that hold sentences of sources: they account for nothing."""

_TEMPLATE_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.S)

_COMPUTED = r"[0-9a-f]{8,64}|(?:https?://)?[\w-]+(?:\.[\w-]+)+\S*"
"""Hashes and addresses."""

_RULE = re.compile(r"[a-z]+(?:-[a-z]+)+")
"""The name of a rule, which pages print with blanks."""

_SHORT = re.compile(r"[^\W\d_]{0,2}")
"""What is too short to say anything: letters of back-links, signs."""


class Known:
    """Words that are no sentence of a source: the templates', the program's, and names and paths of the data."""

    def __init__(self, project: Path, site: dict[str, bytes]) -> None:
        digest, ledger = (json.loads(site[f"data/{name}.json"]) for name in ("digest", "ledger"))
        values = {*_values(digest), *digest["site"].values()}
        for source in ledger["sources"]:
            values |= {source["path"], source["format"]}
            told = (*source["diagnostics"], *source["left_out"])
            values |= {one[key] for one in told for key in ("message", "hint", "reason") if one.get(key)}
            values |= {piece[3].replace("-", " ") for entry in source["entries"] for piece in entry["pieces"]}
        longest_first = sorted(_phrases(project) | values, key=lambda text: (-len(text), text))
        known = "|".join(re.escape(text) for text in longest_first if not _SHORT.fullmatch(text))
        pages = (LexborHTMLParser(data) for path, data in site.items() if path.endswith(".html"))
        quoted = {" ".join(node.text().split()) for page in pages for node in page.css("q[cite]")}
        self._sentences = sorted(one for one in quoted if one.count(" ") > 2)
        self._known = re.compile(rf"(?<!\w)(?:{_COMPUTED}|{known})(?!\w)", re.I)

    def is_stray(self, text: str) -> bool:
        """Say whether a text holds a sentence of a source, or words that are nobody's."""
        return bool(self.leftover(text)) or any(sentence in text for sentence in self._sentences)

    def leftover(self, text: str) -> str:
        """Take out of a text what is known, numbers and signs; what stays is nobody's."""
        words = re.findall(r"[^\W\d_]+", self._known.sub(" ", text))
        return " ".join(word for word in words if not _SHORT.fullmatch(word))


def strays_on(page: str, known: Known) -> list[str]:
    """
    List the texts of a page that are neither proved, nor quoted as evidence, nor of words that are known.

    The words of a clipping's links are its own, and stand as links on its page.
    """
    tree = LexborHTMLParser(page)
    for element in tree.css(f"script, style, title, {_PROVED}, .links a"):
        element.decompose()
    nodes = tree.root.traverse(include_text=True) if tree.root else ()
    texts = [" ".join(node.text(deep=False).split()) for node in nodes if node.tag == "-text"]
    return [text for text in dict.fromkeys(texts) if known.is_stray(text)]


def _values(data: Any) -> Iterator[str]:
    """Give every string of the data that is no sentence of a source."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in _OF_SOURCES:
                yield from _values(value)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value)
    elif isinstance(data, str) and data:
        yield data


@cache
def _phrases(project: Path) -> frozenset[str]:
    """Collect the literal words of templates and of the program, docstrings left out, and names of days and months."""
    found: set[str] = set()
    for path in (project / "templates").rglob("*.html"):
        found.update(_TEMPLATE_CODE.split(path.read_text("utf-8")))
        found.update(re.findall(r'"([^"]+)"', path.read_text("utf-8")))
    for path in (project / "generator").rglob("*.py"):
        literals = set(_literals(ast.parse(path.read_text("utf-8"))))
        found.update(one.replace("-", " ") for one in literals if _RULE.fullmatch(one))
        if path.parent.relative_to(project / "generator").parts[:1] in (("publish",), ("digest",)):
            found.update(literals)
    found.update(meaning for _, meaning in CATALOGUE.values())
    locale = Locale("en")
    for names in (locale.months["format"]["wide"], *map(locale.days["stand-alone"].get, ("wide", "abbreviated"))):
        found.update(names.values())
    return frozenset(re.sub(r"^\W+|\W+$", "", " ".join(one.split())) for one in found)


def _literals(tree: ast.AST) -> Iterator[str]:
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value
