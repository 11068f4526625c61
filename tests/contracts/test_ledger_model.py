"""The ledger against a model that is slow and plain to see: a dict of bookings and a dict of keys."""

import asyncio
from datetime import timedelta
from itertools import combinations, count
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from booking.model.bookings import BLOCKING, Booking, BookingId, Change, Status
from booking.model.interval import Interval
from booking.model.spaces import Policy, ResourceId
from booking.ports import AlreadyRecorded, Page
from booking.refusals import SlotTaken, Stale
from db import Database
from tests.builders import NOW, a_booking, a_catalogue, a_resource
from tests.contracts.deeds import ByHand, a_deed, changing, making

BUFFERS = {ResourceId("drivhuset"): timedelta(), ResourceId("studio"): timedelta(minutes=15)}
QUARTER = timedelta(minutes=15)
Deeds = tuple[Change, ...]

spans = st.builds(
    lambda start, length: Interval(NOW + start * QUARTER, NOW + (start + length) * QUARTER),
    st.integers(0, 24),
    st.integers(1, 8),
)
places = st.sampled_from(sorted(BUFFERS))
statuses = st.sampled_from(Status)


def fields(resource_id: ResourceId, interval: Interval, status: Status) -> dict[str, Any]:
    clear = interval.end + BUFFERS[resource_id]
    return {"resource_id": resource_id, "interval": interval, "clear_at": clear, "status": status}


wishes = st.builds(fields, places, spans, statuses)


class LedgerMachine(RuleBasedStateMachine):
    """Draws deeds from what stands and from what stood before; the model says how each must end."""

    url: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.numbers = count(1)
        self.stands: dict[BookingId, Booking] = {}
        self.stood: list[Booking] = []
        self.keys: dict[str, Deeds] = {}
        self.runner = asyncio.Runner()
        self.database = self.runner.run(self._fresh(self.url))

    async def _fresh(self, url: str) -> Database:
        for table in ("bookings", "changes"):
            await ByHand(url).run(f"DELETE FROM {table}")
        return await Database.open(url)

    def teardown(self) -> None:
        self.runner.run(self.database.close())
        self.runner.close()

    @rule(wanted=st.lists(wishes, min_size=1, max_size=3))
    def make(self, wanted: list[dict[str, Any]]) -> None:
        self.deed(*(making(a_booking(id=BookingId(f"b{next(self.numbers)}"), **wish)) for wish in wanted))

    @precondition(lambda self: self.stands)
    @rule(data=st.data(), wanted=st.lists(wishes, min_size=1, max_size=4))
    def change(self, data: st.DataObject, wanted: list[dict[str, Any]]) -> None:
        ids = data.draw(st.lists(st.sampled_from(sorted(self.stands)), unique=True, min_size=1, max_size=4))
        befores = [self.stands[booking_id] for booking_id in ids]
        self.deed(*(changing(before, **wish) for before, wish in zip(befores, wanted, strict=False)))

    @precondition(lambda self: self.stood)
    @rule(data=st.data(), wish=wishes)
    def change_what_is_no_longer_so(self, data: st.DataObject, wish: dict[str, Any]) -> None:
        self.deed(changing(data.draw(st.sampled_from(self.stood)), **wish))

    @precondition(lambda self: self.stands)
    @rule(data=st.data(), by=st.sampled_from([-4, -1, 1, 2, 4]), new=st.none() | wishes)
    def shift_all(self, data: st.DataObject, by: int, new: dict[str, Any] | None) -> None:
        """As a series moves: each into the next one's time, and somebody new into what becomes free."""
        shifted = [
            changing(b, **fields(b.resource_id, b.interval.shifted(by * QUARTER), b.status))
            for b in data.draw(st.permutations(list(self.stands.values())))
        ]
        added = [making(a_booking(id=BookingId(f"b{next(self.numbers)}"), **new))] if new else []
        self.deed(*shifted, *added)

    @precondition(lambda self: self.keys)
    @rule(data=st.data(), wish=wishes)
    def repeat(self, data: st.DataObject, wish: dict[str, Any]) -> None:
        key = data.draw(st.sampled_from(sorted(self.keys)))
        first = self.keys[key]
        new = making(a_booking(id=BookingId(f"b{next(self.numbers)}"), **wish))
        self.deed(*data.draw(st.sampled_from([first, (new,), (new, *first)])), key=key)

    def deed(self, *changes: Change, key: str | None = None) -> None:
        key = key or f"k{next(self.numbers)}"
        after = self.stands | {change.after.id: change.after for change in changes}
        try:
            self.runner.run(self.database.ledger.record(a_deed(key, *changes)))
        except AlreadyRecorded as known:
            assert known.changes == self.keys[key]  # noqa: PT017 -- any of four ends is right somewhere
        except Stale:
            assert key not in self.keys
            assert any(not self.is_current(change) for change in changes)
        except SlotTaken as taken:
            assert key not in self.keys
            assert overlapping(after)
            assert (taken.resource_id, taken.interval) in {  # noqa: PT017
                (change.after.resource_id, change.after.interval) for change in changes
            }
        else:
            assert key not in self.keys
            assert all(map(self.is_current, changes))
            assert not overlapping(after)
            self.keys[key] = changes
            self.stood += [change.before for change in changes if change.before]
            self.stands = after

    def is_current(self, change: Change) -> bool:
        return change.before is None or self.stands[change.before.id] == change.before

    @invariant()
    def it_stands_as_the_model_says(self) -> None:
        always = Interval(NOW - timedelta(days=9), NOW + timedelta(days=99))
        found, _ = self.runner.run(self.database.bookings.listing(always, page=Page(limit=1000)))
        assert {booking.id: booking for booking in found} == self.stands
        blocking = self.runner.run(self.database.bookings.blocking(always))
        assert {b.id for b in blocking} == {b.id for b in self.stands.values() if b.status in BLOCKING}

    @precondition(lambda self: self.stands)
    @rule(data=st.data())
    def look_into_the_past(self, data: st.DataObject) -> None:
        booking_id = data.draw(st.sampled_from(sorted(self.stands)))
        history = self.runner.run(self.database.bookings.history(booking_id))
        assert history == [c for changes in self.keys.values() for c in changes if c.after.id == booking_id]
        key = data.draw(st.sampled_from(sorted(self.keys)))
        assert self.runner.run(self.database.ledger.recorded(key)) == self.keys[key]


def overlapping(bookings: dict[BookingId, Booking]) -> bool:
    held = [b for b in bookings.values() if b.status in BLOCKING]
    return any(
        one.resource_id == other.resource_id
        and one.interval.start < other.clear_at
        and other.interval.start < one.clear_at
        for one, other in combinations(held, 2)
    )


def test_the_ledger_does_as_the_model_says(database_url: str) -> None:
    studio = a_resource(id=ResourceId("studio"), policy=Policy(buffer=QUARTER))
    room = a_resource()
    catalogue = a_catalogue(resources={room.id: room, studio.id: studio})
    asyncio.run(_stocked(database_url, catalogue))
    run_state_machine_as_test(
        type("OnThisDatabase", (LedgerMachine,), {"url": database_url}),
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )


async def _stocked(url: str, catalogue: Any) -> None:
    database = await Database.open(url)
    await database.places.apply(catalogue)
    await database.close()
