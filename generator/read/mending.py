"""Front matter that does not parse: in: a block, its parser and possible cures, out: what it says, few lines mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

__all__ = ["BrokenLineError", "Mended", "Rewrites", "Trouble", "mend", "rewrite_toml", "rewrite_yaml", "split_lines"]

_MOST_MENDED = 40
_LONGEST_BLOCK = 100_000
"""Characters; every mended line costs a few parses of the whole block, and what is longer is not written by hand."""

_LINE = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|\\Z)")
"""YAML 1.1, 4.2, counts these as line breaks."""

_YAML_ITEM_FIELD = r"(?:-[ ]+(?=(?:name|title|label|url):\s))?"
_YAML_KEY = r"""(?:[^\s:#'"\[\]{}&*!|>%@`,-][^:]{0,80}?|"[^"]*"|'[^']*')"""
_VALUE = r"(?P<value>\S(?:.*\S)?)(?P<end>\s*)$"
_YAML_FIELD = re.compile(rf"(?P<lead>[ ]*{_YAML_ITEM_FIELD}{_YAML_KEY}[ ]*:)(?P<gap>[ ]*){_VALUE}")
_YAML_ITEM = re.compile(rf"(?P<lead>[ ]*-)(?P<gap>[ ]+){_VALUE}")
_INDENTED_FIELD = re.compile(r" {1,4}(?:title|date|published|author|tags|categories|source|url|link|description):\s")
_TOML_FIELD = re.compile(rf"(?P<lead>\s*[\w.-]+\s*)[:=](?P<gap>\s*){_VALUE}")

_Value = TypeVar("_Value")


class BrokenLineError(Exception):
    """A parser stops at a line."""

    def __init__(self, problem: str, line: int, column: int, opened: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line, self.column = line, column
        """From 0, in the block."""
        self.opened = opened
        """The line on which the thing begins that could not be finished; from 0."""


class Trouble(NamedTuple):
    """A line that had to be mended."""

    problem: str
    line: int
    column: int
    cure: str
    """The line as it was read in the end."""


class Mended(NamedTuple):
    """A block that parses."""

    text: str
    """Line by line the block that was given; only the mended lines differ."""
    troubles: tuple[Trouble, ...]


Rewrites = Callable[[Sequence[str], int], Iterator[dict[int, str]]]
"""Lines and the number of one -> the cures to try, likeliest first: new texts for some of the lines."""


def mend(block: str, parse: Callable[[str], _Value], rewrites: Rewrites) -> tuple[_Value, Mended] | None:
    """
    Parse a block, mending only the lines at which the parser stops, so that everything else keeps its meaning.

    A cure is taken when the parser gets beyond the line it stopped at. None when no cure helps. *Errors*: what
    `parse` raises besides `BrokenLineError`.
    """
    troubles: list[Trouble] = []
    text = block
    while len(troubles) <= _MOST_MENDED:
        try:
            return parse(text), Mended(text, tuple(troubles))
        except BrokenLineError as error:
            broken = error
        cured = _cure(text, parse, rewrites, broken) if len(block) <= _LONGEST_BLOCK else None
        if cured is None:
            return None
        text, cure, line = cured
        column = broken.column if line == broken.line else 0
        troubles.append(Trouble(broken.problem, line, column, cure))
    return None


def split_lines(block: str) -> list[str]:
    """Split at every line break that YAML knows, which stays with its line."""
    return [line for line in _LINE.findall(block) if line]


def _cure(
    text: str, parse: Callable[[str], _Value], rewrites: Rewrites, broken: BrokenLineError
) -> tuple[str, str, int] | None:
    """Find the first cure that lets the parser go on: the text with it, how the line reads now, its number."""
    lines = split_lines(text)
    for at in dict.fromkeys((broken.line, broken.opened, broken.line - 1)):
        if not 0 <= at < len(lines):
            continue
        for changes in rewrites(lines, at):
            tried = "".join(changes.get(number, line) for number, line in enumerate(lines))
            if tried != text and _gets_beyond(tried, parse, broken, at, len(lines)):
                cure = " ".join(changes[number].strip() for number in sorted(changes))
                return tried, cure, min(changes)
    return None


def _gets_beyond(text: str, parse: Callable[[str], _Value], broken: BrokenLineError, at: int, line_count: int) -> bool:
    try:
        parse(text)
    except BrokenLineError as error:
        # What is opened and never closed is noticed on the last line only.
        was_open_to_the_end = at == broken.opened and broken.line >= line_count - 1
        return error.line > (at if was_open_to_the_end else broken.line)
    return True


def rewrite_yaml(lines: Sequence[str], at: int) -> Iterator[dict[int, str]]:
    """
    Propose cures for a line of YAML: blanks for tabs, quotation marks around the value, a blank before it, an
    indentation for what goes on from the line above, quotation marks around a value of several lines.
    """
    line = lines[at].replace("\t", "  ")
    if line != lines[at]:
        yield {at: line}
    field = _YAML_FIELD.match(line) or _YAML_ITEM.match(line)
    if field:
        yield {at: f"{field['lead']}{field['gap'] or ' '}{_in_quotes(field['value'])}{field['end']}"}
    if _INDENTED_FIELD.match(line):
        yield {at: line.lstrip()}
    if at and line.strip() and not line[0].isspace():
        yield {at: f"  {line}"}
    first = at
    while first and lines[first][:1].isspace():
        first -= 1
    last = at
    while last + 1 < len(lines) and lines[last + 1][:1] in (" ", "\t"):
        last += 1
    opening = _YAML_FIELD.match(lines[first])
    if opening and last > first:
        changes = {number: lines[number].replace("'", "''") for number in range(first, last + 1)}
        value = opening["value"]
        inner = value[1:-1] if value[0] == value[-1] == "'" else value.replace("'", "''")
        changes[first] = f"{opening['lead']} '{inner}{opening['end']}"
        body = changes[last].rstrip()
        changes[last] = f"{body}'{changes[last][len(body) :]}"
        yield changes


def rewrite_toml(lines: Sequence[str], at: int) -> Iterator[dict[int, str]]:
    """Propose cures for a line of TOML: an equals sign, quotation marks around the value; at last to leave it out."""
    field = _TOML_FIELD.match(lines[at])
    if field:
        yield {at: f"{field['lead']}={field['gap']}{field['value']}{field['end']}"}
        value = _without_marks(field["value"]).replace("\\", "\\\\").replace('"', '\\"')
        yield {at: f'{field["lead"]}= "{value}"{field["end"]}'}
    yield {at: f"#{lines[at]}"}


def _in_quotes(value: str) -> str:
    """Put a value into YAML's single quotation marks, in which nothing has a meaning."""
    return "'" + _without_marks(value).replace("'", "''") + "'"


def _without_marks(value: str) -> str:
    """Take off the quotation marks that failed: a pair around the value, or one that was never closed."""
    mark = value[0]
    if mark not in "\"'":
        return value
    if len(value) > 1 and value.endswith(mark):
        return value[1:-1].replace("\\" + mark, mark)
    return value[1:] if value.count(mark) == 1 else value
