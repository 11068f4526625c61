"""Tables, the guard against double booking, the ledger, repositories and migrations."""

from db.database import Database
from db.schema import Behind, Current, Foreign, SchemaState, WrongSchema, migrate, schema_state

__all__ = [
    "Behind",
    "Current",
    "Database",
    "Foreign",
    "SchemaState",
    "WrongSchema",
    "migrate",
    "schema_state",
]
