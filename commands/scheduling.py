"""The timetable on APScheduler: a handful of interval jobs in memory, and no job a reminder."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from booking.jobs import Job
from booking.ports import Clock, Unavailable

log = logging.getLogger(__name__)

LATE = timedelta(minutes=5)
"""A job that has not run for so long past its time is told by `/readyz`."""
FINISH_SECONDS = 5.0


class Scheduler:
    def __init__(self, jobs: Sequence[Job], now: Clock) -> None:
        self._jobs = jobs
        self._now = now
        self._last: dict[str, datetime] = {}
        self._failing: set[str] = set()
        self._under_way: set[asyncio.Task[None]] = set()
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Every job begins at once: there may have been an outage."""
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
            self._scheduler.add_job(self._work(job), name=f"{job.name}, first", misfire_grace_time=None)
        self._scheduler.start()

    async def stop(self) -> None:
        """Nothing begins any more; what has begun has five seconds to end."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=FINISH_SECONDS)
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
            task = asyncio.current_task()
            if task is not None:
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
            await self._run(job)

        return work

    async def _run(self, job: Job) -> None:
        """A job that fails is tried again at its next time; the others go on."""
        try:
            await job.work()
        except Unavailable as error:
            if job.name not in self._failing:
                log.warning("%s: waits for the database: %s", job.name, error)
            self._failing.add(job.name)
        except Exception:
            log.exception("%s failed", job.name)
        else:
            self._last[job.name] = self._now()
            if job.name in self._failing:
                log.info("%s: goes on", job.name)
            self._failing.discard(job.name)
