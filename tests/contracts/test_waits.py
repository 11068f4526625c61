"""What `Waits` promises: first come, first found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from booking.model.bookings import BookingId, Wait, WaitId, WaitState
from booking.model.people import PersonId
from booking.model.spaces import ResourceId
from booking.ports import WaitChange
from db import Database
from tests.builders import NOW, at, span
from tests.contracts.deeds import a_deed, a_wait, waiting


async def entered(place: Database, *waits: Wait) -> None:
    await place.ledger.record(a_deed(f"enter {waits[0].id}", waits=tuple(map(waiting, waits))))


def ids(waits: Sequence[Wait]) -> list[str]:
    return [wait.id for wait in waits]


async def test_the_queue_of_a_stretch_is_in_the_order_of_coming(place: Database) -> None:
    await entered(
        place,
        a_wait(3),
        a_wait(1, interval=span("11:00", "13:00")),
        a_wait(2, interval=span("12:00", "13:00")),
        a_wait(4, resource_id="pult-1"),
        a_wait(6),
        a_wait(5, asked_at=a_wait(6).asked_at),
    )
    queue = place.waits.queue
    assert ids(await queue(ResourceId("drivhuset"), span("10:00", "12:00"))) == ["w1", "w3", "w5", "w6"]
    assert ids(await queue(ResourceId("drivhuset"), span("12:30", "14:00"))) == ["w1", "w2"]
    assert await queue(ResourceId("pult-2"), span("10:00", "12:00")) == []


async def test_only_those_still_waiting_stand_in_line(place: Database) -> None:
    first, second = a_wait(1), a_wait(2)
    await entered(place, first, second)
    offered = replace(first, state=WaitState.OFFERED, offer=BookingId("held"))
    await place.ledger.record(a_deed("offer", waits=(WaitChange(before=first, after=offered),)))
    assert await place.waits.queue(first.resource_id, first.interval) == [second]
    assert await place.waits.open(NOW) == [second]
    assert await place.waits.by_offer(BookingId("held")) == offered
    assert await place.waits.by_offer(BookingId("other")) is None
    assert await place.waits.get(first.id) == offered
    assert await place.waits.get(WaitId("none")) is None
    assert ids(await place.waits.of_person(PersonId("kari"), NOW)) == ["w1", "w2"]
    taken = replace(offered, state=WaitState.TAKEN)
    await place.ledger.record(a_deed("take", waits=(WaitChange(before=offered, after=taken),)))
    assert ids(await place.waits.of_person(PersonId("kari"), NOW)) == ["w2"]


async def test_open_ones_are_those_that_can_still_be_had(place: Database) -> None:
    await entered(place, a_wait(2), a_wait(1), a_wait(3, interval=span("09:30", "10:00")))
    assert ids(await place.waits.open(at("09:30"))) == ["w1", "w2"]
    assert ids(await place.waits.open(at("09:29"), limit=2)) == ["w1", "w2"]
    assert await place.waits.open(at("10:00")) == []


async def test_a_person_sees_what_they_wait_for_from_a_moment_on(place: Database) -> None:
    tomorrow = a_wait(1, interval=a_wait().interval.shifted(timedelta(days=1)))
    await entered(place, tomorrow, a_wait(2), a_wait(3, person_id="ola"))
    assert ids(await place.waits.of_person(PersonId("kari"), at("10:00"))) == ["w2", "w1"]
    assert ids(await place.waits.of_person(PersonId("kari"), at("10:01"))) == ["w1"]
