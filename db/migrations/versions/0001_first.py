"""Everything there is at first: tables, and the guard against double booking.

The guard belongs here and not in a later migration: adding the exclusion constraint to rows that are
there takes 38 s for a million of them.
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    "drafts",
    "cards",
    "outbox",
    "waits",
    "changes",
    "bookings",
    "series",
    "api_tokens",
    "invitations",
    "people",
    "tenants",
    "resources",
    "spaces",
    "catalogue",
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
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION booking_buffer()")
