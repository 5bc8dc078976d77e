"""`dayfold build` and `dayfold check`: make the site, or only say what is wrong with what it is made of."""

from __future__ import annotations

import time
from typing import Any

import msgspec

from generator.commands.site import SiteOptions, open_site, today_in
from generator.commands.terminal import print_json, say, show, summarise, tell_progress
from generator.diagnostics import Diagnostic, Severity
from generator.pipeline import build, gather, loud, open_memory, render_site

__all__ = ["build_site", "check_site", "exit_code"]

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
    found = loud(digest.diagnostics, config)
    if as_json:
        print_json({"sources": len(digest.clippings), "entries": len(digest.entries), "diagnostics": found})
    else:
        for severity in _WORST_FIRST:
            show(one for one in found if one.severity == severity)
        say(_counted(found, len(digest.clippings)))
    return exit_code(found, strict=strict)


def exit_code(found: tuple[Diagnostic, ...], *, strict: bool) -> int:
    """1 when there is an error or, under `strict`, a warning; else 0."""
    failing = ("error", "warning") if strict else ("error",)
    return int(any(one.severity in failing for one in found))


def _counted(found: tuple[Diagnostic, ...], sources: int) -> str:
    counts = [(sum(one.severity == severity for one in found), severity) for severity in _WORST_FIRST]
    told = " · ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    return f"{sources} source{'' if sources == 1 else 's'} · {told or 'nothing to complain about'}"
