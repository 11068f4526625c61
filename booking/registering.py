"""Use cases of a place at an event: sign up, bring guests, change one's mind, take or let go an offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking.model.events import (
    HOLDS,
    IN,
    Event,
    EventId,
    EventState,
    Registration,
    RegistrationAction,
    RegistrationChange,
    RegistrationId,
    Standing,
    Tally,
    Way,
)
from booking.model.messages import Request
from booking.model.people import Actor, Person, PersonId
from booking.ports import AlreadyRecorded
from booking.refusals import EventFull, NotFound, OfferOver, Stale
from booking.rules import hosting, seating
from booking.seats import Seats

WITH_OFFERS, ATTEMPTS = 3, 10
"""Where the queue moves all the time it is left alone at last: the sweep makes the offers."""
TICKET_BITS = 80
RATINGS = range(1, 6)
"""Stars: 1 is poor, 5 is very good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """What a person asks for. `guests` are names, empty where none was given.

    Where all are empty it is only their number: names that are known already stay. `note` is what the host
    must know; None leaves it as it was.
    """

    way: Way | None = None
    guests: tuple[str, ...] = ()
    shows_name: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An event as a person sees it. `of_person` is their own registration, `going` counts guests as well."""

    event: Event
    registrations: Sequence[Registration]
    of_person: Registration | None

    def going(self, way: Way | None = None) -> int:
        ways = [way] if way else list(Way)
        return sum(seating.taken(self.registrations, each) for each in ways)

    def free(self, way: Way) -> int | None:
        return seating.free(self.event, self.registrations, way)

    @property
    def ratings(self) -> list[int]:
        return [each.rating for each in self.registrations if each.rating is not None]


Step = Callable[[Event, Registration | None, Tally, datetime], RegistrationChange | None]
"""From the event, their own registration and the places of others, now."""


class Registering:
    def __init__(self, seats: Seats) -> None:
        self._seats = seats

    async def seen(self, actor: Actor, event_id: EventId) -> Seen:
        """Raises NotFound, also for what the administration has not published, or cancelled before it was."""
        event = await self._seats.events.get(event_id)
        if event is None or not (actor.is_staff or await self._is_known(event)):
            raise NotFound(what="event")
        found = await self._seats.events.registrations(event_id)
        own = next((r for r in found if r.person_id == actor.person_id), None)
        return Seen(event=event, registrations=found, of_person=own)

    async def own(self, event_id: EventId, person_id: PersonId) -> Registration | None:
        return await self._seats.events.registration_of(event_id, person_id)

    async def last_change_by(self, person_id: PersonId, event_id: EventId) -> RegistrationChange | None:
        """What that person last did to a place at it, their own or another's."""
        return await self._seats.events.last_change_by(person_id, event_id)

    async def sign_up(
        self, actor: Actor, person: Person, event_id: EventId, wish: SignUp, request: Request
    ) -> Registration:
        """Gives them a place, or one in the queue where there is none; again, changes what they asked for.

        Raises NotFound, SignUpClosed, NotThatWay, TooManyGuests, and EventFull where somebody who has a
        place wants more than are left.
        """

        def decide(
            event: Event, own: Registration | None, others: Tally, now: datetime
        ) -> RegistrationChange | None:
            way, guests = wish.way or _first(event), seating.named(own, wish.guests)
            seating.check(event, way, len(wish.guests), now)
            note = _noted(own, wish)
            if own is not None and own.standing in HOLDS:
                return self._resized(own, replace(wish, way=way, guests=guests, note=note), actor, now)
            party = 1 + len(wish.guests)
            standing = seating.standing(event, others, way, party)
            asked = own.asked_at if own is not None and own.standing is Standing.WAITING else now
            fields = {"way": way, "guests": guests, "shows_name": wish.shows_name, "note": note}
            after = self._next(own, event, person, standing=standing, asked_at=asked, **fields)
            queued = standing is Standing.WAITING
            action = RegistrationAction.QUEUED if queued else RegistrationAction.SIGNED_UP
            return RegistrationChange(action=action, before=own, after=after, actor=actor, at=now)

        _require_colleague(actor, person)
        return await self._step(actor, person, event_id, request, decide)

    async def leave(self, actor: Actor, person: Person, event_id: EventId, request: Request) -> Registration:
        """Gives up the place or the wait, or says no; what it frees is offered on. Raises NotFound."""

        def decide(
            event: Event, own: Registration | None, _others: Tally, now: datetime
        ) -> RegistrationChange | None:
            if own is not None and (own.standing not in IN or own.standing is Standing.ATTENDED):
                return None
            standing = Standing.DECLINED if own is None else Standing.CANCELLED
            action = RegistrationAction.DECLINED if own is None else RegistrationAction.LEFT
            after = self._next(own, event, person, standing=standing, guests=(), note="")
            return RegistrationChange(action=action, before=own, after=after, actor=actor, at=now)

        _require_colleague(actor, person)
        return await self._step(actor, person, event_id, request, decide)

    async def take(self, actor: Actor, person: Person, event_id: EventId, request: Request) -> Registration:
        """Turns an offer into a place. Raises NotFound, OfferOver, EventOver or SignUpClosed."""
        return await self._settle(actor, person, event_id, request, Standing.GOING)

    async def decline(
        self, actor: Actor, person: Person, event_id: EventId, request: Request
    ) -> Registration:
        """Lets an offer go on to the next in line. Raises NotFound or OfferOver."""
        return await self._settle(actor, person, event_id, request, Standing.DECLINED)

    async def rate(
        self, actor: Actor, person: Person, event_id: EventId, stars: int, request: Request
    ) -> Registration:
        """How it was, from 1 to 5, of who was there; the last answer counts. Raises NotFound."""

        def decide(
            event: Event, own: Registration | None, _others: Tally, now: datetime
        ) -> RegistrationChange | None:
            if own is None or own.id not in there or event.state is not EventState.HELD:
                raise NotFound(what="registration")
            if own.rating == stars:
                return None
            after, action = own.changed(rating=stars), RegistrationAction.RATED
            return RegistrationChange(action=action, before=own, after=after, actor=actor, at=now)

        if stars not in RATINGS:
            raise ValueError(f"no rating: {stars}")
        _require(actor, person)
        found = await self._seats.events.registrations(event_id)
        there = {each.id for each in hosting.were_there(found)}
        return await self._step(actor, person, event_id, request, decide)

    async def _is_known(self, event: Event) -> bool:
        """Whether people have been invited to it."""
        if event.state is EventState.CANCELLED:
            return await self._seats.events.was_published(event.id)
        return event.state is not EventState.DRAFT

    async def _settle(
        self, actor: Actor, person: Person, event_id: EventId, request: Request, standing: Standing
    ) -> Registration:
        def decide(
            event: Event, own: Registration | None, _others: Tally, now: datetime
        ) -> RegistrationChange | None:
            if own is not None and own.standing is standing:
                return None
            taken = standing is Standing.GOING
            if taken:
                seating.check_taking(event, now)
            until = own.offered_until if own is not None else None
            if own is None or until is None or until <= now:
                raise OfferOver
            action = RegistrationAction.TAKEN if taken else RegistrationAction.DECLINED
            after = own.changed(standing=standing, offered_until=None)
            return RegistrationChange(action=action, before=own, after=after, actor=actor, at=now)

        _require(actor, person)
        return await self._step(actor, person, event_id, request, decide)

    async def _step(
        self, actor: Actor, person: Person, event_id: EventId, request: Request, decide: Step
    ) -> Registration:
        """Read, decide, record; again where others were quicker."""
        for attempt in range(ATTEMPTS):
            event, own, others = await self._stand(event_id, person)
            if own is not None or attempt:  # else the key cannot have done it yet
                recorded = await self._seats.events.recorded(request.key)
                if recorded:
                    return recorded[0].after
            change = decide(event, own, others, self._seats.now())
            if change is None:
                return _there(own)
            promote = attempt < WITH_OFFERS
            if await self._is_committed(actor, request, event, change, promote=promote):
                return change.after
        raise Stale

    async def _stand(self, event_id: EventId, person: Person) -> tuple[Event, Registration | None, Tally]:
        found = await self._seats.events.stand(event_id, person.id)
        if found is None:
            raise NotFound(what="event")
        return found

    async def _is_committed(
        self,
        actor: Actor,
        request: Request,
        event: Event,
        change: RegistrationChange,
        *,
        promote: bool,
    ) -> bool:
        """False where the world moved meanwhile. Raises EventFull where a place in the queue is no help."""
        try:
            await self._seats.commit(actor, request, event, change, promote=promote)
        except EventFull:
            if _wants_more(change):
                raise
            return False
        except (AlreadyRecorded, Stale):
            return False
        return True

    def _resized(
        self, own: Registration, wish: SignUp, actor: Actor, now: datetime
    ) -> RegistrationChange | None:
        note = _noted(own, wish)
        fields = {"way": wish.way, "guests": wish.guests, "shows_name": wish.shows_name, "note": note}
        if replace(own, **fields) == own and own.standing is not Standing.OFFERED:  # type: ignore[arg-type]
            return None
        after = own.changed(**fields, standing=Standing.GOING, offered_until=None)
        offered = own.standing is Standing.OFFERED
        action = RegistrationAction.TAKEN if offered else RegistrationAction.CHANGED
        return RegistrationChange(action=action, before=own, after=after, actor=actor, at=now)

    def _next(self, own: Registration | None, event: Event, person: Person, **fields: object) -> Registration:
        if own is not None:
            return own.changed(offered_until=None, skipped="", **fields)
        new = Registration(
            id=RegistrationId(self._seats.new_id()),
            event_id=event.id,
            person_id=person.id,
            standing=Standing.DECLINED,
            asked_at=self._seats.now(),
            ticket=self._seats.new_id(TICKET_BITS),
        )
        return replace(new, **fields)  # type: ignore[arg-type]


def _require(actor: Actor, person: Person) -> None:
    if actor.person_id is not None and not actor.may_act_for(person):
        raise NotFound(what="person")


def _require_colleague(actor: Actor, person: Person) -> None:
    """Colleagues sign each other up and off; what they are offered and what they thought is their own."""
    if not actor.is_colleague_of(person):
        _require(actor, person)


def _there(own: Registration | None) -> Registration:
    if own is None:
        raise NotFound(what="registration")
    return own


def _noted(own: Registration | None, wish: SignUp) -> str:
    if wish.note is not None:
        return wish.note
    return own.note if own is not None else ""


def _first(event: Event) -> Way:
    return Way.PHYSICAL if Way.PHYSICAL in event.ways else Way.DIGITAL


def _wants_more(change: RegistrationChange) -> bool:
    """Who has a place and wants a larger one is told that it is full; others wait in the queue."""
    return change.before is not None and change.before.standing in HOLDS and not seating.frees(change)
