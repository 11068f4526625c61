"""Run by Alembic, on the connection and in the transaction of `db.schema`."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)
context.run_migrations()
