"""Ways in which a file can be damaged: in: a good file and a seed, out: what a bad day makes of it."""

# ruff: noqa: ARG001 - every mutation is called in the same way, whatever it needs

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from random import Random

__all__ = ["MUTATIONS", "NAMES", "Mutation", "rename"]

Mutation = Callable[[Random, bytes, bytes, int], bytes]
"""`(chance, data, other, size)` -> the damaged file; `other` is a second good file, `size` says about how many bytes a
mutation that swells a file may add. The same arguments give the same bytes."""

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x2b\x2f\x76\x38")
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "shift_jis", "koi8-r", "utf-7")
_LINE_ENDS = (b"\n", b"\r\n", b"\r", b"\n\r", b"\v", b"\f", b"\x85", "\u2028".encode())
_ODDITIES = (
    *(bytes((code,)) for code in (*range(32), 127)),
    *("\u202e \u2066 \u2069 \u200f \u200b \ufeff \u0300 \ud7ff \ufffe \U0010ffff".encode().split(b" ")),
    *(b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xc0\x80", b"\xf5\x80\x80\x80", b"\\ud800", b"&#xD800;", b"&#x110000;"),
)
"""Control characters, marks of direction, halves of surrogate pairs and what no decoder may accept."""

_LONG_LINES = (
    *"( [ < > * _ ` ~ # | - + = : \" ' & \\ { } ! . , ; / \t é 。 “ ” 1 A a".split(" "),
    *("a b ", "{{", "{% ", "<% ", "[[", "](", "![", "<!--", "<![", "&amp;", "&#1", "\\u", "**a", "_a_ ", "~~", "`` "),
    *("2020-10-18 ", "18 October 2020, ", "on Sunday ", "11:56 ", "By Ida Holm and ", "Ida Holm, ", "(AP) — ", "A. "),
    *("https://example.org/", "a@b.", "[a](b", "|a", "> ", ">>", "- ", "1. ", "said. ", "p.m. ", "“Go.” ", "title: "),
    *("{'a':", '{"a":', "[1,", "a=", "Mr. ", "\u202e", "\u0301", "日本", "。「", "no.\u00a0"),
)
"""What one line of millions of characters is made of: each is the beginning of something that a reader looks for."""

_NESTING_ELEMENTS = (
    "div",
    "blockquote",
    "ul><li",
    "table><tr><td",
    "font",
    "b",
    "a href=x",
    "p",
    "dl><dd",
    "span",
    "x",
)
_UNCLOSED = (
    *(
        b"<!--",
        b"<![CDATA[",
        b"<script>",
        b"<style>",
        b"<title>",
        b"<textarea>",
        b"<a href='",
        b"<",
        b"</",
        b"<?",
        b"&",
    ),
    *(
        b"<![if",
        b"<!DOCTYPE [",
        b"<svg><![CDATA[",
        b"<noscript>",
        b"<template>",
        b"```\n",
        b"~~~\n",
        b"---\n",
        b"+++\n",
    ),
    *(
        b"$$",
        b"{{ ",
        b"{% raw %}",
        b"<% ",
        b".. code::\n",
        b"<plaintext>",
        b"<xmp>",
        b"<select>",
        b"<head>",
        b'{"a": "',
    ),
)
_NAMES_BEFORE = ("", "inbox/", "2020/10/18/", "2020-99-99-", "0000-00-00-", "ü\u0301/", "a b/", "%2e%2e/", "-", "CON.")
_SUFFIXES = (
    *(
        ".md",
        ".txt",
        ".html",
        ".htm",
        ".xml",
        ".json",
        ".rst",
        ".eml",
        ".mht",
        ".mhtml",
        ".org",
        ".adoc",
        ".tid",
        ".lr",
    ),
    *("", ".MD", ".xhtml", ".markdown", ".meta", ".rss", ".atom", ".mdx", ".tar.md", ".\u202emd"),
)
NAMES = tuple(f"{before}x{suffix}" for before in _NAMES_BEFORE for suffix in _SUFFIXES)
"""Names a file may be given, odd and even."""


def rename(chance: Random, path: str) -> str:
    """Give one file in four another name, which may promise another format."""
    kept = str(PurePosixPath(path)) if path else "x.md"
    return chance.choice(NAMES) if chance.random() < 0.25 else kept


# ---------------------------------------------------------------- small damage, anywhere in the file


def _flip_bits(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 100))):
        if damaged:
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _random_bytes(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    place = _place(chance, data)
    return data[:place] + chance.randbytes(chance.choice((1, 10, 200))) + data[place:]


def _delete_bytes(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    place = _place(chance, data)
    return data[:place] + data[place + chance.choice((1, 2, 10, 500)) :]


def _truncate(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    place = _place(chance, data)
    return data[:place] if chance.random() < 0.7 else data[place:]


def _splice(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    return data[: _place(chance, data)] + other[_place(chance, other) :]


def _insert_other(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    place = _place(chance, data)
    return data[:place] + other + data[place:]


def _odd_characters(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    for _ in range(chance.choice((1, 5, 50))):
        place = _place(chance, data)
        data = data[:place] + chance.choice(_ODDITIES) * chance.choice((1, 1, 30)) + data[place:]
    return data


def _line_ends(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    return b"".join(line + chance.choice(_LINE_ENDS) for line in data.splitlines())


def _shuffle_lines(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def _repeat_block(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    start = _place(chance, data)
    block = data[start : start + chance.choice((1, 20, 300))]
    times = max(2, min(1000, size // max(1, len(block))))
    return data[:start] + block * times + data[start:]


# ---------------------------------------------------------------- encodings


def _marks_inside(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    place = chance.choice((0, _place(chance, data)))
    return data[:place] + chance.choice(_MARKS) + data[place:]


def _other_encoding(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    return _encoded(chance, data)


def _spliced_encodings(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    place = _place(chance, data)
    return data[:place] + _encoded(chance, data[place:])


def _half_a_character(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    wide = data.decode("utf-8", "replace").encode("utf-16")
    return wide[: _place(chance, wide) | 1]


def _wrongly_declared(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    name = chance.choice(
        ("utf-16", "idna", "rot13", "zlib", "base64", "hex", "punycode", "undefined", "unicode_escape")
    )
    form = chance.choice(("<meta charset={}>", "<?xml version='1.0' encoding='{}'?>"))
    return form.format(name).encode() + data + b"\xe9\xff"


# ---------------------------------------------------------------- bombs in the fields


def _fields_first(chance: Random, data: bytes, block: str, fence: str = "---") -> bytes:
    return f"{fence}\ntitle: x\n{block}\n{fence}\n".encode() + data


def _alias_bomb(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    width, depth = chance.choice(((2, 30), (9, 9), (5, 20), (50, 3)))
    rows = ["l0: &l0 [x, x]", *(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * width)}]" for n in range(1, depth))]
    return _fields_first(chance, data, "\n".join(rows))


def _alias_in_itself(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    forms = ("a: &a [*a]", "a: &a {b: *a}", "<<: &a {<<: *a}", "? &a [*a]\n: b", "a: &a\n  b: *a\n  date: *a")
    return _fields_first(chance, data, chance.choice(forms))


def _deep_yaml(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    depth = max(2, min(100_000, size // 4))
    forms = (
        "a: " + "[" * depth,
        "a: " + "{a: " * depth,
        "- " * depth + "a",
        "? " * depth + "a",
        "a: " + "[" * depth + "]" * depth,
    )
    steps = min(depth, 1500)
    indented = "\n".join(f"{' ' * step}a:" for step in range(steps))
    return _fields_first(chance, data, chance.choice((*forms, indented)))


def _deep_toml(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    depth = max(2, min(100_000, size // 4))
    forms = (
        "a = " + "[" * depth,
        "a = " + "{a=" * depth,
        "[" + "a." * depth + "a]",
        "a." * depth + "a = 1",
        "[[a]]\n" * depth,
    )
    return f"+++\ntitle = 'x'\n{chance.choice(forms)}\n+++\n".encode() + data


def _deep_json(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    depth = max(2, min(100_000, size // 4))
    inner = chance.choice(
        ("[" * depth, '{"a":' * depth, "[" * depth + "]" * depth, "9" * depth, "-1e9" * 2, '"' + "\\" * depth)
    )
    return f'{{"title": "x", "a": {inner}}}\n\n'.encode() + data


def _long_field(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    name = chance.choice(
        ("title", "date", "author", "url", "tags", "source", "language", "id", "description", "rights")
    )
    value = chance.choice(_LONG_LINES) * max(1, size // 4)
    quote = chance.choice(("", '"', "'", "|\n  ", "["))
    return f"---\n{name}: {quote}{value[:size]}\n---\n".encode("utf-8", "replace") + data


def _many_fields(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    count = max(2, min(size // 12, 50_000))
    form = chance.choice(
        ("k{}: v", "title: {}", "date: 2020-10-{}", "- k{}: v", "k{}", ": {}", "a: b: {}", "\tk{}: 'v")
    )
    return _fields_first(chance, data, "\n".join(form.format(number) for number in range(count)))


def _fields_everywhere(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    fence = chance.choice((b"---\n", b"+++\n", b"...\n", b"```json\n", b"***\n", b"==> ", b"---\r"))
    return b"".join(fence + line for line in data.splitlines(keepends=True)[:2000])


# ---------------------------------------------------------------- bombs in the body


def _long_line(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    unit = chance.choice(_LONG_LINES)
    line = (unit * (size // len(unit.encode()) + 1)).encode("utf-8", "replace")[:size]
    place = chance.choice((0, len(data), _place(chance, data)))
    return data[:place] + line + chance.choice((b"", b"\n", b"x\n", b")", b">", b"]\n")) + data[place:]


def _long_mixture(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    units = chance.sample(_LONG_LINES, 3)
    line = "".join(unit * chance.choice((1, 1, 5)) for unit in units)
    return data + (line * (size // len(line.encode()) + 1)).encode("utf-8", "replace")[:size]


def _many_lines(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    line = chance.choice(_LONG_LINES) * chance.choice((1, 3)) + chance.choice(("\n", "\n\n", "\r", "  \n", "\n    "))
    return data + (line * (size // len(line.encode()) + 1)).encode("utf-8", "replace")[:size]


def _deep_html(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    element = chance.choice(_NESTING_ELEMENTS)
    depth = max(2, min(100_000, size // 6))
    text = chance.choice(("", "x", "A short text. "))
    closing = f"</{element.split('>')[0].split()[0]}>" * (depth if chance.random() < 0.5 else 0)
    return chance.choice((b"", b"<html><body>", data)) + f"{f'<{element}>{text}' * depth}{closing}".encode() + data


def _long_attributes(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    inside = chance.choice((' a="b"', " a", " class='x y'", "=", '"', "'a", " data-x=", " style='a:b;'", " a=a/")) * (
        size // 6
    )
    return data + f"<p><div {inside}>text</div>".encode() + data


def _unclosed(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    place = chance.choice((0, _place(chance, data)))
    return data[:place] + chance.choice(_UNCLOSED) * chance.choice((1, 2, max(1, size // 20))) + data[place:]


def _deep_markdown(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    depth = max(2, min(20_000, size // 6))
    forms = (
        "> " * depth + "a",
        "* " * depth + "a",
        "[" * depth + "a" + "](b)" * depth,
        "**a " * depth,
        "`" * depth + "a",
    )
    steps = "\n".join(f"{' ' * (2 * step)}- a" for step in range(min(depth, 800)))
    table = "|a" * depth + "|\n" + "|-" * depth + "|\n" + "|b" * depth
    return data + b"\n\n" + chance.choice((*forms, steps, table, "[a]: b\n" * depth, "![" * depth)).encode() + b"\n"


def _deep_rst(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    depth = max(2, min(2_000, size // 20))
    steps = "\n\n".join(f"{' ' * step}* a" for step in range(min(depth, 300)))
    includes = (
        ".. include:: /etc/passwd\n.. raw:: html\n   :file: /etc/passwd\n.. csv-table::\n   :url: http://example.org/\n"
    )
    forms = (
        steps,
        "|a|_ " * depth,
        ".. |a| replace:: |a|\n" * depth,
        "`a`__ " * depth,
        includes,
        "+--+\n|  |\n" * depth,
    )
    return b"Title\n=====\n\n:date: 2020-10-18\n\n" + chance.choice(forms).encode() + b"\n\n" + data


def _entity_bomb(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    outside = '<!ENTITY out SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://example.org/x"> %p;'
    dtd = chance.choice((f'<!DOCTYPE r [<!ENTITY e0 "ha">{rows}]>', f"<!DOCTYPE r [{outside}]>", ""))
    item = f"<item><title>x &e8;&out;</title><description>&e8; {chance.choice(_LONG_LINES)[:1]}</description></item>"
    kind = chance.choice(("rss version='2.0'", "feed xmlns='http://www.w3.org/2005/Atom'", "html"))
    start = f"<?xml version='1.0'?>{dtd}<{kind}><channel>{item}".encode()
    return start + data + f"</channel></{kind.split()[0]}>".encode()


def _feed_around(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    items = max(1, min(3_000, size // 60))
    inner = (
        b"<item><title>a</title><link>https://example.org/a</link><description>b &amp;lt;p&amp;gt;</description></item>"
    )
    deep = b"<item>" * items
    opening = b"<rss version='2.0'><channel><title>x</title>"
    content = chance.choice(
        (inner * items, deep, b"<item><content:encoded><![CDATA[" + data + b"]]></content:encoded></item>")
    )
    return opening + content + chance.choice((b"", b"</channel></rss>", data))


def _json_feed(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    items = max(1, min(3_000, size // 60))
    item = chance.choice(
        ('{"id": 1, "content_text": "a"}', "null", "[]", '{"content_html": "<p>a"}', '{"id": {}, "url": []}')
    )
    opening = '{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": ['
    return (opening + ",".join([item] * items) + chance.choice(("]}", "", "]"))).encode()


def _mime_bomb(chance: Random, data: bytes, other: bytes, size: int) -> bytes:
    depth = max(1, min(500, size // 100))
    head = "From: a@example.org\nSubject: =?utf-8?q?=ZZ?=\nDate: Mon, 99 Foo 20 99:99\nMIME-Version: 1.0\n"
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    inner = chance.choice(("text/html; charset=utf-99", "text/plain; charset=\udcff", "message/rfc822", "text/html"))
    how = chance.choice(("base64", "quoted-printable", "x-uuencode", "8bit"))
    return f"{head}{parts}Content-Type: {inner}\nContent-Transfer-Encoding: {how}\n\n".encode("utf-8", "replace") + data


MUTATIONS: dict[str, Mutation] = {
    "flip-bits": _flip_bits,
    "random-bytes": _random_bytes,
    "delete-bytes": _delete_bytes,
    "truncate": _truncate,
    "splice": _splice,
    "insert-other": _insert_other,
    "odd-characters": _odd_characters,
    "line-ends": _line_ends,
    "shuffle-lines": _shuffle_lines,
    "repeat-block": _repeat_block,
    "marks-inside": _marks_inside,
    "other-encoding": _other_encoding,
    "spliced-encodings": _spliced_encodings,
    "half-a-character": _half_a_character,
    "wrongly-declared": _wrongly_declared,
    "alias-bomb": _alias_bomb,
    "alias-in-itself": _alias_in_itself,
    "deep-yaml": _deep_yaml,
    "deep-toml": _deep_toml,
    "deep-json": _deep_json,
    "long-field": _long_field,
    "many-fields": _many_fields,
    "fields-everywhere": _fields_everywhere,
    "long-line": _long_line,
    "long-mixture": _long_mixture,
    "many-lines": _many_lines,
    "deep-html": _deep_html,
    "long-attributes": _long_attributes,
    "unclosed": _unclosed,
    "deep-markdown": _deep_markdown,
    "deep-rst": _deep_rst,
    "entity-bomb": _entity_bomb,
    "feed-around": _feed_around,
    "json-feed": _json_feed,
    "mime-bomb": _mime_bomb,
}
"""Every way to damage a file, by name."""


def _place(chance: Random, data: bytes) -> int:
    return chance.randint(0, len(data))


def _encoded(chance: Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")
