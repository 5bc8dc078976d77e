"""CSL-JSON: in: references, out: the list of items that reference managers and citeproc read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from generator.once import once_per_object
from generator.publish.citations.bibliography import Reference

__all__ = ["csl_item", "write_csl"]


def write_csl(references: Iterable[Reference]) -> bytes:
    """Write a list of items, one a line; *Source*: citation-style-language/schema, csl-data.json 1.0.2."""
    return b"[\n" + b",\n".join(map(_write_item, references)) + b"\n]\n"


def csl_item(reference: Reference) -> dict[str, Any]:
    """
    Say what is known in CSL's variables; what is not known is left out.

    Authors are literal names. An inferred date is marked `circa`. The schema keeps `custom` for what CSL has no name
    for: here the wire, the clipping's page and the hash of its source.
    """
    custom = {
        "agency": reference.agency,
        "clipping": reference.page,
        "sha256": reference.sha256,
    }
    issued: dict[str, Any] = {"date-parts": [list(reference.date)]} if reference.date else {}
    if issued and reference.is_date_guess:
        issued["circa"] = True
    item = {
        "id": reference.entry_id,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "container-title": reference.outlet,
        "issued": issued,
        "URL": reference.url,
        "archive_location": reference.archive_url,
        "language": reference.language,
        "custom": {name: value for name, value in custom.items() if value},
    }
    return {name: value for name, value in item.items() if value}


@once_per_object
def _write_item(reference: Reference) -> bytes:
    return msgspec.json.encode(csl_item(reference))
