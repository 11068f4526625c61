"""Advisers' own calendars, read every few minutes: who is busy there is not offered here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from booking.model.calendars import CalendarId, OwnCalendar, Trouble
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose
from booking.model.people import PersonId
from booking.ports import (
    CalendarReader,
    Calendars,
    CalendarSource,
    CalendarTrouble,
    CalendarUnreachable,
    Clock,
    Places,
    Seal,
    Tokens,
    Unavailable,
    Unchanged,
    Unreadable,
)
from booking.refusals import CalendarNotRead

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=1)
TOLD_AFTER = timedelta(hours=1)
LEASE = timedelta(minutes=2)
"""Longer than fetching and working out may take together."""
BEHIND, AHEAD = timedelta(days=1), timedelta(days=120)
WORKED_OUT_AGAIN = timedelta(hours=12)
"""Then it is read whole, unchanged or not: the stretch that it was worked out for moves on."""
AT_ONCE = 4
LONGEST_ADDRESS = 2000
SCHEMES = {"http", "https", "webcal"}


@dataclass(frozen=True, slots=True)
class Copy:
    """What a fetching brought. `busy` is None where nothing changed."""

    busy: Sequence[Interval] | None
    etag: str
    last_modified: str


class OwnCalendars:
    def __init__(
        self,
        *,
        calendars: Calendars,
        source: CalendarSource,
        reader: CalendarReader,
        seal: Seal,
        places: Places,
        now: Clock,
        new_id: Tokens,
    ) -> None:
        self._calendars = calendars
        self._source = source
        self._reader = reader
        self._seal = seal
        self._places = places
        self._now = now
        self._new_id = new_id

    async def of_person(self, person_id: PersonId) -> OwnCalendar | None:
        return await self._calendars.of_person(person_id)

    async def connect(self, person_id: PersonId, address: str) -> OwnCalendar:
        """Reads it at once, and keeps it in place of the one before. Raises CalendarNotRead."""
        host = _host(address)
        calendar_id, now = CalendarId(self._new_id()), self._now()
        try:
            copy = await self._copy(address.strip(), now)
        except CalendarTrouble as error:
            log.info("a calendar at %s was not connected: %s", host, error.trouble)
            raise CalendarNotRead(trouble=error.trouble, host=host) from None
        calendar = OwnCalendar(
            id=calendar_id,
            person_id=person_id,
            address=self._seal.seal(address.strip(), _about(calendar_id)),
            host=host,
            due_at=now + EVERY,
            etag=copy.etag,
            last_modified=copy.last_modified,
            fetched_at=now,
            good_at=now,
            expanded_at=now,
        )
        await self._calendars.connect(calendar, copy.busy or ())
        return calendar

    async def disconnect(self, person_id: PersonId) -> None:
        """Nothing of it stays."""
        await self._calendars.disconnect(person_id)

    async def busy(self, person_id: PersonId, within: Interval) -> Sequence[Interval]:
        """Fulfils `booking.ports.BusyElsewhere`, from the last good copy."""
        return await self._calendars.busy(person_id, within)

    async def refresh(self) -> int:
        """Reads all that are due, several processes none of them twice. How many; raises Unavailable."""
        count = 0
        while True:
            now = self._now()
            claimed = await self._calendars.due(now, now + LEASE, AT_ONCE)
            if not claimed:
                return count
            lost: list[Unavailable] = []
            async with asyncio.TaskGroup() as nursery:
                for calendar in claimed:
                    nursery.create_task(self._read(calendar, now, lost))
            if lost:
                raise lost[0]
            count += len(claimed)

    async def _read(self, calendar: OwnCalendar, now: datetime, lost: list[Unavailable]) -> None:
        """What goes wrong with one is no other's business."""
        found = await self._found(calendar, now)
        try:
            if isinstance(found, Trouble):
                log.warning("the calendar at %s cannot be read: %s", calendar.host, found)
                await self._record(_failed(calendar, found, now), None, now)
                return
            if calendar.failing_since is not None:
                log.info("the calendar at %s can be read again", calendar.host)
            await self._record(_good(calendar, found, now), found.busy, now)
        except Unavailable as error:
            lost.append(error)

    async def _found(self, calendar: OwnCalendar, now: datetime) -> Copy | Trouble:
        try:
            return await self._copy(self._opened(calendar), now, _still_good(calendar, now))
        except CalendarTrouble as error:
            return error.trouble
        except Exception as error:  # noqa: BLE001 -- a stranger brought it about; its words may hold the address
            log.error("the calendar at %s brought about %s", calendar.host, type(error).__name__)  # noqa: TRY400
            return Trouble.CONTENT

    def _opened(self, calendar: OwnCalendar) -> str:
        try:
            return self._seal.open(calendar.address, _about(calendar.id))
        except Unreadable:
            raise CalendarUnreachable(Trouble.KEY) from None

    async def _copy(self, address: str, now: datetime, known: OwnCalendar | None = None) -> Copy:
        etag, modified = (known.etag, known.last_modified) if known else ("", "")
        found = await self._source.fetch(address, etag, modified)
        if isinstance(found, Unchanged):
            if known is None:
                raise CalendarUnreachable(Trouble.REFUSED)
            return Copy(None, etag, modified)
        within = Interval(_whole(now - BEHIND), _whole(now + AHEAD))
        busy = await self._reader.busy(found.text, within, self._places.catalogue().home.time_zone)
        return Copy(busy, found.etag, found.last_modified)

    async def _record(self, after: OwnCalendar, busy: Sequence[Interval] | None, now: datetime) -> None:
        told = _told(after, now)
        news = (_news(told, now),) if told.tellings != after.tellings else ()
        await self._calendars.record(told, busy, news)


def _host(address: str) -> str:
    """Raises CalendarNotRead for what is no web address."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname if parts.scheme.lower() in SCHEMES and parts.port != 0 else None
    except ValueError:
        host = None
    is_whole = address.isprintable() and not any(mark.isspace() for mark in address)
    if not host or not is_whole or len(address) > LONGEST_ADDRESS:
        raise CalendarNotRead(trouble=Trouble.ADDRESS, host="")
    return host


def _about(calendar_id: CalendarId) -> str:
    return f"calendar {calendar_id}"


def _whole(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def _still_good(calendar: OwnCalendar, now: datetime) -> OwnCalendar | None:
    expanded = calendar.expanded_at
    return calendar if expanded is not None and now - expanded < WORKED_OUT_AGAIN else None


def _failed(calendar: OwnCalendar, trouble: Trouble, now: datetime) -> OwnCalendar:
    """The pause doubles, up to an hour."""
    pause = min(EVERY * 2 ** min(calendar.failing, 8), LONGEST_PAUSE)
    return replace(
        calendar,
        fetched_at=now,
        due_at=now + pause,
        failing=calendar.failing + 1,
        failing_since=calendar.failing_since or now,
        failure=trouble,
        revision=calendar.revision + 1,
    )


def _good(calendar: OwnCalendar, copy: Copy, now: datetime) -> OwnCalendar:
    return replace(
        calendar,
        fetched_at=now,
        good_at=now,
        expanded_at=calendar.expanded_at if copy.busy is None else now,
        due_at=now + EVERY,
        etag=copy.etag,
        last_modified=copy.last_modified,
        failing=0,
        failing_since=None,
        failure=None,
        revision=calendar.revision + 1,
    )


def _told(after: OwnCalendar, now: datetime) -> OwnCalendar:
    """Once that it fails, when it has for long; once that it works again."""
    since = after.failing_since
    is_dead = since is not None and (after.is_told or now - since >= TOLD_AFTER)
    if is_dead == after.is_told:
        return after
    return replace(after, is_told=is_dead, tellings=after.tellings + 1)


def _news(calendar: OwnCalendar, now: datetime) -> Message:
    return Message(
        purpose=Purpose.OWN_CALENDAR,
        subject=calendar.id,
        revision=calendar.tellings,
        person_id=calendar.person_id,
        due_at=now,
    )
