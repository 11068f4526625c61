"""Statements for PostgreSQL that take all their rows in one parameter, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.columns import as_json
from db.snapshots import Fields


def inserting(table: str, columns: Sequence[str], parameter: int = 1) -> str:
    """From a parameter that is a JSON list of rows, in their order."""
    listed = ", ".join(columns)
    rows_ = f"jsonb_populate_recordset(null::{table}, ${parameter}::jsonb)"
    return f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {rows_}"


def replacing(table: str, columns: Sequence[str]) -> str:
    """The revision before is one lower."""
    values = ", ".join(f"{name} = after.{name}" for name in columns[1:])
    return (
        f"UPDATE {table} SET {values} FROM jsonb_populate_recordset(null::{table}, $1::jsonb) AS after"
        f" WHERE {table}.id = after.id AND {table}.revision = after.revision - 1 RETURNING {table}.id"
    )


def in_json(columns: Sequence[str], found: Iterable[Fields]) -> str:
    return as_json([dict(zip(columns, row, strict=True)) for row in found])
