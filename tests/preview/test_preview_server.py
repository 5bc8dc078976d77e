"""What the preview answers to which request."""

from __future__ import annotations

import asyncio
import html
import socket
import statistics
import threading
import time
from collections import UserDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import httpx
import msgspec
import pytest
import uvicorn

from generator.diagnostics import DayfoldError, diagnose
from generator.preview.inject import with_script
from generator.preview.server import listen, make_app
from generator.preview.showing import Showing
from generator.preview.stage import Stage

_PAGE = b"<!doctype html><title>Day</title><body><h1>Day</h1></body>"
_PAGES = {
    "index.html": b"<!doctype html><title>Home</title><body><p>home</p></body>",
    "2020/10/18/index.html": _PAGE,
    "404.html": b"<!doctype html><title>Lost</title><body>lost</body>",
    "feeds/atom.xml": b"<feed/>",
    "assets/style.css": b"body{}",
    "topics/caf\u00e9/index.html": _PAGE,
}


def _stage(assets: str = "", **other: bytes) -> Stage:
    """Show the pages, some of them with other bytes."""
    stage = Stage()
    stage.show(_showing(1, assets, **other))
    return stage


def _showing(build: int, assets: str = "", /, **other: bytes) -> Showing:
    return Showing(build=build, pages=MappingProxyType({**_PAGES, **other}), assets=assets, base_path="/news/")


class _Client:
    """Asks the application without a network between."""

    def __init__(self, stage: Stage, host: str) -> None:
        self._transport = httpx.ASGITransport(app=make_app(stage, host))
        self._base_url = f"http://{host}:8000"

    def get(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url=self._base_url) as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(ask())


def _client(stage: Stage, host: str = "127.0.0.1") -> _Client:
    return _Client(stage, host)


def test_pages_are_served_at_the_base_path() -> None:
    """A site for a sub-path is shown below it, and its folders by their index page."""
    client = _client(_stage())
    found = [client.get(path).text.partition("<script")[0] for path in ("/news/", "/news/2020/10/18/")]

    assert ["<!doctype html><title>Home</title><body><p>home</p>", _PAGE.decode().removesuffix("</body>")] == found


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", "/news/"),
        ("/news", "/news/"),
        ("/news/2020/10/18", "/news/2020/10/18/"),
        ("/news/topics/caf%C3%A9", "/news/topics/caf%C3%A9/"),
    ],
)
def test_a_folder_without_its_slash_is_sent_on(path: str, location: str) -> None:
    """Relative links work only below the slash, as on a static host."""
    answered = _client(_stage()).get(path)

    assert (307, location) == (answered.status_code, answered.headers["location"])


@pytest.mark.parametrize(
    "path",
    [
        "/news/nothing/",
        "/elsewhere/",
        "/news/..%2f..%2fetc/passwd",
        "/news/%2e%2e/%2e%2e/etc/passwd",
        "/news//etc/passwd",
        "/news/%00",
        "/newsindex.html",
    ],
)
def test_what_is_not_there_gets_the_sites_own_page(path: str) -> None:
    """Every other path, however it tries to get out, is answered with the site's 404 page."""
    answered = _client(_stage()).get(path)

    assert (answered.status_code, "<title>Lost</title>" in answered.text) == (404, True)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/news/", "text/html; charset=utf-8"),
        ("/news/feeds/atom.xml", "application/xml"),
        ("/news/assets/style.css", "text/css; charset=utf-8"),
    ],
)
def test_files_have_their_kind_and_are_never_kept(path: str, kind: str) -> None:
    """A browser does not guess kinds, keep pages or, on the way through a proxy, index them."""
    headers = _client(_stage()).get(path, "HEAD").headers

    assert (kind, "no-store", "nosniff", "noindex") == tuple(
        headers[name] for name in ("content-type", "cache-control", "x-content-type-options", "x-robots-tag")
    )


def test_only_pages_get_the_script() -> None:
    """Feeds and styles are shown byte for byte as they will be published."""
    client = _client(_stage())

    assert client.get("/news/feeds/atom.xml").content == b"<feed/>"
    assert "/__dayfold/reload.js" in client.get("/news/").text
    assert "EventSource" in client.get("/__dayfold/reload.js").text
    assert client.get("/__dayfold/overlay.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("news.localhost:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example.org:8000", 421),
        ("localhost.example.org", 421),
        ("", 421),
    ],
)
def test_strange_hosts_are_refused(host: str, status: int) -> None:
    """A page on the web that points its own name at this machine reads nothing."""
    assert status == _client(_stage()).get("/news/", host=host).status_code


def test_a_host_that_was_asked_for_is_known() -> None:
    """Whoever listens on a name of their own is answered under it."""
    assert _client(_stage(), host="studio.example.org").get("/news/").status_code == 200


def test_a_failed_build_keeps_the_last_good_pages_and_says_so() -> None:
    """The reader's pages stay, the editor reads what is wrong."""
    stage = _stage()
    trouble = diagnose("template-error", "base.html", "unexpected '}'", line=3, column=7, hint="mend it")

    stage.show(msgspec.structs.replace(stage.showing, build=2, is_stale=True, diagnostics=(trouble,)))
    client = _client(stage)
    status = client.get("/__dayfold/status.json").json()

    assert client.get("/news/").status_code == 200
    assert (
        status["build"],
        status["stale"],
        status["errors"],
        status["summary"],
    ) == (2, True, 1, "1 error · this is the last good build")
    assert [(one["place"], one["message"], one["hint"]) for one in status["diagnostics"]] == [
        ("base.html:3:7", "unexpected '}'", "mend it")
    ]


def test_a_first_build_that_fails_is_explained() -> None:
    """There is nothing to show yet, so the page says why, with the quoted markup made harmless."""
    stage = Stage()
    before = _client(stage).get("/")
    trouble = diagnose("config-invalid", "dayfold.toml", "a title of <b>markup</b>")
    stage.show(Showing(build=1, is_stale=True, diagnostics=(trouble,)))
    after = _client(stage).get("/anything/")

    assert (before.status_code, "The first build is under way" in before.text) == (503, True)
    assert (after.status_code, "a title of &lt;b&gt;markup&lt;/b&gt;" in after.text) == (503, True)
    assert before.text.partition("data-version=")[2] != after.text.partition("data-version=")[2]


def test_a_page_has_a_new_version_only_when_it_or_an_asset_changed() -> None:
    """An edit elsewhere does not reload the page one is reading."""

    def version(stage: Stage) -> object:
        return _client(stage).get("/__dayfold/status.json?page=/news/").json()["version"]

    versions = [
        version(_stage()),
        version(_stage("", **{"2020/10/18/index.html": b"other"})),
        version(_stage("", **{"index.html": b"other"})),
        version(_stage("other")),
    ]

    assert versions[0] == versions[1]
    assert len(set(versions)) == 3


def test_an_open_page_is_told_at_once_how_things_stand() -> None:
    """The connection of a page begins with the state of the build, so that none is missed."""
    stage = _stage()
    closing = threading.Timer(0.2, stage.close)
    closing.start()
    answered = _client(stage).get("/__dayfold/events?page=/news/")
    closing.join()
    told = answered.text

    assert answered.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert told.startswith('retry: 300\n\nid: 1\ndata: {"build":1,')
    assert told.endswith("\n\n")


def test_a_port_that_is_taken_is_passed_over() -> None:
    """The next free port is used instead of giving up."""
    with listen("127.0.0.1", 18431) as first, listen("127.0.0.1", first.getsockname()[1]) as second:
        assert first.getsockname()[1] < second.getsockname()[1]


def test_a_host_of_another_machine_cannot_be_listened_on() -> None:
    """The address must be one of this machine's (192.0.2.0/24 belongs to nobody, RFC 5737)."""
    with pytest.raises(OSError, match="assign"):
        listen("192.0.2.1", 8000)


def test_listening_is_on_the_loopback_address_only() -> None:
    """Nobody else in the network sees an unpublished site."""
    with listen("127.0.0.1", 18431) as opened:
        assert (opened.family, opened.getsockname()[0]) == (socket.AF_INET, "127.0.0.1")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:8000", 200),
        ("http://127.0.0.1:9000", 403),
        ("http://localhost:8000", 403),
        ("https://evil.example.org", 403),
        ("null", 403),
    ],
)
@pytest.mark.parametrize("path", ["/news/", "/__dayfold/events", "/__dayfold/status.json"])
def test_pages_of_other_origins_are_refused(origin: str, status: int, path: str) -> None:
    """Another site's page, or another program on this machine, may neither read the site nor listen to its news."""
    stage = _stage()
    stage.is_closed = True  # so that the stream of events ends by itself

    assert _client(stage).get(path, origin=origin).status_code == status


@pytest.mark.parametrize(
    ("wanted", "status", "body", "said"),
    [
        ("bytes=0-3", 206, b"body", "bytes 0-3/6"),
        ("bytes=4-", 206, b"{}", "bytes 4-5/6"),
        ("bytes=-2", 206, b"{}", "bytes 4-5/6"),
        ("bytes=2-99", 206, b"dy{}", "bytes 2-5/6"),
        ("bytes=-99", 206, b"body{}", "bytes 0-5/6"),
        ("bytes=6-", 416, b"", "bytes */6"),
        ("bytes=-0", 416, b"", "bytes */6"),
        ("bytes=3-1", 200, b"body{}", None),
        ("bytes=0-1,3-4", 200, b"body{}", None),
        ("bytes=-", 200, b"body{}", None),
        ("lines=0-3", 200, b"body{}", None),
    ],
)
def test_a_part_of_a_file_is_given_when_asked_for(wanted: str, status: int, body: bytes, said: str | None) -> None:
    """Players ask for ranges of a file; a range that is none gets the whole, one beyond the end is refused."""
    answered = _client(_stage()).get("/news/assets/style.css", range=wanted)

    assert (status, body, said, "bytes") == (
        answered.status_code,
        answered.content,
        answered.headers.get("content-range"),
        answered.headers["accept-ranges"],
    )


@pytest.mark.parametrize(
    "target",
    [
        "/news/../../etc/passwd",
        "/news/..%2f..%2fetc/passwd",
        "/news/%2e%2e/%2e%2e/etc/passwd",
        "/news/%252e%252e%252fetc/passwd",
        "/news/..\\..\\etc\\passwd",
        "/news/..%5c..%5cetc%5cpasswd",
        "/news/%00",
        "/news/index.html%00.css",
        "/news//etc/passwd",
        "//etc/passwd",
        "/newsindex.html",
        "/news/link",
        "/news/link/passwd",
        "/__dayfold/../server.py",
        "/__dayfold/server.py",
        "/__dayfold/..%2fserver.py",
        "http://127.0.0.1/news/",
        "http://evil.example.org/etc/passwd",
        "file:///etc/passwd",
    ],
)
def test_nothing_beside_the_site_is_reachable(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a request line says, letter by letter, no file is read that is not of the site, nor through a link."""
    (tmp_path / "link").symlink_to("/etc")
    monkeypatch.chdir(tmp_path)
    with _served(_stage()) as port, socket.create_connection(("127.0.0.1", port)) as connection:
        head = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        answered = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answered.split()[1] in (b"404", b"400")
    assert b"root:" not in answered
    assert b"import" not in answered


@contextmanager
def _served(stage: Stage) -> Iterator[int]:
    """Answer real requests; gives the port."""
    config = uvicorn.Config(make_app(stage, "127.0.0.1"), http="h11", log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    with listen("127.0.0.1", 18450) as opened:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        yield opened.getsockname()[1]
        server.should_exit = True
        stage.close()
        thread.join()


@contextmanager
def _listening(port: int) -> Iterator[Iterator[str]]:
    """Listen as the home page does; gives the lines with the builds' numbers as they come."""
    address = f"http://127.0.0.1:{port}/__dayfold/events?page=/news/"
    with httpx.Client(trust_env=False, timeout=5) as client, client.stream("GET", address) as events:
        yield (line for line in events.iter_lines() if line.startswith("id:"))


def test_a_page_is_told_only_what_is_news_to_it() -> None:
    """Of three builds, one changed nothing for the page: it hears of the others, with their numbers."""
    stage = _stage()
    heard: list[str] = []
    with _served(stage) as port, _listening(port) as ids:
        heard.append(next(ids))
        stage.show(_showing(2, "", **{"2020/10/18/index.html": b"other"}))
        time.sleep(0.05)
        stage.show(_showing(3, "", **{"index.html": b"other"}))
        heard.append(next(ids))

    assert heard == ["id: 1", "id: 3"]


def test_news_are_on_the_wire_within_milliseconds() -> None:
    """A showing wakes those who listen at once, instead of being found by whoever looks now and then."""
    stage = _stage()
    took = []
    with _served(stage) as port, _listening(port) as ids:
        next(ids)
        for number in range(2, 32):
            time.sleep(0.005)
            begun = time.perf_counter()
            stage.show(_showing(number, "", **{"index.html": b"%d" % number}))
            next(ids)
            took.append((time.perf_counter() - begun) * 1000)
    print(f"stage to wire: median {statistics.median(took):.2f} ms")

    assert statistics.median(took) < 20  # 2 are meant; a busy machine may take longer


def test_an_answer_is_not_held_back_by_the_network() -> None:
    """On a connection that is kept, each answer is two packets, and none waits 40 ms for the other side's thanks."""
    took = []
    with _served(_stage()) as port, httpx.Client(trust_env=False, timeout=5) as client:
        for _ in range(20):
            begun = time.perf_counter()
            client.get(f"http://127.0.0.1:{port}/news/")
            took.append((time.perf_counter() - begun) * 1000)
    print(f"page over a kept connection: median {statistics.median(took):.2f} ms")

    assert statistics.median(took) < 30  # 1 is usual; a busy machine may take longer


def test_pages_that_are_looked_at_are_known() -> None:
    """The page opened last is named first, under the name of its file, for as long as somebody looks at it."""
    stage = _stage()
    with _served(stage) as port, httpx.Client(trust_env=False, timeout=5) as client:
        url = f"http://127.0.0.1:{port}/__dayfold/events?page="
        with client.stream("GET", f"{url}/news/") as first, client.stream("GET", f"{url}/news/2020/10/18/") as second:
            opened = [first.iter_lines(), second.iter_lines()]
            for events in opened:
                next(line for line in events if line.startswith("data:"))
            both = stage.looked_at()
    assert both == ("2020/10/18/index.html", "index.html")


def test_a_page_that_cannot_be_made_is_explained() -> None:
    """Pages are made when asked for: one that fails says why, is told to those who look at it, and harms no other."""
    trouble = diagnose("template-error", "day.html", "there is no <filter>", line=4)

    class Failing(UserDict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            if path.startswith("2020/"):
                raise DayfoldError(trouble)
            return super().__getitem__(path)

    stage = Stage()
    stage.show(Showing(build=2, pages=Failing(_PAGES), base_path="/news/"))
    client = _client(stage)
    failed = client.get("/news/2020/10/18/")
    told = client.get("/__dayfold/status.json?page=/news/2020/10/18/").json()

    assert (failed.status_code, "there is no &lt;filter&gt;" in failed.text) == (500, True)
    assert (told["version"], [one["place"] for one in told["diagnostics"]]) == ("", ["day.html:4"])
    assert client.get("/news/").status_code == 200


def test_where_an_edit_is_shown_is_told_as_an_address() -> None:
    """Pages are named as the browser asks for them, below the sub-path and with every letter written as it must be."""
    stage = _stage()
    stage.show(msgspec.structs.replace(stage.showing, edited=("topics/caf\u00e9/index.html", "index.html", "a.xml")))
    told = _client(stage).get("/__dayfold/status.json").json()

    assert told["edited"] == ["/news/topics/caf%C3%A9/", "/news/", "/news/a.xml"]
    assert (told["led"], told["missing"]) == (False, True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("default-src 'none'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        ("script-src 'none'; img-src *", "script-src 'self'; img-src *"),
        ("img-src *", "img-src *"),
        ("require-trusted-types-for 'script'; img-src *", "img-src *"),
    ],
)
def test_a_policy_is_widened_by_what_the_preview_needs(before: str, after: str) -> None:
    """What a page forbids stays forbidden, but for the preview's own script, its style and its connection."""
    page = f'<meta http-equiv="Content-Security-Policy" content="{before}"><p>x'
    shown = with_script(page.encode(), b"<script></script>").decode()

    assert html.unescape(shown) == f'<meta http-equiv="Content-Security-Policy" content="{after}"><p>x<script></script>'


def test_notes_are_counted_for_pages_and_listed_for_tools() -> None:
    """A large site has thousands of notes; an open page would wait, at every save, for a list that it never shows."""
    stage = _stage()
    found = (diagnose("empty-source", "a.txt", "holds nothing"), diagnose("future-date", "b.md", "dated tomorrow"))
    stage.show(msgspec.structs.replace(stage.showing, diagnostics=found))
    closing = threading.Timer(0.2, stage.close)
    closing.start()
    client = _client(stage)
    told = client.get("/__dayfold/events?page=/news/").text
    listed = client.get("/__dayfold/status.json").json()
    closing.join()

    assert ("holds nothing" in told, "dated tomorrow" in told, '"notes":1' in told) == (True, False, True)
    assert [one["name"] for one in listed["diagnostics"]] == ["empty-source", "future-date"]
