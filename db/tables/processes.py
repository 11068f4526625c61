"""What the processes that serve one database have to agree on."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from db.columns import Microseconds, UtcDateTime
from db.tables.base import metadata

claims = Table(
    "claims",
    metadata,
    Column("name", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    sqlite_strict=True,
)

paces = Table(
    "paces",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next_at", Microseconds, nullable=False),
    sqlite_strict=True,
)
