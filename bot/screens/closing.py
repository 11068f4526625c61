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
        *_stay(hits, say, once=once),
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
    return lines + _standing(hits, catalogue, turn)


def _standing(hits: Hits, catalogue: Catalogue, turn: Turn) -> list[Html]:
    """Events and meetings: nobody is told of the closing until they are moved or cancelled."""
    say, now = turn.say, turn.now
    lines: list[Html] = []
    for event in hits.events:
        when = dates.when(event.interval, catalogue.home, now, say)
        lines.append(
            say("• {title}, {when}: it stands until you move or cancel it", title=event.title, when=when)
        )
    for meeting in hits.meetings:
        when = dates.when(meeting.interval, catalogue.home, now, say)
        lines.append(say("• Guidance, {when}: it stands, and the adviser is told", when=when))
    return lines


def _stay(hits: Hits, say: Say, *, once: str) -> list[Key]:
    """Cancelling asks first, and tells everybody who has signed up."""
    found: list[Key] = []
    for event in hits.events[:EVENTS]:
        found.append(key(say.plain("See {title}", title=event.title), buttons.ShowEvent(event=event.id)))
        cancel = buttons.Host(event=event.id, step=buttons.Hosting.CANCEL, once=once[:30])
        found.append(key(say.plain("Cancel {title}", title=event.title), cancel))
    return found


def closed(
    shut: Sequence[Deviation], told: int, still: Hits, catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """`still` is what stands there all the same, until somebody does something about it."""
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
    if still.events or still.meetings:
        lines += [Html(""), say("This still stands there:"), *_standing(still, catalogue, turn)]
    undo = buttons.LiftClosure(closure=shut[0].id, undo=True, once=once)
    keys = [key(say.plain("Undo"), undo, Says.BACK), *_stay(still, say, once=once)]
    return Screen(text="\n".join(lines), rows=in_rows(keys, 1))


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


def not_again_and_again(say: Say) -> Screen:
    return Screen(
        text=say("I close one stretch at a time. Write the days, like “close the house on Friday”.")
    )


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
