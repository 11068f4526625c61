"""Guidance: cases, meetings, what is written about them, advisers' plans; an adviser's time is a resource."""

from pathlib import Path

from alembic import op
from sqlalchemy import Connection

revision = "0006"
down_revision = "0005"

TABLES = ("intakes", "plans", "looks", "tasks", "papers", "case_changes", "appointments", "cases")
KINDS = "kind IN ('room', 'desk', 'adviser')"
KINDS_BEFORE = "kind IN ('room', 'desk')"
RESOURCES = """CREATE TABLE resources (
  id TEXT NOT NULL,
  space_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  buffer_minutes INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  document TEXT NOT NULL,
  CONSTRAINT pk_resources PRIMARY KEY (id),
  CONSTRAINT ck_resources_kind CHECK ({kinds}),
  CONSTRAINT ck_resources_buffer CHECK (buffer_minutes >= 0),
  CONSTRAINT fk_resources_space_id FOREIGN KEY(space_id) REFERENCES spaces (id)
) STRICT"""
GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'booking_buffer_%'"


def upgrade() -> None:
    connection = op.get_bind()
    _allow(connection, KINDS)
    script = Path(__file__).with_suffix(f".{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n\n"):
        connection.exec_driver_sql(statement.strip().removesuffix(";"))


def downgrade() -> None:
    connection = op.get_bind()
    for table in TABLES:
        connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql("DELETE FROM resources WHERE kind = 'adviser'")
    _allow(connection, KINDS_BEFORE)


def _allow(connection: Connection, kinds: str) -> None:
    """SQLite cannot change a check: the table is made anew. The guards that look into it step aside."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ALTER TABLE resources DROP CONSTRAINT ck_resources_kind")
        connection.exec_driver_sql(f"ALTER TABLE resources ADD CONSTRAINT ck_resources_kind CHECK ({kinds})")
        return
    guards = connection.exec_driver_sql(GUARDS).fetchall()
    for name, _ in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql("CREATE TEMPORARY TABLE kept AS SELECT * FROM resources")
    connection.exec_driver_sql("DROP TABLE resources")
    connection.exec_driver_sql(RESOURCES.format(kinds=kinds))
    connection.exec_driver_sql("INSERT INTO resources SELECT * FROM kept")
    connection.exec_driver_sql("DROP TABLE kept")
    for _, sql in guards:
        connection.exec_driver_sql(sql)
