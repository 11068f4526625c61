"""The card of a booking and what can be done with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from booking.model.bookings import Booking, SeriesId, Status, Wait
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, Resource
from booking.refusals import Refusal
from booking.rules import policy
from bot import buttons
from bot.buttons import Button, Place, Span
from bot.screen import Key, Row, Screen, in_rows, key
from bot.screens import choosing, day_parts, months
from bot.turn import Turn
from wording import Say, bookings, dates

MOST = 40
"""Bookings in a list."""


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
    keys = [_lead(each, number, catalogue, turn) for each, number in _first_of_each(shown)[:MOST]]
    leave = [
        key(
            say.plain("Leave the waiting list: {what}", what=bookings.wait_line(w, catalogue, turn.now, say)),
            buttons.LeaveQueue(wait=w.id, once=once),
        )
        for w in waiting[:20]
    ]
    text = say("Your bookings. Tap one to change it.") if shown else say("You are waiting for this.")
    return Screen(text=text, rows=in_rows([*keys, *leave], 1))


def _first_of_each(held: Sequence[Booking]) -> list[tuple[Booking, int]]:
    """Each booking, but of a series only the next, with how many more there are."""
    more = Counter(each.series_id for each in held if each.series_id is not None)
    seen: set[SeriesId] = set()
    found = []
    for each in held:
        if each.series_id is None or each.series_id not in seen:
            found.append((each, more[each.series_id] - 1 if each.series_id is not None else 0))
        if each.series_id is not None:
            seen.add(each.series_id)
    return found


def _lead(booking: Booking, more: int, catalogue: Catalogue, turn: Turn) -> Key:
    line = dates.capital(bookings.button_line(booking, catalogue, turn.now, turn.say))
    return key(f"{line} (+{more})" if more else line, buttons.Show(booking=booking.id))


def siblings(booking: Booking, found: Sequence[Booking], catalogue: Catalogue, turn: Turn) -> Screen:
    """A series, one by one."""
    say, space = turn.say, catalogue.home
    today = space.today(turn.now)
    keys = [
        key(
            dates.capital(dates.short_or_soon(space.today(each.interval.start), today, say)),
            buttons.Show(booking=each.id),
        )
        for each in found[:MOST]
    ]
    name = catalogue.resources[booking.resource_id].name
    text = say.many(
        "<b>{name}</b>: {n} booking of the series is left.",
        "<b>{name}</b>: {n} bookings of the series are left. Which?",
        len(found),
        name=name,
    )
    return Screen(text=text, rows=(*in_rows(keys, 3), _to_card(booking, say)))


def card(booking: Booking, catalogue: Catalogue, turn: Turn, *, once: str) -> Screen:
    text = bookings.card(booking, catalogue, turn.now, turn.say)
    rows = actions(booking, catalogue, turn.now, turn.say, once=once)
    return Screen(text=text, rows=rows, card_of=booking)


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
    if booking.series_id is not None:
        keys.append(key(say.plain("The whole series"), buttons.Siblings(booking=booking.id)))
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
    page = months.month(
        shown,
        today,
        free,
        say,
        pick=lambda day: buttons.MoveStarts(booking=booking.id, span=span_, day=day),
        page=lambda day: buttons.MoveDays(booking=booking.id, span=span_, month=day),
    )
    where = key(say.plain("Another room or desk, same time"), buttons.MoveWhere(booking=booking.id))
    rows = page.rows + (((where,),) if span_ is Span.ONE else ())
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
    starts = [slot.start for slot in slots]
    few = starts if len(starts) <= day_parts.STARTS_SHOWN else day_parts.handful(starts, day, space)
    keys = [
        key(
            dates.short_hours(slot, space, say),
            buttons.Move(
                booking=booking.id, span=span_, start=slot.start, resource=booking.resource_id, once=once
            ),
        )
        for slot in slots
        if slot.start in few
    ]
    rows = in_rows(keys, 3)
    if few is not starts:
        rows += in_rows(day_parts.part_keys(starts, day, space, say, _between(booking, span_)), 3)
    text = say("Move {name} to {day}. One tap moves it.", name=name, day=when)
    return Screen(text=text, rows=(*rows, _to_card(booking, say)))


def move_in_part(
    booking: Booking,
    picked: buttons.MoveBetween,
    slots: Sequence[Interval],
    catalogue: Catalogue,
    turn: Turn,
    *,
    once: str,
) -> Screen:
    """The starts in a part of a day."""
    starts = [slot.start for slot in slots]
    few = day_parts.few(starts, catalogue.home) or starts[: day_parts.STARTS_SHOWN]
    day = catalogue.home.today(picked.start)
    kept = [slot for slot in slots if slot.start in few]
    return move_starts(booking, picked.span, day, kept, catalogue, turn, once=once)


def _between(booking: Booking, span_: Span) -> Callable[[datetime, datetime], Button]:
    return lambda start, end: buttons.MoveBetween(booking=booking.id, span=span_, start=start, end=end)


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
            dates.capital(bookings.button_line(b, catalogue, turn.now, turn.say)),
            buttons.DoItTo(revision=revision, booking=b.id, once=once),
        )
        for b in found[:20]
    ]
    return Screen(text=text, rows=in_rows(keys, 1))


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
