"""Events in words, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation import Conversations
from bot.handlers.amending import AmendingInChat
from bot.handlers.event_talk import EventTalk
from bot.handlers.event_whom import SigningOthers
from bot.handlers.events import EventsInChat
from bot.handlers.finding_events import FindingEvents
from bot.handlers.hosting import HostingInChat
from bot.handlers.newcomers import Newcomers
from bot.handlers.ordering_events import OrderingEvents
from bot.handlers.who_comes import WhoComes

if TYPE_CHECKING:
    from bot.assembly import Parts


def ordering(
    parts: Parts, conversations: Conversations, hosting: HostingInChat, finding: FindingEvents
) -> OrderingEvents:
    amending = AmendingInChat(
        in_chat=hosting, looking=parts.looking, conversations=conversations, new_key=parts.tokens
    )
    return OrderingEvents(
        finding=finding,
        hosting=hosting,
        amending=amending,
        looking=parts.looking,
        conversations=conversations,
    )


def event_talk(
    parts: Parts, conversations: Conversations, events: EventsInChat, finding: FindingEvents
) -> EventTalk:
    others = SigningOthers(
        in_chat=events,
        registering=parts.registering,
        membership=parts.membership,
        another=parts.another,
        conversations=conversations,
        new_key=parts.tokens,
    )
    return EventTalk(
        in_chat=events,
        finding=finding,
        registering=parts.registering,
        conversations=conversations,
        newcomers=Newcomers(parts.membership),
        others=others,
        who_comes=WhoComes(events, parts.registering, parts.membership),
    )
