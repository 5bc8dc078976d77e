"""Front matter: in: a text, out: its fields with their places, where the body begins, and what was wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from generator.diagnostics import Diagnostic, diagnose, line_and_column
from generator.read.document import Document, Front
from generator.read.field_lines import FIELD_LINE, Loaded, load_lines
from generator.read.front_values import NotFieldsError, Values, load_table, load_toml, load_yaml
from generator.read.mending import Trouble, split_lines
from generator.records import Field, Span

__all__ = ["find_front_matter"]

_END = r"[ \t]*(?:\r\n|[\r\n]|\Z)"
_OPENING = re.compile(rf"\ufeff?\s{{0,200}}?(?:(?<=[\r\n])|\A|(?<=\ufeff))(-{{3,9}}|\+\+\+|```json|(?=\{{)){_END}?")
_CLOSING = {
    "---": re.compile(rf"(?:(?<=[\r\n])|\A)(?:---|\.\.\.){_END}"),
    "+++": re.compile(rf"(?:(?<=[\r\n])|\A)\+\+\+{_END}"),
    "```json": re.compile(rf"(?:(?<=[\r\n])|\A)```{_END}"),
}
_LONG_CLOSING = re.compile(rf"(?:(?<=[\r\n])|\A)-{{3,9}}{_END}")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n])[ \t]*(?:\r\n|[\r\n])")
_KEY = re.compile(r"[\w$@][\w.$@/-]*")
"""What a key of front matter looks like; prose between two thematic breaks has blanks before its first colon."""

_JSON_LINE = re.compile(r'^[ \t{]*"([^"\n]+)"[ \t]*:[ \t]*((?:.*[^ \t,}\n])?)[ \t,}]*$', re.M)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")

_Load = Callable[[str], Values | None]


def find_front_matter(document: Document) -> Front | None:
    """
    Find and read the block of fields at the top of a text: YAML, TOML or JSON; None when there is none.

    The fences are found here and python-frontmatter is handed the block alone, because on its own it loses the text
    between two thematic breaks, the place of every field, and all fields when one of them is bad.

    *Errors*: `front-matter-invalid` for every line that stops the parser; the line is mended, and when that does not
    help, the block is read line by line. `front-matter-unclosed`, `front-matter-not-mapping`, `duplicate-field`.
    """
    opening = _OPENING.match(document.text)
    if opening is None:
        return None
    fence = opening[1]
    if not fence:
        return _bare_json(document, opening.start(1))
    if not re.search(r"[\r\n]\Z", opening[0]):
        return None  # the rest of the line is text
    pattern = _CLOSING.get(fence, _LONG_CLOSING)
    closing = pattern.search(document.text, opening.end())
    if closing is None:
        return _unclosed_front(document, opening)
    block = document.text[opening.end() : closing.start()]
    whole = Span(opening.start(1), closing.end())
    if fence == "```json":
        return _fenced_json(document, block, opening.end(), whole)
    return _front(document, load_toml if fence == "+++" else load_yaml, block, opening.end(), whole)


def _front(document: Document, load: _Load, block: str, block_start: int, whole: Span) -> Front | None:
    """Make fields of a block; None when it is prose between two thematic breaks."""
    found: tuple[Diagnostic, ...] = ()
    values: Values | None = None
    problem = "it cannot be read"
    try:
        values = load(block)
    except NotFieldsError as error:
        if not error.is_list:
            return None
        found = (_not_mapping(document, whole),)
        values = Values(())
    except ValueError as error:
        problem = str(error) or problem
    if values is None:
        loaded = tuple(load_lines(block))
        if not _are_fields(loaded):
            return None
        found = (_read_by_lines(document, problem, block_start),)
        values = Values(loaded)
    if values.loaded and not _are_fields(values.loaded):
        return None
    told = (_mended(document, trouble, block, block_start) for trouble in values.troubles)
    fields, repeated = _fields(document, values.loaded, block_start)
    return Front(fields=fields, metadata=(whole,), body_start=whole.end, diagnostics=(*found, *told, *repeated))


def _are_fields(loaded: Sequence[Loaded]) -> bool:
    return any(_KEY.fullmatch(name) for name, *_ in loaded)


def _fields(
    document: Document, loaded: Sequence[Loaded], block_start: int
) -> tuple[tuple[Field, ...], tuple[Diagnostic, ...]]:
    """Take every name once: of two fields of one name the first that says something."""
    fields: dict[str, Field] = {}
    found: list[Diagnostic] = []
    for name, values, start, end in loaded:
        span = Span(block_start + start, block_start + end)
        name = _whole(name)
        field = Field(name=name, values=tuple(map(_whole, values)), span=span)
        if name in fields:
            found.append(_repeated(document, name, span))
        if name not in fields or not any(fields[name].values):
            fields[name] = field
    return tuple(fields.values()), tuple(found)


def _whole(value: str) -> str:
    """Replace halves of surrogate pairs, which escapes can spell and no encoding can write."""
    return value if value.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", value)


def _fenced_json(document: Document, block: str, block_start: int, whole: Span) -> Front | None:
    """Read a code block of JSON at the very top, which some clippers write; code that is no object stays code."""
    if not block.lstrip().startswith("{") or not _JSON_LINE.search(block):
        return None
    return _front(document, _load_json, block, block_start, whole)


def _bare_json(document: Document, start: int) -> Front | None:
    text = document.text
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        closing = re.compile(rf"(?<=[\r\n])\}}{_END}").search(text, start)
        end = closing.start() + 1 if closing else start
        value = {}
        if not re.search(r'^[ \t{]*"(?:title|date|headline)"[ \t]*:', text[start:end], re.M):
            return None  # a text that begins with a brace is a text
    if not isinstance(value, dict) or not re.match(_END, text[end:]):
        return None
    if not text[end:].strip() and "title" not in value:
        return None  # data, not an article
    return _front(document, _load_json, text[start:end], start, Span(start, end))


def _load_json(block: str) -> Values | None:
    """Read fields from JSON, commas before a closing bracket forgiven; line by line when it does not parse."""
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, strict=False)
    forgiven = _TRAILING_COMMA.sub(" ", block)
    for text in (block, forgiven):
        try:
            value = decoder.decode(text)
        except RecursionError:
            return None
        except ValueError:
            continue
        return Values(tuple(load_table(value, "", block))) if isinstance(value, dict) else None
    lines = [(line, re.sub(r'^"(.*)"$', r"\1", line[2])) for line in _JSON_LINE.finditer(block)]
    loaded = tuple((line[1].casefold(), (value,), *line.span()) for line, value in lines)
    broken = next(((line, value) for line, value in lines if not _is_json_line(line[0])), None)
    if broken is None:
        return None
    line, value = broken
    cure = f"{json.dumps(line[1], ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)},"
    return Values(loaded, (Trouble("it is not JSON", len(split_lines(block[: line.start()])), 0, cure),))


def _is_json_line(line: str) -> bool:
    try:
        json.loads("{" + line.strip(" \t,{}") + "}")
    except (ValueError, RecursionError):
        return False
    return True


def _unclosed_front(document: Document, opening: re.Match[str]) -> Front | None:
    """Take the field lines that follow an opening fence without a closing one, up to the first blank line."""
    block_start = opening.end()
    rest = document.text[block_start:]
    blank = _BLANK_LINE.search(rest)
    block = rest[: blank.start()] if blank else rest
    lines = [line for line in split_lines(block) if line.strip()]
    if opening[1] != "---" or not lines or not all(FIELD_LINE.match(line) or line[:1] in " \t-" for line in lines):
        return None
    whole = Span(opening.start(1), block_start + len(block))
    front = _front(document, load_yaml, block, block_start, whole)
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


def _repeated(document: Document, name: str, span: Span) -> Diagnostic:
    line, column = line_and_column(document.text, span.start)
    return diagnose(
        "duplicate-field",
        document.path,
        f"the field {name!r} is given twice; the first one that says something is used",
        hint="remove one of the two lines",
        line=line,
        column=column,
    )


def _mended(document: Document, trouble: Trouble, block: str, block_start: int) -> Diagnostic:
    seen = "".join(split_lines(block)[trouble.line : trouble.line + 1]).strip()[:60]
    first_line = len(split_lines(document.text[:block_start]))
    is_left_out = trouble.cure.startswith("#")
    return diagnose(
        "front-matter-invalid",
        document.path,
        f"the front matter does not parse here ({trouble.problem}): {seen!r}; "
        + (
            "the line was passed over" if is_left_out else "the line was mended, and the other fields are as they stand"
        ),
        hint="remove the line, or write it anew" if is_left_out else f"write {trouble.cure}",
        line=first_line + trouble.line + 1,
        column=trouble.column + 1,
    )


def _read_by_lines(document: Document, problem: str, block_start: int) -> Diagnostic:
    return diagnose(
        "front-matter-invalid",
        document.path,
        f"the front matter does not parse ({problem}); its fields were read line by line instead",
        hint="put values in quotation marks, and mend the indentation",
        line=len(split_lines(document.text[:block_start])) + 1,
    )
