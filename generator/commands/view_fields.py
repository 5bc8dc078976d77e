"""What a template may print: in: a view record, out: its fields in words, and those of the records within."""

from __future__ import annotations

import ast
import inspect
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from generator.records import Record

__all__ = ["Field", "RecordFields", "describe", "fields_in_words"]


class Field(NamedTuple):
    name: str
    type: str
    """As it is annotated: `tuple[StoryView, ...]`."""
    about: str
    """What the source says under it; empty where name and type say it all."""


class RecordFields(NamedTuple):
    """A record, with whatever it says of itself."""

    name: str
    about: str
    fields: tuple[Field, ...]


def describe(view: type[Record]) -> tuple[RecordFields, ...]:
    """Describe a record and all records that its fields hold, each once, those met first in front."""
    found: dict[type[Record], RecordFields] = {}
    waiting = [view]
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found[one] = _described(one)
            waiting += _records_in(one)
    return tuple(found.values())


def fields_in_words(name: str, view: type[Record]) -> Iterator[str]:
    """Write the fields of a view for people, line by line; `name` is that under which templates know it."""
    for place, one in enumerate(describe(view)):
        yield ""
        yield f"{name} is a {one.name}{': ' if one.about else ''}{one.about}" if place == 0 else _titled(one)
        width = max((len(field.name) for field in one.fields), default=0)
        for field in one.fields:
            yield f"  {field.name:<{width}}  {field.type}"
            if field.about:
                yield f"  {'':<{width}}    {field.about}"


def _titled(one: RecordFields) -> str:
    return f"{one.name}: {one.about}" if one.about else one.name


def _described(record: type[Record]) -> RecordFields:
    """Read what is written under each field: Python keeps no such strings at run time."""
    body = _class_bodies(inspect.getmodule(record))[record.__name__]
    fields = []
    for place, line in enumerate(body):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            below = body[place + 1] if place + 1 < len(body) else None
            fields.append(Field(line.target.id, ast.unparse(line.annotation), _said(below)))
    return RecordFields(record.__name__, _said(body[0]), tuple(fields))


@cache
def _class_bodies(module: Any) -> dict[str, list[ast.stmt]]:
    tree = ast.parse(inspect.getsource(module))
    return {one.name: one.body for one in tree.body if isinstance(one, ast.ClassDef)}


def _said(line: ast.stmt | None) -> str:
    if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str):
        return " ".join(line.value.value.split())
    return ""


def _records_in(record: type[Record]) -> list[type[Record]]:
    return [one for hint in typing.get_type_hints(record).values() for one in _within(hint)]


def _within(hint: Any) -> Iterator[type[Record]]:
    if isinstance(hint, type) and issubclass(hint, Record):
        yield hint
    for inner in typing.get_args(hint):
        yield from _within(inner)
