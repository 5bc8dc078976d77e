"""Side-cars: in: the bytes of `post.meta` and its path, out: the fields that belong to the post beside it."""

from __future__ import annotations

import re

import msgspec

from generator.read.decoding import decode, is_binary
from generator.read.document import Document
from generator.read.field_lines import load_lines
from generator.read.front_matter import find_front_matter
from generator.records import Draft, Field, Span

__all__ = ["read_sidecar", "with_sidecar"]

_NIKOLA_LINE = re.compile(r"^[ \t]*\.\.[ \t]+([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.M)
_LIST_FIELDS = frozenset({"tags", "authors"})
"""Fields that Nikola writes as one line with commas."""


def read_sidecar(data: bytes, path: str) -> tuple[Field, ...]:
    """
    Read the fields of a side-car: Nikola's `.. title: …` lines, front matter, or bare `title: …` lines.

    Their spans are empty, for they stand in another file than the one that spans point into; `origin` names it.

    >>> [(field.name, field.values) for field in read_sidecar(b".. title: Rain\\n.. tags: a, b\\n", "dam.meta")]
    [('title', ('Rain',)), ('tags', ('a', 'b'))]
    """
    if is_binary(data):
        return ()
    text = decode(data).text.replace("\r\n", "\n")
    lines = _NIKOLA_LINE.findall(text)
    if lines:
        loaded = [(name.casefold(), _values(name.casefold(), value)) for name, value in lines]
    elif front := find_front_matter(Document(path=path, sha256="", text=text)):
        loaded = [(field.name, field.values) for field in front.fields]
    else:
        loaded = [(name, values) for name, values, _, _ in load_lines(text)]
    first = dict(reversed(loaded))
    names = dict.fromkeys(name for name, _ in loaded)
    return tuple(Field(name=name, values=first[name], span=Span(0, 0), origin=path) for name in names)


def with_sidecar(draft: Draft, fields: tuple[Field, ...]) -> Draft:
    """Add the fields that an article does not give itself: its own head wins."""
    own = {field.name for field in draft.fields}
    added = tuple(field for field in fields if field.name not in own)
    return msgspec.structs.replace(draft, fields=(*draft.fields, *added)) if added else draft


def _values(name: str, value: str) -> tuple[str, ...]:
    if name in _LIST_FIELDS:
        return tuple(part.strip() for part in value.split(",") if part.strip()) or ("",)
    return (value,)
