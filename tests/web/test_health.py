"""Alive, ready, and counted."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from prometheus_client import CollectorRegistry

from booking.jobs import Job
from commands.scheduling import Scheduler
from tests.cases.conftest import World
from tests.contracts.deeds import ByHand
from tests.web.conftest import Client
from tests.web.requests import a_wish
from tests.web.serving import parts_of, served


@pytest.fixture
def by_hand(database_url: str) -> ByHand:
    return ByHand(database_url)


async def nothing() -> None:
    pass


@pytest_asyncio.fixture
async def watched(world: World) -> AsyncIterator[Client]:
    """Its checks are those of the service."""
    jobs = (Job(name="deliver", every=world.clock.time - world.clock.time, work=nothing),)
    scheduler = Scheduler(jobs, world.clock)
    await scheduler.tick()
    checks = {"database": world.core.check_database, "scheduler": scheduler.check}
    parts = parts_of(world.core, checks=checks, registry=CollectorRegistry())
    async with served(parts) as base, aiohttp.ClientSession() as session:
        yield Client(base=base, session=session, tokens={}, world=world)


async def test_alive_and_ready(watched: Client) -> None:
    alive, ready = await watched.ask("GET", "/healthz"), await watched.ask("GET", "/readyz")
    assert (alive.status, alive.body) == (200, {"alive": True})
    assert (ready.status, ready.body) == (
        200,
        {"ready": True, "checks": {"database": "ok", "scheduler": "ok"}},
    )


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_a_monitor_may_ask_for_the_head_alone(watched: Client, path: str) -> None:
    answer = await watched.ask("HEAD", path)
    assert (answer.status, answer.body) == (200, None)


async def test_without_its_database_it_is_alive_and_not_ready(watched: Client) -> None:
    await watched.world.core.database.close()
    ready = await watched.ask("GET", "/readyz")
    assert (ready.status, ready.body["ready"]) == (503, False)
    assert ready.body["checks"] == {"database": "it cannot be reached; the log says why", "scheduler": "ok"}
    assert (await watched.ask("GET", "/healthz")).status == 200


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "which this program does not know"),
        ("UPDATE alembic_version SET version_num = '0001'", "run `python main.py migrate`"),
        ("DROP TABLE alembic_version", "another program's tables"),
    ],
)
async def test_on_tables_that_are_not_ours_it_is_not_ready(
    watched: Client, by_hand: ByHand, statement: str, said: str
) -> None:
    await by_hand.run(statement)
    ready = await watched.ask("GET", "/readyz")
    assert ready.status == 503
    assert said in ready.body["checks"]["database"]


async def test_a_timetable_that_stands_still_is_told(watched: Client) -> None:
    watched.world.clock.advance(minutes=6)
    ready = await watched.ask("GET", "/readyz")
    assert (ready.status, ready.body["checks"]["scheduler"]) == (503, "late: deliver")


async def test_requests_are_counted_by_route_and_never_by_address(client: Client) -> None:
    booking = (await client.post("/bookings", **a_wish())).body
    await client.get(f"/bookings/{booking['id']}")
    await client.get("/bookings/somebodys-secret")
    await client.ask("GET", "/somebodys-secret")
    await client.ask("PROPFIND", "/healthz")
    metrics = await client.ask("GET", "/metrics")
    assert metrics.headers["Content-Type"].startswith("text/plain")
    lines = metrics.body.splitlines()
    route = "/api/v1/bookings/{id}"
    assert f'http_requests_total{{method="GET",route="{route}",status="200"}} 1.0' in lines
    assert f'http_requests_total{{method="GET",route="{route}",status="404"}} 1.0' in lines
    assert 'http_requests_total{method="GET",route="none",status="404"} 1.0' in lines
    assert 'http_requests_total{method="other",route="none",status="405"} 1.0' in lines
    assert "http_request_seconds_count" in metrics.body
    assert "secret" not in metrics.body.lower()
    assert booking["id"] not in metrics.body
