"""What can be booked, what is free, and when."""

from __future__ import annotations

from datetime import timedelta

from booking.looking import Looking
from booking.model.people import Scope
from booking.model.spaces import ResourceId
from web.api import schemas
from web.api.operations import Call, Operation, Served
from web.api.times import interval, limited

LIST_RESOURCES = Operation(
    method="GET",
    path="/api/v1/resources",
    name="listResources",
    summary="What can be booked, with its rules",
    scope=Scope.READ,
    query=schemas.ResourceQuery,
    answer=schemas.Listing[schemas.ResourceOut],
)
GET_RESOURCE = Operation(
    method="GET",
    path="/api/v1/resources/{id}",
    name="getResource",
    summary="One resource",
    scope=Scope.READ,
    answer=schemas.ResourceOut,
    refusals=(404,),
)
LIST_AVAILABLE = Operation(
    method="GET",
    path="/api/v1/availability",
    name="listAvailable",
    summary="The resources free for the whole of [start, end)",
    scope=Scope.READ,
    query=schemas.AvailabilityQuery,
    answer=schemas.Listing[schemas.ResourceOut],
    refusals=(409,),
)
LIST_SLOTS = Operation(
    method="GET",
    path="/api/v1/resources/{id}/slots",
    name="listSlots",
    summary="The free slots of one resource",
    scope=Scope.READ,
    query=schemas.SlotQuery,
    answer=schemas.Listing[schemas.SlotOut],
    refusals=(404, 409),
)


class ResourceOperations:
    def __init__(self, looking: Looking) -> None:
        self._looking = looking

    def operations(self) -> tuple[Served, ...]:
        return (
            (LIST_RESOURCES, self.resources),
            (GET_RESOURCE, self.resource),
            (LIST_AVAILABLE, self.available),
            (LIST_SLOTS, self.slots),
        )

    async def resources(self, call: Call) -> schemas.Listing[schemas.ResourceOut]:
        found = self._looking.of_kind(call.query.kind)
        return schemas.Listing(items=[schemas.ResourceOut.of(r) for r in found], next=None)

    async def resource(self, call: Call) -> schemas.ResourceOut:
        resource, _ = self._looking.resource_in_use(ResourceId(call.id))
        return schemas.ResourceOut.of(resource)

    async def available(self, call: Call) -> schemas.Listing[schemas.ResourceOut]:
        wanted = interval(call.query.start, call.query.end)
        found = await self._looking.free(wanted, None, call.query.kind)
        return schemas.Listing(items=[schemas.ResourceOut.of(r) for r in found], next=None)

    async def slots(self, call: Call) -> schemas.Listing[schemas.SlotOut]:
        within = limited(call.query.from_, call.query.to)
        length = timedelta(minutes=call.query.minutes)
        found = await self._looking.slots(ResourceId(call.id), within, length, None)
        return schemas.Listing(items=[schemas.SlotOut(start=s.start, end=s.end) for s in found], next=None)
