"""What Telegram's errors mean: several have one class, and only the words tell them apart."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.errors import Failure, kind_of, pause_of


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (RetryAfter(3), Failure.FLOOD),
        (ChatMigrated(-100), Failure.CHAT_MIGRATED),
        (InvalidToken("Unauthorized"), Failure.BAD_TOKEN),
        (Conflict("Conflict: terminated by other getUpdates request"), Failure.CONFLICT),
        (Forbidden("Forbidden: bot was blocked by the user"), Failure.BLOCKED),
        (Forbidden("Forbidden: user is deactivated"), Failure.BLOCKED),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), Failure.CANNOT_INITIATE),
        (BadRequest("Bad Request: chat not found"), Failure.CANNOT_INITIATE),
        (
            BadRequest("Bad Request: message is not modified: specified new message content is the same"),
            Failure.NOT_MODIFIED,
        ),
        (
            BadRequest("Bad Request: query is too old and response timeout expired or query ID is invalid"),
            Failure.TOO_OLD,
        ),
        (BadRequest("Bad Request: QUERY_ID_INVALID"), Failure.TOO_OLD),
        (BadRequest("Bad Request: message text is empty"), Failure.INVALID),
        (NetworkError("Bad Gateway"), Failure.TRANSIENT),
        (TimedOut(), Failure.TRANSIENT),
        (TelegramError("what answers is not Telegram"), Failure.TRANSIENT),
        (OSError("reset"), Failure.TRANSIENT),
    ],
    ids=str,
)
def test_each_error_is_told_apart(error: Exception, failure: Failure) -> None:
    assert kind_of(error) is failure


@pytest.mark.parametrize("given", [7, timedelta(seconds=7)])
def test_how_long_to_leave_it_alone(given: int | timedelta) -> None:
    assert pause_of(RetryAfter(given)) == timedelta(seconds=7)
