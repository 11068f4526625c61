"""One-time ways in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, update
from sqlalchemy.exc import IntegrityError

from booking.model.people import Invitation, Person, Role, TenantId
from db.engine import Engine
from db.failures import names
from db.repositories.people import PERSONS, TELEGRAM_KNOWN, person_of, person_row
from db.tables import invitations, people

i = invitations.c
p = people.c
ATTEMPTS = 3


class SqlInvitations:
    """Fulfils `booking.ports.Invitations`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def add(self, invitation: Invitation) -> None:
        row = {
            "token_hash": invitation.token_hash,
            "role": invitation.role.value,
            "name": invitation.name,
            "tenant_id": invitation.tenant_id,
            "expires_at": invitation.expires_at,
        }
        await self._engine.change(insert(invitations).values(row))

    async def redeem(self, token_hash: str, newcomer: Person, now: datetime) -> Person | None:
        """A tenant that the invitation names becomes theirs."""
        for attempt in range(ATTEMPTS):
            try:
                return await self._engine.write(lambda c: _redeem(c, token_hash, newcomer, now))
            except IntegrityError as error:
                # The same account has come in by another invitation a moment ago: now it is known.
                same = any(names(error, constraint) for constraint in TELEGRAM_KNOWN)
                if not same or attempt == ATTEMPTS - 1:
                    raise
        return None


def _redeem(connection: Connection, token_hash: str, newcomer: Person, now: datetime) -> Person | None:
    # Changed before it is read, so that whoever comes at the same time waits here.
    touched = update(invitations).where(i.token_hash == token_hash).values(role=i.role).returning(*i)
    row = connection.execute(touched).one_or_none()
    if row is None:
        return None
    account = p.telegram_id == newcomer.telegram_id
    if row.used_by is not None:
        return _person(connection, (p.id == row.used_by) & account)
    if row.expires_at <= now:
        return None
    person = _welcome(connection, _person(connection, account), newcomer, row)
    used = update(invitations).where(i.token_hash == token_hash)
    connection.execute(used.values(used_at=now, used_by=person.id))
    return person


def _welcome(connection: Connection, known: Person | None, newcomer: Person, row: Row[Any]) -> Person:
    role, tenant = Role(row.role), TenantId(row.tenant_id) if row.tenant_id else None
    if known is None:
        person = replace(newcomer, name=row.name or newcomer.name, roles=frozenset({role}), tenant_id=tenant)
        connection.execute(insert(people).values(person_row(person)))
        return person
    person = replace(known, roles=known.roles | {role}, tenant_id=tenant or known.tenant_id, reachable=True)
    connection.execute(update(people).where(p.id == person.id).values(person_row(person)))
    return person


def _person(connection: Connection, condition: ColumnElement[bool]) -> Person | None:
    row = connection.execute(PERSONS.where(condition)).one_or_none()
    return None if row is None else person_of(row)
