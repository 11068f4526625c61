"""Which event the administration means."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.events import Event
from booking.model.spaces import Catalogue
from bot import buttons
from bot.screen import Screen, in_rows, key
from bot.turn import Turn
from wording import events as words

MOST_SHOWN = 8


def which(events: Sequence[Event], catalogue: Catalogue, turn: Turn, *, not_then: bool) -> Screen:
    """`not_then`: none of them is on the day that was said."""
    say = turn.say
    keys = [
        key(words.label(event, catalogue, turn.now, say), buttons.ThisEvent(event=event.id))
        for event in events[:MOST_SHOWN]
    ]
    if not_then:
        text = say("There is none on that day, so I have done nothing. Do you mean this one?")
    else:
        text = say("Which event do you mean?")
    return Screen(text=text, rows=in_rows(keys, 1))


def none(turn: Turn) -> Screen:
    return Screen(text=turn.say("Nothing is planned just now, so there is nothing to change."))
