"""Advisers' own calendars on one database. What reads them is imported only when one is read."""

from __future__ import annotations

from booking.looking import Looking
from booking.own_calendars import OwnCalendars
from booking.ports import CalendarSource, Fetched, Seal, Tokens, Unchanged
from calendars import SeparateReader
from db import Database


class OverTheWeb:
    """Fulfils `booking.ports.CalendarSource`."""

    async def fetch(self, address: str, etag: str = "", last_modified: str = "") -> Unchanged | Fetched:
        from calendars.fetching import WebSource

        return await WebSource().fetch(address, etag, last_modified)


def compose_calendars(
    database: Database, looking: Looking, seal: Seal, source: CalendarSource | None, tokens: Tokens
) -> OwnCalendars:
    return OwnCalendars(
        calendars=database.calendars,
        source=source or OverTheWeb(),
        reader=SeparateReader(),
        seal=seal,
        places=database.places,
        now=looking.now,
        new_id=tokens,
    )
