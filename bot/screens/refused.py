"""A lawful no: the rule in a person's words, and ways out that are one tap away."""

from __future__ import annotations

from datetime import datetime

from booking.booking_refusals import NextBooked
from booking.model.bookings import Booking
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, ResourceId
from booking.refusals import Alternative, Refusal, RuleBroken, SlotTaken
from bot import buttons
from bot.buttons import Place, Span
from bot.screen import Key, Says, Screen, in_rows, key
from bot.screens import cards
from bot.turn import Turn
from wording import Say, as_plain, refusals

ALERT_LIMIT = 200


def screen(refusal: Refusal, catalogue: Catalogue, turn: Turn, *, once: str) -> Screen:
    """Over the chat where a tap was refused and nothing can be offered instead; else in its place."""
    say = turn.say
    words = refusals.explain(refusal, catalogue, turn.now, say)
    if isinstance(refusal, SlotTaken) and refusal.own is not None:
        return Screen(text=words, rows=cards.actions(refusal.own, catalogue, turn.now, say, once=once))
    if refusal.about is not None:
        return _of_booking(refusal, refusal.about, words, catalogue, turn, once=once)
    keys = ways_out(refusal, catalogue, turn, once=once)
    if turn.tapped is not None and not keys and not isinstance(refusal, RuleBroken):
        return Screen(alert=as_plain(words)[:ALERT_LIMIT])
    again = key(say.plain("Another time"), buttons.GoTo(place=Place.BOOK))
    rows = in_rows([*keys, again], 1) if isinstance(refusal, (RuleBroken, SlotTaken)) else in_rows(keys, 1)
    return Screen(text=words, rows=rows)


def _of_booking(
    refusal: Refusal, booking: Booking, words: str, catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """A booking that stands as it was: what would have been accepted for it, and what else can be done."""
    say = turn.say
    keys = [
        Key(words=refusals.label(each, catalogue, turn.now, say), button=button)
        for each in refusal.alternatives
        if (button := _changing(booking, each, once=once)) is not None
    ]
    if isinstance(refusal, SlotTaken) and not isinstance(refusal, NextBooked):
        keys.append(queue_key(refusal.resource_id, refusal.interval, say, once=once))
    other = cards.actions(booking, catalogue, turn.now, say, once=once)
    if turn.tapped is not None and not keys and not isinstance(refusal, RuleBroken):
        return Screen(alert=as_plain(words)[:ALERT_LIMIT])
    return Screen(text=words, rows=(*in_rows(keys, 1), *other))


def _changing(booking: Booking, to: Alternative, *, once: str) -> buttons.Button | None:
    """The button that changes the booking to that; None where none does: it would be another booking."""
    if to.resource_id == booking.resource_id and to.interval.start == booking.interval.start:
        return buttons.SetEnd(booking=booking.id, end=to.interval.end, once=once)
    if to.interval.length != booking.interval.length:
        return None
    return buttons.Move(
        booking=booking.id, span=Span.ONE, start=to.interval.start, resource=to.resource_id, once=once
    )


def ways_out(refusal: Refusal, catalogue: Catalogue, turn: Turn, *, once: str) -> list[Key]:
    """The alternatives, each booked with one tap; a place in the queue where somebody else holds it."""
    say = turn.say
    keys = [book_key(each, catalogue, turn.now, say, once=once) for each in refusal.alternatives]
    if isinstance(refusal, SlotTaken) and turn.person is not None:
        keys.append(queue_key(refusal.resource_id, refusal.interval, say, once=once))
    return keys


def book_key(alternative: Alternative, catalogue: Catalogue, now: datetime, say: Say, *, once: str) -> Key:
    """Books it with one tap."""
    book = buttons.Book(
        resource=alternative.resource_id,
        start=alternative.interval.start,
        end=alternative.interval.end,
        once=once,
    )
    return key(refusals.label(alternative, catalogue, now, say), book, Says.YES)


def queue_key(resource_id: ResourceId, interval: Interval, say: Say, *, once: str) -> Key:
    button = buttons.Queue(resource=resource_id, start=interval.start, end=interval.end, once=once)
    return key(say.plain("Tell me if it becomes free"), button)


def old_button(say: Say) -> str:
    """An alert for a button that is none of ours, or of an older version."""
    return say.plain("That button is too old. Write /bestill to start again, or /mine to see your bookings.")


def broken(say: Say, reference: str) -> Screen:
    """What a person is told when the program is at fault; the log has the rest under `reference`."""
    text = say(
        "Something went wrong here, not with you. Try once more, or write /hjelp. Reference: {reference}",
        reference=reference,
    )
    return Screen(text=text, alert=as_plain(text)[:ALERT_LIMIT])
