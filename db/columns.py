"""Column types that mean the same on both databases, and reject what they cannot keep."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from booking.model.people import Role

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Identifier = Text().with_variant(Text(collation="C"), "postgresql")
"""Opaque; compared byte by byte, whatever the language of the database."""

Number = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits."""


Microseconds = Number
"""Since 1970."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant in whole seconds: timestamptz on PostgreSQL, seconds since 1970 on SQLite.

    A naive time raises ValueError: SQLite would drop the offset and PostgreSQL would guess one. So does
    an instant finer than a second.
    """

    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(Integer())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return seconds(value) if dialect.name == "sqlite" else whole(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "sqlite":
            return datetime.fromtimestamp(value, UTC)
        return value.astimezone(UTC)  # type: ignore[no-any-return]


class Flag(TypeDecorator[bool]):
    """True or false; 1 or 0 on SQLite, whose strict tables know no boolean."""

    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Boolean() if dialect.name == "postgresql" else Integer())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:  # noqa: FBT001 -- SQLAlchemy's
        return value if dialect.name == "postgresql" or value is None else int(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Document(TypeDecorator[Any]):
    """A JSON value: jsonb on PostgreSQL, text on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import JSONB

            return dialect.type_descriptor(JSONB(none_as_null=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" or value is None else as_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" or value is None else json.loads(value)


class Roles(TypeDecorator[frozenset[Role]]):
    """Words in a row with a space around each, so that one of them can be looked for: " contact tenant "."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Collection[Role] | None, _dialect: Dialect) -> str | None:
        return None if value is None else roles_as_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> frozenset[Role] | None:
        return None if value is None else frozenset(map(Role, value.split()))


def roles_as_text(roles: Collection[Role]) -> str:
    return "".join(f" {role}" for role in sorted(roles)) + " "


def whole(instant: datetime) -> datetime:
    """The same instant. Raises ValueError where it is naive or finer than a second."""
    if instant.tzinfo is None:
        raise ValueError(f"an instant without a time zone: {instant}")
    if instant.microsecond:
        raise ValueError(f"an instant finer than a second: {instant}")
    return instant


def seconds(instant: datetime) -> int:
    """Since 1970. Raises ValueError where the instant is naive or finer than a second."""
    return int(whole(instant).timestamp())


def as_json(value: Any) -> str:
    return ENCODER.encode(value)
