"""What is not to be published yet: in: a draft's fields, out: the reason to leave it out, or None."""

from __future__ import annotations

from generator.records import Draft
from generator.refine import fields

__all__ = ["why_unpublished"]


def why_unpublished(draft: Draft) -> str | None:
    """Say how a source marks itself as a draft or as private; None when it does not."""
    if fields.is_switched(draft, "draft", on=True):
        return "it is marked as a draft"
    if any(fields.is_switched(draft, name, on=False) for name in ("published", "publish")):
        return "it is marked as not published"
    given = fields.find_field(draft, ("status",))
    if given and given.value.casefold() in ("draft", "private", "pending", "trash", "hidden"):
        return f"its status is {given.value}"
    return None
