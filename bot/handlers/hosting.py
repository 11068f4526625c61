"""The administration makes, publishes, changes and cancels events, and ticks off who comes."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, time, timedelta

from booking.access import hashed
from booking.hosting import Hosting
from booking.looking import Looking
from booking.membership import Membership
from booking.model.bookings import Repeat
from booking.model.events import Event, EventId, EventState, Registration, Way
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import PersonId
from booking.ports import Tokens
from booking.refusals import NotAllowed, NotFound, NotReady, Refusal
from booking.registering import Registering
from booking.rules import hosting
from booking.rules.doors import Addresses
from bot import buttons
from bot.buttons import Hosting as Step
from bot.conversation import Conversations, Expecting
from bot.event_plans import interval_of, moved, resource_of, ways_of
from bot.event_words import LINK, Planned
from bot.handlers.changing_events import ChangingEvents
from bot.plain_answers import is_no
from bot.routing import NotAnAnswer, Routes
from bot.screen import Screen, key
from bot.screens import hosting as screens
from bot.turn import Turn

GUESTS = 3
"""Guests that one may bring, where nothing else is said."""
MEANT_AS_LINK = re.compile(r"^\S+$|://|www\.|\w\.\w{2,}/")
"""One word, or something of an address; whole sentences are about something else."""
ID_LENGTH = 16
USUAL_SERIES, MOST_IN_SERIES = timedelta(days=182), 26
Doing = Callable[[Turn, EventId], Awaitable[Screen | None]]


class HostingInChat:
    def __init__(
        self,
        *,
        hosting: Hosting,
        registering: Registering,
        membership: Membership,
        looking: Looking,
        conversations: Conversations,
        new_key: Tokens,
        addresses: Addresses | None,
    ) -> None:
        self._addresses = addresses
        self._hosting = hosting
        self._registering = registering
        self._membership = membership
        self._looking = looking
        self._conversations = conversations
        self._new_key = new_key
        self.changing = ChangingEvents(
            hosting=hosting,
            registering=registering,
            looking=looking,
            conversations=conversations,
            new_key=new_key,
            show=self.manage,
        )
        self._steps: Mapping[Step, Doing] = {
            Step.SHOW: self.manage,
            Step.PUBLISH: self._publish,
            Step.MOVE: self._ask_time,
            Step.DIGITAL: self._ask_link,
            Step.CANCEL: self.ask_sure,
            Step.CANCEL_SURE: self._cancel,
            Step.DOOR: self._door,
            Step.HELD: self._held,
            Step.THANK: self._thank,
            Step.KEEP: self.changing.keep,
        }

    def install(self, routes: Routes) -> None:
        self.changing.install(routes)
        routes.button(buttons.Host, self.step)
        routes.button(buttons.Tick, self.tick)
        routes.button(buttons.MakeSeries, self.make_series)
        routes.expected(
            Expecting.EVENT_TIME, self.moved, again=lambda turn, event: self._ask_time(turn, EventId(event))
        )
        routes.expected(
            Expecting.EVENT_LINK, self.linked, again=lambda turn, event: self._ask_link(turn, EventId(event))
        )

    def has_time(self, plan: Planned) -> bool:
        """Whether it says a day and from when."""
        return interval_of(plan, self._looking.catalogue.home) is not None

    async def drafted(self, turn: Turn, plan: Planned) -> Screen:
        """The card of what is planned, which has its time. Raises ValueError where it has none."""
        interval = interval_of(plan, self._looking.catalogue.home)
        if interval is None:
            raise ValueError("a draft needs its time")
        draft = await self._hosting.draft(turn.member.actor, self._event(turn, plan, interval), turn.request)
        if plan.every is not None:
            return self._series_preview(turn, draft, plan.every, plan.until)
        return screens.drafted(draft, self._looking.catalogue, turn, once=self._new_key(30))

    async def make_series(self, turn: Turn, button: buttons.MakeSeries) -> Screen:
        """All of it, each published by itself; the first is the draft that was shown."""
        actor, key = turn.member.actor, turn.request.key
        first = await self.event_of(turn, button.event)
        drafts = await self._hosting.draft_series(actor, first, button.every, button.until, turn.request)
        made = []
        for number, draft in enumerate(drafts):
            try:
                made.append(await self._hosting.publish(actor, draft.id, Request(key=f"{key}:{number}")))
            except Refusal:  # the room is taken then: it stays a draft, which is shown
                made.append(draft)
        return screens.series(made, self._looking.catalogue, turn, None)

    def _series_preview(self, turn: Turn, event: Event, every: Repeat, until: date | None) -> Screen:
        space = self._looking.catalogue.home
        last = until or space.today(event.interval.start) + USUAL_SERIES
        found = hosting.repeated(event, every, last, space)[:MOST_IN_SERIES]
        last = space.today(found[-1].interval.start)
        button = buttons.MakeSeries(event=event.id, every=every, until=last, once=self._new_key(30))
        again = key(turn.say.plain("Publish all of them"), button)
        return screens.series(found, self._looking.catalogue, turn, again)

    async def step(self, turn: Turn, button: buttons.Host) -> Screen | None:
        return await self._steps[button.step](turn, button.event)

    async def begin(self, turn: Turn, event_id: EventId, step: Step) -> Screen:
        """Asks for what that step needs to know."""
        return await (self._ask_link if step is Step.DIGITAL else self._ask_time)(turn, event_id)

    async def manage(self, turn: Turn, event_id: EventId) -> Screen:
        if not turn.member.actor.is_staff:
            raise NotAllowed
        seen = await self._registering.seen(turn.member.actor, event_id)
        names = await self._names(seen.registrations)
        return screens.manage(seen, names, self._looking.catalogue, turn, once=self._new_key(30))

    async def moved(self, turn: Turn, subject: str) -> Screen:
        """The message after «other time or place»."""
        event = await self.event_of(turn, EventId(subject))
        fields = moved(turn.text, event, self._looking.catalogue, turn.now)
        if not fields:
            await self._expect(turn, Expecting.EVENT_TIME, event.id)
            return screens.ask_time(event, turn.say)
        return await self.changing.change(turn, event, fields)

    async def linked(self, turn: Turn, subject: str) -> Screen:
        """The address of the meeting: of a draft, or of what becomes digital; who is signed up stays so.

        Raises NotAnAnswer for a no, and for what is plainly about something else.
        """
        event = await self.event_of(turn, EventId(subject))
        found = LINK.search(turn.text)
        if found is None and (is_no(turn.text) or not MEANT_AS_LINK.search(turn.text.strip())):
            raise NotAnAnswer
        if found is None:
            await self._expect(turn, Expecting.EVENT_LINK, event.id)
            return screens.no_link(turn.say)
        is_planned_so = event.state is EventState.DRAFT and Way.DIGITAL in event.ways
        ways = event.ways if is_planned_so else frozenset({Way.DIGITAL})
        fields: dict[str, object] = {"ways": ways, "link": found[0].strip(" ,")}
        return await self.changing.change(turn, event, fields)

    async def tick(self, turn: Turn, button: buttons.Tick) -> Screen:
        actor = turn.member.actor
        registration = await self._hosting.registration(actor, button.registration)
        await self._hosting.attend(actor, registration, turn.request, came=button.came)
        return await self._door(turn, registration.event_id)

    async def _publish(self, turn: Turn, event_id: EventId) -> Screen:
        """A meeting without its address is asked for it first."""
        try:
            await self._hosting.publish(turn.member.actor, event_id, turn.request)
        except NotReady as lacking:
            if lacking.missing != "link":
                raise
            return await self._ask_link(turn, event_id)
        return await self.manage(turn, event_id)

    async def _cancel(self, turn: Turn, event_id: EventId) -> Screen:
        await self._hosting.cancel(turn.member.actor, event_id, turn.request)
        return await self.manage(turn, event_id)

    async def _held(self, turn: Turn, event_id: EventId) -> Screen:
        await self._hosting.hold(turn.member.actor, event_id, turn.request)
        return await self.manage(turn, event_id)

    async def _thank(self, turn: Turn, event_id: EventId) -> Screen:
        await self._hosting.hold(turn.member.actor, event_id, turn.request, thank=True)
        return await self.manage(turn, event_id)

    async def _ask_time(self, turn: Turn, event_id: EventId) -> Screen:
        event = await self.event_of(turn, event_id)
        await self._expect(turn, Expecting.EVENT_TIME, event_id)
        return screens.ask_time(event, turn.say)

    async def _ask_link(self, turn: Turn, event_id: EventId) -> Screen:
        event = await self.event_of(turn, event_id)
        await self._expect(turn, Expecting.EVENT_LINK, event_id)
        return screens.ask_link(event, turn.say)

    async def ask_sure(self, turn: Turn, event_id: EventId) -> Screen:
        await self.event_of(turn, event_id)
        seen = await self._registering.seen(turn.member.actor, event_id)
        return screens.sure_to_cancel(seen, turn.say, once=self._new_key(30))

    async def _door(self, turn: Turn, event_id: EventId) -> Screen:
        event = await self.event_of(turn, event_id)
        found = (await self._registering.seen(turn.member.actor, event_id)).registrations
        names = await self._names(found)
        return screens.door(event, found, names, turn.say, self._addresses, once=self._new_key(30))

    async def event_of(self, turn: Turn, event_id: EventId) -> Event:
        """Raises NotAllowed for others, and NotFound."""
        if not turn.member.actor.is_staff:
            raise NotAllowed
        return (await self._registering.seen(turn.member.actor, event_id)).event

    async def _expect(self, turn: Turn, what: Expecting, event_id: EventId) -> None:
        await self._conversations.expect(turn.visitor.telegram_id, what, event_id, turn.now)

    async def _names(self, registrations: Sequence[Registration]) -> dict[PersonId, str]:
        names: dict[PersonId, str] = {}
        for registration in registrations:
            try:
                names[registration.person_id] = (await self._membership.get(registration.person_id)).name
            except NotFound:
                names[registration.person_id] = "–"
        return names

    def _event(self, turn: Turn, plan: Planned, interval: Interval) -> Event:
        space = self._looking.catalogue.home
        resource = resource_of(plan.resource, self._looking.catalogue) if plan.resource else None
        ways = ways_of(plan, has_place=bool(resource or plan.host))
        is_digital = ways == {Way.DIGITAL}
        closes = space.at(plan.closes + timedelta(days=1), time(0)) if plan.closes else interval.start
        return Event(
            id=EventId(hashed(turn.request.key)[:ID_LENGTH]),
            kind=plan.kind,
            title=plan.title,
            interval=interval,
            ways=ways,
            host=plan.host if resource else "",
            resource_id=resource,
            address="" if resource else plan.host,
            link=plan.link,
            seats=None if is_digital else plan.seats,
            online_seats=plan.online_seats or (plan.seats if is_digital else None),
            opens_at=space.at(plan.opens, time(0)) if plan.opens else None,
            closes_at=min(closes, interval.start),
            guests=GUESTS if plan.guests is None else plan.guests,
            asks_names=plan.asks_names,
            programme=plan.programme,
            price=plan.price,
            made_by=turn.member.id,
            made_at=turn.now,
        )
