"""Who cannot book here: strangers, entrepreneurs, guests of a breakfast. Guidance and events are theirs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from booking.looking import Looking
from booking.model.people import Person
from bot.event_words import SIGN_UP
from bot.handlers.asking import AskingPeople
from bot.handlers.asking_guidance import AskingGuidance
from bot.handlers.event_talk import EventTalk
from bot.handlers.guidance_words import GuidanceInWords
from bot.screen import Screen
from bot.screens import open_doors as screens
from bot.screens import talking, welcome
from bot.turn import Turn
from bot.understanding import Understanding

BOOKS = (
    "book",
    "availability",
    "move",
    "resize",
    "cancel",
    "end_now",
    "check_in",
    "absent",
    "leave",
    "close",
    "guest",
    "undo",
)
"""What is for tenants."""
CHANGES = frozenset({"move", "resize", "cancel", "end_now", "undo"})
Answer = Callable[[Turn, Understanding], Awaitable[Screen | None]]


class OpenDoors:
    def __init__(
        self,
        *,
        looking: Looking,
        events: EventTalk,
        guidance: AskingGuidance,
        meetings: GuidanceInWords,
        asking: AskingPeople,
    ) -> None:
        self._looking = looking
        self._events = events
        self._guidance = guidance
        self._meetings = meetings
        self._asking = asking
        self._answers: Mapping[str, Answer] = {
            **dict.fromkeys(BOOKS, self._for_tenants),
            **dict.fromkeys(("register", "unregister"), self._register),
            **dict.fromkeys(("apply", "human"), self._pass_on),
            "events": self._coming,
            "guidance": self._guide,
            "info": self._inform,
            "my_bookings": self._mine,
            "help": self._help,
            "greeting": self._greet,
        }

    def is_for(self, person: Person | None) -> bool:
        """Whether there is nothing here that they may book."""
        roles = person.roles if person is not None else frozenset()
        return all(roles.isdisjoint(each.policy.may_book) for each in self._looking.catalogue.in_use)

    async def answer(self, turn: Turn, said: Understanding) -> Screen | None:
        return await self._answers.get(said.intent, self._other)(turn, said)

    async def _coming(self, turn: Turn, said: Understanding) -> Screen | None:
        return await self._events.coming(turn, said)

    async def _register(self, turn: Turn, said: Understanding) -> Screen | None:
        """Where there is nothing to sign up for, there is what is on."""
        try:
            return await self._events.in_words(turn, said)
        except LookupError:
            return await self._events.coming(turn, said)

    async def _guide(self, turn: Turn, _said: Understanding) -> Screen | None:
        return await self._guidance.begin(turn)

    async def _inform(self, turn: Turn, said: Understanding) -> Screen | None:
        return talking.other(said, self._looking.catalogue, turn)

    async def _pass_on(self, turn: Turn, said: Understanding) -> Screen | None:
        """People answer it where they know whom to answer; a stranger is told whom to ask."""
        if turn.person is None:
            return screens.whom_to_ask(turn)
        return await self._asking.ask(turn, said)

    async def _mine(self, turn: Turn, _said: Understanding) -> Screen | None:
        if turn.person is None:
            return welcome.stranger(turn.say)
        return await self._meetings.with_meetings(turn, screens.nothing(turn), is_empty=True)

    async def _help(self, turn: Turn, _said: Understanding) -> Screen | None:
        return welcome.help_for(turn.person, turn.say)

    async def _greet(self, turn: Turn, _said: Understanding) -> Screen | None:
        return welcome.welcome(turn.person, turn.say)

    async def _for_tenants(self, turn: Turn, said: Understanding) -> Screen | None:
        """What is theirs to change is a meeting; of rooms and desks they are told whose they are."""
        if turn.person is not None and said.intent in CHANGES and said.kind is None:
            return await self._meetings.with_meetings(turn, screens.nothing(turn), is_empty=True)
        return screens.for_tenants(turn)

    async def _other(self, turn: Turn, said: Understanding) -> Screen | None:
        if SIGN_UP.search(turn.text):
            return await self._register(turn, replace(said, intent="register"))
        return welcome.stranger(turn.say) if turn.person is None else screens.not_understood(turn)
