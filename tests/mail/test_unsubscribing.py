"""E-mail is stopped by one click, over HTTP, and by nothing less."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
import pytest_asyncio

from booking.model.announcements import FOLLOWED, Audience, Topic
from booking.model.announcements import Group as Receivers
from booking.model.messages import Purpose
from booking.model.people import Language, Person, PersonId
from booking.rules.addressing import Group, signed
from tests.builders import a_person
from tests.cases.conftest import World
from tests.mail.conftest import KEY, Postbox, channel, some_news
from tests.web.serving import parts_of, served
from web.unsubscribe import Unsubscribe

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@dataclass
class Browser:
    """What a person's browser, their mail program and their mail server all do: ask over HTTP."""

    base: str
    session: aiohttp.ClientSession
    world: World

    async def ask(self, method: str, path: str, **more: object) -> tuple[int, str]:
        async with self.session.request(method, self.base + path, **more) as answer:
            if path.startswith("/unsubscribe/") and answer.status < 400:
                assert answer.headers["Cache-Control"] == "no-store"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
            return answer.status, await answer.text()

    async def address_of(self, person: Person) -> str:
        found = await self.world.core.database.people.get(person.id)
        assert found is not None
        return found.email


@pytest.fixture
def mona() -> Person:
    return a_person(
        id=PersonId("mona"),
        name="Mona",
        telegram_id=None,
        email="mona@example.org",
        language=Language.NYNORSK,
    )


@pytest_asyncio.fixture
async def browser(world: World, mona: Person) -> AsyncIterator[Browser]:
    await world.core.database.people.add(mona)
    page = Unsubscribe(world.core.membership, world.core.announcing, KEY)
    async with (
        served(parts_of(world.core, unsubscribe=page)) as base,
        aiohttp.ClientSession() as session,
    ):
        yield Browser(base, session, world)


async def test_the_link_of_an_email_stops_it_with_one_click(
    browser: Browser, mona: Person, postbox: Postbox
) -> None:
    await channel(postbox).tell(some_news(person=mona))
    link = postbox.letter()["List-Unsubscribe"].strip("<>")
    path = link.removeprefix("https://booking.example.org")
    status, text = await browser.ask("POST", path, data=ONE_CLICK)
    assert status == 200
    assert "Du får ikkje meir e-post frå oss." in text
    assert await browser.address_of(mona) == ""
    assert not channel(postbox).reaches(await browser.world.core.membership.get(mona.id))


def path_of(person: Person, group: Group = Group.EMAIL) -> str:
    return f"/unsubscribe/{signed(person.id, group, KEY)}"


async def test_to_open_it_changes_nothing(browser: Browser, mona: Person) -> None:
    for method in ("GET", "HEAD", "GET"):
        status, text = await browser.ask(method, path_of(mona))
        assert status == 200
    assert '<html lang="nn">' in text
    assert "Skal vi slutte å sende e-post til mona@example.org?" in text
    assert text.count("<button") == 1
    assert await browser.address_of(mona) == "mona@example.org"


@pytest.mark.parametrize("body", ["form", "multipart", "none"])
async def test_however_it_is_posted_and_however_often(browser: Browser, mona: Person, body: str) -> None:
    for _ in range(2):
        data: object = ONE_CLICK if body == "form" else None
        if body == "multipart":
            data = aiohttp.MultipartWriter("form-data")
            data.append("One-Click").set_content_disposition("form-data", name="List-Unsubscribe")
        assert (await browser.ask("POST", path_of(mona), data=data))[0] == 200
    assert await browser.address_of(mona) == ""
    status, text = await browser.ask("GET", path_of(mona))
    assert status == 200
    assert "<button" not in text


async def test_a_link_that_is_not_ours_finds_nothing(browser: Browser, mona: Person) -> None:
    token = path_of(mona)
    stranger = signed(PersonId("nobody"), Group.EMAIL, KEY)
    forged = signed(mona.id, Group.EMAIL, "another key")
    for path in (
        token[:-1],
        token + "x",
        f"/unsubscribe/{stranger}",
        f"/unsubscribe/{forged}",
        "/unsubscribe/x",
    ):
        for method in ("GET", "POST"):
            status, text = await browser.ask(method, path, headers={"Accept-Language": "nb-NO,nb"})
            assert status == 404
            assert "Lenken er ikke fullstendig." in text
    assert await browser.address_of(mona) == "mona@example.org"


async def test_what_was_followed_is_left_alone(browser: Browser, mona: Person) -> None:
    announcing = browser.world.core.announcing
    for topic in (Topic.NEWSLETTER, Topic.EVENTS):
        await announcing.follow(mona, topic, wanted=True)
    path = path_of(mona, Group.of(Topic.NEWSLETTER))
    status, text = await browser.ask("GET", path)
    assert status == 200
    assert "Skal vi slutte å sende deg «Nyheitsbrevet»?" in text
    assert await announcing.followed(mona) == {Topic.NEWSLETTER, Topic.EVENTS}
    for _ in range(2):
        status, text = await browser.ask("POST", path, data=ONE_CLICK)
        assert status == 200
        assert "Du får ikkje meir av «Nyheitsbrevet»" in text
    assert await announcing.followed(mona) == {Topic.EVENTS}
    assert await browser.address_of(mona) == "mona@example.org"
    assert "<button" not in (await browser.ask("GET", path))[1]


async def test_who_leaves_by_email_is_counted_on_the_announcement_once(
    browser: Browser, mona: Person, postbox: Postbox
) -> None:
    announcing, office = browser.world.core.announcing, browser.world.office.actor
    await announcing.follow(mona, Topic.NEWSLETTER, wanted=True)
    everybody = Audience(group=Receivers.EVERYBODY, topic=Topic.NEWSLETTER)
    announcement = await announcing.draft(office, everybody, "Hausten i korte trekk")
    news = some_news(Purpose.ANNOUNCEMENT, person=mona, booking=None, announcement=announcement)
    await channel(postbox).tell(news)
    path = postbox.letter()["List-Unsubscribe"].strip("<>").removeprefix("https://booking.example.org")
    for _ in range(2):
        assert (await browser.ask("POST", path, data=ONE_CLICK))[0] == 200
    assert await announcing.followed(mona) == frozenset()
    assert (await announcing.get(office, announcement.id)).left == 1


def test_a_notice_ends_with_all_email() -> None:
    assert Group.of(Topic.NOTICE) is Group.EMAIL
    assert {Group.of(topic).topic for topic in FOLLOWED} == set(FOLLOWED)


async def test_one_who_was_erased_is_not_known_any_more(browser: Browser, mona: Person) -> None:
    await browser.world.core.database.people.erase(mona.id, browser.world.clock())
    assert (await browser.ask("POST", path_of(mona)))[0] == 404


async def test_without_a_key_there_is_no_page(world: World) -> None:
    async with served(parts_of(world.core)) as base, aiohttp.ClientSession() as session:
        path = f"/unsubscribe/{signed(world.kari.id, Group.EMAIL, KEY)}"
        async with session.get(base + path) as answer:
            assert answer.status == 404
