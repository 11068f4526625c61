"""Humans we know, the companies they belong to, and who is acting now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", str)
TenantId = NewType("TenantId", str)


class Role(StrEnum):
    TENANT = "tenant"
    CONTACT = "contact"
    ADVISER = "adviser"
    ADMINISTRATION = "administration"
    OWNER = "owner"
    MEMBER = "member"
    """Belongs to a member firm: hears of it, and may no more than others for that."""


INVITED = tuple(role for role in Role if role is not Role.MEMBER)
"""What an invitation can be for."""
STAFF = frozenset({Role.ADMINISTRATION, Role.OWNER})


class Language(StrEnum):
    BOKMAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"


class Reminding(StrEnum):
    """What one can be reminded of, and when."""

    EVENT_DAY_BEFORE = "event_day_before"
    EVENT_HOUR_BEFORE = "event_hour_before"
    ROOM = "room"
    DESK = "desk"
    OFFER = "offer"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a person wants to be reminded. `unwanted` reminders are not sent.

    `is_seen` is whether others may see that they are here: not until they say so.

    `room_minutes` is how long before a room. Nothing that can wait comes between `quiet_from` and
    `quiet_to`, or on a red day; the two alike: no quiet hours.
    """

    unwanted: frozenset[Reminding] = frozenset()
    room_minutes: int = 15
    quiet_from: time = time(21)
    quiet_to: time = time(7)
    is_seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    id: TenantId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A human we know. `telegram_id` is None for those not on Telegram, or erased.

    `email` is the second channel, empty where we have none.
    """

    id: PersonId
    name: str
    roles: frozenset[Role] = frozenset()
    tenant_id: TenantId | None = None
    language: Language = Language.BOKMAL
    telegram_id: int | None = None
    reachable: bool = True
    erased_at: datetime | None = None
    email: str = ""
    wishes: Wishes = Wishes()

    @property
    def actor(self) -> Actor:
        return Actor(person_id=self.id, roles=self.roles, tenant_id=self.tenant_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is acting now. `person_id` is None for a program with an API token."""

    person_id: PersonId | None
    roles: frozenset[Role] = frozenset()
    tenant_id: TenantId | None = None
    name: str = field(default="", compare=False)

    @property
    def is_staff(self) -> bool:
        return not self.roles.isdisjoint(STAFF)

    def may_act_for(self, person: Person) -> bool:
        """Oneself; a contact for their own tenant's people; the administration for all."""
        if self.is_staff or person.id == self.person_id:
            return True
        return self._is_colleague_of(person) and Role.CONTACT in self.roles

    def may_book_for(self, person: Person) -> bool:
        """As `may_act_for`, and a tenant for a colleague: bookings and places at events, nothing private."""
        if self.may_act_for(person):
            return True
        return self._is_colleague_of(person) and Role.TENANT in self.roles

    def _is_colleague_of(self, person: Person) -> bool:
        return self.tenant_id is not None and self.tenant_id == person.tenant_id

    def is_colleague_of(self, person: Person) -> bool:
        """Of the same company."""
        at_work = not self.roles.isdisjoint({Role.TENANT, Role.CONTACT})
        return at_work and self.tenant_id is not None and self.tenant_id == person.tenant_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A one-time way in. Only the hash of its token is ever kept."""

    token_hash: str
    role: Role
    name: str
    tenant_id: TenantId | None
    expires_at: datetime
    used_at: datetime | None = None


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A program's key to the API. Only the hash is kept."""

    id: str
    name: str
    scope: Scope
    token_hash: str
    made_at: datetime
