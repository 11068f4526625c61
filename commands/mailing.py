"""E-mail as the settings have it: the channel of the service, and what the doctor finds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from email.utils import parseaddr
from typing import TYPE_CHECKING

from booking.looking import Looking
from booking.ports import Clock
from commands.findings import Finding, mend, note, ok
from commands.settings import Settings
from mail.server import server_of, what_is_wrong

if TYPE_CHECKING:
    from mail.sending import EmailChannel


def email_channel(settings: Settings, looking: Looking, now: Clock) -> EmailChannel | None:
    """None where no mail server is set; then none of it is imported."""
    if settings.smtp_url is None or settings.mail_from is None:
        return None
    from mail.composing import Letterhead
    from mail.sending import EmailChannel

    letterhead = Letterhead(
        sender=settings.mail_from,
        public_url=settings.public_url or "",
        key=settings.secret_key.get_secret_value() if settings.secret_key else "",
    )
    server = server_of(settings.smtp_url.get_secret_value())
    return EmailChannel(server, letterhead, lambda: looking.catalogue, now)


async def examined_mail(settings: Settings) -> AsyncIterator[Finding]:
    """Whether the mail server answers and lets us in."""
    if settings.smtp_url is None:
        yield note("e-mail", "no GARTNERIET_SMTP_URL, so who is not on Telegram hears nothing from us")
        return
    server = server_of(settings.smtp_url.get_secret_value())
    _, address = parseaddr(settings.mail_from or "")
    wrong = await what_is_wrong(server, address.rpartition("@")[2] or "localhost")
    if wrong:
        yield mend("e-mail", f"{server}: {wrong}; see that it runs and GARTNERIET_SMTP_URL is right")
        return
    yield ok("e-mail", f"{server} answers")
    if server.shows_password:
        yield note("e-mail", "the password is sent for others to read: write smtps://… or …?starttls")
    if not (settings.public_url or "").startswith("https:"):
        yield note("e-mail", "without an https GARTNERIET_PUBLIC_URL nobody can stop it by one click")
