"""What is shut is held by the database: by hand, by deed, and by many at once."""

import asyncio
from datetime import timedelta

import pytest

from booking.closing import Shutting
from booking.model.bookings import ACTIVE, BookingId, Status
from booking.model.deviations import Deviates, Deviation, DeviationAction, DeviationChange, DeviationId
from booking.model.interval import Interval
from booking.model.messages import Purpose, Request
from booking.model.people import PersonId, Role
from booking.model.spaces import ResourceId, SpaceId
from booking.refusals import Refusal, Stale
from booking.reserving import Wish
from booking.shut import CatalogueChanged
from commands.composition import Core, compose
from commands.randomness import SecretTokens
from db import Database
from tests.builders import NOW, a_booking, a_person, at
from tests.cases.conftest import MovedClock
from tests.contracts.deeds import (
    KARI,
    REFUSED_BY_DRIVER,
    ByHand,
    a_deed,
    cancelling,
    changing,
    elsewhere,
    making,
)

SPACE = SpaceId("grundergartneriet")
AFTERNOON = Interval(at("12:00"), at("18:00"))
OFFICE = a_person(
    id=PersonId("office"), telegram_id=9, tenant_id=None, roles=frozenset({Role.ADMINISTRATION})
)
ROUNDS = 12


def a_closure(number: int = 1, **fields: object) -> Deviation:
    return Deviation(
        **{
            "id": DeviationId(f"d{number}"),
            "kind": Deviates.CLOSED,
            "space_id": SPACE,
            "resource_id": None,
            "interval": AFTERNOON,
            "reason": "maling",
            "made_by": OFFICE.id,
            "made_at": NOW,
            **fields,
        }
    )


def shutting(after: Deviation, *stays: str) -> DeviationChange:
    return DeviationChange(
        action=DeviationAction.MADE, before=None, after=after, actor=KARI, at=NOW, stays=stays
    )


def opening(before: Deviation) -> DeviationChange:
    return DeviationChange(
        action=DeviationAction.ENDED, before=before, after=before.ended(OFFICE.id, NOW), actor=KARI, at=NOW
    )


def afternoon(**fields: object):
    interval = Interval(at("13:00"), at("14:00"))
    return a_booking(**{"interval": interval, "clear_at": interval.end, **fields})


async def test_a_closure_is_kept_with_its_log_and_raises_the_catalogue(place: Database) -> None:
    before = place.places.catalogue().revision
    closure = a_closure()
    await place.ledger.record(a_deed("shut", deviations=(shutting(closure),)))

    assert await place.deviations.get(closure.id) == closure
    assert await place.deviations.standing(NOW) == [closure]
    assert await place.deviations.standing(AFTERNOON.end) == []
    assert await place.deviations.key_of(closure.id) == "shut"
    assert [change.after for change in await place.deviations.recorded("shut")] == [closure]
    assert await place.deviations.of_person(OFFICE.id) == [closure]
    await place.places.refresh()
    assert place.places.catalogue().revision > before
    assert place.places.catalogue().spaces[SPACE].closures == (closure.closure,)


async def test_a_closure_of_a_resource_and_a_loan_stand_on_that_resource(place: Database) -> None:
    room = a_closure(1, resource_id=ResourceId("drivhuset"))
    loan = a_closure(2, kind=Deviates.LENT, resource_id=ResourceId("pult-1"))
    await place.ledger.record(a_deed("both", deviations=(shutting(room), shutting(loan))))
    await place.places.refresh()
    resources = place.places.catalogue().resources
    assert resources["drivhuset"].closures == (room.closure,)
    assert resources["pult-1"].lent == (AFTERNOON,)
    assert resources["potteskuret"].closures == ()

    await place.ledger.record(a_deed("end", deviations=(opening(room), opening(loan))))
    await place.places.refresh()
    resources = place.places.catalogue().resources
    assert (resources["drivhuset"].closures, resources["pult-1"].lent) == ((), ())
    with pytest.raises(Stale):
        await place.ledger.record(a_deed("again", deviations=(opening(room),)))


async def test_nothing_is_booked_in_what_is_shut_by_deed_or_by_hand(place: Database, by_hand: ByHand) -> None:
    await place.ledger.record(a_deed("shut", deviations=(shutting(a_closure()),)))
    for number, booking in enumerate((afternoon(), elsewhere(afternoon(), 3))):
        with pytest.raises(CatalogueChanged):
            await place.ledger.record(a_deed(f"deed {number}", making(booking)))
        with pytest.raises(REFUSED_BY_DRIVER, match="booking_closed"):
            await by_hand.insert(booking)
    morning = a_booking(interval=Interval(at("09:00"), at("12:00")))
    await place.ledger.record(a_deed("morning", making(morning)))
    longer = Interval(at("09:00"), at("12:15"))
    with pytest.raises(CatalogueChanged):
        await place.ledger.record(a_deed("longer", changing(morning, interval=longer)))
    await place.ledger.record(a_deed("open", deviations=(opening(a_closure()),)))
    await place.ledger.record(a_deed("at last", making(afternoon(id=BookingId("b9")))))


async def test_a_closure_with_a_booking_in_its_way_is_stale_unless_that_goes_or_stays(
    place: Database,
) -> None:
    booking = afternoon()
    await place.ledger.record(a_deed("make", making(booking)))
    with pytest.raises(Stale):
        await place.ledger.record(a_deed("shut", deviations=(shutting(a_closure()),)))
    assert await place.deviations.get(a_closure().id) is None

    staying = a_deed("stays", deviations=(shutting(a_closure(1), booking.id),))
    await place.ledger.record(staying)
    going = a_deed("goes", cancelling(booking), deviations=(shutting(a_closure(2)),))
    await place.ledger.record(going)
    back = changing(cancelling(booking).after, status=Status.CONFIRMED)
    with pytest.raises(CatalogueChanged):
        await place.ledger.record(a_deed("back", back))


async def test_what_stays_may_end_early_and_move_away_but_not_on(place: Database) -> None:
    booking = afternoon()
    await place.ledger.record(a_deed("make", making(booking)))
    await place.ledger.record(a_deed("shut", deviations=(shutting(a_closure(), booking.id),)))
    shorter = changing(booking, interval=Interval(at("13:00"), at("13:30")))
    await place.ledger.record(a_deed("shorter", shorter))
    later = changing(shorter.after, interval=Interval(at("13:15"), at("13:45")))
    with pytest.raises(CatalogueChanged):
        await place.ledger.record(a_deed("later", later))
    away = changing(shorter.after, interval=Interval(at("10:00"), at("10:30")))
    await place.ledger.record(a_deed("away", away))


async def _core(url: str) -> tuple[Database, Core]:
    database = await Database.open(url, connections=2)
    return database, compose(database, MovedClock(NOW), SecretTokens())


async def test_who_books_while_it_is_shut_is_refused_or_cancelled_and_told(
    place: Database, database_url: str, by_hand: ByHand
) -> None:
    people = [a_person(id=PersonId(f"p{n}"), telegram_id=100 + n, tenant_id=None) for n in range(7)]
    for person in (*people, OFFICE):
        await place.people.add(person)
    opened = [await _core(database_url) for _ in range(8)]
    closer, bookers = opened[0][1], [core for _, core in opened[1:]]
    try:
        for number in range(ROUNDS):
            day = timedelta(days=number + 1)
            shut = Shutting(space_id=SPACE, intervals=(AFTERNOON.shifted(day),), reason="maling")
            attempts = [
                core.reserving.book(
                    who.actor,
                    who,
                    Wish(
                        resource_id=f"pult-{n + 1}", interval=Interval(at("13:00"), at("14:00")).shifted(day)
                    ),
                    Request(key=f"book {number} {n}"),
                )
                for n, (core, who) in enumerate(zip(bookers, people, strict=True))
            ]
            closing = closer.house.closing.close(OFFICE.actor, shut, Request(key=f"shut {number}"))
            half = len(attempts) // 2
            ended = await asyncio.gather(*attempts[:half], closing, *attempts[half:], return_exceptions=True)
            errors = [each for each in ended if isinstance(each, BaseException)]
            assert all(isinstance(each, Refusal) for each in errors), errors
            left = await place.bookings.blocking(shut.whole)
            assert [b for b in left if b.status in ACTIVE] == []
        made = len(await by_hand.run("SELECT 1 FROM bookings"))
        told = await by_hand.run("SELECT 1 FROM outbox WHERE purpose = ?", Purpose.CLOSED.value)
        assert len(told) == made, "each that was booked was cancelled and told"
        assert len(await by_hand.run("SELECT 1 FROM deviations")) == ROUNDS
    finally:
        for database, _ in opened:
            await database.close()
