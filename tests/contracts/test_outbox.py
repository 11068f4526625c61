"""What `Outbox` promises: each due message goes to one sender at a time, the oldest first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from booking.model.bookings import Booking
from booking.model.messages import Due, Message, Origin, Purpose
from booking.model.people import PersonId
from db import Database
from tests.builders import NOW, a_booking
from tests.contracts.deeds import ByHand, a_deed, a_message, making

MINUTE = timedelta(minutes=1)


async def promised(place: Database, *messages: Message) -> Booking:
    booking = a_booking()
    await place.ledger.record(a_deed("make", making(booking), messages=messages))
    return booking


def due_in(minutes: int, **fields: Any) -> Message:
    return a_message(a_booking(), revision=minutes + 100, due_at=NOW + minutes * MINUTE, **fields)


async def claimed(place: Database, now: datetime = NOW, **fields: Any) -> Sequence[Due]:
    return await place.outbox.claim(now, **{"lease_until": now + 2 * MINUTE, "limit": 50, **fields})


def revisions(found: Sequence[Due]) -> list[int]:
    return [due.message.revision - 100 for due in found]


async def test_what_is_due_comes_oldest_first_and_whole(place: Database) -> None:
    origin = Origin(chat_id=-100, message_id=2**40)
    first = due_in(-5, purpose=Purpose.SERIES, subject="s1", origin=origin)
    await promised(place, due_in(1), due_in(0), first, due_in(-1))
    found = await claimed(place)
    assert revisions(found) == [-5, -1, 0]
    assert found[0].message == first
    assert {due.attempts for due in found} == {1}
    assert revisions(await claimed(place, NOW + MINUTE)) == [1]


async def test_a_claim_holds_until_its_lease_ends(place: Database) -> None:
    await promised(place, due_in(0), due_in(-1))
    assert revisions(await claimed(place, limit=1)) == [-1]
    assert revisions(await claimed(place)) == [0]
    assert await claimed(place, NOW + 2 * MINUTE - timedelta(seconds=1)) == []
    again = await claimed(place, NOW + 2 * MINUTE)
    assert (revisions(again), {due.attempts for due in again}) == ([-1, 0], {2})


async def test_one_person_can_be_served_first(place: Database) -> None:
    await promised(place, due_in(-1), due_in(0, person_id=PersonId("ola")))
    (due,) = await claimed(place, person_id=PersonId("ola"))
    assert due.message.person_id == "ola"
    assert await claimed(place, person_id=PersonId("nobody")) == []


async def test_what_is_settled_does_not_come_back(place: Database, by_hand: ByHand) -> None:
    await promised(place, due_in(-1), due_in(0))
    sent, dropped = await claimed(place)
    await place.outbox.sent(sent, NOW, "telegram")
    await place.outbox.dropped(dropped, NOW, "too late")
    assert await claimed(place, NOW + timedelta(days=9)) == []
    assert await by_hand.run("SELECT state, why FROM outbox ORDER BY due_at") == [
        ("sent", ""),
        ("dropped", "too late"),
    ]


async def test_what_is_given_back_comes_again_at_its_time(place: Database) -> None:
    await promised(place, due_in(0))
    (due,) = await claimed(place)
    await place.outbox.retry(due, NOW + MINUTE, "429")
    assert await claimed(place) == []
    (again,) = await claimed(place, NOW + MINUTE)
    assert (again.id, again.attempts) == (due.id, 2)


async def test_who_was_too_slow_does_not_disturb_the_next(place: Database) -> None:
    await promised(place, due_in(0))
    (slow,) = await claimed(place)
    later = NOW + 3 * MINUTE
    (quick,) = await claimed(place, later)
    await place.outbox.retry(slow, NOW, "timed out")
    await place.outbox.dropped(slow, NOW, "timed out")
    assert await claimed(place, later) == []
    await place.outbox.sent(slow, later, "telegram")
    await place.outbox.retry(quick, later, "timed out")
    assert await claimed(place, later + timedelta(days=1)) == []
