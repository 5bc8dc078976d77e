"""`dayfold build`: make the site, or find that nothing has changed since it was made."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from generator.commands.github import github_lines
from generator.commands.manifest import write_manifest
from generator.commands.profile import StepTimes, tell_times
from generator.commands.site import SiteOptions, open_site, today_in
from generator.commands.terminal import Form, print_json, print_lines, say, show, summarise, tell_progress
from generator.config import Config, refine_settings
from generator.diagnostics import Diagnostic
from generator.records import Report
from generator.store.last_build import glance_at_inputs, keep_report, recall_report, stamp_inputs
from generator.store.places import Places, check_content

__all__ = ["build_site", "exit_code"]


def build_site(
    options: SiteOptions,
    *,
    clean: bool,
    verify_cache: bool,
    jobs: int | None,
    profile: bool,
    manifest: Path | None,
    strict: bool,
    quiet: bool,
    form: Form,
    **overrides: Any,
) -> int:
    """
    Build a site, say what came of it, and return the exit code.

    With `profile` one process does all the work, since what others do cannot be told apart by step.
    """
    begun = time.perf_counter()
    times = StepTimes(begun) if profile else None
    places, config = open_site(options, **overrides)
    check_content(places)
    today = today_in(config)
    notes: list[Diagnostic] = []
    seen = "" if verify_cache else glance_at_inputs(places, config, today)
    report = None if clean or not seen else recall_report(places, notes, seen=seen)
    if report is None:
        # Stamped before and after: what changes while the site is made may be in it or not, and is looked at again.
        inputs = stamp_inputs(places, config, today)
        report = None if clean else recall_report(places, notes, inputs=inputs)
        if report is None:
            report = _build(
                places,
                config,
                clean=clean,
                verify_cache=verify_cache,
                jobs=1 if times else jobs,
                tell=not quiet and form == "text",
                times=times,
            )
        if _holds(report) and stamp_inputs(places, config, today_in(config)) == inputs:
            keep_report(places, report, seen=seen, inputs=inputs)
    report = _with(report, notes, config)
    if manifest:
        write_manifest(manifest, places.output)
    seconds = time.perf_counter() - begun
    if times:
        times("together", 0, 0)
    if form == "github":
        print_lines(github_lines(report.diagnostics, places))
    elif form == "json":
        print_json(
            {
                "built": True,
                "output": str(places.output),
                "seconds": round(seconds, 3),
                **({"profile": times.seconds} if times else {}),
                **msgspec.structs.asdict(report),
            }
        )
    else:
        show(one for one in report.diagnostics if one.severity != "note")
        if not quiet:
            say(summarise(report, seconds))
            say(f"the site is in {places.output}")
            if times:
                say(tell_times(times.seconds, report.entries))
    return exit_code(report.diagnostics, strict=strict)


def _with(report: Report, notes: Iterable[Diagnostic], config: Config) -> Report:
    """Add what was found before the build began."""
    told = {one for one in notes if one.name not in config.silence}
    return msgspec.structs.replace(report, diagnostics=tuple(sorted({*report.diagnostics, *told})))


def _holds(report: Report) -> bool:
    """Tell whether a report will be true of the next build too: trouble with the cache is of one build."""
    return all(one.name != "cache-damaged" for one in report.diagnostics)


def _build(
    places: Places,
    config: Config,
    *,
    clean: bool,
    verify_cache: bool,
    jobs: int | None,
    tell: bool,
    times: StepTimes | None,
) -> Report:
    """Make the site. The pipeline is imported here: a build with nothing to do does without that half second."""
    from generator.pipeline import build
    from generator.store.past import open_past
    from generator.workers import open_workers, processors

    # Millions of records are made that stay: looking through them for garbage again and again takes a tenth longer.
    gc.set_threshold(100_000, 50, 100)
    with tell_progress(quiet=not tell) as progress, open_workers(jobs or processors()) as workers:
        output = None if verify_cache else places.output
        past = open_past(places.cache, refine_settings(config), output=output, forget=clean, share=workers.share)
        today = today_in(config)
        return build(places, config, past, today=today, workers=workers, progress=times or progress, leave=True)


def exit_code(found: tuple[Diagnostic, ...], *, strict: bool) -> int:
    """1 when there is an error or, under `strict`, a warning; else 0."""
    failing = ("error", "warning") if strict else ("error",)
    return int(any(one.severity in failing for one in found))
