"""The settings of the program, from the environment or a `.env` file beside it, read once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit, urlunsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from booking.rules.addressing import is_address
from commands.failures import Failed
from mail.server import server_of

PREFIX = "GARTNERIET_"
TELEGRAM = "https://api.telegram.org"
DRIVERS = {
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
}
WRITE = {
    "bot_token": "the token that BotFather gave, like 123456789:ABCdef_…",
    "bot_api_url": f"an address such as {TELEGRAM}",
    "database_url": "sqlite:///data/gartneriet.db or postgresql://user:password@host/name",
    "space": "the path of the space file, such as space.toml",
    "data": "a folder, such as data",
    "public_url": "the address where people reach the service, such as https://booking.example.org",
    "webhook_secret": "1 to 256 letters, digits, _ and - of your own choice",
    "http_host": "an address of this machine, such as 127.0.0.1 or 0.0.0.0",
    "http_port": "a number from 0 to 65535, such as 8080",
    "secret_key": "at least 32 characters that nobody can guess",
    "former_secret_keys": 'a JSON list of the keys that were used before, such as ["…"]',
    "smtp_url": "smtp://host, smtps://user:password@host or smtp://user:password@host?starttls",
    "mail_from": "an address whose answers somebody reads, such as Gründergartneriet <post@example.org>",
}
"""What a right value of each looks like, for the line that names a wrong one."""


class SettingsInvalid(Failed):
    """Each line names a variable and what to write."""


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("no web address")
    return value.rstrip("/")


def _database_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in DRIVERS:
        raise ValueError("no database address")
    driver = DRIVERS[parts.scheme]
    if driver.startswith("postgresql"):
        # asyncpg calls "ssl" what libpq calls "sslmode"
        parts = parts._replace(query=parts.query.replace("sslmode=", "ssl="))
        return urlunsplit(parts._replace(scheme=driver))
    return driver + value[len(parts.scheme) :]


def _bot_token(value: SecretStr) -> SecretStr:
    number, colon, secret = value.get_secret_value().partition(":")
    if not (number.isdecimal() and colon and secret) or any(mark.isspace() for mark in secret):
        raise ValueError("no token")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("no secret that Telegram takes")
    return value


def _smtp_url(value: SecretStr) -> SecretStr:
    server_of(value.get_secret_value())
    return value


def _mail_from(value: str) -> str:
    from email.utils import getaddresses

    found = getaddresses([value])
    if len(found) != 1 or not is_address(found[0][1]) or not value.isprintable():
        raise ValueError("no address to write from")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_webhook_secret)]
SmtpUrl = Annotated[SecretStr, AfterValidator(_smtp_url)]
MailFrom = Annotated[str, AfterValidator(_mail_from)]


class Settings(BaseSettings):
    """What the operator chose. Read it with `read_settings`, which words what is wrong."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    bot_token: BotToken | None = None
    bot_api_url: WebAddress = TELEGRAM
    database_url: Annotated[str, AfterValidator(_database_url)] = Field(default="", repr=False)
    """A SQLAlchemy URL with its asynchronous driver; it may hold a password."""
    space: Path = Path("space.toml")
    data: Path = Path("data")
    public_url: WebAddress | None = None
    webhook_secret: WebhookSecret | None = None
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    secret_key: Annotated[SecretStr, Field(min_length=32)] | None = None
    former_secret_keys: tuple[SecretStr, ...] = ()
    """A JSON list: keys that were used before, with which what they sealed can still be read."""
    smtp_url: SmtpUrl | None = None
    mail_from: MailFrom | None = None

    @model_validator(mode="before")
    @classmethod
    def _database_in_data(cls, given: Any) -> Any:
        """Where no database is named, it is a file in the data folder."""
        if isinstance(given, dict) and not given.get("database_url"):
            folder = given.get("data") or cls.model_fields["data"].default
            return {**given, "database_url": f"sqlite:///{Path(folder).as_posix()}/gartneriet.db"}
        return given

    @property
    def by_webhook(self) -> bool:
        """Whether Telegram calls us; else we ask it for updates."""
        return self.public_url is not None

    def replaced(self, **chosen: object) -> Self:
        """These settings with others in some places, as the demo has them. The values are not checked."""
        return self.model_copy(update=chosen)


def read_settings(**chosen: object) -> Settings:
    """The settings of this machine; what is given here goes before them. Raises SettingsInvalid."""
    try:
        return Settings(**chosen)  # type: ignore[arg-type]
    except ValidationError as error:
        names = {str(detail["loc"][0]): detail["loc"] for detail in error.errors()}
    except UnicodeDecodeError:
        raise SettingsInvalid("The file .env is not UTF-8 text: save it as UTF-8.") from None
    raise SettingsInvalid(*(f"{PREFIX}{name.upper()} is wrong: write {WRITE[name]}." for name in names))


def missing_to_run(settings: Settings) -> tuple[str, ...]:
    """One line for each setting that the service cannot do without."""
    wanted = {
        "bot_token": settings.bot_token is None,
        "webhook_secret": settings.by_webhook and settings.webhook_secret is None,
        "secret_key": settings.secret_key is None,
        "mail_from": settings.smtp_url is not None and settings.mail_from is None,
    }
    return tuple(
        f"{PREFIX}{name.upper()} is missing: write in .env {WRITE[name]}."
        for name, is_missing in wanted.items()
        if is_missing
    )
