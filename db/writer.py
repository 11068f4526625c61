"""The one writer of a SQLite file: what several people ask for at once goes into one commit.

Works run one after the other on a thread of their own. Where one fails, all of that commit run again, each in
a savepoint, so that it leaves the others whole: savepoints for all would cost a fifth of a booking. Nobody is
answered before the commit that holds their work.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

from booking.ports import Unavailable
from db.engine import CLOSED

Result = TypeVar("Result")
RawWork = Callable[[sqlite3.Connection], Result]

MOST_TOGETHER = 64


@dataclass(eq=False, slots=True)
class Job(Generic[Result]):
    """A piece of writing, how it went, and who waits for it."""

    work: RawWork[Result]
    answer: asyncio.Future[Result]
    result: Result | None = None
    error: BaseException | None = None

    def settle(self) -> None:
        if self.answer.done():  # whoever asked was cancelled meanwhile; the work stands
            return
        if self.error is not None:
            self.answer.set_exception(self.error)
        else:
            self.answer.set_result(self.result)  # type: ignore[arg-type]


class Writer:
    """Belongs to the event loop that it was made in."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._loop = asyncio.get_running_loop()
        self._queue: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._run, name="sqlite-writer", daemon=True)
        self._thread.start()

    async def write(self, work: RawWork[Result]) -> Result:
        """What `work` gives, once it is committed; where it raises, nothing of it is kept.

        It may be run again: it must have no effect but on the database.
        A caller who is cancelled meanwhile does not take the work back.
        """
        if self._closed:
            raise Unavailable(CLOSED)
        job = Job(work, self._loop.create_future())
        self._queue.put(job)
        result: Result = await job.answer
        return result

    async def close(self) -> None:
        """Returns when all that was asked for is written. Closing again does nothing."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        while jobs := self._next():
            try:
                connection = connection or self._connect()
                _commit_together(connection, jobs)
            except Exception as error:  # noqa: BLE001 -- all who wait hear of it, and the thread lives on
                for job in jobs:
                    job.error = error
                if connection is not None:
                    connection.close()
                    connection = None
            self._loop.call_soon_threadsafe(_settle, jobs)
        if connection is not None:
            connection.close()

    def _next(self) -> list[Job[Any]]:
        """At least one job, with those that wait behind it; none when there will be no more."""
        first = self._queue.get()
        jobs = [] if first is None else [first]
        while jobs and len(jobs) < MOST_TOGETHER:
            try:
                job = self._queue.get_nowait()
            except Empty:
                break
            if job is None:
                self._queue.put(None)
                break
            jobs.append(job)
        return jobs


def _commit_together(connection: sqlite3.Connection, jobs: list[Job[Any]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _run_all(connection, jobs):
            connection.execute("BEGIN IMMEDIATE")
            for job in jobs:
                _run_alone(connection, job)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _run_all(connection: sqlite3.Connection, jobs: list[Job[Any]]) -> bool:
    """False, and nothing done, where one of them fails."""
    try:
        for job in jobs:
            job.result = job.work(connection)
    except Exception:  # noqa: BLE001 -- it is told to whom it concerns when it fails alone
        if connection.in_transaction:  # else a full disk has ended it
            connection.execute("ROLLBACK")
        return False
    return True


def _run_alone(connection: sqlite3.Connection, job: Job[Any]) -> None:
    connection.execute("SAVEPOINT job")
    try:
        job.result = job.work(connection)
    except Exception as error:
        if not connection.in_transaction:  # a full disk has undone the others' work as well
            raise
        job.error = error
        connection.execute("ROLLBACK TO job")
    connection.execute("RELEASE job")


def _settle(jobs: list[Job[Any]]) -> None:
    for job in jobs:
        job.settle()
