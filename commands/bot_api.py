"""A question or two to the Bot API, from a command that does not run the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from commands.failures import Failed
from commands.settings import Settings

PATIENCE = aiohttp.ClientTimeout(total=10)
WRONG_TOKEN = {401, 404}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`at` is the server's own time, where it told it."""

    result: dict[str, Any]
    at: datetime | None


async def ask(settings: Settings, method: str) -> Answer:
    """What a method without parameters answers, within ten seconds. Raises Failed."""
    if settings.bot_token is None:
        raise Failed("GARTNERIET_BOT_TOKEN is missing: write in .env the token that BotFather gave.")
    url = f"{settings.bot_api_url}/bot{settings.bot_token.get_secret_value()}/{method}"
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(url) as response:
            return _read(
                response.status, await response.json(content_type=None), response.headers.get("Date")
            )
    except TimeoutError:
        raise Failed(f"{settings.bot_api_url} did not answer within ten seconds: try again later.") from None
    except (aiohttp.ClientError, ValueError, OSError) as error:
        why = type(error).__name__
        raise Failed(
            f"{settings.bot_api_url} cannot be reached ({why}): see that this machine is on the net."
        ) from None


def _read(status: int, answer: Any, sent: str | None) -> Answer:
    if status in WRONG_TOKEN:
        raise Failed("Telegram does not know the token: copy GARTNERIET_BOT_TOKEN from BotFather anew.")
    if not isinstance(answer, dict) or not answer.get("ok"):
        why = answer.get("description", status) if isinstance(answer, dict) else status
        raise Failed(f"Telegram would not answer: {why}.")
    return Answer(result=answer["result"], at=parsedate_to_datetime(sent) if sent else None)
