"""Which bytes answer which request: in: a path and what is showing, out: status, kind and body."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from generator.diagnostics import Diagnostic, render
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
        return Answer(
            status=503, kind=_KINDS[".html"], body=_with_script(_nothing_to_show(showing), showing, NOT_FOUND)
        )
    if path == "/" != showing.base_path or f"{path}/" == showing.base_path:
        return Answer(status=307, location=quote(showing.base_path))
    name = page_of(showing, path)
    if name == NOT_FOUND and page_of(showing, f"{path}/") != name:
        return Answer(status=307, location=quote(f"{path}/"))
    body = showing.pages.get(name, b"<!doctype html><title>404</title><h1>There is no such page</h1>")
    kind = _KINDS.get(PurePosixPath(name).suffix, "application/octet-stream")
    is_page = kind == _KINDS[".html"]
    return Answer(
        status=404 if name == NOT_FOUND else 200,
        kind=kind,
        body=_with_script(body, showing, name) if is_page else body,
    )


def news(showing: Showing, path: str) -> dict[str, object]:
    """Say in what state the preview is, as far as it concerns whoever looks at this path; JSON can write it."""
    counts = {
        severity: sum(one.severity == severity for one in showing.diagnostics)
        for severity in ("error", "warning", "note")
    }
    return {
        "build": showing.build,
        "version": showing.version_of(page_of(showing, path)),
        "stale": showing.is_stale,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "notes": counts["note"],
        "summary": _summary(showing, counts["error"], counts["warning"]),
        "diagnostics": [_described(one) for one in showing.diagnostics],
    }


def _summary(showing: Showing, errors: int, warnings: int) -> str:
    counted = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return " · ".join([*counted, *(["this is the last good build"] if showing.is_stale else [])])


def _described(one: Diagnostic) -> dict[str, object]:
    place = ":".join([one.path, *(str(number) for number in (one.line, one.column) if number)])
    return {
        "place": place,
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "name": one.name,
        "severity": one.severity,
        "message": one.message,
        "hint": one.hint,
    }


def _with_script(body: bytes, showing: Showing, name: str) -> bytes:
    """Add the script that shows the page anew; at the end, where it is in nobody's way."""
    version = showing.version_of(name)
    tag = f'<script src="{OWN_PATH}/reload.js" data-version="{version}" defer></script>'.encode()
    head, found, tail = body.rpartition(b"</body>")
    return head + tag + found + tail if found else body + tag


def _nothing_to_show(showing: Showing) -> bytes:
    """Explain why there is no site yet."""
    if showing.build == 0:
        title, told = "The first build is under way", ""
    else:
        title = "The site could not be built"
        told = "".join(f"<pre>{escape(render(one))}</pre>" for one in showing.diagnostics)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title></head><body><h1>{title}</h1>{told}"
        "<p>This page shows the site as soon as there is one.</p></body></html>"
    ).encode()
