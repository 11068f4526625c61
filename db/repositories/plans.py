"""When and where advisers can be met, one document each. A revision guards it from two pages at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, select, update

from booking.model.guidance import Meeting, Plan
from booking.model.people import PersonId
from booking.model.spaces import Hours
from booking.refusals import Stale
from db.engine import Engine
from db.repositories.upserts import inserting
from db.tables import plans

MINUTE = timedelta(minutes=1)


class SqlPlans:
    """Fulfils `booking.ports.Plans`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def of(self, person_id: PersonId) -> Plan:
        rows = await self._engine.rows(select(plans).where(plans.c.person_id == person_id))
        return _plan(rows[0]) if rows else Plan(person_id=person_id)

    async def save(self, plan: Plan) -> None:
        await self._engine.write(lambda connection: _save(connection, plan))


def _save(connection: Connection, plan: Plan) -> None:
    values = {"document": _document(plan), "revision": plan.revision + 1}
    if plan.revision == 0:
        new = inserting(connection, plans).values(person_id=plan.person_id, **values)
        saved = connection.execute(new.on_conflict_do_nothing().returning(plans.c.revision))
    else:
        same = (plans.c.person_id == plan.person_id) & (plans.c.revision == plan.revision)
        saved = connection.execute(update(plans).where(same).values(**values).returning(plans.c.revision))
    if saved.first() is None:
        raise Stale


def _document(plan: Plan) -> dict[str, Any]:
    return {
        "weekly": {str(day): [_hours(each) for each in hours] for day, hours in plan.weekly.items()},
        "exceptions": {
            day.isoformat(): [_hours(each) for each in hours] for day, hours in plan.exceptions.items()
        },
        "length": plan.length // MINUTE,
        "buffer": plan.buffer // MINUTE,
        "notice": plan.notice // MINUTE,
        "days_ahead": plan.days_ahead,
        "most_a_day": plan.most_a_day,
        "places": [place.value for place in plan.places],
        "link": plan.link,
        "weight": plan.weight,
        "away_from": plan.away_from and plan.away_from.isoformat(),
        "away_until": plan.away_until and plan.away_until.isoformat(),
        "stand_in": plan.stand_in,
    }


def _plan(row: Any) -> Plan:
    said: Mapping[str, Any] = row.document
    exceptions = {
        date.fromisoformat(day): tuple(map(_hours_of, hours)) for day, hours in said["exceptions"].items()
    }
    weekly = {int(day): tuple(map(_hours_of, hours)) for day, hours in said["weekly"].items()}
    stand_in = said["stand_in"]
    return Plan(
        person_id=PersonId(row.person_id),
        weekly=MappingProxyType(weekly),
        exceptions=MappingProxyType(exceptions),
        length=said["length"] * MINUTE,
        buffer=said["buffer"] * MINUTE,
        notice=said["notice"] * MINUTE,
        days_ahead=said["days_ahead"],
        most_a_day=said["most_a_day"],
        places=tuple(map(Meeting, said["places"])),
        link=said["link"],
        weight=said["weight"],
        away_from=_day(said["away_from"]),
        away_until=_day(said["away_until"]),
        stand_in=None if stand_in is None else PersonId(stand_in),
        revision=row.revision,
    )


def _day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)


def _hours(hours: Hours) -> list[str]:
    return [hours.start.isoformat("minutes"), hours.end.isoformat("minutes")]


def _hours_of(pair: tuple[str, str]) -> Hours:
    start, end = map(time.fromisoformat, pair)
    return Hours(start=start, end=end)
