"""Who is here and who has what, being away, and what the chat itself does not know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from booking.absence import Away, Freed, Held
from booking.model.bookings import Booking
from booking.model.questions import Question
from booking.model.spaces import Catalogue, Resource, Topic
from bot import buttons
from bot.buttons import Place
from bot.screen import Key, Says, Screen, in_rows, key
from bot.turn import Turn
from wording import Html, Say, house, places
from wording.facts import Facts


def facts_of(catalogue: Catalogue, turn: Turn) -> Facts:
    return Facts(catalogue=catalogue, now=turn.now, say=turn.say)


def about(text: Html, resource: Resource, day: date, turn: Turn, *, goes_on: bool) -> Screen:
    """At most one button: on to what is free of it."""
    words = turn.say.plain("Book {name}", name=resource.name)
    pick = buttons.PickResource(resource=resource.id, day=day)
    return Screen(text=text, rows=((key(words, pick),),) if goes_on else ())


def would_free(
    held: Held, away: Away, catalogue: Catalogue, turn: Turn, *, revision: int, once: str
) -> Screen:
    """What there is to free, and one tap that does it."""
    say = turn.say
    text = house.would_free(held, away.intervals, facts_of(catalogue, turn))
    keys = _ways_to_free(held, say, revision=revision, once=once, only_lends=away.lends)
    if not keys:
        return Screen(text=text)
    keys.append(key(say.plain("Keep it"), buttons.GoTo(place=Place.CLOSE), Says.NO))
    return Screen(text=text, rows=in_rows(keys, 1))


def _ways_to_free(held: Held, say: Say, *, revision: int, once: str, only_lends: bool) -> list[Key]:
    desks = ", ".join(desk.name for desk in held.desks)
    lend = buttons.FreeIt(revision=revision, lends=True, once=once)
    free = buttons.FreeIt(revision=revision, lends=False, once=once)
    if not held.desks:
        return [key(say.plain("Free it"), free, Says.YES)] if held.bookings else []
    if not held.bookings or only_lends:
        return [key(say.plain("Lend {desks}", desks=desks), lend, Says.YES)]
    both = say.plain("Free it, and lend {desks}", desks=desks)
    return [key(say.plain("Free it"), free, Says.YES), key(both, lend)]


def freed(done: Freed, catalogue: Catalogue, turn: Turn, *, freed: str, once: str) -> Screen:
    text = house.was_freed(done, facts_of(catalogue, turn))
    if not (done.bookings or done.lent):
        return Screen(text=text)
    back = buttons.ComeBack(freed=freed, once=once)
    return Screen(text=text, rows=((key(turn.say.plain("Undo"), back, Says.BACK),),))


def not_yours_to_close(kept: Question, catalogue: Catalogue, turn: Turn) -> Screen:
    say = turn.say
    text = say("Only the administration can close. Shall I ask them?")
    return _asks(text, kept, catalogue, turn)


def nothing_to_free(say: Say) -> Screen:
    return Screen(text=say("There was nothing left to free."))


def is_back(back: Sequence[Booking], catalogue: Catalogue, turn: Turn) -> Screen:
    say = turn.say
    if not back:
        return Screen(text=say("It is as it was."))
    lines = house.freed(back, facts_of(catalogue, turn))
    return Screen(text="\n".join((say("It is yours again:"), *lines)))


def unknown_here(kept: Question, catalogue: Catalogue, turn: Turn) -> Screen:
    """A question that the space file does not answer: whom to ask, and a button that asks."""
    return _asks(turn.say("I do not know that, but the administration does."), kept, catalogue, turn)


def _asks(text: Html, kept: Question, catalogue: Catalogue, turn: Turn) -> Screen:
    lines = filter(None, (text, places.contact(catalogue.home, turn.say)))
    ask = key(turn.say.plain("Ask the administration"), buttons.PassOnQuestion(question=kept.id), Says.YES)
    return Screen(text="\n".join(lines), rows=((ask,),))


def fact(topic: Topic, catalogue: Catalogue, turn: Turn) -> Screen | None:
    said = places.fact(catalogue.home, topic, turn.say)
    return Screen(text=said) if said is not None else None
