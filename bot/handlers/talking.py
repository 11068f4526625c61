"""Free text: what is complete is done, what is not is asked for, what is a question is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from booking.looking import Looking
from bot import buttons, matching
from bot.conversation import Choice, Conversations, Expected, Expecting, Said
from bot.deeds import Deeds
from bot.event_words import SIGN_UP, names_of
from bot.handlers.asking import AskingPeople
from bot.handlers.asking_guidance import AskingGuidance
from bot.handlers.cards import Cards
from bot.handlers.event_talk import EventTalk
from bot.handlers.going_on import GoingOn
from bot.handlers.guidance_words import GuidanceInWords
from bot.handlers.hosting import HostingInChat
from bot.handlers.joining import Joining
from bot.handlers.office import OfficeInChat
from bot.handlers.open_doors import OpenDoors
from bot.handlers.ordering_events import OrderingEvents
from bot.handlers.planning import Planning
from bot.handlers.replying import Replying
from bot.routing import Expected as Handler
from bot.routing import Intended, NotAnAnswer, Routes
from bot.screen import Screen, Tap, together
from bot.screens import going_on, welcome
from bot.screens import talking as screens
from bot.settings_words import SETTINGS
from bot.turn import Turn
from bot.understanding import Catalogue, Message, Understanding, read

PASSED_ON = ("human", "apply", "leave", "guest")
"""What people of the administration answer, and the service does not."""
BETWEEN = frozenset({"info", "help", "who", "events", "human"})
"""Questions that leave open what is being asked."""
OTHER_MATTERS = frozenset({"human", "absent", "undo", "check_in", "end_now", "leave"})
"""What is no answer to a question of ours, and would be lost if it were taken for one."""
TALKED_OF_LATER = frozenset({"register", "unregister", "events", "absent", "who"})
"""What the next message may go on from; wishes and what is done to bookings are remembered with the deed."""
ASKING = frozenset(
    {"hva", "hvor", "når", "hvordan", "hvem", "kva", "kor", "korleis", "kven", "what", "where", "when"}
)
Answer = Callable[[Turn, Understanding], Awaitable[Screen | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Whoever does what a message asks for."""

    deeds: Deeds
    going_on: GoingOn
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
    office: OfficeInChat


class Talking:
    def __init__(self, looking: Looking, conversations: Conversations, others: Answering) -> None:
        self._looking = looking
        self._conversations = conversations
        self._others = others
        self._expected: Mapping[Expecting, Handler] = {}
        self._asked_again: Mapping[Expecting, Handler] = {}
        self._answers: Mapping[str, Answer] = {
            "my_bookings": self._mine,
            "help": self._help,
            "greeting": self._greeting,
            **dict.fromkeys(PASSED_ON, others.asking.ask),
            "guidance": self._guidance,
            "events": self._coming,
        }
        self._replying = Replying(
            looking=looking,
            conversations=conversations,
            going_on=others.going_on,
            act=self._act,
        )

    def install(self, routes: Routes) -> None:
        for intent, answer in self._answers.items():
            routes.intent(intent, Intended(handler=answer))
        for intent in ("register", "unregister"):  # they see themselves to whom it is for, and to doubts
            routes.intent(
                intent, Intended(handler=self._register, finds_person=True, shows_first=lambda _said: True)
            )
        routes.free_text(self.words)
        routes.otherwise(self.not_words)
        self._expected = routes.what_is_expected
        self._asked_again = routes.asked_again

    async def words(self, turn: Turn) -> Screen | Tap | None:
        """What was asked for is taken as the answer; else the message is understood as it stands there."""
        # A quarter that has just begun is still now: in seconds past it, `nå` would be a quarter later.
        local = self._looking.catalogue.home.local(turn.now).replace(tzinfo=None, second=0, microsecond=0)
        message = read(turn.text, local, self.named())
        last = await self._conversations.last(turn.visitor.telegram_id, turn.now)
        if last.expected is not None:
            return await self._asked_for(turn, last, last.expected, message)
        return await self._understood(turn, last, message)

    async def _asked_for(
        self, turn: Turn, last: Said, expected: Expected, message: Message
    ) -> Screen | Tap | None:
        """The answer that was asked for; a question in between is answered, and the open one asked again."""
        again = self._asked_again.get(expected.what)
        if again is not None and last.shown is not None:
            choice = matching.spelt_out(message, last.shown.choices)
            button = matching.read(choice) if choice is not None else None
            if button is not None:
                return Tap(button=button, at=last.shown.at)
        if again is not None and _comes_between(message):
            answer = await self._answer(turn, message.fresh)
            question = await again(turn, expected.subject)
            return going_on.asked_again(answer, question) if question is not None else answer
        await self._conversations.answered(turn.visitor.telegram_id, turn.now)
        try:
            return await self._expected[expected.what](turn, expected.subject)
        except NotAnAnswer as other:
            if other.after is not None and message.fresh.intent == "unknown":
                return await other.after(None)
            about = replace(last, expected=None, shown=None, understanding=None)
            screen = await self._understood(turn, about, message)
            return screen if isinstance(screen, Tap) or other.after is None else await other.after(screen)

    async def _understood(self, turn: Turn, last: Said, message: Message) -> Screen | Tap | None:
        """As an answer to what stands in the chat, or by itself."""
        about_event = await self._about_an_event(turn, last, message)
        if about_event is not None:
            return about_event[0]
        answered = await self._replying.answered(turn, last, message)
        if answered is not None:
            return answered.what
        about_it = await self._about_guidance(turn, last, message)
        screen = about_it[0] if about_it is not None else await self._by_itself(turn, last, message)
        if message.fresh.intent == "guidance":
            return screen
        waits = await self._others.guidance.waits(turn)  # what was begun on another day is asked about once
        return together(screen, waits) if waits is not None else screen

    async def _about_an_event(self, turn: Turn, last: Said, message: Message) -> tuple[Screen | None] | None:
        """As the administration wants it, or as was just said of it; else None."""
        ordered = await self._others.ordering.in_words(turn)
        if ordered is not None:
            return (ordered,)
        return await self._others.event_talk.reply(turn, message.fresh, last.event) if last.event else None

    async def _about_guidance(self, turn: Turn, last: Said, message: Message) -> tuple[Screen | None] | None:
        goes_on = await self._others.guidance.goes_on(turn) if last.understanding is None else None
        return (goes_on,) if goes_on else await self._others.meetings.in_words(turn, message.fresh)

    async def _by_itself(self, turn: Turn, last: Said, message: Message) -> Screen | None:
        said = message.fresh
        if message.heard.has("erase_me") and not message.said.anything:
            return await self._others.joining.privacy(turn)  # themselves, not a booking
        if turn.person is not None and SETTINGS.fullmatch(turn.text) and not said.date:
            return await self._others.joining.settings(turn)
        planned = await self._others.planning.in_words(turn) if turn.person is not None else None
        if planned is not None:
            return planned
        if turn.person is not None:
            turn = await self._replying.pointed(turn, said, last)
            if said.intent in TALKED_OF_LATER or (said.intent == "human" and said.kind):
                await self._conversations.remember(turn.visitor.telegram_id, said, turn.now)
        answer = await self._opened(turn, said) or await self._answer(turn, said)
        question = await self._still_open(turn, last) if said.intent in BETWEEN else None
        return going_on.asked_again(answer, question) if question is not None else answer

    async def _opened(self, turn: Turn, said: Understanding) -> Screen | None:
        """`åpne drivhuset onsdag` by the administration is no wish for it."""
        return await self._others.office.opened_in_words(turn, said) if turn.person is not None else None

    async def _still_open(self, turn: Turn, last: Said) -> Screen | None:
        """What was being asked when something came in between."""
        if last.shown is not None and any(_is_of_interview(each) for each in last.shown.choices):
            return await self._others.guidance.again(turn)
        wish = last.understanding
        if turn.person is None or wish is None or not last.is_open or not wish.missing:
            return None
        return await self._act(turn, wish) if wish.intent == "book" else None

    async def _answer(self, turn: Turn, said: Understanding) -> Screen | None:
        """Who may book nothing here is shown what is theirs."""
        if self._others.open_doors.is_for(turn.person):
            return await self._others.open_doors.answer(turn, said)
        return await self._act(turn, said)

    async def _act(self, turn: Turn, said: Understanding) -> Screen | None:
        acting = self._others.deeds.acting
        return await (acting.act(turn, said) if acting.does(said.intent) else self._other(turn, said))

    async def not_words(self, turn: Turn) -> Screen | None:
        """A picture or a file where one was asked for; else what is open is asked again."""
        last = await self._conversations.last(turn.visitor.telegram_id, turn.now)
        if last.expected is not None and last.expected.what is Expecting.GUIDANCE:
            return await self._others.guidance.not_words(turn)
        told = await self._others.joining.not_words(turn)
        if last.expected is None:
            question = await self._still_open(turn, last)
            return going_on.asked_again(told, question) if question is not None else told
        again = self._asked_again.get(last.expected.what)
        if again is not None:
            question = await again(turn, last.expected.subject)
            return going_on.asked_again(told, question) if question is not None else told
        if turn.person is None or last.expected.what is not Expecting.ANNOUNCEMENT:
            return told
        await self._conversations.answered(turn.visitor.telegram_id, turn.now)
        return await self._expected[last.expected.what](turn, last.expected.subject)

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
        known = await self._others.office.in_words(turn, said)
        if known is not None:
            return known
        return screens.other(said, self._looking.catalogue, turn)


def _comes_between(message: Message) -> bool:
    """A question about the place, or another matter, in the midst of questions of ours."""
    heard = message.heard
    if message.fresh.intent in OTHER_MATTERS and not message.fresh.confirm:
        return True
    asks = heard.is_question or (bool(heard.tokens) and heard.tokens[0].text in ASKING)
    return asks and message.fresh.intent in BETWEEN | {"my_bookings", "availability"}


def _is_of_interview(choice: Choice) -> bool:
    return isinstance(matching.read(choice), buttons.Asking)
