"""A wish of several days as what can be asked of the core: rules of series, or one wish a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking.model.bookings import Recurrence, Repeat
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, DayPart, Hours, Resource, ResourceId, ResourceKind, Space
from booking.refusals import Refusal
from booking.reserving import Wish
from booking.rules import policy
from booking.series import SeriesWish
from bot import wish
from bot.understanding import Understanding

SERIES_LASTS = timedelta(days=91)
"""How long a repeat goes on where nobody said until when: a quarter of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be booked of one resource: `series` by their rules, or `wishes` one by one.

    `no_end` says that nobody said until when, `cut` that the rules do not allow so far as was said.
    """

    resource_id: ResourceId
    series: tuple[SeriesWish, ...] = ()
    wishes: tuple[Wish, ...] = ()
    no_end: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One of the days; `refusal` says why it cannot be had, `is_own` that the person has it already."""

    interval: Interval
    refusal: Refusal | None = None
    is_own: bool = False


def is_of_several_days(said: Understanding) -> bool:
    return bool(said.repeat or said.end_date or said.dates)


def plan(said: Understanding, resource: Resource, catalogue: Catalogue, now: datetime) -> Plan | None:
    """None where no day was said."""
    if said.date is None:
        return None
    space, first_days = catalogue.space_of(resource), said.dates or (said.date,)
    said = with_hours(said, resource, space)
    if said.repeat is None and said.end_date is None:
        return _one_by_one(said, resource, space)
    last = space.today(now) + timedelta(days=resource.policy.days_ahead)
    rules = [_rule(said, first, last) for first in first_days]
    asked = said.repeat.until if said.repeat else said.end_date
    return Plan(
        resource_id=resource.id,
        series=tuple(
            SeriesWish(resource_id=resource.id, recurrence=rule, title=said.title) for rule in rules
        ),
        no_end=asked is None,
        cut=asked is not None and asked > last and said.repeat is not None,
    )


def with_hours(said: Understanding, resource: Resource, space: Space) -> Understanding:
    """The whole day of a room is its working hours, where it cannot be had from opening to closing."""
    if not said.all_day or said.date is None or resource.kind is not ResourceKind.ROOM:
        return said
    whole = space.part(said.date, DayPart.DAY)
    if whole is not None and whole.length <= policy.longest(resource.policy):
        return said
    return replace(said, all_day=False, start=space.morning.start, end=space.afternoon.end)


def _one_by_one(said: Understanding, resource: Resource, space: Space) -> Plan:
    found = [_on(day, said, space) for day in said.dates]
    wishes = (Wish(resource_id=resource.id, interval=each, title=said.title) for each in found)
    return Plan(resource_id=resource.id, wishes=tuple(wishes))


def _on(day: date, said: Understanding, space: Space) -> Interval:
    """The hours said; of a day that is closed its usual ones, for the rules to refuse."""
    if said.start is not None and said.end is not None:
        return wish.between(day, said.start, said.end, space)
    usual = space.opening.get(day.weekday()) or (space.morning, space.afternoon)
    hours = Hours(start=usual[0].start, end=usual[-1].end)
    return space.part(day, DayPart.DAY) or space.span(day, hours)


def _rule(said: Understanding, first: date, last: date) -> Recurrence:
    if said.repeat is None:
        every, until = Repeat.DAY, said.end_date or first
    else:
        every = Repeat(said.repeat.every)
        until = min(said.repeat.until or first + SERIES_LASTS, last)
    whole = said.all_day or said.start is None or said.end is None
    return Recurrence(
        every=every,
        first=first,
        until=until,
        start=None if whole else said.start,
        end=None if whole else said.end,
    )
