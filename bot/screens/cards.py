"""The card of a booking and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from booking.model.bookings import Booking, Status, Wait
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, Resource, Space
from booking.refusals import Refusal
from booking.rules import policy
from bot import buttons
from bot.buttons import Button, Place, Span
from bot.screen import Key, Row, Screen, in_rows, key
from bot.screens import choosing
from bot.turn import Turn
from wording import Say, bookings, dates


def mine(
    held: Sequence[Booking], waiting: Sequence[Wait], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """/mine: each booking leads to its card; each wait can be left."""
    say = turn.say
    if not held and not waiting:
        text = say(
            "You have nothing booked. Write what you need, like “{example}”.", example=choosing.example(say)
        )
        return Screen(text=text, rows=((key(say.plain("Book"), buttons.GoTo(place=Place.BOOK)),),))
    shown = [b for b in held if b.status is not Status.HELD]
    keys = [
        key(bookings.button_line(b, catalogue, turn.now, say), buttons.Show(booking=b.id)) for b in shown[:40]
    ]
    leave = [
        key(
            say.plain("Leave the waiting list: {what}", what=bookings.wait_line(w, catalogue, turn.now, say)),
            buttons.LeaveQueue(wait=w.id, once=once),
        )
        for w in waiting[:20]
    ]
    text = say("Your bookings. Tap one to change it.") if shown else say("You are waiting for this.")
    return Screen(text=text, rows=in_rows([*keys, *leave], 1))


def card(booking: Booking, catalogue: Catalogue, turn: Turn, *, once: str) -> Screen:
    text = bookings.card(booking, catalogue, turn.now, turn.say)
    return Screen(text=text, rows=actions(booking, catalogue, turn.now, turn.say, once=once))


def actions(booking: Booking, catalogue: Catalogue, now: datetime, say: Say, *, once: str) -> tuple[Row, ...]:
    """What can be done with it now; nothing that would be refused."""
    if not booking.is_active_at(now):
        return ((key(say.plain("Book anew"), buttons.GoTo(place=Place.BOOK)),),)
    resource = catalogue.resources[booking.resource_id]
    keys: list[Key] = []
    if may_check_in(booking, catalogue, now):
        keys.append(key(say.plain("Check in"), buttons.CheckIn(booking=booking.id, once=once)))
    if now >= booking.interval.start:
        keys.append(key(say.plain("End now"), buttons.EndEarly(booking=booking.id, once=once)))
    elif _may_change(resource, booking, now):
        keys += _changes(booking, say, once=once)
    keys += [
        key(say.plain("Longer or shorter"), buttons.Lengths(booking=booking.id)),
        key(say.plain("Calendar file"), buttons.CalendarFile(booking=booking.id)),
    ]
    return in_rows(keys, 2)


def _changes(booking: Booking, say: Say, *, once: str) -> list[Key]:
    if booking.series_id is not None:
        return [
            key(say.plain("Move"), buttons.PickSpan(booking=booking.id, cancel=False)),
            key(say.plain("Cancel"), buttons.PickSpan(booking=booking.id, cancel=True)),
        ]
    month = booking.interval.start.date()
    return [
        key(say.plain("Move"), buttons.MoveDays(booking=booking.id, span=Span.ONE, month=month)),
        key(say.plain("Cancel"), buttons.Cancel(booking=booking.id, once=once)),
    ]


def span(booking: Booking, catalogue: Catalogue, turn: Turn, *, cancel: bool, once: str) -> Screen:
    """How much of a series is meant."""
    say = turn.say
    line = bookings.one_line(booking, catalogue, turn.now, say)
    if cancel:
        text = say("Cancel which?\n{booking}", booking=line)
        choices: list[Button] = [
            buttons.Cancel(booking=booking.id, once=once),
            buttons.CancelSeries(booking=booking.id, span=Span.FOLLOWING, once=once),
            buttons.CancelSeries(booking=booking.id, span=Span.ALL, once=once),
        ]
    else:
        text = say("Move which?\n{booking}", booking=line)
        month = booking.interval.start.date()
        choices = [buttons.MoveDays(booking=booking.id, span=span_, month=month) for span_ in Span]
    words = [say.plain("Only this one"), say.plain("This and the following"), say.plain("All of them")]
    keys = [key(word, button) for word, button in zip(words, choices, strict=True)]
    return Screen(text=text, rows=(*in_rows(keys, 1), _to_card(booking, say)))


def lengths(
    booking: Booking, choices: Sequence[Interval], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    say, space = turn.say, catalogue.home
    line = bookings.one_line(booking, catalogue, turn.now, say)
    if not choices:
        text = say("{booking}\nIt can be neither longer nor shorter.", booking=line)
        return Screen(text=text, rows=(_to_card(booking, say),))
    keys = [
        key(
            say.plain("Until {time}", time=dates.clock(space.local(choice.end).time(), say)),
            buttons.SetEnd(booking=booking.id, end=choice.end, once=once),
        )
        for choice in choices
    ]
    text = say("{booking}\nUntil when?", booking=line)
    return Screen(text=text, rows=(*in_rows(keys, 3), _to_card(booking, say)))


def move_days(
    booking: Booking, span_: Span, shown: date, today: date, free: Sequence[date], say: Say
) -> Screen:
    page = choosing.month(
        shown,
        today,
        free,
        say,
        pick=lambda day: buttons.MoveStarts(booking=booking.id, span=span_, day=day),
        page=lambda day: buttons.MoveDays(booking=booking.id, span=span_, month=day),
    )
    where = key(say.plain("Another room or desk, same time"), buttons.MoveWhere(booking=booking.id))
    rows = page.rows[:-1] + (((where,),) if span_ is Span.ONE else ())
    return Screen(text=page.text, rows=(*rows, _to_card(booking, say)))


def move_starts(
    booking: Booking,
    span_: Span,
    day: date,
    slots: Sequence[Interval],
    catalogue: Catalogue,
    turn: Turn,
    *,
    once: str,
) -> Screen:
    say, space = turn.say, catalogue.home
    name = catalogue.resources[booking.resource_id].name
    when = dates.day(day, space.today(turn.now), say)
    if not slots:
        text = say("{name} has no room for it {day}. Pick another day.", name=name, day=when)
        again = key(say.plain("Another day"), buttons.MoveDays(booking=booking.id, span=span_, month=day))
        return Screen(text=text, rows=((again,), _to_card(booking, say)))
    keys = [
        key(
            dates.hours(slot, space, say),
            buttons.Move(
                booking=booking.id, span=span_, start=slot.start, resource=booking.resource_id, once=once
            ),
        )
        for slot in _spread(slots, space)
    ]
    text = say("Move {name} to {day}. One tap moves it.", name=name, day=when)
    return Screen(text=text, rows=(*in_rows(keys, 3), _to_card(booking, say)))


def move_where(
    booking: Booking, others: Sequence[Resource], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    say = turn.say
    line = bookings.one_line(booking, catalogue, turn.now, say)
    keys = [
        key(
            other.name,
            buttons.Move(
                booking=booking.id,
                span=Span.ONE,
                start=booking.interval.start,
                resource=other.id,
                once=once,
            ),
        )
        for other in others
    ]
    text = (
        say("{booking}\nMove to which?", booking=line)
        if keys
        else say("{booking}\nNothing else is free at that time.", booking=line)
    )
    return Screen(text=text, rows=(*in_rows(keys, 3), _to_card(booking, say)))


def pick(
    found: Sequence[Booking], catalogue: Catalogue, turn: Turn, text: str, *, revision: int, once: str
) -> Screen:
    """Several bookings can be meant: which? A tap does to it what was said."""
    keys = [
        key(
            bookings.button_line(b, catalogue, turn.now, turn.say),
            buttons.DoItTo(revision=revision, booking=b.id, once=once),
        )
        for b in found[:20]
    ]
    return Screen(text=text, rows=in_rows(keys, 1))


def _spread(slots: Sequence[Interval], space: Space) -> list[Interval]:
    few = [s for s in slots if s is slots[0] or space.local(s.start).minute in {0, 30}]
    return few[:45]


def _may_change(resource: Resource, booking: Booking, now: datetime) -> bool:
    try:
        policy.check_may_change(resource, booking, now)
    except Refusal:
        return False
    return True


def may_check_in(booking: Booking, catalogue: Catalogue, now: datetime) -> bool:
    try:
        policy.check_check_in(catalogue.resources[booking.resource_id], booking, now)
    except Refusal:
        return False
    return True


def _to_card(booking: Booking, say: Say) -> Row:
    return (key(say.plain("Back"), buttons.Show(booking=booking.id)),)
