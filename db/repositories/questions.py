"""What people asked the administration, saved with the messages that it promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Update, delete, func, select, update

from booking.model.messages import Message
from booking.model.people import PersonId
from booking.model.questions import OPEN, Addition, Question, QuestionId, QuestionKind, QuestionState
from db.engine import Engine
from db.repositories.promising import promise
from db.repositories.upserts import inserting
from db.tables import question_additions, questions

q = questions.c
a = question_additions.c
IS_OPEN = q.state.in_(sorted(OPEN))


class SqlQuestions:
    """Fulfils `booking.ports.Questions`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, question_id: QuestionId) -> Question | None:
        rows = await self._engine.rows(select(questions).where(q.id == question_id))
        return _question(rows[0]) if rows else None

    async def of_person(self, person_id: PersonId) -> Sequence[Question]:
        wanted = select(questions).where(q.person_id == person_id).order_by(q.asked_at, q.id)
        return [_question(row) for row in await self._engine.rows(wanted)]

    async def open(self) -> Sequence[Question]:
        wanted = select(questions).where(IS_OPEN).order_by(q.asked_at, q.id)
        return [_question(row) for row in await self._engine.rows(wanted)]

    async def count_open(self, person_id: PersonId) -> int:
        is_fault = q.kind == QuestionKind.FAULT
        wanted = select(func.count()).where(q.person_id == person_id, IS_OPEN, ~is_fault)
        return int((await self._engine.rows(wanted))[0][0])

    async def additions(self, question_id: QuestionId) -> Sequence[Addition]:
        return await self._additions(a.question_id == question_id)

    async def additions_of(self, person_id: PersonId) -> Sequence[Addition]:
        return await self._additions(a.person_id == person_id)

    async def add(self, question: Question, messages: Sequence[Message]) -> None:
        await self._engine.write(lambda connection: _add(connection, question, messages))

    async def join(self, addition: Addition, messages: Sequence[Message]) -> None:
        await self._engine.write(lambda connection: _join(connection, addition, messages))

    async def pass_on(self, question_id: QuestionId, messages: Sequence[Message]) -> None:
        passed = update(questions).where(q.id == question_id, q.state == QuestionState.KEPT)
        change = passed.values(state=QuestionState.NEW)
        await self._engine.write(lambda connection: _change(connection, change, messages))

    async def answer(self, question: Question, messages: Sequence[Message]) -> bool:
        unanswered = update(questions).where(q.id == question.id, q.answered_at.is_(None))
        answered = unanswered.values(
            state=question.state,
            answer=question.answer,
            answered_by=question.answered_by,
            answered_at=question.answered_at,
        )
        return await self._engine.write(lambda connection: _change(connection, answered, messages))

    async def see(self, question_ids: Sequence[QuestionId]) -> None:
        new = update(questions).where(q.id.in_(question_ids), q.state == QuestionState.NEW)
        await self._engine.change(new.values(state=QuestionState.SEEN))

    async def settle(self, question: Question) -> None:
        unsettled = update(questions).where(q.id == question.id, q.state != QuestionState.SETTLED)
        await self._engine.change(
            unsettled.values(
                state=question.state, settled_by=question.settled_by, settled_at=question.settled_at
            )
        )

    async def forget_before(self, moment: datetime) -> None:
        """With what was added to them."""
        await self._engine.change(delete(questions).where(q.asked_at < moment))

    async def _additions(self, which: Any) -> list[Addition]:
        wanted = select(question_additions).where(which).order_by(a.at, a.question_id, a.person_id)
        return [
            Addition(
                question_id=QuestionId(row.question_id),
                person_id=PersonId(row.person_id),
                text=row.text,
                at=row.at,
            )
            for row in await self._engine.rows(wanted)
        ]


def _add(connection: Connection, question: Question, messages: Sequence[Message]) -> None:
    row = {
        "id": question.id,
        "person_id": question.person_id,
        "text": question.text,
        "asked_at": question.asked_at,
        "kind": question.kind.value,
        "state": question.state.value,
    }
    connection.execute(inserting(connection, questions).values(row).on_conflict_do_nothing())
    promise(connection, messages)


def _join(connection: Connection, addition: Addition, messages: Sequence[Message]) -> None:
    row = {
        "question_id": addition.question_id,
        "person_id": addition.person_id,
        "text": addition.text,
        "at": addition.at,
    }
    connection.execute(inserting(connection, question_additions).values(row).on_conflict_do_nothing())
    promise(connection, messages)


def _change(connection: Connection, change: Update, messages: Sequence[Message]) -> bool:
    """Whether it was still so; else nothing is promised."""
    if connection.execute(change.returning(q.id)).first() is None:
        return False
    promise(connection, messages)
    return True


def _question(row: Any) -> Question:
    return Question(
        id=QuestionId(row.id),
        person_id=PersonId(row.person_id),
        text=row.text,
        asked_at=row.asked_at,
        kind=QuestionKind(row.kind),
        state=QuestionState(row.state),
        answer=row.answer,
        answered_by=PersonId(row.answered_by) if row.answered_by else None,
        answered_at=row.answered_at,
        settled_by=PersonId(row.settled_by) if row.settled_by else None,
        settled_at=row.settled_at,
    )
