"""What a block of front matter says: in: YAML, TOML or JSON, out: names, values and where each field stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.read.field_lines import Loaded
from generator.read.flat_yaml import read_flat_yaml
from generator.read.mending import BrokenLineError, Trouble, mend, rewrite_toml, rewrite_yaml, split_lines

__all__ = ["NotFieldsError", "Values", "load_table", "load_toml", "load_yaml"]

_MOST_FIELDS = 2000
"""A stop for aliases that multiply (YAML has no limit of its own); real front matter has under a hundred fields."""

_DEEPEST = 5

_LONGEST_TOML = 20_000
"""Characters; the parser takes the square of the length of a dotted key, which damage can make any length."""

_DEEPEST_NODES = 200
"""The compiled parser of YAML overflows its stack at some ten thousand."""

_STEPS = re.compile(r"(?:[-?:][ \t]+){50}|^[ \t]{200}", re.M)
"""What it takes, besides brackets, to nest by the hundred; few blocks have it, and only those are walked through."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")
"""What a YAML parser refuses a whole text for (YAML 1.1, 4.1.1), and byte order marks within it."""

_HASHED = r"#[^\s#'](?:.*\S)?"
_MARKED = r"[&!](?P<word>\w+)[ ]+[^\W\d_](?:.*\S)?"
_SWALLOWED = re.compile(
    rf"^(?P<lead>[\w-]+[ ]*:[ ]+)(?P<value>{_HASHED}|{_MARKED})(?P<end>[ \t]*\r?)$(?!\n[ \t-])",
    re.M,
)
"""A value that begins with a hash tag, which is a comment to YAML, or with `&` or `!`, of which it loses a word."""


class Values(NamedTuple):
    """The fields of a block, and the lines that had to be mended for them."""

    loaded: tuple[Loaded, ...]
    troubles: tuple[Trouble, ...] = ()


class NotFieldsError(Exception):
    """The block parses, but to something that has no fields."""

    def __init__(self, *, is_list: bool) -> None:
        super().__init__()
        self.is_list = is_list


class _NodeLoader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """
    Hands out the tree of nodes instead of values.

    So every scalar stays the text it is (YAML 1.1 would make 12:30 a number and `no` a truth value), every field
    keeps its place, and an impossible date costs nobody anything.
    """

    def get_single_data(self) -> yaml.Node | None:
        node: yaml.Node | None = self.get_single_node()
        return node


def load_yaml(block: str) -> Values | None:
    """
    Read fields from YAML, mending lines that stop the parser; None when that does not help.

    *Errors*: `NotFieldsError` for what is no mapping, `ValueError` for more fields than anybody writes.
    """
    flat = read_flat_yaml(block)
    if flat:
        return Values(flat)
    clean = _UNPRINTABLE.sub(" ", block)
    saved, swallowed = _save_swallowed(clean)
    mended = mend(saved, _parse_yaml, rewrite_yaml)
    if mended is None:
        return None
    node, (text, troubles) = mended
    if node is None:
        return Values(())
    if not isinstance(node, yaml.MappingNode):
        raise NotFieldsError(is_list=isinstance(node, yaml.SequenceNode))
    place = _places(block, text) if text != block else _index
    loaded = tuple(_walk(node, "", [_MOST_FIELDS], 0, place))
    return Values(loaded, tuple(sorted((*swallowed, *troubles), key=lambda one: one.line)))


def _parse_yaml(text: str) -> yaml.Node | None:
    try:
        if text.count("[") + text.count("{") > _DEEPEST_NODES or _STEPS.search(text):
            _refuse_deep(text)
        node: yaml.Node | None = YAMLHandler().load(text, Loader=_NodeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        opened = error.context_mark or mark
        problem = error.problem or error.context or "it is not YAML"
        if mark is None or opened is None:
            raise ValueError(problem) from error
        raise BrokenLineError(problem, mark.line, mark.column, opened.line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error).splitlines()[0] if str(error) else type(error).__name__) from error
    return node


def _refuse_deep(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_NodeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST_NODES:
            raise ValueError("it is nested too deep")


def _save_swallowed(block: str) -> tuple[str, tuple[Trouble, ...]]:
    """Put values into quotation marks of which YAML would lose words without an error."""
    troubles: list[Trouble] = []

    def save(found: re.Match[str]) -> str:
        if found["word"] and f"*{found['word']}" in block:
            return found[0]
        value = found["value"].replace("'", "''")
        cured = f"{found['lead']}'{value}'"
        line = len(split_lines(block[: found.start()]))
        problem = f"YAML does not read what follows {found['value'][0]!r} as text"
        troubles.append(Trouble(problem, line, len(found["lead"]), cured))
        return cured + found["end"]

    return _SWALLOWED.sub(save, block), tuple(troubles)


_Place = Callable[[yaml.Mark], int]
"""A mark of the parser -> characters of the block."""


def _index(mark: yaml.Mark) -> int:
    return int(mark.index)


def _places(block: str, text: str) -> _Place:
    """Lead places in a mended text back to the block: a mended line is taken as a whole."""
    lines, mended = split_lines(block), split_lines(text)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def place(mark: yaml.Mark) -> int:
        number, column = min(mark.line, len(lines)), mark.column
        if number == len(lines):
            return starts[-1]
        if lines[number] == mended[number]:
            return starts[number] + min(column, len(lines[number]))
        begins = len(mended[number]) - len(mended[number].lstrip())
        is_at_start = column <= begins
        return starts[number] + (0 if is_at_start else len(lines[number].rstrip()))

    return place


def _walk(node: yaml.MappingNode, prefix: str, budget: list[int], depth: int, place: _Place) -> Iterator[Loaded]:
    for key, value in node.value:
        budget[0] -= 1
        if budget[0] < 0 or depth > _DEEPEST:
            raise ValueError(f"more than {_MOST_FIELDS} fields, or fields nested too deep")
        written = key.value if isinstance(key, yaml.ScalarNode) else ""  # a list or table as a key names nothing
        name = prefix + written.strip().rstrip(":").casefold()
        if isinstance(value, yaml.MappingNode):
            yield from _walk(value, f"{name}.", budget, depth + 1, place)
        else:
            yield name, _node_values(value), place(key.start_mark), place(value.end_mark)


def _node_values(node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        return (str(node.value).strip(),)
    values = []
    for item in node.value:
        if isinstance(item, yaml.ScalarNode):
            values.append(" ".join(item.value.split()))
        elif isinstance(item, yaml.MappingNode):
            values.extend(_own_name({_scalar(key): _scalar(value) for key, value in item.value}))
        elif isinstance(item, yaml.SequenceNode):
            values.append(_wiki_link(item))
    return tuple(values)


def _wiki_link(node: yaml.SequenceNode) -> str:
    """Put a wiki link together again, which is a list in a list to YAML when it has no quotation marks."""
    only = node.value[0] if len(node.value) == 1 else None
    names = only.value if isinstance(only, yaml.SequenceNode) else node.value
    inner = ", ".join(filter(None, map(_scalar, names)))
    return f"[[{inner}]]" if inner else ""


def _scalar(node: yaml.Node) -> str:
    return " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""


def _own_name(item: dict[str, str]) -> Iterator[str]:
    """Take what a list item with fields of its own is called: people and tags come so."""
    name = next((item[key] for key in ("name", "title", "label", "slug") if item.get(key)), None)
    if name:
        yield name
    elif len(item) == 1:  # a text with a colon in it
        yield from (f"{key}: {value}" for key, value in item.items() if value)


def load_toml(block: str) -> Values | None:
    """Read fields from TOML, mending lines that stop the parser; None when that does not help."""
    mended = mend(re.sub(r"\r\n?", "\n", block), _parse_toml, rewrite_toml)
    if mended is None:
        return None
    table, (_, troubles) = mended
    return Values(tuple(load_table(table, "", block)), troubles)


def _parse_toml(text: str) -> dict[str, Any]:
    if len(text) > _LONGEST_TOML:
        raise ValueError("it is too long")
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        problem = str(error)
        found = re.search(r" \(at line (\d+), column (\d+)\)", problem)
        line = int(found[1]) - 1 if found else len(split_lines(text)) - 1
        column = int(found[2]) - 1 if found else 0
        raise BrokenLineError(problem.split(" (at ")[0], line, column, line) from error
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def load_table(table: dict[str, Any], prefix: str, block: str, depth: int = 0) -> Iterator[Loaded]:
    """
    List the fields of a table that a parser has read already; each is looked for in the block by its name.

    *Errors*: `ValueError` when tables are nested deeper than anybody writes.
    """
    if depth > _DEEPEST:
        raise ValueError("fields nested too deep")
    for key, value in table.items():
        name = prefix + key.strip().rstrip(":").casefold()
        if isinstance(value, dict):
            yield from load_table(value, f"{name}.", block, depth + 1)
            continue
        place = re.search(rf"^[ \t{{]*[\"']?{re.escape(key)}[\"']?[ \t]*[=:][^\r\n]*", block, re.M)
        start, end = place.span() if place else (0, len(block))
        yield name, tuple(_plain_values(value)), start, end


def _plain_values(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield from _own_name({str(key): str(inner) for key, inner in one.items() if isinstance(inner, str)})
        elif isinstance(one, bool):
            yield str(one).lower()
        elif not isinstance(one, list):
            yield "" if one is None else str(one).strip()
