"""Guidance without Telegram: asked for on a page, answered on another, told by e-mail."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
import pytest_asyncio

from booking.model.guidance import Case, Meeting, Outcome, Stage
from booking.model.people import Person
from booking.ports import Page
from commands.guidance_pages import guidance_pages
from mail.composing import Letterhead, compose
from tests.browser import DESK, PHONE, Visit
from tests.cases.conftest import World
from tests.cases.test_guidance import anne, the_case
from tests.web.admin.test_in_a_browser import OVERFLOWS, violations
from tests.web.serving import parts_of, served

__all__ = ["anne"]
KEY = "an example key, thirty-two letters"
FORM = {
    "name": "Siri Eksempel",
    "email": "siri@example.test",
    "idea": "Sykkelverksted <i>på hjul</i>",
    "how_far": "plan",
    "sector": "services",
    "consent": "1",
}


@dataclass
class Visitor:
    base: str
    session: aiohttp.ClientSession

    async def opens(self, path: str) -> tuple[int, str]:
        async with self.session.get(self.base + path) as answer:
            return answer.status, await answer.text()

    async def sends(self, path: str, **fields: str) -> tuple[int, str, str]:
        async with self.session.post(self.base + path, data=fields) as answer:
            return answer.status, await answer.text(), answer.url.path

    async def asks(self, **changed: str) -> tuple[int, str, str]:
        _, form = await self.opens("/veiledning")
        once = re.search(r'name="once" value="([^"]+)"', form)
        assert once
        return await self.sends("/veiledning", **{**FORM, "once": once[1], **changed})


@pytest_asyncio.fixture
async def visitor(world: World) -> AsyncIterator[Visitor]:
    async with (
        served(parts_of(world.core, guidance=guidance_pages(world.core, KEY))) as base,
        aiohttp.ClientSession(headers={"Accept-Language": "en"}) as session,
    ):
        yield Visitor(base, session)


async def asked(world: World, visitor: Visitor) -> tuple[Case, Person, str]:
    """The case, who asked, and the path of their page."""
    status, text, path = await visitor.asks()
    assert (status, "is your adviser" in text) == (200, True)
    (case,) = (await world.core.database.cases.listing(Page()))[0]
    person = await world.core.database.people.get(case.person_id)
    assert person is not None
    return case, person, path


async def test_a_page_asks_and_a_case_is_made_once(world: World, visitor: Visitor, anne: Person) -> None:
    status, text, _ = await visitor.asks(email="siri", consent="")
    assert status == 422
    assert text.count('class="wrong"') == 2
    assert "Sykkelverksted &lt;i&gt;" in text
    case, person, path = await asked(world, visitor)
    assert (person.name, person.email, person.telegram_id) == ("Siri Eksempel", "siri@example.test", None)
    dossier = await world.core.guidance.casework.open(anne.actor, case.id)
    assert dossier.answers.idea == "Sykkelverksted <i>på hjul</i>"
    again = await visitor.sends("/veiledning", **FORM, once="same")
    assert again[2] == (await visitor.sends("/veiledning", **FORM, once="same"))[2] != path


async def test_programs_and_floods_get_nowhere(world: World, visitor: Visitor, anne: Person) -> None:
    _, text, _ = await visitor.asks(website="https://spam.example")
    assert "You hear from us" in text
    assert await world.core.database.cases.asked_since(world.clock()) == 0
    statuses = [(await visitor.asks(email=f"n{number}@example.test"))[0] for number in range(7)]
    assert statuses == [200] * 5 + [429] * 2


async def test_a_time_is_chosen_moved_and_cancelled(world: World, visitor: Visitor, anne: Person) -> None:
    case, _, path = await asked(world, visitor)
    guiding = world.core.guidance.guiding
    times = await guiding.times(anne.actor, case.id, Meeting.DIGITAL, 3)
    await guiding.offer(anne.actor, case.id, Meeting.DIGITAL, times, world.ask())
    _, text = await visitor.opens(path)
    starts = re.findall(r'name="start" value="(\d+)"', text)
    assert [int(start) for start in starts] == [int(each.start.timestamp()) for each in times]
    _, text, _ = await visitor.sends(path, do="pick", start=starts[1], once="1")
    assert "Cancel the meeting" in text
    assert (await the_case(world, case)).stage is Stage.SCHEDULED
    async with visitor.session.get(f"{visitor.base}{path}/meeting.ics") as answer:
        assert "BEGIN:VCALENDAR" in await answer.text()
    other = next(start for start in re.findall(r'name="start" value="(\d+)"', text) if start != starts[1])
    await visitor.sends(path, do="pick", start=other, once="2")
    _, text, _ = await visitor.sends(path, do="pick", start="1000", once="3")
    assert "no longer free" in text
    for nonsense in ({"do": "pick"}, {"do": "pick", "start": "9" * 30}, {"do": "check", "months": "x"}, {}):
        assert (await visitor.sends(path, **nonsense))[0] == 200
    await visitor.sends(path, do="cancel", once="4")
    assert (await the_case(world, case)).stage is Stage.ASSIGNED
    await visitor.sends(path, do="withdraw", once="5")
    assert (await the_case(world, case)).stage is Stage.CLOSED


async def test_consent_is_given_on_the_page(world: World, visitor: Visitor, anne: Person) -> None:
    case, _, path = await asked(world, visitor)
    await world.core.guidance.outcomes.end(anne.actor, case.id, Outcome.PROGRAMME, world.ask())
    assert "they may get my case" in (await visitor.opens(path))[1]
    await visitor.sends(path, do="consent", given="1", once="1")
    assert (await the_case(world, case)).consented_at == world.clock()


async def test_links_that_are_not_ours_open_nothing(world: World, visitor: Visitor, anne: Person) -> None:
    _, person, path = await asked(world, visitor)
    assert (await visitor.opens(f"{path}x"))[0] == 404
    assert (await visitor.opens("/veiledning/nonsense"))[0] == 404
    await world.core.membership.erase(person.actor, person)
    assert (await visitor.opens(path))[0] == 404


async def test_the_e_mail_leads_to_the_page(world: World, visitor: Visitor, anne: Person) -> None:
    _, person, path = await asked(world, visitor)
    newsroom = world.core.delivery()._newsroom
    due = await world.core.database.outbox.claim(world.clock(), lease_until=world.clock(), limit=9)
    (message,) = [each.message for each in due if each.message.person_id == person.id]
    news = await newsroom.news(message, world.clock())
    assert news is not None
    letter = compose(
        news,
        world.core.looking.catalogue,
        Letterhead(sender="Post <post@example.test>", public_url="https://example.test", key=KEY),
    )
    assert f"https://example.test{path}" in letter.get_body(("plain",)).get_content().replace("\n", "")
    assert "verksted" not in letter.as_string()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_the_public_pages_are_for_everybody(
    world: World, visitor: Visitor, anne: Person, visit: Visit, size: tuple[int, int]
) -> None:
    case, _, path = await asked(world, visitor)
    await world.core.guidance.guiding.let_choose(anne.actor, case.id, Meeting.ROOM, world.ask())
    for address in ("/veiledning", path):
        page = await visit(visitor.base + address, size)
        assert await violations(page) == []
        assert not await page.evaluate(OVERFLOWS)
    await page.goto(f"{visitor.base}/veiledning")
    await page.locator("button").click()
    await page.locator(".wrong").first.wait_for()
    assert await violations(page) == []
