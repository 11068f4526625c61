"""Bookings, series, waits and offers in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from booking.model.bookings import (
    Action,
    Booking,
    Change,
    Recurrence,
    Repeat,
    Series,
    Status,
    Wait,
)
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, ResourceId
from wording import dates
from wording.speech import Html, Say


def card(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """The name, when, what for, where, and how it stands."""
    resource = catalogue.resources[booking.resource_id]
    space = catalogue.space_of(resource)
    lines = [say("<b>{name}</b>", name=resource.name)]
    lines.append(_sentence(dates.when(booking.interval, space, now, say), say))
    if booking.title:
        lines.append(say("{title}", title=booking.title))
    status = _status(booking.status_at(now), say)
    if status:
        lines.append(status)
    if resource.policy.check_in is not None and booking.status_at(now) is Status.CONFIRMED:
        minutes = int(resource.policy.check_in.closes.total_seconds()) // 60
        lines.append(say("Check in within {n} minutes of the start, or it is freed for others.", n=minutes))
    return Html("\n".join(lines))


def told(
    booking: Booking, last: Change | None, catalogue: Catalogue, now: datetime, say: Say, *, by_oneself: bool
) -> Html:
    """The card under a heading that says what has just happened."""
    head = _heading(last.action if last else Action.MADE, say, by_oneself=by_oneself)
    return Html(f"{head}\n{card(booking, catalogue, now, say)}")


def one_line(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    resource = catalogue.resources[booking.resource_id]
    when = dates.when(booking.interval, catalogue.space_of(resource), now, say)
    return say("<b>{name}</b> {when}", name=resource.name, when=when)


def button_line(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> str:
    """`fre. 27. nov. kl. 10–12 Drivhuset`."""
    return _short(booking.resource_id, booking.interval, catalogue, now, say)


def wait_line(wait: Wait, catalogue: Catalogue, now: datetime, say: Say) -> str:
    return _short(wait.resource_id, wait.interval, catalogue, now, say)


def reminder(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    return Html(f"{say('It starts soon.')}\n{card(booking, catalogue, now, say)}")


def offer(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """A range that was waited for, and until when it is held."""
    line = one_line(booking, catalogue, now, say)
    until = booking.held_until or booking.interval.start
    held = dates.moment(until, catalogue.home, now, say)
    return say(
        "It is free now: {booking}\nI hold it for you until {until}. Do you want it?",
        booking=line,
        until=held,
    )


def series_head(
    resource_id: ResourceId, rule: Recurrence, catalogue: Catalogue, now: datetime, say: Say
) -> Html:
    """`Drivhuset hver tirsdag kl. 11–12, fra … til og med …`."""
    space = catalogue.home
    today = space.today(now)
    hours = say.plain("all day")
    if rule.start is not None and rule.end is not None:
        hours = dates.clock_hours(rule.start, rule.end, say)
    return say(
        "<b>{name}</b> {every} {hours}, {first} to {until}",
        name=catalogue.resources[resource_id].name,
        every=every(rule, say),
        hours=hours,
        first=dates.full_day(rule.first, today, say),
        until=dates.full_day(rule.until, today, say),
    )


def series_summary(
    series: Series, bookings: Sequence[Booking], catalogue: Catalogue, now: datetime, say: Say
) -> Html:
    head = series_head(series.resource_id, series.recurrence, catalogue, now, say)
    if not bookings:
        return say("{series}\nNothing is booked any more.", series=head)
    count = say.many("{n} booking", "{n} bookings", len(bookings))
    first = one_line(bookings[0], catalogue, now, say)
    return say("{series}\n{count}. The next: {first}", series=head, count=count, first=first)


def every(rule: Recurrence, say: Say) -> str:
    """`hver tirsdag`."""
    weekday = dates.weekday_name(rule.first, say)
    return {
        Repeat.DAY: say.plain("every day"),
        Repeat.WEEKDAY: say.plain("every weekday"),
        Repeat.WEEK: say.plain("every {weekday}", weekday=weekday),
        Repeat.TWO_WEEKS: say.plain("every second {weekday}", weekday=weekday),
        Repeat.MONTH: say.plain("every month, on the same {weekday}", weekday=weekday),
    }[rule.every]


def _short(resource_id: ResourceId, interval: Interval, catalogue: Catalogue, now: datetime, say: Say) -> str:
    resource = catalogue.resources[resource_id]
    space = catalogue.space_of(resource)
    return say.plain(
        "{day} {hours} {name}",
        day=dates.short_or_soon(space.today(interval.start), space.today(now), say),
        hours=dates.hours(interval, space, say),
        name=resource.name,
    )


def _heading(action: Action, say: Say, *, by_oneself: bool) -> Html:
    if not by_oneself:
        return {
            Action.CANCELLED: say("The administration has cancelled this:"),
            Action.MOVED: say("The administration has moved this:"),
            Action.MADE: say("The administration has booked this for you:"),
            Action.NO_SHOW: say("Nobody checked in, so this is free for others:"),
            Action.LAPSED: say("The offer ran out and goes on to the next:"),
        }.get(action, say("The administration has changed this:"))
    return {
        Action.MADE: say("Booked."),
        Action.TAKEN: say("Booked."),
        Action.MOVED: say("Changed."),
        Action.CANCELLED: say("Cancelled."),
        Action.CHECKED_IN: say("Checked in."),
        Action.ENDED: say("Ended. Thank you for freeing it."),
        Action.RESTORED: say("It is yours again."),
        Action.DECLINED: say("It goes on to the next in line."),
    }.get(action, say("Changed."))


def _status(status: Status, say: Say) -> Html | None:
    return {
        Status.HELD: say("Held for you."),
        Status.CHECKED_IN: say("You are checked in."),
        Status.ENDED: say("It is over."),
        Status.CANCELLED: say("It is cancelled."),
        Status.NO_SHOW: say("It was freed, for nobody came."),
    }.get(status)


def _sentence(text: str, say: Say) -> Html:
    return say("{text}", text=text[:1].upper() + text[1:])
