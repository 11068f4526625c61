"""Who may tick people off at the door of an event: whoever has the address, until the event is long over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.model.events import Event, EventId, Registration
from booking.rules import signing

PURPOSE = "gartneriet door 1"
AFTER = timedelta(hours=12)


def address(event: Event, key: str) -> str:
    """The last part of the list's address. It names the event and lapses twelve hours after its end."""
    until = int((event.interval.end + AFTER).timestamp())
    return signing.signed(f"{event.id}:{until}", PURPOSE, key)


def opened(token: str, key: str, now: datetime) -> EventId | None:
    """The event whose list it opens; None for everything else, and once it has lapsed."""
    said = signing.opened(token, PURPOSE, key)
    if said is None:
        return None
    event_id, _, until = said.rpartition(":")
    return EventId(event_id) if now.timestamp() < int(until) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Pages of ours for those who need no password; `base` is where people reach us."""

    base: str
    key: str

    def ticket(self, registration: Registration) -> str:
        return f"{self.base}/t/{registration.ticket}"

    def door(self, event: Event) -> str:
        return f"{self.base}/door/{address(event, self.key)}"
