"""Advisers' own calendars, and when they are busy there."""

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"

TABLES = ("busy_elsewhere", "own_calendars")


def upgrade() -> None:
    connection = op.get_bind()
    script = Path(__file__).with_suffix(f".{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n\n"):
        connection.exec_driver_sql(statement.strip().removesuffix(";"))


def downgrade() -> None:
    connection = op.get_bind()
    for table in TABLES:
        connection.exec_driver_sql(f"DROP TABLE {table}")
