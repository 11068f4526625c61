"""Errors of both drivers in the core's words: which constraint spoke, and what passes with time."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from types import TracebackType

from sqlalchemy.exc import TimeoutError as NoConnectionFree

from booking.ports import Unavailable

log = logging.getLogger(__name__)

COLLIDED = frozenset({"40001", "40P01"})
"""Serialization failure and deadlock: the same again may well succeed."""

NUL_IN_TEXT = frozenset({"22021", "22P05"})

OUTAGES = ("08", "25006", "28", "3D", "53", "55P03", "57", "58")
"""SQLSTATE or its class: connection, read-only, rights, no such database, resources, lock, shutdown, disk."""

SQLITE_OUTAGES = {
    "SQLITE_BUSY": "another program keeps the database file locked",
    "SQLITE_CANTOPEN": "the database file cannot be opened",
    "SQLITE_CORRUPT": "the database file is damaged",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk cannot be read or written",
    "SQLITE_LOCKED": "the database file is locked",
    "SQLITE_NOTADB": "the file is not a database",
    "SQLITE_READONLY": "the database file may not be written",
}
GONE = frozenset({"InterfaceError", "InternalClientError"})
"""What asyncpg raises, without a SQLSTATE, for a connection that is no longer there."""


def sqlstate(error: BaseException) -> str:
    """PostgreSQL's five characters; empty for any other error."""
    states = (getattr(each, "sqlstate", None) for each in _chain(error))
    return next((str(state) for state in states if state), "")


def is_collision(error: BaseException) -> bool:
    return sqlstate(error) in COLLIDED


def names(error: BaseException, constraint: str) -> bool:
    """Whether the error is about the constraint, trigger or table.column of that name."""
    return any(constraint in str(each) for each in _chain(error))


def outage(error: BaseException) -> str:
    """In a few words what keeps the database from answering; empty where it did answer."""
    for each in _chain(error):
        if isinstance(each, sqlite3.Error):
            return _sqlite_outage(each)
        if state := getattr(each, "sqlstate", None):
            return _first_line(each) if str(state).startswith(OUTAGES) else ""
        if isinstance(each, NoConnectionFree):
            return "no connection came free in time"
        if isinstance(each, OSError | TimeoutError) or type(each).__name__ in GONE:
            return _first_line(each)
    return ""


class Telling:
    """Turns an outage into Unavailable, with a line for the operator. Other errors go through.

    A value that no column can keep is a ValueError, whoever finds it out.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):
            return
        if unkeepable := _unkeepable(error):
            raise ValueError(unkeepable) from error
        if why := outage(error):
            log.error("The database cannot be used: %s.", why)
            raise Unavailable(why) from error


TELLING = Telling()


def told() -> Telling:
    """It has no state of its own, so that one serves all."""
    return TELLING


def _unkeepable(error: BaseException) -> str:
    """What is wrong with a value; empty where it is something else."""
    if sqlstate(error) in NUL_IN_TEXT:
        return "PostgreSQL keeps no text with a NUL in it"
    return next((_first_line(each) for each in _chain(error) if isinstance(each, ValueError)), "")


def _sqlite_outage(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", None) or ""
    return next((said for code, said in SQLITE_OUTAGES.items() if name.startswith(code)), "")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The driver's own error stands behind SQLAlchemy's."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = getattr(seen, "orig", None) or seen.__cause__


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0] or type(error).__name__
