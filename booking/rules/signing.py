"""Words that only we can have written: for addresses of pages that need no password."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

SIGNATURE_BYTES = 20


def signed(text: str, purpose: str, key: str) -> str:
    """A token of letters, digits, `-`, `_` and one dot. The purpose keeps it from being of use elsewhere."""
    said = _base64(text.encode())
    return f"{said}.{_signature(said, purpose, key)}"


def opened(token: str, purpose: str, key: str) -> str | None:
    """What was signed for that purpose; None for everything else."""
    said, _, signature = token.partition(".")
    right = _signature(said, purpose, key)
    if not hmac.compare_digest(signature.encode(errors="replace"), right.encode()):
        return None
    return urlsafe_b64decode(said + "=" * (-len(said) % 4)).decode()


def _signature(said: str, purpose: str, key: str) -> str:
    signer = hmac.digest(key.encode(), purpose.encode(), sha256)
    return _base64(hmac.digest(signer, said.encode(errors="replace"), sha256)[:SIGNATURE_BYTES])


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
