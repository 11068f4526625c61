"""What people asked the administration, saved with the messages that it promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from booking.model.messages import Message
from booking.model.people import PersonId
from booking.model.questions import Question, QuestionId
from db.engine import Engine
from db.repositories.promising import promise
from db.repositories.upserts import inserting
from db.tables import questions

q = questions.c


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

    async def count_open(self, person_id: PersonId) -> int:
        wanted = select(func.count()).where(q.person_id == person_id, q.answered_at.is_(None))
        return int((await self._engine.rows(wanted))[0][0])

    async def add(self, question: Question, messages: Sequence[Message]) -> None:
        await self._engine.write(lambda connection: _add(connection, question, messages))

    async def answer(self, question: Question, messages: Sequence[Message]) -> bool:
        return await self._engine.write(lambda connection: _answer(connection, question, messages))

    async def forget_before(self, moment: datetime) -> None:
        await self._engine.change(delete(questions).where(q.asked_at < moment))


def _add(connection: Connection, question: Question, messages: Sequence[Message]) -> None:
    row = {
        "id": question.id,
        "person_id": question.person_id,
        "text": question.text,
        "asked_at": question.asked_at,
    }
    connection.execute(inserting(connection, questions).values(row).on_conflict_do_nothing())
    promise(connection, messages)


def _answer(connection: Connection, question: Question, messages: Sequence[Message]) -> bool:
    answered = (
        update(questions)
        .where(q.id == question.id, q.answered_at.is_(None))
        .values(answer=question.answer, answered_by=question.answered_by, answered_at=question.answered_at)
        .returning(q.id)
    )
    if connection.execute(answered).first() is None:
        return False
    promise(connection, messages)
    return True


def _question(row: Any) -> Question:
    return Question(
        id=QuestionId(row.id),
        person_id=PersonId(row.person_id),
        text=row.text,
        asked_at=row.asked_at,
        answer=row.answer,
        answered_by=PersonId(row.answered_by) if row.answered_by else None,
        answered_at=row.answered_at,
    )
