"""Who comes to an event, as far as the one who asks may know it."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.events import Registration
from booking.model.people import Person
from booking.registering import Seen
from bot import buttons
from bot.screen import Screen, key
from bot.turn import Turn
from wording import who_comes as wording

Named = Sequence[tuple[Person, Registration]]


def how_many(seen: Seen, turn: Turn) -> Screen:
    return _screen(seen, turn, wording.how_many(seen, turn.say))


def who(seen: Seen, named: Named, turn: Turn) -> Screen:
    """The names that may be seen, and how many come in all."""
    is_staff = turn.person is not None and turn.person.actor.is_staff
    return _screen(seen, turn, wording.who(seen, named, turn.say, is_all=is_staff))


def whether(seen: Seen, asked: str, meant: Named, turn: Turn) -> Screen:
    is_staff = turn.person is not None and turn.person.actor.is_staff
    return _screen(seen, turn, wording.whether(seen, asked, meant, turn.say, is_all=is_staff))


def _screen(seen: Seen, turn: Turn, text: str) -> Screen:
    show = key(turn.say.plain("Show it"), buttons.ShowEvent(event=seen.event.id))
    return Screen(text=text, rows=((show,),))
