"""Telegram's errors told apart, by class and by text: the library gives several of them one class."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum, auto

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)


class Failure(Enum):
    NOT_MODIFIED = auto()
    """It shows just that already: a success."""
    TOO_OLD = auto()
    """A tap that can no longer be answered: nothing to do."""
    BLOCKED = auto()
    CANNOT_INITIATE = auto()
    FLOOD = auto()
    CHAT_MIGRATED = auto()
    INVALID = auto()
    """The request itself is wrong; the same again fails again."""
    BAD_TOKEN = auto()
    CONFLICT = auto()
    TRANSIENT = auto()
    """The network or the server: the same again may succeed."""


_BY_CLASS: tuple[tuple[type[TelegramError], Failure], ...] = (
    (RetryAfter, Failure.FLOOD),
    (ChatMigrated, Failure.CHAT_MIGRATED),
    (InvalidToken, Failure.BAD_TOKEN),
    (Conflict, Failure.CONFLICT),
)
_BY_TEXT: tuple[tuple[str, Failure], ...] = (
    ("message is not modified", Failure.NOT_MODIFIED),
    ("query is too old", Failure.TOO_OLD),
    ("query_id_invalid", Failure.TOO_OLD),
    ("can't initiate conversation", Failure.CANNOT_INITIATE),
    ("chat not found", Failure.CANNOT_INITIATE),
)


def kind_of(error: Exception) -> Failure:
    """What an error means for whoever called. BadRequest is a NetworkError there, but never passes."""
    for kind, failure in _BY_CLASS:
        if isinstance(error, kind):
            return failure
    if isinstance(error, (BadRequest, Forbidden)):
        text = error.message.lower()
        default = Failure.BLOCKED if isinstance(error, Forbidden) else Failure.INVALID
        return next((failure for words, failure in _BY_TEXT if words in text), default)
    return Failure.TRANSIENT


def pause_of(flood: RetryAfter) -> timedelta:
    """How long Telegram wants to be left alone."""
    after = flood.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)
