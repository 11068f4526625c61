"""A message that was changed after it was sent: what it made stands, and one tap makes it as now written."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from booking.looking import Looking
from booking.model.bookings import Booking, BookingId
from booking.model.events import IN, Event, Registration
from booking.ports import Events, Tokens
from booking.reserving import Reserving, Wish
from bot import buttons, meant, wish
from bot.conversation import Conversations, Expecting
from bot.event_replies import party_in
from bot.event_words import names_of
from bot.plain_answers import is_no, is_yes
from bot.routing import NotAnAnswer, Routes
from bot.screen import Screen
from bot.screens import edits as screens
from bot.screens import talking, welcome
from bot.turn import Turn
from bot.understanding import Understanding, understand

WITHIN = timedelta(minutes=15)
"""So long after it was sent a change of it is about what it made."""
MADE_WITHIN = timedelta(minutes=2)
"""What a message makes is made by then, also after a busy moment."""

MOMENT = timedelta(seconds=5)


class Edits:
    def __init__(
        self,
        *,
        looking: Looking,
        reserving: Reserving,
        events: Events,
        conversations: Conversations,
        new_key: Tokens,
    ) -> None:
        self._looking = looking
        self._reserving = reserving
        self._events = events
        self._conversations = conversations
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.edits(self.edited)
        routes.button(buttons.AsEdited, self.confirmed)
        routes.expected(Expecting.EDITED, self.answered)

    async def edited(self, turn: Turn) -> Screen:
        """Shows what stands; what made nothing is written anew."""
        if turn.person is None or turn.sent_at is None or turn.now - turn.sent_at > WITHIN:
            return welcome.edited(turn.say)
        booking = await self._made(turn)
        if booking is not None:
            return await self._of_booking(turn, booking)
        place = await self._place(turn)
        if place is None:
            return welcome.edited(turn.say)
        event, own = place
        said = self._understood(turn, turn.text)
        party = said.people or party_in(turn.text)
        return screens.of_place(event, own, party, turn.say, once=self._new_key(30))

    async def confirmed(self, turn: Turn, button: buttons.AsEdited) -> Screen | None:
        last = await self._conversations.last(turn.visitor.telegram_id, turn.now)
        waits = last.expected if last.expected and last.expected.what is Expecting.EDITED else None
        booking_id, text = json.loads(waits.subject) if waits else ("", "")
        if booking_id != button.booking:
            return talking.forgotten(turn.say)
        await self._conversations.forget(turn.visitor.telegram_id)
        return await self._change(turn, BookingId(booking_id), text)

    async def answered(self, turn: Turn, subject: str) -> Screen | None:
        """A yes or a no in words. Raises NotAnAnswer for everything else."""
        booking_id, text = json.loads(subject)
        if is_yes(turn.text):
            return await self._change(turn, BookingId(booking_id), text)
        if is_no(turn.text):
            return screens.stays(turn.say)
        raise NotAnAnswer

    async def _of_booking(self, turn: Turn, booking: Booking) -> Screen:
        asked = self._wish(turn, booking, turn.text)
        if asked is not None:
            subject = json.dumps([booking.id, turn.text], ensure_ascii=False)
            await self._conversations.expect(turn.visitor.telegram_id, Expecting.EDITED, subject, turn.now)
        catalogue, once = self._looking.catalogue, self._new_key(40)
        return screens.of_booking(booking, asked, catalogue, turn, once=once)

    async def _change(self, turn: Turn, booking_id: BookingId, text: str) -> Screen | None:
        """The card shows it, through the outbox; a refusal leaves what stands."""
        booking, _ = await self._looking.booking(turn.member.actor, booking_id)
        asked = self._wish(turn, booking, text)
        if asked is None:
            return talking.forgotten(turn.say)
        await self._reserving.move(turn.member.actor, booking.id, asked, turn.request)
        return None

    async def _made(self, turn: Turn) -> Booking | None:
        """What the message made or changed, not what the next one did; series have their own cards."""
        held = await self._looking.mine(turn.member)
        changes = [await self._looking.last_change(each.id) for each in held if each.series_id is None]
        own = [each for each in changes if each and each.actor.person_id == turn.member.id]
        found = [each for each in own if self._is_then(each.at, turn)]
        found.sort(key=lambda each: each.at, reverse=True)
        sent = turn.sent_at
        made = min(found, key=lambda each: abs(each.at - sent), default=None) if sent else None
        return made.after if made is not None else None

    async def _place(self, turn: Turn) -> tuple[Event, Registration] | None:
        found = await self._events.of_person(turn.member.id, turn.now)
        made = [pair for pair in found if pair[1].standing in IN and self._is_then(pair[1].asked_at, turn)]
        return made[-1] if made else None

    @staticmethod
    def _is_then(made_at: datetime, turn: Turn) -> bool:
        """Telegram's clock and ours differ by a little."""
        return turn.sent_at is not None and -MOMENT <= made_at - turn.sent_at <= MADE_WITHIN

    def _wish(self, turn: Turn, booking: Booking, text: str) -> Wish | None:
        """What is now written, as the booking would be; None where that is no whole wish, or the same."""
        catalogue = self._looking.catalogue
        said = self._understood(turn, text)
        if said.intent == "move":
            return self._moved(turn, booking, said)
        wanted = wish.wanted(said, catalogue)
        if said.intent != "book" or said.missing or said.confirm or said.date is None or wanted is None:
            return None
        interval = wish.interval_on(said.date, said, wanted, catalogue, turn.now)
        if interval is None:
            return None
        resource = wanted.resource.id if wanted.resource else booking.resource_id
        asked = Wish(resource_id=resource, interval=interval)
        return None if (resource, interval) == (booking.resource_id, booking.interval) else asked

    def _moved(self, turn: Turn, booking: Booking, said: Understanding) -> Wish | None:
        """`flytt den til torsdag`, where it said Friday before: to where it is now written."""
        if said.confirm or said.no_day or said.no_such or said.person or meant.is_several(said):
            return None
        catalogue = self._looking.catalogue
        interval = wish.moved(booking, said, catalogue, turn.now) or booking.interval
        there = wish.resource_named(said.resource, catalogue)
        asked = Wish(resource_id=there.id if there else booking.resource_id, interval=interval)
        return None if asked == Wish(resource_id=booking.resource_id, interval=booking.interval) else asked

    def _understood(self, turn: Turn, text: str) -> Understanding:
        catalogue = self._looking.catalogue
        local = catalogue.home.local(turn.now).replace(tzinfo=None)
        return understand(text, local, names_of(catalogue))
