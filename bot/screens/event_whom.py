"""Places at events for somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from booking.acting_for import Named
from booking.model.events import IN, Event, Registration, Standing
from booking.model.people import Person
from bot import buttons
from bot.screen import Screen, in_rows, key
from bot.screens import for_another
from bot.turn import Turn


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


def which(named: Named, name: str, event: Event, turn: Turn, *, party: int, once: str) -> Screen:
    """Who is meant where it is not certain. `party` is 0 where they are taken off."""
    return for_another.whom(named, name, turn.say, lambda person: _placed(person, event, party, once))


def ask_address(
    name: str, event: Event, turn: Turn, alike: Sequence[Person] = (), *, party: int = 1, once: str = ""
) -> Screen:
    """One whom nobody knows can be added; those with a name like it stand below."""
    text = turn.say(
        "I know nobody called “{name}”. Write their e-mail address, and I sign them up for {title} and tell "
        "them. Write “without” if they have none. /avbryt leaves it.",
        name=name,
        title=event.title,
    )
    keys = [key(person.name, _placed(person, event, party, once)) for person in alike]
    return Screen(text=text, rows=in_rows(keys, 1), fresh=True)


def _placed(person: Person, event: Event, party: int, once: str) -> buttons.Button:
    if party:
        return buttons.SignUpFor(event=event.id, person=person.id, party=party, once=once)
    return buttons.LeaveFor(event=event.id, person=person.id, once=once)


def left(name: str, turn: Turn) -> Screen:
    return Screen(text=turn.say("That is fine. {name} is not signed up.", name=name))


def not_in(person: Person, event: Event, turn: Turn) -> Screen:
    text = turn.say("{name} is not signed up for {title}.", name=person.name, title=event.title)
    return Screen(text=text)


def _first(person: Person) -> str:
    return person.name.split()[0] if person.name.split() else person.name
