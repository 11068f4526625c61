"""Being signed in to the administration's pages. Of each secret only the hash is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.model.people import STAFF, Person, PersonId, Role

LINK_LASTS = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=12)
"""A working day: after that one signs in anew."""
IDLE_LASTS = timedelta(minutes=60)
"""Unused for so long, it ends: a machine that was left is nobody's."""
LET_IN = STAFF | {Role.ADVISER}
"""The roles that have pages of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLink:
    """A one-time way in, from the chat to a browser."""

    token_hash: str
    person_id: PersonId
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that somebody has signed in with; `used_at` is known to the minute."""

    token_hash: str
    person_id: PersonId
    made_at: datetime
    used_at: datetime

    def is_live(self, now: datetime) -> bool:
        return now < self.made_at + SESSION_LASTS and now < self.used_at + IDLE_LASTS


def may_sign_in(person: Person) -> bool:
    return person.erased_at is None and not person.roles.isdisjoint(LET_IN)
