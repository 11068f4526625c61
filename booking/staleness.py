"""Whether what was promised is still of use as things stand when it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from booking.model.announcements import Sending
from booking.model.bookings import Booking, Status
from booking.model.events import IN, EventState, Standing
from booking.model.guidance import AppointmentState
from booking.model.messages import Purpose
from booking.model.people import Reminding
from booking.news import wanted_at
from booking.news_item import News
from booking.rules import telling

OF_USE = timedelta(hours=1)
"""How late a reminder may come of what has begun by the time it is due."""


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
        return _offer(news, booking)
    return "no card" if message.closes_card and (news.card is None or not news.person.reachable) else ""


def _offer(news: News, booking: Booking) -> str:
    if news.message.offset and Reminding.OFFER in news.person.wishes.unwanted:
        return "not wanted"
    return "" if booking.is_active_at(news.now) else "too late"


def _reminder(news: News, booking: Booking) -> str:
    kind = Reminding.ROOM if news.message.offset else Reminding.DESK
    if kind in news.person.wishes.unwanted:
        return "not wanted"
    wanted, last = wanted_at(news), news.last
    if wanted is not None and last is not None and wanted - last.at < telling.NEEDLESS_WITHIN:
        return "needless"  # the booking was made or moved minutes before
    start, due = booking.interval.start, news.message.due_at
    # A desk of the whole day is had from before anybody wants to be told.
    until = start if due < start else due + OF_USE
    return "" if booking.status is Status.CONFIRMED and news.now < until else "too late"


def _series(news: News) -> str:
    return "" if news.series else "no such series"


def _question(news: News) -> str:
    if news.question is None or news.asker is None:
        return "no such question"
    to_staff = news.message.purpose in {Purpose.QUESTION, Purpose.ADDITION}
    if news.message.purpose is Purpose.ADDITION and news.addition is None:
        return "no such question"
    return "answered" if to_staff and not news.question.is_open else ""


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


def _guidance(news: News) -> str:
    """Of several changes only the last is told; whoever no longer has it hears nothing of it."""
    case = news.case
    if case is None or news.about is None:
        return "no such case"
    if news.message.revision < news.told_revision:
        return "superseded"
    is_theirs = news.person.id in {case.person_id, case.adviser_id} or news.person.actor.is_staff
    return "" if is_theirs else "not theirs"


def _intake(news: News) -> str:
    if news.intake is None or news.intake.moment != news.message.revision:
        return "taken up"
    return "not wanted" if Reminding.GUIDANCE in news.person.wishes.unwanted else ""


def _check_up(news: News) -> str:
    if news.case is None or news.case.outcome is None:
        return "no outcome"
    return "not wanted" if Reminding.GUIDANCE in news.person.wishes.unwanted else ""


def _appointment(news: News) -> str:
    meeting = news.appointment
    if meeting is None or news.case is None:
        return "no such appointment"
    return "" if meeting.revision == news.message.revision else "superseded"


def _appointment_reminder(news: News) -> str:
    if Reminding.GUIDANCE in news.person.wishes.unwanted:
        return "not wanted"
    if (why := _appointment(news)) or news.appointment is None:
        return why
    if news.appointment.state is not AppointmentState.BOOKED:
        return "cancelled"
    return "too late" if news.appointment.interval.start <= news.now else ""


def _meeting_closed(news: News) -> str:
    meeting = news.appointment
    if meeting is None or news.case is None or news.closure is None:
        return "no longer shut"
    return "" if meeting.state is AppointmentState.BOOKED else "cancelled"


def _appointment_over(news: News) -> str:
    if (why := _appointment(news)) or news.appointment is None:
        return why
    return "" if news.appointment.state is AppointmentState.BOOKED else "answered"


def _task(news: News) -> str:
    if news.task is None or news.case is None:
        return "no such task"
    return "done" if news.task.done_at else ""


def _own_calendar(news: News) -> str:
    if news.own_calendar is None:
        return "no such calendar"
    return "" if news.own_calendar.tellings == news.message.revision else "superseded"


_STALE: Mapping[Purpose, Callable[[News], str]] = {
    Purpose.SERIES: _series,
    Purpose.QUESTION: _question,
    Purpose.ADDITION: _question,
    Purpose.UNDELIVERED: _question,
    Purpose.ANSWER: _question,
    Purpose.PLACE: _place,
    Purpose.PLACE_OFFER: _place,
    Purpose.EVENT_NEWS: _event_news,
    Purpose.EVENT_REMINDER: _event_reminder,
    Purpose.THANKS: _thanks,
    Purpose.ANNOUNCEMENT: _announcement,
    Purpose.UNREACHABLE: _unreachable,
    Purpose.GUIDANCE: _guidance,
    Purpose.GUIDANCE_NEWS: _guidance,
    Purpose.CHECK_UP: _check_up,
    Purpose.INTAKE: _intake,
    Purpose.APPOINTMENT: _appointment,
    Purpose.APPOINTMENT_REMINDER: _appointment_reminder,
    Purpose.APPOINTMENT_OVER: _appointment_over,
    Purpose.MEETING_CLOSED: _meeting_closed,
    Purpose.TASK: _task,
    Purpose.OWN_CALENDAR: _own_calendar,
}
