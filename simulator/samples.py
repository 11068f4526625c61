"""A picture and a voice message to send where nobody has any: a green square, and an empty recording."""

from __future__ import annotations

from base64 import b64decode

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR42mPImnwCK2IYlBIAt6pYAR5zt0wAAAAASUVORK5CYII="
)
VOICE = b"OggS" + bytes(60)
