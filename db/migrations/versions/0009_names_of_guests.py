"""Whether an event asks for the names of guests; unknown is no."""

from alembic import op

revision = "0009"
down_revision = "0008"

KIND = {"postgresql": "BOOLEAN", "sqlite": "INTEGER"}


def upgrade() -> None:
    connection = op.get_bind()
    kind = KIND[connection.dialect.name]
    connection.exec_driver_sql(f"ALTER TABLE events ADD COLUMN asks_names {kind}")


def downgrade() -> None:
    op.get_bind().exec_driver_sql("ALTER TABLE events DROP COLUMN asks_names")
