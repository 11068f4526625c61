"""A change of an event that people hear of: shown first, with how many hear; one tap or a yes does it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from booking.hosting import Hosting
from booking.looking import Looking
from booking.model.events import Event, EventId
from booking.ports import Tokens
from booking.registering import Registering
from booking.rules import hosting as rules
from bot import buttons, event_fields
from bot.conversation import Conversations, Expecting
from bot.event_fields import Fields
from bot.plain_answers import is_no, is_yes
from bot.routing import NotAnAnswer, Routes
from bot.screen import Screen
from bot.screens import changing_events as screens
from bot.screens import talking
from bot.turn import Turn


class ChangingEvents:
    """`show` is the event as the administration sees it. What waits for a yes is kept with the chat."""

    def __init__(
        self,
        *,
        hosting: Hosting,
        registering: Registering,
        looking: Looking,
        conversations: Conversations,
        new_key: Tokens,
        show: Callable[[Turn, EventId], Awaitable[Screen]],
    ) -> None:
        self._hosting = hosting
        self._registering = registering
        self._looking = looking
        self._conversations = conversations
        self._new_key = new_key
        self._show = show

    def install(self, routes: Routes) -> None:
        routes.button(buttons.ChangeEvent, self.confirmed)
        routes.expected(Expecting.EVENT_CHANGE, self.answered)

    async def change(self, turn: Turn, event: Event, fields: Fields) -> Screen:
        """At once where nobody hears of it; else it is asked first."""
        if self._is_told(event, fields) and await self._concerned(turn, event):
            return await self.propose(turn, event, fields)
        return await self._change(turn, event.id, fields)

    async def propose(self, turn: Turn, event: Event, fields: Fields) -> Screen:
        """How it would be, and how many hear of it."""
        after = rules.changed(event, fields)
        if after is event:
            return await self._show(turn, event.id)
        subject = json.dumps([event.id, event_fields.written(fields)], ensure_ascii=False)
        await self._conversations.expect(turn.visitor.telegram_id, Expecting.EVENT_CHANGE, subject, turn.now)
        hear = await self._concerned(turn, event) if self._is_told(event, fields) else 0
        return screens.sure(event, after, hear, self._looking.catalogue, turn, once=self._new_key(30))

    async def confirmed(self, turn: Turn, button: buttons.ChangeEvent) -> Screen:
        last = await self._conversations.last(turn.visitor.telegram_id, turn.now)
        waits = last.expected if last.expected and last.expected.what is Expecting.EVENT_CHANGE else None
        event_id, fields = json.loads(waits.subject) if waits else ("", "")
        if waits is None or event_id != button.event:
            return talking.forgotten(turn.say)
        await self._conversations.forget(turn.visitor.telegram_id)
        return await self._change(turn, EventId(event_id), event_fields.read(fields))

    async def answered(self, turn: Turn, subject: str) -> Screen:
        """A yes or a no in words. Raises NotAnAnswer for everything else."""
        event_id, fields = json.loads(subject)
        if is_yes(turn.text):
            return await self._change(turn, EventId(event_id), event_fields.read(fields))
        if is_no(turn.text):
            return await self._show(turn, EventId(event_id))
        raise NotAnAnswer

    async def keep(self, turn: Turn, event_id: EventId) -> Screen:
        await self._conversations.forget(turn.visitor.telegram_id)
        return await self._show(turn, event_id)

    async def _change(self, turn: Turn, event_id: EventId, fields: Fields) -> Screen:
        await self._hosting.change(turn.member.actor, event_id, fields, turn.request)
        return await self._show(turn, event_id)

    def _is_told(self, event: Event, fields: Fields) -> bool:
        return event.is_on and rules.changed(event, fields).schedule != event.schedule

    async def _concerned(self, turn: Turn, event: Event) -> int:
        seen = await self._registering.seen(turn.member.actor, event.id)
        return screens.concerned(seen.registrations)
