"""From the words of a plan to the fields of an event: its time, its place, its ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from booking.model.events import Event, Way
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, Hours, ResourceId, Space
from bot.event_words import Planned, names_of, planned

USUAL_LENGTH = timedelta(minutes=90)
Fields = Mapping[str, object]
PLACE_WORD = re.compile(r"^(?:hos|hjå|at|i|in|på)\s+", re.IGNORECASE)
NO_PLACE = re.compile(
    r"\d|\b(?:uke|veke|uka|veka|week|dag|dagen|day|måned|månad|month|senere|seinare|later|kl|klokka|time|timer)\b",
    re.IGNORECASE,
)
"""Words of when, which name no place."""


def resource_of(name: str, catalogue: Catalogue) -> ResourceId | None:
    return next((each.id for each in catalogue.in_use if each.name == name), None)


def ways_of(plan: Planned, *, has_place: bool) -> frozenset[Way]:
    """With a link alone it is digital; with a place as well, both only where that is said."""
    if plan.is_both or (has_place and plan.link and not plan.is_digital):
        return frozenset(Way)
    return frozenset({Way.DIGITAL if plan.is_digital or plan.link else Way.PHYSICAL})


def interval_of(plan: Planned, space: Space, event: Event | None = None) -> Interval | None:
    """In the space's local time. Where only the day is said, an event that there is keeps its hours."""
    day, start, end = plan.day, plan.start, plan.end
    if day is None and event is not None and start is not None:
        day = space.today(event.interval.start)
    if day is None:
        return None
    if start is None and event is not None:
        local = space.local(event.interval.start)
        start, end = local.time(), space.local(event.interval.end).time()
    if start is None:
        return None
    if end is None:
        length = event.interval.length if event else USUAL_LENGTH
        begins = space.at(day, start)
        return Interval(begins, begins + length)
    return space.span(day, Hours(start=start, end=end))


def moved(text: str, event: Event, catalogue: Catalogue, now: datetime) -> Fields:
    """The new time, the new place, or both; empty where it says neither."""
    space = catalogue.home
    local = space.local(now).replace(tzinfo=None)
    plan = planned(f"frokost {text}", local, names_of(catalogue), needs_day=False)
    if plan is None:
        return {}
    interval = interval_of(plan, space, event)
    fields: dict[str, object] = {} if interval is None else {"interval": interval}
    if plan.resource is not None:
        return fields | {"resource_id": resource_of(plan.resource, catalogue), "address": ""}
    if plan.host:
        return fields | {"resource_id": None, "address": plan.host, "host": plan.host}
    return fields


def placed(text: str, event: Event, catalogue: Catalogue, now: datetime) -> Fields:
    """One of our rooms, or whatever else is named; empty for what names no place."""
    name = PLACE_WORD.sub("", text.strip(" .,"))
    said = moved(f"i {name}", event, catalogue, now)
    if "resource_id" in said:
        return {each: said[each] for each in ("resource_id", "address")}
    if not name or NO_PLACE.search(name):
        return {}
    return {"resource_id": None, "address": name, "host": name if event.host == event.address else event.host}
