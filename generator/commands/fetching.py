"""`dayfold fetch`: ask for the feeds of the settings, and make clippings of what is new in them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from importlib.util import find_spec

import msgspec

from generator import __version__
from generator.commands.intake import what_came_in
from generator.commands.site import SiteOptions, open_site
from generator.commands.terminal import print_lines, say, show
from generator.config import Config, refine_settings
from generator.diagnostics import DayfoldError, Diagnostic, diagnose, worst
from generator.fetch.asking import FeedState, Outcome, World, ask_all
from generator.fetch.intake import keep_items, read_fetched_feed
from generator.fetch.present import keys_present
from generator.store.cache import fetch as recall
from generator.store.cache import keep
from generator.store.places import Places

__all__ = ["fetch_feeds"]

_STATE_NAME = "feeds"
_STATE_VERSION = "1"


def fetch_feeds(options: SiteOptions) -> int:
    """
    Write a clipping for every new item of the feeds that the site subscribes to, and print their paths.

    One feed that fails is told and costs the others nothing. Returns 1 when one failed, else 0. *Errors*:
    `DayfoldError` with `fetch-missing` when httpx is not installed.
    """
    if find_spec("httpx") is None:
        hint = "pip install 'dayfold[fetch]'"
        raise DayfoldError(diagnose("fetch-missing", "dayfold fetch", "httpx is not installed", hint=hint))
    places, config = open_site(options)
    if not config.subscriptions:
        say("there are no subscriptions; add [[subscriptions]] to dayfold.toml, or import a list with import opml")
        return 0
    told: list[Diagnostic] = []
    states = _load_states(places, told)
    outcomes = asyncio.run(_ask(config, states))
    _take_in(outcomes, places, config, states, told)
    show(told)
    return 1 if worst(told) == "error" else 0


async def _ask(config: Config, states: dict[str, FeedState]) -> list[Outcome]:
    from generator.fetch.transport import Transport

    settings = config.fetch
    transport = Transport(private_hosts=settings.allow_private, timeout_s=settings.timeout_s)
    try:
        agent = f"dayfold/{__version__} (+{config.base_url})"
        return await ask_all(config.subscriptions, states, settings, World(transport=transport, user_agent=agent))
    finally:
        await transport.close()


def _take_in(
    outcomes: Sequence[Outcome], places: Places, config: Config, states: dict[str, FeedState], told: list[Diagnostic]
) -> None:
    """Write what came, feed by feed; a feed is remembered as had only when its items are on the disk."""
    max_bytes = refine_settings(config).max_source_bytes
    known = keys_present(places, max_bytes)
    for one in outcomes:
        told += one.diagnostics
        if one.data is None:
            states[one.subscription.url] = one.state
            if not one.diagnostics:
                say(f"{one.subscription.title or one.subscription.url}: nothing new")
        elif _keep(one, one.data, places, max_bytes, known, told):
            states[one.subscription.url] = one.state
    wanted = {one.url: states[one.url] for one in config.subscriptions if one.url in states}
    trouble = keep(places.cache, _STATE_NAME, _STATE_VERSION, msgspec.json.encode(wanted))
    told += [trouble] if trouble else []


def _keep(one: Outcome, data: bytes, places: Places, max_bytes: int, known: set[str], told: list[Diagnostic]) -> bool:
    """Write the items of one feed; say whether all of it was understood and kept."""
    drafts, found = read_fetched_feed(data, one.subscription.url, max_bytes)
    told += found
    try:
        outcome = keep_items(drafts, places, known)
    except DayfoldError as error:
        told += error.diagnostics
        return False
    print_lines(places.shown(file) for file in outcome.written)
    if drafts:
        say(f"{one.subscription.title or one.subscription.url}: {what_came_in(outcome)}")
    return worst(found) != "error"


def _load_states(places: Places, told: list[Diagnostic]) -> dict[str, FeedState]:
    """Recall what was answered last; without it every feed is asked for whole."""
    data = recall(places.cache, _STATE_NAME, _STATE_VERSION, told, cost="every feed is asked for whole")
    return msgspec.json.decode(data, type=dict[str, FeedState]) if data is not None else {}
