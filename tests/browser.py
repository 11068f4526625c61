"""A real browser for tests. Where there is none they are left out, and the end of the run says so."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, Playwright, async_playwright

GROUP = "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LEFT_OUT = "no browser"
HOW = ".venv/bin/python -m playwright install --with-deps chromium"
PHONE, DESK = (390, 844), (1280, 800)
TOLD = (*(f"the server responded with a status of {status}" for status in (403, 409, 422)), "net::ERR_")
"""What a browser notes of a refusal and of a lost server, which the page tells its visitor."""

Visit = Callable[[str, tuple[int, int]], Awaitable[Page]]


def browser_path(playwright: Playwright) -> str | None:
    """The variable CHROMIUM, else the first that is installed, else the one that Playwright has fetched."""
    named = os.environ.get("CHROMIUM")
    found = [shutil.which(name) for name in ((named,) if named else NAMES)]
    if not named and Path(fetched := playwright.chromium.executable_path).exists():
        found.append(fetched)
    return next((path for path in found if path), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process runs all that need a browser: more than one at a time is slower than one after another."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(GROUP))


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        path = browser_path(playwright)
        if path is None:
            pytest.skip(LEFT_OUT)
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """Opens an address on a screen of a size; a phone's is touched.

    What goes wrong on a page fails the test.
    """
    troubles: list[str] = []

    def note(message: ConsoleMessage) -> None:
        is_told = any(words in message.text for words in TOLD)
        if message.type in {"error", "warning"} and not is_told:
            troubles.append(message.text)

    async def open_page(url: str, size: tuple[int, int]) -> Page:
        width, height = size
        is_phone = size == PHONE
        page = await browser.new_page(
            viewport={"width": width, "height": height},
            has_touch=is_phone,
            is_mobile=is_phone,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
        )
        page.on("console", note)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(url)
        return page

    yield open_page
    assert troubles == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = [report for report in skipped if LEFT_OUT in str(report.longrepr)]
    if left_out:
        tests = "1 test" if len(left_out) == 1 else f"{len(left_out)} tests"
        terminalreporter.write_line(
            f"Left out: {tests} of the chat page in a browser, for want of Chromium. To get it: {HOW}",
            yellow=True,
        )
