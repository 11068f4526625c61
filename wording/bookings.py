"""Bookings, waits and offers in words, and what has happened to them."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.model.bookings import Action, Booking, Change, Status, Wait
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, Resource, ResourceId, ResourceKind, Space
from booking.rules import policy
from wording import dates, names
from wording.speech import Html, Say, as_html

SOON = timedelta(hours=1)


def card(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """The name, when, what for, where, and how it stands."""
    resource = catalogue.resources[booking.resource_id]
    space = catalogue.space_of(resource)
    when = dates.capital(_when(booking.interval, resource, space, now, say))
    lines = [
        say("<b>{name}</b>", name=resource.name),
        as_html(when),
        as_html(booking.title),
        as_html(names.with_commas(filter(None, (space.name, space.address)))),
        status(booking, catalogue, now, say),
        _check_in_hint(booking, resource, space, now, say),
    ]
    return Html("\n".join(filter(None, lines)))


def status(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> Html | None:
    """How it stands, where that is not plain: nothing for one that is simply booked."""
    match booking.status_at(now):
        case Status.HELD:
            until = booking.held_until or booking.interval.start
            return say("Held for you until {until}.", until=dates.moment(until, catalogue.home, now, say))
        case Status.CHECKED_IN:
            return say("You are checked in.")
        case Status.ENDED:
            return say("It is over.")
        case Status.CANCELLED:
            return say("It is cancelled.")
        case Status.NO_SHOW:
            return say("Nobody checked in, so it was freed for others.")
        case _:
            return None


def told(
    booking: Booking, last: Change | None, catalogue: Catalogue, now: datetime, say: Say, *, by: str | None
) -> Html:
    """The card under a heading that says what has just happened, and who did it: None for oneself."""
    action = last.action if last else Action.MADE
    head = done(action, say) if by is None else _news(action, say, who=by or who_did(last, say))
    return Html(f"{head}\n\n{card(booking, catalogue, now, say)}")


def who_did(last: Change | None, say: Say) -> str:
    """Where their name is not known."""
    by_staff = last is None or last.actor.is_staff or last.actor.person_id is None
    return say.plain("The administration") if by_staff else say.plain("Your contact person")


def done_for(name: str, action: Action, line: Html, say: Say) -> Html:
    """To whoever did something with the booking of another: `Bestilt for Kari Nordmann:` and which."""
    return {
        Action.MADE: say("Booked for {name}:\n{booking}", name=name, booking=line),
        Action.MOVED: say("Changed for {name}. It is now:\n{booking}", name=name, booking=line),
        Action.CANCELLED: say("Cancelled for {name}:\n{booking}", name=name, booking=line),
        Action.CHECKED_IN: say("{name} is checked in:\n{booking}", name=name, booking=line),
        Action.ENDED: say("Ended for {name}:\n{booking}", name=name, booking=line),
        Action.RESTORED: say("{name} has it again:\n{booking}", name=name, booking=line),
    }.get(action, say("Changed for {name}. It is now:\n{booking}", name=name, booking=line))


def one_line(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """`Drivhuset fredag 27. november kl. 10–12`, the name in bold."""
    resource = catalogue.resources[booking.resource_id]
    when = _when(booking.interval, resource, catalogue.space_of(resource), now, say)
    return say("<b>{name}</b>, {when}", name=resource.name, when=when)


def button_line(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> str:
    """`fre. 27. nov. kl. 10–12 Drivhuset`."""
    return _short(booking.resource_id, booking.interval, catalogue, now, say)


def wait_line(wait: Wait, catalogue: Catalogue, now: datetime, say: Say) -> str:
    """As `button_line`."""
    return _short(wait.resource_id, wait.interval, catalogue, now, say)


def reminder(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """The card under how soon it starts."""
    until = booking.interval.start
    soon = dates.remaining(until, now, say)
    if until <= now:
        head = say("It has begun.")
    elif until - now <= SOON:
        head = say("It starts soon, {soon}.", soon=soon)
    else:
        head = say("It starts {soon}.", soon=soon)
    return Html(f"{head}\n\n{card(booking, catalogue, now, say)}")


def offer(booking: Booking, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """A range that was waited for, and until when it is held."""
    until = booking.held_until or booking.interval.start
    return say(
        "This is free now: {booking}\nTake it before {until}. After that the next in line is asked.",
        booking=one_line(booking, catalogue, now, say),
        until=dates.moment(until, catalogue.home, now, say),
    )


def _when(interval: Interval, resource: Resource, space: Space, now: datetime, say: Say) -> str:
    return dates.when(interval, space, now, say, in_parts=resource.kind is ResourceKind.DESK)


def _short(resource_id: ResourceId, interval: Interval, catalogue: Catalogue, now: datetime, say: Say) -> str:
    resource = catalogue.resources[resource_id]
    space = catalogue.space_of(resource)
    return say.plain(
        "{day} {hours} {name}",
        day=dates.short_or_soon(space.today(interval.start), space.today(now), say),
        hours=dates.hours(interval, space, say),
        name=resource.name,
    )


def _check_in_hint(
    booking: Booking, resource: Resource, space: Space, now: datetime, say: Say
) -> Html | None:
    """From when to when, while it is still to be done."""
    window = policy.check_in_window(resource, booking)
    if window is None or booking.status_at(now) is not Status.CONFIRMED or window.end <= now:
        return None
    hours = dates.hours(window, space, say)
    if policy.no_show_at(resource, booking) is None:
        return say("Check in {hours}.", hours=hours)
    return say("Check in {hours}, or it is freed for others.", hours=hours)


def done(action: Action, say: Say) -> Html:
    """What oneself has just done."""
    return {
        Action.MADE: say("Booked."),
        Action.TAKEN: say("Booked. It is yours."),
        Action.MOVED: say("Changed."),
        Action.CANCELLED: say("Cancelled."),
        Action.CHECKED_IN: say("Checked in. Welcome!"),
        Action.ENDED: say("Ended. Thank you for freeing it."),
        Action.RESTORED: say("It is yours again."),
        Action.DECLINED: say("You said no, so the next in line is asked."),
    }.get(action, say("Changed."))


def _news(action: Action, say: Say, *, who: str) -> Html:
    """What somebody else has done, or nobody."""
    return {
        Action.MADE: say("{who} has booked this for you:", who=who),
        Action.MOVED: say("{who} has moved your booking. It is now:", who=who),
        Action.CANCELLED: say("{who} has cancelled your booking:", who=who),
        Action.RESTORED: say("{who} has given you this back:", who=who),
        Action.NO_SHOW: say("Nobody checked in, so your booking was freed for others:"),
        Action.LAPSED: say("The time to say yes is over, so the next in line is asked:"),
    }.get(action, say("{who} has changed your booking. It is now:", who=who))
