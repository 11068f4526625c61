"""What can be booked, what is free, and when."""

from datetime import timedelta

import pytest

from booking.model.spaces import ResourceId
from tests.builders import MONDAY, a_catalogue, a_resource
from tests.web.conftest import Client
from tests.web.requests import a_wish, hours, within


async def test_resources_come_with_their_rules(client: Client) -> None:
    rooms = (await client.get("/resources", kind="room")).items
    assert [room["id"] for room in rooms] == ["drivhuset", "potteskuret", "orangeriet"]
    assert rooms[0]["equipment"] == ["screen", "video"]
    assert rooms[0]["capacity"] == 8
    assert rooms[0]["rules"] == {
        "shortest": 15,
        "longest": 480,
        "granularity": 15,
        "buffer": 0,
        "notice": 0,
        "days_ahead": 365,
        "cancel_before": 0,
        "may_book": ["administration", "contact", "owner", "tenant"],
        "check_in": True,
        "portions": ["day", "half_day", "hours"],
    }
    assert len((await client.get("/resources")).items) == 15
    assert (await client.get("/resources/drivhuset")).body == rooms[0]
    assert (await client.get("/resources/no-such")).refused == (404, "not-found")


async def test_what_is_retired_is_not_there(client: Client) -> None:
    gone = a_catalogue().resources | {ResourceId("drivhuset"): a_resource(retired=True)}
    places = client.world.core.database.places
    await places.apply(a_catalogue(revision=2, resources=gone))
    await places.refresh()
    assert len((await client.get("/resources", kind="room")).items) == 2
    assert (await client.get("/resources/drivhuset")).refused == (404, "not-found")
    assert (await client.post("/bookings", **a_wish())).refused == (404, "not-found")


async def test_what_is_free_for_the_whole_time(client: Client) -> None:
    await client.post("/bookings", **a_wish("11:00", "12:00"))
    free = await client.get("/availability", **hours("10:00", "12:00"), kind="room")
    assert [room["id"] for room in free.items] == ["potteskuret", "orangeriet"]
    before = await client.get("/availability", **hours("10:00", "11:00"))
    assert len(before.items) == 15
    assert (await client.get("/availability", **hours("04:00", "05:00"))).items == []


async def test_slots_are_free_and_can_be_booked(client: Client) -> None:
    await client.post("/bookings", **a_wish("10:00", "12:00"))
    answer = await client.get("/resources/drivhuset/slots", **within("09:00", "14:00"), minutes="60")
    starts = [slot["start"] for slot in answer.items]
    assert starts == [f"2026-11-23T{clock}Z" for clock in starts_of(["08:00", "11:00"], ["09:00", "13:00"])]
    slot = answer.items[0]
    booked = await client.post("/bookings", **a_wish() | {"start": slot["start"], "end": slot["end"]})
    assert booked.status == 201


def starts_of(firsts: list[str], lasts: list[str]) -> list[str]:
    """Each quarter from which an hour fits between a first time and a last one."""
    found = []
    for first, last in zip(firsts, lasts, strict=True):
        begin, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (first, last))
        found += [f"{minute // 60:02}:{minute % 60:02}:00" for minute in range(begin, end - 59, 15)]
    return found


@pytest.mark.parametrize("path", ["/availability", "/resources/drivhuset/slots", "/bookings"])
async def test_a_time_that_ends_before_it_starts(client: Client, path: str) -> None:
    asked = within("12:00", "10:00", MONDAY - timedelta(days=1))
    names = ("start", "end") if path == "/availability" else ("from", "to")
    query = dict(zip(names, (asked["to"], asked["from"]), strict=True))
    assert (await client.get(path, **query)).refused == (409, "empty-interval")


async def test_a_range_that_is_too_long_to_look_through(client: Client) -> None:
    query = {"from": within()["from"], "to": within(day=MONDAY + timedelta(days=93))["to"]}
    answer = await client.get("/resources/drivhuset/slots", **query)
    assert answer.refused == (409, "range-too-long")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"start": "2026-11-24T10:00:00"},
        {"start": "tomorrow"},
        {"start": "2026-11-24"},
        {"start": "2026-02-30T10:00:00Z"},
        {"start": "2026-11-24T10:00:00.5Z"},
        {"start": "2026-11-24T10:00:00Z\n"},
        {"kind": "boat"},
        {"colour": "green"},
    ],
    ids=str,
)
async def test_a_question_that_is_malformed(client: Client, query: dict) -> None:
    whole = {} if not query else {**hours("10:00", "12:00"), **query}
    answer = await client.get("/availability", **whole)
    assert answer.refused == (422, "malformed")
    assert {error["place"] for error in answer.body["errors"]} == (set(query) or {"start", "end"})


async def test_a_question_asked_twice_over(client: Client) -> None:
    twice = [*hours("10:00", "12:00").items(), ("kind", "room"), ("kind", "desk")]
    answer = await client.ask("GET", "/api/v1/availability", headers=client.headers(), params=twice)
    assert answer.refused == (422, "malformed")
