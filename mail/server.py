"""The mail server that we hand messages to, as the operator writes it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:  # imported where it is used: who has no mail server need not wait for it
    from aiosmtplib import SMTP

STEP_SECONDS, ALL_SECONDS, LEAVING_SECONDS = 15.0, 30.0, 5.0
"""For one answer of the server, for all of a greeting or of a message, and for goodbye."""
YES = {"", "1", "true", "yes"}


class Security(StrEnum):
    """How the way to the server is kept from being read."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    host: str
    port: int
    security: Security = Security.NONE
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def shows_password(self) -> bool:
        """Whether others on the way could read it."""
        nearby = self.host == "localhost" or self.host.startswith("127.") or self.host == "::1"
        return bool(self.password) and self.security is Security.NONE and not nearby

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def server_of(url: str) -> Server:
    """From `smtp://user:password@host:port?starttls` or `smtps://…`. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/") or parts.fragment:
        raise ValueError("no address of a mail server")
    wishes = dict(parse_qsl(parts.query, keep_blank_values=True))
    starts_tls = wishes.pop("starttls", None)
    if wishes or (starts_tls is not None and (starts_tls.lower() not in YES or parts.scheme == "smtps")):
        raise ValueError("nothing but ?starttls can be wished for, and smtps needs no such wish")
    security = Security.TLS if parts.scheme == "smtps" else Security.NONE
    if starts_tls is not None:
        security = Security.STARTTLS
    return Server(
        host=parts.hostname,
        port=parts.port or PORTS[security],
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


async def what_is_wrong(server: Server, name: str) -> str:
    """Empty where it greets us, encrypts and lets us in as wished; no message is sent."""
    from aiosmtplib import SMTPAuthenticationError, SMTPException

    try:
        async with connection(server, name) as client, asyncio.timeout(STEP_SECONDS):
            await client.ehlo()
    except SMTPAuthenticationError:
        return "it does not take the user and password"
    except (SMTPException, OSError) as error:
        return " ".join(str(error).split()) or type(error).__name__
    return ""


@asynccontextmanager
async def connection(server: Server, name: str) -> AsyncIterator[SMTP]:
    """Greeted under our `name`, encrypted and logged in as wished. Raises what aiosmtplib raises.

    How it is taken leave of changes nothing: what was accepted is accepted.
    """
    from aiosmtplib import SMTP, SMTPException

    client = SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user or None,
        password=server.password or None,
        local_hostname=name,
        timeout=STEP_SECONDS,
        use_tls=server.security is Security.TLS,
        start_tls=server.security is Security.STARTTLS,
    )
    async with asyncio.timeout(ALL_SECONDS):
        await client.connect()
    try:
        yield client
        with suppress(SMTPException, OSError):
            await client.quit(timeout=LEAVING_SECONDS)
    finally:
        client.close()
