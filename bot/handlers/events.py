"""Signing up for events by buttons, on cards and lists; strangers too, who are known from then on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from booking.looking import Looking
from booking.model.events import IN, Event, EventId, Registration, Standing, Way
from booking.model.people import Actor
from booking.ports import Events, Tokens
from booking.refusals import NotFound
from booking.registering import RATINGS, Registering, SignUp
from booking.rules.doors import Addresses
from bot import buttons
from bot.conversation import Conversations, Expecting
from bot.handlers.finding_events import FindingEvents
from bot.routing import Routes
from bot.screen import Document, Screen
from bot.screens import events as screens
from bot.turn import Turn
from wording import calendars, clean

MOST_SHOWN = 8
LONGEST_NAME = 60
BETWEEN_NAMES = re.compile(r"[,;\n]| og | and ")
DIGITALLY = re.compile(r"\b(?:digitalt?|digitally|på nett|online|(?:på )?teams)\b", re.IGNORECASE)
ANYBODY = Actor(person_id=None)
LINK = "e_"
"""Before the id of an event in a link to the bot."""


class EventsInChat:
    def __init__(
        self,
        *,
        registering: Registering,
        events: Events,
        finding: FindingEvents,
        looking: Looking,
        conversations: Conversations,
        new_key: Tokens,
        addresses: Addresses | None,
    ) -> None:
        self._conversations = conversations
        self._addresses = addresses
        self._registering = registering
        self._events = events
        self._finding = finding
        self._looking = looking
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.command(["arrangementer", "events"], self.coming, strangers=True)
        routes.button(buttons.ShowEvent, self.show, strangers=True)
        routes.button(buttons.SignUp, self.sign_up, newcomers=True)
        routes.button(buttons.LeaveEvent, self.leave, newcomers=True)
        routes.button(buttons.TakePlace, self.take)
        routes.button(buttons.DeclinePlace, self.decline)
        routes.button(buttons.ShowMyName, self.show_name)
        routes.button(buttons.NameGuests, self.ask_names)
        routes.expected(Expecting.GUEST_NAMES, self.named)
        routes.button(buttons.Rate, self.rate)
        routes.button(buttons.EventFile, self.file, strangers=True)

    async def coming(self, turn: Turn) -> Screen:
        return self.listed(turn, await self._finding.coming(turn))

    def listed(self, turn: Turn, found: Sequence[Event]) -> Screen:
        return screens.coming(found[:MOST_SHOWN], self._looking.catalogue, turn)

    def which(self, turn: Turn, found: Sequence[Event]) -> Screen:
        """Where a message may mean several."""
        return screens.which(found[:MOST_SHOWN], self._looking.catalogue, turn)

    def none_then(self, turn: Turn, others: Sequence[Event]) -> Screen:
        """Nothing is on the day that was said; those at other times, with a button each."""
        return screens.none_then(others[:MOST_SHOWN], self._looking.catalogue, turn)

    async def show(self, turn: Turn, button: buttons.ShowEvent) -> Screen:
        return await self.card(turn, button.event)

    async def require(self, event_id: EventId) -> None:
        """Raises NotFound where there is no such event for anybody to see."""
        await self._registering.seen(ANYBODY, event_id)

    async def card(self, turn: Turn, event_id: EventId) -> Screen:
        actor = turn.person.actor if turn.person else ANYBODY
        seen = await self._registering.seen(actor, event_id)
        return screens.card(seen, self._looking.catalogue, turn, self._addresses, once=self._new_key(30))

    async def sign_up(self, turn: Turn, button: buttons.SignUp) -> Screen | None:
        """The card shows it, through the outbox; one that changes nothing is shown at once."""
        guests = ("",) * max(0, button.party - 1)
        person = turn.member
        before = await self._events.registration_of(button.event, person.id)
        wish = SignUp(way=button.way, guests=guests, shows_name=before is not None and before.shows_name)
        after = await self._registering.sign_up(person.actor, person, button.event, wish, turn.request)
        return await self.unless_told(turn, before, after)

    async def leave(self, turn: Turn, button: buttons.LeaveEvent) -> Screen | None:
        person = turn.member
        before = await self._events.registration_of(button.event, person.id)
        after = await self._registering.leave(person.actor, person, button.event, turn.request)
        return await self.unless_told(turn, before, after)

    async def take(self, turn: Turn, button: buttons.TakePlace) -> Screen | None:
        person = turn.member
        before = await self._events.registration_of(button.event, person.id)
        after = await self._registering.take(person.actor, person, button.event, turn.request)
        return await self.unless_told(turn, before, after)

    async def decline(self, turn: Turn, button: buttons.DeclinePlace) -> Screen | None:
        person = turn.member
        before = await self._events.registration_of(button.event, person.id)
        after = await self._registering.decline(person.actor, person, button.event, turn.request)
        return await self.unless_told(turn, before, after)

    async def show_name(self, turn: Turn, button: buttons.ShowMyName) -> Screen:
        """On the cards in groups, as long as they want it."""
        own = await self._own(turn, button.event)
        wish = SignUp(way=own.way, guests=own.guests, shows_name=button.wanted)
        person = turn.member
        await self._registering.sign_up(person.actor, person, button.event, wish, turn.request)
        return await self.card(turn, button.event)

    async def ask_names(self, turn: Turn, button: buttons.NameGuests) -> Screen:
        return await self._ask_names(turn, await self._own(turn, button.event))

    async def _ask_names(self, turn: Turn, own: Registration) -> Screen:
        what = Expecting.GUEST_NAMES
        await self._conversations.expect(turn.visitor.telegram_id, what, own.event_id, turn.now)
        return screens.ask_names(own, turn.say)

    async def named(self, turn: Turn, subject: str) -> Screen | None:
        """The message after that. More names than guests are more guests, by the rules of sign-up."""
        own = await self._own(turn, EventId(subject))
        names = [clean(name, LONGEST_NAME) for name in BETWEEN_NAMES.split(turn.text) if name.strip()]
        missing = ("",) * max(0, len(own.guests) - len(names))
        wish = SignUp(way=own.way, guests=(*names, *missing), shows_name=own.shows_name)
        person = turn.member
        after = await self._registering.sign_up(person.actor, person, own.event_id, wish, turn.request)
        return await self.unless_told(turn, own, after)

    async def _own(self, turn: Turn, event_id: EventId) -> Registration:
        """Raises NotFound where they have no place."""
        own = await self._events.registration_of(event_id, turn.member.id)
        if own is None or own.standing is not Standing.GOING:
            raise NotFound(what="registration")
        return own

    async def rate(self, turn: Turn, button: buttons.Rate) -> Screen:
        person = turn.member
        if button.stars not in RATINGS:
            raise NotFound(what="event")
        await self._registering.rate(person.actor, person, button.event, button.stars, turn.request)
        return screens.rated(button.stars, turn.say)

    async def file(self, turn: Turn, button: buttons.EventFile) -> Screen:
        actor = turn.person.actor if turn.person else ANYBODY
        seen = await self._registering.seen(actor, button.event)
        catalogue = self._looking.catalogue
        content = calendars.event_calendar(seen.event, seen.of_person, catalogue, turn.now, turn.say)
        name = calendars.event_file_name(seen.event, turn.say)
        return Screen(document=Document(name=name, content=content))

    async def unless_told(
        self, turn: Turn, before: Registration | None, after: Registration
    ) -> Screen | None:
        if before is not None and after.revision == before.revision:
            return await self.card(turn, after.event_id)
        event = await self._events.get(after.event_id)
        lacks = after.standing is Standing.GOING and "" in after.guests
        if event is not None and event.asks_names and lacks:  # the card asks
            await self._ask_names(turn, after)
        return None


def again(
    own: Registration | None, *, way: Way | None = None, party: int | None = None, note: str | None = None
) -> SignUp:
    """What they ask for who say no more than that: the rest is as it was, the guests' names as well."""
    if own is None or own.standing not in IN:
        return SignUp(way=way, guests=("",) * ((party or 1) - 1), note=note)
    count = len(own.guests) if party is None else party - 1
    guests = (*own.guests, *("",) * count)[:count]
    return SignUp(way=way or own.way, guests=guests, shows_name=own.shows_name, note=note)


def way_in(text: str, event: Event) -> Way | None:
    """Digital where that is said and can be chosen."""
    return Way.DIGITAL if DIGITALLY.search(text) and Way.DIGITAL in event.ways else None
