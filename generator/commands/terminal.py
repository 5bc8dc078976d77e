"""Words for whoever sits at the terminal: in: diagnostics, progress, a report, out: lines on stderr, JSON on stdout."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, TextIO

import click
import msgspec

from generator.diagnostics import Diagnostic, render
from generator.records import Report

if TYPE_CHECKING:
    from generator.clippings import Progress
    from generator.publish.explain import Line, Style

__all__ = [
    "Form",
    "print_json",
    "print_line",
    "print_lines",
    "say",
    "show",
    "summarise",
    "tell_progress",
    "terminal_width",
    "visible",
]

Form = Literal["text", "json", "github"]
"""In which a command tells its outcome: words for people, one JSON object, or annotations for GitHub's runners."""

_STYLES: dict[Style, dict[str, Any]] = {
    "plain": {},
    "heading": {"bold": True},
    "name": {"fg": "cyan"},
    "quiet": {"dim": True},
    "kept": {"fg": "green"},
    "removed": {"fg": "red"},
    "field": {"fg": "blue"},
    "guess": {"fg": "yellow"},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
}
_WIDTH_WITHOUT_TERMINAL = 100
_LINE_EVERY_S = 2.0
"""Where there is no terminal, a line so often: a build log stays short, and a long build does not look dead."""
_BAR_EVERY_S = 0.1
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """
    Make control characters harmless: messages quote clippings, and these could steer the terminal.

    >>> visible("red: \\x1b[31m")
    'red: \\\\x1b[31m'
    """
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def say(line: str) -> None:
    """Write a line to stderr."""
    click.echo(visible(line), err=True)


def show(found: Iterable[Diagnostic]) -> None:
    """Write diagnostics to stderr, in the order they are given."""
    for one in found:
        place, word, message = visible(render(one)).partition(f" {one.severity}: ")
        coloured = click.style(word, **_STYLES[one.severity]) if _wants_colour(sys.stderr) else word
        click.echo(place + coloured + message, err=True)


def print_line(line: Line, *, err: bool = False) -> None:
    """Write a line of styled words to stdout, in colour where a terminal shows it and nobody objects."""
    stream = sys.stderr if err else sys.stdout
    in_colour = _wants_colour(stream)
    texts = [
        click.style(visible(words.text), **_STYLES[words.style]) if in_colour else visible(words.text) for words in line
    ]
    click.echo("".join(texts) if in_colour else "".join(texts).rstrip(), err=err)


def print_lines(lines: Iterable[str]) -> None:
    """Write plain lines to stdout."""
    for line in lines:
        click.echo(visible(line))


def terminal_width() -> int:
    """Say how many columns there are; 100 where nothing says."""
    return shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 24)).columns


def _wants_colour(stream: TextIO) -> bool:
    """*Source*: no-color.org; `TERM=dumb` is what editors' shells call themselves."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_json(value: Any) -> None:
    """Write one value as compact JSON and a line's end to stdout, in UTF-8 whatever the terminal speaks."""
    stream = sys.stdout.buffer
    stream.write(msgspec.json.encode(value) + b"\n")
    stream.flush()


def summarise(report: Report, seconds: float) -> str:
    """
    Say in one line what a build came to.

    >>> summarise(Report(entries=2, days=1, stories=1, undated=1, topics=0, sources=1, written=9, unchanged=2,
    ...                  removed=0, errors=0, warnings=2, diagnostics=()), 0.84)
    '2 entries · 1 day · 1 story · 1 undated · 0 topics · 9 pages written, 2 unchanged, 0 removed · 2 warnings · 0.84 s'
    """
    parts = [
        _count(report.entries, "entry", "entries"),
        _count(report.days, "day"),
        _count(report.stories, "story", "stories"),
        *([f"{report.undated} undated"] if report.undated else []),
        _count(report.topics, "topic"),
        f"{_count(report.written, 'page')} written, {report.unchanged} unchanged, {report.removed} removed",
        *([_count(report.errors, "error")] if report.errors else []),
        *([_count(report.warnings, "warning")] if report.warnings else []),
        *(["left out: " + " and ".join(waiting)] if (waiting := _waiting(report)) else []),
        f"{seconds:.2f} s",
    ]
    return " · ".join(parts)


def _waiting(report: Report) -> list[str]:
    """Count what was left out only for now."""
    return [
        *([_count(report.drafts, "draft")] if report.drafts else []),
        *([f"{report.planned} planned"] if report.planned else []),
    ]


@contextmanager
def tell_progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Show how far a build has come: a bar on a terminal, now and then a line elsewhere, nothing when quiet."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield _Lines()


class _Lines:
    """Progress for a log."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _LINE_EVERY_S:
            self._last = now
            say(f"{step} {done} of {total}" if total else f"{step} {done}" if done else step)


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn())
    # Without a thread of its own: processes can be forked only where there is none.
    with Bars(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bars:
        task = bars.add_task("", total=None)
        drawn = 0.0

        def tell(step: str, done: int, total: int) -> None:
            nonlocal drawn
            now = time.monotonic()
            is_due = now - drawn >= _BAR_EVERY_S
            bars.update(task, description=step, completed=done, total=total or None, refresh=is_due)
            drawn = now if is_due else drawn

        yield tell


def _count(number: int, singular: str, plural: str = "") -> str:
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
