"""Closures and loans with their guard, and what becomes of a question."""

from pathlib import Path

from alembic import op

revision = "0010"
down_revision = "0009"

TABLES = ("question_additions", "deviation_changes", "deviations")
COLUMNS = ("kind", "state", "settled_by", "settled_at")
TRIGGERS = ("booking_closed_insert", "booking_closed_update")


def upgrade() -> None:
    connection = op.get_bind()
    script = Path(__file__).with_suffix(f".{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n\n"):
        connection.exec_driver_sql(statement.strip().removesuffix(";"))


def downgrade() -> None:
    connection = op.get_bind()
    is_postgresql = connection.dialect.name == "postgresql"
    for trigger in TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}{' ON bookings' if is_postgresql else ''}")
    if is_postgresql:
        connection.exec_driver_sql("DROP FUNCTION booking_closed()")
    for table in TABLES:
        connection.exec_driver_sql(f"DROP TABLE {table}")
    for column in COLUMNS:
        connection.exec_driver_sql(f"ALTER TABLE questions DROP COLUMN {column}")
