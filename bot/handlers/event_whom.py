"""Places at events for somebody else: by the administration for all, by others for their colleagues."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial

from booking.access import hashed
from booking.acting_for import AnotherPerson, Found
from booking.membership import Membership
from booking.model.events import IN, Event, EventId, Registration
from booking.model.people import Person, PersonId
from booking.ports import Tokens
from booking.refusals import NotFound
from booking.registering import Registering, SignUp
from booking.rules.reach import address_in
from bot import buttons
from bot.conversation import Conversations, Expecting
from bot.event_replies import note_in
from bot.handlers.events import EventsInChat, again, way_in
from bot.plain_answers import is_no, is_yes
from bot.routing import NotAnAnswer, Routes
from bot.screen import Screen, together
from bot.screens import event_whom as screens
from bot.turn import Turn
from bot.understanding import Understanding

ID_LENGTH = 12
WITHOUT = re.compile(
    r"(?:nei,?\s*)?(?:(?:han|hun|ho|hen|de|dei|vi|jeg|eg|he|she|they)\s+)?"
    r"(?:uten|utan|without|ingen|none|har (?:ikke|ikkje|ingen)(?: noen| noe| nokon)?|ha(?:s|ve) none)"
    r"(?:\s+(?:adresse|e-?post\w*|mail\w*|address|e-?mail))?[.!]*",
    re.IGNORECASE,
)
"""That they have no address, and nothing else."""


class SigningOthers:
    def __init__(
        self,
        *,
        in_chat: EventsInChat,
        registering: Registering,
        membership: Membership,
        another: AnotherPerson,
        conversations: Conversations,
        new_key: Tokens,
    ) -> None:
        self._in_chat = in_chat
        self._registering = registering
        self._membership = membership
        self._another = another
        self._conversations = conversations
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.button(buttons.SignUpFor, self.sign_up)
        routes.button(buttons.LeaveFor, self.leave)
        routes.expected(Expecting.EVENT_PERSON, self.addressed, again=self.again)

    async def in_words(self, turn: Turn, said: Understanding, event: Event) -> Screen | None:
        """Of several of that name it is asked which; one whom nobody knows the administration can add."""
        actor, name = turn.member.actor, said.person or ""
        named = await self._another.named(actor, name)
        leaves, party = said.intent == "unregister", said.people or 1
        if named.found is Found.ONE:
            person = named.people[0]
            own = await self._registering.own(event.id, person.id)
            note = note_in(turn.text) or None
            wish = again(own, way=way_in(turn.text, event), party=said.people, note=note)
            return await self._change(turn, event, person, None if leaves else wish)
        if named.found is not Found.SEVERAL and actor.is_staff and not leaves:
            await self._expect_address(turn, event, name, party)
            return screens.ask_address(name, event, turn, named.people, party=party, once=self._new_key(30))
        return screens.which(named, name, event, turn, party=0 if leaves else party, once=self._new_key(30))

    async def sign_up(self, turn: Turn, button: buttons.SignUpFor) -> Screen | None:
        event, person = await self._chosen(turn, button.event, button.person)
        await self._needs_no_address(turn)
        own = await self._registering.own(event.id, person.id)
        return await self._change(turn, event, person, again(own, party=max(1, button.party)))

    async def leave(self, turn: Turn, button: buttons.LeaveFor) -> Screen | None:
        event, person = await self._chosen(turn, button.event, button.person)
        return await self._change(turn, event, person, None)

    async def change(
        self, turn: Turn, event: Event, person_id: PersonId, wish: SignUp | None
    ) -> Screen | None:
        """Gives that person the place that they wish for, or takes it back where they wish for none."""
        return await self._change(turn, event, await self._membership.get(person_id), wish)

    async def addressed(self, turn: Turn, subject: str) -> Screen | None:
        """The message after the question for an e-mail address of somebody whom nobody knows.

        Raises NotAnAnswer for what is neither, and asks again after it.
        """
        asked = json.loads(subject)
        event = await self._asked_of(turn, asked)
        email = address_in(turn.text)
        if not email and is_no(turn.text):
            return screens.left(asked["name"], turn)
        if not email and not is_yes(turn.text) and not WITHOUT.fullmatch(turn.text.strip()):
            raise NotAnAnswer(partial(self._asked_after, turn, subject))
        if not turn.member.actor.is_staff:
            raise NotFound(what="person")
        new_id = PersonId(hashed(turn.request.key)[:ID_LENGTH])
        person = await self._membership.add(asked["name"], person_id=new_id, email=email)
        return await self._change(turn, event, person, again(None, party=asked["party"]))

    async def again(self, turn: Turn, subject: str) -> Screen:
        """The question that is still open, after something in between."""
        asked = json.loads(subject)
        event = await self._asked_of(turn, asked)
        await self._expect_address(turn, event, asked["name"], asked["party"])
        return screens.ask_address(asked["name"], event, turn)

    async def _asked_after(self, turn: Turn, subject: str, screen: Screen | None) -> Screen:
        return together(screen, await self.again(turn, subject))

    async def _asked_of(self, turn: Turn, asked: Mapping[str, str]) -> Event:
        return (await self._registering.seen(turn.member.actor, EventId(asked["event"]))).event

    async def _change(self, turn: Turn, event: Event, person: Person, wish: SignUp | None) -> Screen | None:
        actor, request = turn.member.actor, turn.request
        before = await self._registering.own(event.id, person.id)
        if wish is None and (before is None or before.standing not in IN):
            return screens.not_in(person, event, turn)
        if wish is None:
            after = await self._registering.leave(actor, person, event.id, request)
        else:
            after = await self._registering.sign_up(actor, person, event.id, wish, request)
        await self._conversations.talk_of(turn.visitor.telegram_id, event.id, turn.now)
        return await self._shown(turn, event, person, before, after)

    async def _shown(
        self, turn: Turn, event: Event, person: Person, before: Registration | None, after: Registration
    ) -> Screen | None:
        """One's own card comes by itself."""
        if person.id == turn.member.id:
            return await self._in_chat.unless_told(turn, before, after)
        return screens.done(person, after, event, turn, once=self._new_key(30))

    async def _expect_address(self, turn: Turn, event: Event, name: str, party: int) -> None:
        subject = json.dumps({"event": event.id, "name": name, "party": party}, ensure_ascii=False)
        what = Expecting.EVENT_PERSON
        await self._conversations.expect(turn.visitor.telegram_id, what, subject, turn.now)

    async def _needs_no_address(self, turn: Turn) -> None:
        """Whoever it is was found among those known."""
        expected = (await self._conversations.last(turn.visitor.telegram_id, turn.now)).expected
        if expected is not None and expected.what is Expecting.EVENT_PERSON:
            await self._conversations.answered(turn.visitor.telegram_id, turn.now)

    async def _chosen(self, turn: Turn, event_id: EventId, person_id: PersonId) -> tuple[Event, Person]:
        seen = await self._registering.seen(turn.member.actor, event_id)
        return seen.event, await self._membership.get(person_id)
