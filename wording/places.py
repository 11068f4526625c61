"""About the place itself: where it is, when it is open, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from booking.model.interval import Interval
from booking.model.spaces import Resource, ResourceKind, Space, Topic
from wording import dates, names
from wording.cleaning import Plain
from wording.speech import Html, Say, as_html

DAYS_OF_WEEK = 7


def about(space: Space, say: Say) -> Html:
    """Address and opening hours; the rest is for people to answer."""
    lines = [say("<b>{name}</b>", name=space.name)]
    if space.address:
        lines.append(as_html(space.address))
    lines.append(say("Open: {hours}", hours=week(space, say)))
    lines.append(say("For prices, keys and everything else: ask the administration."))
    lines.append(contact(space, say) or Html(""))
    return Html("\n".join(filter(None, lines)))


def contact(space: Space, say: Say) -> Html | None:
    """How people reach the administration outside the chat; None where the space file does not say."""
    if space.phone and space.email:
        return say("Call {phone}, or write to {email}.", phone=space.phone, email=space.email)
    if space.phone:
        return say("Call {phone}.", phone=space.phone)
    return say("Write to {email}.", email=space.email) if space.email else None


def fact(space: Space, topic: Topic, say: Say) -> Html | None:
    """What the space file answers; None where it does not."""
    said = space.facts.get(topic)
    return as_html(said.get(say.language.value) or said["nb"]) if said else None


def in_short(resource: Resource, say: Say) -> Html:
    """`Drivhuset: 8 plasser, skjerm, videoutstyr`."""
    have = [names.equipment(item, say) for item in sorted(resource.equipment)]
    seats = [say.many_plain("{n} seat", "{n} seats", resource.capacity)]
    what = [*(seats if resource.kind is ResourceKind.ROOM else [names.kind(resource.kind, say)]), *have]
    return say("<b>{name}</b>: {what}", name=resource.name, what=names.with_commas(what))


def resource(resource: Resource, say: Say) -> Html:
    """What there is to know of it before it is booked."""
    if not resource.description:
        return in_short(resource, say)
    return Html(f"{in_short(resource, say)}\n{as_html(resource.description)}")


def ask_people(space: Space, say: Say) -> Html:
    """For what the chat cannot do itself."""
    return say(
        "I cannot help with that here. Ask the administration at {name}; they are glad to.", name=space.name
    )


def week(space: Space, say: Say) -> Plain:
    """`man.–fre. kl. 06–23, lør.–søn. kl. 08–20`: days with the same hours together."""
    stretches: list[Plain] = []
    first = 0
    for day in range(1, DAYS_OF_WEEK + 1):
        if day < DAYS_OF_WEEK and space.opening.get(day) == space.opening.get(first):
            continue
        stretches.append(_stretch(space, first, day - 1, say))
        first = day
    return Plain(", ".join(filter(None, stretches)))


def hours_of(stretches: Sequence[Interval], space: Space, say: Say) -> Plain:
    """`kl. 08–11 og kl. 12–16`."""
    return names.listed([dates.hours(stretch, space, say) for stretch in stretches], say)


def grid_example(step: timedelta, say: Say) -> str:
    """Two times of a grid, one step apart: `kl. 10–10.15`."""
    start = datetime.combine(dates.MONDAY, dates.MIDNIGHT) + -(-timedelta(hours=10) // step) * step
    return dates.clock_hours(start.time(), (start + step).time(), say)


def _stretch(space: Space, first: int, last: int, say: Say) -> Plain:
    """Empty for days that are closed."""
    hours = space.opening.get(first, ())
    if not hours:
        return Plain("")
    days = [dates.short_weekday(dates.MONDAY + n * dates.DAY, say) for n in dict.fromkeys((first, last))]
    said = names.listed([dates.clock_hours(each.start, each.end, say) for each in hours], say)
    return say.plain("{day} {hours}", day=Plain("–".join(days)), hours=said)
