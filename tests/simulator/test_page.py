"""What the chat page asks of the server, without a browser."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from simulator import Person, Simulator
from tests.simulator.conftest import KARI, OLA, TOKEN, MovableClock
from tests.simulator.echo_bot import CALENDAR, EchoBot


class Page:
    """The page's end of its two ways to the server."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def posts(self, path: str, **facts: Any) -> tuple[int, str]:
        async with self.session.post(f"{self.url}{path}", json=facts) as response:
            return response.status, await response.text()

    async def does(self, path: str, **facts: Any) -> None:
        assert await self.posts(path, **facts) == (200, "{}")


@pytest.fixture
async def page(simulator: Simulator) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(session, simulator.url)


@pytest.fixture
async def told(page: Page) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    """What the page is told, as it happens."""
    async with page.session.get(f"{page.url}/events") as response:
        assert response.content_type == "text/event-stream"

        async def events() -> AsyncIterator[dict[str, Any]]:
            async for line in response.content:
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))

        yield events()


async def test_the_page_is_told_everything_first_and_then_what_happens(
    page: Page, told: AsyncIterator[dict[str, Any]], echo: EchoBot
) -> None:
    state = await anext(told)
    assert [person["name"] for person in state["people"]] == ["Kari Eksempel", "Ola Eksempel"]
    assert [person["started"] for person in state["people"]] == [True, False]
    assert state["clock"] == {"now": "2026-11-23T12:00:00+00:00", "zone": "Europe/Oslo", "movable": True}
    await page.does(f"/people/{KARI}/says", text="hei <b>")
    said, answered = await anext(told), await anext(told)
    assert (said["person"], said["message"]["mine"], said["message"]["html"]) == (KARI, True, "hei &lt;b&gt;")
    assert answered["message"]["text"] == "Du sa: hei <b>"
    assert answered["message"]["rows"][0][0]["text"] == "Endre"


async def test_a_tap_is_told_with_its_answer(
    page: Page, told: AsyncIterator[dict[str, Any]], kari: Person, echo: EchoBot
) -> None:
    await kari.says("hei")
    shown = kari.last.id
    await page.does(f"/people/{KARI}/taps", message_id=shown, data="alert")
    events = [await anext(told) for _ in range(2 + 1)]
    while events[-1]["event"] != "answer":
        events.append(await anext(told))
    assert events[-2] == {"event": "tapped", "person": KARI, "message_id": shown, "data": "alert"}
    assert (events[-1]["text"], events[-1]["alert"]) == ("Hør nå!", True)


async def test_editing_sending_and_blocking_from_the_page(page: Page, kari: Person, echo: EchoBot) -> None:
    await page.does(f"/people/{KARI}/says", text="hei")
    await kari.settled()
    await page.does(f"/people/{KARI}/edits", message_id=kari.own[-1].id, text="hallo")
    assert kari.own[-1].text == "hallo"
    for kind in ("photo", "voice"):
        await page.does(f"/people/{KARI}/sends", kind=kind)
        await kari.sees(f"Du sa: {kind}")
    await page.does(f"/people/{KARI}/blocks", blocked=True)
    for deed, facts in (("says", {"text": "hei"}), ("taps", {"message_id": kari.last.id, "data": "edit"})):
        assert await page.posts(f"/people/{KARI}/{deed}", **facts) == (409, "Du har blokkert boten.")
    await page.does(f"/people/{KARI}/blocks", blocked=False)
    await page.does(f"/people/{KARI}/says", text="hei igjen")
    await kari.sees("Du sa: hei igjen")


async def test_what_cannot_be_is_refused_in_words(page: Page, kari: Person, ola: Person) -> None:
    for path, facts in (("taps", {"data": "x"}), ("edits", {"text": "x"})):
        status, why = await page.posts(f"/people/{KARI}/{path}", message_id=1, **facts)
        assert (status, why) == (409, "Meldingen er borte.")
    assert (await page.posts("/people/999/says", text="x"))[0] == 404
    assert ola.messages == kari.messages == []


async def test_other_sites_cannot_speak_for_the_visitor(page: Page, kari: Person) -> None:
    async with page.session.post(f"{page.url}/people/{KARI}/says", data={"text": "hei"}) as response:
        assert response.status == 415
    assert kari.messages == []
    async with page.session.get(page.url) as response:
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]


async def test_the_clock_goes_forward_only(page: Page, clock: MovableClock) -> None:
    began = clock()
    await page.does("/clock", minutes=60)
    assert clock() == began + timedelta(hours=1)
    await page.does("/clock", tomorrow_at=8)
    assert clock().isoformat() == "2026-11-24T07:00:00+00:00"
    for minutes in (0, -5, 60 * 24 * 400):
        assert (await page.posts("/clock", minutes=minutes))[0] == 400


async def test_a_clock_that_cannot_be_moved_says_so(clock: MovableClock) -> None:
    async with Simulator(TOKEN, now=clock) as simulator, aiohttp.ClientSession() as session:
        assert await Page(session, simulator.url).posts("/clock", minutes=5) == (
            409,
            "Klokka kan ikke flyttes.",
        )


async def test_a_file_of_the_chat_can_be_fetched_by_whose_chat_it_is(
    page: Page, kari: Person, echo: EchoBot
) -> None:
    await kari.says("hei")
    await kari.taps("Fil")
    path = f"files/{kari.last.id}/m%C3%B8te.ics"
    async with page.session.get(f"{page.url}/people/{KARI}/{path}") as response:
        assert await response.read() == CALENDAR
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with page.session.get(f"{page.url}/people/{OLA}/{path}") as response:
        assert response.status == 404
