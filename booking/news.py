"""A message and how things stand as it is sent, and whether it is still of use then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.advising import Advising
from booking.closures import Closures
from booking.model.announcements import AnnouncementId
from booking.model.bookings import Booking, BookingId, Change, SeriesId, Status
from booking.model.calendars import CalendarId
from booking.model.events import EventId, RegistrationId
from booking.model.guidance import UNTOLD, Appointment, AppointmentId, Case, CaseId
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose
from booking.model.papers import TaskId
from booking.model.people import Person, PersonId
from booking.model.questions import QuestionId
from booking.news_item import News
from booking.ports import (
    Announcements,
    Bookings,
    Calendars,
    Cards,
    Cases,
    Events,
    Intakes,
    People,
    Plans,
    Questions,
    Tasks,
)

SHOWN = 6
"""Free times that are shown at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Where what a message is about is found."""

    bookings: Bookings
    people: People
    cards: Cards
    questions: Questions
    events: Events
    announcements: Announcements
    cases: Cases
    tasks: Tasks
    plans: Plans
    advising: Advising
    calendars: Calendars
    intakes: Intakes
    idea_of: Callable[[Case], Awaitable[str]]
    closures: Closures

    async def news(self, message: Message, now: datetime) -> News | None:
        """None where there is nobody to tell."""
        person = await self.people.get(message.person_id)
        if person is None or person.erased_at is not None:
            return None
        facts = await self._sources().get(message.purpose, self._of_booking)(message, now)
        return News(message=message, person=person, now=now, **facts)  # type: ignore[arg-type]

    def _sources(self) -> Mapping[Purpose, Source]:
        return {
            Purpose.CLOSED: self._of_closing,
            Purpose.MEETING_CLOSED: self._of_meeting_closed,
            Purpose.SERIES: self._of_series,
            Purpose.QUESTION: self._of_question,
            Purpose.ANSWER: self._of_question,
            Purpose.UNDELIVERED: self._of_question,
            Purpose.ADDITION: self._of_addition,
            Purpose.PLACE: self._of_registration,
            Purpose.PLACE_OFFER: self._of_registration,
            Purpose.EVENT_NEWS: self._of_event,
            Purpose.EVENT_REMINDER: self._of_event,
            Purpose.THANKS: self._of_event,
            Purpose.ANNOUNCEMENT: self._of_announcement,
            Purpose.UNREACHABLE: self._of_person,
            Purpose.GUIDANCE: self._of_case,
            Purpose.GUIDANCE_NEWS: self._of_case,
            Purpose.CHECK_UP: self._of_case,
            Purpose.INTAKE: self._of_intake,
            Purpose.APPOINTMENT: self._of_appointment,
            Purpose.APPOINTMENT_REMINDER: self._of_appointment,
            Purpose.APPOINTMENT_OVER: self._of_appointment,
            Purpose.TASK: self._of_task,
            Purpose.OWN_CALENDAR: self._of_own_calendar,
        }

    async def _of_booking(self, message: Message, _now: datetime) -> Facts:
        booking_id = BookingId(message.subject)
        history = await self.bookings.history(booking_id)
        last = history[-1] if history else None
        return {
            "booking": await self.bookings.get(booking_id),
            "last": last,
            "by": await self._other(last, message),
            "card": await self.cards.of(booking_id, message.person_id),
        }

    async def _other(self, last: Change | None, message: Message) -> Person | None:
        """Who made the change, where that is somebody else than who is told, and still known."""
        actor = last.actor.person_id if last else None
        by = await self.people.get(actor) if actor and actor != message.person_id else None
        return by if by is not None and by.erased_at is None else None

    async def _of_closing(self, message: Message, now: datetime) -> Facts:
        """What was lost of the booking, and what could be had for it now."""
        facts = await self._of_booking(message, now)
        last = facts["last"]
        if not isinstance(last, Change) or last.before is None:
            return facts
        lost = lost_of(last.before, last.after)
        holder = await self.people.get(message.person_id)
        return {**facts, **await self.closures.about(last.before.resource_id, lost, holder, now)}

    async def _of_meeting_closed(self, message: Message, now: datetime) -> Facts:
        facts = dict(await self._of_appointment(message, now))
        meeting = facts.get("appointment")
        if isinstance(meeting, Appointment) and meeting.room_id is not None:
            facts["closure"] = await self.closures.over(meeting.room_id, meeting.interval, now)
        return facts

    async def _of_series(self, message: Message, now: datetime) -> Facts:
        series_id = SeriesId(message.subject)
        left = await self.bookings.in_series(series_id, now)
        history = await self.bookings.history(left[0].id) if left else ()
        last = history[-1] if history else None
        return {
            "series": await self.bookings.series(series_id),
            "bookings": left,
            "last": last,
            "by": await self._other(last, message),
        }

    async def _of_question(self, message: Message, _now: datetime) -> Facts:
        question = await self.questions.get(QuestionId(message.subject))
        asker = await self.people.get(question.person_id) if question else None
        return {"question": question, "asker": asker}

    async def _of_addition(self, message: Message, _now: datetime) -> Facts:
        """`asker` is who says the same."""
        number, _, person_id = message.subject.partition("+")
        question_id = QuestionId(number)
        said = [each for each in await self.questions.additions(question_id) if each.person_id == person_id]
        return {
            "question": await self.questions.get(question_id),
            "asker": await self.people.get(PersonId(person_id)),
            "addition": said[0] if said else None,
        }

    async def _of_registration(self, message: Message, _now: datetime) -> Facts:
        registration = await self.events.registration(RegistrationId(message.subject))
        if registration is None:
            return {}
        by = await self.events.changed_by(registration.id, registration.revision)
        somebody = by.person_id if by and by.person_id != registration.person_id else None
        return {
            "by": await self.people.get(somebody) if somebody else None,
            "event": await self.events.get(registration.event_id),
            "registration": registration,
            "registrations": await self.events.registrations(registration.event_id),
        }

    async def _of_event(self, message: Message, _now: datetime) -> Facts:
        event_id = EventId(message.subject)
        registration = await self.events.registration_of(event_id, message.person_id)
        is_new = message.purpose is Purpose.EVENT_NEWS
        return {
            "event": await self.events.get(event_id),
            "registration": registration,
            "was": await self.events.before(event_id, message.revision) if is_new else None,
        }

    async def _of_announcement(self, message: Message, _now: datetime) -> Facts:
        return {"announcement": await self.announcements.get(AnnouncementId(message.subject))}

    async def _of_person(self, message: Message, _now: datetime) -> Facts:
        return {"about": await self.people.get(PersonId(message.subject))}

    async def _of_case(self, message: Message, _now: datetime) -> Facts:
        facts = dict(await self._about_case(CaseId(message.subject)))
        case = facts.get("case")
        is_advisers = message.purpose is Purpose.GUIDANCE and isinstance(case, Case)
        if is_advisers and isinstance(case, Case) and case.adviser_id == message.person_id:
            facts["idea"] = await self.idea_of(case)
        if isinstance(case, Case) and case.adviser_id and facts.get("appointment") is None:
            plan = await self.plans.of(case.adviser_id)
            free = await self.advising.times(plan, case.meeting, SHOWN) if case.chooses_freely else ()
            facts["times"] = case.offered or free
        return facts

    async def _of_intake(self, message: Message, _now: datetime) -> Facts:
        person = await self.people.get(PersonId(message.subject))
        account = person.telegram_id if person else None
        return {"intake": await self.intakes.of(account) if account is not None else None}

    async def _of_appointment(self, message: Message, _now: datetime) -> Facts:
        meeting = await self.cases.appointment(AppointmentId(message.subject))
        if meeting is None:
            return {}
        return {
            **await self._about_case(meeting.case_id),
            "appointment": meeting,
            "adviser": await self.people.get(meeting.adviser_id),
            "link": (await self.plans.of(meeting.adviser_id)).link,
        }

    async def _of_task(self, message: Message, _now: datetime) -> Facts:
        task = await self.tasks.get(TaskId(message.subject))
        return {**await self._about_case(task.case_id), "task": task} if task else {}

    async def _of_own_calendar(self, message: Message, _now: datetime) -> Facts:
        return {"own_calendar": await self.calendars.get(CalendarId(message.subject))}

    async def _about_case(self, case_id: CaseId) -> Facts:
        case = await self.cases.get(case_id)
        if case is None:
            return {}
        history = await self.cases.history(case_id)
        booked = (each for each in await self.cases.appointments(case_id) if each.state == "booked")
        return {
            "case": case,
            "told_revision": max(c.after.revision for c in history if c.action not in UNTOLD),
            "about": await self.people.get(case.person_id),
            "adviser": await self.people.get(case.adviser_id) if case.adviser_id else None,
            "appointment": next(booked, None),
            "link": (await self.plans.of(case.adviser_id)).link if case.adviser_id else "",
        }


def lost_of(before: Booking, after: Booking) -> Interval:
    """What is left of it, where it was cut short; else all."""
    is_cut = after.status is Status.ENDED and after.interval.end < before.interval.end
    return Interval(after.interval.end, before.interval.end) if is_cut else before.interval


Facts = Mapping[str, object]
Source = Callable[[Message, datetime], Awaitable[Facts]]


def matters_at(news: News) -> datetime | None:
    """When an offer lapses, or a meeting begins; None for what is not about a time."""
    match news.message.purpose:
        case Purpose.OFFER:
            return news.booking.held_until if news.booking else None
        case Purpose.PLACE_OFFER:
            return news.registration.offered_until if news.registration else None
        case Purpose.APPOINTMENT:
            return news.appointment.interval.start if news.appointment else None
        case _:
            return min((each.start for each in news.times), default=None)


def wanted_at(news: News) -> datetime | None:
    """When the person wants to be reminded of a room; None for whatever is sent when it is due."""
    message, booking = news.message, news.booking
    if message.purpose is not Purpose.REMINDER or not message.offset or booking is None:
        return None
    return booking.interval.start - timedelta(minutes=news.person.wishes.room_minutes)
