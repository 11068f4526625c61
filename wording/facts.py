"""What the sentences of a refusal need beside the refusal itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.model.interval import Interval
from booking.model.spaces import Catalogue, Resource, ResourceId, ResourceKind, Space
from wording import dates
from wording.speech import Html, Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    catalogue: Catalogue
    now: datetime
    say: Say

    def resource(self, resource_id: ResourceId) -> Resource | None:
        return self.catalogue.resources.get(resource_id)

    def space(self, resource_id: ResourceId) -> Space:
        resource = self.resource(resource_id)
        return self.catalogue.space_of(resource) if resource else self.catalogue.home

    def name(self, resource_id: ResourceId) -> str:
        resource = self.resource(resource_id)
        return resource.name if resource else self.say.plain("It")

    def day(self, on: date, resource_id: ResourceId) -> str:
        return dates.on_day(on, self.space(resource_id).today(self.now), self.say)

    def when(self, interval: Interval, resource_id: ResourceId) -> str:
        resource = self.resource(resource_id)
        in_parts = resource is not None and resource.kind is ResourceKind.DESK
        return dates.when(interval, self.space(resource_id), self.now, self.say, in_parts=in_parts)

    def moment(self, instant: datetime, space: Space | None = None) -> str:
        return dates.moment(instant, space or self.catalogue.home, self.now, self.say)


Word = Callable[[Any, Facts], Html]
