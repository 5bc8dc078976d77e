"""`dayfold watch` and `dayfold serve`: build again after every edit, on disk or in memory, until Ctrl-C."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from generator.commands.site import SiteOptions, find_site, today_in
from generator.commands.terminal import say, show, summarise
from generator.config import Config, for_preview
from generator.diagnostics import Diagnostic
from generator.pipeline import build
from generator.preview.builder import attempt
from generator.preview.workshop import Workshop
from generator.records import Report
from generator.store.places import Places
from generator.store.settings import load_config

if TYPE_CHECKING:
    from generator.preview.showing import Showing

_SWITCH_S = 0.0005
"""How long the builder keeps the interpreter while a request waits; Python's own 5 ms, several times over, show."""

__all__ = ["serve_site", "watch_site"]


def watch_site(options: SiteOptions, **overrides: Any) -> int:
    """Keep the output folder up to date. A build that fails is reported and leaves the last good site."""
    workshop = _open_workshop(options, lambda places: load_config(places, overrides))

    def rebuild(_changed: frozenset[str], _news: frozenset[str]) -> Iterator[bool]:
        begun = time.perf_counter()
        made = attempt(lambda: _build_once(workshop))
        if isinstance(made, Report):
            _show_loud(made.diagnostics)
            say(summarise(made, time.perf_counter() - begun))
        else:
            show(made)
            say("the site was left as it was; waiting for the next change")
        yield True

    builder = workshop.builder(rebuild)
    say("watching; press Ctrl-C to stop")
    builder.start()
    try:
        while builder.is_alive():
            builder.join(timeout=1.0)
    except KeyboardInterrupt:
        say("stopping")
    finally:
        builder.stop()
    return 0


def serve_site(
    options: SiteOptions, *, host: str, port: int, open_browser: bool, is_led: bool, drafts: bool, future: bool
) -> int:
    """
    Show the site in the browser while it is edited; the output folder is not touched.

    With `drafts` and `future`, what a build leaves out for now is shown too, and labelled.

    *Errors*: `click.UsageError` when the host is none of this machine's, or no port is free.
    """
    from generator.preview.rebuild import Preview
    from generator.preview.server import listen, serve
    from generator.preview.stage import Stage

    def load(places: Places) -> Config:
        return for_preview(load_config(places), drafts=drafts, future=future)

    workshop = _open_workshop(options, load)
    try:
        opened = listen(host, port)
    except OSError as error:
        raise click.UsageError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from None
    taken = opened.getsockname()[1]
    if taken != port:
        say(f"port {port} is taken; using {taken}")
    if not opened.getsockname()[0].startswith("127.") and opened.getsockname()[0] != "::1":
        say(f"warning: everybody in the network of {host} can read this preview, drafts too")
    origin = f"http://{_reachable(host)}:{taken}"
    stage = Stage()

    told: list[tuple[Diagnostic, ...]] = []

    def tell(showing: Showing, changed: frozenset[str], took_s: float) -> None:
        _show_loud(tuple(one for one in showing.diagnostics if not told or one not in told[-1]))
        outcome = "failed; showing the last good one" if showing.is_stale else f"{len(showing.pages)} files"
        say(f"{_in_brief(changed)}: {outcome} · {took_s:.2f} s")
        if not told:
            say(f"serving {origin}{showing.base_path} - press Ctrl-C to stop")
            # What stands now will stand for long: looking through it for garbage, again and again, takes seconds.
            gc.collect()
            gc.freeze()
            if open_browser:
                click.launch(f"{origin}{showing.base_path}")
        told[:] = [showing.diagnostics]

    preview = Preview(workshop, stage, origin, tell)
    builder = workshop.builder(preview.rebuild)
    builder.start()
    sys.setswitchinterval(_SWITCH_S)
    try:
        serve(stage, opened, host, is_led=is_led)
    except KeyboardInterrupt:
        say("stopping")
    finally:
        stage.close()
        builder.stop()
    return 0


def _open_workshop(options: SiteOptions, load: Callable[[Places], Config]) -> Workshop:
    return Workshop(lambda: find_site(options), load, today_in, warn=lambda what: say(f"warning: {what}"))


def _build_once(workshop: Workshop) -> Report:
    places, config, past, today = workshop.begin()
    report = build(places, config, past, today=today)
    workshop.keep()
    return report


def _in_brief(changed: frozenset[str]) -> str:
    """
    >>> _in_brief(frozenset({"content:a.md"})), _in_brief(frozenset({"content:a.md", "content:b.md", "config:x"}))
    ('a.md', 'x and 2 more files')
    """
    names = sorted(changed)
    if not names:
        return "first build"
    others = f" and {len(names) - 1} more file{'s' if len(names) > 2 else ''}" if len(names) > 1 else ""
    return names[0].partition(":")[2] + others


def _show_loud(found: tuple[Diagnostic, ...]) -> None:
    show(one for one in found if one.severity != "note")


def _reachable(host: str) -> str:
    """Write a host as part of an address; one that means every address is reached by its loopback one."""
    named = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"[{named}]" if ":" in named else named
