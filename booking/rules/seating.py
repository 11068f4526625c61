"""Who has a place at an event, who is next, and what a sign-up comes to. Places are counted, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from booking.model.events import HOLDS, IN, Event, Registration, RegistrationChange, Standing, Tally, Way
from booking.model.spaces import Space
from booking.refusals import EventOver, NotThatWay, SignUpClosed, TooManyGuests

NIGHT_FROM, NIGHT_TO, ANSWER_BY = time(21), time(7), time(9)
LEAST = timedelta(minutes=15)
"""An offer for less time than that is of no use to anybody."""


@dataclass(frozen=True, slots=True)
class Promotions:
    """Those who are next, and those who were passed over, with the reason for the administration."""

    offered: tuple[Registration, ...]
    skipped: tuple[tuple[Registration, str], ...]


def check(event: Event, way: Way, guests: int, now: datetime) -> None:
    """Raises SignUpClosed, NotThatWay or TooManyGuests."""
    _check_open(event, now)
    if way not in event.ways:
        raise NotThatWay(event_id=event.id, way=way)
    if guests > event.guests:
        raise TooManyGuests(event_id=event.id, most=event.guests)


def check_taking(event: Event, now: datetime) -> None:
    """Raises EventOver or SignUpClosed."""
    if not event.is_on:
        raise EventOver(event_id=event.id, state=event.state)
    _check_open(event, now)


def named(own: Registration | None, guests: tuple[str, ...]) -> tuple[str, ...]:
    """Only another number keeps the names that are known, as many as there is room for."""
    if own is None or own.standing not in IN or any(guests):
        return guests
    known = [name for name in own.guests if name]
    return (*known, *guests)[: len(guests)]


def taken(registrations: Iterable[Registration], way: Way) -> int:
    return sum(r.party for r in registrations if r.way is way and r.standing in HOLDS)


def free(event: Event, registrations: Iterable[Registration], way: Way) -> int | None:
    """Places that nobody holds; None where there is no limit."""
    return _left(event, way, taken(registrations, way))


def queue(registrations: Iterable[Registration], way: Way) -> list[Registration]:
    """Who waits, in the order in which they asked."""
    waiting = (r for r in registrations if r.way is way and r.standing is Standing.WAITING)
    return sorted(waiting, key=lambda r: (r.asked_at, r.id))


def standing(event: Event, others: Tally, way: Way, party: int) -> Standing:
    """Going where they fit and nobody waits; nobody goes past the queue."""
    left = _left(event, way, others.held[way])
    fits = left is None or party <= left
    return Standing.GOING if fits and not others.waiting[way] else Standing.WAITING


def frees(change: RegistrationChange) -> bool:
    """Whether places are given up that somebody in the queue may want."""
    return any(_held(change.before, way) > _held(change.after, way) for way in Way)


def promotions(event: Event, registrations: Sequence[Registration], until: datetime | None) -> Promotions:
    """The queue against what is free. A party that is too large is passed over, not waited for.

    None as `until` offers nothing.
    """
    offered: list[Registration] = []
    skipped: list[tuple[Registration, str]] = []
    for way in event.ways if until is not None else ():
        left = free(event, registrations, way)
        for waiting in queue(registrations, way):
            if left is not None and waiting.party > left:
                skipped.append((waiting, f"{waiting.party} places wanted, {left} free"))
                continue
            offered.append(waiting)
            left = None if left is None else left - waiting.party
    last = max((each.asked_at for each in offered), default=None)
    passed = (each for each in skipped if last is not None and each[0].asked_at < last)
    return Promotions(offered=tuple(offered), skipped=tuple(passed))


def answer_by(event: Event, space: Space, now: datetime) -> datetime | None:
    """Until when an offer made now stands. None where it is too late to offer anything.

    An offer that would run out at night waits until the morning, and none outlasts the sign-up.
    """
    if not event.takes_names_at(now) or event.closes_at - now < LEAST:
        return None
    deadline = now + space.holds_places
    local = space.local(deadline)
    if local.time() >= NIGHT_FROM:
        deadline = space.at(local.date() + timedelta(days=1), ANSWER_BY)
    elif local.time() < NIGHT_TO:
        deadline = space.at(local.date(), ANSWER_BY)
    return min(deadline, event.closes_at)


def _left(event: Event, way: Way, held: int) -> int | None:
    limit = event.limit(way)
    return None if limit is None else max(0, limit - held)


def _held(registration: Registration | None, way: Way) -> int:
    return taken([registration], way) if registration else 0


def _check_open(event: Event, now: datetime) -> None:
    if not event.takes_names_at(now):
        raise SignUpClosed(event_id=event.id, opens_at=event.opens_at, closes_at=event.closes_at)
