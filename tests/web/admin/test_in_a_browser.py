"""The pages in a real browser: on a phone and on a desk, by day and by night, with a keyboard alone."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from booking.model.papers import PaperKind
from booking.model.people import Language
from tests.browser import DESK, PHONE, Visit
from tests.cases.conftest import World
from tests.cases.test_events import join, published
from tests.cases.test_guidance import a_case, a_meeting
from tests.web.admin.conftest import Office, opened
from tests.web.admin.test_pages import promised

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
MOST_STEPS = 30
FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
    return [it.tagName, it.innerText || it.name, style.outlineStyle, parseFloat(style.outlineWidth),
            box.left >= 0 && box.top >= 0];
}"""
OVERFLOWS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll(
        'button, select, input:not([type=hidden], [type=checkbox]), .tick label, header a'
    )]
    .filter(it => it.getBoundingClientRect().height < 44).map(it => it.outerHTML)"""


@pytest_asyncio.fixture
async def office(world: World) -> AsyncIterator[Office]:
    """On its own address: a browser tells where its forms come from."""
    found: list[str] = []
    async with opened(world, base=lambda: found[0]) as office:
        found.append(office.base)
        yield office


async def violations(page: Page) -> Sequence[Any]:
    results = await Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in results.response["violations"]]


async def looks_right(page: Page) -> None:
    """In light and in dark, without scrolling sideways, with room for a finger."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        assert await violations(page) == []
    assert not await page.evaluate(OVERFLOWS)
    assert await page.evaluate(SMALL) == []


async def sign_in(office: Office, visit: Visit, size: tuple[int, int]) -> Page:
    page = await visit(office.base + await office.link(office.grete), size)
    await page.get_by_role("main").get_by_role("button").click()
    await page.wait_for_url("**/admin")
    return page


@SIZES
async def test_the_pages_are_for_everybody(office: Office, visit: Visit, size: tuple[int, int]) -> None:
    await published(office.world, seats=3, title="Frokost hos Eksempelbakeriet, med omvisning i nybygget")
    await join(office.world, office.world.kari)
    await promised(office, 30)
    page = await visit(office.base + await office.link(office.grete), size)
    await looks_right(page)
    await page.get_by_role("button", name="Logg inn").click()
    await page.get_by_role("heading", name="Hei, Grete!").wait_for()
    await looks_right(page)
    await page.get_by_role("navigation").get_by_role("link", name="Meldinger").click()
    await page.get_by_role("heading", name="Meldinger").wait_for()
    await looks_right(page)
    table = page.get_by_role("table")
    assert await table.get_by_role("row").count() == 26
    assert await table.get_by_role("rowheader").count() == 25
    assert await table.get_by_role("columnheader").count() == 4
    await page.get_by_role("link", name="Eldre").click()
    assert await table.get_by_role("row").count() == 6
    await page.get_by_role("button", name="Logg ut", exact=True).click()
    await page.get_by_role("heading", name="Logg inn").wait_for()
    await looks_right(page)


@SIZES
async def test_refusals_are_for_everybody_too(office: Office, visit: Visit, size: tuple[int, int]) -> None:
    page = await sign_in(office, visit, size)
    response = await page.goto(f"{office.base}/admin/sign-in/unknown")
    assert response is not None
    assert page.url.endswith("/admin"), "who is in already stays in"
    await page.evaluate("document.querySelector('[name=form_token]').value = 'x'")
    await page.get_by_label("Språk").select_option("nn")
    async with page.expect_response("**/language") as answer:
        await page.get_by_role("button", name="Velg").click()
    assert (await answer.value).status == 403
    await page.get_by_role("heading", name="Ingenting ble lagret").wait_for()
    await looks_right(page)


async def test_the_language_is_chosen_and_told(office: Office, visit: Visit) -> None:
    page = await sign_in(office, visit, PHONE)
    await page.get_by_label("Språk").select_option("nn")
    await page.get_by_role("button", name="Velg").click()
    await page.get_by_role("status").wait_for()
    assert await page.get_by_role("status").inner_text() == "Frå no skriv eg på nynorsk."
    await looks_right(page)
    found = await office.world.core.membership.get(office.grete.id)
    assert found.language is Language.NYNORSK
    await page.reload()
    assert await page.get_by_role("status").count() == 0


async def test_a_keyboard_is_enough_and_shows_where_it_is(office: Office, visit: Visit) -> None:
    page = await sign_in(office, visit, DESK)
    walked: list[tuple[str, str]] = []
    while not walked or walked[-1] != ("BUTTON", "Logg ut"):
        assert len(walked) < MOST_STEPS
        await page.keyboard.press("Tab")
        tag, words, outline, width, is_seen = await page.evaluate(FOCUSED)
        assert (outline, is_seen) == ("solid", True), words
        assert width >= 2
        walked.append((tag, words.splitlines()[0]))
    assert walked[0] == ("A", "Til innholdet")
    assert ("A", "Meldinger") in walked
    await page.reload()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "content"


@SIZES
async def test_the_pages_of_guidance_are_for_everybody(
    office: Office, visit: Visit, size: tuple[int, int]
) -> None:
    world = office.world
    case = await a_case(world)
    meeting = await a_meeting(world, office.anne, case)
    casework = world.core.guidance.casework
    await casework.write(office.anne.actor, case.id, PaperKind.NOTE, "Ring om lån.", world.ask())
    await casework.plan(office.anne.actor, case.id, "Les planen", date(2026, 12, 1), world.ask())
    world.clock.time = meeting.interval.end
    await world.core.guidance.appointing.took_place(office.anne.actor, meeting.id, world.ask(), came=True)
    page = await sign_in(office, visit, size)
    for path in (
        "guidance",
        f"guidance/{case.id}",
        "hours",
        f"hours/{office.anne.id}",
        "figures",
        "figures/2026/guided",
    ):
        await page.goto(f"{office.base}/admin/{path}")
        await looks_right(page)
    await page.goto(f"{office.base}/admin/guidance/{case.id}")
    await page.get_by_label("Resultat").select_option("programme")
    await page.locator("form[action$='/outcome'] button").click()
    await page.get_by_role("status").wait_for()
    await looks_right(page)
