"""When the place is closed, and what of a day is free, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from booking.model.interval import Interval
from booking.model.spaces import Catalogue, ResourceId, Space
from booking.rules import opening
from wording import dates, names, places
from wording.speech import Html, Say


def closed_on(day: date, space: Space, now: datetime, say: Say) -> Html:
    """With its reason, where it has one, and the next day that is open."""
    said = dates.on_day(day, space.today(now), say)
    reasons = space.closed.get(day, {})
    reason = reasons.get(say.language.value) or reasons.get("nb", "")
    head = (
        say("We are closed {day} ({reason}).", day=said, reason=reason)
        if reason
        else say("We are closed {day}.", day=said)
    )
    end = space.at(day + dates.DAY, time(0))
    return _and_when_open(head, max(now, end), space, now, say)


def closed_now(space: Space, now: datetime, say: Say) -> Html:
    return _and_when_open(say("We are closed now."), now, space, now, say)


def closed_then(interval: Interval, space: Space, now: datetime, say: Say) -> Html | None:
    """Why a time cannot be had that is not within the opening hours; None for one that is."""
    if opening.is_open(space, interval):
        return None
    day = space.today(interval.start)
    hours = space.open_on(day)
    if not hours:
        return closed_on(day, space, now, say)
    said = dates.on_day(day, space.today(now), say)
    return say("We are open {hours} {day}.", hours=places.hours_of(hours, space, say), day=said)


def free(found: Mapping[ResourceId, Sequence[Interval]], catalogue: Catalogue, say: Say) -> Html:
    """A line for those that are free at the same times: `Drivhuset og Orangeriet: kl. 06–10 og kl. 13–23`."""
    alike: dict[tuple[Interval, ...], list[str]] = {}
    for resource_id, stretches in found.items():
        if stretches:
            alike.setdefault(tuple(stretches), []).append(catalogue.resources[resource_id].name)
    return Html(
        "\n".join(
            say(
                "<b>{names}</b>: {hours}",
                names=names.listed(names.in_runs(alike_names), say),
                hours=places.hours_of(stretches, catalogue.home, say),
            )
            for stretches, alike_names in alike.items()
        )
    )


def is_free(
    name: str, stretches: Sequence[Interval], day: date, space: Space, now: datetime, say: Say
) -> Html:
    """`Drivhuset er ledig mandag 30. november kl. 08–10 og kl. 13–16.`"""
    said = dates.on_day(day, space.today(now), say)
    hours = places.hours_of(stretches, space, say)
    if tuple(stretches) == space.open_on(day):
        return say("{name} is free all day {day}, {hours}.", name=name, day=said, hours=hours)
    return say("{name} is free {day}, {hours}.", name=name, day=said, hours=hours)


def _and_when_open(head: Html, after: datetime, space: Space, now: datetime, say: Say) -> Html:
    following = opening.next_open(space, after)
    if following is None:
        return head
    day = dates.on_day(space.today(following.start), space.today(now), say)
    hours = dates.hours(following, space, say)
    return Html(f"{head} {say('We are open again {day}, {hours}.', day=day, hours=hours)}")
