"""Closures and loans ↔ what is stored of them, as `snapshots` does for bookings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from booking.model.deviations import Deviates, Deviation, DeviationAction, DeviationChange, DeviationId
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.model.spaces import ResourceId, SpaceId
from booking.ports import Deed
from db.snapshots import IN_JSON, Fields, Form, actor_then, instant, what_changed

DEVIATION = (
    "id",
    "kind",
    "space_id",
    "resource_id",
    "starts_at",
    "ends_at",
    "reason",
    "made_by",
    "made_at",
    "ended_by",
    "ended_at",
    "revision",
)
INSTANTS = ("starts_at", "ends_at", "made_at", "ended_at")
CHANGE = (
    "request_key",
    "position",
    "deviation_id",
    "revision",
    "action",
    "at",
    "actor",
    "before",
    "after",
)


def deviation_fields(deviation: Deviation, form: Form) -> Fields:
    """In the order of DEVIATION."""
    interval = deviation.interval
    said = {"starts_at": interval.start, "ends_at": interval.end}
    values = (said[name] if name in said else getattr(deviation, name) for name in DEVIATION)
    return tuple(
        form.stamp(value) if isinstance(value, datetime) else getattr(value, "value", value)
        for value in values
    )


def deviation_of(fields: Sequence[Any]) -> Deviation:
    """From a row's fields in the order of DEVIATION."""
    number, kind, space, resource, start, end, reason, made_by, made_at, ended_by, ended_at, revision = fields
    return Deviation(
        id=DeviationId(number),
        kind=Deviates(kind),
        space_id=SpaceId(space),
        resource_id=None if resource is None else ResourceId(resource),
        interval=Interval(start, end),
        reason=reason,
        made_by=None if made_by is None else PersonId(made_by),
        made_at=made_at,
        ended_by=None if ended_by is None else PersonId(ended_by),
        ended_at=ended_at,
        revision=revision,
    )


def deviation_snapshot(deviation: Deviation) -> dict[str, Any]:
    return dict(zip(DEVIATION, deviation_fields(deviation, IN_JSON), strict=True))


def change_of(row: Sequence[Any]) -> DeviationChange:
    """From a row of (action, before, after, actor, at)."""
    action, before, after, actor, at = row
    return DeviationChange(
        action=DeviationAction(action),
        before=None if before is None else _then(before),
        after=_then(after),
        actor=actor_then(actor),
        at=at,
    )


def log_lines(deed: Deed, form: Form) -> Iterator[Fields]:
    """The log's rows, in the order of CHANGE."""
    for position, change in enumerate(deed.deviations):
        yield (
            deed.key,
            position,
            change.after.id,
            change.after.revision,
            *what_changed(
                change.action.value,
                change.at,
                change.actor,
                None if change.before is None else deviation_snapshot(change.before),
                deviation_snapshot(change.after),
                form,
            ),
        )


def _then(snapshot: Mapping[str, Any]) -> Deviation:
    times = {name: instant(snapshot[name]) for name in INSTANTS}
    return deviation_of([{**snapshot, **times}[name] for name in DEVIATION])
