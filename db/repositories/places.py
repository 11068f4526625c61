"""The catalogue: kept in memory, read again when its revision has risen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, not_, select, update

from booking.model.deviations import Deviates, Deviation
from booking.model.spaces import Catalogue, Resource, ResourceKind, Space
from db.deviation_rows import deviation_of
from db.documents import minutes, resource_document, resource_of, space_document, space_of
from db.engine import Engine
from db.repositories.deviations import STANDING
from db.repositories.upserts import inserting, put
from db.tables import catalogue, resources, spaces

LAST = 1_000_000
"""Advisers stand after all that the space file lists."""
REVISION = select(func.coalesce(func.max(catalogue.c.revision), 0))
SPACES = select(spaces.c.document).order_by(spaces.c.position, spaces.c.id)
RESOURCES = select(resources.c.document, resources.c.retired).order_by(resources.c.position, resources.c.id)


class SqlPlaces:
    """Fulfils `booking.ports.Places`. Empty until the first `refresh`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._catalogue = Catalogue(revision=0, spaces={}, resources={})

    def catalogue(self) -> Catalogue:
        return self._catalogue

    async def refresh(self) -> None:
        wanted = await self._revision()
        while wanted != self._catalogue.revision:
            found = await self._read(wanted)
            wanted = await self._revision()
            if wanted == found.revision:  # else it was changed while we read
                self._catalogue = found

    async def apply(self, catalogue: Catalogue) -> None:
        await self._engine.write(lambda connection: _apply(connection, catalogue))
        await self.refresh()

    async def put(self, resource: Resource) -> None:
        def put_it(connection: Connection) -> None:
            _raise_revision(connection)
            put(connection, resources, [_row(LAST, resource)])

        await self._engine.write(put_it)
        await self.refresh()

    async def _revision(self) -> int:
        ((revision,),) = await self._engine.rows(REVISION)
        return int(revision)

    async def _read(self, revision: int) -> Catalogue:
        places = [space_of(row.document) for row in await self._engine.rows(SPACES)]
        found = [resource_of(row.document, retired=row.retired) for row in await self._engine.rows(RESOURCES)]
        standing = [deviation_of(row) for row in await self._engine.rows(STANDING)]
        return Catalogue(
            revision=revision,
            spaces={space.id: _with_closures(space, standing) for space in places},
            resources={resource.id: _with_deviations(resource, standing) for resource in found},
        )


def _with_closures(space: Space, standing: Sequence[Deviation]) -> Space:
    ours = (each for each in standing if each.space_id == space.id and each.resource_id is None)
    return replace(space, closures=tuple(each.closure for each in ours))


def _with_deviations(resource: Resource, standing: Sequence[Deviation]) -> Resource:
    ours = [each for each in standing if each.resource_id == resource.id]
    return replace(
        resource,
        closures=tuple(each.closure for each in ours if each.kind is Deviates.CLOSED),
        lent=tuple(each.interval for each in ours if each.kind is Deviates.LENT),
    )


def _apply(connection: Connection, wanted: Catalogue) -> None:
    """The revision is raised first: whoever applies another at the same time waits for us there."""
    _raise_revision(connection)
    put(
        connection,
        spaces,
        [
            {"id": space.id, "position": position, "document": space_document(space)}
            for position, space in enumerate(wanted.spaces.values())
        ],
    )
    listed = [r for r in wanted.resources.values() if r.kind is not ResourceKind.ADVISER]
    put(connection, resources, [_row(place, r) for place, r in enumerate(listed)])
    _move_last(connection, spaces, list(wanted.spaces))
    _move_last(connection, resources, list(wanted.resources), retired=True)


def _raise_revision(connection: Connection) -> None:
    first = inserting(connection, catalogue).values(id=1, revision=1)
    risen = {"revision": catalogue.c.revision + 1}
    connection.execute(first.on_conflict_do_update(index_elements=["id"], set_=risen))


def _row(position: int, resource: Resource) -> dict[str, Any]:
    return {
        "id": resource.id,
        "space_id": resource.space_id,
        "position": position,
        "kind": resource.kind.value,
        "name": resource.name,
        "buffer_minutes": minutes(resource.policy.buffer),
        "retired": resource.retired,
        "document": resource_document(resource),
    }


def _move_last(connection: Connection, table: Table, present: Sequence[str], **values: Any) -> None:
    """What the catalogue no longer has comes after all that it has; advisers were never of it."""
    missing: ColumnElement[bool] = not_(table.c.id.in_(present))
    if table is resources:
        missing = and_(missing, resources.c.kind != ResourceKind.ADVISER)
    connection.execute(update(table).where(missing).values(position=len(present), **values))
