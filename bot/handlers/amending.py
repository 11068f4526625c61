"""The administration changes one part of an event: a tap, an answer in words, the changed card."""

from __future__ import annotations

from booking.looking import Looking
from booking.model.events import Event, EventId
from booking.ports import Tokens
from booking.refusals import Refusal
from bot import buttons
from bot.amended_words import amended
from bot.buttons import Amended
from bot.conversation import Conversations, Expecting
from bot.handlers.hosting import HostingInChat
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import amending as screens
from bot.turn import Turn


class AmendingInChat:
    def __init__(
        self,
        *,
        in_chat: HostingInChat,
        looking: Looking,
        conversations: Conversations,
        new_key: Tokens,
    ) -> None:
        self._in_chat = in_chat
        self._looking = looking
        self._conversations = conversations
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.button(buttons.AmendEvent, self.parts)
        routes.button(buttons.Amend, self.ask)
        routes.expected(Expecting.EVENT_PART, self.answered)

    async def parts(self, turn: Turn, button: buttons.AmendEvent) -> Screen:
        event = await self._in_chat.event_of(turn, button.event)
        return screens.parts(event, turn, once=self._new_key(30))

    async def ask(self, turn: Turn, button: buttons.Amend) -> Screen:
        event = await self._in_chat.event_of(turn, button.event)
        return await self._ask(turn, event, button.what)

    async def answered(self, turn: Turn, subject: str) -> Screen:
        """What is no answer is asked for again; after a lawful no the next message is another answer."""
        what, event_id = Amended(subject[0]), EventId(subject[1:])
        event = await self._in_chat.event_of(turn, event_id)
        fields = amended(what, turn.text, event, self._looking.catalogue.home, turn.now)
        if fields is None:
            return await self._ask(turn, event, what)
        try:
            return await self._in_chat.changing.change(turn, event, fields)
        except Refusal:
            await self._expect(turn, event, what)
            raise

    async def _ask(self, turn: Turn, event: Event, what: Amended) -> Screen:
        await self._expect(turn, event, what)
        return screens.ask(event, what, turn.say)

    async def _expect(self, turn: Turn, event: Event, what: Amended) -> None:
        subject = f"{what}{event.id}"
        await self._conversations.expect(turn.visitor.telegram_id, Expecting.EVENT_PART, subject, turn.now)
