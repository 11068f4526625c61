"""What people hear of by themselves: cards, news, reminders, offers, summaries of a series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from booking.delivery import News
from booking.model.bookings import Action, Booking
from booking.model.guidance import AppointmentState, Case
from booking.model.messages import Purpose
from booking.model.spaces import Catalogue
from booking.reserving import UNDO_WITHIN
from booking.rules.doors import Addresses
from bot import buttons
from bot.buttons import Place
from bot.screen import Row, Says, Screen, in_rows, key
from bot.screens import (
    advising,
    announcing,
    asking_guidance,
    cards,
    events,
    guidance,
    questions,
    refused,
)
from wording import Say, speak
from wording.news import told

UNDOABLE = frozenset(
    {
        Action.MADE,
        Action.RESTORED,
        Action.TAKEN,
        Action.MOVED,
        Action.CANCELLED,
        Action.CHECKED_IN,
        Action.ENDED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Pages of ours: those that need no password, and where the pages of the administration are."""

    addresses: Addresses | None = None
    pages: str = ""


def screen(news: News, catalogue: Catalogue, ways: Ways = Ways(), *, once: str) -> Screen:
    """The words are chosen now, from how things stand now."""
    say = speak(news.person.language)
    if news.message.purpose in {Purpose.SERIES, Purpose.INTAKE}:
        is_series = news.message.purpose is Purpose.SERIES
        return _series(news, catalogue, say) if is_series else asking_guidance.reminder(say, once=once)
    if news.case is not None or news.own_calendar is not None:
        return Screen(
            text=told(news, catalogue, say), rows=_of_case(news, _here(news, catalogue, ways, once))
        )
    if news.event is not None or news.about is not None:
        return Screen(
            text=told(news, catalogue, say), rows=events.of_news(news, say, ways.addresses, once=once)
        )
    if news.announcement is not None:
        return announcing.got(news.announcement, say)
    if news.question is not None:
        text = told(news, catalogue, say)
        to_staff = news.message.purpose in {Purpose.QUESTION, Purpose.ADDITION}
        return questions.to_staff(text, news.question, say) if to_staff else Screen(text=text)
    return _of_booking(news, catalogue, say, once=once)


def _here(news: News, catalogue: Catalogue, ways: Ways, once: str) -> guidance.Here:
    say = speak(news.person.language)
    return guidance.Here(catalogue=catalogue, now=news.now, say=say, once=once, pages=ways.pages)


def _of_case(news: News, here: guidance.Here) -> tuple[Row, ...]:
    case, meeting = news.case, news.appointment
    if case is None:
        return ()
    match news.message.purpose:
        case Purpose.CHECK_UP:
            return guidance.check_up(case, news.message.offset, here.say, once=here.once)
        case Purpose.TASK if news.task is not None:
            return ((key(here.say.plain("Done"), buttons.FinishTask(task=news.task.id)),),)
        case Purpose.APPOINTMENT_OVER if meeting is not None:
            return advising.took_place(meeting, here.say, once=here.once)
        case _:
            return _ways_on(news, case, here)


def _ways_on(news: News, case: Case, here: guidance.Here) -> tuple[Row, ...]:
    """What each of the two can do next."""
    meeting = news.appointment
    if meeting is not None and meeting.state is not AppointmentState.BOOKED:
        meeting = None
    if news.person.id != case.person_id:
        return advising.actions(case, meeting, here)
    return guidance.actions(case, meeting, news.times, here)


def _of_booking(news: News, catalogue: Catalogue, say: Say, *, once: str) -> Screen:
    booking = news.booking
    if booking is None:
        raise LookupError(f"no booking {news.message.subject}")
    match news.message.purpose:
        case Purpose.CLOSED:
            return _closed(news, catalogue, say, once=once)
        case Purpose.OFFER:
            return _offer(booking, news, catalogue, say, once=once)
        case Purpose.REMINDER:
            rows = cards.actions(booking, catalogue, news.now, say, once=once)
            return Screen(text=told(news, catalogue, say), rows=rows)
        case _:
            return _card(booking, news, catalogue, say, once=once)


def _card(booking: Booking, news: News, catalogue: Catalogue, say: Say, *, once: str) -> Screen:
    rows = cards.actions(booking, catalogue, news.now, say, once=once)
    return Screen(text=told(news, catalogue, say), rows=_undo(booking, news, say, once=once) + rows)


def _undo(booking: Booking, news: News, say: Say, *, once: str) -> tuple[Row, ...]:
    last = news.last
    if last is None or last.action not in UNDOABLE or last.actor.person_id != booking.person_id:
        return ()
    if news.now - last.at > UNDO_WITHIN - timedelta(minutes=1) or booking.interval.end <= news.now:
        return ()
    undo = buttons.Undo(booking=booking.id, revision=booking.revision, once=once)
    return ((key(say.plain("Undo"), undo, Says.BACK),),)


def _offer(booking: Booking, news: News, catalogue: Catalogue, say: Say, *, once: str) -> Screen:
    take = buttons.TakeOffer(booking=booking.id, once=once)
    decline = buttons.DeclineOffer(booking=booking.id, once=once)
    text = told(news, catalogue, say)
    yes, no = key(say.plain("Take it"), take, Says.YES), key(say.plain("No, thanks"), decline, Says.NO)
    return Screen(text=text, rows=((yes, no),))


def _closed(news: News, catalogue: Catalogue, say: Say, *, once: str) -> Screen:
    """Each alternative is booked with one tap."""
    keys = [refused.book_key(each, catalogue, news.now, say, once=once) for each in news.instead]
    return Screen(text=told(news, catalogue, say), rows=in_rows(keys, 1))


def _series(news: News, catalogue: Catalogue, say: Say) -> Screen:
    if news.series is None:
        raise LookupError(f"no series {news.message.subject}")
    text = told(news, catalogue, say)
    rows: tuple[Row, ...] = ((key(say.plain("My bookings"), buttons.GoTo(place=Place.MINE)),),)
    if news.bookings:
        cancel = buttons.PickSpan(booking=news.bookings[0].id, cancel=True)
        rows = ((key(say.plain("Cancel"), cancel), *rows[0]),)
    return Screen(text=text, rows=rows)
