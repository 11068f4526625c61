"""Humans and programs we know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from booking.model.messages import Message
from booking.model.people import (
    ApiToken,
    Invitation,
    Language,
    Person,
    PersonId,
    Role,
    Tenant,
    TenantId,
    Wishes,
)
from booking.ports.bookings import Page


class People(Protocol):
    async def get(self, person_id: PersonId) -> Person | None: ...

    async def by_telegram(self, telegram_id: int) -> Person | None: ...

    async def listing(
        self, page: Page, *, role: Role | None = None
    ) -> tuple[Sequence[Person], str | None]: ...

    async def add(self, person: Person) -> None: ...

    async def speak(self, person_id: PersonId, language: Language) -> None: ...

    async def remind(self, person_id: PersonId, wishes: Wishes) -> None:
        """How they want to be reminded from now on."""
        ...

    async def wishes(self) -> Sequence[Wishes]:
        """How people want to be reminded: each different answer once, the usual one among them."""
        ...

    async def give_roles(self, person_id: PersonId, roles: frozenset[Role]) -> None:
        """Those and no others."""
        ...

    async def write_to(self, person_id: PersonId, email: str) -> None:
        """From now on they have this e-mail address; empty for none."""
        ...

    async def lose(self, person_id: PersonId, messages: Sequence[Message]) -> None:
        """They can no longer be reached, and the messages are promised; nothing where that is known."""
        ...

    async def find_again(self, person_id: PersonId) -> None:
        """They can be reached."""
        ...

    async def erase(self, person_id: PersonId, at: datetime) -> None:
        """Removes name, Telegram account, titles, drafts, cards, questions, sessions and unsent messages.

        Counts stay.
        """
        ...

    async def tenants(self, page: Page) -> tuple[Sequence[Tenant], str | None]: ...

    async def tenant(self, tenant_id: TenantId) -> Tenant | None: ...

    async def tenant_named(self, name: str, new_id: TenantId) -> Tenant:
        """The tenant of that name, made with `new_id` where there is none."""
        ...


class Invitations(Protocol):
    async def add(self, invitation: Invitation) -> None: ...

    async def redeem(self, token_hash: str, newcomer: Person, now: datetime) -> Person | None:
        """Uses the invitation up and binds the Telegram account, in one transaction.

        A person already known by `newcomer.telegram_id` keeps their id and name and gains the role.
        A repeat by the same account gives the same person. None where it is unknown, expired or used
        by another.
        """
        ...


class ApiTokens(Protocol):
    async def add(self, token: ApiToken) -> None: ...

    async def by_hash(self, token_hash: str) -> ApiToken | None: ...

    async def remove(self, name: str) -> int:
        """Takes back those of that name; how many."""
        ...
