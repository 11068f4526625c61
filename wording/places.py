"""About the place itself: where it is, when it is open, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from booking.model.interval import Interval
from booking.model.spaces import Space
from wording import dates
from wording.speech import Html, Say


def about(space: Space, say: Say) -> Html:
    """Address and opening hours; the rest is for people to answer."""
    lines = [say("<b>{name}</b>", name=space.name)]
    if space.address:
        lines.append(say("{address}", address=space.address))
    lines.append(say("Open: {hours}", hours=week(space, say)))
    lines.append(say("For anything else, ask the administration."))
    return Html("\n".join(lines))


def ask_people(space: Space, say: Say) -> Html:
    """For what the chat cannot do itself."""
    return say(
        "I cannot do that here. Ask the administration of {name}; they are glad to help.", name=space.name
    )


def week(space: Space, say: Say) -> str:
    """`man.–fre. 06–23, lør.–søn. 08–20`: days with the same hours together."""
    monday = date(2026, 11, 23)
    parts: list[str] = []
    start = 0
    for n in range(1, 8):
        if n < 7 and space.opening.get(n) == space.opening.get(start):  # noqa: PLR2004 -- a week
            continue
        parts.append(_stretch(space, say, monday, start, n - 1))
        start = n
    return ", ".join(part for part in parts if part)


def hours_of(stretches: Sequence[Interval], space: Space, say: Say) -> str:
    return ", ".join(dates.hours(stretch, space, say) for stretch in stretches)


def _stretch(space: Space, say: Say, monday: date, first: int, last: int) -> str:
    hours = space.opening.get(first, ())
    if not hours:
        return ""
    names = [dates.weekday(monday + timedelta(days=n), say) for n in (first, last)]
    span = names[0] if first == last else f"{names[0]}–{names[1]}"
    said = ", ".join(f"{dates.clock(h.start, say)}–{dates.clock(h.end, say)}" for h in hours)
    return f"{span} {said}"
