"""Who comes to an event: how many for everybody, names for those who may know them."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.events import Registration, Standing, Way
from booking.model.people import Person
from booking.registering import Seen
from booking.rules import seating
from wording.speech import Html, Say

MOST_NAMES = 60
Named = Sequence[tuple[Person, Registration]]


def how_many(seen: Seen, say: Say) -> Html:
    """In all, with the places that are left and the queue."""
    event, waiting = seen.event, sum(len(seating.queue(seen.registrations, way)) for way in Way)
    lines = [
        say.many(
            "{n} person is signed up for {title}.",
            "{n} people are signed up for {title}.",
            seen.going(),
            title=event.title,
        )
        if seen.going()
        else say("Nobody is signed up for {title} yet.", title=event.title)
    ]
    lines += [
        say.many("{n} place is left.", "{n} places are left.", left)
        for way in sorted(event.ways)
        if (left := seen.free(way)) is not None
    ]
    if waiting:
        lines.append(say.many("{n} waits for a place.", "{n} wait for a place.", waiting))
    return Html(" ".join(lines))


def who(seen: Seen, named: Named, say: Say, *, is_all: bool) -> Html:
    """`is_all`: these are all of them, and not those who want their name to be seen."""
    lines = [how_many(seen, say), *(_line(person, own, say) for person, own in named[:MOST_NAMES])]
    if not is_all:
        lines.append(say("Names are shown of those who want that."))
    return Html("\n".join(lines))


def whether(seen: Seen, asked: str, meant: Named, say: Say, *, is_all: bool) -> Html:
    title = seen.event.title
    if meant:
        return Html("\n".join(_stands(person, own, title, say) for person, own in meant))
    if is_all:
        return say("Nobody called {name} is signed up for {title}.", name=asked, title=title)
    return say(
        "I cannot tell whether {name} comes to {title}. Each one chooses whether their name is shown.",
        name=asked,
        title=title,
    )


def _stands(person: Person, own: Registration, title: str, say: Say) -> Html:
    if own.standing is Standing.WAITING:
        return say("{name} is on the waiting list for {title}.", name=person.name, title=title)
    if own.standing is Standing.OFFERED:
        return say("{name} is offered a place at {title}.", name=person.name, title=title)
    return say.many(
        "{name} is signed up for {title}.",
        "{name} is signed up for {title}, {n} in all.",
        own.party,
        name=person.name,
        title=title,
    )


def _line(person: Person, own: Registration, say: Say) -> Html:
    name = say("{name} + {n}", name=person.name, n=len(own.guests)) if own.guests else person.name
    if own.standing is Standing.WAITING:
        return say("• {name} (on the waiting list)", name=name)
    return say("• {name}", name=name)
