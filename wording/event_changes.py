"""What is about to change of an event, line by line, and how many hear of it."""

from __future__ import annotations

from datetime import datetime

from booking.model.events import Event, Way
from booking.model.spaces import Catalogue
from wording import dates, events
from wording.speech import Html, Say


def proposed(before: Event, after: Event, hear: int, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """The event as it would be: what is new of it, and nothing else."""
    lines = [
        say("<b>{title}</b> would become:", title=before.title),
        *_new(before, after, catalogue, now, say),
        _heard(before, hear, say),
    ]
    return Html("\n".join(filter(None, lines)))


def _new(before: Event, after: Event, catalogue: Catalogue, now: datetime, say: Say) -> list[Html]:
    found = [
        say("• {title}", title=after.title) if after.title != before.title else Html(""),
        say("• {when}", when=events.when(after, catalogue, now, say)) if _moved(before, after) else Html(""),
        say("• {where}", where=events.where(after, catalogue, say)) if _placed(before, after) else Html(""),
        say("• Link: {link}", link=after.link) if after.link != before.link else Html(""),
        *_numbers(before, after, say),
    ]
    if after.price != before.price:
        found.append(
            say("• Price: {price}", price=after.price) if after.price else say("• It costs nothing.")
        )
    if after.host != before.host and after.host:
        found.append(say("• Host: {host}", host=after.host))
    if after.programme != before.programme:
        found.append(say("• Another programme"))
    if (after.opens_at, after.closes_at) != (before.opens_at, before.closes_at) and not _moved(before, after):
        until = dates.moment(after.closes_at, catalogue.home, now, say)
        found.append(say("• Sign-up closes {until}", until=until))
    return found


def _numbers(before: Event, after: Event, say: Say) -> list[Html]:
    found = []
    for way in Way:
        limit = after.limit(way)
        if limit != before.limit(way):
            said = say.many("• {n} place", "• {n} places", limit) if limit else say("• No limit of places")
            found.append(said)
    return found


def _moved(before: Event, after: Event) -> bool:
    return before.interval != after.interval


def _placed(before: Event, after: Event) -> bool:
    was, now = ((each.ways, each.resource_id, each.address) for each in (before, after))
    return was != now


def _heard(before: Event, hear: int, say: Say) -> Html:
    if not before.is_on:
        return say("It is not published: nobody hears of it.")
    if not hear:
        return say("Nobody is told.")
    return say.many("{n} person hears of it at once.", "{n} people hear of it at once.", hear)
