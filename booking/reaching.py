"""Who can no longer be told anything on Telegram: it is kept, and the administration hears of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.model.messages import Message, Purpose
from booking.model.people import STAFF, Person
from booking.ports import Outbox, Page, People

KEPT = timedelta(days=14)
"""What waited for somebody is sent when they are back, if it is no older."""


async def lost(people: People, person: Person, now: datetime) -> None:
    """They blocked the bot, or Telegram's answer says so. Told once, until they are back and lost again."""
    staff = await administration(people)
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


async def found(people: People, outbox: Outbox, person: Person, now: datetime) -> None:
    """They write to us, or have let us in: what waited for them is sent, where it is still of use."""
    await people.find_again(person.id)
    await outbox.revive(person.id, now - KEPT, now)


async def administration(people: People) -> list[Person]:
    found = [each for role in STAFF for each in (await people.listing(Page(), role=role))[0]]
    return list({person.id: person for person in found}.values())


def can_be_told(person: Person) -> bool:
    """In the chat, as far as is known."""
    return person.telegram_id is not None and person.reachable
