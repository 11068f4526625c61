"""A moment to come in words: `fredag 08:30`, `12. januar kl 9`."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from booking.model.spaces import Catalogue
from bot.event_words import names_of
from bot.understanding import understand

MORNING = time(9)
"""When, where only the day was said."""


def moment(text: str, catalogue: Catalogue, now: datetime) -> datetime | None:
    """In the space's local time; None where nothing was said, or what was is over.

    A time without a day is the next one of its kind.
    """
    space = catalogue.home
    said = understand(f"møterom {text}", space.local(now).replace(tzinfo=None), names_of(catalogue))
    if said.date is None and said.start is None:
        return None
    today = space.today(now)
    at = space.at(said.date or today, said.start or MORNING)
    if said.date is None and at <= now:
        at = space.at(today + timedelta(days=1), said.start or MORNING)
    return at if at > now else None
