"""Closing the house or a room: whom it hits, what was done, and what is shut."""

from __future__ import annotations

from collections.abc import Sequence

from booking.closing import Hits, Shutting
from booking.model.deviations import Deviates, Deviation
from booking.model.spaces import Catalogue
from bot import buttons
from bot.buttons import Place
from bot.screen import Key, Row, Says, Screen, in_rows, key
from bot.screens.house import facts_of
from bot.turn import Turn
from bot.understanding import Understanding
from wording import Html, Say, bookings, closings, dates, house, refusals

SHOWN = 10
EVENTS = 2


def would_close(
    hits: Hits, wish: Shutting, catalogue: Catalogue, turn: Turn, *, revision: int, once: str
) -> Screen:
    """Whom it hits and what each could have, and one tap that does it."""
    say = turn.say
    lines: list[str] = [_heading(wish, catalogue, turn)]
    lines += [closings.line(each, catalogue, turn.now, say) for each in hits.already]
    lines += _hit(hits, catalogue, turn)
    close = buttons.CloseIt(revision=revision, once=once)
    keys = [
        key(say.plain("Close, and tell them") if hits.bookings else say.plain("Close it"), close, Says.YES),
        key(say.plain("Leave it open"), buttons.GoTo(place=Place.CLOSE), Says.NO),
        *_stay(hits, say),
    ]
    return Screen(text="\n".join(lines), rows=in_rows(keys, 1))


def _heading(wish: Shutting, catalogue: Catalogue, turn: Turn) -> Html:
    resource = catalogue.resources.get(wish.resource_id) if wish.resource_id else None
    name = resource.name if resource else catalogue.spaces[wish.space_id].name
    at = house.stretch(wish.intervals, facts_of(catalogue, turn))
    if wish.reason:
        return turn.say("Close {name} {when} ({reason})?", name=name, when=at, reason=wish.reason)
    return turn.say("Close {name} {when}?", name=name, when=at)


def _hit(hits: Hits, catalogue: Catalogue, turn: Turn) -> list[Html]:
    say, now = turn.say, turn.now
    if not (hits.bookings or hits.events or hits.meetings):
        return [say("Nobody has booked anything then.")]
    lines = [say("It hits:")] if hits.bookings else []
    for hit in hits.bookings[:SHOWN]:
        booking = bookings.one_line(hit.booking, catalogue, now, say)
        instead = [refusals.label(each, catalogue, now, say) for each in hit.instead[:1]]
        line = say("• {name}: {booking}", name=hit.holder.name, booking=booking)
        lines.append(Html(f"{line} → {say('can have {what}', what=instead[0])}") if instead else line)
    if len(hits.bookings) > SHOWN:
        lines.append(say.many("and {n} more", "and {n} more", len(hits.bookings) - SHOWN))
    for event in hits.events:
        when = dates.when(event.interval, catalogue.home, now, say)
        lines.append(
            say("• {title}, {when}: it stands until you move or cancel it", title=event.title, when=when)
        )
    for meeting in hits.meetings:
        when = dates.when(meeting.interval, catalogue.home, now, say)
        lines.append(say("• Guidance, {when}: it stands, and the adviser is told", when=when))
    return lines


def _stay(hits: Hits, say: Say) -> list[Key]:
    return [
        key(say.plain("See {title}", title=e.title), buttons.ShowEvent(event=e.id)) for e in hits.events[:2]
    ]


def closed(shut: Sequence[Deviation], told: int, catalogue: Catalogue, turn: Turn, *, once: str) -> Screen:
    say = turn.say
    lines = [closings.line(each, catalogue, turn.now, say) for each in shut]
    if told:
        lines.append(
            say.many(
                "{n} booking was cancelled, and its holder is told.",
                "{n} bookings were cancelled, and their holders are told.",
                told,
            )
        )
    undo = buttons.LiftClosure(closure=shut[0].id, undo=True, once=once)
    return Screen(text="\n".join(lines), rows=((key(say.plain("Undo"), undo, Says.BACK),),))


def opened(deviation: Deviation, catalogue: Catalogue, turn: Turn, *, undone: bool) -> Screen:
    say, space = turn.say, catalogue.spaces[deviation.space_id]
    name, at = closings.what(deviation, catalogue), closings.when(deviation.interval, space, turn.now, say)
    text = say("{name} is open again {when}.", name=name, when=at)
    more = (
        say("Those who had booked have it back, and are told.")
        if undone
        else say("What was cancelled stays cancelled.")
    )
    return Screen(text=f"{text}\n{more}")


def taken_back(deviation: Deviation, catalogue: Catalogue, turn: Turn) -> Screen:
    """A closing, or the loan of a desk with what was freed along with it."""
    if deviation.kind is Deviates.CLOSED:
        return opened(deviation, catalogue, turn, undone=True)
    name = closings.what(deviation, catalogue)
    return Screen(text=turn.say("{name} is not lent any more, and what you freed is yours again.", name=name))


def standing(
    found: Sequence[Deviation], catalogue: Catalogue, turn: Turn, *, once: str
) -> tuple[Html, tuple[Row, ...]]:
    """The closures there are, each with a button that lifts it."""
    say = turn.say
    if not found:
        return Html(""), ()
    lines = [closings.line(each, catalogue, turn.now, say) for each in found[:SHOWN]]
    keys = [
        key(
            say.plain("Open again: {what}", what=closings.what(each, catalogue)),
            buttons.LiftClosure(closure=each.id, undo=False, once=once),
        )
        for each in found[:SHOWN]
    ]
    return Html("\n".join((say("<b>Closed</b>"), *lines))), in_rows(keys, 1)


def what_and_when(said: Understanding, say: Say) -> Screen:
    """What lacks is asked for by example."""
    if said.no_such:
        return Screen(text=say("There is no “{name}” here. What shall be closed?", name=said.no_such))
    return Screen(
        text=say(
            "What shall be closed, and when? Write it like “close the house on Friday” or “{example}”.",
            example=say.plain("Drivhuset is closed on Wednesday 10–12"),
        )
    )


def not_shut(said: Understanding, catalogue: Catalogue, turn: Turn) -> Screen:
    """The space file may close the day: that is changed there."""
    say, space = turn.say, catalogue.home
    if said.date is None:
        return Screen(text=say("Nothing is closed then."))
    day = dates.on_day(said.date, space.today(turn.now), say)
    if said.date in space.closed:
        return Screen(text=say("The space file closes {day}. It is changed there.", day=day))
    return Screen(text=say("Nothing is closed {day}.", day=day))
