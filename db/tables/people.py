"""Humans and programs we know."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, PrimaryKeyConstraint, Table, Text, text

from booking.model.people import INVITED, Language, Scope
from db.columns import Document, Flag, Identifier, Number, Roles, UtcDateTime
from db.tables.base import id_column, metadata, one_of

tenants = Table(
    "tenants",
    metadata,
    id_column(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    sqlite_strict=True,
)

people = Table(
    "people",
    metadata,
    id_column(),
    Column("name", Text, nullable=False),
    Column("roles", Roles, nullable=False),
    Column("tenant_id", Identifier, ForeignKey("tenants.id")),
    Column("language", Text, nullable=False),
    Column("telegram_id", Number, unique=True),
    Column("reachable", Flag, nullable=False),
    Column("erased_at", UtcDateTime),
    Column("email", Text),
    Column("preferences", Document),
    one_of("language", Language),
    sqlite_strict=True,
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("tenant_id", Identifier, ForeignKey("tenants.id")),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("used_by", Identifier, ForeignKey("people.id")),
    one_of("role", INVITED),
    CheckConstraint(text("(used_at IS NULL) = (used_by IS NULL)"), name="used"),
    sqlite_strict=True,
)

api_tokens = Table(
    "api_tokens",
    metadata,
    id_column(),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("made_at", UtcDateTime, nullable=False),
    one_of("scope", Scope),
    sqlite_strict=True,
)

follows = Table(
    "follows",
    metadata,
    Column("person_id", Identifier, nullable=False),
    Column("topic", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("person_id", "topic"),
    Index("ix_follows_topic", "topic"),
    sqlite_strict=True,
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("person_id", Identifier, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Index("ix_sign_in_links_person_id", "person_id"),
    sqlite_strict=True,
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("person_id", Identifier, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime, nullable=False),
    Index("ix_sessions_person_id", "person_id"),
    sqlite_strict=True,
)
