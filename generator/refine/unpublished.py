"""What is not to be published yet: in: a draft's fields, out: the reason; in: clippings, out: the same without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import msgspec

from generator.diagnostics import Diagnostic, diagnose
from generator.records import Clipping, Draft, LeftOut
from generator.refine import fields

__all__ = ["leave_out_unpublished", "why_unpublished"]

_FOLDER = "_drafts"
"""Where Jekyll and Hexo keep drafts."""


def why_unpublished(draft: Draft) -> str:
    """Say how a source marks itself as a draft or as private; empty when it does not."""
    if _FOLDER in PurePosixPath(draft.path).parts[:-1]:
        return "it is in a folder of drafts"
    if fields.is_switched(draft, "draft", on=True):
        return "it is marked as a draft"
    if any(fields.is_switched(draft, name, on=False) for name in ("published", "publish")):
        return "it is marked as not published"
    given = fields.find_field(draft, ("status",))
    if given and given.value.casefold() in ("draft", "private", "pending", "trash", "hidden"):
        return f"its status is {given.value}"
    return ""


def leave_out_unpublished(clippings: Iterable[Clipping]) -> tuple[Clipping, ...]:
    """
    Move entries and notes that are not to be published to what their clippings left out.

    What is wrong with them is no longer told. A clipping without any is returned as it came, the same object.

    *Notes*: `unpublished`.
    """
    return tuple(map(_without, clippings))


def _without(clipping: Clipping) -> Clipping:
    left_out = tuple(_left_out(clipping))
    if not left_out:
        return clipping
    troubles = {trouble for entry in clipping.entries if entry.unpublished for trouble in entry.diagnostics}
    told: set[Diagnostic] = {diagnose(one.reason, one.path, one.message) for one in left_out}
    return msgspec.structs.replace(
        clipping,
        entries=tuple(entry for entry in clipping.entries if not entry.unpublished),
        left_out=tuple(sorted((*clipping.left_out, *left_out), key=lambda one: one.part)),
        diagnostics=tuple(sorted({*clipping.diagnostics} - troubles | told)),
        note=None if clipping.note and clipping.note.unpublished else clipping.note,
    )


def _left_out(clipping: Clipping) -> Iterator[LeftOut]:
    if clipping.note and clipping.note.unpublished:
        yield LeftOut(path=clipping.path, part=0, reason="unpublished", message=clipping.note.unpublished)
    for one in clipping.entries:
        if one.unpublished:
            yield LeftOut(path=one.path, part=one.part, reason="unpublished", message=one.unpublished)
