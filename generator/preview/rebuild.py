"""The site shown while it is edited: in: which files changed, out: on stage first what is looked at, then all of it."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from generator.clippings import make_clipping
from generator.config import Config, refine_settings
from generator.diagnostics import DayfoldError, Diagnostic
from generator.digest.stand_in import stand_in
from generator.pipeline import gather, loud, notes_on, open_index, plan, plan_again
from generator.preview.builder import attempt
from generator.preview.excerpts import Excerpt, excerpts
from generator.preview.pages import Pages
from generator.preview.showing import Showing
from generator.preview.stage import Stage
from generator.preview.workshop import Workshop
from generator.publish import Plan, Press, urls
from generator.publish.proofs import plan_proofs
from generator.read.decoding import decode
from generator.records import Artifact, Clipping, Digest, Entry
from generator.refine.repeated import drop_lines_again
from generator.refine.unpublished import leave_out_unpublished
from generator.store.memory import save_memory
from generator.store.places import Places
from generator.store.sources import Found, load_source

__all__ = ["Preview"]

_PIECE_S = 0.01
"""How long the builder works before it looks up again."""

_MOST_PROOFS = 3
"""Files whose edits are shown before the digest is made anew; more at once were not edited by hand."""

_TO_FETCH_S = 0.1
"""How long the builder rests after it has shown an edit: browsers fetch the page, and this process answers them."""

_CONTENT = "content:"


class _Gathered(NamedTuple):
    """What the clippings came to, and under what it holds."""

    config: Config
    today: str
    digest: Digest


class _Edition(NamedTuple):
    """The last site that was planned."""

    places: Places
    config: Config
    today: str
    digest: Digest
    plan: Plan
    base_path: str
    found: tuple[Diagnostic, ...]
    excerpts: Mapping[tuple[str, int], Excerpt]


class _Proofs(NamedTuple):
    """What the clippings came to, with what was edited since in its place."""

    digest: Digest
    entries: Mapping[str, Entry]
    """By id, those edited since."""


class Preview:
    """
    Shows a site on a stage and keeps it true.

    An edit of a clipping goes on stage at once, in the place of the one before; then the digest is made anew and
    what somebody looks at; then all other pages, so that a template that fails on one of them is told. Each step is
    dropped when somebody goes on editing.
    """

    def __init__(
        self, workshop: Workshop, stage: Stage, origin: str, tell: Callable[[Showing, frozenset[str], float], None]
    ) -> None:
        """
        `origin` is scheme, host and port of the preview; the sub-path stays that of the settings, so that links which
        only work on one of the two are found before the site is published. `tell` is told of each build that came to
        its end, of the names of the files that had changed, and how many seconds it took.
        """
        self._workshop = workshop
        self._stage = stage
        self._origin = origin
        self._tell = tell
        self._gathered: _Gathered | None = None
        """Nothing after a build that failed before it knew what the clippings say."""
        self._last: _Edition | None = None
        self._proofs: _Proofs | None = None
        """Of the last edition; nothing while none of its clippings was edited since."""
        self._unshown: frozenset[str] = frozenset()
        """Files that changed since and were not looked into yet."""
        self._pages = Pages(())
        """What is on stage of it, with the clippings edited since."""
        self._good = Showing(build=0)
        """The last showing of which every page could be made."""
        self._build = 0

    def rebuild(self, changed: frozenset[str], news: frozenset[str]) -> Iterator[bool]:
        """
        Show the site as it is now, piece by piece.

        `changed` are names of files, as `changes.files_of` gives them, that changed since the last build that came to
        its end, `news` those that did since this was called last.

        Says after each piece whether the site is on stage, and all that is left to do is to make sure of each page.
        """
        begun = time.perf_counter()
        self._unshown |= news
        steps = self._steps(changed)
        while True:
            made = attempt(lambda: next(steps, None))
            if made is None:
                break
            if isinstance(made, tuple):
                self._fail(made)
                break
            yield made
        self._tell(self._stage.showing, changed, time.perf_counter() - begun)

    def _steps(self, changed: frozenset[str]) -> Iterator[bool]:
        edited = self._show_proofs()
        if edited:
            self._workshop.doorbell.rung.wait(_TO_FETCH_S)
            yield False
        last = self._last = self._plan(changed)
        self._proofs = None
        pages = self._pages = Pages(last.plan.files, index=open_index(last.config, last.plan).files)
        for path in self._stage.looked_at():
            if path in pages:
                pages[path]
        self._build += 1
        self._show(last, pages, is_settled=False, edited=edited)
        yield True
        try:
            yield from _make_all(last.plan)
        except DayfoldError:
            self._stage.showing = self._good  # nobody is told before it is known why
            raise
        last.plan.impression.settle()
        if not self._good.build:
            _warm_up(last)
        self._good = self._show(last, pages, is_settled=True, edited=edited)

    def _plan(self, changed: frozenset[str]) -> _Edition:
        before, self._gathered = self._gathered, None
        places, config, past, today = self._workshop.begin()
        base_path = urlsplit(config.base_url).path
        local: Config = msgspec.structs.replace(config, base_url=f"{self._origin}{base_path}")
        heed = self._workshop.doorbell.heed
        if before and _is_only_theme(changed) and (local, today) == (before.config, before.today):
            digest = before.digest
        else:
            digest = gather(places, local, past.memory, today=today, progress=lambda *_: heed(), recall=past.recall)
            save_memory(places.cache, past.memory)
            self._workshop.keep()
        self._gathered = _Gathered(local, today, digest)
        last = self._last
        if last and last.digest is digest and last.config == local:
            planned = plan_again(places, last.plan, past.printed)
        else:
            planned = plan(places, local, digest, past.printed)
        found = loud((*notes_on(past, config), *planned.diagnostics, *digest.diagnostics), config)
        return _Edition(places, local, today, digest, planned, base_path, found, _cut_out(found, places))

    def _show(self, last: _Edition, pages: Pages, *, is_settled: bool, edited: tuple[str, ...]) -> Showing:
        showing = Showing(
            build=self._build,
            pages=pages,
            assets=last.plan.assets,
            base_path=last.base_path,
            diagnostics=last.found,
            excerpts=last.excerpts,
            is_settled=is_settled,
            edited=edited,
        )
        self._stage.show(showing)
        return showing

    def _fail(self, found: tuple[Diagnostic, ...]) -> None:
        """Keep the pages that are shown and say what is wrong."""
        self._build += 1
        self._stage.show(
            msgspec.structs.replace(
                self._stage.showing,
                build=self._build,
                is_stale=True,
                is_settled=True,
                diagnostics=found,
                excerpts=_cut_out(found, self._workshop.places()),
            )
        )

    # ------------------------------------------------------------ first proofs

    def _show_proofs(self) -> tuple[str, ...]:
        """Show edited clippings in the place of those before, where that is possible; name their pages."""
        last, changed = self._last, self._unshown
        self._unshown = frozenset()
        if last is None or self._stage.showing.is_stale or not changed or len(changed) > _MOST_PROOFS:
            return ()
        digest, entries = self._proofs or _Proofs(last.digest, {})
        edits = [edit for name in changed for edit in _edits(name, last, entries)]
        if not edits:
            return ()
        for before, after in edits:
            digest = stand_in(digest, before, after)
            entries = {**entries, after.id: after}
        files = [file for _, after in edits for file in plan_proofs(last.plan, digest, entries, after)]
        edited = tuple(urls.file_of(urls.clipping(one)) for _, one in edits)
        self._proofs = _Proofs(digest, entries)
        pages = self._pages = Pages(files, under=self._pages)
        for path in (*edited, *self._stage.looked_at()):
            if path in pages:
                pages[path]
        self._build += 1
        self._show(last, pages, is_settled=False, edited=edited)
        return edited


def _make_all(planned: Plan) -> Iterator[bool]:
    """
    Make every page, and look up now and then.

    *Errors*: `DayfoldError` with a `template-error` for each kind of page that fails.
    """
    press, failed = Press(planned), set[Diagnostic]()
    paused = time.perf_counter()
    for number, file in enumerate(planned.files):
        if file.kind and not file.standing():
            failed.update(*(made for made in press([number]).files if not isinstance(made, Artifact)))
            if time.perf_counter() - paused > _PIECE_S:
                yield True
                paused = time.perf_counter()
    if failed:
        raise DayfoldError(*sorted(failed))


def _cut_out(found: Iterable[Diagnostic], places: Places) -> dict[tuple[str, int], Excerpt]:
    """Fetch the lines that errors and warnings speak of; a note is no reason to read a file."""

    def read(path: str) -> str | None:
        for folder in (places.content, places.root):  # the path of a template is absolute, and stays what it is
            try:
                return decode((folder / path).read_bytes()).text
            except OSError:
                continue
        return None

    return excerpts((one for one in found if one.severity != "note"), read)


def _warm_up(last: _Edition) -> None:
    """Read a clipping that is already known: what reading loads when first used is loaded before the first edit."""
    if last.digest.entries:
        list(_edits(f"{_CONTENT}{last.digest.entries[0].path}", last, {}))


def _is_only_theme(changed: frozenset[str]) -> bool:
    return bool(changed) and all(name.startswith("theme:") for name in changed)


def _edits(name: str, last: _Edition, edited: Mapping[str, Entry]) -> Iterator[tuple[Entry, Entry]]:
    """
    Pair the entries of a changed file as they are shown with what they are now; nothing when more than that changed.

    `edited` are those, by id, that are shown otherwise than in the last edition.
    """
    path = name.removeprefix(_CONTENT)
    place = bisect_left(last.digest.clippings, path, key=attrgetter("path"))
    before = next(iter(last.digest.clippings[place : place + 1]), None)
    if before is None or before.path != path or path == name or before.sidecar_path:
        return
    settings = refine_settings(last.config)
    source = load_source(Found(path=path, file=last.places.content / path), settings.max_source_bytes)
    if isinstance(source, Diagnostic):
        return
    after = make_clipping(source, settings)
    if not last.config.drafts:
        (after,) = leave_out_unpublished((after,))
    if _is_same_but_for_text(before, after):
        for old, new in zip(before.entries, after.entries, strict=True):
            renewed = drop_lines_again(msgspec.structs.replace(new, planned=old.planned), old)
            shown = edited.get(old.id, old)
            if renewed != shown:
                yield shown, renewed


def _is_same_but_for_text(before: Clipping, after: Clipping) -> bool:
    """Say whether each entry is still the same one, of the same day: then the site has the same pages as before."""
    return len(before.entries) == len(after.entries) and all(
        (old.id, old.part, old.dating.day, old.embargo) == (new.id, new.part, new.dating.day, new.embargo)
        for old, new in zip(before.entries, after.entries, strict=True)
    )
