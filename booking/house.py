"""Everything about who is in the house and when it is shut, for those who ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from booking.absence import Absence
from booking.closing import Closing
from booking.presence import Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    presence: Presence
    absence: Absence
    closing: Closing
