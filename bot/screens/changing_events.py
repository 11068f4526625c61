"""How an event would be after a change, before anybody hears of it."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.events import IN, Event, Registration
from booking.model.spaces import Catalogue
from bot import buttons
from bot.buttons import Hosting as Step
from bot.screen import Screen, key
from bot.turn import Turn
from wording import event_changes as words


def concerned(registrations: Sequence[Registration]) -> int:
    """Those who hear of what becomes of it."""
    return sum(own.standing in IN for own in registrations)


def sure(before: Event, after: Event, hear: int, catalogue: Catalogue, turn: Turn, *, once: str) -> Screen:
    say, event = turn.say, before.id
    return Screen(
        text=words.proposed(before, after, hear, catalogue, turn.now, say),
        rows=(
            (key(say.plain("Yes, change it"), buttons.ChangeEvent(event=event, once=once)),),
            (key(say.plain("No, keep it"), buttons.Host(event=event, step=Step.KEEP, once=once)),),
        ),
    )
