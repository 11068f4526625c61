"""Use cases of people: invited, joined, known by their language, told what is stored, and erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from booking import reaching
from booking.access import SECRET_BITS, hashed
from booking.model.messages import Request
from booking.model.people import (
    Actor,
    Invitation,
    Language,
    Person,
    PersonId,
    Role,
    Tenant,
    TenantId,
    Wishes,
)
from booking.personal_record import Kept, Record, gather
from booking.ports import (
    Clock,
    Invitations,
    Outbox,
    Page,
    People,
    Tokens,
)
from booking.refusals import InvitationInvalid, NotActive, NotFound, Stale, TooLateToCancel
from booking.registering import Registering
from booking.reserving import Reserving
from booking.rules.addressing import is_address
from booking.withdrawing import Withdrawing

INVITATION_LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How what people hold is given up when they are erased."""

    reserving: Reserving
    registering: Registering
    withdrawing: Withdrawing


class Membership:
    def __init__(
        self,
        *,
        people: People,
        invitations: Invitations,
        kept: Kept,
        leaving: Leaving,
        outbox: Outbox,
        now: Clock,
        new_token: Tokens,
    ) -> None:
        self._people = people
        self._invitations = invitations
        self._kept = kept
        self._outbox = outbox
        self._leaving = leaving
        self._now = now
        self._new_token = new_token

    async def invite(self, role: Role, *, tenant: str = "", name: str = "") -> str:
        """A one-time token for the deep link. A tenant that is not known is made."""
        tenant_id = None
        if tenant:
            known = await self._people.tenant_named(tenant, TenantId(self._new_token()))
            tenant_id = known.id
        token = self._new_token(SECRET_BITS)
        await self._invitations.add(
            Invitation(
                token_hash=hashed(token),
                role=role,
                name=name,
                tenant_id=tenant_id,
                expires_at=self._now() + INVITATION_LASTS,
            )
        )
        return token

    async def join(self, token: str, telegram_id: int, name: str, language: Language) -> Person:
        """Binds a Telegram account to the person invited. Raises InvitationInvalid.

        The name of the invitation goes before the account's own.
        """
        newcomer = Person(
            id=PersonId(self._new_token()), name=name, language=language, telegram_id=telegram_id
        )
        person = await self._invitations.redeem(hashed(token), newcomer, self._now())
        if person is None:
            raise InvitationInvalid
        return person

    async def welcome(self, telegram_id: int, name: str, language: Language) -> Person:
        """Who belongs to that Telegram account; a stranger is known from now on, without roles."""
        known = await self._people.by_telegram(telegram_id)
        if known is not None:
            return known
        newcomer = Person(
            id=PersonId(self._new_token()), name=name, language=language, telegram_id=telegram_id
        )
        try:
            await self._people.add(newcomer)
        except Stale:  # another message of theirs was quicker
            return await self._people.by_telegram(telegram_id) or newcomer
        return newcomer

    async def by_telegram(self, telegram_id: int) -> Person | None:
        return await self._people.by_telegram(telegram_id)

    async def speak(self, person: Person, language: Language) -> None:
        await self._people.speak(person.id, language)

    async def remind(self, person: Person, wishes: Wishes) -> Person:
        """How they want to be reminded from now on; the person as they are then."""
        await self._people.remind(person.id, wishes)
        return replace(person, wishes=wishes)

    async def write_to(self, person: Person, email: str) -> Person:
        """Gives them an e-mail address, or takes it away where it is empty."""
        if email and not is_address(email):
            raise ValueError("no e-mail address")
        await self._people.write_to(person.id, email)
        return replace(person, email=email)

    async def mark(self, person: Person, *, is_member: bool) -> Person:
        """Whether they belong to a member firm; their other roles stay."""
        roles = person.roles | {Role.MEMBER} if is_member else person.roles - {Role.MEMBER}
        await self._people.give_roles(person.id, roles)
        return replace(person, roles=roles)

    async def can_be_reached(self, person: Person, *, reachable: bool) -> None:
        """They have let the bot write to them, or blocked it; then the administration hears of it."""
        if reachable:
            await reaching.found(self._people, self._outbox, person, self._now())
        else:
            await reaching.lost(self._people, person, self._now())

    async def get(self, person_id: PersonId) -> Person:
        """Raises NotFound, also for one who was erased."""
        person = await self._people.get(person_id)
        if person is None or person.erased_at is not None:
            raise NotFound(what="person")
        return person

    async def listing(self, page: Page, role: Role | None = None) -> tuple[Sequence[Person], str | None]:
        return await self._people.listing(page, role=role)

    async def add(
        self,
        name: str,
        roles: frozenset[Role] = frozenset(),
        tenant_id: TenantId | None = None,
        *,
        person_id: PersonId | None = None,
        email: str = "",
    ) -> Person:
        """Somebody who may never open Telegram. With an id that is known already, that person.

        Raises NotFound for a tenant that is not known, ValueError for an e-mail address that is none.
        """
        if email and not is_address(email):
            raise ValueError("no e-mail address")
        if tenant_id is not None and await self._people.tenant(tenant_id) is None:
            raise NotFound(what="tenant")
        new_id = person_id or PersonId(self._new_token())
        person = Person(id=new_id, name=name, roles=roles, tenant_id=tenant_id, email=email)
        known = await self._people.get(person_id) if person_id else None
        try:
            if known is None:
                await self._people.add(person)
        except Stale:
            # Somebody has just added them under the same id.
            known = await self._people.get(new_id)
        return known or person

    async def tenants(self, page: Page) -> tuple[Sequence[Tenant], str | None]:
        return await self._people.tenants(page)

    async def tenant(self, tenant_id: TenantId) -> Tenant:
        """Raises NotFound."""
        tenant = await self._people.tenant(tenant_id)
        if tenant is None:
            raise NotFound(what="tenant")
        return tenant

    async def tenant_named(self, name: str, tenant_id: TenantId | None = None) -> Tenant:
        """The tenant of that name, made where there is none. Raises Stale where the id is another's."""
        return await self._people.tenant_named(name, tenant_id or TenantId(self._new_token()))

    async def take_along(self, person: Person) -> Record:
        """All that is stored about a person, the years that are over included."""
        tenant = await self._people.tenant(person.tenant_id) if person.tenant_id else None
        return await gather(self._kept, person, tenant, await self._leaving.withdrawing.told(person))

    async def erase(self, actor: Actor, person: Person) -> None:
        """Frees what they hold from now on, then forgets who they were; the counts stay."""
        now = self._now()
        await self._leaving.withdrawing.step_back(actor, person)
        for booking in await self._kept.bookings.of_person(person.id, now):
            try:
                request = Request(key=f"erase:{booking.id}")
                await self._leaving.reserving.release(actor, booking.id, request)
            except (NotFound, NotActive, TooLateToCancel, Stale):
                continue
        for event, _ in await self._kept.events.of_person(person.id, now):
            if event.interval.start > now:
                request = Request(key=f"erase:{event.id}:{person.id}")
                await self._leaving.registering.leave(actor, person, event.id, request)
        await self._people.erase(person.id, now)
