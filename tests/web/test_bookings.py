"""Bookings over the API: made, found, changed and released, with the same noes as in the chat."""

from datetime import timedelta

import pytest

from booking.model.bookings import Status
from tests.builders import MONDAY, a_catalogue, a_space, span
from tests.web.conftest import Client
from tests.web.requests import a_wish, hours, within

TOMORROW = MONDAY + timedelta(days=1)


async def made(client: Client, **fields: object) -> dict:
    answer = await client.post("/bookings", **a_wish(**fields))
    assert answer.status == 201, answer.body
    return answer.body


async def test_a_booking_is_made_and_found(client: Client) -> None:
    answer = await client.post("/bookings", **a_wish(title="Styremøte"))
    booking_id = answer.body["id"]
    assert answer.status == 201
    assert answer.body == {
        "id": booking_id,
        "resource_id": "drivhuset",
        "person_id": "kari",
        "start": "2026-11-23T09:00:00Z",
        "end": "2026-11-23T11:00:00Z",
        "status": "confirmed",
        "title": "Styremøte",
        "revision": 1,
    }
    assert (await client.get(f"/bookings/{booking_id}")).body == answer.body
    assert (await client.get("/bookings", **within())).body == {"items": [answer.body], "next": None}
    held = await client.world.core.looking.mine(client.world.kari)
    assert [booking.interval for booking in held] == [span("10:00", "12:00")]


async def test_a_taken_room_is_refused_with_what_could_be_had(client: Client) -> None:
    await made(client, person_id="ola")
    answer = await client.post("/bookings", **a_wish("11:00", "13:00"))
    assert answer.refused == (409, "slot-taken")
    assert answer.body["facts"]["resource_id"] == "drivhuset"
    alternatives = answer.body["alternatives"]
    assert 1 <= len(alternatives) <= 3
    for alternative in alternatives:
        fresh = await client.post("/bookings", person_id="kari", **alternative)
        assert fresh.status == 201
        await client.delete(f"/bookings/{fresh.body['id']}")


async def test_a_refusal_is_worded_in_the_language_asked_for(client: Client) -> None:
    await made(client)
    said = {}
    for asked in ("nb-NO,nb;q=0.9", "no", "nn", "en-GB", "fi,nn;q=0.5", "fi", ""):
        client.language = asked
        answer = await client.post("/bookings", **a_wish(person_id="ola"))
        assert answer.body["title"] == "Slot taken"
        said[asked] = answer.body["detail"]
    assert said["nb-NO,nb;q=0.9"] == said["no"]
    assert said["nn"] == said["fi,nn;q=0.5"]
    assert said["en-GB"] == said["fi"] == said[""]
    assert len(set(said.values())) == 3


@pytest.mark.parametrize(
    ("wish", "rule"),
    [
        (a_wish("06:00", "07:00"), "in-the-past"),
        (a_wish("22:00", "23:30"), "outside-opening-hours"),
        (a_wish("10:00", "10:05"), "off-grid"),
        (a_wish("10:00", "19:00"), "too-long"),
        (a_wish(day=MONDAY + timedelta(days=700)), "too-far-ahead"),
        (a_wish("10:00", "10:30", resource_id="pult-1"), "too-short"),
        (a_wish() | {"end": a_wish()["start"]}, "empty-interval"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_broken_rule_is_named(client: Client, wish: dict, rule: str) -> None:
    answer = await client.post("/bookings", **wish)
    assert answer.refused == (409, rule)
    assert len(answer.body.get("alternatives", [])) <= 3


async def test_a_holiday_is_named_in_each_language(client: Client) -> None:
    reason = {"nb": "Juleferie", "nn": "Jolefri", "en": "Christmas"}
    places = client.world.core.database.places
    await places.apply(a_catalogue(a_space(closed={TOMORROW: reason}), revision=2))
    await places.refresh()
    answer = await client.post("/bookings", **a_wish(day=TOMORROW))
    assert answer.refused == (409, "closed-day")
    assert answer.body["facts"] == {"resource_id": "drivhuset", "day": "2026-11-24", "reason": reason}
    assert answer.body["alternatives"]


@pytest.mark.parametrize("unknown", ["resource_id", "person_id"])
async def test_nobody_and_nothing_is_not_found(client: Client, unknown: str) -> None:
    answer = await client.post("/bookings", **a_wish(**{unknown: "nobody"}))
    assert answer.refused == (404, "not-found")
    assert answer.body["detail"] == f"There is no such {unknown.removesuffix('_id')}."


@pytest.mark.parametrize("path", ["/bookings/no-such", "/bookings/%00", "/bookings/a%2Fb", "/bookings/ø"])
async def test_an_id_that_is_none(client: Client, path: str) -> None:
    assert (await client.get(path)).refused == (404, "not-found")
    assert (await client.delete(path)).refused == (404, "not-found")
    assert (await client.patch(path)).refused == (404, "not-found")


async def test_a_booking_is_moved_extended_and_renamed(client: Client) -> None:
    path = f"/bookings/{(await made(client, title='Møte'))['id']}"
    moved = await client.patch(path, resource_id="orangeriet", **hours("13:00", "14:00"))
    assert (moved.status, moved.body["resource_id"], moved.body["revision"]) == (200, "orangeriet", 2)
    extended = await client.patch(path, end=hours("13:00", "15:00")["end"], revision=2)
    assert (extended.body["start"], extended.body["end"]) == ("2026-11-23T12:00:00Z", "2026-11-23T14:00:00Z")
    renamed = await client.patch(path, title="Styremøte")
    assert renamed.body == {**extended.body, "title": "Styremøte", "revision": 4}
    assert extended.body["title"] == "Møte"


async def test_a_move_onto_another_is_refused_with_alternatives(client: Client) -> None:
    await made(client, person_id="ola")
    mine = await made(client, start="13:00", end="14:00")
    answer = await client.patch(f"/bookings/{mine['id']}", **hours("11:00", "12:00"))
    assert answer.refused == (409, "slot-taken")
    assert answer.body["alternatives"]
    assert (await client.get(f"/bookings/{mine['id']}")).body == mine


async def test_a_change_of_what_was_changed_meanwhile_is_refused(client: Client) -> None:
    path = f"/bookings/{(await made(client))['id']}"
    await client.patch(path, title="New")
    assert (await client.patch(path, title="Other", revision=1)).refused == (409, "stale")
    assert (await client.get(path)).body["title"] == "New"


async def test_a_cancelled_booking_is_told_and_its_time_is_free(client: Client) -> None:
    path = f"/bookings/{(await made(client))['id']}"
    assert (await client.delete(path)).body["status"] == "cancelled"
    assert (await client.delete(path)).refused == (409, "not-active")
    assert (await client.patch(path, title="x")).refused == (409, "not-active")
    assert (await client.get(path)).body["status"] == "cancelled"
    await made(client, person_id="ola")


async def test_a_change_is_taken_back(client: Client) -> None:
    path = f"/bookings/{(await made(client))['id']}"
    cancelled = (await client.delete(path)).body
    back = await client.post(f"{path}/undo", revision=cancelled["revision"])
    assert (back.status, back.body["status"], back.body["revision"]) == (200, "confirmed", 3)
    client.world.clock.advance(minutes=16)
    answer = await client.post(f"{path}/undo", revision=3)
    assert answer.refused == (409, "nothing-to-undo")
    assert answer.body["detail"] == "That can no longer be undone."  # in the chat a command follows
    assert (await client.post(f"{path}/undo", revision=1)).refused == (409, "stale")


async def test_checking_in_and_ending_early(client: Client) -> None:
    path = f"/bookings/{(await made(client))['id']}"
    early = await client.post(f"{path}/check-in")
    assert early.refused == (409, "check-in-closed")
    assert early.body["facts"]["opens_at"] == "2026-11-23T08:45:00+00:00"
    assert (await client.post(f"{path}/end")).refused == (409, "not-active")
    client.world.clock.set("09:50")
    assert (await client.post(f"{path}/check-in")).body["status"] == "checked_in"
    client.world.clock.set("11:00")
    ended = (await client.post(f"{path}/end")).body
    assert (ended["status"], ended["end"]) == ("ended", "2026-11-23T10:00:00Z")


async def test_what_is_over_has_ended(client: Client) -> None:
    booking = await made(client, start="10:00", end="11:00")
    client.world.clock.set("12:00")
    assert (await client.get(f"/bookings/{booking['id']}")).body["status"] == Status.ENDED


async def test_a_listing_is_narrowed_and_paged(client: Client) -> None:
    first = await made(client, start="10:00", end="11:00")
    second = await made(client, start="11:00", end="12:00", person_id="ola")
    third = await made(client, start="11:00", end="12:00", resource_id="orangeriet")
    await made(client, day=TOMORROW)
    assert {b["id"] for b in (await client.get("/bookings", **within())).items} == {
        booking["id"] for booking in (first, second, third)
    }
    assert (await client.get("/bookings", **within(), person_id="ola")).items == [second]
    assert (await client.get("/bookings", **within(), resource_id="orangeriet")).items == [third]
    seen, query = [], {**within(), "limit": "2"}
    page = await client.get("/bookings", **query)
    seen += page.items
    page = await client.get("/bookings", **query, after=page.body["next"])
    seen += page.items
    assert page.body["next"] is None
    assert seen[0] == first
    assert len({booking["id"] for booking in seen}) == 3


async def test_a_place_in_a_listing_that_is_none(client: Client) -> None:
    assert (await client.get("/bookings", **within(), after="nonsense")).refused == (404, "not-found")
