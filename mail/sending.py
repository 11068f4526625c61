"""E-mail as a channel of delivery: composed, handed to the mail server, and its answer understood."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from booking.delivery import News, TryLater, Undeliverable, Unreachable
from booking.model.people import Person
from booking.model.spaces import Catalogue
from booking.ports import Clock
from booking.rules.addressing import is_address, on_the_wire
from booking.slots import Turn, at_once
from mail.composing import Letterhead, compose, written
from mail.server import ALL_SECONDS, Server, connection

log = logging.getLogger(__name__)

BUSY = timedelta(minutes=5)
"""A server that does not know us yet asks for about so much patience (greylisting)."""
DOWN = timedelta(minutes=10)
REST = timedelta(seconds=30)
"""After a server did not answer no message waits for it, so that those on Telegram need not wait either."""
PERMANENT, TOO_LARGE, LOGIN_WANTED = 500, 552, 530
OF_THE_ADDRESS = re.compile(r"5\.[12]\.\d+")
"""Enhanced codes (RFC 3463) of the address and of the mailbox."""
OF_US = re.compile(r"5\.7\.\d+")
"""Refused for who we are, whoever it was to."""
ADDRESS = re.compile(r"\S+@\S+")
LONGEST_REASON = 200


class EmailChannel:
    """Fulfils `booking.delivery.Channel`."""

    name = "email"

    def __init__(
        self,
        server: Server | None,
        letterhead: Letterhead,
        catalogue: Callable[[], Catalogue],
        now: Clock,
    ) -> None:
        self._server = server
        self._letterhead = letterhead
        self._catalogue = catalogue
        self._now = now
        self._resting_until: datetime | None = None

    def reaches(self, person: Person) -> bool:
        return self._server is not None and is_address(person.email)

    async def tell(self, news: News, turn: Turn = at_once) -> None:
        """Returns when the server has taken it over. Raises Unreachable, TryLater or Undeliverable."""
        if self._server is None:
            raise Unreachable("no mail server is set")
        if not is_address(news.person.email):
            raise Unreachable("no e-mail address")
        try:
            message = written(compose(news, self._catalogue(), self._letterhead))
        except (LookupError, ValueError) as error:
            raise Undeliverable(f"cannot be composed: {error}") from error
        self._check_awake()
        await turn()
        await self._send(self._server, message, news.person.email)

    def _check_awake(self) -> None:
        now = self._now()
        if self._resting_until is not None and now < self._resting_until:
            raise TryLater(DOWN, "the mail server did not answer just now")

    async def _send(self, server: Server, message: bytes, address: str) -> None:
        from aiosmtplib import SMTPException

        sender = self._letterhead.address
        try:
            async with connection(server, sender.domain) as client, asyncio.timeout(ALL_SECONDS):
                await client.sendmail(sender.addr_spec, [on_the_wire(address)], message)
        except (SMTPException, OSError) as error:
            reason = _reason(error)
            if isinstance(reason, TryLater) and reason.after is DOWN:
                self._resting_until = self._now() + REST
                log.warning("the mail server %s: %s", server, reason)
            raise reason from error


def _reason(error: Exception) -> Unreachable | Undeliverable | TryLater:
    """What the server's answer means for the message."""
    from aiosmtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

    if isinstance(error, SMTPRecipientsRefused):
        return _of_recipient(error.recipients[0].code, error.recipients[0].message)
    if not isinstance(error, SMTPResponseException):
        return TryLater(DOWN, f"{type(error).__name__}: {error}")
    said = _said(error.code, error.message)
    if error.code < PERMANENT:
        return TryLater(BUSY, said)
    if isinstance(error, SMTPDataError):
        return Unreachable(said) if OF_THE_ADDRESS.match(error.message) else Undeliverable(said)
    # The greeting, the login or the sender: for the operator to mend, and then it can be sent.
    return Undeliverable(said) if error.code == TOO_LARGE else TryLater(DOWN, said)


def _of_recipient(code: int, message: str) -> Unreachable | Undeliverable | TryLater:
    said = _said(code, message)
    if code < PERMANENT:
        return TryLater(BUSY, said)
    if code == LOGIN_WANTED:
        return TryLater(DOWN, said)
    return Undeliverable(said) if OF_US.match(message) else Unreachable(said)


def _said(code: int, message: str) -> str:
    """On one line, and without the address, which is forgotten sooner than the reason is."""
    return f"{code} {ADDRESS.sub('…', ' '.join(message.split()))}"[:LONGEST_REASON]
