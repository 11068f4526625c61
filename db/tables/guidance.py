"""Guidance: cases and their log, meetings, what is written, tasks, who looked, and advisers' plans."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from booking.model.guidance import AppointmentState, Stage
from booking.model.papers import Looked, PaperKind
from db.columns import Document, Flag, Identifier, Number, UtcDateTime
from db.tables.base import id_column, metadata, one_of, partial

cases = Table(
    "cases",
    metadata,
    id_column(),
    Column("person_id", Identifier, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("stage", Text, nullable=False),
    Column("how_far", Text),
    Column("sector", Text),
    Column("wanted", Identifier),
    Column("adviser_id", Identifier),
    Column("assigned_at", UtcDateTime),
    Column("escalated_at", UtcDateTime),
    Column("meeting", Text, nullable=False),
    Column("offered", Document, nullable=False),
    Column("chooses_freely", Flag, nullable=False),
    Column("outcome", Text),
    Column("outcome_at", UtcDateTime),
    Column("organisation", Text, nullable=False),
    Column("consented_at", UtcDateTime),
    Column("tenant_at", UtcDateTime),
    Column("member_at", UtcDateTime),
    Column("revision", Integer, nullable=False),
    one_of("stage", Stage),
    CheckConstraint(text("(outcome IS NULL) = (outcome_at IS NULL)"), name="outcome"),
    Index("ix_cases_person_id", "person_id"),
    Index("ix_cases_adviser_id", "adviser_id", "asked_at"),
    Index("ix_cases_asked_at", "asked_at"),
    sqlite_strict=True,
)

appointments = Table(
    "appointments",
    metadata,
    id_column(),
    Column("case_id", Identifier, ForeignKey("cases.id"), nullable=False),
    Column("adviser_id", Identifier, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("meeting", Text, nullable=False),
    Column("booking_id", Identifier, nullable=False),
    Column("room_id", Identifier),
    Column("room_booking_id", Identifier),
    Column("state", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("revision", Integer, nullable=False),
    one_of("state", AppointmentState),
    CheckConstraint(text("ends_at > starts_at"), name="order"),
    Index("ix_appointments_case_id", "case_id"),
    Index("ix_appointments_starts_at", "starts_at"),
    Index("ix_appointments_person_id", "person_id"),
    Index("ix_appointments_booking_id", "booking_id"),
    Index("ix_appointments_room_booking_id", "room_booking_id"),
    sqlite_strict=True,
)
partial(
    "uq_appointments_ahead",
    appointments.c.case_id,
    where=f"state = '{AppointmentState.BOOKED}'",
    unique=True,
)

case_changes = Table(
    "case_changes",
    metadata,
    Column("request_key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("case_id", Identifier, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Document, nullable=False),
    Column("before", Document),
    Column("after", Document, nullable=False),
    Column("note", Text, nullable=False),
    PrimaryKeyConstraint("request_key", "position"),
    Index("ix_case_changes_case_id", "case_id", "at"),
    sqlite_strict=True,
)

papers = Table(
    "papers",
    metadata,
    id_column(),
    Column("case_id", Identifier, ForeignKey("cases.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("author_id", Identifier),
    Column("at", UtcDateTime, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("size", Integer, nullable=False),
    one_of("kind", PaperKind),
    Index("ix_papers_case_id", "case_id", "at"),
    sqlite_strict=True,
)

tasks = Table(
    "tasks",
    metadata,
    id_column(),
    Column("case_id", Identifier, ForeignKey("cases.id"), nullable=False),
    Column("adviser_id", Identifier, nullable=False),
    Column("due_on", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    Index("ix_tasks_case_id", "case_id"),
    sqlite_strict=True,
)
partial("ix_tasks_due_on", tasks.c.due_on, where="done_at IS NULL")

looks = Table(
    "looks",
    metadata,
    Column("id", Number, Identity(), primary_key=True),
    Column("case_id", Identifier, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("what", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    one_of("what", Looked),
    Index("ix_looks_case_id", "case_id", "at"),
    sqlite_strict=True,
)

plans = Table(
    "plans",
    metadata,
    Column("person_id", Identifier, primary_key=True),
    Column("document", Document, nullable=False),
    Column("revision", Integer, nullable=False),
    sqlite_strict=True,
)

intakes = Table(
    "intakes",
    metadata,
    Column("telegram_id", Number, primary_key=True, autoincrement=False),
    Column("step", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reminded_at", UtcDateTime),
    sqlite_strict=True,
)
