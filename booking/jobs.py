"""The timetable, as data. The scheduler only ticks: what is due is asked of the database each time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from booking.announcing import Announcing
from booking.delivery import Delivery
from booking.following import Following
from booking.forgetting import Forgetting
from booking.guiding import Guiding
from booking.own_calendars import OwnCalendars
from booking.ports import Places
from booking.releasing import Releasing
from booking.reminding import Reminding
from booking.seats import Seats
from booking.taking_up import TakingUp
from booking.waiting import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`work` is safe to run anywhere, at any time, by any number of processes at once."""

    name: str
    every: timedelta
    work: Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """What runs by time."""

    delivery: Delivery
    releasing: Releasing
    waiting: Waiting
    seats: Seats
    reminding: Reminding
    announcing: Announcing
    guiding: Guiding
    following: Following
    own_calendars: OwnCalendars
    places: Places
    forgetting: Forgetting
    taking_up: TakingUp


def timetable(works: Works) -> tuple[Job, ...]:
    """Each with how often; what it finds to do is asked of the database."""
    return (
        Job(name="deliver", every=timedelta(seconds=5), work=works.delivery.deliver),
        Job(name="deliver to many", every=timedelta(seconds=5), work=works.delivery.deliver_to_many),
        Job(name="lapse offers", every=timedelta(seconds=30), work=works.waiting.lapse_offers),
        Job(name="offer what is free", every=timedelta(minutes=1), work=works.waiting.offer_what_is_free),
        Job(name="announce", every=timedelta(seconds=30), work=works.announcing.go_on),
        Job(name="remind of events", every=timedelta(minutes=1), work=works.reminding.remind),
        Job(name="remind of guidance", every=timedelta(minutes=1), work=works.following.remind),
        Job(name="tell of late answers", every=timedelta(minutes=5), work=works.guiding.escalate),
        Job(name="ask about what was begun", every=timedelta(minutes=15), work=works.taking_up.remind),
        Job(name="ask how it went", every=timedelta(minutes=15), work=works.following.check_up),
        Job(name="notice newcomers", every=timedelta(hours=1), work=works.following.notice_newcomers),
        Job(name="read own calendars", every=timedelta(minutes=1), work=works.own_calendars.refresh),
        Job(name="lapse places", every=timedelta(seconds=30), work=works.seats.lapse_offers),
        Job(name="offer places", every=timedelta(minutes=1), work=works.seats.offer_places),
        Job(name="release no-shows", every=timedelta(minutes=1), work=works.releasing.release_no_shows),
        Job(name="read the catalogue", every=timedelta(seconds=30), work=works.places.refresh),
        Job(name="forget what is old", every=timedelta(hours=1), work=works.forgetting.forget),
    )
