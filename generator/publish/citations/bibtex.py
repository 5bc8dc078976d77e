"""BibTeX: in: references, out: a database that BibTeX, biber and reference managers read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from generator.once import once_per_object
from generator.publish.citations.bibliography import Reference

__all__ = ["bibtex_entry", "write_bibtex"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros of the standard styles, which write each in its own language."""

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # A brace counts for BibTeX even behind a backslash, so an odd one would swallow the rest of the file.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{one: f"\\{one}" for one in "%&#_$"},
    }
)


def write_bibtex(references: Iterable[Reference]) -> bytes:
    """Write a database in UTF-8, an entry for each reference, in their order."""
    return "\n".join(map(bibtex_entry, references)).encode()


@once_per_object
def bibtex_entry(reference: Reference) -> str:
    """
    Write one `@article`; what is not known is left out, and an inferred date says so in the note.

    The key is made of the clipping's id alone, so that it is unique and survives a corrected headline. Titles and
    names stand in braces of their own: no style shall change their capitals or take them apart.
    """
    year, month, day = (*reference.date, 0, 0, 0)[:3]
    notes = (
        f"{_escape(reference.agency)} via {_escape(reference.outlet)}" if reference.agency else "",
        "date inferred" if reference.date and reference.is_date_guess else "",
        rf"clipping: \url{{{_address(reference.page)}}}",
    )
    fields = (
        ("author", " and ".join(f"{{{_escape(name)}}}" for name in reference.authors)),
        ("title", f"{{{_escape(reference.title)}}}"),
        ("journal", f"{{{_escape(reference.outlet)}}}" if reference.outlet else ""),
        ("year", f"{year:04}" if year else ""),
        ("month", _MONTHS[month - 1] if month else ""),
        ("day", str(day) if day else ""),
        ("url", _address(reference.url)),
        ("archiveurl", _address(reference.archive_url)),
        ("language", reference.language),
        ("note", "; ".join(part for part in notes if part)),
    )
    lines = (f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields if value)
    return f"@article{{{_key(reference.entry_id)},\n" + ",\n".join(lines) + "\n}\n"


def _key(entry_id: str) -> str:
    """
    Make a key of letters, digits and hyphens; an editor's id of other characters is hashed.

    >>> _key("0a1b2c"), _key("Übersicht, 1")
    ('clip-0a1b2c', 'clip-x58814a65')
    """
    if re.fullmatch(r"[A-Za-z0-9-]+", entry_id):
        return f"clip-{entry_id}"
    return f"clip-x{hashlib.sha256(entry_id.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


def _address(url: str) -> str:
    """Braces are the one thing that an address inside braces cannot hold."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
