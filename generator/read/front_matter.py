"""Front matter: in: a text, out: its fields with their places, where the body begins, and what was wrong."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.diagnostics import Diagnostic, diagnose, line_and_column
from generator.read.document import Document, Front
from generator.read.field_lines import FIELD_LINE, Loaded, load_lines
from generator.records import Field, Span

__all__ = ["find_front_matter"]

_OPENING = re.compile(r"\s{0,200}?^(---|\+\+\+|\{)[ \t]*\r?$", re.M)
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.M),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$\n?", re.M),
}
_KEY = re.compile(r"[\w$@][\w.$@/-]*")
"""What a key of front matter looks like; prose between two thematic breaks has blanks before its first colon."""

_MOST_FIELDS = 2000
"""A stop for aliases that multiply (YAML has no limit of its own); real front matter has under a hundred fields."""


class _NodeLoader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """
    Hands out the tree of nodes instead of values.

    So every scalar stays the text it is (YAML 1.1 would make 12:30 a number and `no` a truth value), every field
    keeps its place, and an impossible date costs nobody anything.
    """

    def get_single_data(self) -> yaml.Node | None:
        node: yaml.Node | None = self.get_single_node()
        return node


def find_front_matter(document: Document) -> Front | None:
    """
    Find and read the block of fields at the top of a text: YAML, TOML or JSON; None when there is none.

    The fences are found here and python-frontmatter is handed the block alone, because on its own it loses the text
    between two thematic breaks, the place of every field, and all fields when one of them is bad.

    *Errors*: `front-matter-invalid` when the block does not parse; what can be read line by line is kept.
    `front-matter-unclosed`, `front-matter-not-mapping`, `duplicate-field`.
    """
    opening = _OPENING.match(document.text)
    if opening is None:
        return None
    fence = opening[1]
    if fence == "{":
        return _json_front(document, opening.start(1))
    closing = _CLOSING[fence].search(document.text, opening.end())
    if closing is None:
        return _unclosed_front(document, opening)
    block_start = opening.end() + 1
    block = document.text[block_start : closing.start()]
    load = _load_yaml if fence == "---" else _load_toml
    return _front(document, load, block, block_start, Span(opening.start(1), closing.end()))


def _front(
    document: Document, load: Callable[[str], Loaded], block: str, block_start: int, whole: Span
) -> Front | None:
    found: list[Diagnostic] = []
    try:
        loaded = list(load(block))
    except _NotFieldsError as error:
        if not error.is_list:
            return None  # prose between two thematic breaks
        found.append(_not_mapping(document, whole))
        loaded = []
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found.append(_invalid(document, error, block, block_start))
        loaded = list(load_lines(block))
    if loaded and not any(_KEY.fullmatch(name) for name, *_ in loaded):
        return None
    fields, repeated = _fields(document, loaded, block_start)
    return Front(fields=fields, metadata=(whole,), body_start=whole.end, diagnostics=(*found, *repeated))


def _fields(
    document: Document, loaded: list[tuple[str, tuple[str, ...], int, int]], block_start: int
) -> tuple[tuple[Field, ...], tuple[Diagnostic, ...]]:
    fields: list[Field] = []
    found: list[Diagnostic] = []
    for name, values, start, end in loaded:
        span = Span(block_start + start, block_start + end)
        if any(field.name == name for field in fields):
            line, column = line_and_column(document.text, span.start)
            found.append(
                diagnose(
                    "duplicate-field",
                    document.path,
                    f"the field {name!r} is given twice; the first one is used",
                    hint="remove one of the two lines",
                    line=line,
                    column=column,
                )
            )
            continue
        fields.append(Field(name=_whole(name), values=tuple(map(_whole, values)), span=span))
    return tuple(fields), tuple(found)


def _whole(value: str) -> str:
    """Replace halves of surrogate pairs, which escapes can spell and no encoding can write."""
    return re.sub("[\ud800-\udfff]", "\ufffd", value)


class _NotFieldsError(Exception):
    """The block parses, but to something that has no fields."""

    def __init__(self, *, is_list: bool) -> None:
        super().__init__()
        self.is_list = is_list


def _load_yaml(block: str) -> Loaded:
    node = YAMLHandler().load(block, Loader=_NodeLoader)
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        raise _NotFieldsError(is_list=isinstance(node, yaml.SequenceNode))
    budget = [_MOST_FIELDS]
    yield from _walk(node, "", budget, 0)


def _walk(node: yaml.MappingNode, prefix: str, budget: list[int], depth: int) -> Loaded:
    for key, value in node.value:
        budget[0] -= 1
        if budget[0] < 0 or depth > 5:
            raise ValueError(f"more than {_MOST_FIELDS} fields, or fields nested too deep")
        name = prefix + str(getattr(key, "value", "")).strip().casefold()
        if isinstance(value, yaml.MappingNode):
            yield from _walk(value, f"{name}.", budget, depth + 1)
        else:
            yield name, _values(value), key.start_mark.index, value.end_mark.index


def _values(node: yaml.Node) -> tuple[str, ...]:
    if isinstance(node, yaml.SequenceNode):
        return tuple(" ".join(item.value.split()) for item in node.value if isinstance(item, yaml.ScalarNode))
    return (str(node.value).strip(),)


def _load_toml(block: str) -> Loaded:
    yield from _walk_table(tomllib.loads(block.replace("\r\n", "\n")), "", block)


def _walk_table(table: dict[str, Any], prefix: str, block: str) -> Loaded:
    for key, value in table.items():
        name = prefix + key.strip().casefold()
        if isinstance(value, dict):
            yield from _walk_table(value, f"{name}.", block)
            continue
        values = value if isinstance(value, list) else [value]
        place = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=:].*$", block, re.M)
        start, end = place.span() if place else (0, len(block))
        yield name, tuple(str(one).strip() for one in values if not isinstance(one, (dict, list))), start, end


def _json_front(document: Document, start: int) -> Front | None:
    try:
        value, end = json.JSONDecoder(parse_float=str, parse_int=str).raw_decode(document.text, start)
    except (ValueError, RecursionError):
        return None  # a text that begins with a brace is a text
    if not isinstance(value, dict):
        return None
    block = document.text[start:end]
    if not document.text[end:].strip() and "title" not in value:
        return None  # data, not an article
    return _front(document, lambda _: _walk_table(value, "", block), block, start, Span(start, end))


def _unclosed_front(document: Document, opening: re.Match[str]) -> Front | None:
    """Take the field lines that follow an opening fence without a closing one, up to the first blank line."""
    block_start = opening.end() + 1
    block = re.split(r"\n[ \t]*\r?\n", document.text[block_start:], maxsplit=1)[0]
    lines = [line for line in block.splitlines() if line.strip()]
    if opening[1] != "---" or not lines or not all(FIELD_LINE.match(line) or line[:1] in " \t-" for line in lines):
        return None
    whole = Span(opening.start(1), block_start + len(block))
    front = _front(document, _load_yaml, block, block_start, whole)
    if front is None:
        return None
    line, _ = line_and_column(document.text, whole.start)
    unclosed = diagnose(
        "front-matter-unclosed",
        document.path,
        "the front matter is never closed; the lines up to the first blank one were taken as fields",
        hint="add a line --- after the last field",
        line=line,
    )
    return Front(
        fields=front.fields,
        metadata=front.metadata,
        body_start=front.body_start,
        diagnostics=(unclosed, *front.diagnostics),
    )


def _not_mapping(document: Document, whole: Span) -> Diagnostic:
    return diagnose(
        "front-matter-not-mapping",
        document.path,
        "the block between the fences is a list, not fields; nothing was taken from it",
        hint="write one field a line, such as title: …",
        line=line_and_column(document.text, whole.start)[0],
    )


def _invalid(document: Document, error: Exception, block: str, block_start: int) -> Diagnostic:
    offset, problem = 0, str(error).splitlines()[0] if str(error) else type(error).__name__
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        offset, problem = (mark.index if mark else 0), error.problem or error.context or problem
    elif found := re.search(r"\(at line (\d+), column (\d+)\)", problem):
        offset = sum(len(line) for line in block.splitlines(keepends=True)[: int(found[1]) - 1]) + int(found[2]) - 1
    line, column = line_and_column(document.text, block_start + min(offset, len(block)))
    seen = document.text.splitlines()[line - 1].strip()[:60] if document.text.splitlines()[line - 1 : line] else ""
    return diagnose(
        "front-matter-invalid",
        document.path,
        f"the front matter does not parse here ({problem}): {seen!r}; its fields were read line by line instead",
        hint="put the value in quotation marks, or mend the indentation",
        line=line,
        column=column,
    )
