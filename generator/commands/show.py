"""`dayfold explain`, `dayfold export` and `dayfold verify`: what was read, for people and machines, and the proof."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import click

from generator.clippings import lost_clipping
from generator.commands.build import exit_code
from generator.commands.site import SiteOptions, built_files, open_site, today_in
from generator.commands.terminal import print_json, print_line, say, show, terminal_width
from generator.config import Config, refine_settings
from generator.diagnostics import Diagnostic, diagnose
from generator.pipeline import gather, loud, open_memory
from generator.read import read
from generator.read.bystanders import bystander_by_name
from generator.records import Clipping, Digest
from generator.store.output import list_output
from generator.store.places import Places, check_content
from generator.store.sources import find_files, is_left_out, load_source

__all__ = ["explain_files", "export_site", "verify_site"]


def explain_files(
    options: SiteOptions, files: Sequence[Path], *, with_lines: bool, part: int | None, as_json: bool, **wishes: Any
) -> int:
    """Say, for a person or a machine, how files were read and what became of every line."""
    from generator.publish.explain import account_for_file, lay_out

    places, config = open_site(options, **wishes)
    digest = _gather(places, config)
    clippings = [_clipping_of(places, digest, file) for file in files]
    for number, clipping in enumerate(clippings):
        told = account_for_file(clipping, _text_of(places, config, clipping.path), digest)
        if part is not None and all(one.number != part for one in told.parts):
            raise click.UsageError(f"{clipping.path} has no part {part}: it holds {len(told.parts)}")
        if as_json:
            print_json(told)
            continue
        if number:
            print_line(())
        for line in lay_out(told, terminal_width(), with_lines=with_lines, part=part):
            print_line(line)
    return 0


def export_site(options: SiteOptions, **overrides: bool | None) -> int:
    """Print one JSON object an entry, by path; report errors in sources."""
    from generator.publish.export import export_entries

    places, config = open_site(options, **overrides)
    digest = _gather(places, config)
    for described in export_entries(digest):
        print_json(described)
    found = loud(digest.diagnostics, config)
    show(one for one in found if one.severity == "error")
    return exit_code(found, strict=False)


def verify_site(options: SiteOptions, *, as_json: bool) -> int:
    """Prove every printed sentence of a built site from the sources as they are now."""
    from generator.verify import verify

    places, _ = open_site(options)
    check_content(places)
    files = {one.path: one.file for one in find_files(places.content, within=places.root)[0]}
    verdict = verify(
        lambda path: _bytes_of(files.get(path)),
        lambda path: _bytes_of(places.output / path),
        list_output(places.output),
        built_files(places.output),
    )
    if as_json:
        print_json(verdict)
    else:
        show(verdict.diagnostics)
        proved = f"{verdict.quotations} quotations in {verdict.pages} files from {verdict.sources} sources"
        count = sum(one.severity == "error" for one in verdict.diagnostics)
        say(f"{proved}: {count or 'no'} {'error' if count == 1 else 'errors'}{'' if count else ', all hold'}")
    return exit_code(verdict.diagnostics, strict=False)


def _gather(places: Places, config: Config) -> Digest:
    return gather(places, config, open_memory(places, config), today=today_in(config))


def _clipping_of(places: Places, digest: Digest, file: Path) -> Clipping:
    """
    Find what became of a file, also of one that is passed over by its name.

    *Errors*: `UsageError` for what is no file of the content folder.
    """
    path = _path_in_content(places, file)
    known = {one.path: one for one in digest.clippings}
    parents = [f"{parent.as_posix()}/" for parent in PurePosixPath(path).parents]
    for name in (path, f"{path}/", *parents):
        if name in known:
            return known[name]
    if not (places.content / path).is_file():
        raise click.UsageError(f"{file} is not a file in {places.content}")
    if is_left_out(PurePosixPath(path).name):
        why = "is what an editor or a download leaves while it works; it is passed over and not listed"
    else:
        why = "is in a folder that is not read"
    return lost_clipping(diagnose("hidden-file", path, why))


def _path_in_content(places: Places, file: Path) -> str:
    """Name a source as the site does, whether it is given from here or from the content folder."""
    for candidate in (file.resolve(), (places.content / file).resolve()):
        if candidate.is_relative_to(places.content) and candidate.exists():
            return candidate.relative_to(places.content).as_posix()
    return file.as_posix()


def _text_of(places: Places, config: Config, path: str) -> str:
    """Decode a source as reading does; empty when it is not read."""
    if bystander_by_name(path):
        return ""
    limit = refine_settings(config).max_source_bytes
    found = next((one for one in find_files(places.content, within=places.root)[0] if one.path == path), None)
    source = load_source(found, limit) if found else None
    return "" if source is None or isinstance(source, Diagnostic) else read(source, limit).text


def _bytes_of(file: Path | None) -> bytes | None:
    try:
        return file.read_bytes() if file else None
    except OSError:
        return None
