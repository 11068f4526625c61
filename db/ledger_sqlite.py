"""The ledger on SQLite: each row a statement, several people's deeds in one commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain

from booking.model.bookings import Change
from booking.model.deviations import DeviationChange
from booking.ports import Deed, WaitChange
from booking.refusals import EventFull, Refusal, Stale
from db import case_rows, closing_guard, deeds, deviation_rows, event_rows
from db.columns import as_json, seconds
from db.deeds import CHANGE, Order, Step, slot_taken
from db.failures import names
from db.ledger import GUARDS, Records
from db.snapshots import (
    BOOKING,
    MESSAGE,
    SERIES,
    WAIT,
    Fields,
    Form,
    booking_fields,
    message_fields,
    series_fields,
    wait_fields,
)
from db.sqlite import SqliteEngine


def _inserting(table: str, columns: Sequence[str], rows: int = 1) -> str:
    row = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * rows)}"


def _updating(table: str, columns: Sequence[str]) -> str:
    values = ", ".join(f"{name} = ?" for name in columns[1:])
    return f"UPDATE {table} SET {values} WHERE id = ? AND revision = ? RETURNING id"


FORM = Form(stamp=seconds, document=as_json)
INSERT_CHANGE = _inserting("changes", CHANGE)
INSERT_SERIES = _inserting("series", SERIES)
INSERT_BOOKING = _inserting("bookings", BOOKING)
INSERT_WAIT = _inserting("waits", WAIT)
INSERT_EVENT = _inserting("events", event_rows.EVENT)
INSERT_REGISTRATION = _inserting("registrations", event_rows.REGISTRATION)
INSERT_EVENT_CHANGE = _inserting("event_changes", event_rows.CHANGE)
INSERT_CASE = _inserting("cases", case_rows.CASE)
INSERT_CASE_CHANGE = _inserting("case_changes", case_rows.CHANGE)
INSERT_APPOINTMENT = _inserting("appointments", case_rows.APPOINTMENT)
INSERT_PAPER = _inserting("papers", case_rows.PAPER)
INSERT_DEVIATION = _inserting("deviations", deviation_rows.DEVIATION)
INSERT_DEVIATION_CHANGE = _inserting("deviation_changes", deviation_rows.CHANGE)
UPDATE_BOOKING = _updating("bookings", BOOKING)
UPDATE_EVENT = _updating("events", event_rows.EVENT)
UPDATE_REGISTRATION = _updating("registrations", event_rows.REGISTRATION)
UPDATE_CASE = _updating("cases", case_rows.CASE)
UPDATE_APPOINTMENT = _updating("appointments", case_rows.APPOINTMENT)
UPDATE_DEVIATION = _updating("deviations", deviation_rows.DEVIATION)
IN_THE_WAY = closing_guard.IN_THE_WAY.format(
    start="?1", end="?2", space="?3", resource="?4", others="b.id NOT IN (SELECT value FROM json_each(?5))"
)
NOTHING_IN_THE_WAY = f"SELECT ?6 WHERE NOT EXISTS ({IN_THE_WAY})"
SAME_EVENT = "SELECT id FROM events WHERE id = ? AND revision = ?"
PARK_BOOKING = "UPDATE bookings SET status = 'cancelled' WHERE id = ? AND revision = ? RETURNING id"
UPDATE_WAIT = "UPDATE waits SET state = ?, offer = ? WHERE id = ? AND state = ? AND offer IS ? RETURNING id"


class SqliteLedger(Records):
    """Fulfils `booking.ports.Ledger`."""

    def __init__(self, engine: SqliteEngine) -> None:
        super().__init__(engine)
        self._sqlite = engine

    async def record(self, deed: Deed) -> None:
        try:
            await self._sqlite.write_raw(partial(_take, steps=tuple(steps(deed))))
        except sqlite3.IntegrityError as error:
            await self.explain(error, deed.key)
            raise


def steps(deed: Deed) -> Iterator[Step]:
    """The request key goes first: that it is known matters more than any other reason to refuse."""
    for line in deeds.log_lines(deed, FORM):
        yield Step(INSERT_CHANGE, line)
    for series in deed.series:
        yield Step(INSERT_SERIES, series_fields(series, FORM))
    order = Order.of(deed)
    for change in order.parked:
        yield Step(PARK_BOOKING, _guard(change), required=((change.after.id, Stale()),))
    yield from map(_booking, order.released)
    yield from _of_deviations(deed)
    yield from map(_booking, order.claims)
    for wait in deed.waits:
        yield _wait(wait)
    yield from _of_events(deed)
    yield from _of_cases(deed)
    if deed.messages:
        fields = (message_fields(message, seconds) for message in deed.messages)
        yield Step(_inserting_messages(len(deed.messages)), tuple(chain.from_iterable(fields)))


def _of_events(deed: Deed) -> Iterator[Step]:
    for line in event_rows.log_lines(deed, FORM):
        yield Step(INSERT_EVENT_CHANGE, line)
    if deed.upon is not None:
        yield Step(SAME_EVENT, (deed.upon.id, deed.upon.revision), required=((deed.upon.id, Stale()),))
    for event in deed.events:
        fields = event_rows.event_fields(event.after, FORM)
        full = EventFull(event_id=event.after.id, way=None)
        if event.before is None:
            yield Step(INSERT_EVENT, fields)
        else:
            values = (*fields[1:], event.after.id, event.before.revision)
            yield Step(UPDATE_EVENT, values, required=((event.after.id, Stale()),), taken=full)
    for change in deeds.registrations(deed):
        fields = event_rows.registration_fields(change.after, FORM)
        if change.before is None:
            yield Step(INSERT_REGISTRATION, fields, taken=deeds.event_full(change))
        else:
            taken = deeds.event_full(change)
            values = (*fields[1:], change.after.id, change.before.revision)
            yield Step(UPDATE_REGISTRATION, values, required=((change.after.id, Stale()),), taken=taken)


def _of_cases(deed: Deed) -> Iterator[Step]:
    for line in case_rows.log_lines(deed, FORM):
        yield Step(INSERT_CASE_CHANGE, line)
    for case in deed.cases:
        fields = case_rows.case_fields(case.after, FORM)
        yield _row(INSERT_CASE, UPDATE_CASE, fields, case.before.revision if case.before else None)
    for meeting in deed.appointments:
        fields = case_rows.appointment_fields(meeting.after, FORM)
        before = meeting.before.revision if meeting.before else None
        yield _row(INSERT_APPOINTMENT, UPDATE_APPOINTMENT, fields, before)
    for paper in deed.papers:
        yield Step(INSERT_PAPER, case_rows.paper_fields(paper, FORM))


def _of_deviations(deed: Deed) -> Iterator[Step]:
    """Between what gives time up and what claims it: what ends lets it, what begins forbids it."""
    for line in deviation_rows.log_lines(deed, FORM):
        yield Step(INSERT_DEVIATION_CHANGE, line)
    if deed.deviations:
        yield Step(closing_guard.RAISE_REVISION)
    for change in deed.deviations:
        fields = deviation_rows.deviation_fields(change.after, FORM)
        yield _row(
            INSERT_DEVIATION, UPDATE_DEVIATION, fields, change.before.revision if change.before else None
        )
        if change.closes:
            yield _nothing_in_the_way(change)


def _nothing_in_the_way(change: DeviationChange) -> Step:
    shut = change.after
    values = (
        *(seconds(shut.interval.start), seconds(shut.interval.end), shut.space_id, shut.resource_id),
        *(as_json(change.stays), shut.id),
    )
    return Step(NOTHING_IN_THE_WAY, values, required=((shut.id, Stale()),))


def _row(insert: str, update: str, fields: Fields, revision: int | None) -> Step:
    """A new row, or the one at that revision."""
    if revision is None:
        return Step(insert, fields)
    return Step(update, (*fields[1:], fields[0], revision), required=((fields[0], Stale()),))


@lru_cache
def _inserting_messages(messages: int) -> str:
    return _inserting("outbox", MESSAGE, messages) + " ON CONFLICT (key) DO NOTHING"


def _booking(change: Change) -> Step:
    fields, taken = booking_fields(change.after, seconds), slot_taken(change)
    if change.before is None:
        return Step(INSERT_BOOKING, fields, taken=taken)
    required = ((change.after.id, Stale()),)
    return Step(UPDATE_BOOKING, (*fields[1:], *_guard(change)), required=required, taken=taken)


def _guard(change: Change) -> tuple[str, int | None]:
    return change.after.id, change.before.revision if change.before else None


def _wait(change: WaitChange) -> Step:
    before, after = change.before, change.after
    if before is None:
        return Step(INSERT_WAIT, wait_fields(after, seconds))
    values = (after.state.value, after.offer, after.id, before.state.value, before.offer)
    stale: Refusal = Stale()
    return Step(UPDATE_WAIT, values, required=((after.id, stale),))


def _take(connection: sqlite3.Connection, steps: Sequence[Step]) -> None:
    for step in steps:
        try:
            found = connection.execute(step.sql, step.parameters)
        except sqlite3.IntegrityError as error:
            if step.taken is not None and any(names(error, guard) for guard in GUARDS):
                raise step.taken from error
            raise
        if step.required:
            step.check(found.fetchall())
