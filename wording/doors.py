"""The list at the door of an event, and the ticket that is shown there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from booking.model.events import HOLDS, Event, Registration, Standing
from booking.model.people import PersonId
from booking.model.spaces import Space
from wording import dates
from wording.cleaning import Plain, clean
from wording.speech import Html, Say, as_html


def title(event: Event) -> Plain:
    return clean(event.title)


def when(event: Event, space: Space, now: datetime, say: Say) -> Html:
    return as_html(dates.capital(dates.when(event.interval, space, now, say)))


def counted(registrations: Sequence[Registration], say: Say) -> Html:
    """How many have come of those who have a place, guests included."""
    came = sum(r.party for r in registrations if r.standing is Standing.ATTENDED)
    places = sum(r.party for r in registrations if r.standing in HOLDS)
    return say("{came} of {places} have come.", came=came, places=places)


def person(name: str, registration: Registration, say: Say) -> Html:
    """`Kari Eksempel + 2`, with the guests whose names are known, and what the host must know of."""
    who = _with_guests(name, registration, say)
    return say("{who} – {note}", who=who, note=registration.note) if registration.note else who


def _with_guests(name: str, registration: Registration, say: Say) -> Html:
    if not registration.guests:
        return as_html(name)
    guests = ", ".join(filter(None, registration.guests))
    more = say("{name} + {n}", name=name, n=len(registration.guests))
    return say("{who} ({guests})", who=more, guests=guests) if guests else more


def notes(registrations: Sequence[Registration], names: Mapping[PersonId, str], say: Say) -> list[Html]:
    """A line for each who has told the host something."""
    noted = [each for each in registrations if each.note]
    return [say("• {who} – {note}", who=names.get(each.person_id, ""), note=each.note) for each in noted]


def came_button(say: Say) -> Plain:
    return say.plain("Has come")


def take_back_button(say: Say) -> Plain:
    return say.plain("Take back")


def has_come(name: str, registration: Registration, say: Say) -> Html:
    return say("{who} has come.", who=_with_guests(name, registration, say))


def ticket(registration: Registration, say: Say) -> Html:
    """For the one whose ticket it is."""
    if registration.standing is Standing.ATTENDED:
        return say("Welcome! You have been ticked off.")
    if registration.standing is not Standing.GOING:
        return say("This is not a valid ticket: you do not have a place.")
    return say.many(
        "Show this at the door. It is for {n} person.",
        "Show this at the door. It is for {n} people.",
        registration.party,
    )


def how_to_scan(say: Say) -> Html:
    return say("Point this phone's camera at a guest's code, or tap the name here.")


def qr_text(say: Say) -> Plain:
    return say.plain("The code of your ticket")


def unknown(say: Say) -> Html:
    return say("This address is not valid, or no longer. Ask for a new one in the chat.")


def unknown_title(say: Say) -> Plain:
    return say.plain("Nothing here")
