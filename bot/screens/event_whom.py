"""Places at events for somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.events import IN, Event, Registration, Standing
from booking.model.people import Person
from bot import buttons
from bot.screen import Screen, in_rows, key
from bot.turn import Turn

MOST_SHOWN = 8


def done(person: Person, own: Registration, event: Event, turn: Turn, *, once: str) -> Screen:
    """For the one who did it; the other hears of it too."""
    say, name, title = turn.say, person.name, event.title
    if own.standing not in IN:
        text = say("{name} is no longer signed up for {title}.", name=name, title=title)
        back = buttons.SignUpFor(event=event.id, person=person.id, party=1, once=once)
        return Screen(text=text, rows=((key(say.plain("Sign up again"), back),),))
    if own.standing is Standing.WAITING:
        text = say("{name} is on the waiting list for {title}.", name=name, title=title)
    else:
        text = say.many(
            "{name} is signed up for {title}.",
            "{name} is signed up for {title}, {n} in all.",
            own.party,
            name=name,
            title=title,
        )
    hears = say("{name} hears of it.", name=name) if person.telegram_id or person.email else ""
    off = buttons.LeaveFor(event=event.id, person=person.id, once=once)
    words = say.plain("Take {name} off", name=_first(person))
    return Screen(text=" ".join(filter(None, (text, hears))), rows=((key(words, off),),))


def which(found: Sequence[Person], event: Event, turn: Turn, *, party: int, once: str) -> Screen:
    """Several have that name. `party` is 0 where they are taken off."""
    text = turn.say("Whom do you mean, for {title}?", title=event.title)
    keys = [
        key(
            person.name,
            buttons.SignUpFor(event=event.id, person=person.id, party=party, once=once)
            if party
            else buttons.LeaveFor(event=event.id, person=person.id, once=once),
        )
        for person in found[:MOST_SHOWN]
    ]
    return Screen(text=text, rows=in_rows(keys, 1))


def nobody(name: str, turn: Turn) -> Screen:
    """Nobody of that name whom the writer may act for; nothing was done."""
    say = turn.say
    if turn.member.actor.is_staff:
        return Screen(text=say("I know nobody called {name}, so I have done nothing.", name=name))
    return Screen(
        text=say(
            "I know nobody called {name} in your company, so I have done nothing. Others sign up "
            "themselves, or the administration does it.",
            name=name,
        )
    )


def ask_address(name: str, event: Event, turn: Turn) -> Screen:
    text = turn.say(
        "I know nobody called {name}. Write their e-mail address, and I sign them up for {title} and tell "
        "them. Write “without” if they have none. /avbryt leaves it.",
        name=name,
        title=event.title,
    )
    return Screen(text=text, fresh=True)


def left(name: str, turn: Turn) -> Screen:
    return Screen(text=turn.say("That is fine. {name} is not signed up.", name=name))


def not_in(person: Person, event: Event, turn: Turn) -> Screen:
    text = turn.say("{name} is not signed up for {title}.", name=person.name, title=event.title)
    return Screen(text=text)


def _first(person: Person) -> str:
    return person.name.split()[0] if person.name.split() else person.name
