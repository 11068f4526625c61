"""A picture and a voice message to send where nobody has any: a green square, and an empty recording."""

from __future__ import annotations

from base64 import b64decode

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mPwmRWHFTEMLQkAohlRAfb0F34AAAAASUVORK5CYII="
)
VOICE = b"OggS" + bytes(60)
