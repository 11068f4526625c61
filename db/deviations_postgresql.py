"""Closures and loans of a deed on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

from booking.model.deviations import DeviationChange
from booking.ports import Deed
from booking.refusals import Stale
from db import closing_guard, deeds, deviation_rows
from db.columns import as_json
from db.deeds import Step
from db.snapshots import IN_JSON
from db.statements_postgresql import in_json, inserting, replacing

LOCK_PLACES = (
    f"SELECT pg_advisory_xact_lock(hashtextextended('{closing_guard.LOCK}' || id, 0))"
    " FROM unnest($1::text[]) AS id"
)
LOG = inserting("deviation_changes", deviation_rows.CHANGE)
INSERT = f"{inserting('deviations', deviation_rows.DEVIATION)} RETURNING id"
UPDATE = replacing("deviations", deviation_rows.DEVIATION)
IN_THE_WAY = closing_guard.IN_THE_WAY.format(
    start="$1::timestamptz",
    end="$2::timestamptz",
    space="$3::text",
    resource="$4::text",
    others="b.id <> ALL ($5::text[])",
)
NOTHING_IN_THE_WAY = f"SELECT $6::text WHERE NOT EXISTS ({IN_THE_WAY})"


def locks(deed: Deed) -> Iterator[Step]:
    """Behind the locks of resources: whoever has one of those may still have to wait for ours."""
    if closed := deeds.closed_spaces(deed):
        yield Step(LOCK_PLACES, (closed,))


def steps(deed: Deed) -> Iterator[Step]:
    """Between what gives time up and what claims it: what ends lets it, what begins forbids it."""
    if not deed.deviations:
        return
    yield Step(closing_guard.RAISE_REVISION)
    lines = deviation_rows.log_lines(deed, IN_JSON)
    yield Step(LOG, (in_json(deviation_rows.CHANGE, lines),))
    for change in deed.deviations:
        yield Step(
            INSERT if change.before is None else UPDATE,
            (as_json([deviation_rows.deviation_snapshot(change.after)]),),
            required=((change.after.id, Stale()),),
        )
        if change.closes:
            yield _nothing_in_the_way(change)


def _nothing_in_the_way(change: DeviationChange) -> Step:
    shut = change.after
    values = (
        *(shut.interval.start, shut.interval.end, shut.space_id, shut.resource_id),
        *(list(change.stays), shut.id),
    )
    return Step(NOTHING_IN_THE_WAY, values, required=((shut.id, Stale()),))
