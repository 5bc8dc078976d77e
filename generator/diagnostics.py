"""What went wrong or was guessed, as values with stable names; in: what was seen, out: a line to act on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

__all__ = [
    "CATALOGUE",
    "DayfoldError",
    "Diagnostic",
    "Severity",
    "diagnose",
    "line_and_column",
    "render",
    "worst",
]

Severity = Literal["error", "warning", "note"]

CATALOGUE: dict[str, tuple[Severity, str]] = {
    # Reading: the bytes of a source.
    "source-unreadable": ("error", "the file could not be opened or read"),
    "source-too-large": ("error", "the file is larger than a clipping can be"),
    "binary-source": ("error", "the file holds binary data, not text"),
    "undecodable-bytes": ("warning", "some bytes fit no known encoding"),
    "empty-source": ("warning", "the file holds no text"),
    "unsupported-format": ("warning", "the format is known but only read as plain text"),
    "front-matter-invalid": ("error", "the front matter does not parse as it stands"),
    "front-matter-unclosed": ("warning", "the front matter has no closing fence"),
    "front-matter-not-mapping": ("warning", "the block between the fences holds no fields"),
    "front-matter-only": ("warning", "there are fields but neither a body nor a link"),
    "duplicate-field": ("warning", "a field is given twice"),
    "feed-not-well-formed": ("error", "the saved feed is not well-formed XML or JSON"),
    "feed-empty": ("warning", "the saved feed holds no items"),
    # Files that are no clippings: listed in the ledger, and nothing to mend.
    "hidden-file": ("note", "a hidden file or folder, or somebody's backup"),
    "side-car": ("note", "a file of fields that belong to the article beside it"),
    "section-page": ("note", "the page of a section of a site"),
    "folder-note": ("note", "a note about a folder, or an index of other notes"),
    "template-file": ("note", "a template for notes that nobody has filled in"),
    "not-a-clipping": ("note", "a picture, a style sheet, a program, data"),
    "page-without-text": ("warning", "the page was saved without the text that a script fills in"),
    "page-not-judged": ("note", "the page is too large to tell its main text from the rest with care"),
    # Refining: what a source says about itself.
    "date-impossible": ("warning", "a date that no calendar has"),
    "date-unreadable": ("warning", "a date in no form that is known"),
    "date-contested": ("note", "the text contradicts a bare time stamp"),
    "undated": ("note", "no day could be found"),
    "title-inferred": ("note", "there is no title, so it was made of the first words"),
    "outlet-unknown": ("note", "nothing says who published it"),
    "language-unknown": ("note", "the language could not be told"),
    "rights-unknown": ("warning", "a rights policy that does not exist"),
    "unpublished": ("note", "a draft, or marked as not published"),
    "embargo-unread": ("warning", "an embargo that is no day"),
    "embargoed": ("note", "held back until a day that its clipping names"),
    "future-date": ("note", "dated after today"),
    # Digesting and publishing.
    "placing-unknown": ("warning", "a placing that names no story or clipping, or a weight that is no number"),
    "placing-contradiction": ("warning", "placings that cannot all be honoured"),
    "note-unplaced": ("warning", "an editor's note that names no day, story or topic, or one that is not there"),
    "note-headline-second": ("warning", "two editor's notes give one story a headline, and only one stands above it"),
    "note-source-unknown": ("error", "a footnote of an editor's note names a clipping that is not there"),
    "note-passage-unfound": ("error", "a passage that an editor's note quotes does not stand in the clipping"),
    "note-footnote-loose": ("warning", "a footnote of an editor's note without a definition, or the other way round"),
    "note-over-budget": ("warning", "editor's notes quote more of a clipping than its rights allow; it is printed"),
    "quotation-over-budget": ("note", "less is quoted of a clipping than was chosen, because its rights end there"),
    "same-clipping-twice": ("warning", "two sources hold the same clipping"),
    "address-taken": ("warning", "two things want the same address, and the second got another"),
    "search-missing": ("note", "the program that makes the search index is not installed"),
    "cards-missing": ("note", "the library that draws social cards is not installed"),
    "card-font": ("note", "the font of social cards is not there, or has not all letters"),
    "search-failed": ("warning", "the program that makes the search index failed"),
    "theme-unused": ("warning", "a template, an asset, a block or a property of a site's own that overrides nothing"),
    "template-error": ("error", "a template does not compile or fails on a page"),
    # The disk.
    "content-missing": ("error", "the content folder is not there, or cannot be listed"),
    "output-refused": ("error", "the output or cache folder would overlap something precious"),
    "output-unwritable": ("error", "the output folder cannot be written"),
    "output-unreadable": ("error", "the list of what stands in the output folder cannot be read"),
    "output-locked": ("error", "another build holds the output folder"),
    "page-blocked": ("error", "something that dayfold did not make stands where a page should go"),
    "foreign-file-kept": ("warning", "a file that was edited is made no longer, and was kept"),
    "foreign-file": ("note", "a file in the output folder that dayfold did not make"),
    "edit-overwritten": ("warning", "a file that dayfold made had been edited and was made anew"),
    "address-unusable": ("error", "an output path that some file system or server cannot take, or that is taken"),
    "cache-damaged": ("note", "the cache was unusable and was made anew"),
    "internal-error": ("error", "a mistake in dayfold itself"),
    # What comes in from outside.
    "not-a-feed": ("error", "what was to be a feed is something else"),
    "opml-invalid": ("error", "a list of feeds that is no OPML, or names none"),
    "clipping-unwritable": ("error", "a clipping made of an item of a feed cannot be written"),
    "fetch-missing": ("error", "a library that only fetching needs is not installed"),
    "feed-unreachable": ("error", "a feed could not be fetched"),
    "feed-refused": ("error", "an address that may not be asked: its robots.txt, or a private network"),
    "feed-gone": ("warning", "a feed is gone for good, and is not asked any more"),
    "feed-moved": ("warning", "a feed has moved for good"),
    # Configuration and usage.
    "config-missing": ("error", "the configuration file is not there"),
    "config-invalid": ("error", "a setting has a value that cannot be"),
    "unknown-key": ("error", "a setting that does not exist"),
    # Proof.
    "output-missing": ("error", "there is no built site to verify, or a page of it is gone"),
    "source-changed": ("error", "a source is not the one the site was built from"),
    "page-changed": ("error", "a built file is not the one that was written"),
    "quotation-unproved": ("error", "a printed sentence is not a slice of its source"),
    "footnote-broken": ("error", "a footnote leads nowhere"),
    "count-wrong": ("error", "a printed count is not what the data says"),
    "link-broken": ("error", "a link inside the site leads nowhere"),
    "id-repeated": ("error", "an id stands twice on a page"),
}
"""Every diagnostic: its name, how bad it is, what it means. Names are for good: people silence and search them."""

_RANK: dict[Severity, int] = {"error": 2, "warning": 1, "note": 0}


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One finding about one place. Sorts by place, so that a report reads like the folder."""

    path: str
    """Relative to the content folder, POSIX; or the name of a configuration, template or output file."""
    line: int = 0
    """From 1; 0 when the whole file is meant."""
    column: int = 0
    """From 1; 0 when the whole line is meant."""
    name: str
    severity: Severity
    message: str
    """What was seen and what was assumed. One sentence without a full stop, quoting the text that gave offence."""
    hint: str = ""
    """What to do about it, as an instruction; empty when nothing needs doing."""


class DayfoldError(Exception):
    """
    The world or the call is broken and the work cannot go on. Caught once, in the command line.

    Carries diagnostics, so that the reader is told in the same words as of any other trouble.
    """

    def __init__(self, *found: Diagnostic) -> None:
        super().__init__("; ".join(one.message for one in found))
        self.diagnostics = found


def diagnose(name: str, path: str, message: str, *, hint: str = "", line: int = 0, column: int = 0) -> Diagnostic:
    """
    Make a diagnostic of a name in the catalogue.

    *Errors*: `KeyError` for a name that is not in `CATALOGUE`; that is a mistake in the program.
    """
    severity = CATALOGUE[name][0]
    return Diagnostic(path=path, line=line, column=column, name=name, severity=severity, message=message, hint=hint)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """
    Say where a character stands, both from 1.

    >>> line_and_column("one\\ntwo", 5)
    (2, 2)
    """
    before = text[:offset]
    line_start = before.rfind("\n") + 1
    return before.count("\n") + 1, offset - line_start + 1


def render(found: Diagnostic) -> str:
    """
    Write a diagnostic the way compilers do, so that editors can jump to it.

    >>> print(render(diagnose("undated", "a.txt", "no day is named", hint="add a line such as date: 2020-10-18")))
    a.txt: note: no day is named [undated]
      hint: add a line such as date: 2020-10-18
    """
    place = ":".join([found.path, *(str(number) for number in (found.line, found.column) if number)])
    first = f"{place}: {found.severity}: {found.message} [{found.name}]"
    return f"{first}\n  hint: {found.hint}" if found.hint else first


def worst(found: Iterable[Diagnostic]) -> Severity | None:
    """Name the highest severity there is; None when nothing was found."""
    return max((one.severity for one in found), key=_RANK.__getitem__, default=None)
