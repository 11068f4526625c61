"""Who can no longer be told anything on Telegram: it is kept, and the administration hears of it."""

from __future__ import annotations

from datetime import datetime

from booking.model.messages import Message, Purpose
from booking.model.people import STAFF, Person
from booking.ports import Page, People


async def lost(people: People, person: Person, now: datetime) -> None:
    """They blocked the bot, or Telegram's answer says so. Told once, until they are back and lost again."""
    staff = [each for role in STAFF for each in (await people.listing(Page(), role=role))[0]]
    told = [
        Message(
            purpose=Purpose.UNREACHABLE,
            subject=person.id,
            revision=int(now.timestamp()),
            person_id=each.id,
            due_at=now,
        )
        for each in staff
        if each.id != person.id
    ]
    await people.lose(person.id, told)
