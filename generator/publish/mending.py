"""What an editor should mend: in: entries and diagnostics, out: by file, worst first, with lines to paste."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.diagnostics import Diagnostic, Severity, diagnose
from generator.records import Digest, Entry, Evidence, Record

__all__ = ["BYSTANDERS", "Cure", "Errand", "cures_for", "errands", "mendable"]

BYSTANDERS = frozenset(
    {"hidden-file", "side-car", "section-page", "folder-note", "template-file", "not-a-clipping", "unpublished"}
)
"""Notes about files that are no entries and need no mending."""

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_COSTLIEST_NOTES = ("undated", "date-contested", "title-inferred", "outlet-unknown", "language-unknown")
"""What a reader misses most comes first: without its day an entry is in no story, without an outlet in no credit."""

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d|[-/.]?\d{1,2}:)")
"""A day written as numbers, year first; the compact form may go on with hours."""
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{4}(?:\d{2})?)?(?!\d)")

_HEAD_OF = re.compile(r"\s*(---|\+\+\+)[ \t]*\r?\n")


class Cure(Record, frozen=True, kw_only=True):
    """A line of front matter that would settle something."""

    field: str
    line: str
    """Ready to paste, in YAML; `YYYY-MM-DD` or `…` where only a person knows."""
    why: str


class Errand(Record, frozen=True, kw_only=True):
    """One file and all that is to be mended in it."""

    path: str
    diagnostics: tuple[Diagnostic, ...]
    """Worst first."""
    where: str
    """Where the lines go, for a person; empty when there are none."""
    lines: tuple[str, ...]
    """To paste, fences included where the file has none."""


def cures_for(entry: Entry) -> tuple[Cure, ...]:
    """List what is not known of an entry, or was inferred, each with the line that says it."""
    return tuple(_cures(entry))


def errands(found: Iterable[Diagnostic], digest: Digest, head_of: Callable[[str], str]) -> tuple[Errand, ...]:
    """
    Gather what was found by file: files with errors first, then those with warnings, then by what costs readers most.

    `head_of` gives the first characters of a source, by path: they tell in which form its fields are written.
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for one in found:
        if one.name not in BYSTANDERS:
            by_path.setdefault(one.path, []).append(one)
    entries: dict[str, list[Entry]] = {}
    for entry in digest.entries:
        entries.setdefault(entry.path, []).append(entry)
    made = [_errand(path, those, entries.get(path, ()), head_of) for path, those in by_path.items()]
    return tuple(sorted(made, key=lambda one: (_cost(one.diagnostics[0])[:2], one.path)))


def mendable(digest: Digest) -> Iterator[Diagnostic]:
    """
    Report what a build has no reason to mention: titles that were made up of first words, and unknown outlets.

    *Notes*: `title-inferred`, `outlet-unknown`; one a file, for files of one entry.
    """
    for clipping in digest.clippings:
        if len(clipping.entries) != 1:
            continue
        entry = clipping.entries[0]
        if entry.title.is_guess:
            message = f"there is no title; it was inferred: {_cut(entry.title.value)!r}"
            yield diagnose("title-inferred", entry.path, message, hint="give it a title, or confirm this one")
        if entry.outlet is None:
            message = "nothing says who published this"
            yield diagnose(
                "outlet-unknown", entry.path, message, hint="name the outlet, or give the original's address"
            )


def _cures(entry: Entry) -> Iterator[Cure]:
    if entry.dating.day is None:
        day, why = _proposed_day(entry)
        yield Cure(field="date", line=f"date: {day}", why=why)
    elif entry.dating.is_guess:
        yield Cure(field="date", line=f"date: {entry.dating.day}", why="the day was inferred")
    if entry.title.is_guess:
        title = json.dumps(entry.title.value, ensure_ascii=False)
        yield Cure(field="title", line=f"title: {title}", why="the title was inferred")
    if entry.outlet is None:
        yield Cure(field="outlet", line="outlet: …", why="nobody is named who published it")
    elif entry.outlet.is_guess:
        name = json.dumps(entry.outlet.value, ensure_ascii=False)
        yield Cure(field="outlet", line=f"outlet: {name}", why="the outlet was inferred")
    if entry.language.value == "und":
        yield Cure(field="language", line="language: …", why="the language could not be told")


def _proposed_day(entry: Entry) -> tuple[str, str]:
    """Propose the best of the days that were seen and not believed; only a person can tell whether it is right."""
    for evidence in entry.dating.against:
        if day := _day_in(evidence):
            return day, f"seen and not believed: {_cut(evidence.quote)!r}"
    if entry.dating.edtf:
        return f"{entry.dating.edtf.rstrip('~')}-DD", "only the month is known" if "-" in entry.dating.edtf else ""
    return "YYYY-MM-DD", "no day is named"


def _day_in(evidence: Evidence) -> str | None:
    for pattern, groups in ((_COMPACT, (1, 2, 3)), (_DAY, (1, 3, 4))):
        if found := pattern.search(evidence.quote):
            year, month, day = (int(found[group]) for group in groups)
            return f"{year:04}-{month:02}-{day:02}"
    return None


def _errand(path: str, found: Sequence[Diagnostic], entries: Sequence[Entry], head_of: Callable[[str], str]) -> Errand:
    ordered = tuple(sorted(found, key=_cost))
    names = {one.name for one in ordered}
    if len(entries) != 1:
        return Errand(path=path, diagnostics=ordered, where="", lines=())
    told = {
        "date": "undated" in names,
        "title": "title-inferred" in names,
        "outlet": "outlet-unknown" in names,
        "language": "language-unknown" in names,
    }
    lines = [cure.line for cure in cures_for(entries[0]) if told[cure.field]]
    if not lines:
        return Errand(path=path, diagnostics=ordered, where="", lines=())
    where, lines = _placed(lines, entries[0], head_of(path))
    return Errand(path=path, diagnostics=ordered, where=where, lines=tuple(lines))


def _placed(lines: list[str], entry: Entry, head: str) -> tuple[str, list[str]]:
    """Write lines the way a file writes its fields, or as a block of its own where it has none."""
    fence = _HEAD_OF.match(head)
    fields = [piece for piece in entry.pieces if (piece.role, piece.rule) == ("metadata", "field")]
    starts_with_fields = bool(fields) and not head[: fields[0].span.start].strip()
    if not starts_with_fields or entry.format in ("inline-date", "html"):
        return "paste at the top of", ["---", *lines, "---"]
    if fence and fence[1] == "+++":
        return "add to the front matter of", [_in_toml(line) for line in lines]
    return f"add to the {'front matter' if fence else 'fields'} of", lines


def _in_toml(line: str) -> str:
    name, _, value = line.partition(": ")
    is_bare = value.startswith('"') or _DAY.fullmatch(value)
    return f"{name} = {value if is_bare else json.dumps(value, ensure_ascii=False)}"


def _cost(found: Diagnostic) -> tuple[int, int, Diagnostic]:
    """Order by severity, then by what readers miss, then by place."""
    note = _COSTLIEST_NOTES.index(found.name) if found.name in _COSTLIEST_NOTES else len(_COSTLIEST_NOTES)
    return _SEVERITIES.index(found.severity), note if found.severity == "note" else 0, found


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
