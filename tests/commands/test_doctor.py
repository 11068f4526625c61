"""The doctor names what is wrong and what to do, and a healthy house passes."""

from pathlib import Path

import pytest

from commands import doctor
from tests.commands.conftest import BotApi, Command


async def test_a_healthy_house_passes(command: Command, bot_api: BotApi) -> None:
    await command("migrate")
    told = await command("doctor")
    assert told.status == 0, told
    assert "ok    bot: @gartneriet_bot\n" in told.out
    assert "MEND" not in told.out


async def test_what_is_missing_is_named(command: Command) -> None:
    told = await command("doctor")
    assert told.status == 1
    assert "MEND  settings: GARTNERIET_BOT_TOKEN is missing" in told.out
    assert "MEND  settings: GARTNERIET_SECRET_KEY is missing" in told.out
    assert "MEND  database: " in told.out
    assert "migrate" in told.out
    assert "ok    space file: space.toml, 15 resources in 1 place(s)" in told.out


async def test_it_changes_nothing(command: Command, own_folder: Path) -> None:
    await command("doctor")
    assert sorted(path.name for path in own_folder.iterdir()) == ["space.toml"]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("BOT_TOKEN", "123456:wrong", "MEND  bot: Telegram does not know the token"),
        ("BOT_API_URL", "http://127.0.0.1:9", "MEND  bot: http://127.0.0.1:9 cannot be reached"),
        ("SPACE", "nothing.toml", "MEND  space file: The space file nothing.toml is not there"),
        ("PUBLIC_URL", "http://example.org", "MEND  public address: Telegram calls only https"),
        ("PUBLIC_URL", "https://example.org:9000", "MEND  public address: Telegram calls only the ports"),
        ("DATA", "space.toml", "MEND  data folder: space.toml cannot be written"),
        (
            "DATABASE_URL",
            "postgresql://a:hemmelig@127.0.0.1:9/x",
            "MEND  database: ",
        ),
        (
            "HTTP_PRT",
            "1",
            'note  settings: GARTNERIET_HTTP_PRT is not known (did you mean "GARTNERIET_HTTP_PORT"?)',
        ),
    ],
)
async def test_each_thing_that_is_wrong_is_told(
    command: Command, bot_api: BotApi, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(f"GARTNERIET_{name}", value)
    report = await command("doctor")
    assert told in report.out
    assert "hemmelig" not in report.out


async def test_a_wrong_setting_is_told_before_all_else(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GARTNERIET_HTTP_PORT", "x")
    report = await command("doctor")
    assert (report.status, report.out) == (1, "")
    assert report.err == "GARTNERIET_HTTP_PORT is wrong: write a number from 0 to 65535, such as 8080.\n"


async def test_what_telegram_says_of_the_webhook_is_told(command: Command, bot_api: BotApi) -> None:
    bot_api.hook = {"url": "https://example.org/telegram/webhook"}
    assert "note  webhook: Telegram still calls an address" in (await command("doctor")).out
    bot_api.hook = {"url": "", "last_error_message": "Connection refused"}
    assert (
        "note  webhook: the last call from Telegram failed: Connection refused"
        in (await command("doctor")).out
    )


async def test_an_answer_that_is_none_is_told(command: Command, bot_api: BotApi) -> None:
    bot_api.hook = {"error": "Internal Server Error"}
    report = await command("doctor")
    assert "MEND  bot: Telegram would not answer: Internal Server Error" in report.out


async def test_a_full_disk_and_missing_time_zones_are_told(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LEAST_SPACE", 10**18)
    monkeypatch.setattr(doctor, "HOME_ZONE", "Europe/Atlantis")
    report = await command("doctor")
    assert "MEND  disk: only " in report.out
    assert "MEND  time zones: their data is not there" in report.out


async def test_an_address_that_telegram_can_call_is_well(
    command: Command, bot_api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GARTNERIET_PUBLIC_URL", "https://example.org:8443")
    report = await command("doctor")
    assert "MEND  settings: GARTNERIET_WEBHOOK_SECRET is missing" in report.out
    assert "ok    public address: https://example.org:8443" in report.out
    assert "ok    updates: Telegram calls us" in report.out


async def test_a_clock_that_is_wrong_is_told(command: Command, bot_api: BotApi) -> None:
    bot_api.headers = {"Date": "Thu, 01 Jan 2015 00:00:00 GMT"}
    assert "MEND  clock: this machine is " in (await command("doctor")).out
