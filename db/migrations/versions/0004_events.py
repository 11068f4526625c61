"""Events, places at them and announcements; people's e-mail addresses and wishes; the pace of sending."""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = ("paces", "announcements", "follows", "event_posts", "event_changes", "registrations", "events")
INDEXES = (
    "DROP INDEX ix_outbox_lane",
    "DROP INDEX ix_outbox_person_id",
    "CREATE INDEX ix_outbox_due_at ON outbox (due_at, id) WHERE state = 'waiting'",
)
COLUMNS = (
    ("outbox", "lane"),
    ("outbox", "channel"),
    ("outbox", "offset_minutes"),
    ("people", "preferences"),
    ("people", "email"),
)


def upgrade() -> None:
    connection = op.get_bind()
    script = Path(__file__).with_suffix(f".{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n\n"):
        connection.exec_driver_sql(statement.strip().removesuffix(";"))


def downgrade() -> None:
    connection = op.get_bind()
    for table in TABLES:
        connection.exec_driver_sql(f"DROP TABLE {table}")
    for statement in INDEXES:
        connection.exec_driver_sql(statement)
    for table, column in COLUMNS:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
    if connection.dialect.name == "postgresql":
        for function in ("event_seats()", "event_seats_limit()"):
            connection.exec_driver_sql(f"DROP FUNCTION {function}")
