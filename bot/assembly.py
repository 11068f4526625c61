"""The bot, put together: an Application with neither its updater nor its queue nor its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telegram.ext import Application

from booking.acting_for import AnotherPerson
from booking.announcing import Announcing as AnnouncingToMany
from booking.asking import Asking
from booking.delivery import Channel, Delivery
from booking.guidance import Guidance
from booking.hosting import Hosting
from booking.house import House
from booking.looking import Looking
from booking.membership import Membership
from booking.model.people import Person
from booking.overseeing import Overseeing as SeeingTo
from booking.ports import Cards as LiveCardsPort
from booking.ports import Clock, Drafts, Events, Pace, Posts, Tokens, Waits
from booking.registering import Registering
from booking.reserving import Reserving
from booking.rules.doors import Addresses
from booking.series import Repeating
from booking.signing_in import SignIn
from booking.together import Together
from booking.undoing import Undoing
from booking.waiting import Waiting
from bot import chat_parts
from bot.board import Board
from bot.conversation import Conversations
from bot.dispatch import Dispatch
from bot.handlers.advising import AdvisingInChat
from bot.handlers.announcing import Announcing
from bot.handlers.choosing import Choosing
from bot.handlers.groups import Groups
from bot.handlers.guidance import GuidanceInChat
from bot.handlers.queueing import Queueing
from bot.handlers.talking import Talking
from bot.live_cards import LiveCards
from bot.menus import Menus
from bot.messenger import TelegramMessenger
from bot.pacing import Pacing
from bot.presentation import Claims
from bot.reception import Reception
from bot.routing import Routes
from bot.showing import Showing
from bot.transport import AiohttpRequest, Connections


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the conversation leans on. `delivery` is made with the messenger that the bot brings."""

    looking: Looking
    reserving: Reserving
    repeating: Repeating
    together: Together
    another: AnotherPerson
    undoing: Undoing
    waiting: Waiting
    membership: Membership
    asking: Asking
    announcing: AnnouncingToMany
    events: Events
    posts: Posts
    pace: Pace
    registering: Registering
    overseeing: SeeingTo
    sign_in: SignIn
    hosting: Hosting
    guidance: Guidance
    house: House
    waits: Waits
    cards: LiveCardsPort
    drafts: Drafts
    claims: Claims
    delivery: Callable[[Channel], Delivery]
    now: Clock
    tokens: Tokens
    addresses: Addresses | None = None
    """Where people reach our pages, if they do."""
    pages: Callable[[], str] = lambda: ""
    """The same, for those who sign in to them: known once the service has started; else empty."""


class TelegramBot:
    """`delivery` sends through it; `process` takes one raw update and returns when its work has committed."""

    def __init__(self, token: str, api_url: str, connections: Connections, parts: Parts) -> None:
        self.application = _application(token, api_url, connections, Pacing(parts.pace.hold))
        conversations = Conversations(parts.drafts)
        showing = Showing(self.application.bot, conversations)
        live = LiveCards(parts.cards, showing, parts.looking)
        self.delivery = parts.delivery(
            TelegramMessenger(showing, parts.looking, live, parts.tokens, parts.addresses, parts.pages)
        )
        self._menus = Menus(self.application.bot, parts.claims, parts.now)
        self.groups = Groups(
            registering=parts.registering,
            events=parts.events,
            board=Board(parts.posts, parts.pace, showing),
            membership=parts.membership,
            looking=parts.looking,
            showing=showing,
            new_key=parts.tokens,
        )
        self.reception = Reception(
            groups=self.groups,
            routes=routes(parts, conversations, lambda: self.application.bot.username),
            membership=parts.membership,
            looking=parts.looking,
            afterwards=self._afterwards,
            live=live,
            new_key=parts.tokens,
        )
        self.reception.install(self.application)
        self._dispatch = Dispatch(self.application, self.reception.apologise)

    async def _afterwards(self, person: Person) -> None:
        await self.delivery.deliver(person.id)
        await self._menus.show(person)

    async def start(self) -> None:
        """Asks Telegram who we are. Raises TelegramError."""
        await self.application.initialize()

    async def stop(self) -> None:
        await self.application.shutdown()

    async def process(self, raw: Mapping[str, object]) -> None:
        """Raises Unavailable where the update must be delivered again."""
        await self._dispatch.process(raw)


def routes(parts: Parts, conversations: Conversations, bot_name: Callable[[], str]) -> Routes:
    """Everything that the bot answers."""
    found = Routes()
    own = GuidanceInChat(parts.guidance, parts.looking, parts.tokens, parts.pages)
    deeds = chat_parts.deeds(parts, conversations)
    house = chat_parts.of_the_house(parts, deeds, bot_name)
    office = house[-1]
    answering = chat_parts.answering(parts, conversations, own, deeds, office)
    everything = (
        Choosing(parts.looking, parts.reserving, parts.tokens),
        answering.cards,
        answering.joining,
        deeds,
        answering.going_on,
        *house,
        Queueing(parts.looking, parts.waiting),
        answering.asking,
        Announcing(parts.announcing, parts.events, parts.looking, conversations),
        chat_parts.overseeing(parts),
        answering.event_talk.in_chat,
        answering.event_talk.others,
        answering.hosting,
        answering.guidance,
        own,
        AdvisingInChat(parts.guidance, own, conversations, parts.looking, parts.tokens),
        answering.planning,
        answering.ordering.amending,
        answering.ordering,
        chat_parts.edits(parts, conversations),
        Talking(parts.looking, conversations, answering),
    )
    for handlers in everything:
        handlers.install(found)
    return found


def _application(
    token: str, api_url: str, connections: Connections, pacing: Pacing
) -> Application[Any, Any, Any, Any, Any, Any]:
    return (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(AiohttpRequest(connections))
        .get_updates_request(AiohttpRequest(connections))
        .rate_limiter(pacing)
        .updater(None)
        .job_queue(None)
        .build()
    )
