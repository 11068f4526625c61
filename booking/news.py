"""A message and how things stand as it is sent, and whether it is still of use then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.model.announcements import Announcement, AnnouncementId, Sending
from booking.model.bookings import Booking, BookingId, Change, Series, SeriesId, Status
from booking.model.events import IN, Event, EventId, EventState, Registration, RegistrationId, Standing
from booking.model.messages import Message, Origin, Purpose
from booking.model.people import Person, PersonId, Reminding
from booking.model.questions import Question, QuestionId
from booking.ports import Announcements, Bookings, Cards, Events, People, Questions
from booking.rules import telling

OF_USE = timedelta(hours=1)
"""How late a reminder may come of what has begun by the time it is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """`card` is the chat message that shows the booking. `about` is the person that it is about."""

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
    event: Event | None = None
    registration: Registration | None = None
    registrations: Sequence[Registration] = ()
    announcement: Announcement | None = None
    about: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Where what a message is about is found."""

    bookings: Bookings
    people: People
    cards: Cards
    questions: Questions
    events: Events
    announcements: Announcements

    async def news(self, message: Message, now: datetime) -> News | None:
        """None where there is nobody to tell."""
        person = await self.people.get(message.person_id)
        if person is None or person.erased_at is not None:
            return None
        facts = await self._sources().get(message.purpose, self._of_booking)(message, now)
        return News(message=message, person=person, now=now, **facts)  # type: ignore[arg-type]

    def _sources(self) -> Mapping[Purpose, Source]:
        return {
            Purpose.SERIES: self._of_series,
            Purpose.QUESTION: self._of_question,
            Purpose.ANSWER: self._of_question,
            Purpose.PLACE: self._of_registration,
            Purpose.PLACE_OFFER: self._of_registration,
            Purpose.EVENT_NEWS: self._of_event,
            Purpose.EVENT_REMINDER: self._of_event,
            Purpose.THANKS: self._of_event,
            Purpose.ANNOUNCEMENT: self._of_announcement,
            Purpose.UNREACHABLE: self._of_person,
        }

    async def _of_booking(self, message: Message, _now: datetime) -> Facts:
        booking_id = BookingId(message.subject)
        history = await self.bookings.history(booking_id)
        return {
            "booking": await self.bookings.get(booking_id),
            "last": history[-1] if history else None,
            "card": await self.cards.of(booking_id, message.person_id),
        }

    async def _of_series(self, message: Message, now: datetime) -> Facts:
        series_id = SeriesId(message.subject)
        return {
            "series": await self.bookings.series(series_id),
            "bookings": await self.bookings.in_series(series_id, now),
        }

    async def _of_question(self, message: Message, _now: datetime) -> Facts:
        question = await self.questions.get(QuestionId(message.subject))
        asker = await self.people.get(question.person_id) if question else None
        return {"question": question, "asker": asker}

    async def _of_registration(self, message: Message, _now: datetime) -> Facts:
        registration = await self.events.registration(RegistrationId(message.subject))
        if registration is None:
            return {}
        return {
            "event": await self.events.get(registration.event_id),
            "registration": registration,
            "registrations": await self.events.registrations(registration.event_id),
        }

    async def _of_event(self, message: Message, _now: datetime) -> Facts:
        event_id = EventId(message.subject)
        registration = await self.events.registration_of(event_id, message.person_id)
        return {"event": await self.events.get(event_id), "registration": registration}

    async def _of_announcement(self, message: Message, _now: datetime) -> Facts:
        return {"announcement": await self.announcements.get(AnnouncementId(message.subject))}

    async def _of_person(self, message: Message, _now: datetime) -> Facts:
        return {"about": await self.people.get(PersonId(message.subject))}


Facts = Mapping[str, object]
Source = Callable[[Message, datetime], Awaitable[Facts]]


def stale(news: News) -> str:
    """Why it is no longer of use as things stand; empty where it is."""
    return _STALE.get(news.message.purpose, _booking)(news)


def _booking(news: News) -> str:
    message, booking = news.message, news.booking
    if booking is None:
        return "no such booking"
    if booking.revision != message.revision:
        return "superseded"
    if message.purpose is Purpose.REMINDER:
        return _reminder(news, booking)
    if message.purpose is Purpose.OFFER:
        if message.offset and Reminding.OFFER in news.person.wishes.unwanted:
            return "not wanted"
        return "" if booking.is_active_at(news.now) else "too late"
    return ""


def _reminder(news: News, booking: Booking) -> str:
    if Reminding.ROOM in news.person.wishes.unwanted:
        return "not wanted"
    wanted, last = wanted_at(news), news.last
    if wanted is not None and last is not None and wanted - last.at < telling.NEEDLESS_WITHIN:
        return "needless"  # the booking was made or moved minutes before
    start, due = booking.interval.start, news.message.due_at
    # A desk of the whole day is had from before anybody wants to be told.
    until = start if due < start else due + OF_USE
    return "" if booking.status is Status.CONFIRMED and news.now < until else "too late"


def wanted_at(news: News) -> datetime | None:
    """When the person wants to be reminded of a room; None for whatever is sent when it is due."""
    message, booking = news.message, news.booking
    if message.purpose is not Purpose.REMINDER or not message.offset or booking is None:
        return None
    return booking.interval.start - timedelta(minutes=news.person.wishes.room_minutes)


def _series(news: News) -> str:
    return "" if news.series else "no such series"


def _question(news: News) -> str:
    if news.question is None or news.asker is None:
        return "no such question"
    answered = news.question.answered_at is not None
    return "answered" if news.message.purpose is Purpose.QUESTION and answered else ""


def _place(news: News) -> str:
    registration = news.registration
    if registration is None or news.event is None:
        return "no such registration"
    if registration.revision != news.message.revision:
        return "superseded"
    of_offer = news.message.purpose is Purpose.PLACE_OFFER or registration.standing is Standing.LAPSED
    if of_offer and not news.event.is_on:
        return "cancelled"
    until = registration.offered_until
    if news.message.purpose is Purpose.PLACE_OFFER and (
        until is None or min(until, news.event.closes_at) <= news.now
    ):
        return "too late"
    if news.message.offset and Reminding.OFFER in news.person.wishes.unwanted:
        return "not wanted"
    return ""


def _event_news(news: News) -> str:
    event, registration = news.event, news.registration
    if event is None or registration is None or registration.standing not in IN:
        return "not signed up"
    if event.schedule != news.message.revision:
        return "superseded"
    return "too late" if event.interval.end <= news.now else ""


def _event_reminder(news: News) -> str:
    event, registration = news.event, news.registration
    if event is None or registration is None or registration.standing is not Standing.GOING:
        return "not signed up"
    if not event.is_on:
        return "cancelled"
    if event.schedule != news.message.revision:
        return "superseded"
    return "too late" if event.interval.start <= news.now else ""


def _thanks(news: News) -> str:
    return "" if news.event is not None and news.event.state is EventState.HELD else "not held"


def _announcement(news: News) -> str:
    if news.announcement is None:
        return "no such announcement"
    return "stopped" if news.announcement.state is Sending.STOPPED else ""


def _unreachable(news: News) -> str:
    return "" if news.about is not None and not news.about.reachable else "reached again"


_STALE: Mapping[Purpose, Callable[[News], str]] = {
    Purpose.SERIES: _series,
    Purpose.QUESTION: _question,
    Purpose.ANSWER: _question,
    Purpose.PLACE: _place,
    Purpose.PLACE_OFFER: _place,
    Purpose.EVENT_NEWS: _event_news,
    Purpose.EVENT_REMINDER: _event_reminder,
    Purpose.THANKS: _thanks,
    Purpose.ANNOUNCEMENT: _announcement,
    Purpose.UNREACHABLE: _unreachable,
}
