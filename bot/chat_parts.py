"""The parts of the conversation, each made from what it leans on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot import event_assembly
from bot.conversation import Conversations
from bot.deeds import Deeds
from bot.handlers.asking import AskingPeople
from bot.handlers.asking_guidance import AskingGuidance
from bot.handlers.cards import Cards
from bot.handlers.closing import ClosingInChat
from bot.handlers.edits import Edits
from bot.handlers.events import EventsInChat
from bot.handlers.finding_events import FindingEvents
from bot.handlers.going_on import GoingOn
from bot.handlers.guidance import GuidanceInChat
from bot.handlers.guidance_words import GuidanceInWords
from bot.handlers.hosting import HostingInChat
from bot.handlers.joining import Joining
from bot.handlers.newcomers import Newcomers
from bot.handlers.office import OfficeInChat
from bot.handlers.open_doors import OpenDoors
from bot.handlers.overseeing import Overseeing, ToDo
from bot.handlers.planning import Planning
from bot.handlers.presence import PresenceInChat
from bot.handlers.talking import Answering

if TYPE_CHECKING:
    from bot.assembly import Parts


def overseeing(parts: Parts) -> Overseeing:
    to_do = ToDo(asking=parts.asking, closing=parts.house.closing, new_key=parts.tokens)
    return Overseeing(parts.overseeing, parts.sign_in, parts.looking, parts.pages, to_do)


def deeds(parts: Parts, conversations: Conversations) -> Deeds:
    return Deeds(
        looking=parts.looking,
        reserving=parts.reserving,
        repeating=parts.repeating,
        together=parts.together,
        another=parts.another,
        conversations=conversations,
        new_key=parts.tokens,
    )


def of_the_house(
    parts: Parts, deeds: Deeds, bot_name: Callable[[], str]
) -> tuple[PresenceInChat, ClosingInChat, OfficeInChat]:
    """Who is here, what is shut, and what the chat does not know by itself."""
    closing = ClosingInChat(
        closing=parts.house.closing,
        asking=parts.asking,
        looking=parts.looking,
        spoken=deeds.spoken,
        acting=deeds.acting,
        new_key=parts.tokens,
    )
    office = OfficeInChat(
        asking=parts.asking,
        membership=parts.membership,
        looking=parts.looking,
        closing=closing,
        bot_name=bot_name,
    )
    presence = PresenceInChat(parts.house, parts.looking, deeds.spoken, deeds.acting, parts.tokens)
    return presence, closing, office


def answering(
    parts: Parts, conversations: Conversations, own: GuidanceInChat, deeds: Deeds, office: OfficeInChat
) -> Answering:
    """Those whom a message in words may reach."""
    finding = FindingEvents(parts.events, parts.looking)
    events = EventsInChat(
        registering=parts.registering,
        events=parts.events,
        finding=finding,
        looking=parts.looking,
        conversations=conversations,
        new_key=parts.tokens,
        addresses=parts.addresses,
    )
    event_talk = event_assembly.event_talk(parts, conversations, events, finding)
    guidance = asking_guidance(parts, conversations, own)
    meetings = GuidanceInWords(parts.guidance, own, parts.looking, parts.tokens)
    asking = AskingPeople(parts.asking, parts.looking, conversations)
    host = hosting(parts, conversations)
    return Answering(
        deeds=deeds,
        going_on=going_on(parts, deeds),
        cards=cards(parts, deeds, meetings),
        joining=Joining(parts.membership, conversations, events, guidance, parts.tokens),
        asking=asking,
        guidance=guidance,
        event_talk=event_talk,
        meetings=meetings,
        open_doors=OpenDoors(
            looking=parts.looking, events=event_talk, guidance=guidance, meetings=meetings, asking=asking
        ),
        hosting=host,
        planning=Planning(host, parts.looking, conversations),
        ordering=event_assembly.ordering(parts, conversations, host, finding),
        office=office,
    )


def edits(parts: Parts, conversations: Conversations) -> Edits:
    return Edits(
        looking=parts.looking,
        reserving=parts.reserving,
        events=parts.events,
        conversations=conversations,
        new_key=parts.tokens,
    )


def cards(parts: Parts, deeds: Deeds, meetings: GuidanceInWords) -> Cards:
    return Cards(
        looking=parts.looking,
        reserving=parts.reserving,
        repeating=parts.repeating,
        waits=parts.waits,
        telling=deeds.telling,
        new_key=parts.tokens,
        with_meetings=meetings.with_meetings,
    )


def asking_guidance(parts: Parts, conversations: Conversations, own: GuidanceInChat) -> AskingGuidance:
    return AskingGuidance(
        guidance=parts.guidance,
        newcomers=Newcomers(parts.membership),
        conversations=conversations,
        own=own,
        looking=parts.looking,
        new_key=parts.tokens,
    )


def hosting(parts: Parts, conversations: Conversations) -> HostingInChat:
    return HostingInChat(
        hosting=parts.hosting,
        registering=parts.registering,
        membership=parts.membership,
        looking=parts.looking,
        conversations=conversations,
        new_key=parts.tokens,
        addresses=parts.addresses,
    )


def going_on(parts: Parts, deeds: Deeds) -> GoingOn:
    return GoingOn(
        looking=parts.looking,
        reserving=parts.reserving,
        undoing=parts.undoing,
        house=parts.house,
        wishing=deeds.wishing,
        new_key=parts.tokens,
    )
