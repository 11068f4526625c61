"""The timetable on APScheduler: a handful of interval jobs in memory, and no job a reminder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from booking.jobs import Job
from booking.ports import Clock, Unavailable

log = logging.getLogger(__name__)

LATE = timedelta(minutes=5)
"""A job that has not run for so long past its time is told by `/readyz`."""


class Scheduler:
    def __init__(self, jobs: Sequence[Job], now: Clock) -> None:
        self._jobs = jobs
        self._now = now
        self._last: dict[str, datetime] = {}
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        started = self._now()
        for job in self._jobs:
            self._last[job.name] = started
            self._scheduler.add_job(
                self._work(job),
                "interval",
                seconds=job.every.total_seconds(),
                name=job.name,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Every job once, now; the demo does so when it moves the clock."""
        for job in self._jobs:
            await self._run(job)

    async def check(self) -> str:
        """Which job is late; empty where none is."""
        now = self._now()
        late = [job.name for job in self._jobs if now - self._last.get(job.name, now) > job.every + LATE]
        return f"late: {', '.join(late)}" if late else ""

    def _work(self, job: Job) -> Callable[[], object]:
        async def work() -> None:
            await self._run(job)

        return work

    async def _run(self, job: Job) -> None:
        """A job that fails is tried again at its next time; the others go on."""
        try:
            await job.work()
        except Unavailable as error:
            log.warning("%s: the database cannot be reached: %s", job.name, error)
        except Exception:
            log.exception("%s failed", job.name)
        else:
            self._last[job.name] = self._now()
