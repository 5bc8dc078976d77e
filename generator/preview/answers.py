"""Which bytes answer which request: in: a path and what is showing, out: status, kind and body."""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from generator.diagnostics import DayfoldError, Diagnostic, render
from generator.preview.inject import with_script
from generator.preview.showing import Showing
from generator.publish.urls import NOT_FOUND, file_of
from generator.records import Record

__all__ = ["OWN_PATH", "Answer", "answer", "news", "page_of"]

OWN_PATH = "/__dayfold"
"""What the preview serves beside the site; no output path begins like this."""

_KINDS = {
    ".atom": "application/atom+xml",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".opml": "text/x-opml; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""A list of our own, because the one of the machine says something else on every machine."""

_NOTHING_HERE = b"<!doctype html><title>404</title><h1>There is no such page</h1>"


class Answer(Record, frozen=True, kw_only=True):
    status: int
    kind: str = ""
    """The media type."""
    body: bytes = b""
    location: str = ""
    """Where to look instead, as an address, when the status says so."""


def page_of(showing: Showing, path: str) -> str:
    """
    Name the output file that a decoded request path asks for; the page for what is not found when there is none.

    Files are looked up in the build, never on disk, so no path leads anywhere else.
    """
    if path.startswith(showing.base_path):
        name = file_of(path.removeprefix(showing.base_path))
        if name in showing.pages:
            return name
    return NOT_FOUND


def answer(showing: Showing, path: str) -> Answer:
    """Answer a request for a page of the site."""
    if not showing.pages:
        return _explain(showing, showing.diagnostics, NOT_FOUND, 503)
    if path == "/" != showing.base_path or f"{path}/" == showing.base_path:
        return Answer(status=307, location=quote(showing.base_path))
    name = page_of(showing, path)
    if name == NOT_FOUND and page_of(showing, f"{path}/") != name:
        return Answer(status=307, location=quote(f"{path}/"))
    try:
        body = showing.pages.get(name, _NOTHING_HERE)
    except DayfoldError as error:
        return _explain(showing, error.diagnostics, name, 500)
    kind = _KINDS.get(PurePosixPath(name).suffix, "application/octet-stream")
    if kind == _KINDS[".html"]:
        body = with_script(body, _script(showing.version_of(name), name, showing))
    return Answer(status=404 if name == NOT_FOUND else 200, kind=kind, body=body)


def news(showing: Showing, path: str, *, is_led: bool = False, lists_notes: bool = True) -> dict[str, object]:
    """
    Say in what state the preview is, as far as it concerns whoever looks at this path; JSON can write it.

    `is_led` asks pages to go to what was just edited. Notes are counted in any case; a large site has thousands.
    """
    name = page_of(showing, path)
    version, found = "", showing.diagnostics
    try:
        version = showing.version_of(name)
    except DayfoldError as error:  # the page cannot be made: whoever looks at it keeps the one before
        found = (*found, *(one for one in error.diagnostics if one not in found))
    counts = Counter(one.severity for one in found)
    return {
        "build": showing.build,
        "version": version,
        "assets": showing.assets,
        "stale": showing.is_stale,
        "settled": showing.is_settled,
        "missing": bool(showing.pages) and name == NOT_FOUND,
        "edited": [_address(showing, one) for one in showing.edited],
        "led": is_led,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "notes": counts["note"],
        "summary": _summary(showing, counts["error"], counts["warning"]),
        "diagnostics": [_described(one, showing) for one in found if lists_notes or one.severity != "note"],
    }


def _address(showing: Showing, name: str) -> str:
    """Turn an output path into the address it is served at."""
    folder, _, last = name.rpartition("/")
    return quote(showing.base_path + (f"{folder}/" * bool(folder) if last == "index.html" else name))


def _summary(showing: Showing, errors: int, warnings: int) -> str:
    counted = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return " · ".join([*counted, *(["this is the last good build"] if showing.is_stale else [])])


def _described(one: Diagnostic, showing: Showing) -> dict[str, object]:
    place = ":".join([one.path, *(str(number) for number in (one.line, one.column) if number)])
    cut = showing.excerpts.get((one.path, one.line))
    return {
        "place": place,
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "name": one.name,
        "severity": one.severity,
        "message": one.message,
        "hint": one.hint,
        "first": cut.first if cut else 0,
        "excerpt": list(cut.lines) if cut else [],
    }


def _script(version: str, name: str, showing: Showing) -> bytes:
    """Write the element of the script; it says which state of which page it stands in."""
    return (
        f'<script src="{OWN_PATH}/reload.js" data-version="{escape(version)}" data-page="{escape(name)}"'
        f' data-assets="{escape(showing.assets)}" defer></script>'
    ).encode()


def _explain(showing: Showing, found: tuple[Diagnostic, ...], name: str, status: int) -> Answer:
    """Explain why there is no site yet, or not this page; the script shows the page as soon as there is one."""
    if showing.build == 0:
        title, told = "The first build is under way", ""
    else:
        title = "This page could not be made" if showing.pages else "The site could not be built"
        told = "".join(f"<pre>{escape(render(one))}</pre>" for one in found)
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title></head><body><h1>{title}</h1>{told}"
        "<p>This page shows the site as soon as there is one.</p></body></html>"
    ).encode()
    version = f"failed-{showing.build}" if showing.pages else showing.version_of(name)
    return Answer(status=status, kind=_KINDS[".html"], body=with_script(page, _script(version, "", showing)))
