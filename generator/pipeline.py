"""The whole pipeline on one screen: in: where a site lives and its settings, out: the site on disk and a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import chain

from generator.clippings import Progress, lost_clipping, make_clippings
from generator.config import Config, refine_settings
from generator.diagnostics import Diagnostic
from generator.digest import make_digest
from generator.publish import Plan, Press, Printed, Reprints, Standing, plan_site, print_all, publish
from generator.publish.cards import look_over_cards, missing_pillow
from generator.publish.overrides import look_over
from generator.recall import Recall
from generator.records import Artifact, Clipping, Digest, Report
from generator.refine.repeated import drop_repeated_lines
from generator.refine.unpublished import leave_out_unpublished
from generator.store.cache import hold_lock
from generator.store.memory import Memory, load_memory, make_stamp, save_memory
from generator.store.output import Changes, commit
from generator.store.pagefind import find_pagefind
from generator.store.past import Past, leave_digest, leave_output
from generator.store.places import Places, check_content
from generator.store.search_index import SearchIndex, index_files, missing_pagefind
from generator.store.sources import find_files
from generator.store.theme import load_theme
from generator.workers import Alone, Workers

__all__ = [
    "build",
    "check_theme",
    "gather",
    "loud",
    "notes_on",
    "open_index",
    "open_memory",
    "plan",
    "plan_again",
    "render_site",
]

_ALONE = Alone()

_Made = Artifact | Standing

_LOCK_WAIT_S = 5.0
"""Longer than a rebuild takes, shorter than a person waits."""


def build(
    places: Places,
    config: Config,
    past: Past,
    *,
    today: str,
    workers: Workers = _ALONE,
    progress: Progress | None = None,
    leave: bool = False,
) -> Report:
    """
    Make the site on disk what its sources say, and, with `leave`, leave to a build in another process what helps it.

    Trouble in content is in the report. *Errors*: `DayfoldError` when a folder, a template or another build is in the
    way; then the old site stands. Whoever builds over and over hands in the same `past`; if it holds `Reprints`, pages
    are made in this process, since what is kept of them is.
    """
    tell = progress or _tell_nobody
    check_content(places)
    with hold_lock(places.cache, _LOCK_WAIT_S):
        digest = gather(places, config, past.memory, today=today, workers=workers, progress=tell, recall=past.recall)
        tell("keeping", 0, 0)
        notes = [*notes_on(past, config), *filter(None, [save_memory(places.cache, past.memory)])]
        with workers.beside(partial(leave_digest, places.cache, past)) if leave else nullcontext() as left:
            tell("planning", 0, 0)
            planned = plan_site(digest, config, load_theme(places.templates), past.printed, past.codes)
            printers = _ALONE if isinstance(past.printed, Reprints) else workers
            made = print_all(Press(planned), printers.map, printers.cut)
            searched = index_files(places.cache, open_index(config, planned), notes)
            changes = commit(chain(_tell_all(made, len(planned.files), tell), searched), places.output, past.sights)
            tell("keeping", 0, 0)
            planned.impression.settle()
            if left:
                notes += filter(None, [left(), leave_output(places.cache, past, places.output, changes.sights)])
    found = (*digest.diagnostics, *planned.diagnostics, *changes.diagnostics, *notes)
    return _report(digest, changes, loud(found, config))


def gather(
    places: Places,
    config: Config,
    memory: Memory,
    *,
    today: str,
    workers: Workers = _ALONE,
    progress: Progress | None = None,
    recall: Recall | None = None,
) -> Digest:
    """
    Read every source, remembered ones from memory, and put them in order. Nothing is written.

    `today` is a date in the site's zone: later entries wait, unless the settings say otherwise. Whoever builds over
    and over hands in one `recall`.
    """
    check_content(places)
    settings, tell = refine_settings(config), progress or _tell_nobody
    recall = recall or Recall(keeps=False)
    leave_out = (places.output, places.cache)
    tell("finding", 0, 0)
    files, troubles = find_files(places.content, within=places.root, leave_out=leave_out, heed=recall.heed)
    read = make_clippings(files, memory, settings, workers=workers, progress=tell)
    clippings: Sequence[Clipping] = sorted((*map(lost_clipping, troubles), *read), key=lambda one: one.path)
    if not config.drafts:
        clippings = leave_out_unpublished(clippings)
    tell("gathering", 0, 0)
    recall = recall or Recall(keeps=False, share=workers.share)
    return make_digest(drop_repeated_lines(clippings, recall), config, today, recall)


def plan(places: Places, config: Config, digest: Digest, before: Printed | None = None) -> Plan:
    """Plan every output file. *Errors*: `DayfoldError` with `template-error`."""
    return plan_site(digest, config, load_theme(places.templates), before)


def plan_again(places: Places, last: Plan, before: Printed | None = None) -> Plan:
    """Plan every output file once more, when nothing but the theme has changed. *Errors*: as `plan`."""
    return last.with_theme(load_theme(places.templates), before)


def open_index(config: Config, planned: Plan) -> SearchIndex:
    """Get ready to make the search index of a planned site; nothing is made before a file of it is asked for."""
    return SearchIndex(planned.search_cards, config.language, find_pagefind() if config.search is True else None)


def notes_on(past: Past, config: Config) -> tuple[Diagnostic, ...]:
    """Gather what there is to say before a build begins: what of the past was damaged, and what is not installed."""
    missing = [missing_pillow()] if config.cards == "missing" else []
    if config.search == "missing" and "search" in config.pages:
        missing.append(missing_pagefind())
    return (*past.notes, *missing)


def render_site(places: Places, config: Config, digest: Digest) -> Iterator[Artifact]:
    """Make every output file, one after the other. *Errors*: `DayfoldError` with `template-error`."""
    return publish(digest, config, load_theme(places.templates))


def check_theme(places: Places, config: Config, digest: Digest) -> tuple[Diagnostic, ...]:
    """Say what the site overrides in vain, and what its cards lack. *Errors*: as `load_theme`."""
    theme = load_theme(places.templates)
    return (*look_over(theme, config), *look_over_cards(digest, config, theme))


def _tell_all(artifacts: Iterator[_Made], total: int, tell: Progress) -> Iterator[_Made]:
    """Tell of each file when it is to be made, and again when it is to be written."""
    tell("printing", 0, total)
    for count, artifact in enumerate(artifacts, start=1):
        tell("writing", count, total)
        yield artifact
        tell("printing", count, total)
    tell("writing", total, total)


def open_memory(places: Places, config: Config, *, clean: bool = False) -> Memory:
    """Fetch remembered work that these settings can use; with `clean` forget it."""
    return load_memory(places.cache, make_stamp(refine_settings(config)), forget=clean)


def loud(found: Iterable[Diagnostic], config: Config) -> tuple[Diagnostic, ...]:
    """Sort what was found, once each, and leave out the warnings and notes that the settings silence; never errors."""
    return tuple(sorted(one for one in set(found) if one.severity == "error" or one.name not in config.silence))


def _report(digest: Digest, changes: Changes, found: tuple[Diagnostic, ...]) -> Report:
    reasons = Counter(one.reason for one in digest.left_out)
    return Report(
        entries=len(digest.entries),
        days=len(digest.days),
        stories=sum(len(day.stories) for day in digest.days),
        undated=len(digest.undated),
        topics=len(digest.topics),
        sources=len(digest.clippings),
        written=changes.written,
        unchanged=changes.unchanged,
        removed=changes.removed,
        errors=sum(one.severity == "error" for one in found),
        warnings=sum(one.severity == "warning" for one in found),
        drafts=reasons["unpublished"],
        planned=reasons["future-date"] + reasons["embargoed"],
        diagnostics=found,
    )


def _tell_nobody(step: str, done: int, total: int) -> None:
    """Keep progress to oneself."""
