"""The world outside the core that a command hands in: chance and the clock."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
BITS_A_LETTER = 5
"""Thirty-two letters: each is as likely as the others, whichever byte it comes from."""


class SecretTokens:
    """Fulfils `booking.ports.Tokens` with the operating system's randomness."""

    def __call__(self, bits: int = 60) -> str:
        letters = -(-bits // BITS_A_LETTER)
        return "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(letters))


class SystemClock:
    """Fulfils `booking.ports.Clock` with the time of this machine."""

    def __call__(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)
