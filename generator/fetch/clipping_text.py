"""From an item of a feed to a clipping: in: a draft of the feed's reader, out: a file's text and ending."""

from __future__ import annotations

import hashlib
import html
import re
from base64 import b32encode
from collections.abc import Iterator, Sequence

from generator.read import read
from generator.records import Block, Draft, Field, Link, Source
from generator.refine.fields import URL
from generator.text.slugs import make_slug

__all__ = ["keys_of", "keys_of_item", "make_clipping_text", "name_of"]

_IDS = ("id", "guid", "item-id")
_ORDER = ("title", "date", "updated", "url", "external_url", "site_name", "author", "tags", "language", "licence")
"""The fields that a reader of the file looks for, first to last; what else a feed says follows."""
_LISTS = frozenset({"author", "tags"})
_MARK = re.compile(r"(?P<name>[a-z][a-z0-9]*)(?P<classes>(?:\.[^.#\s]+)*)(?:#(?P<id>\S+))?")
_NEVER_OPENED = frozenset({"html", "head", "body", "title"})
"""Elements that would make a whole page of the text; what is in them reads the same without."""
_LARGEST = 1 << 30
"""Bytes: what comes out of a feed was within its limit, so that reading it again needs none."""


def keys_of(fields: Sequence[Field]) -> frozenset[str]:
    """Tell the ids and addresses by which an item, or a clipping made of it, is known again."""
    ids = (f"id {value}" for field in fields if field.name in _IDS for value in field.values if value)
    addresses = (
        f"url {value.strip('<>')}"
        for field in fields
        if field.name in URL
        for value in field.values
        if re.match(r"<?https?://", value)
    )
    return frozenset((*ids, *addresses))


def keys_of_item(draft: Draft) -> frozenset[str]:
    """As `keys_of`; an item that says nothing of itself gets an id from its words, which its file will carry."""
    return keys_of(draft.fields) or frozenset({f"id {_made_id(draft)}"})


def name_of(draft: Draft, *, is_second: bool = False) -> str:
    """
    Name the file of an item after its title; `is_second` when another item has that name.

    An item without a date does not get a name with figures: the build would take them for the day.
    """
    fields = {field.name: field.values[0] for field in draft.fields}
    mark = _made_id(draft)[:8]
    slug = make_slug(fields["title"]) if "title" in fields else ""
    if not slug or ("date" not in fields and re.search(r"\d", slug)):
        return f"item-{mark}"
    return f"{slug}-{mark}" if is_second else slug


def make_clipping_text(draft: Draft) -> tuple[str, str]:
    """
    Write an item as a clipping: its text, and the ending of its file (`.txt` or `.html`).

    What was plain stays plain as far as it reads back the same; all else becomes HTML of the elements that the
    reader tells apart, with the links absolute. Scripts, styles and frames of the feed do not get that far.
    """
    head = _front_matter(draft)
    plain = head + "\n\n".join(block.passage.text for block in draft.blocks) + "\n"
    is_plain = not any(block.marks for block in draft.blocks) and not draft.links and not draft.images
    if is_plain and _reads_as(draft, plain, ".txt"):
        return plain, ".txt"
    marked = head + _as_html(draft, with_marks=True)
    if _reads_as(draft, marked, ".html"):
        return marked, ".html"
    return head + _as_html(draft, with_marks=False), ".html"


def _made_id(draft: Draft) -> str:
    said = sorted(keys_of(draft.fields)) or [block.passage.text for block in draft.blocks]
    titles = [value for field in draft.fields if field.name == "title" for value in field.values]
    digest = hashlib.sha256("\n".join((*titles, *said)).encode("utf-8", "replace")).digest()
    return b32encode(digest)[:16].decode().lower()


def _front_matter(draft: Draft) -> str:
    fields = {field.name: field.values for field in draft.fields if any(field.values)}
    if not keys_of(draft.fields):
        fields["item-id"] = (_made_id(draft),)
    flat = [name for name in fields if "." not in name]
    names = [*(name for name in _ORDER if name in fields), *(name for name in flat if name not in _ORDER)]
    lines = [f"{name}: {_written(name, fields[name])}" for name in names]
    channel = [name for name in fields if name.startswith("channel.")]
    if channel:
        lines.append("channel:")
        lines += [f"  {name.removeprefix('channel.')}: {_quoted(fields[name][0])}" for name in channel]
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n\n"


def _written(name: str, values: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, values))}]" if name in _LISTS else _quoted(values[0])


def _quoted(value: str) -> str:
    """Write a string so that YAML reads it as it is, whatever it holds (YAML 1.1, 5.6)."""
    return '"' + "".join(_escaped(character) for character in value) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character == " " or character.isprintable() else f"\\U{ord(character):08x}"


def _as_html(draft: Draft, *, with_marks: bool) -> str:
    links = list(draft.links)
    paragraphs = [_element(block, links, with_marks=with_marks) for block in draft.blocks]
    left = [f"<p>{_linked(link)}</p>" for link in links if link.text and not draft.blocks]
    pictures = [f'<p><img src="{html.escape(image.src)}" alt="{html.escape(image.alt)}"></p>' for image in draft.images]
    return "".join(f"{line}\n" for line in (*paragraphs, *left, *pictures))


def _element(block: Block, links: list[Link], *, with_marks: bool) -> str:
    marks = [mark for mark in map(_MARK.fullmatch, block.marks if with_marks else ()) if mark]
    marks = [mark for mark in marks if mark["name"] not in _NEVER_OPENED]
    opened = "".join(map(_start_tag, marks)) or "<p>"
    closed = "".join(f"</{mark['name']}>" for mark in reversed(marks)) or "</p>"
    return opened + "".join(_text_with_links(block.passage.text, links)) + closed


def _start_tag(mark: re.Match[str]) -> str:
    classes = " ".join(mark["classes"].split(".")[1:])
    said = f' class="{html.escape(classes)}"' if classes else ""
    return f"<{mark['name']}{said}" + (f' id="{html.escape(mark["id"])}"' if mark["id"] else "") + ">"


def _text_with_links(text: str, links: list[Link]) -> Iterator[str]:
    """Put the links that come next where their words stand; links come in the order of the text."""
    done = 0
    while links and (not links[0].text or (place := text.find(links[0].text, done)) >= 0):
        link = links.pop(0)
        if link.text:
            yield html.escape(text[done:place], quote=False) + _linked(link)
            done = place + len(link.text)
    yield html.escape(text[done:], quote=False)


def _linked(link: Link) -> str:
    return f'<a href="{html.escape(link.href)}">{html.escape(link.text, quote=False)}</a>'


def _reads_as(draft: Draft, text: str, suffix: str) -> bool:
    """Say whether a clipping says what the item says, block by block and field by field."""
    data = text.encode("utf-8", "replace")
    reading = read(Source(path=f"item{suffix}", data=data, sha256=""), _LARGEST)
    if len(reading.drafts) != 1:
        return False
    again = reading.drafts[0]
    return _blocks(draft) == _blocks(again) and _said(draft) <= _said(again)


def _blocks(draft: Draft) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.passage.text) for block in draft.blocks]


def _said(draft: Draft) -> set[tuple[str, str]]:
    return {(field.name, field.values[0]) for field in draft.fields if any(field.values)}
