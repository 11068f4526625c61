"""What a repository needs of a database, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Executable, Row

CLOSED = "the database was closed"

Values = Mapping[str, Any]
Result = TypeVar("Result")
Work = Callable[[Connection], Result]
"""Plain code on a SQLAlchemy connection, run where it blocks nobody."""


class Engine(Protocol):
    def is_there(self) -> bool:
        """False for a SQLite file that was not made yet."""
        ...

    @property
    def table_names(self) -> Executable:
        """The statement that finds the tables there are."""
        ...

    async def rows(self, wanted: Executable, values: Values | None = None) -> Sequence[Row[Any]]:
        """What a reading statement finds, of what is committed. Raises Unavailable.

        `values` are those of its bound parameters, where it was made before they were known: what is asked
        for all the time is made once.
        """
        ...

    async def change(self, statement: Executable, values: Values | None = None) -> Sequence[Row[Any]]:
        """One writing statement, durable when it returns; the rows that it returns. Raises Unavailable.

        `values` are those of its bound parameters, where it was made before they were known.
        """
        ...

    async def write(self, work: Work[Result]) -> Result:
        """All of it, durable when it returns, or nothing. Raises Unavailable and what `work` raises.

        It may be run again where it collided with another's: it must have no effect but on the database.
        """
        ...

    async def close(self) -> None: ...
