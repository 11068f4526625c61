"""Questions about who comes to an event: how many for everybody, names for the administration and by wish."""

from __future__ import annotations

from collections.abc import Sequence

from booking.membership import Membership
from booking.model.events import HOLDS, IN, Event, Registration
from booking.model.people import Person
from booking.refusals import NotFound
from booking.registering import Registering
from bot.event_replies import Question, Wondered
from bot.handlers.events import ANYBODY, EventsInChat
from bot.screen import Screen
from bot.screens import who_comes as screens
from bot.turn import Turn


class WhoComes:
    def __init__(self, in_chat: EventsInChat, registering: Registering, membership: Membership) -> None:
        self._in_chat = in_chat
        self._registering = registering
        self._membership = membership

    async def answer(self, turn: Turn, question: Question, event: Event) -> Screen:
        if question.what is Wondered.WHETHER and not question.person:
            return await self._in_chat.card(turn, event.id)
        seen = await self._registering.seen(turn.person.actor if turn.person else ANYBODY, event.id)
        if question.what is Wondered.COUNT:
            return screens.how_many(seen, turn)
        named = await self._named(seen.registrations, turn)
        if question.what is Wondered.WHO:
            return screens.who(seen, named, turn)
        meant = [(person, own) for person, own in named if _is_called(question.person, person.name)]
        return screens.whether(seen, question.person, meant, turn)

    async def _named(
        self, registrations: Sequence[Registration], turn: Turn
    ) -> Sequence[tuple[Person, Registration]]:
        """Those whose names the writer may see: all to the administration, others as they have chosen."""
        found = []
        for own in registrations:
            if own.standing not in IN:
                continue
            try:
                person = await self._membership.get(own.person_id)
            except NotFound:
                continue
            if _may_see(turn.person, person, own):
                found.append((person, own))
        return found


def _may_see(writer: Person | None, person: Person, own: Registration) -> bool:
    if own.shows_name and own.standing in HOLDS:
        return True
    return writer is not None and writer.actor.may_act_for(person)


def _is_called(asked: str, name: str) -> bool:
    words = name.casefold().split()
    return bool(words) and all(word in words for word in asked.casefold().split())
