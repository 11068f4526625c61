"""What people hear of by themselves, in the same words by every channel."""

from __future__ import annotations

from booking.delivery import News
from booking.model.bookings import Booking, Series
from booking.model.messages import Purpose
from booking.model.spaces import Catalogue
from wording import (
    announcements,
    asking_guidance,
    bookings,
    closings,
    events,
    guidance,
    own_calendars,
    questions,
    series,
)
from wording.speech import Html, Say


def told(news: News, catalogue: Catalogue, say: Say) -> Html:
    """Chosen now, from how things stand now. Raises LookupError where there is nothing to tell."""
    if news.message.purpose is Purpose.CLOSED:
        return closings.told(news, catalogue, say)
    if news.message.purpose is Purpose.MEETING_CLOSED:
        return closings.told_adviser(news, catalogue, say)
    if news.own_calendar is not None:
        return own_calendars.told(news.own_calendar, say)
    if news.message.purpose is Purpose.INTAKE:
        return asking_guidance.reminder(say)
    return guidance.told(news, catalogue, say) if news.case is not None else _told(news, catalogue, say)


def _told(news: News, catalogue: Catalogue, say: Say) -> Html:
    match news.message.purpose:
        case Purpose.SERIES if news.series is not None:
            return _of_series(news.series, news, catalogue, say)
        case _ if news.question is not None:
            return questions.told(news, catalogue.home, say)
        case Purpose.ANNOUNCEMENT if news.announcement is not None:
            return announcements.letter(news.announcement)
        case _ if news.event is not None or news.about is not None:
            return events.told(news, catalogue, say)
        case _ if news.booking is not None:
            return _of_booking(news.booking, news, catalogue, say)
        case _:
            raise LookupError(f"no words for {news.message.key}")


def _of_series(of: Series, news: News, catalogue: Catalogue, say: Say) -> Html:
    """Under who did it, where that is somebody else."""
    said = series.summary(of, news.bookings, catalogue, news.now, say)
    if news.by is None or news.last is None:
        return said
    return Html(f"{bookings.news_of(news.last.action, say, who=news.by.name)}\n\n{said}")


def _of_booking(booking: Booking, news: News, catalogue: Catalogue, say: Say) -> Html:
    match news.message.purpose:
        case Purpose.OFFER:
            offer = bookings.offer(booking, catalogue, news.now, say)
            return Html(f"{events.last_call(say)}\n{offer}") if news.message.offset else offer
        case Purpose.CARD if news.message.closes_card:
            return bookings.card(booking, catalogue, news.now, say)
        case Purpose.REMINDER:
            return bookings.reminder(booking, catalogue, news.now, say)
        case _:
            by_oneself = news.last is not None and news.last.actor.person_id == booking.person_id
            by = None if by_oneself else news.by.name if news.by else ""
            return bookings.told(booking, news.last, catalogue, news.now, say, by=by)
