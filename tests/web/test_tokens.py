"""Who is let in: a bearer token that is known, with the scope that is needed."""

import pytest

from booking.model.people import Scope
from tests.web.conftest import API, Answer, Client
from tests.web.requests import a_wish

NO_TOKEN = (401, "no-token")
WRITING = [
    ("POST", "/bookings"),
    ("PATCH", "/bookings/x"),
    ("DELETE", "/bookings/x"),
    ("POST", "/bookings/x/check-in"),
    ("POST", "/bookings/x/end"),
    ("POST", "/bookings/x/undo"),
    ("POST", "/bookings/x/take"),
    ("POST", "/bookings/x/decline"),
    ("POST", "/series"),
    ("DELETE", "/bookings/x/series"),
    ("POST", "/waits"),
    ("DELETE", "/waits/x"),
    ("POST", "/events"),
    ("DELETE", "/events/x"),
    ("POST", "/events/x/registrations"),
    ("DELETE", "/registrations/x"),
    ("POST", "/persons"),
    ("POST", "/tenants"),
]
READING = [
    ("GET", path)
    for path in (
        "/resources",
        "/resources/x",
        "/availability",
        "/resources/x/slots",
        "/bookings",
        "/bookings/x",
        "/events",
        "/events/x",
        "/events/x/registrations",
        "/persons",
        "/persons/x",
        "/tenants",
        "/tenants/x",
    )
]


async def with_header(client: Client, header: str | None) -> Answer:
    headers = {} if header is None else {"Authorization": header}
    return await client.ask("GET", f"{API}/resources", headers=headers)


@pytest.mark.parametrize(("method", "path"), READING + WRITING)
async def test_nothing_is_told_without_a_token(client: Client, method: str, path: str) -> None:
    answer = await client.ask(method, API + path)
    assert answer.refused == NO_TOKEN
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Basic {token}",
        "{token}",
        "Bearer {token}x",
        "Bearer ø",
    ],
)
async def test_a_token_that_is_none(client: Client, header: str | None) -> None:
    said = None if header is None else header.format(token=client.tokens[Scope.READ])
    assert (await with_header(client, said)).refused == NO_TOKEN


@pytest.mark.parametrize("kind", ["Bearer", "bearer", "BEARER"])
async def test_a_token_that_is_known(client: Client, kind: str) -> None:
    assert (await with_header(client, f"{kind} {client.tokens[Scope.READ]}")).status == 200


async def test_a_token_that_was_taken_back(client: Client) -> None:
    header = f"Bearer {client.tokens[Scope.READ]}"
    assert (await with_header(client, header)).status == 200
    await client.world.core.access.take_back("may read")
    assert (await with_header(client, header)).refused == NO_TOKEN
    assert (await client.get("/resources")).status == 200


@pytest.mark.parametrize(("method", "path"), WRITING)
async def test_a_token_to_read_writes_nothing(client: Client, method: str, path: str) -> None:
    headers = client.headers(scope=Scope.READ)
    answer = await client.ask(method, API + path, headers=headers, json=a_wish())
    assert answer.refused == (403, "scope")


@pytest.mark.parametrize("scope", [Scope.WRITE, Scope.ADMIN])
async def test_a_token_to_write_reads_as_well(client: Client, scope: Scope) -> None:
    headers = client.headers(scope=scope)
    made = await client.ask("POST", f"{API}/bookings", headers=headers, json=a_wish())
    assert made.status == 201
    assert (await client.ask("GET", f"{API}/resources", headers=headers)).status == 200


async def test_the_history_of_a_booking_names_the_program(client: Client) -> None:
    booking = (await client.post("/bookings", **a_wish())).body
    (change,) = await client.world.core.database.bookings.history(booking["id"])
    assert (change.actor.person_id, change.actor.name) == (None, "may write")
