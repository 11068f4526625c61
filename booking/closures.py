"""What is shut, for whoever is told that it hit them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from booking.looking import Looking
from booking.model.deviations import Deviates, Deviation
from booking.model.interval import Interval
from booking.model.people import Person
from booking.model.spaces import ResourceId
from booking.ports import Deviations


class Closures:
    def __init__(self, deviations: Deviations, looking: Looking) -> None:
        self._deviations = deviations
        self._looking = looking

    async def over(self, resource_id: ResourceId, interval: Interval, now: datetime) -> Deviation | None:
        """The one that holds and shuts a resource then."""
        space_id = self._looking.resource(resource_id).space_id
        for each in await self._deviations.standing(now):
            ours = each.space_id == space_id and each.resource_id in {None, resource_id}
            if each.kind is Deviates.CLOSED and ours and each.interval.overlaps(interval):
                return each
        return None

    async def about(
        self, resource_id: ResourceId, lost: Interval, holder: Person | None, now: datetime
    ) -> Mapping[str, object]:
        """The closure that took it, and what could be had instead now."""
        return {
            "closure": await self.over(resource_id, lost, now),
            "instead": await self._looking.alternatives(holder, resource_id, lost),
        }
