"""Persons and tenants over the API."""

import pytest

from booking.model.people import PersonId
from tests.web.conftest import Client


async def test_somebody_who_may_never_open_telegram_is_added(client: Client) -> None:
    tenant = (await client.post("/tenants", name="Fjordtegn AS")).body
    answer = await client.post("/persons", name="Mona Berg", roles=["contact"], tenant_id=tenant["id"])
    assert answer.status == 201
    person_id = answer.body["id"]
    expected = {
        "id": person_id,
        "name": "Mona Berg",
        "roles": ["contact"],
        "tenant_id": tenant["id"],
        "email": None,
    }
    assert answer.body == expected
    assert (await client.get(f"/persons/{person_id}")).body == expected
    assert (await client.get(f"/tenants/{tenant['id']}")).body == tenant == {**tenant, "name": "Fjordtegn AS"}


async def test_without_roles_a_person_may_book(client: Client) -> None:
    person = (await client.post("/persons", name="Mona")).body
    assert person == {**person, "roles": ["tenant"], "tenant_id": None}


async def test_an_email_address_is_given_and_taken_away(client: Client) -> None:
    added = await client.post("/persons", "mona", name="Mona Berg", email="mona@blåbær.example")
    assert added.body["email"] == "mona@blåbær.example"
    path = f"/persons/{added.body['id']}"
    changed = await client.patch(path, email="mona.berg@example.org")
    assert changed.body == {**added.body, "email": "mona.berg@example.org"}
    assert (await client.get(path)).body == changed.body
    assert (await client.patch(path, email=None)).body == {**added.body, "email": None}
    again = await client.post("/persons", "mona", name="Mona Berg", email="mona@blåbær.example")
    assert again.body == {**added.body, "email": None}
    other = await client.post("/persons", "mona", name="Mona Berg", email="other@example.org")
    assert other.body["email"] is None


async def test_a_key_is_not_used_for_another_address(client: Client) -> None:
    await client.post("/persons", "mona", name="Mona", email="mona@example.org")
    answer = await client.post("/persons", "mona", name="Mona", email="other@example.org")
    assert answer.refused == (409, "key-reused")


@pytest.mark.parametrize(
    "body",
    [
        {"member": None, "mail": "a@b.example"},
        {"email": ""},
        {"email": "mona"},
        {"email": "a@b.example\n"},
        {"email": "a@b.example, c@d"},
    ],
)
async def test_an_address_that_is_none(client: Client, body: dict) -> None:
    assert (await client.patch("/persons/kari", **body)).refused == (422, "malformed")
    assert (await client.patch("/persons/no-such", email=None)).refused == (404, "not-found")


async def test_a_tenant_that_is_known_is_found_by_name(client: Client) -> None:
    first = await client.post("/tenants", name="Åse & Co")
    assert (await client.post("/tenants", name=" åse  & co")).body == first.body
    assert [tenant["name"] for tenant in (await client.get("/tenants")).items] == ["Spire", "Åse & Co"]


async def test_people_are_listed_by_name_and_role_in_pages(client: Client) -> None:
    page = await client.get("/persons", limit="3")
    assert [person["name"] for person in page.items] == ["Eva Nabo", "Grete Kontor", "Kari Gartner"]
    page = await client.get("/persons", limit="3", after=page.body["next"])
    assert [person["name"] for person in page.items] == ["Ola Gartner"]
    assert page.body["next"] is None
    office = await client.get("/persons", role="administration")
    assert [person["id"] for person in office.items] == ["office"]
    page = await client.get("/tenants", limit="1")
    assert page.body["next"] is None


@pytest.mark.parametrize("path", ["/persons", "/tenants"])
async def test_a_place_in_a_listing_that_is_none(client: Client, path: str) -> None:
    assert (await client.get(path, after="nonsense")).refused == (404, "not-found")


@pytest.mark.parametrize("path", ["/persons/no-such", "/tenants/no-such", "/persons/%00"])
async def test_nobody(client: Client, path: str) -> None:
    assert (await client.get(path)).refused == (404, "not-found")


async def test_a_person_of_a_tenant_that_is_not_known(client: Client) -> None:
    answer = await client.post("/persons", name="Mona", tenant_id="no-such")
    assert answer.refused == (404, "not-found")
    assert answer.body["detail"] == "There is no such tenant."


async def test_somebody_who_was_erased_is_gone(client: Client) -> None:
    await client.world.core.database.people.erase(PersonId("ola"), client.world.clock())
    assert (await client.get("/persons/ola")).refused == (404, "not-found")
    assert "ola" not in {person["id"] for person in (await client.get("/persons")).items}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "  "},
        {"name": "x" * 201},
        {"name": "a\nb"},
        {"name": "a\0b"},
        {"name": "\ud800"},
        {"name": 7},
        {"name": None},
        {"name": "x", "roles": ["king"]},
        {"name": "x", "roles": ["tenant"] * 7},
        {"name": "x", "tenant_id": ""},
        {"name": "x", "email": "x"},
        {"name": "x", "email": f"x@{'y' * 64}.example"},
        {"name": "x", "email": f"x@{'y.' * 130}example"},
        {"name": "x", "colour": "green"},
    ],
    ids=lambda body: repr(body)[:30],
)
async def test_a_person_that_is_malformed(client: Client, body: dict) -> None:
    assert (await client.post("/persons", **body)).refused == (422, "malformed")
    assert len((await client.get("/persons")).items) == 4


@pytest.mark.parametrize(
    "address",
    [
        f"{'x' * 65}@example.org",
        f"x@{'x' * 63}.{'y' * 63}.{'z' * 62}.{'å' * 48}.example",
        f"x@{'å' * 63}.example",
    ],
)
async def test_an_address_with_too_long_a_part(client: Client, address: str) -> None:
    before = (await client.get("/persons")).items
    assert (await client.post("/persons", name="x", email=address)).refused == (409, "no-address")
    assert (await client.patch("/persons/kari", email=address)).refused == (409, "no-address")
    assert (await client.get("/persons")).items == before


async def test_somebody_known_is_marked_a_member_and_keeps_the_rest(client: Client) -> None:
    before = (await client.get("/persons/kari")).body
    marked = await client.patch("/persons/kari", member=True)
    assert marked.body == {**before, "roles": sorted([*before["roles"], "member"])}
    assert (await client.patch("/persons/kari", email="kari@example.org")).body["roles"] == marked.body[
        "roles"
    ]
    unmarked = await client.patch("/persons/kari", member=False)
    assert unmarked.body == {**before, "email": "kari@example.org"}
    assert (await client.patch("/persons/kari", member="yes")).refused == (422, "malformed")
