"""A real mail server on loopback, which takes what it is sent, or refuses it as a test asks it to."""

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from booking.delivery import News
from booking.model.messages import Message, Purpose
from booking.model.people import Language
from mail.composing import Letterhead
from mail.sending import EmailChannel
from mail.server import server_of
from tests.builders import NOW, a_booking, a_catalogue, a_person
from tests.cases.conftest import MovedClock, world

__all__ = ["world"]

KEY = "k" * 32
SENDER = "Gründergartneriet <post@gartneriet.example>"
LETTERHEAD = Letterhead(sender=SENDER, public_url="https://booking.example.org", key=KEY)
USER, PASSWORD = "post@gartneriet.example", "p:å/@ ord"


@dataclass
class Postbox:
    """The server. An answer that is set stands in for its own at that step."""

    port: int = 0
    greeting: str = ""
    recipient: str = ""
    data: str = ""
    sender: str = ""
    hangs_up: bool = False
    heard: list[Envelope] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    encrypted: bool = False

    async def handle_MAIL(  # noqa: N802 -- the names are aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.asked.append(address)
        envelope.mail_from = address
        return self.sender or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if not self.recipient:
            envelope.rcpt_tos.append(address)
        return self.recipient or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs_up:
            server.transport.close()
        if not self.data:
            self.heard.append(envelope)
            self.encrypted = session.ssl is not None
        return self.data or "250 taken over"

    def letter(self) -> EmailMessage:
        """The one that came, as a mail program reads it."""
        (envelope,) = self.heard
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        assert not letter.defects
        return letter


def checks_login(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, data: Any) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=data == right, handled=False)


@asynccontextmanager
async def listening(
    postbox: Postbox, *, tls: ssl.SSLContext | None = None, **more: Any
) -> AsyncIterator[Postbox]:
    met: list[SMTP] = []

    def protocol() -> SMTP:
        met.append(SMTP(postbox, hostname="mail.example", loop=asyncio.get_running_loop(), **more))
        return met[-1]

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=tls)
    postbox.port = server.sockets[0].getsockname()[1]
    try:
        yield postbox
    finally:
        server.close()
        for each in met:
            for transport in filter(None, (each.transport, each._original_transport)):
                transport.abort()
        handling = [each._handler_coroutine for each in met if each._handler_coroutine is not None]
        if handling:
            await asyncio.wait(handling, timeout=0.5)
        await server.wait_closed()


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Of this machine, for one test, and trusted by it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    key, written = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *(
                openssl,
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
            ),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", written),
        ],
        check=True,
        capture_output=True,
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(written))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(written, key)
    return context


@pytest_asyncio.fixture
async def postbox() -> AsyncIterator[Postbox]:
    async with listening(Postbox()) as box:
        yield box


def channel(url: str | Postbox, *, clock: Callable[[], Any] | None = None, **more: Any) -> EmailChannel:
    """To a postbox or an address, with the demo's catalogue."""
    address = url if isinstance(url, str) else f"smtp://127.0.0.1:{url.port}"
    letterhead = replace(LETTERHEAD, **more)
    return EmailChannel(server_of(address), letterhead, a_catalogue, clock or MovedClock())


def some_news(purpose: Purpose = Purpose.NEWS, **fields: Any) -> News:
    """Kari, who has no Telegram, hears of Drivhuset today from 10 to 12."""
    person = fields.pop(
        "person", a_person(telegram_id=None, email="kari@eksempel.no", language=Language.BOKMAL)
    )
    booking = fields.pop("booking", a_booking())
    subject = booking.id if booking else "subject"
    revision = booking.revision if booking else 1
    message = Message(purpose=purpose, subject=subject, revision=revision, person_id=person.id, due_at=NOW)
    return News(**{"message": message, "person": person, "now": NOW, "booking": booking, **fields})
