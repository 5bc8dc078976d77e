"""The whole pipeline on one screen: in: where a site lives and its settings, out: the site on disk and a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.clippings import Progress, lost_clipping, make_clippings
from generator.config import Config, refine_settings
from generator.diagnostics import Diagnostic
from generator.digest import make_digest
from generator.publish import Plan, Press, Reprints, plan_site, print_all
from generator.recall import Recall
from generator.records import Artifact, Clipping, Digest, Report
from generator.refine.repeated import drop_repeated_lines
from generator.refine.unpublished import leave_out_unpublished
from generator.store.cache import hold_lock
from generator.store.compiled import load_codes, save_codes
from generator.store.memory import Memory, load_memory, make_stamp, save_memory
from generator.store.output import Changes, commit
from generator.store.places import Places, check_content
from generator.store.sources import find_files
from generator.store.theme import load_theme
from generator.workers import Alone, Workers

__all__ = ["build", "gather", "loud", "open_memory", "plan", "plan_again", "render_site"]

_ALONE = Alone()

_LOCK_WAIT_S = 5.0
"""Longer than a rebuild takes, shorter than a person waits."""


def build(
    places: Places,
    config: Config,
    memory: Memory,
    *,
    today: str,
    workers: Workers = _ALONE,
    progress: Progress | None = None,
    recall: Recall | None = None,
    reprints: Reprints | None = None,
) -> Report:
    """
    Make the site on disk what its sources say.

    Trouble in content is in the report. *Errors*: `DayfoldError` when a folder, a template or another build is in the
    way; then the old site stands. Whoever builds over and over hands in one `recall` and one `reprints`; the pages are
    then made in this process, since what is kept of them is.
    """
    check_content(places)
    with hold_lock(places.cache, _LOCK_WAIT_S):
        digest = gather(places, config, memory, today=today, workers=workers, progress=progress, recall=recall)
        note = save_memory(places.cache, memory)
        theme = load_theme(places.templates)
        codes = load_codes(places.cache)
        known = len(codes)
        planned = plan_site(digest, config, theme, reprints, codes)
        if len(codes) > known:
            save_codes(places.cache, codes)
        made = _print(Press(planned), _ALONE if reprints else workers)
        changes = commit(_tell_all(made, progress), places.output)
        planned.impression.settle()
    notes = (*memory.notes, note) if note else memory.notes
    return _report(digest, changes, loud((*digest.diagnostics, *changes.diagnostics, *notes), config))


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
    files, troubles = find_files(places.content, within=places.root, leave_out=leave_out, heed=recall.heed)
    read = make_clippings(files, memory, settings, workers=workers, progress=tell)
    clippings: Sequence[Clipping] = sorted((*map(lost_clipping, troubles), *read), key=lambda one: one.path)
    if not config.drafts:
        clippings = leave_out_unpublished(clippings)
    tell("gathering", 0, 0)
    recall = recall or Recall(keeps=False, share=workers.share)
    return make_digest(drop_repeated_lines(clippings), config, today, recall)


def plan(places: Places, config: Config, digest: Digest, reprints: Reprints | None = None) -> Plan:
    """Plan every output file. *Errors*: `DayfoldError` with `template-error`."""
    return plan_site(digest, config, load_theme(places.templates), reprints)


def plan_again(places: Places, before: Plan, reprints: Reprints | None = None) -> Plan:
    """Plan every output file once more, when nothing but the theme has changed. *Errors*: as `plan`."""
    return before.with_theme(load_theme(places.templates), reprints)


def render_site(places: Places, config: Config, digest: Digest) -> Iterator[Artifact]:
    """Make every output file, one after the other. *Errors*: `DayfoldError` with `template-error`."""
    return print_all(Press(plan(places, config, digest)))


def _print(press: Press, workers: Workers) -> Iterator[Artifact]:
    shares = workers.cut(range(len(press)))
    return print_all(press, workers.map, shares)


def _tell_all(artifacts: Iterator[Artifact], progress: Progress | None) -> Iterator[Artifact]:
    for count, artifact in enumerate(artifacts):
        if progress:
            progress("writing", count, 0)
        yield artifact


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
