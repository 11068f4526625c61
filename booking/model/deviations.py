"""What holds for a stretch beside what the space file says: a place or a resource is shut, a desk is lent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from booking.model.interval import Interval
from booking.model.people import Actor, PersonId
from booking.model.spaces import Closure, ResourceId, SpaceId

DeviationId = NewType("DeviationId", str)


class Deviates(StrEnum):
    """`LENT` is a desk that is assigned to a tenant, and that others may have for the stretch."""

    CLOSED = "closed"
    LENT = "lent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Of one resource, or without one of the whole place. It holds until it is over or `ended_at` is set.

    `made_by` is None for a program. `reason` is in the words of whoever made it, and may be empty.
    """

    id: DeviationId
    kind: Deviates
    space_id: SpaceId
    resource_id: ResourceId | None
    interval: Interval
    reason: str = ""
    made_by: PersonId | None
    made_at: datetime
    ended_by: PersonId | None = None
    ended_at: datetime | None = None
    revision: int = 1

    @property
    def stands(self) -> bool:
        return self.ended_at is None

    @property
    def closure(self) -> Closure:
        return Closure(interval=self.interval, reason=self.reason)

    def ended(self, by: PersonId | None, at: datetime) -> Deviation:
        """The next revision, which no longer holds."""
        return replace(self, ended_by=by, ended_at=at, revision=self.revision + 1)


class DeviationAction(StrEnum):
    MADE = "made"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationChange:
    """One line of the audit log. `before` is None for a new one.

    `stays` are the bookings that a new closure leaves standing: those that hold a room for an event or a
    meeting of guidance. Any other that is in its way makes the deed Stale.
    """

    action: DeviationAction
    before: Deviation | None
    after: Deviation
    actor: Actor
    at: datetime
    stays: tuple[str, ...] = ()

    @property
    def closes(self) -> bool:
        return self.before is None and self.after.kind is Deviates.CLOSED
