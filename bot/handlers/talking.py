"""Free text: what is complete is done, what is not is asked for, what is a question is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from booking.looking import Looking
from bot.conversation import Conversations, Expecting, Said
from bot.event_words import SIGN_UP, names_of
from bot.handlers.asking import AskingPeople
from bot.handlers.asking_guidance import AskingGuidance
from bot.handlers.cards import Cards
from bot.handlers.event_talk import EventTalk
from bot.handlers.guidance_words import GuidanceInWords
from bot.handlers.hosting import HostingInChat
from bot.handlers.joining import Joining
from bot.handlers.open_doors import OpenDoors
from bot.handlers.ordering_events import OrderingEvents
from bot.handlers.planning import Planning
from bot.handlers.rebooking import Rebooking
from bot.handlers.wishing import Wishing
from bot.routing import Expected, NotAnAnswer, Routes
from bot.screen import Screen, together
from bot.screens import talking as screens
from bot.screens import welcome
from bot.turn import Turn
from bot.understanding import Catalogue, Reply, Understanding, replied, understand

PASSED_ON = ("human", "apply")
"""What people of the administration answer, and the service does not."""
Answer = Callable[[Turn, Understanding], Awaitable[Screen | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Whoever does what a message asks for."""

    wishing: Wishing
    rebooking: Rebooking
    cards: Cards
    joining: Joining
    asking: AskingPeople
    event_talk: EventTalk
    hosting: HostingInChat
    guidance: AskingGuidance
    planning: Planning
    ordering: OrderingEvents
    meetings: GuidanceInWords
    open_doors: OpenDoors


class Talking:
    def __init__(self, looking: Looking, conversations: Conversations, others: Answering) -> None:
        self._looking = looking
        self._conversations = conversations
        self._others = others
        self._expected: Mapping[Expecting, Expected] = {}
        self._answers: Mapping[str, Answer] = {
            "book": others.wishing.book,
            "availability": others.wishing.available,
            "cancel": others.rebooking.cancel,
            "move": others.rebooking.move,
            "check_in": others.rebooking.check_in,
            "my_bookings": self._mine,
            "help": self._help,
            "greeting": self._greeting,
            **dict.fromkeys(PASSED_ON, others.asking.ask),
            "guidance": self._guidance,
            "events": self._coming,
            "register": self._register,
            "unregister": self._register,
        }

    def install(self, routes: Routes) -> None:
        routes.free_text(self.words)
        routes.otherwise(self.not_words)
        self._expected = routes.what_is_expected

    async def words(self, turn: Turn) -> Screen | None:
        """A stranger is told what they can do; a member is answered."""
        last = await self._conversations.last(turn.visitor.telegram_id, turn.now)
        if last.expected is None:
            return await self._by_itself(turn, last)
        await self._conversations.forget(turn.visitor.telegram_id)
        try:
            return await self._expected[last.expected.what](turn, last.expected.subject)
        except NotAnAnswer as other:
            screen = await self._by_itself(turn, Said())
            return await other.after(screen) if other.after else screen

    async def _by_itself(self, turn: Turn, last: Said) -> Screen | None:
        """What was begun on another day is asked about once, below the answer."""
        said = self._understood(turn)
        screen = await self._understood_as(turn, said, last)
        waits = await self._others.guidance.waits(turn) if said.intent != "guidance" else None
        return together(screen, waits) if waits is not None else screen

    async def _understood_as(self, turn: Turn, said: Understanding, last: Said) -> Screen | None:
        about_it = await self._about_a_meeting(turn, said, last)
        if about_it is not None:
            return about_it[0]
        if self._others.open_doors.is_for(turn.person):
            return await self._others.open_doors.answer(turn, said)
        return await self._to_member(turn, said, last)

    async def _about_a_meeting(
        self, turn: Turn, said: Understanding, last: Said
    ) -> tuple[Screen | None] | None:
        """An event as the administration wants it or as was just said of it, or guidance; else None."""
        ordered = await self._others.ordering.in_words(turn)
        if ordered is not None:
            return (ordered,)
        about_it = await self._others.event_talk.reply(turn, said, last.event) if last.event else None
        if about_it is not None:
            return about_it
        goes_on = await self._others.guidance.goes_on(turn) if last.understanding is None else None
        return (goes_on,) if goes_on else await self._others.meetings.in_words(turn, said)

    async def _to_member(self, turn: Turn, said: Understanding, last: Said) -> Screen | None:
        planned = await self._others.planning.in_words(turn)
        if planned is not None:
            return planned
        local = self._looking.catalogue.home.local(turn.now).replace(tzinfo=None)
        before = last.understanding
        reply = replied(before, turn.text, local, self.named()) if before else None
        if reply is not None:
            return await self._reply(turn, reply)
        return await self._answers.get(said.intent, self._other)(turn, said)

    def _understood(self, turn: Turn) -> Understanding:
        local = self._looking.catalogue.home.local(turn.now).replace(tzinfo=None)
        return understand(turn.text, local, self.named())

    async def not_words(self, turn: Turn) -> Screen | None:
        """A picture or a file where one was asked for; else only words are understood."""
        last = await self._conversations.last(turn.visitor.telegram_id, turn.now)
        if last.expected is not None and last.expected.what is Expecting.GUIDANCE:
            return await self._others.guidance.not_words(turn)
        if turn.person is None or last.expected is None or last.expected.what is not Expecting.ANNOUNCEMENT:
            return await self._others.joining.not_words(turn)
        await self._conversations.forget(turn.visitor.telegram_id)
        return await self._expected[last.expected.what](turn, last.expected.subject)

    async def _reply(self, turn: Turn, reply: Reply) -> Screen | None:
        """A wish that takes the place of one that was booked moves that booking; else it is a wish."""
        if reply.was is not None and await self._others.rebooking.instead(turn, reply.was, reply.wish):
            await self._others.wishing.remember(turn, reply.wish)
            return None
        if reply.wish.intent == "availability":
            return await self._others.wishing.available(turn, reply.wish)
        return await self._others.wishing.book(turn, reply.wish)

    def named(self) -> Catalogue:
        """The catalogue as the understanding wants it."""
        return names_of(self._looking.catalogue)

    async def _guidance(self, turn: Turn, _said: Understanding) -> Screen:
        return await self._others.guidance.begin(turn)

    async def _coming(self, turn: Turn, said: Understanding) -> Screen:
        return await self._others.event_talk.coming(turn, said)

    async def _register(self, turn: Turn, said: Understanding) -> Screen | None:
        """Where there is nothing to sign up for, people may know more."""
        try:
            return await self._others.event_talk.in_words(turn, said)
        except LookupError:
            return await self._others.asking.ask(turn, said)

    async def _mine(self, turn: Turn, _said: Understanding) -> Screen:
        return await self._others.cards.mine(turn)

    async def _help(self, turn: Turn, _said: Understanding) -> Screen:
        return await self._others.joining.help(turn)

    async def _greeting(self, turn: Turn, _said: Understanding) -> Screen:
        return welcome.welcome(turn.person, turn.say)

    async def _other(self, turn: Turn, said: Understanding) -> Screen | None:
        if SIGN_UP.search(turn.text):
            return await self._register(turn, replace(said, intent="register"))
        return screens.other(said, self._looking.catalogue, turn)
