"""The timetable ticks: a job that fails harms no other, and a stop lets what has begun end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from booking.jobs import Job
from booking.ports import Unavailable
from commands import scheduling
from commands.scheduling import Scheduler
from tests.cases.conftest import MovedClock


class Work:
    """Counts its runs; each of `failing` meets one; it waits for `going` where that is given."""

    def __init__(self, *failing: Exception, going: asyncio.Event | None = None) -> None:
        self.failing = list(failing)
        self.going = going
        self.begun = asyncio.Event()
        self.runs = self.ended = 0

    async def __call__(self) -> None:
        self.runs += 1
        self.begun.set()
        if self.failing:
            raise self.failing.pop(0)
        if self.going is not None:
            await self.going.wait()
        self.ended += 1


def a_job(work: Callable[[], Awaitable[object]], name: str = "deliver", seconds: float = 0.01) -> Job:
    return Job(name=name, every=timedelta(seconds=seconds), work=work)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


async def test_each_job_runs_again_and_again_and_no_more_after_the_stop(clock: MovedClock) -> None:
    done = asyncio.Event()
    runs: list[int] = []

    async def work() -> None:
        runs.append(1)
        if len(runs) >= 3:
            done.set()

    scheduler = Scheduler([a_job(work)], clock)
    scheduler.start()
    async with asyncio.timeout(10):
        await done.wait()
    await scheduler.stop()
    after = len(runs)
    await asyncio.sleep(0.05)
    assert len(runs) == after
    await scheduler.stop()


async def test_each_job_begins_at_once_however_seldom_it_runs(clock: MovedClock) -> None:
    work = Work()
    scheduler = Scheduler([a_job(work, seconds=86_400)], clock)
    scheduler.start()
    async with asyncio.timeout(10):
        await work.begun.wait()
    await scheduler.stop()


async def test_a_stop_before_the_start_is_nothing(clock: MovedClock) -> None:
    await Scheduler([], clock).stop()


async def test_a_stop_waits_for_what_has_begun(clock: MovedClock) -> None:
    going = asyncio.Event()
    work = Work(going=going)
    scheduler = Scheduler([a_job(work)], clock)
    scheduler.start()
    async with asyncio.timeout(10):
        await work.begun.wait()
    async with asyncio.TaskGroup() as nursery:
        stopping = nursery.create_task(scheduler.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        going.set()
    assert work.runs == work.ended == 1


async def test_a_stop_does_not_wait_for_ever(clock: MovedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "FINISH_SECONDS", 0.01)
    work = Work(going=asyncio.Event())
    scheduler = Scheduler([a_job(work)], clock)
    scheduler.start()
    async with asyncio.timeout(10):
        await work.begun.wait()
        await scheduler.stop()
    assert work.ended == 0


async def test_a_job_that_fails_harms_no_other(clock: MovedClock, caplog: pytest.LogCaptureFixture) -> None:
    broken, whole = Work(KeyError("bug"), Unavailable("away")), Work()
    scheduler = Scheduler([a_job(broken, "broken"), a_job(whole, "whole")], clock)
    for _ in range(3):
        await scheduler.tick()
    assert (whole.ended, broken.ended) == (3, 1)
    assert "broken failed" in caplog.text


async def test_an_outage_is_told_once_and_so_is_its_end(
    clock: MovedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    scheduler = Scheduler([a_job(Work(*[Unavailable("away")] * 5))], clock)
    for _ in range(7):
        await scheduler.tick()
    said = [record.getMessage() for record in caplog.records if record.name == "commands.scheduling"]
    assert said == ["deliver: waits for the database: away", "deliver: goes on"]


async def test_a_job_that_does_not_succeed_in_time_is_told(clock: MovedClock) -> None:
    late, well = a_job(Work(KeyError("bug")), "late", 60), a_job(Work(), "well", 60)
    scheduler = Scheduler([late, well], clock)
    scheduler.start()
    assert await scheduler.check() == ""
    clock.advance(minutes=7)
    await scheduler.tick()
    assert await scheduler.check() == "late: late"
    await scheduler.tick()
    assert await scheduler.check() == ""
    await scheduler.stop()
