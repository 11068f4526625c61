"""What is run by time: messages that are due, no-shows, offers that have lapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from booking.model.bookings import Action, Booking, BookingId, Change, Series, SeriesId, Status
from booking.model.interval import Interval
from booking.model.messages import Due, Message, Origin, Purpose, Request
from booking.model.people import Person, PersonId
from booking.model.questions import Question, QuestionId
from booking.model.spaces import LONGEST_BOOKING, Resource
from booking.ports import AlreadyRecorded, Bookings, Cards, Clock, Outbox, People, Questions
from booking.recording import SERVICE, Decided, Recording
from booking.refusals import Stale
from booking.rules import policy

NOT_OF_A_BOOKING = frozenset({Purpose.SERIES, Purpose.QUESTION, Purpose.ANSWER})
LEASE = timedelta(minutes=2)
BATCH = 50
OF_USE = timedelta(hours=1)
"""How late a reminder may come of what has begun by the time it is due."""
GIVE_UP_AFTER = 8
"""Attempts; with the growing pause that is about four hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A message and how things stand as it is sent; `card` is the chat message that shows the booking."""

    message: Message
    person: Person
    now: datetime
    booking: Booking | None = None
    last: Change | None = None
    series: Series | None = None
    bookings: Sequence[Booking] = ()
    card: Origin | None = None
    question: Question | None = None
    asker: Person | None = None


class Unreachable(Exception):
    """They blocked the bot, or never opened it."""


class TryLater(Exception):
    def __init__(self, after: timedelta, why: str) -> None:
        super().__init__(why)
        self.after = after


class Undeliverable(Exception):
    """It can never be sent as it is; the reason is for the operator."""


class Messenger(Protocol):
    """The way to people. Worded where it is sent."""

    async def tell(self, news: News) -> Origin | None:
        """Sends it, and says where it can be seen. Raises Unreachable, TryLater or Undeliverable."""
        ...


class Delivery:
    def __init__(
        self,
        *,
        outbox: Outbox,
        bookings: Bookings,
        people: People,
        cards: Cards,
        questions: Questions,
        messenger: Messenger,
        now: Clock,
    ) -> None:
        self._outbox = outbox
        self._bookings = bookings
        self._people = people
        self._cards = cards
        self._questions = questions
        self._messenger = messenger
        self._now = now

    async def deliver(self, person_id: PersonId | None = None) -> int:
        """Sends what is due, to one person or to all. How many were taken up."""
        now = self._now()
        claimed = await self._outbox.claim(now, lease_until=now + LEASE, limit=BATCH, person_id=person_id)
        for due in claimed:
            await self._deliver(due)
        return len(claimed)

    async def _deliver(self, due: Due) -> None:
        now = self._now()
        news = await self._news(due.message, now)
        why = stale(news) if news else "nobody to tell"
        if news is None or why:
            await self._outbox.dropped(due, now, why)
            return
        try:
            card = await self._messenger.tell(news)
        except Unreachable as reason:
            await self._people.mark_reachable(news.person.id, reachable=False)
            await self._outbox.dropped(due, now, f"unreachable: {reason}")
        except Undeliverable as reason:
            await self._outbox.dropped(due, now, f"undeliverable: {reason}")
        except TryLater as reason:
            await self._later(due, now, reason)
        else:
            await self._outbox.sent(due, now)
            if card and news.booking:
                await self._cards.remember(news.booking.id, news.person.id, card)

    async def _later(self, due: Due, now: datetime, reason: TryLater) -> None:
        if due.attempts >= GIVE_UP_AFTER:
            await self._outbox.dropped(due, now, f"given up: {reason}")
            return
        pause = max(reason.after, timedelta(seconds=2**due.attempts))
        await self._outbox.retry(due, now + pause, str(reason))

    async def _news(self, message: Message, now: datetime) -> News | None:
        person = await self._people.get(message.person_id)
        if person is None or person.telegram_id is None:
            return None
        if message.purpose is Purpose.SERIES:
            series = await self._bookings.series(SeriesId(message.subject))
            bookings = await self._bookings.in_series(SeriesId(message.subject), now)
            return News(message=message, person=person, now=now, series=series, bookings=bookings)
        if message.purpose in {Purpose.QUESTION, Purpose.ANSWER}:
            question = await self._questions.get(QuestionId(message.subject))
            asker = await self._people.get(question.person_id) if question else None
            return News(message=message, person=person, now=now, question=question, asker=asker)
        booking_id = BookingId(message.subject)
        history = await self._bookings.history(booking_id)
        return News(
            message=message,
            person=person,
            now=now,
            booking=await self._bookings.get(booking_id),
            last=history[-1] if history else None,
            card=await self._cards.of(booking_id, person.id),
        )


def stale(news: News) -> str:
    """Why it is no longer of use as things stand; empty where it is."""
    message, booking = news.message, news.booking
    if message.purpose in NOT_OF_A_BOOKING:
        return _stale_otherwise(news)
    if booking is None:
        return "no such booking"
    if booking.revision != message.revision:
        return "superseded"
    if message.purpose is Purpose.REMINDER:
        start, due = booking.interval.start, message.due_at
        # A desk of the whole day is had from before anybody wants to be told.
        until = start if due < start else due + OF_USE
        return "" if booking.status is Status.CONFIRMED and news.now < until else "too late"
    if message.purpose is Purpose.OFFER:
        return "" if booking.is_active_at(news.now) else "too late"
    return ""


def _stale_otherwise(news: News) -> str:
    if news.message.purpose is Purpose.SERIES:
        return "" if news.series else "no such series"
    if news.question is None or news.asker is None:
        return "no such question"
    answered = news.question.answered_at is not None
    return "answered" if news.message.purpose is Purpose.QUESTION and answered else ""


class Releasing:
    """Frees what nobody came to."""

    def __init__(self, recording: Recording, bookings: Bookings, resources: ResourcesInUse) -> None:
        self._recording = recording
        self._bookings = bookings
        self._resources = resources

    async def release_no_shows(self) -> int:
        """Rooms that ask for check-in and got none in time. How many were freed."""
        now = self._recording.now()
        asking = {r.id: r for r in self._resources() if r.policy.check_in is not None}
        if not asking:
            return 0
        started = Interval(now - LONGEST_BOOKING, now)
        found = await self._bookings.not_checked_in(started, list(asking))
        over = [b for b in found if _is_no_show(asking[b.resource_id], b, now)]
        return sum([await self._release(booking, now) for booking in over])

    async def _release(self, booking: Booking, now: datetime) -> bool:
        after = booking.changed(status=Status.NO_SHOW)
        change = Change(action=Action.NO_SHOW, before=booking, after=after, actor=SERVICE, at=now)
        request = Request(key=f"no-show:{booking.id}:{booking.revision}")
        try:
            await self._recording.record(SERVICE, request, Decided(changes=(change,)))
        except (Stale, AlreadyRecorded):
            return False
        return True


class ResourcesInUse(Protocol):
    def __call__(self) -> Sequence[Resource]: ...


def _is_no_show(resource: Resource, booking: Booking, now: datetime) -> bool:
    at = policy.no_show_at(resource, booking)
    return at is not None and at <= now
