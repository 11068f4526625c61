"""What Telegram is told of the bot: by one process, once a day, and anew when it is something else."""

import asyncio
from datetime import timedelta

import pytest
from telegram.error import TelegramError

from booking.model.people import Language
from bot import presentation
from bot.polling import KINDS
from bot.presentation import Presentation, all_words
from simulator import Simulator
from tests.bot.conftest import Town
from wording import speak, welcome

URL, SECRET = "http://127.0.0.1:9/telegram/webhook", "not-to-be-guessed"


def told(telegram: Simulator, method: str) -> int:
    return sum(call.method == method and not call.error for call in telegram.calls)


@pytest.fixture
def is_presented() -> bool:
    return False


@pytest.fixture
def another(town: Town) -> Presentation:
    """Of a second process on the same database."""
    return Presentation(town.service.bot.application.bot, town.core.database.claims, town.clock)


def test_there_are_words_for_every_language_and_for_everybody_else() -> None:
    words = {each.code: each for each in all_words()}
    assert list(words) == ["", "nb", "no", "nn", "en"]
    assert words[""].commands == words["nb"].commands == words["no"].commands
    assert len({each.description for each in words.values()}) == 3


async def test_a_process_that_starts_presents_the_bot(town: Town) -> None:
    person = town.telegram._telegram.presentation
    for words in all_words():
        shown = [(each["command"], each["description"]) for each in person.commands("default", words.code)]
        assert shown == list(words.commands)
        assert person.text("description", words.code) == words.description
        assert person.text("short_description", words.code) == words.short_description
    assert person.menu(0) == {"type": "commands"}


async def test_what_was_said_is_not_said_again_before_a_day_is_over(
    town: Town, another: Presentation
) -> None:
    first = told(town.telegram, "setMyCommands")
    for _ in range(3):
        await another.present()
    assert told(town.telegram, "setMyCommands") == first
    town.clock.advance(hours=24)
    await another.present()
    assert told(town.telegram, "setMyCommands") == 2 * first


async def test_of_several_at_once_one_does_it(town: Town, another: Presentation) -> None:
    town.clock.advance(hours=25)
    before = told(town.telegram, "setChatMenuButton")
    await asyncio.gather(*(another.present() for _ in range(5)))
    assert told(town.telegram, "setChatMenuButton") == before + 1


async def test_other_words_are_told_at_once(
    town: Town, another: Presentation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome, "description", lambda say: f"Ny {say.language}")
    await another.present()
    assert town.telegram._telegram.presentation.text("description", "nn") == f"Ny {Language.NYNORSK}"
    assert speak(Language.NYNORSK).language is Language.NYNORSK


async def test_who_fails_in_the_middle_leaves_it_to_others_after_a_minute(
    town: Town, another: Presentation
) -> None:
    town.clock.advance(hours=25)
    town.service.bot.application.bot.rate_limiter._patience = 0
    town.telegram.faults.fail(502, methods=["setMyShortDescription"])
    with pytest.raises(TelegramError):
        await another.present()
    before = told(town.telegram, "setChatMenuButton")
    await another.present()
    assert told(town.telegram, "setChatMenuButton") == before
    town.clock.advance(minutes=1)
    await another.present()
    assert told(town.telegram, "setChatMenuButton") == before + 1


async def test_a_service_that_cannot_say_it_now_says_it_in_an_hour(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.clock.advance(hours=25)
    town.service.bot.application.bot.rate_limiter._patience = 0
    town.telegram.faults.fail(502, methods=["setMyCommands"])
    await town.service.scheduler.tick()
    assert "not set yet" in caplog.text
    before = told(town.telegram, "setChatMenuButton")
    town.clock.advance(hours=1)
    await town.service.scheduler.tick()
    assert told(town.telegram, "setChatMenuButton") == before + 1


async def test_updates_are_directed_by_one_of_several(
    town: Town, another: Presentation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presentation, "PAUSE_SECONDS", 0.01)
    await asyncio.gather(*(another.direct_updates(URL, SECRET) for _ in range(4)))
    assert told(town.telegram, "setWebhook") == 1
    address = town.telegram._telegram.webhook.address
    assert address is not None
    assert (address.url, address.secret) == (URL, SECRET)
    assert town.telegram._telegram.updates.allowed == set(KINDS)


async def test_updates_that_were_led_astray_are_led_back(town: Town, another: Presentation) -> None:
    await another.direct_updates(URL, SECRET)
    town.telegram._telegram.webhook.set(None)
    town.clock.advance(seconds=5)
    await another.direct_updates(URL, SECRET)
    assert town.telegram._telegram.webhook.address is not None


async def test_another_secret_is_told_at_once(town: Town, another: Presentation) -> None:
    await another.direct_updates(URL, SECRET)
    await another.direct_updates(URL, "another")
    address = town.telegram._telegram.webhook.address
    assert address is not None
    assert address.secret == "another"


async def test_a_claim_of_another_bot_is_another(town: Town) -> None:
    claims, now = town.core.database.claims, town.clock()
    later = now + timedelta(minutes=1)
    assert await claims.take("presentation of 2", "m", now, later)
    assert not await claims.take("presentation of 2", "m", now, later)
    assert await claims.take("presentation of 3", "m", now, later)
