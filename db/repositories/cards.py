"""Which chat message shows a booking."""

from __future__ import annotations

from sqlalchemy import select

from booking.model.bookings import BookingId
from booking.model.messages import Origin
from booking.model.people import PersonId
from db.engine import Engine
from db.repositories.upserts import put
from db.tables import cards

c = cards.c


class SqlCards:
    """Fulfils `booking.ports.Cards`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def of(self, booking_id: BookingId, person_id: PersonId) -> Origin | None:
        wanted = select(c.chat_id, c.message_id).where(c.booking_id == booking_id, c.person_id == person_id)
        rows = await self._engine.rows(wanted)
        return Origin(chat_id=rows[0].chat_id, message_id=rows[0].message_id) if rows else None

    async def remember(self, booking_id: BookingId, person_id: PersonId, card: Origin) -> None:
        row = {
            "booking_id": booking_id,
            "person_id": person_id,
            "chat_id": card.chat_id,
            "message_id": card.message_id,
        }
        await self._engine.write(lambda connection: put(connection, cards, [row]))
