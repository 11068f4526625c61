"""What is written about people's plans is sealed before it is stored: a copied database gives nothing away.

AES-256-GCM under a key derived (HKDF-SHA256) from the service's secret key. The first key seals, any opens:
a key that is changed stays in the list until what it sealed has had its day.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from booking.ports import Unreadable

PURPOSE = b"gartneriet papers 1"
KEY_BYTES, NONCE_BYTES, NAME_BYTES = 32, 12, 4


class KeySeal:
    """Fulfils `booking.ports.Seal`. Raises ValueError without a key."""

    def __init__(self, keys: Sequence[str]) -> None:
        derived = [HKDF(SHA256(), KEY_BYTES, salt=None, info=PURPOSE).derive(key.encode()) for key in keys]
        if not derived:
            raise ValueError("no key to seal with")
        self._keys = {_name(key): AESGCM(key) for key in derived}
        self._first = _name(derived[0])

    def seal(self, text: str, about: str) -> str:
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._keys[self._first].encrypt(nonce, text.encode(), about.encode())
        return b64encode(self._first + nonce + sealed).decode()

    def open(self, sealed: str, about: str) -> str:
        try:
            data = b64decode(sealed, validate=True)
            key = self._keys[data[:NAME_BYTES]]
            nonce, said = data[NAME_BYTES : NAME_BYTES + NONCE_BYTES], data[NAME_BYTES + NONCE_BYTES :]
            return key.decrypt(nonce, said, about.encode()).decode()
        except (ValueError, KeyError, InvalidTag) as error:
            raise Unreadable from error


def _name(key: bytes) -> bytes:
    """Tells which key it was, and nothing of it."""
    return sha256(b"name of " + key).digest()[:NAME_BYTES]
