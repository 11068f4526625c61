"""The queue over the API: joined and left, and its offers taken or let go."""

import asyncio

import pytest

from booking.model.people import Person
from tests.web.conftest import Client
from tests.web.requests import a_wish, hours

REUSED = (409, "key-reused")


async def taken(client: Client) -> str:
    """Ola has the room that others want."""
    return (await client.post("/bookings", **a_wish(person_id="ola"))).body["id"]


async def an_offer(client: Client, *queue: str) -> str:
    """The held booking of the first in line, after Ola has cancelled."""
    booking_id = await taken(client)
    for person_id in queue:
        await client.post("/waits", **a_wish(person_id=person_id))
    await client.delete(f"/bookings/{booking_id}")
    return await held_by(client, client.world.kari)


async def held_by(client: Client, person: Person) -> str:
    (booking,) = await client.world.core.looking.mine(person)
    assert (await client.get(f"/bookings/{booking.id}")).body["status"] == "held"
    return booking.id


async def test_a_taken_range_is_waited_for_and_left(client: Client) -> None:
    await taken(client)
    answer = await client.post("/waits", **a_wish())
    assert answer.status == 201
    assert answer.body == {
        "id": answer.body["id"],
        "resource_id": "drivhuset",
        "person_id": "kari",
        "start": "2026-11-23T09:00:00Z",
        "end": "2026-11-23T11:00:00Z",
        "state": "waiting",
        "offer": None,
    }
    left = await client.delete(f"/waits/{answer.body['id']}")
    assert left.body == {**answer.body, "state": "left"}
    assert (await client.delete(f"/waits/{answer.body['id']}")).body == left.body


async def test_what_is_free_is_not_waited_for(client: Client) -> None:
    answer = await client.post("/waits", **a_wish())
    assert answer.refused == (409, "nothing-to-wait-for")
    (itself,) = answer.body["alternatives"]
    assert (await client.post("/bookings", person_id="kari", **itself)).status == 201


async def test_an_offer_is_taken(client: Client) -> None:
    offer = await an_offer(client, "kari")
    assert (await client.post(f"/bookings/{offer}/take", "k")).body["status"] == "confirmed"
    assert (await client.post(f"/bookings/{offer}/take", "k")).body["status"] == "confirmed"
    assert (await client.post(f"/bookings/{offer}/take")).refused == (409, "offer-over")
    assert (await client.post(f"/bookings/{offer}/decline", "k")).refused == REUSED


async def test_an_offer_goes_on_to_the_next_in_line(client: Client) -> None:
    offer = await an_offer(client, "kari", "eva")
    assert (await client.post(f"/bookings/{offer}/decline", "k")).body["status"] == "cancelled"
    assert (await client.post(f"/bookings/{offer}/decline", "k")).body["status"] == "cancelled"
    assert (await client.post(f"/bookings/{offer}/take", "k")).refused == REUSED
    await held_by(client, client.world.eva)


@pytest.mark.parametrize("step", ["take", "decline"])
async def test_an_offer_is_answered_once_under_its_key(client: Client, step: str) -> None:
    offer = await an_offer(client, "kari")
    answers = await asyncio.gather(*(client.post(f"/bookings/{offer}/{step}", "k") for _ in range(4)))
    assert [answer.body for answer in answers] == [answers[0].body] * 4
    assert answers[0].status == 200


@pytest.mark.parametrize("step", ["take", "decline"])
async def test_the_key_of_a_wait_is_for_no_offer(client: Client, step: str) -> None:
    booking_id = await taken(client)
    await client.post("/waits", "k", **a_wish())
    await client.delete(f"/bookings/{booking_id}")
    offer = await held_by(client, client.world.kari)
    assert (await client.post(f"/bookings/{offer}/{step}", "k")).refused == REUSED
    assert (await client.get(f"/bookings/{offer}")).body["status"] == "held"


async def test_the_queue_is_joined_once_under_a_key(client: Client) -> None:
    await taken(client)
    answers = await asyncio.gather(*(client.post("/waits", "k", **a_wish()) for _ in range(4)))
    assert [(answer.status, answer.body) for answer in answers] == [(201, answers[0].body)] * 4
    other = a_wish() | hours("11:00", "12:00")
    assert (await client.post("/waits", "k", **other)).refused == REUSED
    path = f"/waits/{answers[0].body['id']}"
    assert (await client.delete(path, "k")).refused == REUSED
    gone = await asyncio.gather(*(client.delete(path, "l") for _ in range(4)))
    assert {answer.body["state"] for answer in gone} == {"left"}


async def test_a_wait_that_is_none(client: Client) -> None:
    assert (await client.delete("/waits/no-such")).refused == (404, "not-found")
    assert (await client.post("/waits", **a_wish(person_id="nobody"))).refused == (404, "not-found")
    booking = await taken(client)
    assert (await client.post(f"/bookings/{booking}/take")).refused == (409, "offer-over")
