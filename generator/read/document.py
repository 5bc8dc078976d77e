"""What every reader is handed and hands on: the text of one source, its front fields, and the blocks of its body."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.records import Block, Draft, Field, Image, Link, Record, Span

__all__ = ["Body", "Document", "Front", "make_draft", "suffix_of"]


class Document(Record, frozen=True, kw_only=True):
    """A decoded source, before anybody has looked into it."""

    path: str
    sha256: str
    text: str


class Front(Record, frozen=True, kw_only=True):
    """What stands before the body and speaks about it."""

    fields: tuple[Field, ...] = ()
    metadata: tuple[Span, ...] = ()
    body_start: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


class Body(Record, frozen=True, kw_only=True):
    """The visible content of an article, and the fields its own markup gave away."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    fields: tuple[Field, ...] = ()
    metadata: tuple[Span, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def suffix_of(path: str) -> str:
    """
    Give the ending of a file's name in small letters, with its dot; empty when it has none.

    >>> suffix_of("clips/Dam.tar.MD"), suffix_of("clips.d/.hidden"), suffix_of("dam.")
    ('.md', '', '')
    """
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return f".{ending.lower()}" if dot and stem and ending else ""


def make_draft(document: Document, format_name: str, front: Front, body: Body) -> Draft:
    """Join head and body of a document that holds one article."""
    return Draft(
        path=document.path,
        extent=Span(0, len(document.text)),
        format=format_name,
        sha256=document.sha256,
        fields=(*front.fields, *body.fields),
        metadata=(*front.metadata, *body.metadata),
        blocks=body.blocks,
        links=body.links,
        images=body.images,
        diagnostics=(*front.diagnostics, *body.diagnostics),
    )
