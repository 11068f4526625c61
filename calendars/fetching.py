"""Fetching an address that somebody gave us, without being led into our own network.

Names are resolved here and what is not of the public internet is refused, in the same step that connects:
a name that is asked for twice and answers differently gains nothing. Each redirect goes the same way.
"""

from __future__ import annotations

import asyncio
import socket
import zlib
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
    ThreadedResolver,
)
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from booking.model.calendars import Trouble
from booking.ports import CalendarUnreachable, Fetched, Unchanged

SECONDS = 10.0
BYTES = 5 * 1024 * 1024
CHUNK = 64 * 1024
REDIRECTS = 3
MOVED = {301, 302, 303, 307, 308}
TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""IPv6 addresses that a router turns into IPv4 ones, private ones too."""
HEADERS = {"Accept": "text/calendar, */*;q=0.1", "Accept-Encoding": "gzip", "User-Agent": "Gartneriet"}
Address = IPv4Address | IPv6Address


def is_public(text: str) -> bool:
    """Whether it is an address of the public internet, and not one of ours in disguise."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and _is_disguise(address):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    )


def _is_disguise(address: IPv6Address) -> bool:
    """No public calendar needs an IPv4 address written as an IPv6 one."""
    if address.ipv4_mapped or address.sixtofour or address.teredo or address.is_site_local:
        return True
    return any(address in network for network in TRANSLATED)


class _Private(OSError):
    """The name leads to an address that we do not call."""


class _Resolver(AbstractResolver):
    """What it answers is connected to. Raises _Private where any address of a name is not public."""

    def __init__(self, *, loopback: bool) -> None:
        self._names = ThreadedResolver()
        self._loopback = loopback

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        if not all(_may_call(each["host"], loopback=self._loopback) for each in found):
            raise _Private(host)
        return found

    async def close(self) -> None:
        await self._names.close()


def _may_call(text: str, *, loopback: bool) -> bool:
    return is_public(text) or (loopback and ip_address(text).is_loopback)


class WebSource:
    """Fulfils `booking.ports.CalendarSource`. `loopback` is for tests and the demo alone."""

    def __init__(self, *, loopback: bool = False, seconds: float = SECONDS, most: int = BYTES) -> None:
        self._loopback = loopback
        self._seconds = seconds
        self._most = most

    async def fetch(self, address: str, etag: str = "", last_modified: str = "") -> Unchanged | Fetched:
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = HEADERS | {name: value for name, value in known.items() if value}
        try:
            async with asyncio.timeout(self._seconds), self._session() as session:
                return await self._follow(session, _url(address), headers)
        except _Private:
            raise CalendarUnreachable(Trouble.PRIVATE) from None
        except ValueError:
            raise CalendarUnreachable(Trouble.ADDRESS) from None
        except (TimeoutError, OSError, ClientError) as error:
            # The message of the error holds the address, which is a secret: none of it goes on.
            is_private = isinstance(getattr(error, "os_error", None), _Private)
            raise CalendarUnreachable(Trouble.PRIVATE if is_private else Trouble.SILENT) from None

    def _session(self) -> ClientSession:
        connector = TCPConnector(
            resolver=_Resolver(loopback=self._loopback), use_dns_cache=False, force_close=True
        )
        return ClientSession(
            connector=connector,
            auto_decompress=False,
            cookie_jar=DummyCookieJar(),
            timeout=ClientTimeout(total=None),
            trust_env=False,
        )

    async def _follow(self, session: ClientSession, url: URL, headers: dict[str, str]) -> Unchanged | Fetched:
        for _ in range(REDIRECTS + 1):
            self._check(url)
            async with session.get(url, headers=headers, allow_redirects=False) as answer:
                if answer.status not in MOVED:
                    return await self._taken(answer)
                url = _redirected(url, answer.headers.get("Location", ""))
        raise CalendarUnreachable(Trouble.ADDRESS)

    def _check(self, url: URL) -> None:
        """An address written in numbers is never asked of a resolver."""
        try:
            ip_address(url.host or "")
        except ValueError:
            return
        if not _may_call(url.host or "", loopback=self._loopback):
            raise CalendarUnreachable(Trouble.PRIVATE)

    async def _taken(self, answer: ClientResponse) -> Unchanged | Fetched:
        if answer.status == 304:  # noqa: PLR2004 -- not modified
            return Unchanged()
        if answer.status != 200:  # noqa: PLR2004 -- fine
            raise CalendarUnreachable(Trouble.REFUSED)
        body = await self._body(answer)
        return Fetched(
            text=body.decode("utf-8", errors="replace"),
            etag=_kept(answer.headers.get("ETag", "")),
            last_modified=_kept(answer.headers.get("Last-Modified", "")),
        )

    async def _body(self, answer: ClientResponse) -> bytes:
        """Measured as it comes, and again as it unfolds: a small answer may hold much."""
        unfolding = _unfolding(answer.headers.get("Content-Encoding", ""))
        body = bytearray()
        came = 0
        async for chunk in answer.content.iter_chunked(CHUNK):
            came += len(chunk)
            try:
                body += unfolding.decompress(chunk, self._most + 1 - len(body)) if unfolding else chunk
            except zlib.error:
                raise CalendarUnreachable(Trouble.CONTENT) from None
            if max(came, len(body)) > self._most:
                raise CalendarUnreachable(Trouble.SIZE)
        if unfolding is not None and not unfolding.eof:
            raise CalendarUnreachable(Trouble.SILENT)  # it broke off
        return bytes(body)


def _unfolding(encoding: str) -> Any:
    match encoding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip" | "deflate":
            return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
        case _:
            raise CalendarUnreachable(Trouble.CONTENT)


def _url(text: str) -> URL:
    """Raises CalendarUnreachable for what is no address of the web."""
    try:
        url = URL(text)
        if url.scheme == "webcal":
            url = url.with_scheme("https")
    except ValueError:
        raise CalendarUnreachable(Trouble.ADDRESS) from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise CalendarUnreachable(Trouble.ADDRESS)
    return url


def _redirected(url: URL, location: str) -> URL:
    """Never from a secure way to one where others can read along."""
    try:
        onward = _url(str(url.join(URL(location)))) if location else None
    except ValueError:
        onward = None
    if onward is None or (url.scheme == "https" and onward.scheme == "http"):
        raise CalendarUnreachable(Trouble.ADDRESS)
    return onward


def _kept(name: str) -> str:
    return name if len(name) <= 500 and name.isprintable() else ""  # noqa: PLR2004 -- no honest one is longer
