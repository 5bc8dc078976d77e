"""The preview's web server: in: what is showing, out: pages on the loopback address that renew themselves."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import os
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from types import FrameType

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.preview.answers import OWN_PATH, answer, news, page_of
from generator.preview.stage import Stage
from generator.publish.urls import SEARCH_INDEX

__all__ = ["byte_range", "listen", "make_app", "serve"]

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_OWN_FILES = {"reload.js": "text/javascript; charset=utf-8", "overlay.css": "text/css; charset=utf-8"}
_HEARTBEAT_S = 15.0
"""A line now and then keeps proxies from closing a quiet connection."""
_RETRY_MS = 300
"""How soon a page asks again for a server that went away."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_PORTS = 100
"""How many ports above the wanted one are tried."""

_Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(stage: Stage, host: str, *, is_led: bool = False) -> ASGIApp:
    """
    Make the application that shows what is on stage, to requests that name `host`, `localhost` or an address.

    With `is_led`, open pages go to what was just edited.
    """
    own = [
        Route(f"{OWN_PATH}/status.json", _status(stage, is_led=is_led)),
        Route(f"{OWN_PATH}/events", _events(stage, is_led=is_led)),
        *(Route(f"{OWN_PATH}/{name}", _own_file(name)) for name in _OWN_FILES),
    ]
    return _KnownVisitors(Starlette(routes=[*own, Route("/{path:path}", _page(stage))]), host)


def listen(host: str, port: int) -> socket.socket:
    """
    Open the wanted port, or the next free one above it; which one it became the socket knows.

    *Errors*: `OSError` when the host is not an address of this machine, or a hundred ports in a row are taken.
    """
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    for number in range(port, min(port + _PORTS, 65536)):
        # Named TCP, or asyncio does not switch off Nagle's algorithm, and every second answer waits 40 ms for nothing.
        opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if os.name == "posix":  # elsewhere this would take the port away from whoever has it
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, number))
            opened.listen(128)
        except OSError as error:
            opened.close()
            if not _is_taken(error) or number == min(port + _PORTS, 65536) - 1:
                raise
        else:
            return opened
    raise OSError(f"there is no port {port}")


def serve(stage: Stage, opened: socket.socket, host: str, *, is_led: bool = False) -> None:
    """Answer requests until somebody presses Ctrl-C, which is passed on as `KeyboardInterrupt`."""
    config = uvicorn.Config(
        make_app(stage, host, is_led=is_led),
        http="h11",  # the one that is always there; a request line with a whole address is none of our paths with it
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    _Server(config, stage).run(sockets=[opened])


class _Server(uvicorn.Server):
    """A server that closes the pages' open connections when it is asked to stop, instead of waiting for them."""

    def __init__(self, config: uvicorn.Config, stage: Stage) -> None:
        super().__init__(config)
        self._stage = stage

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._stage.close()
        super().handle_exit(sig, frame)


class _KnownVisitors:
    """
    Refuses requests that name a strange host, or come from a page of somebody else.

    A page on the web can point a name of its own at this machine (DNS rebinding) and read what is served here; what
    it cannot do is name `localhost` or an address in place of that name. A request of another origin's page says so.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        named = _header(scope, b"host").lower()
        if not self._is_known(_without_port(named)):
            return PlainTextResponse("This preview does not answer to that host name.\n", 421, _HEADERS)
        origin = _header(scope, b"origin").lower()
        if origin and origin.partition("://")[2] != named:
            return PlainTextResponse("This preview does not answer to other sites' pages.\n", 403, _HEADERS)
        return None

    def _is_known(self, name: str) -> bool:
        if name in (self._host, "localhost") or name.endswith(".localhost"):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _header(scope: Scope, wanted: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == wanted), "")


def _without_port(named: str) -> str:
    """Take the host from what a request says, without port and brackets."""
    return named[1:].partition("]")[0] if named.startswith("[") else named.partition(":")[0]


def _page(stage: Stage) -> _Endpoint:
    async def respond(request: Request) -> Response:
        path = request.scope["path"]
        if f"/{SEARCH_INDEX}" in path:  # the first to ask waits until the index is made, and nobody else
            found = await asyncio.to_thread(answer, stage.showing, path)
        else:
            found = answer(stage.showing, path)
        headers = {**_HEADERS, "Accept-Ranges": "bytes", **({"Location": found.location} if found.location else {})}
        body, status = found.body, found.status
        wanted = request.headers.get("range") if (request.method, status) == ("GET", 200) else None
        span = byte_range(wanted, len(body)) if wanted else None
        if span is not None:
            said = f"{span.start}-{span.stop - 1}" if span else "*"
            headers["Content-Range"] = f"bytes {said}/{len(body)}"
            body, status = body[span.start : span.stop], 206 if span else 416
        return Response(body, status, headers, media_type=found.kind or None)

    return respond


def byte_range(wanted: str, size: int) -> range | None:
    """
    Read a `Range` header that asks for one part (RFC 9110, 14.1.2); empty when the file has no such part.

    Nothing when it asks for several or is malformed: then the whole file is the right answer.
    """
    found = _RANGE.fullmatch(wanted)
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return range(max(0, size - int(found[2])), size)
    first, last = int(found[1]), int(found[2] or size)
    return None if last < first else range(first, max(first, min(last + 1, size)))


def _status(stage: Stage, *, is_led: bool) -> _Endpoint:
    async def respond(request: Request) -> Response:
        body = msgspec.json.encode(news(stage.showing, request.query_params.get("page", "/"), is_led=is_led))
        return Response(body, headers=_HEADERS, media_type="application/json")

    return respond


def _events(stage: Stage, *, is_led: bool) -> _Endpoint:
    """
    Tell an open page at once how things stand, and again when that changed (WHATWG HTML, server-sent events).

    A build that changed neither the page nor what is wrong is no news to it.
    """

    async def tell(path: str) -> AsyncIterator[bytes]:
        told: object = None
        unheard = ("build",) if is_led else ("build", "edited")
        yield f"retry: {_RETRY_MS}\n\n".encode()
        with stage.watching(page_of(stage.showing, path)) as woken:
            while not stage.is_closed:
                woken.clear()
                current = news(stage.showing, path, is_led=is_led, lists_notes=False)
                state = {name: value for name, value in current.items() if name not in unheard}
                if state != told:
                    told = state
                    yield f"id: {current['build']}\ndata: ".encode() + msgspec.json.encode(current) + b"\n\n"
                try:
                    await asyncio.wait_for(woken.wait(), _HEARTBEAT_S)
                except TimeoutError:
                    yield b":\n\n"

    async def respond(request: Request) -> Response:
        stream = tell(request.query_params.get("page", "/"))
        return StreamingResponse(stream, headers=_HEADERS, media_type="text/event-stream")

    return respond


def _own_file(name: str) -> _Endpoint:
    async def respond(request: Request) -> Response:  # noqa: ARG001 - every endpoint is given the request
        body = Path(__file__).with_name(name).read_bytes()
        return Response(body, headers=_HEADERS, media_type=_OWN_FILES[name])

    return respond


def _is_taken(error: OSError) -> bool:
    return error.errno in (errno.EADDRINUSE, errno.EACCES)
