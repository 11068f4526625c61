"""The way from the chat to the administration's pages: one button, one link, one session."""

import aiohttp
import pytest
from yarl import URL

from booking.model.people import Role
from bot import callbacks
from bot.buttons import OpenPages
from simulator.messages import Message
from tests.bot.conftest import OLA, Town

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def has_pages() -> bool:
    return True


def address_in(message: Message | None) -> URL:
    assert message is not None
    return URL(message.button("Sign in").url)


async def test_the_administration_goes_from_the_chat_to_the_pages(town: Town) -> None:
    await town.grete.says("/admin")
    address = address_in(await town.grete.taps("Open the pages"))
    assert "once" in town.grete.last.text
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(address) as shown:
            assert shown.status == 200
        async with browser.post(address, headers=SAME_ORIGIN) as shown:
            assert (shown.status, shown.url.path) == (200, "/admin")
            assert "Hi, Grete!" in await shown.text()
    again = address_in(await town.grete.taps("Open the pages"))
    assert again != address


async def test_advisers_have_a_way_in_and_see_no_ledger(town: Town) -> None:
    adviser = await town.core.membership.invite(Role.ADVISER)
    await town.nils.opens_deep_link(adviser)
    shown = await town.nils.says("/admin")
    assert shown is not None
    assert "messages" not in shown.text
    assert address_in(await town.nils.taps("Open the pages")).path.startswith("/admin/sign-in/")


async def test_a_button_that_somebody_made_up_lets_nobody_in(town: Town) -> None:
    assert "pages" not in (await town.ola.says("/admin")).text
    await town.ola.sends_data(callbacks.pack(OpenPages()))
    assert "/admin/sign-in" not in str([message.rows for message in town.ola.messages])
    ola = await town.person(OLA)
    assert not ola.roles & {Role.ADVISER, Role.ADMINISTRATION, Role.OWNER}
