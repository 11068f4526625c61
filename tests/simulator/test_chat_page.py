"""The chat page in a real browser: what a visitor sees and does on it, on a phone and at a desk."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from simulator import Person, Simulator
from tests.browser import DESK, PHONE, Visit
from tests.simulator.conftest import KARI, OLA, MovableClock
from tests.simulator.echo_bot import CALENDAR, EchoBot


@pytest.fixture
async def phone(visit: Visit, simulator: Simulator, echo: EchoBot) -> Page:
    commands = [
        {"command": "bestill", "description": "bestill rom eller pult"},
        {"command": "mine", "description": "bestillingene dine"},
    ]
    await echo.ask("setMyCommands", commands=commands)
    return await opened(visit, simulator, PHONE)


@pytest.fixture
async def desk(visit: Visit, simulator: Simulator, echo: EchoBot) -> Page:
    return await opened(visit, simulator, DESK)


async def opened(visit: Visit, simulator: Simulator, size: tuple[int, int]) -> Page:
    page = await visit(simulator.url, size)
    await expect(page.locator("#people button")).to_have_count(2)
    return page


def bubbles(page: Page) -> Locator:
    return page.locator(".bubble .words")


def key(page: Page, words: str) -> Locator:
    """The newest button with these words."""
    return page.get_by_role("button", name=words, exact=True).last


async def says(page: Page, text: str) -> None:
    await page.get_by_label("Skriv en melding").fill(text)
    await page.keyboard.press("Enter")


async def fits(page: Page) -> bool:
    """Nothing runs out at the sides."""
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


async def test_what_is_written_is_answered_and_the_newest_is_in_sight(phone: Page) -> None:
    await expect(phone.get_by_role("heading", name="Hva kan boten gjøre?")).to_be_visible()
    for text in ("hei", "er du der?", "en gang til"):
        await says(phone, text)
        await expect(bubbles(phone).last).to_have_text(f"Du sa: {text}")
    await expect(phone.locator(".welcome")).to_have_count(0)
    await expect(phone.locator(".day")).to_have_text(["I dag"])
    await expect(key(phone, "Fil")).to_be_in_viewport(ratio=1)
    await expect(phone.get_by_label("Skriv en melding")).to_have_value("")
    assert await fits(phone)


async def test_words_are_words_whatever_is_written(phone: Page) -> None:
    await says(phone, "<img src=x onerror=alert(1)> & «så»")
    await expect(bubbles(phone).first).to_have_text("<img src=x onerror=alert(1)> & «så»")
    await expect(phone.locator("#log img")).to_have_count(0)


async def test_a_tap_changes_the_message_in_place(phone: Page) -> None:
    await says(phone, "hei")
    await key(phone, "Endre").tap()
    await expect(bubbles(phone)).to_have_text(["hei", "Endret"])
    await expect(phone.locator(".stamp").last).to_contain_text("endret")
    await expect(phone.locator("button.key")).to_have_count(0)


async def test_a_tap_spins_until_it_is_answered(phone: Page) -> None:
    await says(phone, "hei")
    await key(phone, "Stille").tap()
    await expect(key(phone, "Stille")).to_have_attribute("aria-busy", "true")
    await key(phone, "Hint").tap()
    await expect(phone.locator(".toast")).to_have_text("Et hint")
    await expect(key(phone, "Hint")).not_to_have_class("key spinning")
    await expect(key(phone, "Stille")).to_have_class("key spinning")


async def test_an_alert_waits_to_be_read(phone: Page) -> None:
    await says(phone, "hei")
    await key(phone, "Varsle").tap()
    alert = phone.get_by_role("dialog")
    await expect(alert).to_contain_text("Hør nå!")
    await alert.get_by_role("button", name="OK").tap()
    await expect(alert).to_be_hidden()


async def test_a_link_opens_somewhere_else(desk: Page) -> None:
    await says(desk, "hei")
    link = desk.get_by_role("link", name="Les mer")
    await expect(link).to_have_attribute("href", "https://example.org/mer")
    await expect(link).to_have_attribute("target", "_blank")


async def test_ones_own_message_can_be_put_right(phone: Page, kari: Person, echo: EchoBot) -> None:
    await says(phone, "hie")
    await says(phone, "og så noe annet")
    first = phone.locator(".message.mine").first
    await expect(first.get_by_role("button", name="Rett")).to_be_hidden()
    await first.locator(".words").tap()
    await first.get_by_role("button", name="Rett").tap()
    await expect(phone.get_by_text("Du retter en melding")).to_be_visible()
    await expect(phone.get_by_label("Skriv en melding")).to_have_value("hie")
    await says(phone, "hei")
    await expect(first.locator(".words")).to_have_text("hei")
    await expect(first.locator(".stamp")).to_contain_text("endret")
    await expect(phone.get_by_text("Du retter en melding")).to_be_hidden()
    await kari.settled()
    assert echo.seen[-1]["edited_message"]["text"] == "hei"


async def test_putting_right_can_be_left(desk: Page) -> None:
    await says(desk, "hei")
    await desk.locator(".message.mine").hover()
    await desk.get_by_role("button", name="Rett").click()
    await desk.keyboard.press("Escape")
    await expect(desk.get_by_label("Skriv en melding")).to_have_value("")
    await expect(bubbles(desk).first).to_have_text("hei")


async def test_a_file_is_shown_by_name_and_can_be_fetched(phone: Page, tmp_path: Path) -> None:
    await says(phone, "hei")
    await key(phone, "Fil").tap()
    async with phone.expect_download() as fetching:
        await phone.get_by_role("link", name="møte på Drivhuset.ics").tap()
    fetched = await fetching.value
    await fetched.save_as(tmp_path / "fetched")
    assert fetched.suggested_filename == "møte på Drivhuset.ics"
    assert (tmp_path / "fetched").read_bytes() == CALENDAR


async def test_a_picture_and_a_recording_can_be_sent(phone: Page) -> None:
    for what, answer in (("Et bilde (prøve)", "Du sa: photo"), ("En talemelding (prøve)", "Du sa: voice")):
        await phone.get_by_role("button", name="Legg ved").tap()
        await phone.get_by_role("button", name=what).tap()
        await expect(bubbles(phone).last).to_have_text(answer)
    picture = phone.get_by_role("img", name="Bilde: bilde.png")
    assert await picture.evaluate("image => image.complete && image.naturalWidth") == 8


async def test_the_menu_tells_what_can_be_asked(phone: Page) -> None:
    await phone.get_by_role("button", name="Meny").tap()
    await phone.get_by_role("button", name="bestillingene dine").tap()
    await expect(bubbles(phone).last).to_have_text("Du sa: /mine")
    await expect(phone.locator("#commands")).to_be_hidden()


async def test_commands_are_found_while_they_are_written(desk: Page, echo: EchoBot) -> None:
    await echo.ask("setMyCommands", commands=[{"command": name, "description": name} for name in ("a", "ab")])
    await desk.get_by_label("Skriv en melding").press_sequentially("/ab")
    await expect(desk.locator("#commands button")).to_have_count(1)
    await desk.keyboard.press("ArrowDown")
    await desk.keyboard.press("Enter")
    await expect(bubbles(desk).first).to_have_text("/ab")


async def test_a_command_in_a_message_can_be_tapped(phone: Page) -> None:
    await says(phone, "prøv /mine")
    await bubbles(phone).last.get_by_text("/mine").tap()
    await expect(bubbles(phone).last).to_have_text("Du sa: /mine")


async def test_a_suggestion_is_one_tap_away(phone: Page) -> None:
    await phone.get_by_role("button", name="drivhuset i morgen 10-12").tap()
    await expect(bubbles(phone).last).to_have_text("Du sa: drivhuset i morgen 10-12")


async def test_another_person_has_a_chat_of_their_own(phone: Page, ola: Person) -> None:
    await says(phone, "hei fra Kari")
    await expect(bubbles(phone)).to_have_count(2)
    await ola.says("hei fra Ola")
    await expect(phone.locator("#me-unread")).to_have_text("1")
    await phone.get_by_role("button", name="Bytt person eller flytt klokka").tap()
    await phone.get_by_role("button", name="Ola Eksempel").tap()
    await expect(bubbles(phone)).to_have_text(["hei fra Ola", "Du sa: hei fra Ola"])
    await expect(phone.locator("#me-name")).to_have_text("Ola")
    await expect(phone.locator("#me-unread")).to_be_hidden()
    await expect(phone.locator("#side")).not_to_be_in_viewport()
    assert phone.url.endswith(f"#{OLA}")
    await phone.reload()
    await expect(bubbles(phone)).to_have_text(["hei fra Ola", "Du sa: hei fra Ola"])


async def test_two_pages_show_the_same_chat(desk: Page, visit: Visit, simulator: Simulator) -> None:
    other = await visit(f"{simulator.url}/#{KARI}", DESK)
    await says(desk, "hei")
    await expect(bubbles(other)).to_have_text(["hei", "Du sa: hei"])


async def test_the_clock_goes_forward(phone: Page, clock: MovableClock) -> None:
    await says(phone, "hei")
    await expect(phone.locator("#me-clock")).to_have_text("man. 23. nov. 13:00")
    await phone.get_by_role("button", name="Bytt person eller flytt klokka").tap()
    await phone.get_by_role("button", name="I morgen kl. 8").tap()
    await expect(phone.locator("#now-day")).to_have_text("Tirsdag 24. november")
    await expect(phone.locator("#now-hour")).to_have_text("08:00")
    await phone.get_by_role("button", name="Lukk").tap()
    await expect(phone.locator(".day")).to_have_text(["I går"])
    await says(phone, "god morgen")
    await expect(phone.locator(".day")).to_have_text(["I går", "I dag"])
    await expect(phone.locator(".stamp time").last).to_have_text("08:00")


async def test_who_blocks_the_bot_can_do_nothing_else(phone: Page, kari: Person) -> None:
    await says(phone, "hei")
    await phone.get_by_role("button", name="Bytt person eller flytt klokka").tap()
    await phone.get_by_role("button", name="Blokker boten").tap()
    await phone.get_by_role("button", name="Lukk").tap()
    await expect(phone.get_by_label("Skriv en melding")).to_be_hidden()
    assert kari.has_blocked
    await key(phone, "Hint").tap()
    await expect(phone.locator(".toast")).to_have_text("Du har blokkert boten.")
    await phone.locator("#unblock").tap()
    await says(phone, "her igjen")
    await expect(bubbles(phone).last).to_have_text("Du sa: her igjen")


async def test_whoever_reads_further_up_is_left_there(phone: Page, kari: Person, echo: EchoBot) -> None:
    for number in range(5):
        await kari.says(f"melding {number}")
    await expect(bubbles(phone)).to_have_count(10)
    await phone.locator("#scroll").evaluate("scroll => { scroll.scrollTop = 0; }")
    await echo.ask("sendMessage", chat_id=KARI, text="ny")
    down = phone.get_by_role("button", name="Til den nyeste meldingen")
    await expect(down).to_be_visible()
    assert await phone.locator("#scroll").evaluate("scroll => scroll.scrollTop") == 0
    await down.tap()
    await expect(bubbles(phone).last).to_be_in_viewport()
    await expect(down).to_be_hidden()


async def test_every_button_is_big_enough_for_a_thumb(phone: Page) -> None:
    await says(phone, "hei")
    await expect(bubbles(phone)).to_have_count(2)
    for button in await phone.locator(".key, .composer button, .chips button, .bar button").all():
        box = await button.bounding_box()
        if box is not None:
            assert min(box["width"], box["height"]) >= 38, await button.text_content()


async def test_a_page_that_has_lost_its_server_says_so(phone: Page, simulator: Simulator) -> None:
    await simulator.stop()
    await expect(phone.get_by_text("Ingen kontakt med prøvechatten")).to_be_visible()
