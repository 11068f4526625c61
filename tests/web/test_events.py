"""Events over the API: made, listed, signed up for by many at once, left, cancelled."""

import asyncio
from typing import Any

from tests.web.conftest import Client

REUSED = (409, "key-reused")


def a_breakfast(**fields: Any) -> dict[str, Any]:
    defaults = {
        "kind": "breakfast",
        "title": "Frokost hos Eksempel AS",
        "start": "2026-11-27T08:00:00+01:00",
        "end": "2026-11-27T09:30:00+01:00",
        "person_id": "office",
        "address": "Eksempelveien 1",
        "seats": 2,
        "guests": 2,
        "publish": True,
    }
    return {**defaults, **fields}


async def made(client: Client, **fields: Any) -> dict[str, Any]:
    answer = await client.post("/events", **a_breakfast(**fields))
    assert answer.status == 201, answer.body
    return answer.body


async def test_an_event_is_made_listed_and_cancelled(client: Client) -> None:
    event = await made(client, resource_id="drivhuset", address="")
    assert (event["state"], event["going"], event["seats"]) == ("published", 0, 2)
    assert "link" not in event
    assert (await client.get("/events")).body["items"] == [event]
    assert (await client.get(f"/events/{event['id']}")).body == event
    taken = await client.get("/availability?start=2026-11-27T08:00:00Z&end=2026-11-27T08:30:00Z&kind=room")
    assert "drivhuset" not in [each["id"] for each in taken.body["items"]]
    cancelled = await client.delete(f"/events/{event['id']}")
    assert cancelled.body["state"] == "cancelled"
    assert (await client.get("/events/no-such")).refused == (404, "not-found")


async def test_a_draft_can_be_made_and_one_that_lacks_a_place_is_not_published(client: Client) -> None:
    assert (await made(client, publish=False, address=""))["state"] == "draft"
    answer = await client.post("/events", **a_breakfast(address="", title="Nr. 2"))
    assert answer.refused == (409, "not-ready")
    assert (await client.post("/events", **a_breakfast(person_id="nobody"))).status == 404
    backwards = a_breakfast(end="2026-11-27T07:00:00+01:00")
    assert (await client.post("/events", **backwards)).refused == (409, "empty-interval")


async def test_one_signs_up_waits_and_leaves(client: Client) -> None:
    path = f"/events/{(await made(client))['id']}/registrations"
    first = await client.post(path, person_id="kari", guests=["Per Gjest"])
    assert first.status == 201
    assert (first.body["standing"], first.body["party"]) == ("going", 2)
    second = await client.post(path, person_id="ola")
    assert second.body["standing"] == "waiting"
    left = await client.delete(f"/registrations/{first.body['id']}")
    assert left.body["standing"] == "cancelled"
    listed = (await client.get(path)).body["items"]
    assert {each["person_id"]: each["standing"] for each in listed} == {
        "kari": "cancelled",
        "ola": "offered",
    }
    assert (await client.delete("/registrations/no-such")).refused == (404, "not-found")


async def test_the_same_key_signs_up_once_and_another_use_of_it_is_refused(client: Client) -> None:
    path = f"/events/{(await made(client))['id']}/registrations"
    answers = await asyncio.gather(*(client.post(path, "k", person_id="kari") for _ in range(4)))
    assert [answer.body for answer in answers] == [answers[0].body] * 4
    assert (await client.post(path, "k", person_id="ola")).refused == REUSED
    again = await asyncio.gather(*(client.post("/events", "e", **a_breakfast()) for _ in range(3)))
    assert len({answer.body["id"] for answer in again}) == 1
    assert (await client.post("/events", "e", **a_breakfast(title="Other"))).refused == REUSED


async def test_too_many_guests_and_a_closed_sign_up_are_lawful_noes(client: Client) -> None:
    event = await made(client)
    path = f"/events/{event['id']}/registrations"
    assert (await client.post(path, person_id="kari", guests=["", "", ""])).refused == (
        409,
        "too-many-guests",
    )
    await client.delete(f"/events/{event['id']}")
    assert (await client.post(path, person_id="kari")).refused == (409, "sign-up-closed")
