"""The last build: in: everything that a build depends on, out: its report, if nothing has changed since."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

import generator
from generator.config import Config, refine_settings
from generator.diagnostics import Diagnostic
from generator.records import Record, Report
from generator.store.cache import fetch, keep
from generator.store.glance import glance_at
from generator.store.places import Places
from generator.store.sources import Found, find_files
from generator.store.theme_files import default_theme_folder, theme_files

__all__ = ["glance_at_inputs", "keep_report", "recall_report", "stamp_inputs"]

_FILE_NAME = "last-build.msgpack"


class _LastBuild(Record, frozen=True, kw_only=True):
    seen: str
    inputs: str
    output: str
    report: Report


def glance_at_inputs(places: Places, config: Config, today: str) -> str:
    """
    Hash what can be seen of all that the site is made from without opening a file.

    What looks the same is the same, for whoever does not mistrust the clock of the file system. Empty when a glance
    cannot tell: then the bytes are asked, by `stamp_inputs`.
    """
    package = Path(generator.__file__).parent
    themes = [folder for folder in (default_theme_folder(), places.templates) if folder and folder.is_dir()]
    # Installing a library, or another version of one, changes the folder that it is in.
    installed = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    seen = glance_at([places.content, package, *themes], (places.output, places.cache), installed)
    if not seen:
        return ""
    settings = msgspec.json.encode((config, today, str(places.output), sys.version), order="sorted")
    return hashlib.sha256(settings + seen.encode()).hexdigest()


def stamp_inputs(places: Places, config: Config, today: str) -> str:
    """
    Hash all that the site is made from: settings, day, code, theme, and the bytes of every file in the content folder.

    Empty when something cannot be read: then nothing is known to be unchanged, and a build says what is wrong.
    """
    from generator.store.code import code_of_all  # needs the libraries' versions, which take a while to look up

    digest = hashlib.sha256(msgspec.json.encode((config, today, str(places.output)), order="sorted"))
    digest.update(code_of_all().encode())
    try:
        for name, file in _inputs(places, config):
            data = file.read_bytes() if file else b""
            digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    except OSError:
        return ""
    return digest.hexdigest()


def recall_report(places: Places, notes: list[Diagnostic], *, seen: str = "", inputs: str = "") -> Report | None:
    """
    Fetch what the last build came to, with nothing written; None when anything differs and a build is due.
    One that is damaged is noted (`cache-damaged`) in `notes`, and removed, so that it is told once.

    The files of the output are compared by name, size and time, so that one which was removed, added or edited by hand
    is seen. `seen` is what `glance_at_inputs` gives, `inputs` what `stamp_inputs` does; one of them is enough.
    """
    payload = fetch(places.cache, _FILE_NAME, sys.version, notes, cost="the site is looked through anew")
    try:
        last = msgspec.msgpack.decode(payload, type=_LastBuild) if payload else None
    except msgspec.DecodeError:  # of another version of dayfold
        last = None
    if last is None:
        if notes:
            with suppress(OSError):
                (places.cache / _FILE_NAME).unlink()
        return None
    is_same = (seen and last.seen == seen) or (inputs and last.inputs == inputs)
    if not is_same or last.output != glance_at([places.output]):
        return None
    files = last.report.written + last.report.unchanged
    return msgspec.structs.replace(last.report, written=0, unchanged=files, removed=0)


def keep_report(places: Places, report: Report, *, seen: str, inputs: str) -> None:
    """Keep a build's report for the next; where nothing can be kept, the next build is only slower."""
    output = glance_at([places.output])
    if inputs and output:
        last = _LastBuild(seen=seen, inputs=inputs, output=output, report=report)
        keep(places.cache, _FILE_NAME, sys.version, msgspec.msgpack.encode(last))


def _inputs(places: Places, config: Config) -> Iterator[tuple[str, Path | None]]:
    """Name every file that a build reads, in a stable order; what is only noted has no file."""
    found, noted = find_files(places.content, within=places.root, leave_out=(places.output, places.cache))
    for one in found:
        yield from _source(one, refine_settings(config).max_source_bytes)
    for diagnostic in noted:
        yield f"noted:{diagnostic.path}:{diagnostic.message}", None
    for folder in (default_theme_folder(), places.templates):
        for name, file in theme_files(folder):
            yield f"theme:{name}", file


def _source(found: Found, max_bytes: int) -> Iterator[tuple[str, Path | None]]:
    """A file that is too large to be a clipping is told by its size, as it is when it is read."""
    size = found.file.stat().st_size
    yield f"source:{found.path}:{size}", found.file if size <= max_bytes else None
    if found.sidecar:
        yield from _source(found.sidecar, max_bytes)
