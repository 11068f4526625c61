"""What the core needs from outside. One port an aggregate; each writing method is atomic by itself.

The way of a change: read, decide with pure rules, then `Ledger.record` one Deed, whose guards refuse it
where the world moved meanwhile. See docs/decisions/0002.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from booking.model.bookings import (
    Booking,
    BookingId,
    Change,
    Series,
    SeriesId,
    Wait,
    WaitId,
)
from booking.model.interval import Interval
from booking.model.messages import Due, Message, Origin
from booking.model.people import (
    Actor,
    ApiToken,
    Invitation,
    Language,
    Person,
    PersonId,
    Role,
    Tenant,
    TenantId,
)
from booking.model.questions import Question, QuestionId
from booking.model.spaces import Catalogue, ResourceId


class Clock(Protocol):
    """The time, aware, in UTC, in whole seconds."""

    def __call__(self) -> datetime: ...


class Tokens(Protocol):
    """A fresh unguessable string of lower-case letters and digits (base 32), `bits` strong."""

    def __call__(self, bits: int = 60) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitChange:
    """`before` is None for a new entry."""

    before: Wait | None
    after: Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What stands or falls together: changes with their audit lines, and what people must hear of it.

    `key` is the request key: recorded with the deed, it makes a second one with the same key fail
    with AlreadyRecorded. Give a series with its first deed only.
    """

    key: str
    actor: Actor
    at: datetime
    changes: tuple[Change, ...]
    waits: tuple[WaitChange, ...] = ()
    series: Series | None = None
    messages: tuple[Message, ...] = ()


class AlreadyRecorded(Exception):
    """The request key is known; `changes` is what it did the first time."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(len(changes))
        self.changes = changes


class Unavailable(Exception):
    """The database cannot be reached or is overloaded; the same call may succeed later."""


class Ledger(Protocol):
    """The one door through which bookings and waiting lists change."""

    async def record(self, deed: Deed) -> None:
        """Durably all of it, or nothing.

        A change whose `before` is None inserts a booking; else it updates the one at `before.revision`.
        Raises SlotTaken (of the first claim that somebody else holds), Stale (a booking or entry is
        no longer as `before`), AlreadyRecorded, Unavailable.
        """
        ...

    async def recorded(self, key: str) -> tuple[Change, ...]:
        """What a request key did, in order; empty where it is unknown."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`after` is an opaque cursor from an earlier page."""

    limit: int = 100
    after: str | None = None


class Bookings(Protocol):
    async def get(self, booking_id: BookingId) -> Booking | None: ...

    async def blocking(
        self, within: Interval, resource_ids: Collection[ResourceId] | None = None
    ) -> Sequence[Booking]:
        """Those whose `[start, clear_at)` overlaps `within` and whom the guard counts, by start."""
        ...

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[Booking]:
        """Active ones that end after `since`, by start."""
        ...

    async def all_of(self, person_id: PersonId) -> Sequence[Booking]:
        """Every one there ever was, by start."""
        ...

    async def in_series(self, series_id: SeriesId, since: datetime) -> Sequence[Booking]:
        """Active ones that start at or after `since`, by start."""
        ...

    async def series(self, series_id: SeriesId) -> Series | None: ...

    async def listing(
        self,
        within: Interval,
        *,
        resource_id: ResourceId | None = None,
        person_id: PersonId | None = None,
        page: Page,
    ) -> tuple[Sequence[Booking], str | None]:
        """All that overlap `within`, whatever their status, by start; and the next cursor."""
        ...

    async def history(self, booking_id: BookingId) -> Sequence[Change]:
        """The audit log of one booking, oldest first."""
        ...

    async def lapsed(self, now: datetime, limit: int = 100) -> Sequence[Booking]:
        """Held ones whose deadline has passed."""
        ...

    async def not_checked_in(
        self, started: Interval, resource_ids: Collection[ResourceId]
    ) -> Sequence[Booking]:
        """Confirmed ones of these resources whose start falls in `started` and that are not over."""
        ...


class Waits(Protocol):
    async def get(self, wait_id: WaitId) -> Wait | None: ...

    async def by_offer(self, booking_id: BookingId) -> Wait | None: ...

    async def queue(self, resource_id: ResourceId, within: Interval) -> Sequence[Wait]:
        """Those WAITING for a range that overlaps `within`, first come first."""
        ...

    async def open(self, now: datetime, limit: int = 100) -> Sequence[Wait]:
        """WAITING ones that start after `now`, first come first."""
        ...

    async def of_person(self, person_id: PersonId, since: datetime) -> Sequence[Wait]:
        """WAITING or OFFERED ones that start at or after `since`."""
        ...


class Places(Protocol):
    """The catalogue, kept in memory and refreshed by revision."""

    def catalogue(self) -> Catalogue: ...

    async def refresh(self) -> None:
        """Reads the catalogue again where its revision has risen. Raises Unavailable."""
        ...

    async def apply(self, catalogue: Catalogue) -> None:
        """Makes this the catalogue. What is missing in it is retired, never deleted."""
        ...


class People(Protocol):
    async def get(self, person_id: PersonId) -> Person | None: ...

    async def by_telegram(self, telegram_id: int) -> Person | None: ...

    async def listing(
        self, page: Page, *, role: Role | None = None
    ) -> tuple[Sequence[Person], str | None]: ...

    async def add(self, person: Person) -> None: ...

    async def speak(self, person_id: PersonId, language: Language) -> None: ...

    async def mark_reachable(self, person_id: PersonId, *, reachable: bool) -> None: ...

    async def erase(self, person_id: PersonId, at: datetime) -> None:
        """Removes name, Telegram account, titles, drafts, cards, questions and unsent messages.

        Counts stay.
        """
        ...

    async def tenants(self, page: Page) -> tuple[Sequence[Tenant], str | None]: ...

    async def tenant(self, tenant_id: TenantId) -> Tenant | None: ...

    async def tenant_named(self, name: str, new_id: TenantId) -> Tenant:
        """The tenant of that name, made with `new_id` where there is none."""
        ...


class Questions(Protocol):
    """What people ask the administration. Each change is one transaction with the messages it promises."""

    async def get(self, question_id: QuestionId) -> Question | None: ...

    async def of_person(self, person_id: PersonId) -> Sequence[Question]:
        """All of them, the oldest first."""
        ...

    async def count_open(self, person_id: PersonId) -> int:
        """How many wait for an answer."""
        ...

    async def add(self, question: Question, messages: Sequence[Message]) -> None:
        """One that is known already stays as it is."""
        ...

    async def answer(self, question: Question, messages: Sequence[Message]) -> bool:
        """False, and nothing is changed, where it was answered before."""
        ...

    async def forget_before(self, moment: datetime) -> None:
        """Removes what was asked earlier."""
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


class Outbox(Protocol):
    async def claim(
        self, now: datetime, *, lease_until: datetime, limit: int, person_id: PersonId | None = None
    ) -> Sequence[Due]:
        """Due messages that nobody else has claimed, oldest first, leased to the caller."""
        ...

    async def sent(self, due: Due, at: datetime) -> None: ...

    async def dropped(self, due: Due, at: datetime, why: str) -> None: ...

    async def retry(self, due: Due, at: datetime, why: str) -> None:
        """Gives it back, due again at `at`."""
        ...


class Cards(Protocol):
    """Which chat message shows a booking."""

    async def of(self, booking_id: BookingId, person_id: PersonId) -> Origin | None: ...

    async def remember(self, booking_id: BookingId, person_id: PersonId, card: Origin) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a chat was last about. `revision` 0 is one that was never saved."""

    telegram_id: int
    data: str
    revision: int
    at: datetime


class Drafts(Protocol):
    async def of(self, telegram_id: int) -> Draft | None: ...

    async def save(self, draft: Draft) -> None:
        """Raises Stale where the saved one is not at `draft.revision`; saved, it is one higher."""
        ...

    async def clear(self, telegram_id: int) -> None: ...
