"""The room of an event: held whether anybody checks in or not, and let go with the event."""

from datetime import timedelta

from booking.model.bookings import Status
from tests.cases.conftest import World
from tests.cases.test_events import published


async def test_a_room_that_somebody_checked_in_to_is_let_go_with_the_event(world: World) -> None:
    event = await published(world, resource_id="drivhuset", address="")
    world.clock.time = event.interval.start - timedelta(minutes=5)
    await world.core.reserving.check_in(world.office.actor, event.booking_id, world.ask())

    await world.core.hosting.cancel(world.office.actor, event.id, world.ask())

    assert (await world.core.database.bookings.get(event.booking_id)).status is Status.CANCELLED


async def test_a_room_that_somebody_checked_in_to_stays_one_booking_when_the_event_changes(
    world: World,
) -> None:
    event = await published(world, resource_id="drivhuset", address="")
    world.clock.time = event.interval.start - timedelta(minutes=5)
    await world.core.reserving.check_in(world.office.actor, event.booking_id, world.ask())

    await world.core.hosting.change(
        world.office.actor, event.id, {"title": "Frokost, med vafler"}, world.ask()
    )

    (booking,) = await world.core.database.bookings.blocking(event.interval)
    assert (booking.id, booking.title) == (event.booking_id, "Frokost, med vafler")
