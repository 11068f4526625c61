"""Many at once, each on a connection of their own: one winner, no deadlock, no other error."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Iterable
from dataclasses import replace
from datetime import timedelta

import pytest_asyncio

from booking.model.bookings import Booking, BookingId, Status
from booking.model.people import Invitation, Person, PersonId, Role
from booking.ports import AlreadyRecorded, Deed
from booking.refusals import SlotTaken, Stale
from db import Database
from tests.builders import NOW, a_person
from tests.contracts.deeds import ByHand, a_deed, a_message, cancelling, changing, elsewhere, hour, making

EIGHT = range(8)
ROUNDS = 30


@pytest_asyncio.fixture
async def eight(place: Database, database_url: str) -> AsyncIterator[list[Database]]:
    """Eight programs on one database, `place` having filled it."""
    opened = [await Database.open(database_url, connections=2) for _ in EIGHT]
    yield opened
    await asyncio.gather(*(each.close() for each in opened))


async def outcomes(attempts: Iterable[Awaitable[None]]) -> Counter[str]:
    """How often it was done, and how often refused by what."""
    ended = await asyncio.gather(*attempts, return_exceptions=True)
    return Counter("done" if error is None else type(error).__name__ for error in ended)


def recording(programs: list[Database], deeds: Iterable[Deed]) -> Iterable[Awaitable[None]]:
    return [program.ledger.record(deed) for program, deed in zip(programs, deeds, strict=True)]


async def test_one_slot_has_one_winner(eight: list[Database], by_hand: ByHand) -> None:
    for number in range(ROUNDS):
        wanted = [hour(number, id=BookingId(f"{number} {who}")) for who in EIGHT]
        deeds = [a_deed(b.id, making(b), messages=(a_message(b),)) for b in wanted]
        assert await outcomes(recording(eight, deeds)) == {"done": 1, SlotTaken.__name__: 7}
    assert await by_hand.counts("bookings", "changes", "outbox") == [ROUNDS] * 3


async def test_one_key_is_done_once(eight: list[Database], by_hand: ByHand) -> None:
    for number in range(ROUNDS):
        deeds = [a_deed(f"tap {number}", making(elsewhere(hour(number), who + 1))) for who in EIGHT]
        assert await outcomes(recording(eight, deeds)) == {"done": 1, AlreadyRecorded.__name__: 7}
    assert await by_hand.counts("bookings", "changes") == [ROUNDS] * 2


async def test_one_booking_is_changed_once(eight: list[Database]) -> None:
    for number in range(ROUNDS):
        booking = hour(number)
        await eight[0].ledger.record(a_deed(f"make {number}", making(booking)))
        deeds = [a_deed(f"{number} {who}", cancelling(booking)) for who in EIGHT]
        assert await outcomes(recording(eight, deeds)) == {"done": 1, Stale.__name__: 7}


async def test_moves_and_new_bookings_race_for_one_slot(eight: list[Database], by_hand: ByHand) -> None:
    for number in range(0, ROUNDS * 2, 2):
        slot = hour(number)
        movers = [elsewhere(slot, who + 1) for who in range(4)]
        await eight[0].ledger.record(a_deed(f"make {number}", *map(making, movers)))
        moves = [changing(mover, resource_id=slot.resource_id) for mover in movers]
        new = [making(replace(slot, id=BookingId(f"{number} {who}"))) for who in range(4)]
        pairs = zip([*moves, *new], EIGHT, strict=True)
        deeds = [a_deed(f"{number} {who}", change) for change, who in pairs]
        assert await outcomes(recording(eight, deeds)) == {"done": 1, SlotTaken.__name__: 7}
    held = "SELECT count(*) FROM bookings WHERE resource_id = 'drivhuset'"
    assert await by_hand.run(held) == [(ROUNDS,)]


async def test_deeds_of_several_claims_in_opposite_order_do_not_deadlock(eight: list[Database]) -> None:
    for number in range(ROUNDS):
        slots = [elsewhere(hour(number), desk) for desk in range(1, 5)]
        deeds = []
        for who in EIGHT:
            own = [replace(slot, id=BookingId(f"{slot.id} {who}")) for slot in slots]
            deeds.append(a_deed(f"{number} {who}", *map(making, own[:: -1 if who % 2 else 1])))
        assert await outcomes(recording(eight, deeds)) == {"done": 1, SlotTaken.__name__: 7}


async def test_series_that_move_through_one_another_do_not_deadlock(eight: list[Database]) -> None:
    """Four series take their turns at one another's times, while others book single hours in between."""
    series = [
        [hour(number, id=BookingId(f"{who} {number}")) for number in range(who, 40, 4)] for who in range(4)
    ]
    for who, days in enumerate(series):
        await eight[0].ledger.record(a_deed(f"make {who}", *map(making, days)))
    for step in range(10):
        deeds = [
            a_deed(f"{step} {who}", *(changing(b, interval=b.interval.shifted(shift)) for b in days))
            for who, days in enumerate(series)
            for shift in [timedelta(hours=100 if step % 2 == 0 else -100)]
        ]
        new = [a_deed(f"{step} new {who}", making(_single(step, who))) for who in range(4)]
        ended = await outcomes(recording(eight, [*deeds, *new]))
        assert set(ended) <= {"done", SlotTaken.__name__, Stale.__name__}
        series = [[await _as_it_stands(eight[0], b) for b in days] for days in series]


async def test_a_slot_that_is_freed_goes_to_one_of_those_who_want_it(eight: list[Database]) -> None:
    for number in range(ROUNDS):
        booking = hour(number)
        await eight[0].ledger.record(a_deed(f"make {number}", making(booking)))
        free = a_deed(
            f"free {number}", cancelling(booking), making(replace(booking, id=BookingId(f"next {number}")))
        )
        new = [making(replace(booking, id=BookingId(f"{number} {who}"))) for who in range(7)]
        deeds = [free, *(a_deed(change.after.id, change) for change in new)]
        assert await outcomes(recording(eight, deeds)) == {"done": 1, SlotTaken.__name__: 7}


async def test_an_invitation_lets_one_in(eight: list[Database]) -> None:
    for number in range(ROUNDS):
        await eight[0].invitations.add(_invitation(f"secret {number}"))
        newcomers = [
            a_person(id=PersonId(f"{number} {who}"), telegram_id=number * 10 + who, tenant_id=None)
            for who in EIGHT
        ]
        entering = zip(eight, newcomers, strict=True)
        joined = await asyncio.gather(
            *(each.invitations.redeem(f"secret {number}", newcomer, NOW) for each, newcomer in entering)
        )
        assert sum(person is not None for person in joined) == 1


async def test_one_account_with_several_invitations_is_one_person(eight: list[Database]) -> None:
    for number in range(ROUNDS):
        for who in EIGHT:
            await eight[0].invitations.add(_invitation(f"{number} {who}"))
        joined = await asyncio.gather(
            *(
                each.invitations.redeem(f"{number} {who}", _newcomer(number, who), NOW)
                for who, each in enumerate(eight)
            )
        )
        assert len({person.id for person in joined if person is not None}) == 1
        assert None not in joined


async def test_a_message_is_claimed_by_one(eight: list[Database]) -> None:
    bookings = [hour(number) for number in range(40)]
    told = tuple(a_message(booking) for booking in bookings)
    await eight[0].ledger.record(a_deed("make", *map(making, bookings), messages=told))
    lease = NOW + timedelta(minutes=2)
    claimed: list[int] = []
    while len(claimed) < len(told):
        rounds = await asyncio.gather(*(e.outbox.claim(NOW, lease_until=lease, limit=3) for e in eight[:4]))
        claimed += [due.id for found in rounds for due in found]
    assert len(claimed) == len(set(claimed)) == len(told)


def _single(step: int, who: int) -> Booking:
    return hour(who + step * 4, id=BookingId(f"{step} single {who}"))


async def _as_it_stands(program: Database, booking: Booking) -> Booking:
    found = await program.bookings.get(booking.id)
    assert found is not None
    assert found.status is Status.CONFIRMED
    return found


def _invitation(token_hash: str) -> Invitation:
    expires = NOW + timedelta(days=14)
    return Invitation(token_hash=token_hash, role=Role.TENANT, name="", tenant_id=None, expires_at=expires)


def _newcomer(number: int, who: int) -> Person:
    return a_person(id=PersonId(f"{number} {who}"), telegram_id=number, tenant_id=None)
