"""Ask for feeds politely: in: subscriptions and what is remembered of them, out: what became of each, in order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from generator.config import FetchSettings, Subscription
from generator.diagnostics import Diagnostic, diagnose
from generator.fetch.answers import Elsewhere, Failed, Gone, Later, Take, Unchanged, backoff_s, judge
from generator.fetch.unpacking import BodyError
from generator.records import Record

if TYPE_CHECKING:
    from generator.fetch.transport import Reply, Transport

__all__ = ["FeedState", "Outcome", "World", "ask_all"]

_MOST_REDIRECTS = 5
_MOST_AT_ONCE = 8
_ROBOTS_BYTES = 512_000
"""RFC 9309, 2.5, asks for 500 KiB at least."""
_FIRST_BACKOFF_S = 2.0
_ACCEPTED = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


class FeedState(Record, frozen=True, kw_only=True):
    """What is remembered of a feed from one run to the next."""

    etag: str = ""
    last_modified: str = ""
    is_gone: bool = False
    not_before: float = 0.0
    """Seconds since 1970 before which the server asked to be left alone."""


class Outcome(Record, frozen=True, kw_only=True):
    """What became of asking for one feed."""

    subscription: Subscription
    data: bytes | None = None
    """The document; None when there is none, or none that is new."""
    state: FeedState
    diagnostics: tuple[Diagnostic, ...] = ()


class World(Record, frozen=True, kw_only=True):
    """The network and the clock, so that tests may bring their own."""

    transport: Transport
    user_agent: str
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    now: Callable[[], float] = time.time


class _Stopped(Exception):
    """There is nothing more to ask for."""

    def __init__(self, found: Diagnostic | None, state: FeedState) -> None:
        super().__init__()
        self.found = found
        self.state = state


async def ask_all(
    subscriptions: Sequence[Subscription], states: dict[str, FeedState], settings: FetchSettings, world: World
) -> list[Outcome]:
    """
    Ask for every feed, several hosts at a time, and never raise for what they answer.

    *Errors*: `feed-unreachable`, `feed-refused`, `feed-gone`, `feed-moved`.
    """
    asker = _Asker(settings, world)
    limit = asyncio.Semaphore(_MOST_AT_ONCE)

    async def ask(one: Subscription) -> Outcome:
        async with limit:
            return await asker.ask(one, states.get(one.url, FeedState()))

    return await asyncio.gather(*(ask(one) for one in subscriptions))


class _Asker:
    def __init__(self, settings: FetchSettings, world: World) -> None:
        self._settings = settings
        self._world = world
        self._hosts: dict[str, asyncio.Lock] = {}
        self._asked: set[str] = set()
        self._robots: dict[str, RobotFileParser | str] = {}
        self._robots_locks: dict[str, asyncio.Lock] = {}

    async def ask(self, subscription: Subscription, state: FeedState) -> Outcome:
        found: list[Diagnostic] = []
        try:
            data, state = await self._ask(subscription.url, state, found)
        except _Stopped as stopped:
            told = (*found, *([stopped.found] if stopped.found else []))
            return Outcome(subscription=subscription, state=stopped.state, diagnostics=told)
        return Outcome(subscription=subscription, data=data, state=state, diagnostics=tuple(found))

    async def _ask(self, url: str, state: FeedState, found: list[Diagnostic]) -> tuple[bytes, FeedState]:
        if state.is_gone:
            raise _Stopped(_gone(url), state)
        if state.not_before > self._world.now():
            wait = state.not_before - self._world.now()
            raise _Stopped(_unreachable(url, f"it asked to be left alone for another {wait:.0f} s"), state)
        headers = {"if-none-match": state.etag, "if-modified-since": state.last_modified}
        headers = {name: value for name, value in headers.items() if value}
        place, is_for_good = url, True
        for _ in range(_MOST_REDIRECTS + 1):
            await self._heed_robots(place, url, state)
            reply = await self._get(place, headers, url, state)
            answer = judge(reply.status, reply.headers, place, self._world.now())
            if isinstance(answer, Elsewhere):
                place, is_for_good = answer.url, is_for_good and answer.is_for_good
                continue
            if place != url and is_for_good:
                found.append(_moved(url, place))
            if isinstance(answer, Take):
                return reply.data, _remembered(reply)
            raise _Stopped(*_ended(url, answer, state))
        raise _Stopped(_unreachable(url, f"it leads on more than {_MOST_REDIRECTS} times, to {place}"), state)

    async def _get(self, place: str, headers: dict[str, str], url: str, state: FeedState) -> Reply:
        """Ask, and again after a while when that may help."""
        from generator.fetch.transport import ExchangeError, PrivateAddressError

        for attempt in range(self._settings.retries + 1):
            wait_s = backoff_s(attempt, _FIRST_BACKOFF_S)
            try:
                reply = await self._exchange(place, headers, int(self._settings.max_mb * 1_000_000))
            except PrivateAddressError as error:
                raise _Stopped(_private(url, error), state) from None
            except BodyError as error:
                raise _Stopped(_unreachable(url, str(error)), state) from None
            except ExchangeError as error:
                why = str(error)
            else:
                answer = judge(reply.status, reply.headers, place, self._world.now())
                if not isinstance(answer, Later):
                    return reply
                why, wait_s = answer.why, wait_s if answer.wait_s is None else answer.wait_s
                if wait_s > self._settings.max_wait_s:
                    raise _Stopped(*_asked_for_quiet(url, why, wait_s, state, self._world.now()))
            if attempt < self._settings.retries:
                await self._world.sleep(wait_s)
        often = f", and was asked {self._settings.retries + 1} times" if self._settings.retries else ""
        raise _Stopped(_unreachable(url, why + often), state)

    async def _exchange(self, place: str, headers: dict[str, str], max_bytes: int) -> Reply:
        """Ask one host one thing at a time, with a pause between."""
        host = urlsplit(place).netloc.lower()
        async with self._hosts.setdefault(host, asyncio.Lock()):
            if host in self._asked:
                await self._world.sleep(self._pause_s(place))
            self._asked.add(host)
            own = {"user-agent": self._world.user_agent, "accept": _ACCEPTED, "accept-encoding": "gzip"}
            return await self._world.transport.get(place, {**own, **headers}, max_bytes)

    def _pause_s(self, place: str) -> float:
        robots = self._robots.get(_origin(place))
        asked = robots.crawl_delay("dayfold") if isinstance(robots, RobotFileParser) else None
        return min(max(self._settings.delay_s, float(asked or 0)), max(self._settings.max_wait_s, 0.0))

    async def _heed_robots(self, place: str, url: str, state: FeedState) -> None:
        origin = _origin(place)
        async with self._robots_locks.setdefault(origin, asyncio.Lock()):
            if origin not in self._robots:
                self._robots[origin] = await self._load_robots(origin)
        robots = self._robots[origin]
        if isinstance(robots, str):
            raise _Stopped(_unreachable(url, f"{origin}/robots.txt could not be asked: {robots}"), state)
        if not robots.can_fetch("dayfold", place):
            raise _Stopped(_forbidden(url, origin), state)

    async def _load_robots(self, origin: str) -> RobotFileParser | str:
        """Read a host's rules, or say why they are not to be had. No file means no rules (RFC 9309, 2.3.1)."""
        from generator.fetch.transport import ExchangeError, PrivateAddressError

        rules = RobotFileParser()
        place = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                reply = await self._exchange(place, {}, _ROBOTS_BYTES)
            except (ExchangeError, PrivateAddressError, BodyError) as error:
                return str(error)
            answer = judge(reply.status, reply.headers, place, self._world.now())
            if isinstance(answer, Elsewhere):
                place = answer.url
                continue
            if reply.status >= 500 or reply.status == 429:
                return f"it answered with status {reply.status}"
            rules.parse(reply.data.decode("utf-8", "replace").splitlines() if reply.status == 200 else [])
            return rules
        return "it leads on too often"


def _origin(place: str) -> str:
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.netloc}"


def _remembered(reply: Reply) -> FeedState:
    return FeedState(etag=reply.headers.get("etag", ""), last_modified=reply.headers.get("last-modified", ""))


def _ended(url: str, answer: object, state: FeedState) -> tuple[Diagnostic | None, FeedState]:
    if isinstance(answer, Unchanged):
        return None, state
    if isinstance(answer, Gone):
        return _gone(url), FeedState(is_gone=True)
    return _unreachable(url, answer.why if isinstance(answer, Failed) else "it gave no answer"), state


def _asked_for_quiet(url: str, why: str, wait_s: float, state: FeedState, now: float) -> tuple[Diagnostic, FeedState]:
    later = FeedState(etag=state.etag, last_modified=state.last_modified, not_before=now + wait_s)
    return _unreachable(url, f"{why} and asks to be left alone for {wait_s:.0f} s"), later


def _unreachable(url: str, why: str) -> Diagnostic:
    return diagnose("feed-unreachable", url, why, hint="look at the address in a browser, or fetch again later")


def _private(url: str, error: Exception) -> Diagnostic:
    hint = "name the host in allow-private under [fetch], if it is yours"
    return diagnose("feed-refused", url, f"it was not asked: {error}", hint=hint)


def _forbidden(url: str, origin: str) -> Diagnostic:
    hint = "ask whoever runs it, or remove the subscription"
    return diagnose("feed-refused", url, f"{origin}/robots.txt does not want it asked for", hint=hint)


def _gone(url: str) -> Diagnostic:
    return diagnose("feed-gone", url, "it is gone for good (status 410)", hint="remove the subscription")


def _moved(url: str, place: str) -> Diagnostic:
    return diagnose("feed-moved", url, f"it has moved for good to {place}", hint=f'write url = "{place}"')
