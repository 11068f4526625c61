"""Signing up for events: by buttons, in words, by a link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from booking.looking import Looking
from booking.model.events import IN, Event, EventId, Registration, Standing, Way
from booking.model.interval import Interval
from booking.model.people import Actor
from booking.ports import Events, Tokens
from booking.refusals import NotFound
from booking.registering import RATINGS, Registering, SignUp
from booking.rules.doors import Addresses
from bot import buttons
from bot.conversation import Conversations, Expecting
from bot.event_words import day_in, kind_in
from bot.routing import Routes
from bot.screen import Document, Screen
from bot.screens import events as screens
from bot.turn import Turn
from bot.understanding import Understanding
from wording import calendars, clean

AHEAD = timedelta(days=366)
LONGEST = timedelta(days=3)
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
        looking: Looking,
        conversations: Conversations,
        new_key: Tokens,
        addresses: Addresses | None,
    ) -> None:
        self._conversations = conversations
        self._addresses = addresses
        self._registering = registering
        self._events = events
        self._looking = looking
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.command(["arrangementer", "events"], self.coming)
        routes.button(buttons.ShowEvent, self.show)
        routes.button(buttons.SignUp, self.sign_up)
        routes.button(buttons.LeaveEvent, self.leave)
        routes.button(buttons.TakePlace, self.take)
        routes.button(buttons.DeclinePlace, self.decline)
        routes.button(buttons.ShowMyName, self.show_name)
        routes.button(buttons.NameGuests, self.ask_names)
        routes.expected(Expecting.GUEST_NAMES, self.named)
        routes.button(buttons.Rate, self.rate)
        routes.button(buttons.EventFile, self.file)

    async def coming(self, turn: Turn) -> Screen:
        return screens.coming(await self._coming(turn), self._looking.catalogue, turn)

    async def show(self, turn: Turn, button: buttons.ShowEvent) -> Screen:
        return await self.card(turn, button.event)

    async def require(self, event_id: EventId) -> None:
        """Raises NotFound where there is no such event for anybody to see."""
        await self._registering.seen(ANYBODY, event_id)

    async def card(self, turn: Turn, event_id: EventId) -> Screen:
        seen = await self._registering.seen(turn.member.actor, event_id)
        return screens.card(seen, self._looking.catalogue, turn, self._addresses, once=self._new_key(30))

    async def sign_up(self, turn: Turn, button: buttons.SignUp) -> Screen | None:
        """The card shows it, through the outbox; one that changes nothing is shown at once."""
        guests = ("",) * max(0, button.party - 1)
        person = turn.member
        before = await self._events.registration_of(button.event, person.id)
        wish = SignUp(way=button.way, guests=guests, shows_name=before is not None and before.shows_name)
        after = await self._registering.sign_up(person.actor, person, button.event, wish, turn.request)
        return await self._unless_told(turn, before, after)

    async def leave(self, turn: Turn, button: buttons.LeaveEvent) -> Screen | None:
        person = turn.member
        before = await self._events.registration_of(button.event, person.id)
        after = await self._registering.leave(person.actor, person, button.event, turn.request)
        return await self._unless_told(turn, before, after)

    async def take(self, turn: Turn, button: buttons.TakePlace) -> Screen | None:
        person = turn.member
        before = await self._events.registration_of(button.event, person.id)
        after = await self._registering.take(person.actor, person, button.event, turn.request)
        return await self._unless_told(turn, before, after)

    async def decline(self, turn: Turn, button: buttons.DeclinePlace) -> Screen | None:
        person = turn.member
        before = await self._events.registration_of(button.event, person.id)
        after = await self._registering.decline(person.actor, person, button.event, turn.request)
        return await self._unless_told(turn, before, after)

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
        return await self._unless_told(turn, own, after)

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
        seen = await self._registering.seen(turn.member.actor, button.event)
        catalogue = self._looking.catalogue
        content = calendars.event_calendar(seen.event, seen.of_person, catalogue, turn.now, turn.say)
        name = calendars.event_file_name(seen.event, turn.say)
        return Screen(document=Document(name=name, content=content))

    async def in_words(self, turn: Turn, said: Understanding) -> Screen | None:
        """«meld meg på frokosten, vi blir to»; LookupError where there is no event that could be meant."""
        meant = await self._meant(turn, said)
        if not meant:
            raise LookupError("no event")
        if len(meant) > 1:
            return screens.which(meant[:MOST_SHOWN], self._looking.catalogue, turn)
        person, event = turn.member, meant[0]
        before = await self._events.registration_of(event.id, person.id)
        if said.intent == "unregister":
            after = await self._registering.leave(person.actor, person, event.id, turn.request)
        else:
            wish = again(before, way=_way_in(turn.text, event), party=said.people)
            after = await self._registering.sign_up(person.actor, person, event.id, wish, turn.request)
        return await self._unless_told(turn, before, after)

    async def _meant(self, turn: Turn, said: Understanding) -> Sequence[Event]:
        """Of those that take names now, those of the kind and day that were said; who leaves is in them."""
        meant = [event for event in await self._coming(turn) if event.takes_names_at(turn.now)]
        space, kind = self._looking.catalogue.home, kind_in(turn.text)
        if kind is not None:
            meant = [event for event in meant if event.kind is kind] or meant
        day = day_in(turn.text, space.local(turn.now).replace(tzinfo=None))
        if day is not None:
            meant = [event for event in meant if space.today(event.interval.start) == day] or meant
        if said.intent == "unregister" and len(meant) > 1:
            own = [await self._events.registration_of(event.id, turn.member.id) for event in meant]
            theirs = [event for event, each in zip(meant, own, strict=True) if each and each.standing in IN]
            return theirs or meant
        return meant

    async def _coming(self, turn: Turn) -> Sequence[Event]:
        ahead = Interval(turn.now - LONGEST, turn.now + AHEAD)
        found = [event for event in await self._events.within(ahead) if event.interval.end > turn.now]
        shown = [event for event in found if event.is_on or turn.member.actor.is_staff]
        return [event for event in shown if event.state.value not in {"cancelled", "held"}][:MOST_SHOWN]

    async def _unless_told(
        self, turn: Turn, before: Registration | None, after: Registration
    ) -> Screen | None:
        if before is not None and after.revision == before.revision:
            return await self.card(turn, after.event_id)
        event = await self._events.get(after.event_id)
        lacks = after.standing is Standing.GOING and "" in after.guests
        if event is not None and event.asks_names and lacks:  # the card asks
            await self._ask_names(turn, after)
        return None


def again(own: Registration | None, *, way: Way | None = None, party: int | None = None) -> SignUp:
    """What they ask for who say no more than that: the rest is as it was, the guests' names as well."""
    if own is None or own.standing not in IN:
        return SignUp(way=way, guests=("",) * ((party or 1) - 1))
    count = len(own.guests) if party is None else party - 1
    guests = (*own.guests, *("",) * count)[:count]
    return SignUp(way=way or own.way, guests=guests, shows_name=own.shows_name)


def _way_in(text: str, event: Event) -> Way | None:
    """Digital where that is said and can be chosen."""
    return Way.DIGITAL if DIGITALLY.search(text) and Way.DIGITAL in event.ways else None
