"""`dayfold import`: saved feeds into clippings, lists of feeds into subscriptions; nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.commands.site import SiteOptions, find_site, open_site
from generator.commands.terminal import print_lines, say, show
from generator.config import Subscription, parse_config, refine_settings
from generator.diagnostics import Diagnostic, diagnose, worst
from generator.fetch.intake import Intake, keep_items, read_saved_feed
from generator.fetch.opml import read_opml, with_subscriptions
from generator.fetch.present import keys_present
from generator.store.places import CONFIG_NAME

__all__ = ["import_feeds", "import_lists", "what_came_in"]


def import_feeds(options: SiteOptions, files: Sequence[Path]) -> int:
    """
    Write a clipping for every item of the feeds that is not there yet; print their paths.

    A file that is no feed is told and the others are taken in. Returns 1 when one could not be read, else 0.
    """
    places, config = open_site(options)
    max_bytes = refine_settings(config).max_source_bytes
    known = keys_present(places, max_bytes)
    told: list[Diagnostic] = []
    for file in files:
        data = _load(file, told)
        if data is None:
            continue
        drafts, found = read_saved_feed(data, str(file), max_bytes)
        told += found
        outcome = keep_items(drafts, places, known)
        print_lines(places.shown(one) for one in outcome.written)
        if drafts:
            say(f"{file}: {what_came_in(outcome)}")
    show(told)
    return 1 if worst(told) == "error" else 0


def import_lists(options: SiteOptions, files: Sequence[Path], *, write: bool) -> int:
    """
    Print the subscriptions that lists of feeds come to, or add those that are new to the settings file.

    Returns 1 when a list could not be read whole, else 0. *Errors*: `click.UsageError` when the settings file cannot
    be added to; it is then as it was.
    """
    told: list[Diagnostic] = []
    wanted: list[Subscription] = []
    for file in files:
        data = _load(file, told)
        subscriptions, found = read_opml(data, str(file)) if data is not None else ((), ())
        wanted += [one for one in subscriptions if one.url not in {other.url for other in wanted}]
        told += found
    if write:
        _add_to_settings(options, wanted)
    else:
        print_lines(with_subscriptions("", wanted)[0].splitlines())
    show(told)
    return 1 if worst(told) == "error" else 0


def what_came_in(outcome: Intake) -> str:
    """
    Say what became of the items of a feed.

    >>> what_came_in(Intake(known=2))
    '0 clippings written, 2 items were there already'
    """
    count = len(outcome.written)
    parts = [f"{count} clipping{'' if count == 1 else 's'} written"]
    for number, said in ((outcome.known, "there already"), (outcome.empty, "without text or address, and left out")):
        if number:
            parts.append(f"{number} item{' was' if number == 1 else 's were'} {said}")
    return ", ".join(parts)


def _load(file: Path, told: list[Diagnostic]) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        told.append(diagnose("source-unreadable", str(file), message, hint="check the name and its permissions"))
        return None


def _add_to_settings(options: SiteOptions, wanted: Sequence[Subscription]) -> None:
    places = find_site(options)
    file = places.config or places.root / CONFIG_NAME
    fresh = file.with_name(f"{file.name}.tmp")
    try:
        text = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
        changed, count = with_subscriptions(text, wanted)
        parse_config(changed, places.shown(file))
        if count:
            fresh.write_bytes(changed.encode())
            fresh.replace(file)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{file} cannot be added to: {error}; it is as it was") from None
    added = f"{count} subscription{'' if count == 1 else 's'} added"
    say(f"{places.shown(file)}: {added}, {len(wanted) - count} there already")
