"""The catalogue as it will be once something is shut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from booking.model.interval import Interval
from booking.model.spaces import PLACES, Catalogue, Closure, Resource, ResourceId, SpaceId

MINUTE = timedelta(minutes=1)


def concerned(
    catalogue: Catalogue, space_id: SpaceId, resource_id: ResourceId | None
) -> Sequence[ResourceId]:
    """The one, or every room and desk of the place, also those that are no longer to be had."""
    if resource_id is not None:
        return [resource_id]
    return [r.id for r in catalogue.resources.values() if r.space_id == space_id and r.kind in PLACES]


def supposing(
    catalogue: Catalogue, space_id: SpaceId, resource_id: ResourceId | None, closures: Sequence[Closure]
) -> Catalogue:
    """With those closures: what could be had instead is looked for in it."""
    if resource_id is None:
        space = catalogue.spaces[space_id]
        shut = replace(space, closures=(*space.closures, *closures))
        return replace(catalogue, spaces={**catalogue.spaces, space_id: shut})
    resource: Resource = catalogue.resources[resource_id]
    out = replace(resource, closures=(*resource.closures, *closures))
    return replace(catalogue, resources={**catalogue.resources, resource_id: out})


def ahead(interval: Interval, now: datetime) -> Interval | None:
    """What is left of it from the coming whole minute; None where it is over."""
    start = max(interval.start, next_minute(now))
    return Interval(start, interval.end) if start < interval.end else None


def next_minute(now: datetime) -> datetime:
    return now if now.second == 0 and not now.microsecond else now.replace(second=0, microsecond=0) + MINUTE
