"""Fixed bookings over the API: looked at first, made all or none, and cancelled together."""

import asyncio
from datetime import timedelta

import pytest

from tests.builders import MONDAY
from tests.web.conftest import Client
from tests.web.requests import a_wish, every_monday

NEXT_WEEK = MONDAY + timedelta(days=7)
REUSED = (409, "key-reused")


async def test_a_series_is_looked_at_without_being_booked(client: Client) -> None:
    await client.post("/bookings", **a_wish("13:30", "14:30", NEXT_WEEK, person_id="ola"))
    answer = await client.post("/series/preview", **every_monday())
    assert [day["start"] for day in answer.items] == [
        f"2026-{day}T12:00:00Z" for day in ("11-23", "11-30", "12-07")
    ]
    first, second, third = (day["refusal"] for day in answer.items)
    assert first is third is None
    assert second["type"] == "urn:gartneriet:problem:slot-taken"
    assert len(await client.world.core.looking.mine(client.world.kari)) == 0


async def test_a_series_is_booked_and_what_is_left_of_it_cancelled(client: Client) -> None:
    made = await client.post("/series", **every_monday(title="Ukesmøte"))
    assert made.status == 201
    assert [booking["title"] for booking in made.body["items"]] == ["Ukesmøte"] * 3
    first, second, third = (booking["id"] for booking in made.body["items"])
    cancelled = await client.delete(f"/bookings/{second}/series")
    assert [(b["id"], b["status"]) for b in cancelled.items] == [(second, "cancelled"), (third, "cancelled")]
    assert (await client.get(f"/bookings/{first}")).body["status"] == "confirmed"
    rest = await client.delete(f"/bookings/{second}/series", which="all")
    assert [booking["id"] for booking in rest.items] == [first]
    assert (await client.delete(f"/bookings/{first}/series")).refused == (409, "not-active")


async def test_a_series_that_cannot_be_had_is_none_or_skips(client: Client) -> None:
    await client.post("/bookings", **a_wish("13:30", "14:30", NEXT_WEEK, person_id="ola"))
    refused = await client.post("/series", **every_monday())
    assert refused.refused == (409, "series-conflicts")
    ((when, why),) = refused.body["facts"]["conflicts"]
    assert when["start"] == "2026-11-30T12:00:00+00:00"
    assert why["type"] == "urn:gartneriet:problem:slot-taken"
    skipped = await client.post("/series", **every_monday(skip=True))
    assert len(skipped.body["items"]) == 2


async def test_without_hours_the_open_day_is_meant(client: Client) -> None:
    wish = every_monday(resource_id="pult-1", first="2026-11-30", every="weekday")
    del wish["hours"]
    days = (await client.post("/series/preview", **wish)).items
    assert [day["start"] for day in days][:2] == ["2026-11-30T05:00:00Z", "2026-12-01T05:00:00Z"]
    assert len(days) == 6


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"until": "2026-11-22"}, (409, "empty-interval")),
        ({"person_id": "nobody"}, (404, "not-found")),
        ({"resource_id": "nothing"}, (404, "not-found")),
        ({"every": "blue moon"}, (422, "malformed")),
        ({"first": "2026-02-30"}, (422, "malformed")),
        ({"first": "20٢٦-11-23"}, (422, "malformed")),
        ({"hours": {"start": "13:00"}}, (422, "malformed")),
        ({"hours": {"start": "13:00", "end": "24:00"}}, (422, "malformed")),
        ({"skip": "yes"}, (422, "malformed")),
    ],
    ids=str,
)
async def test_a_series_that_is_none(client: Client, fields: dict, refused: tuple[int, str]) -> None:
    assert (await client.post("/series", **every_monday(**fields))).refused == refused


async def test_a_booking_that_is_of_no_series(client: Client) -> None:
    booking = (await client.post("/bookings", **a_wish())).body
    assert (await client.delete(f"/bookings/{booking['id']}/series")).refused == (404, "not-found")
    assert (await client.delete("/bookings/no-such/series")).refused == (404, "not-found")


async def test_a_series_is_made_once_under_its_key(client: Client) -> None:
    answers = await asyncio.gather(*(client.post("/series", "k", **every_monday()) for _ in range(4)))
    assert [(answer.status, answer.body) for answer in answers] == [(201, answers[0].body)] * 4
    assert len(await client.world.core.looking.mine(client.world.kari)) == 3


@pytest.mark.parametrize(
    "other",
    [{"until": "2026-12-14"}, {"title": "Another"}, {"person_id": "ola"}, {"resource_id": "orangeriet"}],
    ids=str,
)
async def test_the_key_of_a_series_is_not_for_another(client: Client, other: dict) -> None:
    made = await client.post("/series", "k", **every_monday())
    assert (await client.post("/series", "k", **every_monday(**other))).refused == REUSED
    booking_id = made.body["items"][0]["id"]
    assert (await client.delete(f"/bookings/{booking_id}", "k")).refused == REUSED
    assert (await client.delete(f"/bookings/{booking_id}/series", "k")).refused == REUSED
    assert (await client.post("/bookings", "k", **a_wish())).refused == REUSED


async def test_the_key_of_one_booking_is_not_for_a_series(client: Client) -> None:
    await client.post("/bookings", "k", **a_wish())
    assert (await client.post("/series", "k", **every_monday())).refused == REUSED


async def test_a_series_is_cancelled_once_under_its_key(client: Client) -> None:
    made = await client.post("/series", **every_monday())
    path = f"/bookings/{made.body['items'][0]['id']}/series"
    answers = await asyncio.gather(*(client.delete(path, "k") for _ in range(4)))
    assert [(answer.status, answer.body) for answer in answers] == [(200, answers[0].body)] * 4
    assert len(answers[0].items) == 3
