"""Closing the house or a room: shown first, done in one deed, told, and held to."""

from datetime import timedelta

import pytest

from booking.closing import Shutting
from booking.model.bookings import Status, WaitState
from booking.model.deviations import Deviation
from booking.model.guidance import Meeting
from booking.model.interval import Interval
from booking.model.messages import Purpose
from booking.model.spaces import SpaceId
from booking.refusals import ClosedDay, InThePast, NotAllowed, NothingToUndo, RuleBroken, SeriesConflicts
from booking.shut import OutOfOrder
from tests.builders import MONDAY, a_catalogue, at, span
from tests.cases.conftest import Listener, World
from tests.cases.test_events import published
from tests.cases.test_guidance import a_case, a_meeting, an_adviser
from tests.cases.test_series import make, weekly

TUESDAY = MONDAY + timedelta(days=1)
HOUSE = SpaceId("grundergartneriet")
ALL_TUESDAY = Interval(at("00:00", TUESDAY), at("00:00", TUESDAY + timedelta(days=1)))


def the_house(interval: Interval = ALL_TUESDAY, reason: str = "det skal males") -> Shutting:
    return Shutting(space_id=HOUSE, intervals=(interval,), reason=reason)


def the_room(start: str, end: str, resource: str = "drivhuset") -> Shutting:
    return Shutting(
        space_id=HOUSE, resource_id=resource, intervals=(span(start, end, TUESDAY),), reason="lekkasje"
    )


async def heard(world: World) -> list:
    listener = Listener()
    await world.core.delivery(listener).deliver()
    return listener.heard


async def shut(world: World, wish: Shutting) -> Deviation:
    (closure,) = await world.core.house.closing.close(world.office.actor, wish, world.ask())
    return closure


async def test_whom_it_hits_is_shown_and_nothing_is_done(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    hits = await world.core.house.closing.hits(world.office.actor, the_house())

    (hit,) = hits.bookings
    assert (hit.booking, hit.holder.name) == (booking, world.kari.name)
    assert hit.instead
    assert all(not each.interval.overlaps(ALL_TUESDAY) for each in hit.instead)
    assert (await world.core.database.bookings.get(booking.id)) == booking
    assert await world.core.house.closing.standing(world.office.actor) == []
    await world.book(day=TUESDAY, resource="potteskuret")


async def test_one_tap_cancels_tells_and_shuts(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    await heard(world)
    request = world.ask()

    (closure,) = await world.core.house.closing.close(world.office.actor, the_house(), request)
    (again,) = await world.core.house.closing.close(world.office.actor, the_house(), request)

    assert again == closure
    assert await world.core.house.closing.standing(world.office.actor) == [closure]
    assert (await world.core.database.bookings.get(booking.id)).status is Status.CANCELLED
    (news,) = await heard(world)
    assert (news.message.purpose, news.person.name) == (Purpose.CLOSED, world.kari.name)
    assert news.closure == closure
    assert news.instead
    for alternative in news.instead:
        assert not alternative.interval.overlaps(ALL_TUESDAY)


async def test_what_is_shut_is_not_to_be_had_and_it_says_why(world: World) -> None:
    await shut(world, the_house())
    with pytest.raises(ClosedDay) as day:
        await world.book(day=TUESDAY)
    assert day.value.reason == {"nb": "det skal males"}
    assert day.value.alternatives
    assert await world.core.looking.free(span("10:00", "12:00", TUESDAY), world.kari) == []
    with pytest.raises(SeriesConflicts):
        await make(world, weekly(TUESDAY + timedelta(days=14)))


async def test_a_room_is_shut_for_some_hours_and_the_rest_of_the_day_is_to_be_had(world: World) -> None:
    await shut(world, the_room("10:00", "12:00"))
    with pytest.raises(OutOfOrder) as refused:
        await world.book("11:00", "13:00", day=TUESDAY)
    assert (refused.value.reason, refused.value.whole_space) == ("lekkasje", False)
    assert refused.value.interval == span("10:00", "12:00", TUESDAY)
    await world.book("11:00", "13:00", day=TUESDAY, resource="potteskuret")
    await world.book("12:00", "13:00", day=TUESDAY)
    await world.book("08:00", "10:00", day=TUESDAY)


async def test_some_hours_of_the_house_are_no_day_of_a_desk(world: World) -> None:
    await shut(world, the_house(span("10:00", "12:00", TUESDAY)))
    with pytest.raises(OutOfOrder) as refused:
        await world.book("06:00", "23:00", day=TUESDAY, resource="pult-1")
    assert refused.value.whole_space
    await world.book("12:00", "16:00", day=TUESDAY, resource="pult-1")


async def test_one_that_has_begun_is_cut_short_and_told(world: World) -> None:
    booking = await world.book("09:00", "12:00")
    await heard(world)
    world.clock.set("10:00")

    closure = await shut(world, the_house(span("00:00", "23:59")))

    assert closure.interval.start == at("10:00")
    left = await world.core.database.bookings.get(booking.id)
    assert (left.status, left.interval) == (Status.ENDED, span("09:00", "10:00"))
    (news,) = await heard(world)
    assert news.message.purpose is Purpose.CLOSED


async def test_nobody_is_offered_what_is_shut(world: World) -> None:
    await world.book(day=TUESDAY)
    wait = await world.core.waiting.ask(world.ola.actor, world.ola, world.wish(day=TUESDAY), world.ask())
    await shut(world, the_house())
    await world.core.waiting.offer_what_is_free()
    assert (await world.core.database.waits.get(wait.id)).state is WaitState.WAITING


async def test_an_offer_that_is_held_goes_with_it(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    wait = await world.core.waiting.ask(world.ola.actor, world.ola, world.wish(day=TUESDAY), world.ask())
    await world.core.reserving.cancel(world.kari.actor, booking.id, world.ask())
    await shut(world, the_house())
    assert (await world.core.database.waits.get(wait.id)).state is WaitState.LAPSED


async def test_it_can_be_undone_and_everybody_has_theirs_again(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    closure = await shut(world, the_house())
    await heard(world)

    await world.core.house.closing.undo(world.office.actor, closure.id, world.ask())
    await world.core.house.closing.undo(world.office.actor, closure.id, world.ask())

    assert (await world.core.database.bookings.get(booking.id)).status is Status.CONFIRMED
    assert [news.message.purpose for news in await heard(world)] == [Purpose.NEWS]
    assert await world.core.house.closing.standing(world.office.actor) == []
    await world.book(day=TUESDAY, resource="potteskuret")


async def test_after_a_while_it_is_only_lifted(world: World) -> None:
    booking = await world.book(day=TUESDAY)
    closure = await shut(world, the_house())
    world.clock.advance(minutes=16)
    with pytest.raises(NothingToUndo):
        await world.core.house.closing.undo(world.office.actor, closure.id, world.ask())

    await world.core.house.closing.lift(world.office.actor, closure.id, world.ask())

    assert (await world.core.database.bookings.get(booking.id)).status is Status.CANCELLED
    await world.book(day=TUESDAY)


async def test_only_the_administration_closes_and_not_what_is_over(world: World) -> None:
    closing = world.core.house.closing
    for attempt in (
        closing.hits(world.kari.actor, the_house()),
        closing.close(world.kari.actor, the_house(), world.ask()),
        closing.standing(world.kari.actor),
    ):
        with pytest.raises(NotAllowed):
            await attempt
    with pytest.raises(InThePast):
        await closing.hits(world.office.actor, the_house(span("07:00", "08:00")))


async def test_events_and_meetings_stay_are_shown_and_the_adviser_hears(world: World) -> None:
    anne = await an_adviser(world, "anne", 1010)
    case = await a_case(world)
    meeting = await a_meeting(world, anne, case)
    event = await published(world, resource_id="orangeriet", address="")
    await heard(world)
    day = Interval(min(meeting.interval.start, event.interval.start), event.interval.end)
    whole = Interval(day.start - timedelta(hours=1), max(day.end, meeting.interval.end))

    hits = await world.core.house.closing.hits(world.office.actor, the_house(whole))
    assert [each.id for each in hits.events] == [event.id]
    assert [each.id for each in hits.meetings] == [meeting.id]
    assert hits.bookings == ()

    closure = await shut(world, the_house(whole))

    assert (await world.core.database.bookings.get(event.booking_id)).status is Status.CONFIRMED
    news = await heard(world)
    assert [(each.message.purpose, each.person.id) for each in news] == [(Purpose.MEETING_CLOSED, anne.id)]
    assert news[0].closure == closure


async def test_no_guidance_is_offered_while_the_house_is_shut(world: World) -> None:
    anne = await an_adviser(world, "anne", 1010)
    plan = await world.core.guidance.advising.plan(anne.id)
    before = await world.core.guidance.advising.times(plan, Meeting.DIGITAL, 3)
    await shut(world, the_house(Interval(before[0].start, before[-1].end)))
    after = await world.core.guidance.advising.times(plan, Meeting.DIGITAL, 3)
    assert all(not each.overlaps(Interval(before[0].start, before[-1].end)) for each in after)


async def test_a_catalogue_that_does_not_know_yet_is_told_by_the_database(world: World) -> None:
    """Another process has closed it: the guard refuses, the catalogue is read again, and the no says why."""
    places = world.core.database.places
    before = places.catalogue()
    await shut(world, the_room("10:00", "12:00"))
    places._catalogue = before

    with pytest.raises(OutOfOrder) as refused:
        await world.book(day=TUESDAY)

    assert refused.value.reason == "lekkasje"
    assert refused.value.alternatives


async def test_the_space_file_and_a_closure_stand_beside_one_another(world: World) -> None:
    await shut(world, the_room("10:00", "12:00"))
    await world.core.database.places.apply(a_catalogue())
    with pytest.raises(RuleBroken):
        await world.book(day=TUESDAY)
