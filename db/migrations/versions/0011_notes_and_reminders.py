"""What somebody who signs up lets the host know, and when somebody was reminded of a request that was begun."""

from alembic import op

revision = "0011"
down_revision = "0010"

INSTANT = {"postgresql": "TIMESTAMP WITH TIME ZONE", "sqlite": "INTEGER"}


def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql("ALTER TABLE registrations ADD COLUMN note TEXT DEFAULT '' NOT NULL")
    kind = INSTANT[connection.dialect.name]
    connection.exec_driver_sql(f"ALTER TABLE intakes ADD COLUMN reminded_at {kind}")


def downgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql("ALTER TABLE intakes DROP COLUMN reminded_at")
    connection.exec_driver_sql("ALTER TABLE registrations DROP COLUMN note")
