"""Settings: read once, and a wrong one told in one line."""

from pathlib import Path

import pytest

from commands.settings import SettingsInvalid, missing_to_run, read_settings

pytestmark = pytest.mark.usefixtures("own_folder")


def test_the_defaults_are_a_file_in_the_data_folder_and_loopback() -> None:
    settings = read_settings()
    assert settings.database_url == "sqlite+aiosqlite:///data/gartneriet.db"
    assert settings.space == Path("space.toml")
    assert (settings.http_host, settings.http_port) == ("127.0.0.1", 8080)
    assert settings.bot_api_url == "https://api.telegram.org"
    assert not settings.by_webhook


def test_the_environment_goes_before_the_file_and_empty_is_unset(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_folder / ".env").write_text(
        "GARTNERIET_HTTP_PORT=1\nGARTNERIET_DATA=grønt\nGARTNERIET_PUBLIC_URL=\n"
    )
    monkeypatch.setenv("GARTNERIET_HTTP_PORT", "2")
    settings = read_settings()
    assert settings.http_port == 2
    assert settings.database_url == "sqlite+aiosqlite:///grønt/gartneriet.db"
    assert settings.public_url is None


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://me:secret@host/name", "postgresql+asyncpg://me:secret@host/name"),
        ("postgres://host/name?sslmode=require", "postgresql+asyncpg://host/name?ssl=require"),
        ("postgresql+asyncpg://host/name", "postgresql+asyncpg://host/name"),
        ("sqlite:////srv/x.db", "sqlite+aiosqlite:////srv/x.db"),
    ],
)
def test_a_database_url_gets_its_asynchronous_driver(given: str, used: str) -> None:
    assert read_settings(database_url=given).database_url == used


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "hemmelig"),
        ("BOT_TOKEN", "123:hem melig"),
        ("BOT_API_URL", "api.telegram.org"),
        ("DATABASE_URL", "mysql://host/hemmelig"),
        ("PUBLIC_URL", "ftp://hemmelig"),
        ("WEBHOOK_SECRET", "hemmelig!"),
        ("HTTP_PORT", "hemmelig"),
        ("HTTP_PORT", "65536"),
        ("SECRET_KEY", "hemmelig"),
        ("SMTP_URL", "http://hemmelig"),
        ("SMTP_URL", "smtp://a:hemmelig@host:x"),
        ("SMTP_URL", "smtp://a:hemmelig@host?starttls=no"),
        ("SMTP_URL", "smtps://a:hemmelig@host?starttls"),
        ("SMTP_URL", "smtp://a:hemmelig@"),
        ("MAIL_FROM", "hemmelig"),
        ("MAIL_FROM", "hemmelig@example.org, x@example.org"),
        ("MAIL_FROM", "A\nBcc: hemmelig <x@example.org>"),
    ],
)
def test_a_wrong_value_gives_one_line_that_names_it_and_repeats_no_secret(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"GARTNERIET_{name}", value)
    with pytest.raises(SettingsInvalid) as wrong:
        read_settings()
    (line,) = wrong.value.lines
    assert line.startswith(f"GARTNERIET_{name} is wrong: write ")
    assert "hemmelig" not in line


def test_all_wrong_values_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GARTNERIET_HTTP_PORT", "x")
    monkeypatch.setenv("GARTNERIET_BOT_TOKEN", "x")
    with pytest.raises(SettingsInvalid) as wrong:
        read_settings()
    assert len(wrong.value.lines) == 2


def test_a_settings_file_in_another_encoding_says_so(own_folder: Path) -> None:
    (own_folder / ".env").write_bytes(b"GARTNERIET_DATA=gr\xf8nt\n")
    with pytest.raises(SettingsInvalid, match="UTF-8"):
        read_settings()


def test_secrets_are_not_shown() -> None:
    settings = read_settings(
        bot_token="123:hemmelig",
        secret_key="hemmelig" * 4,
        database_url="postgresql://a:hemmelig@b/c",
        smtp_url="smtp://a:hemmelig@b",
    )
    assert "hemmelig" not in repr(settings)
    assert "hemmelig" not in str(settings)


def test_what_the_service_cannot_do_without_is_named() -> None:
    assert [line.split()[0] for line in missing_to_run(read_settings())] == [
        "GARTNERIET_BOT_TOKEN",
        "GARTNERIET_SECRET_KEY",
    ]
    by_webhook = read_settings(public_url="https://example.org/", bot_token="123:abc", secret_key="x" * 32)
    assert by_webhook.public_url == "https://example.org"
    assert [line.split()[0] for line in missing_to_run(by_webhook)] == ["GARTNERIET_WEBHOOK_SECRET"]
    assert not missing_to_run(by_webhook.replaced(public_url=None))


@pytest.mark.parametrize(
    "value",
    [
        "post@example.org",
        "Gründergartneriet <post@example.org>",
        '"Næringsråd, Modum" <post@blåbær.example>',
    ],
)
def test_an_address_to_write_from(value: str) -> None:
    assert read_settings(mail_from=value).mail_from == value


def test_who_writes_e_mail_writes_from_somewhere() -> None:
    settings = read_settings(bot_token="123:abc", secret_key="x" * 32, smtp_url="smtp://localhost")
    assert [line.split()[0] for line in missing_to_run(settings)] == ["GARTNERIET_MAIL_FROM"]
    assert not missing_to_run(settings.replaced(mail_from="post@example.org"))
    assert not missing_to_run(settings.replaced(smtp_url=None))
