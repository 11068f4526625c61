"""What was promised and said to people, and what they said."""

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

from db.columns import Document, Identifier, Number, UtcDateTime
from db.tables.base import id_column, metadata, one_of, partial

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, Identity(), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("purpose", Text, nullable=False),
    Column("subject", Identifier, nullable=False),
    Column("revision", Number, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("chat_id", Number),
    Column("message_id", Number),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("sent_at", UtcDateTime),
    Column("why", Text, nullable=False, server_default=""),
    Column("offset_minutes", Integer, nullable=False, server_default="0"),
    Column("channel", Text, nullable=False, server_default=""),
    Column("lane", Text, nullable=False, server_default="prompt"),
    one_of("state", ("waiting", "sent", "dropped")),
    CheckConstraint(text("(chat_id IS NULL) = (message_id IS NULL)"), name="origin"),
    sqlite_strict=True,
)
partial("ix_outbox_lane", outbox.c.lane, outbox.c.due_at, outbox.c.id, where="state = 'waiting'")
partial("ix_outbox_sent_at", outbox.c.sent_at, where="sent_at IS NOT NULL")
partial("ix_outbox_person_id", outbox.c.person_id, outbox.c.due_at, where="state = 'waiting'")

cards = Table(
    "cards",
    metadata,
    Column("booking_id", Identifier, nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("chat_id", Number, nullable=False),
    Column("message_id", Number, nullable=False),
    PrimaryKeyConstraint("booking_id", "person_id"),
    Index("ix_cards_person_id", "person_id"),
    sqlite_strict=True,
)

drafts = Table(
    "drafts",
    metadata,
    Column("telegram_id", Number, primary_key=True, autoincrement=False),
    Column("data", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_strict=True,
)

questions = Table(
    "questions",
    metadata,
    id_column(),
    Column("person_id", Identifier, nullable=False),
    Column("text", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer", Text),
    Column("answered_by", Identifier),
    Column("answered_at", UtcDateTime),
    Column("kind", Text, nullable=False, server_default="question"),
    Column("state", Text, nullable=False, server_default="new"),
    Column("settled_by", Identifier),
    Column("settled_at", UtcDateTime),
    CheckConstraint(text("(answer IS NULL) = (answered_at IS NULL)"), name="answered"),
    Index("ix_questions_person_id", "person_id", "asked_at"),
    sqlite_strict=True,
)

question_additions = Table(
    "question_additions",
    metadata,
    Column("question_id", Identifier, ForeignKey("questions.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", Identifier, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("question_id", "person_id"),
    Index("ix_question_additions_person_id", "person_id"),
    sqlite_strict=True,
)

announcements = Table(
    "announcements",
    metadata,
    id_column(),
    Column("audience", Document, nullable=False),
    Column("text", Text, nullable=False),
    Column("file", Document),
    Column("state", Text, nullable=False),
    Column("send_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("delivered", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("left", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("made_by", Identifier),
    Column("made_at", UtcDateTime, nullable=False),
    one_of("state", ("draft", "scheduled", "sending", "paused", "stopped", "sent")),
    Index("ix_announcements_made_at", "made_at"),
    sqlite_strict=True,
)
