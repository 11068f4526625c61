"""Events and people's places at them. Changed by the ledger alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, literal, or_, select, true

from booking.model.events import (
    HOLDS,
    Event,
    EventAction,
    EventId,
    EventState,
    Registration,
    RegistrationAction,
    RegistrationChange,
    RegistrationId,
    Standing,
    Tally,
    Way,
)
from booking.model.interval import Interval
from booking.model.messages import Purpose
from booking.model.people import Person, PersonId
from booking.ports import Page
from db.engine import Engine
from db.event_rows import EVENT, REGISTRATION, change_of, event_of, registration_of
from db.repositories.cursors import cursor, place
from db.repositories.people import PERSONS, person_of
from db.tables import event_changes, events, outbox, people, registrations

e, r, c, p = events.c, registrations.c, event_changes.c, people.c
o = registrations.alias("others").c


def _count(*which: ColumnElement[bool], of: ColumnElement[int]) -> ColumnElement[int]:
    """The sum of it where all of these are so."""
    return func.coalesce(func.sum(case((and_(*which), of), else_=0)), 0)


EVENTS = select(*(e[name] for name in EVENT))
REGISTRATIONS = select(*(r[name] for name in REGISTRATION))
BOTH = select(*(e[name] for name in EVENT), *(r[name] for name in REGISTRATION)).join_from(
    events, registrations, r.event_id == e.id
)
BY_ID = EVENTS.where(e.id == bindparam("event_id"))
WITH_PERSON = PERSONS.with_only_columns(
    *(r[name] for name in REGISTRATION), *PERSONS.selected_columns
).join_from(registrations, people, r.person_id == p.id)
SIGNED_UP = (Standing.GOING, Standing.WAITING, Standing.OFFERED, Standing.ATTENDED)
OTHERS = (
    select(
        *(_count(o.way == way, o.standing.in_(HOLDS), of=o.party).label(f"held_{way}") for way in Way),
        *(
            _count(o.way == way, o.standing == Standing.WAITING, of=literal(1)).label(f"waiting_{way}")
            for way in Way
        ),
    )
    .where(o.event_id == bindparam("event_id"), o.person_id != bindparam("person_id"))
    .subquery()
)
STAND = (
    select(*(e[name] for name in EVENT), *(r[name] for name in REGISTRATION), OTHERS)
    .select_from(events)
    .outerjoin(registrations, and_(r.event_id == e.id, r.person_id == bindparam("person_id")))
    .join(OTHERS, true())
    .where(e.id == bindparam("event_id"))
)
TAKEN = (RegistrationAction.SIGNED_UP, RegistrationAction.TAKEN)


class SqlEvents:
    """Fulfils `booking.ports.Events`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, event_id: EventId) -> Event | None:
        rows = await self._engine.rows(BY_ID, {"event_id": event_id})
        return event_of(rows[0]) if rows else None

    async def within(self, interval: Interval) -> Sequence[Event]:
        wanted = EVENTS.where(e.starts_at >= interval.start, e.starts_at < interval.end)
        return [event_of(row) for row in await self._engine.rows(wanted.order_by(e.starts_at, e.id))]

    async def listing(self, page: Page, *, since: datetime) -> tuple[Sequence[Event], str | None]:
        wanted = EVENTS.where(e.ends_at > since, e.state != EventState.DRAFT, *_after(page))
        rows = await self._engine.rows(wanted.order_by(e.starts_at, e.id).limit(page.limit + 1))
        shown = [event_of(row) for row in rows[: page.limit]]
        more = len(rows) > page.limit
        return shown, cursor(shown[-1].interval.start.isoformat(), shown[-1].id) if more else None

    async def registrations(self, event_id: EventId) -> Sequence[Registration]:
        wanted = REGISTRATIONS.where(r.event_id == event_id).order_by(r.asked_at, r.id)
        return [registration_of(row) for row in await self._engine.rows(wanted)]

    async def registration(self, registration_id: RegistrationId) -> Registration | None:
        return await self._registration(r.id == registration_id)

    async def registration_of(self, event_id: EventId, person_id: PersonId) -> Registration | None:
        return await self._registration(and_(r.event_id == event_id, r.person_id == person_id))

    async def stand(
        self, event_id: EventId, person_id: PersonId
    ) -> tuple[Event, Registration | None, Tally] | None:
        rows = await self._engine.rows(STAND, {"event_id": event_id, "person_id": person_id})
        return _stand(rows[0]) if rows else None

    async def by_ticket(self, ticket: str) -> Registration | None:
        return await self._registration(r.ticket == ticket)

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[tuple[Event, Registration]]:
        return await self._both(r.person_id == person_id, e.ends_at > since, r.standing.in_(SIGNED_UP))

    async def all_of(self, person_id: PersonId) -> Sequence[tuple[Event, Registration]]:
        return await self._both(r.person_id == person_id)

    async def unreminded(self, event: Event, offset: int) -> Sequence[tuple[Registration, Person]]:
        key = literal(f"{Purpose.EVENT_REMINDER}:{event.id}:{event.schedule}:") + p.id + f":{offset}"
        promised = select(outbox.c.id).where(outbox.c.key == key).exists()  # as `Message.key`
        going = WITH_PERSON.where(r.event_id == event.id, r.standing == Standing.GOING)
        rows = await self._engine.rows(going.where(p.erased_at.is_(None), ~promised).order_by(r.id))
        return [
            (registration_of(row[: len(REGISTRATION)]), person_of(row[len(REGISTRATION) :])) for row in rows
        ]

    async def was_published(self, event_id: EventId) -> bool:
        lines = select(c.at).where(c.event_id == event_id, c.action == EventAction.PUBLISHED)
        return bool(await self._engine.rows(lines.limit(1)))

    async def moved_at(self, event_id: EventId) -> datetime | None:
        moved = select(c.at).where(c.event_id == event_id, c.action == EventAction.MOVED)
        rows = await self._engine.rows(moved.order_by(c.at.desc()).limit(1))
        return rows[0][0] if rows else None

    async def taken_at(self, event_id: EventId) -> Mapping[RegistrationId, datetime]:
        taken = select(c.registration_id, func.max(c.at)).where(c.event_id == event_id, c.action.in_(TAKEN))
        rows: Sequence[Any] = await self._engine.rows(taken.group_by(c.registration_id))
        return {RegistrationId(row[0]): row[1] for row in rows}

    async def lapsed_offers(self, now: datetime) -> Sequence[Registration]:
        rows = await self._engine.rows(REGISTRATIONS.where(r.offered_until <= now).order_by(r.offered_until))
        return [registration_of(row) for row in rows]

    async def with_queue(self, now: datetime) -> Sequence[EventId]:
        waiting = select(r.event_id).distinct().join_from(registrations, events, r.event_id == e.id)
        rows = await self._engine.rows(waiting.where(r.standing == Standing.WAITING, e.starts_at > now))
        return [EventId(row[0]) for row in rows]

    async def recorded(self, key: str) -> Sequence[RegistrationChange]:
        wanted = select(c.action, c.before, c.after, c.actor, c.at)
        of_key = wanted.where(c.request_key == key, c.registration_id.is_not(None)).order_by(c.position)
        return [change_of(row) for row in await self._engine.rows(of_key)]

    async def deeds_on(
        self, person_id: PersonId, event_id: EventId | None, since: datetime
    ) -> Sequence[tuple[str, RegistrationChange]]:
        own = select(r.id).where(r.person_id == person_id)
        theirs = select(r.event_id).where(r.person_id == person_id)
        wanted = (
            select(c.request_key, c.action, c.before, c.after, c.actor, c.at)
            .where(c.registration_id.is_not(None), c.at >= since)
            .where(
                or_(
                    and_(c.event_id.in_(theirs), c.registration_id.in_(own)),
                    c.event_id == (event_id or ""),
                )
            )
            .order_by(c.at, c.request_key, c.position)
        )
        return [(row[0], change_of(row[1:])) for row in await self._engine.rows(wanted)]

    async def _registration(self, which: ColumnElement[bool]) -> Registration | None:
        rows = await self._engine.rows(REGISTRATIONS.where(which))
        return registration_of(rows[0]) if rows else None

    async def _both(self, *which: ColumnElement[bool]) -> Sequence[tuple[Event, Registration]]:
        rows: Sequence[Any] = await self._engine.rows(BOTH.where(*which).order_by(e.starts_at, e.id))
        return [(event_of(row[: len(EVENT)]), registration_of(row[len(EVENT) :])) for row in rows]


def _stand(row: Sequence[Any]) -> tuple[Event, Registration | None, Tally]:
    """From a row of STAND."""
    own = row[len(EVENT) : len(EVENT) + len(REGISTRATION)]
    counts = row[len(EVENT) + len(REGISTRATION) :]
    held, waiting = counts[: len(Way)], counts[len(Way) :]
    return (
        event_of(row[: len(EVENT)]),
        None if own[0] is None else registration_of(own),
        Tally(held=dict(zip(Way, held, strict=True)), waiting=dict(zip(Way, waiting, strict=True))),
    )


def _after(page: Page) -> list[ColumnElement[bool]]:
    last = place(page)
    if last is None:
        return []
    start, number = datetime.fromisoformat(last[0]), last[1]
    return [or_(e.starts_at > start, and_(e.starts_at == start, e.id > number))]
