"""Source -> Reading: what a file says, with nothing guessed. One file a format, tried in the order of FORMATS."""

from __future__ import annotations

from collections.abc import Callable

from generator.diagnostics import Diagnostic, diagnose
from generator.read.asciidoc import find_asciidoc_head, is_asciidoc
from generator.read.body import read_body
from generator.read.current_events import read_current_events
from generator.read.decoding import decode, is_binary
from generator.read.document import Document, Front, make_draft, suffix_of
from generator.read.feed import is_feed, read_feed
from generator.read.field_lines import find_head_lines
from generator.read.front_matter import find_front_matter
from generator.read.inline_date import find_inline_date
from generator.read.json_feed import read_json_feed
from generator.read.lektor import read_lektor
from generator.read.link_digest import read_link_digest
from generator.read.list_head import read_list_head
from generator.read.message import read_mail
from generator.read.nikola import find_nikola_head
from generator.read.org import find_org_head, is_org
from generator.read.page import begins_as_page
from generator.read.plain import read_plain
from generator.read.rst import find_rst_head, is_rst
from generator.read.sidecar import read_sidecar, with_sidecar
from generator.read.tail_fields import read_tail_fields
from generator.read.template_code import may_hold_template_code, without_template_code
from generator.read.tiddlywiki import read_tiddler
from generator.records import Draft, Reading, Source

__all__ = ["FORMATS", "read"]

_NAMES_READ_AS_PLAIN = {
    ".adoc": "AsciiDoc",
    ".asciidoc": "AsciiDoc",
    ".org": "Org",
    ".eml": "e-mail",
    ".mht": "MHTML",
    ".mhtml": "MHTML",
}
_MOST_LINES = 100_000
_MOST_TAGS = 100_000
_MOST_CHARACTERS = 4_000_000
_MOST_BLOCKS = 20_000
"""
What a file and an article of it may hold: more than any clipping does, and no more than is read in seconds. Bytes
are limited by the settings; the characters are those of a text that does not begin with markup, for a page of eight
megabytes is fine when most of it are pictures.
"""

_Drafts = tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]


def read(source: Source, max_bytes: int) -> Reading:
    """
    Read one source: decode it, tell its format by its content before its name, take it apart.

    Never raises for content. *Errors*: `empty-source`, `binary-source`, `source-too-large`, `undecodable-bytes`,
    `unsupported-format` and what the formats report; a source that cannot be read has no drafts.
    """
    refused = _refuse(source, max_bytes)
    if refused:
        return _reading(source, "none", "none", "", (), (refused,))
    decoded = decode(source.data)
    if measure := _too_much(decoded.text):
        return _reading(source, decoded.encoding, "none", "", (), (_crowded(source, measure),))
    document = Document(path=source.path, sha256=source.sha256, text=decoded.text)
    found = (_damage(source, decoded.damage, decoded.encoding),) if decoded.damage else ()
    drafts, more = _without_crowds(source, *next(one for make in FORMATS if (one := make(document)) is not None))
    if may_hold_template_code(decoded.text):
        drafts = tuple(map(without_template_code, drafts))
    if source.sidecar and len(drafts) == 1:
        drafts = (with_sidecar(drafts[0], read_sidecar(source.sidecar, source.sidecar_path)),)
    format_name = drafts[0].format if drafts else "none"
    suffix = suffix_of(source.path)
    if format_name in ("plain", "asciidoc", "org") and suffix in _NAMES_READ_AS_PLAIN:
        found = (*found, _read_as_plain(source, _NAMES_READ_AS_PLAIN[suffix]))
    return _reading(source, decoded.encoding, format_name, decoded.text, drafts, (*found, *more))


# Each takes a document or leaves it to the next. Feeds first, because they are XML like whole pages; front matter and
# the inline stamp before the bare formats, because they only say what comes before a body; plain text takes all.
# Files with fields elsewhere than on top, or with many articles, have marks of their own and are asked for before that.


def _read_as_feed(document: Document) -> _Drafts | None:
    return read_feed(document) if is_feed(document) else None


def _read_as_page(document: Document) -> _Drafts | None:
    """Take what begins as pages do before anybody looks for fields in its markup."""
    return _read_bare(document) if begins_as_page(document.text) else None


def _read_with_front_matter(document: Document) -> _Drafts | None:
    front = find_front_matter(document) or find_nikola_head(document) or find_head_lines(document)
    front = front or _find_named_head(document)
    if front is None:
        return None
    name, body = read_body(document, front.body_start)
    return (make_draft(document, name, front, body),), ()


def _find_named_head(document: Document) -> Front | None:
    """Read the heads that mean something only in files of one name."""
    if is_rst(document.path):
        return find_rst_head(document)
    if is_asciidoc(document.path):
        return find_asciidoc_head(document)
    return find_org_head(document) if is_org(document.path) else None


def _read_with_inline_date(document: Document) -> _Drafts | None:
    front = find_inline_date(document)
    if front is None:
        return None
    return (make_draft(document, "inline-date", front, read_plain(document.text, front.body_start)),), ()


def _read_bare(document: Document) -> _Drafts | None:
    name, body = read_body(document, 0)
    return (make_draft(document, name, Front(), body),), ()


FORMATS: tuple[Callable[[Document], _Drafts | None], ...] = (
    _read_as_feed,
    read_json_feed,
    read_mail,
    _read_as_page,
    read_tail_fields,
    read_tiddler,
    read_lektor,
    read_current_events,
    read_link_digest,
    _read_with_front_matter,
    read_list_head,
    _read_with_inline_date,
    _read_bare,
)


def _refuse(source: Source, max_bytes: int) -> Diagnostic | None:
    if len(source.data) > max_bytes:
        size, limit = len(source.data) / 1e6, max_bytes / 1e6
        return diagnose(
            "source-too-large",
            source.path,
            f"the file has {size:.1f} MB and a clipping at most {limit:.1f} MB; it was not read",
            hint="split it into one file an article, or raise max-source-mb in the configuration",
        )
    if not source.data.strip(b"\x00\t\n\v\f\r \xef\xbb\xbf\xff\xfe"):
        return diagnose("empty-source", source.path, "the file holds no text", hint="paste the clipping, or remove it")
    if is_binary(source.data):
        return diagnose(
            "binary-source",
            source.path,
            "the file holds binary data, not text; it was not read",
            hint="move it out of the content folder, or save the text of it",
        )
    return None


def _too_much(text: str) -> str | None:
    """Say by which measure a text is more than a clipping, or None."""
    for sign, most, name in (("\n", _MOST_LINES, "lines"), ("<", _MOST_TAGS, "tags")):
        if (count := text.count(sign)) > most:
            return f"{count:,} {name} and a clipping at most {most:,}"
    if len(text) > _MOST_CHARACTERS and not text.lstrip().startswith(("<", "{")):
        return f"{len(text):,} characters and a text at most {_MOST_CHARACTERS:,}"
    return None


def _without_crowds(
    source: Source, drafts: tuple[Draft, ...], found: tuple[Diagnostic, ...]
) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """Take out articles of more paragraphs than any has."""
    crowded = [len(draft.blocks) for draft in drafts if len(draft.blocks) > _MOST_BLOCKS]
    if not crowded:
        return drafts, found
    told = tuple(_crowded(source, f"{count:,} paragraphs and an article at most {_MOST_BLOCKS:,}") for count in crowded)
    return tuple(draft for draft in drafts if len(draft.blocks) <= _MOST_BLOCKS), (*found, *told)


def _crowded(source: Source, measure: str) -> Diagnostic:
    return diagnose(
        "source-too-large",
        source.path,
        f"it has {measure}; it was not read",
        hint="split it into one file an article, or move it out of the content folder",
    )


def _read_as_plain(source: Source, format_name: str) -> Diagnostic:
    return diagnose(
        "unsupported-format",
        source.path,
        f"{format_name} is not understood: its text was read as it stands, its markup with it",
        hint="save the clipping as Markdown, HTML or plain text",
    )


def _damage(source: Source, count: int, encoding: str) -> Diagnostic:
    return diagnose(
        "undecodable-bytes",
        source.path,
        f"{count} characters could not be decoded as {encoding} and are shown as \ufffd",
        hint="save the file again as UTF-8",
    )


def _reading(
    source: Source,
    encoding: str,
    format_name: str,
    text: str,
    drafts: tuple[Draft, ...],
    diagnostics: tuple[Diagnostic, ...],
) -> Reading:
    return Reading(
        path=source.path,
        sha256=source.sha256,
        encoding=encoding,
        format=format_name,
        text=text,
        drafts=drafts,
        diagnostics=diagnostics,
    )
