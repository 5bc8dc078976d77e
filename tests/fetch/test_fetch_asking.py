"""Feeds of a server on this machine that misbehaves: fetching ends, says what is wrong, and gets the others."""

from __future__ import annotations

import asyncio
import gzip
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli import main
from generator.config import FetchSettings, Subscription
from generator.fetch.asking import FeedState, Outcome, World, ask_all
from generator.fetch.transport import Transport, look_up

_ITEM = """<item><title>{0}</title><link>https://example.org/{0}</link><pubDate>Sun, 18 Oct 2020 09:30:00 GMT</pubDate>
<description>The {0} was opened on Sunday.</description></item>"""


def _feed(*titles: str) -> bytes:
    items = "".join(map(_ITEM.format, titles))
    return f"<rss><channel><title>The Wire</title>{items}</channel></rss>".encode()


def _http(status: str, body: bytes = b"", *headers: str) -> bytes:
    head = "\r\n".join((f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers))
    return head.encode() + b"\r\n\r\n" + body


_Act = Callable[[socket.socket], None]


def _says(data: bytes) -> _Act:
    return lambda peer: peer.sendall(data)


def _drip(peer: socket.socket) -> None:
    """Send a byte of the head now and then."""
    for byte in _http("200 OK", _feed("bridge")):
        peer.sendall(bytes([byte]))
        time.sleep(0.05)


def _never_ends(peer: socket.socket) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\n\r\n<rss><channel>")
    while True:
        peer.sendall(b"<item><title>more</title></item>" * 100)


_BOMB = gzip.compress(b" " * 30_000_000)


class _Server(socketserver.ThreadingTCPServer):
    """Answers by path with what a test puts there; 404 for the rest, robots.txt among it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.acts: dict[str, list[_Act]] = {"/good": [_says(_http("200 OK", _feed("good")))]}
        """What is done on each request of a path, the last of it again and again."""
        self.requests: list[str] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def asked(self, path: str) -> list[str]:
        """The heads of the requests for a path, in small letters."""
        return [one.lower() for one in self.requests if one.split()[1] == path]


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        head = b""
        while b"\r\n\r\n" not in head and (chunk := self.request.recv(4096)):
            head += chunk
        if not head:
            return
        self.server.requests.append(head.decode())
        acts = self.server.acts.get(head.decode().split()[1], [_says(_http("404 Not Found"))])
        try:
            (acts.pop(0) if len(acts) > 1 else acts[0])(self.request)
        except OSError:
            return  # who asked has gone


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server() as one:
        thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield one
        one.shutdown()
        thread.join()


class _Told(NamedTuple):
    code: int
    out: str
    err: str


_Fetch = Callable[..., _Told]


@pytest.fixture
def fetch(
    server: _Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> _Fetch:
    """Runs `dayfold fetch` with two subscriptions: that of a path, and one that is good."""
    monkeypatch.chdir(tmp_path)

    def run(path: str, settings: str = "") -> _Told:
        subscriptions = "".join(f'[[subscriptions]]\nurl = "{server.url(one)}"\n' for one in (path, "/good"))
        limits = 'allow-private = ["127.0.0.1"]\ndelay-s = 0\ntimeout-s = 0.5\nmax-mb = 0.2\nretries = 0\n'
        Path("dayfold.toml").write_text(f"{subscriptions}[fetch]\n{limits}{settings}", "utf-8")
        monkeypatch.setattr(sys, "argv", ["dayfold", "fetch"])
        code = main()
        return _Told(code, *capfd.readouterr())

    return run


_GOOD_FILE = "content/the-wire/good.txt"

_MISBEHAVIOUR: dict[str, tuple[_Act, str]] = {
    "a head that drips": (_drip, "it took longer than 0.5 s [feed-unreachable]"),
    "a body that never ends": (_never_ends, "it has more than 0.2 MB [feed-unreachable]"),
    "a gzip bomb": (
        _says(_http("200 OK", _BOMB, "Content-Encoding: gzip")),
        "it has more than 0.2 MB [feed-unreachable]",
    ),
    "damaged gzip": (_says(_http("200 OK", b"nonsense", "Content-Encoding: gzip")), "it cannot be unpacked"),
    "gzip that breaks off": (
        _says(_http("200 OK", gzip.compress(_feed("bridge"))[:-20], "Content-Encoding: gzip")),
        "it ends before it is whole",
    ),
    "packed as nobody asked": (
        _says(_http("200 OK", b"\x00", "Content-Encoding: br")),
        "packed in a way that was not asked for: 'br'",
    ),
    "fewer bytes than promised": (
        _says(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + _feed("bridge")),
        "the connection failed",
    ),
    "a length that is none": (_says(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<rss/>"), "the connection failed"),
    "a circle of redirects": (
        _says(_http("302 Found", b"", "Location: /bad")),
        "it leads on more than 5 times",
    ),
    "a redirect into the private network": (
        _says(_http("302 Found", b"", "Location: http://127.0.0.2:9/")),
        "http://127.0.0.2:9/robots.txt could not be asked: 127.0.0.2 is on a private network",
    ),
    "a redirect to a file": (
        _says(_http("302 Found", b"", "Location: file:///etc/passwd")),
        "it leads on to 'file:///etc/passwd', which is no address",
    ),
    "a redirect to nowhere": (_says(_http("301 Moved")), "it leads on to '', which is no address"),
    "404": (_says(_http("404 Not Found")), "it answered with status 404 [feed-unreachable]"),
    "410": (_says(_http("410 Gone")), "it is gone for good (status 410) [feed-gone]"),
    "429 for an hour": (
        _says(_http("429 Too Many Requests", b"", "Retry-After: 3600")),
        "it answered with status 429 and asks to be left alone for 3600 s",
    ),
    "500": (_says(_http("500 Oh")), "it answered with status 500 [feed-unreachable]"),
    "a web page": (_says(_http("200 OK", b"<html><body><p>Hello.</p></body></html>")), "a web page [not-a-feed]"),
    "an empty body": (_says(_http("200 OK")), "it holds no text [not-a-feed]"),
    "a picture": (_says(_http("200 OK", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00" * 9)), "[binary-source]"),
    "a closed connection": (lambda peer: peer.close(), "the connection failed"),
    "no HTTP at all": (_says(b"220 mail.example.org ESMTP\r\n"), "the connection failed"),
    "a huge head": (_says(_http("200 OK", b"", "X: " + "y" * 300_000)), "the connection failed"),
    "a feed without items": (_says(_http("200 OK", _feed())), "the feed holds no items [feed-empty]"),
}


@pytest.mark.parametrize("kind", _MISBEHAVIOUR)
def test_a_bad_feed_costs_the_others_nothing(server: _Server, fetch: _Fetch, kind: str) -> None:
    """Whatever a server does, fetching ends, names the feed and the trouble, and gets the other feed."""
    act, said = _MISBEHAVIOUR[kind]
    server.acts["/bad"] = [act]

    told = fetch("/bad")

    assert f"{server.url('/bad')}: " in told.err
    assert said in told.err
    assert [str(file) for file in sorted(Path("content").rglob("*.*"))] == [_GOOD_FILE]


_ODD: dict[str, tuple[bytes, list[str]]] = {
    "another content type": (_http("200 OK", _feed("bridge"), "Content-Type: image/png"), ["bridge.txt"]),
    "another charset": (
        _http("200 OK", b"<?xml version='1.0' encoding='utf-8'?>" + _feed("brücke").decode().encode("latin-1")),
        ["brucke.txt"],
    ),
    "an item twice": (_http("200 OK", _feed("bridge", "bridge")), ["bridge.txt"]),
    "an item without a date or link": (
        _http(
            "200 OK",
            b"<rss><channel><title>The Wire</title><item><title>Rain</title>"
            b"<description>It rained.</description></item></channel></rss>",
        ),
        ["rain.txt"],
    ),
    "invalid XML": (_http("200 OK", _feed("bridge").replace(b"opened", b"opened & closed")), ["bridge.txt"]),
    "a feed that breaks off": (
        b"HTTP/1.1 200 OK\r\n\r\n" + _feed("bridge", "tunnel")[:-60],
        ["bridge.txt"],
    ),
    "packed with gzip": (
        _http("200 OK", gzip.compress(_feed("bridge")), "Content-Encoding: gzip"),
        ["bridge.txt"],
    ),
}


@pytest.mark.parametrize("kind", _ODD)
def test_an_odd_feed_is_taken_as_far_as_it_is_whole(server: _Server, fetch: _Fetch, kind: str) -> None:
    """What can be understood is kept, each item once, and the item in which a feed breaks off is not."""
    answer, names = _ODD[kind]
    server.acts["/odd"] = [_says(answer)]

    fetch("/odd")

    assert sorted([*names, "good.txt"]) == sorted(file.name for file in Path("content").rglob("*.*"))


def test_only_what_is_new_is_asked_for(server: _Server, fetch: _Fetch) -> None:
    """The second time a feed is asked whether it changed, by its tag and its date, and one that did not is no news."""
    headers = ('ETag: "a1"', "Last-Modified: Sun, 18 Oct 2020 09:30:00 GMT", "Set-Cookie: a=b")
    server.acts["/news"] = [_says(_http("200 OK", _feed("bridge"), *headers)), _says(_http("304 Not Modified"))]

    fetch("/news")
    told = fetch("/news")

    second = server.asked("/news")[1]
    assert 'if-none-match: "a1"\r\nif-modified-since: sun, 18 oct 2020 09:30:00 gmt' in second
    assert "cookie" not in second
    assert "+http://localhost:8000/)" in second
    assert (0, "", f"{server.url('/news')}: nothing new") == (told.code, told.out, told.err.splitlines()[0])


def test_an_item_that_changed_is_left_alone(server: _Server, fetch: _Fetch) -> None:
    """An item that is there stays as it was taken in, also when the feed prints it anew."""
    server.acts["/news"] = [
        _says(_http("200 OK", _feed("bridge"))),
        _says(_http("200 OK", _feed("bridge").replace(b"opened", b"closed"))),
    ]

    fetch("/news")
    fetch("/news")

    assert "was opened" in Path("content/the-wire/bridge.txt").read_text("utf-8")


def test_a_feed_that_is_gone_is_not_asked_again(server: _Server, fetch: _Fetch) -> None:
    """After a 410 the feed is told about and left alone, and that fails nothing."""
    server.acts["/gone"] = [_says(_http("410 Gone"))]

    fetch("/gone")
    told = fetch("/gone")

    assert (told.code, len(server.asked("/gone"))) == (0, 1)
    assert "[feed-gone]\n  hint: remove the subscription" in told.err


def test_who_asks_for_quiet_gets_it(server: _Server, fetch: _Fetch) -> None:
    """A feed that asked to be left alone for an hour is not asked by the next run."""
    server.acts["/busy"] = [_says(_http("503 Busy", b"", "Retry-After: 3600"))]

    fetch("/busy")
    told = fetch("/busy")

    assert len(server.asked("/busy")) == 1
    assert "it asked to be left alone for another 3" in told.err


def test_a_feed_that_moved_is_told(server: _Server, fetch: _Fetch) -> None:
    """A permanent redirect is followed, and the line to write is in the hint."""
    server.acts["/old"] = [_says(_http("301 Moved", b"", "Location: /good"))]

    told = fetch("/old")

    assert f'[feed-moved]\n  hint: write url = "{server.url("/good")}"' in told.err


def test_robots_are_heeded(server: _Server, fetch: _Fetch) -> None:
    """What robots.txt does not want asked for is not."""
    rules = b"User-agent: dayfold\nDisallow: /bad\n"
    server.acts |= {"/robots.txt": [_says(_http("200 OK", rules))], "/bad": [_says(_http("200 OK", _feed("bad")))]}

    told = fetch("/bad")

    assert (server.asked("/bad"), len(server.asked("/robots.txt"))) == ([], 1)
    assert "[feed-refused]" in told.err
    assert Path(_GOOD_FILE).exists()


def test_without_rules_that_can_be_read_nothing_is_asked(server: _Server, fetch: _Fetch) -> None:
    """A host whose robots.txt fails is left alone this time (RFC 9309, 2.3.1.4)."""
    server.acts["/robots.txt"] = [_says(_http("500 Oh"))]

    told = fetch("/bad")

    assert (told.code, server.asked("/good")) == (1, [])


def test_this_machine_is_refused(server: _Server, fetch: _Fetch) -> None:
    """Without leave in the settings no private address is asked, and not so much as connected to."""
    told = fetch("/good", "").err
    text = Path("dayfold.toml").read_text("utf-8").replace('allow-private = ["127.0.0.1"]\n', "")
    server.requests.clear()
    Path("dayfold.toml").write_text(text, "utf-8")

    code = main()

    assert ("good.txt" in str(list(Path("content").rglob("*"))), told.count("error"), code) == (True, 0, 1)
    assert server.requests == []


def test_without_the_library_the_cure_is_told(fetch: _Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where httpx is not installed the message says how to install it."""
    monkeypatch.setitem(sys.modules, "httpx", None)

    told = fetch("/good")

    assert (told.code, "[fetch-missing]\n  hint: pip install 'dayfold[fetch]'" in told.err) == (2, True)


class _Clock:
    """Sleeps in no time and notes for how long."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def _ask(urls: Sequence[str], settings: FetchSettings, clock: _Clock) -> list[Outcome]:
    async def run() -> list[Outcome]:
        transport = Transport(private_hosts=settings.allow_private, timeout_s=settings.timeout_s)
        world = World(transport=transport, user_agent="dayfold", sleep=clock.sleep, now=lambda: 0.0)
        try:
            return await ask_all([Subscription(url=url) for url in urls], {}, settings, world)
        finally:
            await transport.close()

    return asyncio.run(run())


_PATIENT = FetchSettings(allow_private=("127.0.0.1",), delay_s=0.0, timeout_s=0.5, retries=2)


def test_what_fails_is_tried_again(server: _Server) -> None:
    """After a failure the wait doubles each time, and a server that says how long is taken at its word."""
    server.acts["/weak"] = [
        _says(_http("500 Oh")),
        _says(_http("429 Slow", b"", "Retry-After: 7")),
        _says(_http("200 OK", _feed("bridge"), 'ETag: "x"')),
    ]
    clock = _Clock()

    (outcome,) = _ask([server.url("/weak")], _PATIENT, clock)

    assert (_feed("bridge"), FeedState(etag='"x"')) == (outcome.data, outcome.state)
    assert [seconds for seconds in clock.slept if seconds] == [2.0, 7.0]


def test_a_host_is_not_hurried(server: _Server) -> None:
    """Between two requests of a host there is a pause, that of its robots.txt when it wants a longer one."""
    server.acts["/robots.txt"] = [_says(_http("200 OK", b"User-agent: *\nCrawl-delay: 3\n"))]
    clock = _Clock()

    _ask([server.url("/good"), server.url("/other")], _PATIENT, clock)

    assert clock.slept == [3.0, 3.0]


def test_the_address_that_was_checked_is_connected_to(server: _Server) -> None:
    """A name is resolved once an exchange: one that turns private between check and connection gains nothing."""
    answers = [["127.0.0.1"], ["127.0.0.2"]]
    port = server.server_address[1]

    async def resolve(_host: str, _port: int) -> list[str]:
        return answers.pop(0)

    async def run() -> bytes:
        transport = Transport(private_hosts=("feeds.example",), timeout_s=0.5, resolve=resolve)
        try:
            return (await transport.get(f"http://feeds.example:{port}/good", {}, 10_000)).data
        finally:
            await transport.close()

    assert asyncio.run(run()) == _feed("good")
    assert len(answers) == 1
    assert f"host: feeds.example:{port}\r\n" in server.asked("/good")[0]


def test_names_are_looked_up() -> None:
    """The system's resolver is asked, each address once."""
    assert asyncio.run(look_up("127.0.0.1", 80)) == ["127.0.0.1"]
