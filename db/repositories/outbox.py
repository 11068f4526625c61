"""Messages promised to people: claimed for a while, then sent, dropped or given back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Update,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    text,
    update,
)

from booking.model.messages import Delivered, Due, Lane, Message, Origin, Purpose
from booking.model.people import PersonId
from booking.ports import Page
from db.columns import whole
from db.engine import Engine
from db.repositories.cursors import cursor, place
from db.repositories.promising import promise
from db.tables import outbox

o = outbox.c
LAST_ROW = 2**63 - 1
IS_WAITING = text("state = 'waiting'")
DUE = (
    *(o.id, o.purpose, o.subject, o.revision, o.person_id, o.due_at, o.chat_id, o.message_id),
    *(o.offset_minutes, o.attempts),
)


def _claiming(*whose: ColumnElement[bool]) -> Update:
    lane = o.lane == bindparam("of_lane")
    now = bindparam("now", type_=o.due_at.type)
    free = or_(o.claimed_until.is_(None), o.claimed_until <= now)
    due = select(o.id).where(IS_WAITING, lane, o.due_at <= now, free, *whose).order_by(o.due_at, o.id)
    mine = due.limit(bindparam("limit", type_=Integer)).with_for_update(skip_locked=True).cte("mine")
    lease = bindparam("lease_until", type_=o.claimed_until.type)
    return (
        update(outbox)
        .where(o.id == mine.c.id)
        .values(claimed_until=lease, attempts=o.attempts + 1)
        .returning(*DUE)
    )


# Made once: it is asked after every message, and making it costs as much as asking.
CLAIM = _claiming()
CLAIM_OF_PERSON = _claiming(o.person_id == bindparam("person"))


UNREACHABLE = "unreachable"
"""How the reason begins where there was no way to a person."""


class SqlOutbox:
    """Fulfils `booking.ports.Outbox`. An attempt is counted when it begins."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def claim(
        self,
        now: datetime,
        *,
        lease_until: datetime,
        limit: int,
        lane: Lane = Lane.PROMPT,
        person_id: PersonId | None = None,
    ) -> Sequence[Due]:
        values = {"now": now, "lease_until": lease_until, "limit": limit, "of_lane": lane.value}
        if person_id is None:
            rows = await self._engine.change(CLAIM, values)
        else:
            rows = await self._engine.change(CLAIM_OF_PERSON, {**values, "person": person_id})
        found = [_due(row) for row in rows]
        return sorted(found, key=lambda each: (each.message.due_at, each.id))

    async def add(self, messages: Sequence[Message]) -> None:
        await self._engine.write(lambda connection: promise(connection, messages))

    async def pass_over(self, messages: Sequence[Message], at: datetime, why: str) -> None:
        dropped = {"state": "dropped", "sent_at": at, "why": why}
        await self._engine.write(lambda connection: promise(connection, messages, dropped))

    async def sent(self, due: Due, at: datetime, channel: str) -> None:
        """Also where the lease has run out and another claimed it: it was sent, and that is that."""
        await self._settle(due, state="sent", sent_at=at, channel=channel, why="")

    async def dropped(self, due: Due, at: datetime, why: str) -> None:
        await self._settle(due, _is_ours(due), state="dropped", sent_at=at, why=why)

    async def retry(self, due: Due, at: datetime, why: str, *, counted: bool = True) -> None:
        attempts = due.attempts if counted else due.attempts - 1
        given_back = {"due_at": at, "claimed_until": None, "why": why, "attempts": attempts}
        await self._settle(due, _is_ours(due), **given_back)

    async def revive(self, person_id: PersonId, since: datetime, at: datetime) -> None:
        lost = update(outbox).where(
            o.person_id == person_id,
            o.state == "dropped",
            o.lane == Lane.PROMPT.value,
            o.why.startswith(UNREACHABLE),
            o.sent_at >= since,
        )
        again = {"state": "waiting", "sent_at": None, "why": "", "attempts": 0, "claimed_until": None}
        await self._engine.change(lost.values(due_at=at, **again))

    async def ledger(self, page: Page) -> tuple[Sequence[Delivered], str | None]:
        """Raises ValueError for a cursor that is none of ours."""
        wanted = select(*DUE, o.state, o.sent_at, o.channel, o.why).where(o.sent_at.is_not(None))
        last = place(page)
        if last is not None:
            at, number = _instant(last[0]), _number(last[1])
            wanted = wanted.where(or_(o.sent_at < at, and_(o.sent_at == at, o.id < number)))
        latest_first = wanted.order_by(o.sent_at.desc(), o.id.desc()).limit(page.limit + 1)
        rows: Sequence[Any] = await self._engine.rows(latest_first)
        shown = rows[: page.limit]
        lines = [
            Delivered(message=_due(row[:-4]).message, state=row[-4], at=row[-3], channel=row[-2], why=row[-1])
            for row in shown
        ]
        more = len(rows) > page.limit
        return lines, cursor(shown[-1].sent_at.isoformat(), str(shown[-1].id)) if more else None

    async def dropped_since(self, moment: datetime) -> Mapping[str, int]:
        counted = select(o.why, func.count()).where(o.state == "dropped", o.sent_at >= moment)
        rows: Sequence[Any] = await self._engine.rows(counted.group_by(o.why))
        return {row[0]: row[1] for row in rows}

    async def forget_before(self, moment: datetime) -> None:
        """Fulfils `booking.forgetting.Ageing`: what was sent or dropped."""
        await self._engine.change(delete(outbox).where(o.sent_at < moment))

    async def _settle(self, due: Due, *still: ColumnElement[bool], **values: Any) -> None:
        settled = update(outbox).where(o.id == due.id, IS_WAITING, *still).values(**values)
        await self._engine.change(settled)


def _is_ours(due: Due) -> ColumnElement[bool]:
    """Nobody has claimed it since."""
    return o.attempts == due.attempts


def _due(row: Sequence[Any]) -> Due:
    number, purpose, subject, revision, person_id, due_at, chat_id, message_id, offset, attempts = row
    origin = None if chat_id is None else Origin(chat_id=chat_id, message_id=message_id)
    message = Message(
        purpose=Purpose(purpose),
        subject=subject,
        revision=revision,
        person_id=PersonId(person_id),
        due_at=due_at,
        origin=origin,
        offset=offset,
    )
    return Due(id=number, message=message, attempts=attempts)


def _instant(text: str) -> datetime:
    """Raises ValueError for what no row can have."""
    try:
        return whole(datetime.fromisoformat(text)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError("no such cursor") from error


def _number(text: str) -> int:
    """Of a row. Raises ValueError for what no row can have."""
    number = int(text)
    if not 0 <= number <= LAST_ROW:
        raise ValueError("no such cursor")
    return number
