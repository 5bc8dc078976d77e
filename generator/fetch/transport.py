"""One exchange with a server: in: an address, out: status, headers and body; the only file that knows httpx."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection, Mapping
from urllib.parse import urlsplit

import httpx

from generator.fetch.addresses import is_public
from generator.fetch.unpacking import Unpacker
from generator.records import Record

__all__ = ["ExchangeError", "PrivateAddressError", "Reply", "Resolve", "Transport", "look_up"]

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""From a host and a port to IP addresses, in the order in which they are to be tried."""


class ExchangeError(Exception):
    """The network failed; trying again may help."""


class PrivateAddressError(Exception):
    """The host is on a private network and is not among those that may be."""


class Reply(Record, frozen=True, kw_only=True):
    status: int
    headers: dict[str, str]
    """Names in small letters."""
    data: bytes


async def look_up(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Transport:
    """
    Asks servers, each time on a connection of its own, without cookies, proxies or redirects.

    A host's name is resolved once for an exchange, and what is connected to is the address that was checked, so that
    a name that means something else a moment later gains nothing.
    """

    def __init__(self, *, private_hosts: Collection[str], timeout_s: float, resolve: Resolve = look_up) -> None:
        self._private_hosts = frozenset(host.lower() for host in private_hosts)
        self._timeout_s = timeout_s
        self._resolve = resolve
        # A connection is never used twice: it was made for one name, and another name may have the same address.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._http = httpx.AsyncHTTPTransport(trust_env=False, limits=limits)

    async def get(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Reply:
        """
        Ask for a document and read its whole body.

        *Errors*: `ExchangeError`, `PrivateAddressError`, and `BodyError` for a body that is too large or damaged.
        """
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._get(url, headers, max_bytes)
        except TimeoutError:
            raise ExchangeError(f"it took longer than {self._timeout_s:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise ExchangeError(_reason(error)) from None

    async def close(self) -> None:
        """Let go of everything that is open."""
        await self._http.aclose()

    async def _get(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Reply:
        response = await self._connect(url, headers)
        try:
            body = Unpacker(response.headers.get("content-encoding", ""), max_bytes)
            if response.status_code == 200:  # of other answers the body is of no interest
                async for chunk in response.aiter_raw():
                    body.add(chunk)
            return Reply(status=response.status_code, headers=dict(response.headers.items()), data=body.finish())
        finally:
            await response.aclose()

    async def _connect(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        addresses = await self._resolve(host, port)
        allowed = [one for one in addresses if host in self._private_hosts or is_public(one)]
        if not allowed:
            raise PrivateAddressError(f"{host} is on a private network ({', '.join(addresses) or 'no address'})")
        for last, address in enumerate(allowed, 1 - len(allowed)):
            try:
                return await self._http.handle_async_request(_request(url, host, address, headers, self._timeout_s))
            except httpx.ConnectError:
                if last == 0:
                    raise
        raise AssertionError("there is at least one address")


def _request(url: str, host: str, address: str, headers: Mapping[str, str], timeout_s: float) -> httpx.Request:
    """Ask one address, by the name that the server and its certificate go by."""
    named = httpx.Request("GET", url, headers=dict(headers))
    extensions = {"sni_hostname": host, "timeout": httpx.Timeout(timeout_s).as_dict()}
    return httpx.Request("GET", named.url.copy_with(host=address), headers=named.headers, extensions=extensions)


def _reason(error: Exception) -> str:
    said = str(error) or type(error).__name__
    return f"the connection failed: {said[:200]}"
