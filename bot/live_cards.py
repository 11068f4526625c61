"""The one message in a chat that shows how a booking stands; others of it say only that there is this."""

from __future__ import annotations

from contextlib import suppress

from telegram.error import TelegramError

from booking.looking import Looking
from booking.model.bookings import Booking, Change
from booking.model.messages import Origin
from booking.model.people import Person
from booking.ports import Cards
from bot.screen import Screen
from bot.showing import Gone, Showing
from wording import bookings, speak


class LiveCards:
    def __init__(self, cards: Cards, showing: Showing, looking: Looking) -> None:
        self._cards = cards
        self.showing = showing
        self._looking = looking

    async def show_at(self, booking: Booking, person: Person, at: Origin) -> None:
        """A card that was asked for has become the one that is kept true."""
        old = await self._cards.of(booking.id, person.id)
        await self._cards.remember(booking.id, person.id, at)
        await self.leave(old, at, booking, None, person)

    async def leave(
        self, old: Origin | None, at: Origin, booking: Booking, last: Change | None, person: Person
    ) -> None:
        """Where that can be done: an old card that stays as it is, is no reason to send anything again."""
        if old is None or old == at:
            return
        text = bookings.left_behind(
            booking,
            last,
            self._looking.catalogue,
            self._looking.now(),
            speak(person.language),
            is_below=old.message_id > at.message_id,
        )
        with suppress(TelegramError, Gone):
            await self.showing.edit(old, Screen(text=text))
