"""What is answered at once to whoever changed the booking of another; of one's own the card tells."""

from __future__ import annotations

from booking.looking import Looking
from booking.model.bookings import Action, Booking
from booking.ports import Tokens
from bot.screen import Screen
from bot.screens import for_another
from bot.turn import Turn


class Telling:
    def __init__(self, looking: Looking, new_key: Tokens) -> None:
        self._looking = looking
        self._new_key = new_key

    async def done(self, turn: Turn, action: Action, booking: Booking) -> Screen | None:
        """None where the card that comes through the outbox says it."""
        if booking.person_id == turn.member.id:
            return None
        _, holder = await self._looking.booking(turn.member.actor, booking.id)
        catalogue, once = self._looking.catalogue, self._new_key(40)
        return for_another.done(action, booking, holder, catalogue, turn, once=once)
