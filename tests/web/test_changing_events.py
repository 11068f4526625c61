"""Everything of an event is changed over the API, once for a key, and lawfully."""

import pytest

from tests.web.conftest import Client
from tests.web.test_events import REUSED, made

PROGRAMME = "Kaffe 8.00\nForedrag 8.15"
ALL = {
    "programme": PROGRAMME,
    "price": "150 kr",
    "online_seats": 50,
    "link": "https://example.test/m",
    "opens": "2026-11-25T00:00:00Z",
    "closes": "2026-11-26T12:00:00Z",
}


async def test_an_event_is_made_with_all_that_it_has(client: Client) -> None:
    first = await made(client)
    event = await made(client, **ALL, series=first["id"], title="Nr. 2")
    assert (event["programme"], event["price"], event["online_seats"]) == (PROGRAMME, "150 kr", 50)
    assert (event["opens"], event["closes"]) == (ALL["opens"], ALL["closes"])
    assert (event["ways"], event["series"]) == (["digital", "physical"], first["id"])


async def test_all_of_an_event_is_changed_at_once_and_what_is_left_out_stays(client: Client) -> None:
    event = await made(client)
    wanted = {
        **ALL,
        "title": "Frokost med vafler",
        "kind": "lab",
        "host": "Eksempel AS",
        "seats": 9,
        "guests": 1,
        "ways": ["physical", "digital"],
        "resource_id": "drivhuset",
        "start": "2026-11-27T08:00:00Z",
    }
    answer = await client.patch(f"/events/{event['id']}", **wanted)
    assert answer.status == 200, answer.body
    changed = answer.body
    assert {name: changed[name] for name in wanted if name not in {"link", "ways"}} == {
        name: value for name, value in wanted.items() if name not in {"link", "ways"}
    }
    assert (changed["ways"], changed["address"], changed["state"]) == (["digital", "physical"], "", "moved")
    assert changed["end"] == "2026-11-27T09:30:00Z"
    back = await client.patch(f"/events/{event['id']}", seats=None, opens=None, title=None)
    assert (back.body["seats"], back.body["opens"], back.body["title"]) == (None, None, wanted["title"])


async def test_the_same_key_changes_once_and_another_use_of_it_is_refused(client: Client) -> None:
    path = f"/events/{(await made(client))['id']}"
    first = await client.patch(path, "k", seats=7, revision=2)
    assert (await client.patch(path, "k", seats=7, revision=2)).body == first.body
    assert (await client.patch(path, "k", seats=8)).refused == REUSED
    assert (await client.patch(path, seats=8, revision=2)).refused == (409, "stale")


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"seats": 1}, (409, "event-full")),
        ({"end": "2026-11-20T08:00:00Z"}, (409, "empty-interval")),
        ({"closes": "2026-11-27T12:00:00Z"}, (409, "not-ready")),
        ({"ways": ["digital"]}, (409, "not-ready")),
        ({"resource_id": "no-such"}, (404, "not-found")),
        ({"seats": 0}, (422, "malformed")),
        ({"guests": False}, (422, "malformed")),
        ({"ways": []}, (422, "malformed")),
    ],
)
async def test_what_cannot_be_is_a_lawful_no(
    client: Client, fields: dict[str, object], refused: tuple[int, str]
) -> None:
    event = await made(client)
    await client.post(f"/events/{event['id']}/registrations", person_id="kari", guests=[""])
    answer = await client.patch(f"/events/{event['id']}", **fields)
    assert answer.refused == refused
    assert (await client.get(f"/events/{event['id']}")).body["revision"] == event["revision"]


async def test_another_number_keeps_the_names_of_guests(client: Client) -> None:
    event = await made(client, seats=9)
    path = f"/events/{event['id']}/registrations"
    await client.post(path, person_id="kari", guests=["Per Gjest"])
    assert (await client.post(path, person_id="kari", guests=["", ""])).body["guests"] == ["Per Gjest", ""]


async def test_what_is_not_there_or_is_over_is_not_changed(client: Client) -> None:
    event = await made(client)
    assert (await client.patch("/events/no-such", seats=3)).refused == (404, "not-found")
    await client.delete(f"/events/{event['id']}")
    assert (await client.patch(f"/events/{event['id']}", seats=3)).refused == (409, "event-over")
