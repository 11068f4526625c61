"""Cases, their log and their meetings. Changed by the ledger alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from booking.model.guidance import (
    OPEN,
    Appointment,
    AppointmentId,
    Case,
    CaseAction,
    CaseChange,
    CaseId,
    Stage,
    Turns,
)
from booking.model.interval import Interval
from booking.model.people import PersonId
from booking.ports import Page
from db.case_rows import APPOINTMENT, CASE, appointment_of, case_of, change_of
from db.engine import Engine
from db.repositories.cursors import cursor, place
from db.tables import appointments, case_changes, cases

c, a, log = cases.c, appointments.c, case_changes.c
CASES = select(*(c[name] for name in CASE))
APPOINTMENTS = select(*(a[name] for name in APPOINTMENT)).order_by(a.starts_at, a.id)
CHANGES = select(log.action, log.before, log.after, log.actor, log.at, log.note)
GIVEN = (CaseAction.ASKED, CaseAction.ASSIGNED)


class SqlCases:
    """Fulfils `booking.ports.Cases`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, case_id: CaseId) -> Case | None:
        found = await self._cases(CASES.where(c.id == case_id))
        return found[0] if found else None

    async def of_person(self, person_id: PersonId) -> Sequence[Case]:
        wanted = CASES.where(c.person_id == person_id)
        return await self._cases(wanted.order_by(c.asked_at.desc(), c.id.desc()))

    async def listing(
        self, page: Page, *, adviser_id: PersonId | None = None, only_open: bool = False
    ) -> tuple[Sequence[Case], str | None]:
        """Raises ValueError for a cursor that is none of ours."""
        wanted = CASES.where(*_after(page))
        if adviser_id is not None:
            wanted = wanted.where(c.adviser_id == adviser_id)
        if only_open:
            wanted = wanted.where(c.stage.in_(OPEN))
        found = await self._cases(wanted.order_by(c.asked_at.desc(), c.id.desc()).limit(page.limit + 1))
        shown = found[: page.limit]
        more = len(found) > page.limit
        return shown, cursor(shown[-1].asked_at.isoformat(), shown[-1].id) if more else None

    async def asked_since(self, moment: datetime) -> int:
        rows = await self._engine.rows(select(func.count()).where(c.asked_at >= moment))
        return int(rows[0][0])

    async def turns(self, since: datetime) -> Mapping[PersonId, Turns]:
        given = select(c.adviser_id, func.count(), func.max(c.assigned_at))
        wanted = given.where(c.assigned_at >= since, c.adviser_id.is_not(None)).group_by(c.adviser_id)
        rows: Sequence[Any] = await self._engine.rows(wanted)
        return {PersonId(row[0]): Turns(row[1], row[2]) for row in rows}

    async def waiting(self, assigned_before: datetime) -> Sequence[Case]:
        unanswered = and_(
            c.stage == Stage.ASSIGNED,
            c.assigned_at < assigned_before,
            c.escalated_at.is_(None),
        )
        found = await self._cases(
            CASES.where(or_(c.stage == Stage.NEW, unanswered)).order_by(c.asked_at, c.id)
        )
        return [case for case in found if case.stage is Stage.NEW or not case.is_answered]

    async def ended(self, since: datetime) -> Sequence[Case]:
        return await self._cases(CASES.where(c.outcome_at >= since).order_by(c.outcome_at, c.id))

    async def asked_within(self, within: Interval) -> Sequence[Case]:
        wanted = CASES.where(c.asked_at >= within.start, c.asked_at < within.end)
        return await self._cases(wanted.order_by(c.asked_at, c.id))

    async def history(self, case_id: CaseId) -> Sequence[CaseChange]:
        return await self._changes(CHANGES.where(log.case_id == case_id).order_by(log.revision))

    async def recorded(self, key: str) -> Sequence[CaseChange]:
        return await self._changes(CHANGES.where(log.request_key == key).order_by(log.position))

    async def outcomes_within(self, within: Interval) -> Sequence[CaseChange]:
        noted = CHANGES.where(log.action == CaseAction.OUTCOME)
        wanted = noted.where(log.at >= within.start, log.at < within.end)
        return await self._changes(wanted.order_by(log.at, log.case_id, log.revision))

    async def appointment(self, appointment_id: AppointmentId) -> Appointment | None:
        found = await self._appointments(APPOINTMENTS.where(a.id == appointment_id))
        return found[0] if found else None

    async def appointments(self, case_id: CaseId) -> Sequence[Appointment]:
        return await self._appointments(APPOINTMENTS.where(a.case_id == case_id))

    async def meetings(self, within: Interval) -> Sequence[Appointment]:
        return await self._appointments(
            APPOINTMENTS.where(a.starts_at >= within.start, a.starts_at < within.end)
        )

    async def _cases(self, wanted: Select[Any]) -> list[Case]:
        return [case_of(row) for row in await self._engine.rows(wanted)]

    async def _appointments(self, wanted: Select[Any]) -> list[Appointment]:
        return [appointment_of(row) for row in await self._engine.rows(wanted)]

    async def _changes(self, wanted: Select[Any]) -> list[CaseChange]:
        return [change_of(row) for row in await self._engine.rows(wanted)]


def _after(page: Page) -> list[ColumnElement[bool]]:
    last = place(page)
    if last is None:
        return []
    asked, number = datetime.fromisoformat(last[0]), last[1]
    return [or_(c.asked_at < asked, and_(c.asked_at == asked, c.id < number))]
