"""What one process does for all of them, and until when nobody else need."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLE = """
CREATE TABLE claims (
  name TEXT NOT NULL,
  mark TEXT NOT NULL,
  until {instant} NOT NULL,
  CONSTRAINT pk_claims PRIMARY KEY (name)
){strict}"""
TYPES = {
    "postgresql": {"instant": "TIMESTAMP WITH TIME ZONE", "strict": ""},
    "sqlite": {"instant": "INTEGER", "strict": " STRICT"},
}


def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql(TABLE.format(**TYPES[connection.dialect.name]).strip())


def downgrade() -> None:
    op.get_bind().exec_driver_sql("DROP TABLE claims")
