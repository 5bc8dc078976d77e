"""E-mails and pages saved as MHTML: in: the text that decoding made of a message, out: one article with its fields."""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic, diagnose
from generator.read.body import read_body
from generator.read.document import Document, Front, make_draft
from generator.read.html import read_html
from generator.records import Draft, Field, Span

__all__ = ["read_mail"]

_HEAD = re.compile(r"((?:[A-Z][\w-]*: [^\n]*\n)+)\n")
_LINE = re.compile(r"([A-Z][\w-]*): ([^\n]*)\n")
_SENDER = re.compile(r"\"?([^<\"]*?)\"?\s*<[^<>]*>")


def read_mail(document: Document) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]] | None:
    """
    Read a message as an article; None when the text is not one.

    The subject is the title; the sender's name is the outlet of a newsletter and the author of a letter. The date of
    a saved page is when it was saved. *Errors*: `empty-source` for a message that holds nothing but attachments.
    """
    head = _HEAD.match(document.text) if document.text.startswith(("Subject: ", "From: ", "Date: ")) else None
    lines = {line[1]: line for line in _LINE.finditer(head[1])} if head else {}
    kind = lines["Content-Type"][2] if "Content-Type" in lines else ""
    if head is None or not ("Subject" in lines or "From" in lines):
        return None
    if not document.text[head.end() :].strip():
        nothing = diagnose(
            "empty-source", document.path, "the message holds no text", hint="save its text, or remove it"
        )
        return (), (nothing,)
    fields = tuple(_fields(lines))
    front = Front(fields=fields, metadata=(Span(0, head.end()),), body_start=head.end())
    name, body = read_body(document, head.end())
    if kind.endswith("html") and name != "html":
        body = read_html(document.text, head.end(), len(document.text))
    format_name = "mhtml" if "Snapshot-Content-Location" in lines else "mail"
    return (make_draft(document, format_name, front, body),), ()


def _fields(lines: dict[str, re.Match[str]]) -> list[Field]:
    is_saved_page = "Snapshot-Content-Location" in lines
    is_newsletter = "List-Unsubscribe" in lines or "List-ID" in lines
    names = {
        "Subject": "html.title" if is_saved_page else "title",
        "Date": "saved" if is_saved_page else "date",
        "From": "site_name" if is_newsletter else "author",
        "Message-ID": "message-id",
        "Content-Language": "language",
        "Snapshot-Content-Location": "url",
    }
    if not is_saved_page:
        names["Content-Location"] = "url"
    fields = []
    for written, name in names.items():
        line = lines.get(written)
        value = line[2].strip() if line else ""
        if written == "From":
            sender = _SENDER.fullmatch(value)
            value = "" if is_saved_page else sender[1].strip() if sender else value
            value = "" if "@" in value else value
        if line and value and not (name == "url" and not value.startswith("http")):
            fields.append(Field(name=name, values=(value,), span=Span(line.start(), line.end())))
    return fields
