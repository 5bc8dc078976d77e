"""`dayfold build` and `dayfold check`: make the site, or only say what is wrong with what it is made of."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec

from generator.commands.site import SiteOptions, open_site, today_in
from generator.commands.terminal import print_json, say, show, summarise, tell_progress
from generator.diagnostics import Diagnostic, Severity
from generator.pipeline import build, gather, loud, open_memory, render_site
from generator.publish.mending import BYSTANDERS, Errand, errands, mendable
from generator.read.decoding import decode
from generator.store.places import Places
from generator.store.sources import find_files

__all__ = ["build_site", "check_site", "exit_code"]

_HEAD_BYTES = 2000
"""Enough of a file to tell in which form its fields are written."""

_WORST_FIRST: tuple[Severity, ...] = ("error", "warning", "note")


def build_site(
    options: SiteOptions, *, clean: bool, jobs: int, strict: bool, quiet: bool, as_json: bool, **overrides: Any
) -> int:
    """Build a site, say what came of it, and return the exit code."""
    begun = time.perf_counter()
    places, config = open_site(options, **overrides)
    memory = open_memory(places, config, clean=clean)
    with tell_progress(quiet=quiet or as_json) as progress:
        report = build(places, config, memory, today=today_in(config), jobs=jobs, progress=progress)
    seconds = time.perf_counter() - begun
    if as_json:
        print_json(
            {
                "built": True,
                "output": str(places.output),
                "seconds": round(seconds, 3),
                **msgspec.structs.asdict(report),
            }
        )
    else:
        show(one for one in report.diagnostics if one.severity != "note")
        if not quiet:
            say(summarise(report, seconds))
            say(f"the site is in {places.output}")
    return exit_code(report.diagnostics, strict=strict)


def check_site(options: SiteOptions, *, strict: bool, as_json: bool, **overrides: Any) -> int:
    """Read and render everything, report what was found, worst first, and write nothing."""
    places, config = open_site(options, **overrides)
    memory = open_memory(places, config)
    digest = gather(places, config, memory, today=today_in(config))
    for _ in render_site(places, config, digest):
        pass  # rendering is how a broken template is found
    found = loud((*digest.diagnostics, *mendable(digest)), config)
    head_of = _heads(places)
    to_mend = errands(found, digest, head_of)
    if as_json:
        print_json(
            {
                "sources": len(digest.clippings),
                "entries": len(digest.entries),
                "diagnostics": found,
                "files": to_mend,
            }
        )
    else:
        for errand in to_mend:
            show(errand.diagnostics)
            if errand.lines:
                say(f"  {errand.where} {errand.path}:")
                for line in errand.lines:
                    say(line)
        say(_counted(to_mend, len(digest.clippings), sum(one.name in BYSTANDERS for one in found)))
    return exit_code(found, strict=strict)


def exit_code(found: tuple[Diagnostic, ...], *, strict: bool) -> int:
    """1 when there is an error or, under `strict`, a warning; else 0."""
    failing = ("error", "warning") if strict else ("error",)
    return int(any(one.severity in failing for one in found))


def _heads(places: Places) -> Callable[[str], str]:
    """Make the function that gives the first characters of a source, by path; empty for what cannot be read."""
    files = {one.path: one.file for one in find_files(places.content, within=places.root)[0]}

    def head_of(path: str) -> str:
        try:
            with files[path].open("rb") as file:
                return decode(file.read(_HEAD_BYTES)).text
        except (KeyError, OSError):
            return ""

    return head_of


def _counted(to_mend: tuple[Errand, ...], sources: int, bystanders: int) -> str:
    found = [one for errand in to_mend for one in errand.diagnostics]
    counts = [(sum(one.severity == severity for one in found), severity) for severity in _WORST_FIRST]
    told = " · ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    where = f" in {len(to_mend)} file{'' if len(to_mend) == 1 else 's'}" if told else ""
    passed = f" · {bystanders} passed over, see the ledger" if bystanders else ""
    return f"{sources} source{'' if sources == 1 else 's'} · {told or 'nothing to mend'}{where}{passed}"
