"""The demo from end to end, as a newcomer with a phone meets it."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser import DESK, PHONE, Visit

CLOSED = "23. desember"
"""The day before the one that the demo's space is closed on."""


@pytest.fixture
async def phone(visit: Visit, demo: str) -> Page:
    """At eight in the morning, of whatever day comes next."""
    page = await visit(demo, PHONE)
    await expect(page.locator("#people button")).to_have_count(5)
    await moves_clock(page, "I morgen kl. 8")
    if CLOSED in (await page.locator("#now-day").text_content() or "").lower():
        await moves_clock(page, "I morgen kl. 8")
    return page


async def moves_clock(page: Page, *moves: str) -> None:
    await page.get_by_role("button", name="Bytt person eller flytt klokka").tap()
    for move in moves:
        before = await page.locator("#now-hour").text_content()
        day = await page.locator("#now-day").text_content()
        await page.get_by_role("button", name=move).tap()
        await expect(page.locator(".now")).not_to_have_text(f"{day} {before}")
        await expect(page.get_by_role("button", name=move)).to_be_enabled()
    await page.get_by_role("button", name="Lukk").tap()


async def becomes(page: Page, name: str) -> None:
    await page.get_by_role("button", name="Bytt person eller flytt klokka").tap()
    await page.get_by_role("button", name=name).tap()


async def says(page: Page, text: str) -> None:
    await page.get_by_label("Skriv en melding").fill(text)
    await page.get_by_role("button", name="Send").tap()


def last(page: Page) -> Locator:
    return page.locator(".message").last


async def taps(page: Page, words: str | re.Pattern[str]) -> None:
    await last(page).get_by_role("button", name=words).first.tap()


def booked(hours: str) -> re.Pattern[str]:
    return re.compile(rf"Bestilt\..*Drivhuset.*I morgen, \w+ .* kl\. {hours}", re.DOTALL)


async def test_a_tenant_books_undoes_and_books_by_taps(phone: Page, tmp_path: Path) -> None:
    await expect(phone.locator("#me-name")).to_have_text("Kari")
    await says(phone, "drivhuset i morgen 10-12")
    await expect(last(phone)).to_contain_text(booked("10–12"))
    await phone.screenshot(path=tmp_path / "booked.png", animations="disabled")
    await taps(phone, "Angre")
    await expect(last(phone)).to_contain_text("Avbestilt.")
    await says(phone, "/mine")
    await expect(last(phone)).to_contain_text("Du har ikke bestilt noe")
    await says(phone, "/bestill")
    await taps(phone, "Møterom i morgen")
    await taps(phone, re.compile("^13$"))
    await taps(phone, re.compile("Drivhuset.*13–14$"))
    await expect(last(phone)).to_contain_text(booked("13–14"))
    await says(phone, "/mine")
    await expect(last(phone)).to_contain_text("Bestillingene dine")
    await expect(last(phone).locator(".key")).to_have_text(re.compile(r"I morgen kl\. 13–14 Drivhuset"))
    await phone.screenshot(path=tmp_path / "mine.png", animations="disabled")


async def test_what_one_has_booked_another_does_not_get(phone: Page) -> None:
    await says(phone, "drivhuset i morgen 10-12")
    await expect(last(phone)).to_contain_text("Bestilt.")
    await becomes(phone, "Ola Eksempel")
    await says(phone, "drivhuset i morgen 11-13")
    await expect(last(phone)).to_contain_text("opptatt")
    await expect(last(phone)).not_to_contain_text("Kari")


async def test_a_reminder_comes_and_checking_in_keeps_the_room(phone: Page) -> None:
    await says(phone, "drivhuset i dag 9-10")
    await expect(last(phone)).to_contain_text("Bestilt.")
    await moves_clock(phone, "+15 minutter", "+15 minutter", "+15 minutter")
    await expect(last(phone)).to_contain_text("starter snart")
    await taps(phone, "Sjekk inn")
    await expect(last(phone)).not_to_contain_text("Sjekk inn kl.")
    await moves_clock(phone, "+1 time")
    await expect(phone.locator("#log")).not_to_contain_text("Ingen sjekket inn")


async def test_who_is_not_invited_is_told_whom_to_ask(phone: Page) -> None:
    await becomes(phone, "Nils Prøve")
    await phone.get_by_role("button", name="Start").tap()
    await expect(last(phone)).to_contain_text("leietakere får en lenke")
    await says(phone, "drivhuset i morgen 10-12")
    await expect(last(phone)).not_to_contain_text("Bestilt.")


async def test_the_administration_goes_from_the_chat_to_its_pages(phone: Page, visit: Visit) -> None:
    await becomes(phone, "Grete")
    await says(phone, "/admin")
    await taps(phone, "Åpne sidene")
    await expect(last(phone)).to_contain_text("Denne lenken logger deg inn én gang")
    address = await last(phone).get_by_role("link", name="Logg inn").get_attribute("href")
    assert address is not None
    page = await visit(address, DESK)
    await page.get_by_role("button", name="Logg inn").click()
    await expect(page.get_by_role("heading", name="Hei, Grete!")).to_be_visible()
    await expect(page.get_by_role("row", name="Frokost hos Eksempelbedriften")).to_be_visible()
