"""Saying it twice does it once: the same Idempotency-Key, one after the other and at the same time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from booking.access import hashed
from booking.model.people import Scope
from tests.builders import MONDAY
from tests.web.conftest import Answer, Client
from tests.web.requests import a_wish, every_monday, hours, within

TOMORROW = MONDAY + timedelta(days=1)
REUSED = (409, "key-reused")


async def a_booking(client: Client, **fields: object) -> dict:
    return (await client.post("/bookings", **a_wish(**fields))).body


async def test_the_same_again_gives_the_first_answer_and_no_second_booking(client: Client) -> None:
    first = await client.post("/bookings", "k", **a_wish())
    again = await client.post("/bookings", "k", **a_wish())
    assert (again.status, again.body) == (first.status, first.body) == (201, first.body)
    assert len((await client.get("/bookings", **within())).items) == 1


async def test_without_a_key_the_same_again_is_another_request(client: Client) -> None:
    await client.post("/bookings", **a_wish())
    assert (await client.post("/bookings", **a_wish())).refused == (409, "slot-taken")


@pytest.mark.parametrize(
    "other",
    [
        {"person_id": "ola"},
        {"resource_id": "orangeriet"},
        {"title": "Another"},
        hours("10:00", "13:00"),
        hours("10:00", "12:00", TOMORROW),
    ],
    ids=str,
)
async def test_a_key_with_another_wish_is_refused(client: Client, other: dict) -> None:
    first = await client.post("/bookings", "k", **a_wish())
    assert (await client.post("/bookings", "k", **a_wish() | other)).refused == REUSED
    assert (await client.get("/bookings", **within())).items == [first.body]


async def test_the_key_of_another_program_is_another_key(client: Client) -> None:
    client.tokens[Scope.READ] = await client.world.core.access.grant(Scope.WRITE, "another")
    await client.post("/bookings", "k", **a_wish())
    headers = client.headers("k", Scope.READ)
    other = await client.ask("POST", "/api/v1/bookings", headers=headers, json=a_wish(day=TOMORROW))
    assert other.status == 201


async def test_many_at_once_make_one_booking(client: Client) -> None:
    answers = await asyncio.gather(*(client.post("/bookings", "k", **a_wish()) for _ in range(8)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["id"] for answer in answers}) == 1
    assert len((await client.get("/bookings", **within())).items) == 1


async def test_at_once_with_two_wishes_one_is_refused(client: Client) -> None:
    wishes = [a_wish(), a_wish(day=TOMORROW)]
    answers = await asyncio.gather(*(client.post("/bookings", "k", **wish) for wish in wishes))
    assert sorted(answer.status for answer in answers) == [201, 409]
    assert next(answer for answer in answers if answer.status == 409).refused == REUSED


async def test_a_refused_request_may_be_tried_again_under_its_key(client: Client) -> None:
    other = await a_booking(client, person_id="ola")
    assert (await client.post("/bookings", "k", **a_wish())).refused == (409, "slot-taken")
    await client.delete(f"/bookings/{other['id']}")
    assert (await client.post("/bookings", "k", **a_wish())).status == 201


async def test_the_first_answer_outlives_what_happened_since(client: Client) -> None:
    first = await client.post("/bookings", "k", **a_wish())
    await client.delete(f"/bookings/{first.body['id']}")
    assert (await client.post("/bookings", "k", **a_wish())).body == first.body


Step = Callable[[Client, str, str], Awaitable[Answer]]
STEPS: dict[str, Step] = {
    "move": lambda client, path, key: client.patch(path, key, **hours("10:00", "13:00"), revision=1),
    "rename": lambda client, path, key: client.patch(path, key, title="New"),
    "cancel": lambda client, path, key: client.delete(path, key),
    "check in": lambda client, path, key: client.post(f"{path}/check-in", key),
    "end": lambda client, path, key: client.post(f"{path}/end", key),
    "undo": lambda client, path, key: client.post(f"{path}/undo", key, revision=1),
}


@pytest.mark.parametrize("step", STEPS)
async def test_each_step_is_done_once(client: Client, step: str) -> None:
    client.world.clock.set("09:55")
    path = f"/bookings/{(await a_booking(client))['id']}"
    client.world.clock.set("10:05")
    first = await STEPS[step](client, path, "k")
    assert first.status == 200, first.body
    assert first.body["revision"] == 2
    client.world.clock.advance(minutes=1)
    again = await STEPS[step](client, path, "k")
    assert (again.status, again.body) == (200, first.body)
    assert (await client.get(path)).body["revision"] == 2


@pytest.mark.parametrize("step", STEPS)
async def test_each_step_at_once_is_done_once(client: Client, step: str) -> None:
    client.world.clock.set("09:55")
    path = f"/bookings/{(await a_booking(client))['id']}"
    client.world.clock.set("10:05")
    answers = await asyncio.gather(*(STEPS[step](client, path, "k") for _ in range(4)))
    assert [answer.body for answer in answers] == [answers[0].body] * 4
    assert (await client.get(path)).body == answers[0].body


@pytest.mark.parametrize("step", STEPS)
async def test_the_key_of_a_step_is_not_for_another_booking(client: Client, step: str) -> None:
    client.world.clock.set("09:55")
    path = f"/bookings/{(await a_booking(client))['id']}"
    other = f"/bookings/{(await a_booking(client, resource_id='orangeriet', person_id='ola'))['id']}"
    client.world.clock.set("10:05")
    assert (await STEPS[step](client, path, "k")).status == 200
    assert (await STEPS[step](client, other, "k")).refused == REUSED
    assert (await client.get(other)).body["revision"] == 1


@pytest.mark.parametrize("step", ["cancel", "check in", "end"])
async def test_the_key_of_a_move_is_for_nothing_else(client: Client, step: str) -> None:
    path = f"/bookings/{(await a_booking(client))['id']}"
    client.world.clock.set("10:05")
    moved = await STEPS["rename"](client, path, "k")
    assert (await STEPS[step](client, path, "k")).refused == REUSED
    assert (await client.get(path)).body == moved.body


@pytest.mark.parametrize("other", [{"title": "Newer"}, {"end": hours("10:00", "11:00")["end"]}, {}], ids=str)
async def test_the_key_of_a_move_with_another_change(client: Client, other: dict) -> None:
    path = f"/bookings/{(await a_booking(client))['id']}"
    moved = await client.patch(path, "k", title="New")
    assert (await client.patch(path, "k", **other)).refused == REUSED
    assert (await client.get(path)).body == moved.body


async def test_the_key_of_a_booking_is_not_for_a_move(client: Client) -> None:
    booking = (await client.post("/bookings", "k", **a_wish())).body
    assert (await client.patch(f"/bookings/{booking['id']}", "k")).refused == REUSED
    assert (await client.delete(f"/bookings/{booking['id']}", "k")).refused == REUSED


OF_A_WAIT: dict[str, Step] = STEPS | {
    "book": lambda client, _, key: client.post("/bookings", key, **a_wish(day=TOMORROW)),
    "repeat": lambda client, _, key: client.post("/series", key, **every_monday()),
}


@pytest.mark.parametrize("step", OF_A_WAIT)
async def test_the_key_of_a_wait_is_for_no_booking(client: Client, step: str) -> None:
    client.world.clock.set("09:55")
    path = f"/bookings/{(await a_booking(client))['id']}"
    assert (await client.post("/waits", "k", **a_wish(person_id="ola"))).status == 201
    client.world.clock.set("10:05")
    before = (await client.get("/bookings", **within())).items
    assert (await OF_A_WAIT[step](client, path, "k")).refused == REUSED
    assert (await client.get("/bookings", **within())).items == before


@pytest.mark.parametrize("path", ["/persons", "/tenants"])
async def test_a_person_and_a_tenant_are_added_once(client: Client, path: str) -> None:
    answers = await asyncio.gather(*(client.post(path, "k", name="Mona Berg") for _ in range(6)))
    assert [(answer.status, answer.body) for answer in answers] == [(201, answers[0].body)] * 6
    assert (await client.post(path, "k", name="Mona Dahl")).refused == REUSED
    names = [found["name"] for found in (await client.get(path)).items]
    assert names.count("Mona Berg") == 1
    assert "Mona Dahl" not in names


@pytest.mark.parametrize("key", ["", "x" * 201, "two words", "å"])
async def test_a_key_that_is_none(client: Client, key: str) -> None:
    answer = await client.post("/bookings", key, **a_wish())
    assert answer.refused == (422, "malformed")


async def test_only_the_hash_of_a_key_is_kept(client: Client) -> None:
    await client.post("/bookings", "somebody@example.org", **a_wish())
    holder = await client.world.core.access.holder(client.tokens[Scope.WRITE])
    assert holder is not None
    recorded = client.world.core.recording.recorded
    assert await recorded(f"api:{holder.id}:{hashed('somebody@example.org')}")
