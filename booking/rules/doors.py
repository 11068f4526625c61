"""Pages of ours that need no password: whoever has the signed address may open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.model.events import Event, EventId, Registration
from booking.model.guidance import Case, CaseId
from booking.model.people import PersonId
from booking.rules import signing

PURPOSE = "gartneriet door 1"
CASE_PURPOSE = "gartneriet case 1"
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


def case_address(case: Case, key: str) -> str:
    """The last part of the address where an entrepreneur without Telegram finds their case."""
    return signing.signed(f"{case.id}:{case.person_id}", CASE_PURPOSE, key)


def opened_case(token: str, key: str) -> tuple[CaseId, PersonId] | None:
    """The case, and whose it was when the address was made; None for everything else."""
    said = signing.opened(token, CASE_PURPOSE, key)
    if said is None:
        return None
    case_id, _, person_id = said.partition(":")
    return CaseId(case_id), PersonId(person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Pages of ours for those who need no password; `base` is where people reach us."""

    base: str
    key: str

    def ticket(self, registration: Registration) -> str:
        return f"{self.base}/t/{registration.ticket}"

    def door(self, event: Event) -> str:
        return f"{self.base}/door/{address(event, self.key)}"

    def case(self, case: Case) -> str:
        return f"{self.base}/veiledning/{case_address(case, self.key)}"
