"""Bytes to text: in: a file's bytes, out: its characters, the encoding they were in, and what could not be decoded."""

from __future__ import annotations

import codecs
import re

from generator.records import Record

__all__ = ["Decoded", "decode", "is_binary"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the first half of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,100}encoding|<meta[^>]{0,200}charset)\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.I
)
"""XML 1.0, 4.3.3; HTML, 4.2.5.4. Only looked for in the first 2 kB, as browsers do."""

_DECLARABLE = frozenset(
    [
        *("ibm866 cp866 cp874 tis-620 koi8-r koi8-u mac-roman mac-cyrillic mac-greek mac-turkish".split()),
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso8859-{number}" for number in (*range(1, 12), *range(13, 17))),
        *("gb2312 gbk gb18030 big5 big5hkscs euc_jp iso2022_jp shift_jis cp932 euc_kr cp949 johab".split()),
    ]
)
"""
Encodings a document may declare, as Python names them (WHATWG Encoding, 4.2, and relatives).

Python knows others that are no encodings of text or run code of their own: `hex`, `zlib`, `idna`, `unicode_escape`.
What calls itself UTF-16 in letters of ASCII is not.
"""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


_BEGINS_LIKE_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]*:[ \t]")
_HEADER_BLOCK = re.compile(rb"(?:(?:[!-9;-~]+:|[ \t])[^\r\n]*\r?\n)+\r?\n")
_MESSAGE_FIELD = re.compile(rb"^(?:MIME-Version|Message-ID):", re.I | re.M)
_SENDER_FIELD = re.compile(rb"^(?:From|Subject):", re.I | re.M)
"""An e-mail or MHTML file begins with header fields, some of these among them (RFC 5322, 2045)."""

_ASCII = bytes(range(128))
_FOREIGN_SHARE = 0.15
"""
The part of bytes beyond ASCII below which a text is in a Latin alphabet: one accented letter in twenty is much, while
Greek, Cyrillic and East Asian texts in their old encodings are such bytes for the most part.
"""


class Decoded(Record, frozen=True, kw_only=True):
    text: str
    """Without a byte order mark; line ends as they were."""
    encoding: str
    """A name that Python knows."""
    damage: int
    """How many characters are U+FFFD because their bytes fit nothing."""


def decode(data: bytes) -> Decoded:
    """
    Decode as a careful person would: byte order mark, UTF-8, what the document declares, what it looks like.

    A message (e-mail, MHTML) is decoded into its telling header lines and its text. Never fails: bytes that fit
    nothing become U+FFFD and are counted.

    >>> decode(b"caf\\xe9 noir, d\\xe9j\\xe0 vu").encoding
    'cp1252'
    """
    return _message(data) or _plain(data)


def _message(data: bytes) -> Decoded | None:
    head = _HEADER_BLOCK.match(data) if _BEGINS_LIKE_HEADER.match(data) else None
    if head is None or not (_MESSAGE_FIELD.search(head[0]) and _SENDER_FIELD.search(head[0])):
        return None
    from generator.read.mime import read_message  # the standard library's mail parser takes 30 ms to import

    read = read_message(data, _decode_part)
    return Decoded(text=read[0], encoding=read[1], damage=read[0].count("\ufffd")) if read else None


def _decode_part(data: bytes, charset: str) -> tuple[str, str]:
    encoding = _known_encoding(charset)
    try:
        return data.decode(encoding or "ascii"), encoding or "utf-8"
    except ValueError:
        decoded = _plain(data)
        return decoded.text, decoded.encoding


def _plain(data: bytes) -> Decoded:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if wide := _wide_encoding(data):
        return _decoded(data, wide)
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8", damage=0)
    except UnicodeDecodeError:
        pass
    nearly = _decoded(data, "utf-8")
    if _wide_characters(nearly.text) > nearly.damage:
        return nearly  # damaged UTF-8: in other encodings hardly two bytes ever make a valid sequence by chance
    return _decoded(data, _declared(data) or _likely(data))


def is_binary(data: bytes) -> bool:
    """
    Say whether bytes are no text in any encoding: an image, an archive, a program.

    Control characters that no text has decide; two-byte encodings, which are full of zero bytes, are text.
    """
    if any(data.startswith(mark) for mark, _ in _BOMS) or _wide_encoding(data):
        return False
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > max(2, len(head) // 200)


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text=text, encoding=encoding, damage=text.count("\ufffd"))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark shows as zero bytes in every other place."""
    head = data[:2000]
    if len(head) < 4 or len(head) % 2:
        head = head[: len(head) // 2 * 2]
    if not head:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _wide_characters(text: str) -> int:
    """Count the characters beyond ASCII that were decoded well."""
    return sum(character > "\x7f" and character != "\ufffd" for character in text)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:2048])
    return _known_encoding(found[1].decode("ascii")) if found else None


def _known_encoding(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    # WHATWG Encoding, 4.2: what calls itself Latin-1 or ASCII is Windows-1252 on the web. UTF-8 failed above.
    name = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)
    return name if name in _DECLARABLE else None


def _likely(data: bytes) -> str:
    """Guess by the look of the text; Windows-1252, the web's own fallback, unless another script is found."""
    head = data[:65536]
    if len(head.translate(None, _ASCII)) < _FOREIGN_SHARE * len(head):
        return "cp1252"
    from charset_normalizer import from_bytes  # takes 40 ms to import, and few sources are not UTF-8

    best = from_bytes(head, threshold=0.3).best()
    if best is None or not any(_is_beyond_latin(character) for character in str(best)):
        return "cp1252"
    return best.encoding


def _is_beyond_latin(character: str) -> bool:
    return "\u0370" <= character <= "\u1dff" or "\u3040" <= character <= "\uffdc"
