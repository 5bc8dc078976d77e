"""Messages: in: the bytes of an e-mail or of a page saved as MHTML, out: its telling header lines and its best part."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from itertools import islice

__all__ = ["read_message"]

_SHOWN = (
    "Subject",
    "From",
    "Date",
    "Message-ID",
    "List-ID",
    "List-Unsubscribe",
    "Snapshot-Content-Location",
    "Content-Location",
    "Content-Language",
)
"""Header fields that say something about the article (RFC 5322, 2369, 2557, 2919), in the order they are given."""

_MOST_PARTS = 200
"""Parts that are looked at; newsletters have two or three, and a saved page keeps its text in the first."""


def read_message(data: bytes, decode_text: Callable[[bytes, str], tuple[str, str]]) -> tuple[str, str] | None:
    """
    Decode a message into one text: header lines, a line that names the kind of text, a blank line, the text.

    Gives the text and a name for how it was encoded; None when the bytes are no message that can be taken apart.
    `decode_text` takes the bytes of a part and what it says of its encoding. Attachments are left out.
    """
    try:
        message = message_from_bytes(data)
        part = _best_part(message)
        lines = [f"{name}: {value}" for name in _SHOWN if (value := _header(message, part, name))]
        charset = str(part.get_content_charset() or "") if part else ""
        text, encoding = decode_text(_payload(part), charset) if part else ("", "no text")
    except (RecursionError, ValueError, LookupError, AssertionError, TypeError, MessageError):
        return None  # the standard library promises nothing about what broken messages raise
    if part:
        lines.append(f"Content-Type: {part.get_content_type()}")
        transfer = re.sub(r"[^\w-]", "", str(part.get("Content-Transfer-Encoding", "")).lower())
        encoding = f"{encoding} in {transfer}" if transfer in ("quoted-printable", "base64") else encoding
    return "\n".join(lines) + "\n\n" + text, encoding


def _best_part(message: Message) -> Message | None:
    """Take the page of a saved page or newsletter, and the plain text of a letter."""
    parts = [part for part in islice(message.walk(), _MOST_PARTS) if _is_text(part)]
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    is_page = message.get_content_type() == "multipart/related" or "Snapshot-Content-Location" in message
    is_newsletter = "List-Unsubscribe" in message or "List-ID" in message
    return next(iter([*pages, *plain] if is_page or is_newsletter else [*plain, *pages]), None)


def _is_text(part: Message) -> bool:
    is_text = part.get_content_maintype() == "text" or part.get_content_type() == "application/xhtml+xml"
    return is_text and part.get_content_disposition() != "attachment" and bool(_payload(part).strip())


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: Message, part: Message | None, name: str) -> str:
    """Read one header field of the message, or else of the part, its encoded words decoded (RFC 2047)."""
    raw = message.get(name) or (part.get(name) if part and name.startswith("Content-") else None)
    if raw is None:
        return ""
    try:
        value = str(make_header(decode_header(str(raw))))
    except (HeaderParseError, LookupError, ValueError):
        value = str(raw)
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())
