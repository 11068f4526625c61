"""What the administration sees of the messages that the service sent, and did not."""

from bot import callbacks
from bot.buttons import OpenPages
from tests.bot.conftest import Town


async def test_the_administration_sees_who_got_what_and_who_did_not(town: Town) -> None:
    assert "None yet." in (await town.grete.says("/admin")).text
    await town.kari.says("Drivhuset tomorrow 10-12")
    await town.kari.sees("Drivhuset")
    shown = (await town.grete.says("/admin")).text
    assert "Every message of this week has arrived." in shown
    assert "Kari Eksempel, about a booking: sent on Telegram" in shown


async def test_others_see_nothing_of_it(town: Town) -> None:
    assert "Kari" not in (await town.ola.says("/admin")).text
    assert "messages" not in (await town.nils.says("/admin")).text


async def test_where_nobody_reaches_the_pages_no_way_to_them_is_offered(town: Town) -> None:
    shown = await town.grete.says("/admin")
    assert shown is not None
    assert shown.buttons == ()
    await town.grete.sends_data(callbacks.pack(OpenPages()))
    assert "not set up here" in town.grete.alerts[-1]


async def test_the_administration_hears_when_somebody_blocks_the_bot(town: Town) -> None:
    await town.grete.says("/hjelp")
    await town.kari.says("/hjelp")
    await town.kari.blocks_bot()
    await town.service.scheduler.tick()
    assert (
        "Kari Eksempel can no longer be reached" in (await town.grete.sees("can no longer be reached")).text
    )
