"""The key of the settings that seals what is written about guidance."""

from __future__ import annotations

from booking.ports import Seal
from commands.settings import Settings


def seal_of(settings: Settings) -> Seal | None:
    """None where the settings have no key."""
    if settings.secret_key is None:
        return None
    from db.sealing import KeySeal

    former = [key.get_secret_value() for key in settings.former_secret_keys]
    return KeySeal([settings.secret_key.get_secret_value(), *former])
