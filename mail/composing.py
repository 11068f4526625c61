"""News as an e-mail: the words of the chat in plain text and in HTML, a calendar file, a way to stop it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from booking.delivery import News
from booking.model.bookings import Status
from booking.model.events import Standing, Way
from booking.model.guidance import AppointmentState
from booking.model.messages import Purpose
from booking.model.spaces import Catalogue
from booking.rules.addressing import Group, on_the_wire, signed
from booking.rules.doors import Addresses
from wording import Say, as_plain, calendars, mails, speak, web_guidance
from wording.cleaning import clean
from wording.speech import Html

POLICY = SMTP.clone(cte_type="7bit", max_line_length=76)
"""Every server on the way takes seven bits, and encoded lines of this length (RFC 2045)."""
WIRE = POLICY.clone(max_line_length=998)
"""As long as a line may be: a link that is broken or encoded is no link to those who look for one."""
LONGEST_NAME = 60
SPECIAL = re.compile(r'[()<>@,:;".\[\]\\=?]')
"""Has a meaning in a list of addresses, so it has no place in somebody's name there."""
STYLE = "font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:1em"
FOOT_STYLE = "font-size:13px;opacity:.7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes, and where it can be stopped: by links signed with the `key`, where there is one."""

    sender: str
    public_url: str = ""
    key: str = field(default="", repr=False)

    @property
    def address(self) -> Address:
        name, address = parseaddr(self.sender)
        return _address(name, address)

    def stop_link(self, news: News) -> str:
        if not (self.public_url and self.key):
            return ""
        announcement = news.announcement
        group = Group.of(announcement.audience.topic) if announcement else Group.EMAIL
        because = announcement.id if announcement and group.topic else None
        return f"{self.public_url}/unsubscribe/{signed(news.person.id, group, self.key, because)}"

    def case_link(self, news: News) -> str:
        """Where an entrepreneur answers without Telegram; empty for all else."""
        case = news.case
        if not (self.public_url and self.key) or case is None or news.person.id != case.person_id:
            return ""
        return Addresses(base=self.public_url, key=self.key).case(case)

    def ticket_link(self, news: News) -> str:
        """For one who has a place there and is told so; empty where no page shows tickets."""
        event, own = news.event, news.registration
        if not (self.public_url and self.key) or news.message.purpose is not Purpose.PLACE:
            return ""
        if event is None or own is None or not event.is_on:
            return ""
        has_place = own.standing is Standing.GOING and own.way is Way.PHYSICAL
        return Addresses(base=self.public_url, key=self.key).ticket(own) if has_place else ""


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes
    method: str


def compose(news: News, catalogue: Catalogue, letterhead: Letterhead) -> EmailMessage:
    """Raises ValueError where the person has no address, LookupError where there is nothing to tell."""
    say = speak(news.person.language)
    message = EmailMessage(POLICY)
    _head(message, news, letterhead)
    message["Subject"] = _literal(mails.subject(news, catalogue, say))
    file = _calendar(news, catalogue, say)
    ticket = letterhead.ticket_link(news)
    case = letterhead.case_link(news)
    said = [mails.told(news, catalogue, say), mails.ticket(ticket, say) if ticket else ""]
    answer = [web_guidance.answer_here(case, say)] if case else []
    body = [Html(part) for part in (*said, *answer, *_below(news, file, say, answers=not case)) if part]
    why, link = mails.why(news, catalogue, say), letterhead.stop_link(news)
    stop = mails.stop(say) if link else mails.stop_by_reply(say)
    text = "\n\n".join(map(as_plain, body))
    message.set_content(f"{text}\n\n-- \n{as_plain(why)}\n{as_plain(stop)}{link and ': ' + link}\n")
    message.add_alternative(_page(body, why, _linked(stop, link), say), subtype="html")
    if file is not None:
        _attach(message, file)
    # Not before: a header of this kind goes along with the first part.
    message["Content-Language"] = say.language.value
    return message


def written(message: EmailMessage) -> bytes:
    return message.as_bytes(policy=WIRE)


def _below(news: News, file: File | None, say: Say, *, answers: bool) -> Iterator[Html]:
    """`answers`: there is no page where one does."""
    if news.announcement is not None and news.announcement.file is not None:
        yield mails.came_along(news.announcement.file, say)
    if answers:
        yield mails.instead_of_buttons(news, say)
    if file is not None:
        yield mails.attached(say)


def _head(message: EmailMessage, news: News, letterhead: Letterhead) -> None:
    sender, person = letterhead.address, news.person
    message["From"] = sender
    message["To"] = _address(person.name, person.email)
    message["Date"] = format_datetime(news.now)
    name = sha256(news.message.key.encode()).hexdigest()[:40]
    # The same message sent twice, because an answer got lost, is one message to those who receive it.
    message["Message-ID"] = f"<{name}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    link = letterhead.stop_link(news)
    if link.startswith("https:"):
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Unsubscribe"] = f"<{link or f'mailto:{sender.addr_spec}?subject=stop'}>"


def _address(name: str, address: str) -> Address:
    """Raises ValueError for what is no address."""
    shown = " ".join(SPECIAL.sub(" ", clean(name, LONGEST_NAME)).split())
    return Address(display_name=shown, addr_spec=on_the_wire(address))


def _literal(text: str) -> str:
    """Not to be read as the code that headers write foreign letters in."""
    return text.replace("=?", "= ?")


def _calendar(news: News, catalogue: Catalogue, say: Say) -> File | None:
    booking, now = news.booking, news.now
    if news.message.purpose is Purpose.THANKS:
        return None
    if news.appointment is not None:
        content = calendars.meeting_calendar(news.appointment, news.link, catalogue, now, say)
        off = news.appointment.state is AppointmentState.CANCELLED
        return File(calendars.meeting_file_name(say), content, "CANCEL" if off else "PUBLISH")
    if news.event is not None:
        content = calendars.event_calendar(news.event, news.registration, catalogue, now, say)
        method = "CANCEL" if calendars.is_off(news.event, news.registration) else "PUBLISH"
        return File(calendars.event_file_name(news.event, say), content, method)
    if (
        booking is not None
        and booking.status is not Status.HELD
        and news.message.purpose is not Purpose.OFFER
    ):
        method = "CANCEL" if booking.status in calendars.GONE else "PUBLISH"
        name = calendars.file_name(booking, catalogue, say)
        return File(name, calendars.calendar(booking, catalogue, now, say), method)
    if news.bookings:
        name = calendars.file_name(news.bookings[0], catalogue, say)
        return File(name, calendars.calendar_of_series(news.bookings, catalogue, now, say), "PUBLISH")
    return None


def _attach(message: EmailMessage, file: File) -> None:
    message.add_attachment(
        file.content,
        maintype="text",
        subtype="calendar",
        filename=_literal(file.name),
        params={"charset": "utf-8", "method": file.method},
    )


def _page(body: Sequence[Html], why: Html, stop: str, say: Say) -> str:
    told_ = "\n".join(f"<p>{_lines(part)}</p>" for text in body for part in text.split("\n\n"))
    return (
        f'<!DOCTYPE html>\n<html lang="{say.language.value}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark"></head>\n'
        f'<body style="{STYLE}">\n{told_}\n<p style="{FOOT_STYLE}">{_lines(why)}<br>{stop}</p>\n'
        "</body>\n</html>\n"
    )


def _lines(text: str) -> str:
    return text.replace("\n", "<br>\n")


def _linked(words: Html, link: str) -> str:
    return f'<a href="{html.escape(link)}">{words}</a>' if link else words
