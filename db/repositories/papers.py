"""What is written about cases, always sealed; tasks; and who looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from booking.model.guidance import OPEN, CaseId
from booking.model.papers import Look, Looked, Paper, PaperId, Task, TaskId
from booking.model.people import PersonId
from db.case_rows import PAPER, paper_of
from db.engine import Engine
from db.repositories.upserts import inserting
from db.tables import case_changes, cases, looks, papers, tasks

p, t, k, c, log = papers.c, tasks.c, looks.c, cases.c, case_changes.c
PAPERS = select(*(p[name] for name in PAPER)).order_by(p.at, p.id)
TASKS = select(tasks).order_by(t.due_on, t.id)


class SqlPapers:
    """Fulfils `booking.ports.Papers`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def of(self, case_id: CaseId) -> Sequence[Paper]:
        return [paper_of(row) for row in await self._engine.rows(PAPERS.where(p.case_id == case_id))]

    async def get(self, paper_id: PaperId) -> Paper | None:
        rows = await self._engine.rows(PAPERS.where(p.id == paper_id))
        return paper_of(rows[0]) if rows else None

    async def add(self, paper: Paper) -> None:
        row = {name: getattr(paper, name) for name in PAPER} | {"kind": paper.kind.value}
        await self._engine.write(
            lambda connection: connection.execute(
                inserting(connection, papers).values(row).on_conflict_do_nothing()
            )
        )

    async def look(self, look: Look) -> None:
        row = {"case_id": look.case_id, "person_id": look.person_id, "what": look.what.value, "at": look.at}
        await self._engine.change(insert(looks).values(row))

    async def looks(self, case_id: CaseId) -> Sequence[Look]:
        wanted = select(looks).where(k.case_id == case_id).order_by(k.id.desc())
        return [
            Look(case_id=case_id, person_id=PersonId(row.person_id), what=Looked(row.what), at=row.at)
            for row in await self._engine.rows(wanted)
        ]

    async def forget_before(self, moment: datetime) -> None:
        """Fulfils `booking.forgetting.Ageing`: of cases that are over and unchanged since; the facts stay."""
        last = select(func.max(log.at)).where(log.case_id == c.id).scalar_subquery()
        over = select(c.id).where(c.stage.not_in(OPEN), last < moment)

        def forget(connection: Connection) -> None:
            for table in (papers, tasks, looks):
                connection.execute(delete(table).where(table.c.case_id.in_(over)))

        await self._engine.write(forget)


class SqlTasks:
    """Fulfils `booking.ports.Tasks`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, task_id: TaskId) -> Task | None:
        found = await self._tasks(TASKS.where(t.id == task_id))
        return found[0] if found else None

    async def of(self, case_id: CaseId) -> Sequence[Task]:
        return await self._tasks(TASKS.where(t.case_id == case_id))

    async def due(self, day: date) -> Sequence[Task]:
        return await self._tasks(TASKS.where(t.done_at.is_(None), t.due_on <= day.isoformat()))

    async def add(self, task: Task) -> None:
        row = {
            "id": task.id,
            "case_id": task.case_id,
            "adviser_id": task.adviser_id,
            "due_on": task.due_on.isoformat(),
            "sealed": task.sealed,
            "made_at": task.made_at,
        }
        await self._engine.write(
            lambda connection: connection.execute(
                inserting(connection, tasks).values(row).on_conflict_do_nothing()
            )
        )

    async def done(self, task_id: TaskId, at: datetime) -> None:
        await self._engine.change(
            update(tasks).where(t.id == task_id, t.done_at.is_(None)).values(done_at=at)
        )

    async def _tasks(self, wanted: Select[Any]) -> list[Task]:
        return [_task(row) for row in await self._engine.rows(wanted)]


def _task(row: Any) -> Task:
    return Task(
        id=TaskId(row.id),
        case_id=CaseId(row.case_id),
        adviser_id=PersonId(row.adviser_id),
        due_on=date.fromisoformat(row.due_on),
        sealed=row.sealed,
        made_at=row.made_at,
        done_at=row.done_at,
    )
