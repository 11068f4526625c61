"""INSERT … ON CONFLICT: both databases say it alike, and SQLAlchemy keeps it in a module of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table


def inserting(connection: Connection, table: Table) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Makes the rows, or changes those that are there by their primary key."""
    keys = [column.name for column in table.primary_key]
    for row in rows:
        statement = inserting(connection, table).values(row)
        values = {name: value for name, value in row.items() if name not in keys}
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


def first(rows: Sequence[Row[Any]]) -> Row[Any] | None:
    return rows[0] if rows else None
