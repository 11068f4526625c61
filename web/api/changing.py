"""What a request changes of an event, as the core names it."""

from __future__ import annotations

from booking.model.events import Event
from web.api.event_schemas import EventChange
from web.api.times import interval

SAME = frozenset({"kind", "title"})
"""An event cannot be without them: null is as if left out."""
EMPTY = frozenset({"address", "link", "host", "programme", "price"})
"""Null is an empty text."""
LIMITS = frozenset({"seats", "online_seats", "resource_id"})
"""Null is none."""


def fields_of(body: EventChange, event: Event) -> dict[str, object]:
    """Raises Problem 409 where it would end before it starts."""
    said = {name: getattr(body, name) for name in body.model_fields_set}
    fields = {name: value for name, value in said.items() if name in SAME and value is not None}
    fields |= {name: value or "" for name, value in said.items() if name in EMPTY}
    fields |= {name: value for name, value in said.items() if name in LIMITS}
    if body.ways is not None:
        fields["ways"] = frozenset(body.ways)
    if body.guests is not None:
        fields["guests"] = body.guests
    return fields | _place(body) | _times(body, event)


def _place(body: EventChange) -> dict[str, object]:
    """One place takes that of the other."""
    if body.address and "resource_id" not in body.model_fields_set:
        return {"resource_id": None}
    if body.resource_id and "address" not in body.model_fields_set:
        return {"address": ""}
    return {}


def _times(body: EventChange, event: Event) -> dict[str, object]:
    fields: dict[str, object] = {}
    if body.start is not None or body.end is not None:
        start = body.start or event.interval.start
        fields["interval"] = interval(start, body.end or start + event.interval.length)
    if "opens" in body.model_fields_set:
        fields["opens_at"] = body.opens
    if body.closes is not None:
        fields["closes_at"] = body.closes
    return fields
