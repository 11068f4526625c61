"""The timetable, as data. The scheduler only ticks: what is due is asked of the database each time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from booking.announcing import Announcing
from booking.delivery import Delivery
from booking.forgetting import Forgetting
from booking.ports import Places
from booking.releasing import Releasing
from booking.seats import Seats
from booking.waiting import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`work` is safe to run anywhere, at any time, by any number of processes at once."""

    name: str
    every: timedelta
    work: Callable[[], Awaitable[object]]


def timetable(
    *,
    delivery: Delivery,
    releasing: Releasing,
    waiting: Waiting,
    seats: Seats,
    announcing: Announcing,
    places: Places,
    forgetting: Forgetting,
) -> tuple[Job, ...]:
    return (
        Job(name="deliver", every=timedelta(seconds=5), work=delivery.deliver),
        Job(name="deliver to many", every=timedelta(seconds=5), work=delivery.deliver_to_many),
        Job(name="lapse offers", every=timedelta(seconds=30), work=waiting.lapse_offers),
        Job(name="offer what is free", every=timedelta(minutes=1), work=waiting.offer_what_is_free),
        Job(name="announce", every=timedelta(seconds=30), work=announcing.go_on),
        Job(name="lapse places", every=timedelta(seconds=30), work=seats.lapse_offers),
        Job(name="offer places", every=timedelta(minutes=1), work=seats.offer_places),
        Job(name="release no-shows", every=timedelta(minutes=1), work=releasing.release_no_shows),
        Job(name="read the catalogue", every=timedelta(seconds=30), work=places.refresh),
        Job(name="forget what is old", every=timedelta(hours=1), work=forgetting.forget),
    )
