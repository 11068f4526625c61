"""What is promised to people, what was said, and what they ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from booking.model.bookings import BookingId
from booking.model.messages import Delivered, Due, Lane, Message, Origin
from booking.model.people import PersonId
from booking.model.questions import Addition, Question, QuestionId
from booking.ports.bookings import Page


class Outbox(Protocol):
    async def add(self, messages: Sequence[Message]) -> None:
        """Promises them; those whose key is known already stay as they are."""
        ...

    async def pass_over(self, messages: Sequence[Message], at: datetime, why: str) -> None:
        """They were due and are of no use any more: counted as dropped, unless their key is known already."""
        ...

    async def claim(
        self,
        now: datetime,
        *,
        lease_until: datetime,
        limit: int,
        lane: Lane = Lane.PROMPT,
        person_id: PersonId | None = None,
    ) -> Sequence[Due]:
        """Due messages of a lane that nobody else has claimed, oldest first, leased to the caller."""
        ...

    async def sent(self, due: Due, at: datetime, channel: str) -> None: ...

    async def dropped(self, due: Due, at: datetime, why: str) -> None: ...

    async def retry(self, due: Due, at: datetime, why: str, *, counted: bool = True) -> None:
        """Gives it back, due again at `at`; not counted, as if it had not been tried."""
        ...

    async def revive(self, person_id: PersonId, since: datetime, at: datetime) -> None:
        """What answers people and found no way to them from `since` on is due again at `at`."""
        ...

    async def ledger(self, page: Page) -> tuple[Sequence[Delivered], str | None]:
        """Who got what, when and how, and why not; the latest first."""
        ...

    async def dropped_since(self, moment: datetime) -> Mapping[str, int]:
        """How many were dropped for which reason."""
        ...


class Pace(Protocol):
    """How fast all processes together may send.

    `reserve` and `hold` are in real time, whatever clock the service goes by.
    """

    async def reserve(self, many: int, *, notice: float = 0.0) -> float:
        """Takes the next slots that are no earlier than in `notice` seconds, a thirtieth of a second apart.

        In how many seconds the first of them is.
        """
        ...

    async def hold(self, seconds: float) -> None:
        """Nobody sends for so long: Telegram has said so."""
        ...

    async def may(self, chat: str, now: datetime, *, gap: timedelta, at_once: int = 1) -> bool:
        """Whether the chat may be written to now; if so it counts.

        It may once in each `gap`; so many `at_once`, if it was left alone before.
        """
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

    async def open(self) -> Sequence[Question]:
        """Everybody's that somebody must still do something about, the oldest first."""
        ...

    async def additions(self, question_id: QuestionId) -> Sequence[Addition]:
        """Who else has said the same, in the order in which they did."""
        ...

    async def additions_of(self, person_id: PersonId) -> Sequence[Addition]: ...

    async def join(self, addition: Addition, messages: Sequence[Message]) -> None:
        """A second one of the same person changes nothing."""
        ...

    async def pass_on(self, question_id: QuestionId, messages: Sequence[Message]) -> None:
        """One that was kept is new now; any other stays as it is."""
        ...

    async def see(self, question_ids: Sequence[QuestionId]) -> None:
        """Those that are new have been seen."""
        ...

    async def settle(self, question: Question) -> None:
        """As it is given; one that is settled already stays as it is."""
        ...

    async def answer(self, question: Question, messages: Sequence[Message]) -> bool:
        """False, and nothing is changed, where it was answered before."""
        ...

    async def forget_before(self, moment: datetime) -> None:
        """Removes what was asked earlier."""
        ...
