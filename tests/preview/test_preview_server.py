"""What the preview answers to which request."""

from __future__ import annotations

import asyncio
import socket
import threading
from types import MappingProxyType

import httpx
import msgspec
import pytest

from generator.diagnostics import diagnose
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
    stage.show(Showing(build=1, pages=MappingProxyType({**_PAGES, **other}), assets=assets, base_path="/news/"))
    return stage


class _Client:
    """Asks the application without a network between."""

    def __init__(self, stage: Stage, host: str) -> None:
        self._transport = httpx.ASGITransport(app=make_app(stage, host))
        self._base_url = f"http://{host}:8000"

    def get(self, path: str, method: str = "GET", host: str | None = None) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url=self._base_url) as client:
                return await client.request(method, path, headers={} if host is None else {"host": host})

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
