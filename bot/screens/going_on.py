"""What a conversation is answered with where it goes on from what was said: short words, and few buttons."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.bookings import Booking
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, Resource
from bot import buttons, matching
from bot.buttons import Button, Span
from bot.remembering import Choice
from bot.screen import Key, Says, Screen, in_rows, key
from bot.turn import Turn
from wording import Say, bookings, dates, places
from wording.speech import Html


def welcome(say: Say) -> Screen:
    """To thanks."""
    return Screen(text=say("You are welcome!"))


def goodbye(say: Say) -> Screen:
    return Screen(text=say("Bye for now!"))


def glad(say: Say) -> Screen:
    """To praise."""
    return Screen(text=say("Good to hear!"))


def so_be_it(say: Say) -> Screen:
    """To a no: nothing is done, and nothing more is asked."""
    return Screen(text=say("All right."))


def no_matter(say: Say) -> Screen:
    """To who does not know what was asked; the question follows."""
    return Screen(text=say("That is fine. Choose what suits, or write /cancel to leave it."))


def all_stays(say: Say) -> Screen:
    """To who takes back what was not done yet."""
    return Screen(text=say("All right, then everything stays as it is."))


def yes_to_what(say: Say) -> Screen:
    return Screen(text=say("Yes to what? Write what you need, and I will find it."))


def which(choices: Sequence[Choice], say: Say) -> Screen:
    """Several of the buttons can be meant: just those."""
    found = [(each, button) for each in choices if (button := matching.read(each)) is not None]
    keys = [key(each.words, button, each.says) for each, button in found]
    return Screen(text=say("Which one?"), rows=in_rows(keys, 1))


def take_back(choice: Choice, booking: Booking | None, catalogue: Catalogue, turn: Turn) -> Screen:
    """After a bare no to something that is done: nothing is cancelled without a tap."""
    say, button = turn.say, matching.read(choice)
    text = say("All right. Shall I take it back?")
    if booking is not None:
        line = bookings.one_line(booking, catalogue, turn.now, say)
        text = say("{booking}\nShall I take that back?", booking=line)
    return Screen(text=text, rows=((Key(words=choice.words, button=button, says=Says.YES),),))


def not_booked(held: Sequence[Booking], catalogue: Catalogue, turn: Turn) -> Screen:
    """After `ikke book …`; what they have of it already is told."""
    lines = [bookings.one_line(each, catalogue, turn.now, turn.say) for each in held]
    head = turn.say("I have booked nothing.")
    if not lines:
        return Screen(text=head)
    return Screen(text=Html("\n".join((head, turn.say("You have this already:"), *lines))))


def not_cancelled(say: Say) -> Screen:
    return Screen(text=say("I have cancelled nothing."))


def suits(resource: Resource, say: Say) -> Screen:
    """What is needed is there."""
    return Screen(text=say("That is fine. {what}", what=places.in_short(resource, say)))


def better(
    booking: Booking, offers: Sequence[Resource], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """What stands has not what is needed: the others that have it, at the same time."""
    say, have = turn.say, places.in_short(catalogue.resources[booking.resource_id], turn.say)
    if not offers:
        text = say("{what}\nNothing else that suits is free then. Your booking stands.", what=have)
        return Screen(text=text, rows=((_another_time(booking, say),),))
    keys = [_to(booking, other, say, once=once) for other in offers]
    there = "\n".join(places.in_short(other, say) for other in offers)
    text = say("{what}\nThese are free at the same time:\n{there}", what=have, there=Html(there))
    return Screen(text=text, rows=in_rows(keys, 1))


def _to(booking: Booking, other: Resource, say: Say, *, once: str) -> Key:
    move = buttons.Move(
        booking=booking.id, span=Span.ONE, start=booking.interval.start, resource=other.id, once=once
    )
    return key(say.plain("Change to {name}", name=other.name), move, Says.YES)


def _another_time(booking: Booking, say: Say) -> Key:
    month = booking.interval.start.date()
    move = buttons.MoveDays(booking=booking.id, span=Span.ONE, month=month)
    return key(say.plain("Another time"), move)


def begins(
    booking: Booking, choices: Sequence[Interval], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """Whether it ends as before, or is as long as before."""
    say, space = turn.say, catalogue.home
    keys = [
        key(
            dates.hours(each, space, say),
            buttons.SetTimes(booking=booking.id, start=each.start, end=each.end, once=once),
        )
        for each in choices
    ]
    line = bookings.one_line(booking, catalogue, turn.now, say)
    return Screen(text=say("{booking}\nFrom when to when?", booking=line), rows=in_rows(keys, 2))


def move_there(
    booking: Booking, resource: Resource, interval: Interval, catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """What would be changed, where not every word was understood."""
    say = turn.say
    when = dates.when(interval, catalogue.home, turn.now, say)
    line = bookings.one_line(booking, catalogue, turn.now, say)
    text = say("{booking}\nShall I change it to {name}, {when}?", booking=line, name=resource.name, when=when)
    start, end = interval.start, interval.end
    if resource.id == booking.resource_id:
        go: Button = buttons.SetTimes(booking=booking.id, start=start, end=end, once=once)
    else:
        go = buttons.Move(booking=booking.id, span=Span.ONE, start=start, resource=resource.id, once=once)
    return Screen(text=text, rows=((key(say.plain("Yes, change it"), go, Says.YES),),))


def asked_again(answer: Screen | None, question: Screen) -> Screen:
    """The answer to what came in between, and under it what is still open."""
    if answer is None or not answer.text:
        return question
    text = Html(f"{answer.text}\n\n{question.text}")
    return Screen(text=text, rows=(*answer.rows, *question.rows), document=answer.document)
