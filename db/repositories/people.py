"""Persons and tenants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Table,
    Text,
    and_,
    bindparam,
    insert,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.exc import IntegrityError

from booking.model.messages import Message
from booking.model.people import Language, Person, PersonId, Reminding, Role, Tenant, TenantId, Wishes
from booking.ports import Page
from booking.refusals import Stale
from db.engine import Engine
from db.failures import names
from db.repositories.cursors import cursor, place
from db.repositories.erasing import erase
from db.repositories.promising import promise
from db.repositories.upserts import inserting
from db.tables import people, tenants

p = people.c
PERSONS = select(
    p.id,
    p.name,
    p.roles,
    p.tenant_id,
    p.language,
    p.telegram_id,
    p.reachable,
    p.erased_at,
    p.email,
    p.preferences,
)
BY_ID = PERSONS.where(p.id == bindparam("value"))
BY_TELEGRAM = PERSONS.where(p.telegram_id == bindparam("value"))
TENANTS = select(tenants.c.id, tenants.c.name)
TELEGRAM_KNOWN = ("uq_people_telegram_id", "people.telegram_id")
ID_KNOWN = ("pk_people", "people.id")


class SqlPeople:
    """Fulfils `booking.ports.People`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def get(self, person_id: PersonId) -> Person | None:
        return await self._one(BY_ID, person_id)

    async def by_telegram(self, telegram_id: int) -> Person | None:
        return await self._one(BY_TELEGRAM, telegram_id)

    async def listing(self, page: Page, *, role: Role | None = None) -> tuple[Sequence[Person], str | None]:
        """By name, without those who were erased. Raises ValueError for a cursor that is none of ours."""
        wanted = PERSONS.where(p.erased_at.is_(None), *_after(people, page)).order_by(p.name, p.id)
        if role is not None:
            wanted = wanted.where(type_coerce(p.roles, Text).contains(f" {role} "))
        found = [person_of(row) for row in await self._engine.rows(wanted.limit(page.limit + 1))]
        return found[: page.limit], _next(found, page)

    async def add(self, person: Person) -> None:
        """Raises Stale where the Telegram account or the id is another's."""
        try:
            await self._engine.change(insert(people).values(person_row(person)))
        except IntegrityError as error:
            if any(names(error, constraint) for constraint in (*TELEGRAM_KNOWN, *ID_KNOWN)):
                raise Stale from error
            raise

    async def speak(self, person_id: PersonId, language: Language) -> None:
        await self._set(person_id, language=language.value)

    async def remind(self, person_id: PersonId, wishes: Wishes) -> None:
        await self._set(person_id, preferences=wishes_snapshot(wishes))

    async def wishes(self) -> Sequence[Wishes]:
        rows = await self._engine.rows(select(p.preferences).distinct().where(p.preferences.is_not(None)))
        return [Wishes(), *(wishes_then(row[0]) for row in rows)]

    async def give_roles(self, person_id: PersonId, roles: frozenset[Role]) -> None:
        await self._set(person_id, roles=roles)

    async def write_to(self, person_id: PersonId, email: str) -> None:
        """One who was erased stays without."""
        known = (p.id == person_id) & p.erased_at.is_(None)
        await self._engine.change(update(people).where(known).values(email=email or None))

    async def lose(self, person_id: PersonId, messages: Sequence[Message]) -> None:
        known = update(people).where(p.id == person_id, p.reachable).values(reachable=False).returning(p.id)

        def lost(connection: Connection) -> None:
            if connection.execute(known).first() is not None:
                promise(connection, messages)

        await self._engine.write(lost)

    async def find_again(self, person_id: PersonId) -> None:
        await self._set(person_id, reachable=True)

    async def erase(self, person_id: PersonId, at: datetime) -> None:
        """What they still wait for is given up as well."""
        await self._engine.write(lambda connection: erase(connection, person_id, at))

    async def tenants(self, page: Page) -> tuple[Sequence[Tenant], str | None]:
        """By name. Raises ValueError for a cursor that is none of ours."""
        wanted = TENANTS.where(*_after(tenants, page)).order_by(tenants.c.name, tenants.c.id)
        found = [_tenant(row) for row in await self._engine.rows(wanted.limit(page.limit + 1))]
        return found[: page.limit], _next(found, page)

    async def tenant(self, tenant_id: TenantId) -> Tenant | None:
        rows = await self._engine.rows(TENANTS.where(tenants.c.id == tenant_id))
        return _tenant(rows[0]) if rows else None

    async def tenant_named(self, name: str, new_id: TenantId) -> Tenant:
        """Capitals and spaces make no difference. Raises Stale where the id is another tenant's."""
        said = " ".join(name.split())
        key = said.casefold()

        def found_or_made(connection: Connection) -> Tenant:
            new = inserting(connection, tenants).values(id=new_id, name=said, name_key=key)
            connection.execute(new.on_conflict_do_nothing())
            row = connection.execute(TENANTS.where(tenants.c.name_key == key)).one_or_none()
            if row is None:
                raise Stale
            return _tenant(row)

        return await self._engine.write(found_or_made)

    async def _one(self, which: Executable, value: object) -> Person | None:
        rows = await self._engine.rows(which, {"value": value})
        return person_of(rows[0]) if rows else None

    async def _set(self, person_id: PersonId, **values: Any) -> None:
        await self._engine.change(update(people).where(p.id == person_id).values(**values))


def person_row(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "roles": person.roles,
        "tenant_id": person.tenant_id,
        "language": person.language.value,
        "telegram_id": person.telegram_id,
        "reachable": person.reachable,
        "erased_at": person.erased_at,
        "email": person.email or None,
        "preferences": None if person.wishes == Wishes() else wishes_snapshot(person.wishes),
    }


def person_of(row: Sequence[Any]) -> Person:
    """From a row of PERSONS."""
    number, name, roles, tenant_id, language, telegram_id, reachable, erased_at, email, wishes = row
    return Person(
        id=PersonId(number),
        name=name,
        roles=roles,
        tenant_id=None if tenant_id is None else TenantId(tenant_id),
        language=Language(language),
        telegram_id=telegram_id,
        reachable=reachable,
        erased_at=erased_at,
        email=email or "",
        wishes=Wishes() if wishes is None else wishes_then(wishes),
    )


def wishes_snapshot(wishes: Wishes) -> dict[str, Any]:
    return {
        "unwanted": sorted(wishes.unwanted),
        "room_minutes": wishes.room_minutes,
        "quiet_from": wishes.quiet_from.isoformat(),
        "quiet_to": wishes.quiet_to.isoformat(),
        "is_seen": wishes.is_seen,
    }


def wishes_then(snapshot: Mapping[str, Any]) -> Wishes:
    return Wishes(
        unwanted=frozenset(map(Reminding, snapshot["unwanted"])),
        room_minutes=snapshot["room_minutes"],
        quiet_from=time.fromisoformat(snapshot["quiet_from"]),
        quiet_to=time.fromisoformat(snapshot["quiet_to"]),
        is_seen=snapshot.get("is_seen", False),
    )


def _tenant(row: Sequence[Any]) -> Tenant:
    number, name = row
    return Tenant(id=TenantId(number), name=name)


def _after(table: Table, page: Page) -> list[ColumnElement[bool]]:
    last = place(page)
    if last is None:
        return []
    name, number = last
    c = table.c
    return [or_(c.name > name, and_(c.name == name, c.id > number))]


def _next(found: Sequence[Person | Tenant], page: Page) -> str | None:
    if len(found) <= page.limit:
        return None
    last = found[page.limit - 1]
    return cursor(last.name, last.id)
