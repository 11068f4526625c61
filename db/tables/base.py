"""What the definitions of tables share."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import DDL, CheckConstraint, Column, MetaData, event, text

from db import overlap
from db.columns import Identifier

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)
overlap.extend(metadata)


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(text(f"{column} IN ({listed})"), name=column)


def partial(name: str, *columns: Column[object], where: str, unique: bool = False) -> None:
    """Both databases say it alike. An `Index` with a condition imports both of SQLAlchemy's dialects."""
    table = columns[0].table
    kind = "UNIQUE INDEX" if unique else "INDEX"
    statement = f"CREATE {kind} {name} ON {table} ({', '.join(c.name for c in columns)}) WHERE {where}"
    event.listen(table, "after_create", DDL(statement))  # type: ignore[no-untyped-call]


def id_column() -> Column[str]:
    return Column("id", Identifier, primary_key=True)
