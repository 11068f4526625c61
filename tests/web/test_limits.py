"""What is malformed, too large or meant for nobody is refused as a problem, and does nothing."""

import gzip
import json
import logging
from io import BytesIO

import pytest

from tests.web.conftest import API, Answer, Client
from tests.web.requests import a_wish, within

MALFORMED = (422, "malformed")
TOO_LARGE = b'{"title": "' + b"x" * 2_000_000 + b'"}'


async def send(client: Client, raw: bytes, **headers: str) -> Answer:
    sent = {**client.headers(), "Content-Type": "application/json", **headers}
    return await client.ask("POST", f"{API}/bookings", headers=sent, data=BytesIO(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe\xfd",
        b"[" * 100_000,
        b'{"revision": ' + b"9" * 10_000 + b"}",
        b"[]",
        b"null",
        b'"text"',
        b"NaN",
        json.dumps({f"field{number}": 1 for number in range(10_000)}).encode(),
    ],
    ids=lambda raw: repr(raw[:12]),
)
async def test_a_body_that_is_no_request(client: Client, raw: bytes) -> None:
    answer = await send(client, raw)
    assert answer.refused == MALFORMED
    assert len(answer.body.get("errors", [])) <= 20


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 201),
        ("title", "a\nb"),
        ("title", "\0"),
        ("title", None),
        ("title", "\ud800"),
        ("person_id", "x" * 65),
        ("person_id", "../kari"),
        ("person_id", "kari\n"),
        ("person_id", 7),
        ("start", "2026-11-23T10:00:00"),
        ("start", "0001-01-01T00:00:00Z"),
        ("start", "9999-12-31T23:59:59-13:59"),
        ("start", "x" * 500_000),
        ("start", 1763891000),
        ("start", {"$date": "2026-11-23T10:00:00Z"}),
        ("status", "confirmed"),
        ("x" * 500_000, 1),
    ],
    ids=lambda value: repr(value)[:24],
)
async def test_a_field_that_is_not_as_it_should_be(client: Client, field: str, value: object) -> None:
    answer = await client.post("/bookings", **a_wish() | {field: value})
    assert answer.refused == MALFORMED
    assert [error["place"] for error in answer.body["errors"]] == [field[:100]]
    assert (await client.get("/bookings", **within())).items == []


async def test_a_body_that_is_too_large(client: Client) -> None:
    assert (await send(client, TOO_LARGE)).refused == (413, "request-entity-too-large")


async def test_a_small_body_that_unpacks_to_a_large_one(client: Client) -> None:
    packed = gzip.compress(TOO_LARGE)
    answer = await send(client, packed, **{"Content-Encoding": "gzip"})
    assert answer.refused == (413, "request-entity-too-large")


async def test_a_body_that_is_not_packed_as_it_says(client: Client) -> None:
    answer = await send(client, b"plain", **{"Content-Encoding": "gzip"})
    assert answer.refused == (400, "malformed")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
async def test_a_body_of_another_kind(client: Client, kind: str) -> None:
    answer = await send(client, json.dumps(a_wish()).encode(), **{"Content-Type": kind})
    assert answer.refused == (415, "media-type")


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-32"])
async def test_json_in_each_of_its_encodings(client: Client, charset: str) -> None:
    assert (await send(client, json.dumps(a_wish()).encode(charset))).status == 201


async def test_a_page_that_is_not_there(client: Client) -> None:
    assert (await client.get("/no-such")).refused == (404, "not-found")
    assert (await client.ask("GET", "/")).refused == (404, "not-found")


async def test_a_method_that_is_not_offered(client: Client) -> None:
    answer = await client.ask("PUT", f"{API}/bookings", headers=client.headers())
    assert answer.refused == (405, "method-not-allowed")
    assert set(answer.headers["Allow"].split(",")) == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize("limit", ["0", "201", "x", "-1", ""])
async def test_a_page_of_no_size(client: Client, limit: str) -> None:
    assert (await client.get("/persons", limit=limit)).refused == MALFORMED


async def test_a_database_that_is_away_asks_to_come_again(client: Client) -> None:
    await client.world.core.database.close()
    answer = await client.get("/resources")
    assert answer.refused == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0


async def test_a_bug_is_told_by_a_reference_that_the_log_has(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.world.clock.time = "half past"  # type: ignore[assignment] -- nothing works without the time
    with caplog.at_level(logging.ERROR):
        answer = await client.post("/bookings", **a_wish())
    assert answer.refused == (500, "bug")
    assert answer.body["reference"] in caplog.text
    assert "Traceback" in caplog.text
    assert "Error" not in json.dumps(answer.body)
