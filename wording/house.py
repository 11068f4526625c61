"""Who is here, who has what, and being away, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from booking.absence import Freed, Held
from booking.model.bookings import Booking
from booking.model.interval import Interval
from booking.model.people import Person
from booking.model.spaces import Resource, Space
from booking.presence import Here, Taken
from wording import bookings, closings, dates, names
from wording.facts import Facts
from wording.speech import Html, Say

SHOWN = 12


def taken(resource: Resource, found: Sequence[Taken], day: date, facts: Facts) -> Html:
    """`Drivhuset er opptatt i morgen kl. 10–12. Ledig ellers.`"""
    say, space, name = facts.say, facts.space(resource.id), resource.name
    on = dates.on_day(day, space.today(facts.now), say)
    if not found:
        return say("{name} is free {day}.", name=name, day=on)
    hours = names.listed([_by(each, space, say) for each in found], say)
    return say("{name} is taken {day} {hours}. It is free otherwise.", name=name, day=on, hours=hours)


def taken_now(resource: Resource, found: Sequence[Taken], until: datetime | None, facts: Facts) -> Html:
    """`Drivhuset er opptatt til kl. 12 (Ola Gartner).`; free until when, or closed."""
    say, space = facts.say, facts.space(resource.id)
    if found:
        clock = dates.time_of(found[0].interval.end, space, say)
        who = _who(found[0], say)
        if who:
            return say("{name} is taken until {time} ({who}).", name=resource.name, time=clock, who=who)
        return say("{name} is taken until {time}.", name=resource.name, time=clock)
    if until is None:
        return say("{name} is closed now.", name=resource.name)
    clock = dates.time_of(until, space, say)
    return say("{name} is free now, until {time}.", name=resource.name, time=clock)


def here(found: Here, day: date, facts: Facts) -> Html:
    """A line for each who may be named, and how many more there are."""
    say = facts.say
    on = dates.on_day(day, facts.catalogue.home.today(facts.now), say)
    if not found.seen and not found.others:
        return say("Nobody has booked anything {day}.", day=on)
    lines = [_line(person, held, facts) for person, held in found.seen[:SHOWN]]
    hidden = found.others + max(0, len(found.seen) - SHOWN)
    if hidden and lines:
        lines.append(say.many("and {n} more", "and {n} more", hidden))
    elif hidden:
        return say.many(
            "{n} person has booked something {day}, and has not chosen to be seen.",
            "{n} people have booked something {day}, and have not chosen to be seen.",
            hidden,
            day=on,
        )
    head = say("<b>Here {day}</b>", day=on)
    return Html("\n".join((head, *lines)))


def one_person(name: str, held: Sequence[Booking], day: date, facts: Facts) -> Html:
    say = facts.say
    on = dates.on_day(day, facts.catalogue.home.today(facts.now), say)
    if not held:
        return say("{name} has nothing booked {day}.", name=name, day=on)
    return say("{name} has {what} {day}.", name=name, what=_places(held, facts), day=on)


def not_told(name: str, say: Say) -> Html:
    return say(
        "I cannot say whether {name} is here. I only show those who have chosen it in /settings.", name=name
    )


def freed(before: Sequence[Booking], facts: Facts) -> list[Html]:
    """A line for each."""
    say, now = facts.say, facts.now
    shown = [
        say("• {booking}", booking=bookings.one_line(b, facts.catalogue, now, say)) for b in before[:SHOWN]
    ]
    if len(before) > SHOWN:
        shown.append(say.many("and {n} more", "and {n} more", len(before) - SHOWN))
    return shown


def would_free(held: Held, intervals: Sequence[Interval], facts: Facts) -> Html:
    """Before it is done."""
    say = facts.say
    at = stretch(intervals, facts)
    if not held.bookings:
        return say("You have nothing booked {when}.", when=at)
    head = say("Away {when}: this is freed for others.", when=at)
    return Html("\n".join((head, *freed(held.bookings, facts))))


def was_freed(done: Freed, facts: Facts) -> Html:
    say = facts.say
    lines: list[Html] = []
    if done.bookings:
        lines = [say("Freed for others:"), *freed(done.bookings, facts)]
    lent = dict.fromkeys(closings.what(each, facts.catalogue) for each in done.lent)
    if lent:
        lines.append(say("Lent to others meanwhile: {desks}.", desks=names.listed(list(lent), say)))
    return Html("\n".join(lines)) if lines else say("There was nothing left to free.")


def stretch(intervals: Sequence[Interval], facts: Facts) -> str:
    """`i dag`, `fra mandag 14. juli til fredag 18. juli`; several of them in a row."""
    space, now, say = facts.catalogue.home, facts.now, facts.say
    return names.listed([closings.when(each, space, now, say) for each in intervals], say)


def free_desks(today: int | None, week: Sequence[tuple[date, int | None]], now_on: date, say: Say) -> Html:
    """`7 pulter er ledige i dag.`, and the rest of the week, a line a day; None where it is closed."""
    if today is None:
        head = say("We are closed {day}.", day=dates.on_day(now_on, now_on, say))
    else:
        head = say.many("{n} desk is free today.", "{n} desks are free today.", today)
    lines = [_free_on(dates.short_or_soon(day, now_on, say), many, say) for day, many in week]
    return Html("\n".join((head, *lines)))


def _free_on(day: str, many: int | None, say: Say) -> Html:
    return say("• {day}: we are closed", day=day) if many is None else say("• {day}: {n}", day=day, n=many)


def _line(person: Person, held: Sequence[Booking], facts: Facts) -> Html:
    return facts.say("• {name}: {what}", name=person.name, what=_places(held, facts))


def _places(held: Sequence[Booking], facts: Facts) -> str:
    """`Pult 4 (hele dagen) og Drivhuset (kl. 10–12)`."""
    say = facts.say
    said = []
    for booking in held:
        hours = dates.hours(booking.interval, facts.space(booking.resource_id), say)
        said.append(say.plain("{name} {hours}", name=facts.name(booking.resource_id), hours=hours))
    return names.listed(said, say)


def _by(taken: Taken, space: Space, say: Say) -> str:
    hours, who = dates.hours(taken.interval, space, say), _who(taken, say)
    return say.plain("{hours} ({who})", hours=hours, who=who) if who else hours


def _who(taken: Taken, say: Say) -> str:
    if taken.is_own:
        return say.plain("you")
    return taken.by.name if taken.by is not None else ""
