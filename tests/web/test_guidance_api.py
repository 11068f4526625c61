"""Guidance over the API: facts, and nothing of what people wrote."""

from booking.model.people import PersonId, Role
from tests.builders import a_person
from tests.cases.conftest import World
from tests.web.conftest import Client


async def test_a_request_is_made_once_and_listed(client: Client, world: World) -> None:
    anne = a_person(
        id=PersonId("anne"), name="Anne", telegram_id=1010, tenant_id=None, roles=frozenset({Role.ADVISER})
    )
    await world.core.database.people.add(anne)
    asked = await client.post("/guidance", "once", person_id="eva", idea="Hemmelig bakeri", how_far="plan")
    assert asked.status == 201
    assert (asked.body["stage"], asked.body["adviser_id"]) == ("assigned", "anne")
    assert "bakeri" not in str(asked.body)
    again = await client.post("/guidance", "once", person_id="eva", idea="Hemmelig bakeri", how_far="plan")
    assert again.body == asked.body
    listed = await client.get("/guidance?open=true")
    assert listed.body == {"items": [asked.body], "next": None}
    assert (await client.get(f"/guidance/{asked.body['id']}")).body == asked.body
    assert (await client.get("/guidance/none")).refused == (404, "not-found")
    assert (await client.post("/guidance", person_id="nobody")).refused == (404, "not-found")
    assert (await client.post("/guidance", person_id="eva", how_far="far")).refused == (422, "malformed")
    await client.post("/guidance", person_id="eva")
    assert (await client.post("/guidance", person_id="eva")).refused == (409, "too-many-cases")
