"""Events over the API: listed, made, cancelled; signed up for and left."""

from __future__ import annotations

from booking.access import hashed
from booking.hosting import Hosting
from booking.looking import Looking
from booking.membership import Membership
from booking.model.events import Event, EventId, Registration, RegistrationId, Standing, Way
from booking.model.messages import Request
from booking.model.people import PersonId, Scope
from booking.model.spaces import ResourceId
from booking.ports import Events, Page
from booking.refusals import NotFound
from booking.registering import Registering, Seen, SignUp
from booking.rules import hosting, seating
from web.api import changing, schemas
from web.api.event_schemas import EventChange, EventIn, EventOut, RegistrationIn, RegistrationOut
from web.api.operations import Call, Operation, Served, key_reused
from web.api.times import interval

ID_LENGTH = 16
MOST = 200

LIST_EVENTS = Operation(
    method="GET",
    path="/api/v1/events",
    name="listEvents",
    summary="Events that are not over, the earliest first",
    scope=Scope.READ,
    answer=schemas.Listing[EventOut],
)
GET_EVENT = Operation(
    method="GET",
    path="/api/v1/events/{id}",
    name="getEvent",
    summary="One event",
    scope=Scope.READ,
    answer=EventOut,
    refusals=(404,),
)
MAKE_EVENT = Operation(
    method="POST",
    path="/api/v1/events",
    name="makeEvent",
    summary="Make an event: a draft, or published at once",
    scope=Scope.WRITE,
    body=EventIn,
    answer=EventOut,
    status=201,
    refusals=(404, 409),
)
CHANGE_EVENT = Operation(
    method="PATCH",
    path="/api/v1/events/{id}",
    name="changeEvent",
    summary="Change it; those signed up hear of another time, place, way or price",
    scope=Scope.WRITE,
    body=EventChange,
    answer=EventOut,
    refusals=(404, 409),
)
CANCEL_EVENT = Operation(
    method="DELETE",
    path="/api/v1/events/{id}",
    name="cancelEvent",
    summary="Cancel it: its room is free, and those signed up hear of it",
    scope=Scope.WRITE,
    answer=EventOut,
    refusals=(404, 409),
)
LIST_REGISTRATIONS = Operation(
    method="GET",
    path="/api/v1/events/{id}/registrations",
    name="listRegistrations",
    summary="Everybody's places, in the order in which they asked",
    scope=Scope.READ,
    answer=schemas.Listing[RegistrationOut],
    refusals=(404,),
)
SIGN_UP = Operation(
    method="POST",
    path="/api/v1/events/{id}/registrations",
    name="signUp",
    summary="Sign somebody up; where it is full they wait in line",
    scope=Scope.WRITE,
    body=RegistrationIn,
    answer=RegistrationOut,
    status=201,
    refusals=(404, 409),
)
LEAVE = Operation(
    method="DELETE",
    path="/api/v1/registrations/{id}",
    name="leaveEvent",
    summary="Give up a place or a wait; it goes on to the next in line",
    scope=Scope.WRITE,
    answer=RegistrationOut,
    refusals=(404, 409),
)


class EventOperations:
    def __init__(
        self,
        *,
        events: Events,
        hosting: Hosting,
        registering: Registering,
        membership: Membership,
        looking: Looking,
    ) -> None:
        self._events = events
        self._hosting = hosting
        self._registering = registering
        self._membership = membership
        self._looking = looking

    def operations(self) -> tuple[Served, ...]:
        return (
            (LIST_EVENTS, self.listing),
            (GET_EVENT, self.get),
            (MAKE_EVENT, self.make),
            (CHANGE_EVENT, self.change),
            (CANCEL_EVENT, self.cancel),
            (LIST_REGISTRATIONS, self.registrations),
            (SIGN_UP, self.sign_up),
            (LEAVE, self.leave),
        )

    async def listing(self, call: Call) -> schemas.Listing[EventOut]:
        found, _ = await self._events.listing(Page(limit=MOST), since=self._looking.now())
        seen = [await self._registering.seen(call.actor, event.id) for event in found]
        return schemas.Listing(items=[_out(each) for each in seen], next=None)

    async def get(self, call: Call) -> EventOut:
        return _out(await self._registering.seen(call.actor, EventId(call.id)))

    async def make(self, call: Call) -> EventOut:
        body: EventIn = call.body
        event = await self._event(call, body)
        hosting.check_window(event)
        made = await self._hosting.draft(call.actor, event, Request(key=call.key))
        if (made.title, made.interval, made.kind) != (event.title, event.interval, event.kind):
            raise key_reused()
        if body.publish:
            made = await self._hosting.publish(call.actor, made.id, Request(key=f"{call.key}:publish"))
        return _out(await self._registering.seen(call.actor, made.id))

    async def change(self, call: Call) -> EventOut:
        body: EventChange = call.body
        before = (await self._registering.seen(call.actor, EventId(call.id))).event
        fields = changing.fields_of(body, before)
        if isinstance(room := fields.get("resource_id"), str):
            self._looking.resource_in_use(ResourceId(room))
        after = await self._hosting.change(call.actor, before.id, fields, call.under, revision=body.revision)
        if any(getattr(after, name) != value for name, value in fields.items()):
            raise key_reused()
        return await self.get(call)

    async def cancel(self, call: Call) -> EventOut:
        await self._hosting.cancel(call.actor, EventId(call.id), call.under)
        return await self.get(call)

    async def registrations(self, call: Call) -> schemas.Listing[RegistrationOut]:
        seen = await self._registering.seen(call.actor, EventId(call.id))
        return schemas.Listing(items=[RegistrationOut.of(r) for r in seen.registrations], next=None)

    async def sign_up(self, call: Call) -> RegistrationOut:
        body: RegistrationIn = call.body
        person = await self._membership.get(PersonId(body.person_id))
        wish = SignUp(way=body.way, guests=tuple(body.guests), note=body.note)
        signed = await self._registering.sign_up(call.actor, person, EventId(call.id), wish, call.under)
        if (signed.event_id, signed.person_id, len(signed.guests)) != (call.id, person.id, len(wish.guests)):
            raise key_reused()
        return RegistrationOut.of(signed)

    async def leave(self, call: Call) -> RegistrationOut:
        found = await self._registration(call)
        person = await self._membership.get(found.person_id)
        left = await self._registering.leave(call.actor, person, found.event_id, call.under)
        if left.id != found.id or left.standing is not Standing.CANCELLED:
            raise key_reused()
        return RegistrationOut.of(left)

    async def _registration(self, call: Call) -> Registration:
        found = await self._events.registration(RegistrationId(call.id))
        if found is None:
            raise NotFound(what="registration")
        return found

    async def _event(self, call: Call, body: EventIn) -> Event:
        """Raises NotFound for a person, a series or a resource that is not known."""
        maker = await self._membership.get(PersonId(body.person_id))
        within = interval(body.start, body.end)
        ways = {Way.PHYSICAL} if body.resource_id or body.address or not body.link else set()
        if body.series is not None:
            await self._registering.seen(call.actor, EventId(body.series))
        if body.resource_id is not None:
            self._looking.resource_in_use(ResourceId(body.resource_id))
        return Event(
            id=EventId(hashed(call.key)[:ID_LENGTH]),
            kind=body.kind,
            title=body.title,
            interval=within,
            ways=frozenset(ways | ({Way.DIGITAL} if body.link else set())),
            host=body.host,
            resource_id=None if body.resource_id is None else ResourceId(body.resource_id),
            address=body.address,
            link=body.link or "",
            programme=body.programme,
            price=body.price,
            seats=body.seats,
            online_seats=body.online_seats,
            opens_at=body.opens,
            closes_at=body.closes or within.start,
            guests=body.guests,
            asks_names=body.asks_names,
            series=body.series,
            made_by=maker.id,
            made_at=self._looking.now(),
        )


def _out(seen: Seen) -> EventOut:
    waiting = sum(r.party for way in Way for r in seating.queue(seen.registrations, way))
    return EventOut.of(seen.event, seen.going(), waiting)
