"""A person's hands and eyes, with a bot that polls."""

import pytest

from simulator import Person, Simulator
from tests.simulator.echo_bot import CALENDAR, EchoBot


async def test_what_is_said_is_answered(kari: Person, echo: EchoBot) -> None:
    await kari.says("hei")
    assert [message.text for message in kari.messages] == ["hei", "Du sa: hei"]
    assert kari.last.from_bot
    assert kari.last.words == ("Endre", "Varsle", "Hint", "Stille", "Fil", "Les mer")
    assert echo.seen[0]["message"]["from"]["first_name"] == "Kari"


async def test_a_tap_edits_the_message_in_place(kari: Person, echo: EchoBot) -> None:
    await kari.says("hei")
    shown = kari.last
    await kari.taps("Endre")
    assert kari.last.id == shown.id
    assert kari.last.html == "<b>Endret</b>"
    assert kari.last.edited
    assert not kari.spinning


async def test_a_tap_is_found_by_words_by_data_or_by_part_of_the_words(kari: Person, echo: EchoBot) -> None:
    await kari.says("hei")
    await kari.taps("Varsle")
    await kari.taps("alert")
    await kari.taps("vars")
    assert kari.alerts == ["Hør nå!"] * 3
    with pytest.raises(LookupError, match="Les mer"):
        await kari.taps("finnes ikke", kari.last)
    assert kari.last.button("Les mer").url == "https://example.org/mer"
    before = len(echo.seen)
    await kari.taps("Les mer")
    assert len(echo.seen) == before


async def test_a_tap_that_is_never_answered_spins(kari: Person, echo: EchoBot) -> None:
    await kari.says("hei")
    await kari.taps("Stille")
    assert kari.spinning == [echo.seen[-1]["callback_query"]["id"]]


async def test_a_file_comes_with_its_name_and_content(kari: Person, echo: EchoBot) -> None:
    await kari.says("hei")
    await kari.taps("Fil")
    document = kari.last.document
    assert document is not None
    assert (document.name, document.bytes) == ("møte på Drivhuset.ics", CALENDAR)
    assert kari.last.text == "Til kalenderen"


async def test_pictures_voices_edits_and_deep_links_reach_the_bot(kari: Person, echo: EchoBot) -> None:
    await kari.sends_photo()
    await kari.sends_voice()
    await kari.opens_deep_link("token-1")
    await kari.edits(kari.own[-1], "noe annet")
    assert [message.text for message in kari.messages if message.from_bot] == [
        "Du sa: photo",
        "Du sa: voice",
        "Du sa: /start token-1",
    ]
    assert echo.seen[2]["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert echo.seen[3]["edited_message"]["text"] == "noe annet"
    with pytest.raises(LookupError):
        await kari.edits(kari.last, "botens egen")


async def test_blocking_and_unblocking_is_told(kari: Person, echo: EchoBot) -> None:
    await kari.blocks_bot()
    with pytest.raises(LookupError, match="blocked"):
        await kari.says("hei")
    await kari.unblocks_bot()
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in echo.seen]
    assert statuses == ["kicked", "member"]


async def test_waiting_says_what_it_waited_for(simulator: Simulator, kari: Person) -> None:
    with pytest.raises(LookupError):
        _ = kari.last
    await kari.says("er noen der?", settle=False)
    with pytest.raises(TimeoutError, match="message"):
        await kari.settled(timeout=0.05)
    with pytest.raises(TimeoutError, match="er noen der"):
        await kari.sees("svar", timeout=0.05)
