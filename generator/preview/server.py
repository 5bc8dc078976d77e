"""The preview's web server: in: what is showing, out: pages on the loopback address that renew themselves."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
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

__all__ = ["listen", "make_app", "serve"]

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_OWN_FILES = {"reload.js": "text/javascript; charset=utf-8", "overlay.css": "text/css; charset=utf-8"}
_HEARTBEAT_S = 15.0
"""A line now and then keeps proxies from closing a quiet connection."""
_PORTS = 100
"""How many ports above the wanted one are tried."""

_Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(stage: Stage, host: str) -> ASGIApp:
    """Make the application that shows what is on stage, to requests that name `host`, `localhost` or an address."""
    own = [
        Route(f"{OWN_PATH}/status.json", _status(stage)),
        Route(f"{OWN_PATH}/events", _events(stage)),
        *(Route(f"{OWN_PATH}/{name}", _own_file(name)) for name in _OWN_FILES),
    ]
    return _KnownHosts(Starlette(routes=[*own, Route("/{path:path}", _page(stage))]), host)


def listen(host: str, port: int) -> socket.socket:
    """
    Open the wanted port, or the next free one above it; which one it became the socket knows.

    *Errors*: `OSError` when the host is not an address of this machine, or a hundred ports in a row are taken.
    """
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    for number in range(port, min(port + _PORTS, 65536)):
        opened = socket.socket(family, socket.SOCK_STREAM)
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


def serve(stage: Stage, opened: socket.socket, host: str) -> None:
    """Answer requests until somebody presses Ctrl-C, which is passed on as `KeyboardInterrupt`."""
    config = uvicorn.Config(
        make_app(stage, host),
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


class _KnownHosts:
    """
    Refuses requests that name a strange host.

    A page on the web can point a name of its own at this machine (DNS rebinding) and read what is served here; what
    it cannot do is name `localhost` or an address in place of that name.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_known(_host_named(scope)):
            refusal = PlainTextResponse("This preview does not answer to that host name.\n", 421, _HEADERS)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_known(self, name: str) -> bool:
        if name in (self._host, "localhost") or name.endswith(".localhost"):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _host_named(scope: Scope) -> str:
    """Take the host from the request's head, without port and brackets; lower case."""
    for key, value in scope["headers"]:
        if key == b"host":
            named = value.decode("latin-1").lower()
            return str(named[1:].partition("]")[0] if named.startswith("[") else named.partition(":")[0])
    return ""


def _page(stage: Stage) -> _Endpoint:
    async def respond(request: Request) -> Response:
        found = answer(stage.showing, request.scope["path"])
        headers = {**_HEADERS, **({"Location": found.location} if found.location else {})}
        return Response(found.body, found.status, headers, media_type=found.kind or None)

    return respond


def _status(stage: Stage) -> _Endpoint:
    async def respond(request: Request) -> Response:
        body = msgspec.json.encode(news(stage.showing, request.query_params.get("page", "/")))
        return Response(body, headers=_HEADERS, media_type="application/json")

    return respond


def _events(stage: Stage) -> _Endpoint:
    """Tell an open page at once how things stand, and again after every build (WHATWG HTML, server-sent events)."""

    async def tell(path: str) -> AsyncIterator[bytes]:
        told = None
        with stage.watching(page_of(stage.showing, path)) as woken:
            while not stage.is_closed:
                woken.clear()
                showing = stage.showing
                if showing is not told:
                    told = showing
                    yield b"data: " + msgspec.json.encode(news(showing, path)) + b"\n\n"
                else:
                    yield b":\n\n"
                with suppress(TimeoutError):
                    await asyncio.wait_for(woken.wait(), _HEARTBEAT_S)

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
