"""What has had its day is removed by the timetable; what still waits stays, however old."""

from datetime import timedelta

from booking.forgetting import DRAFTS_LAST, MESSAGES_LAST
from booking.model.messages import Purpose
from booking.model.people import Role
from booking.model.sessions import LINK_LASTS, SESSION_LASTS
from booking.ports import Draft
from commands.composition import compose
from db import Database
from tests.builders import NOW, a_booking, a_person
from tests.cases.conftest import CountedTokens, Listener, MovedClock
from tests.contracts.deeds import ByHand, a_deed, a_message, making

MOMENT = timedelta(seconds=1)


async def tick(database: Database, clock: MovedClock) -> None:
    """Every job once."""
    core = compose(database, clock, CountedTokens())
    for job in core.timetable(core.delivery(Listener())):
        await job.work()


async def test_a_draft_is_forgotten_after_a_day(place: Database) -> None:
    clock = MovedClock(NOW)
    await place.drafts.save(Draft(telegram_id=1, data="gammel", revision=0, at=NOW - MOMENT))
    await place.drafts.save(Draft(telegram_id=2, data="nyere", revision=0, at=NOW))
    clock.advance(seconds=DRAFTS_LAST.total_seconds())
    await tick(place, clock)
    assert await place.drafts.of(1) is None
    assert await place.drafts.of(2) is not None


async def test_messages_that_were_sent_or_dropped_are_forgotten_after_a_month(
    place: Database, by_hand: ByHand
) -> None:
    booking = a_booking()
    purposes = (Purpose.CARD, Purpose.NEWS, Purpose.PLACE, Purpose.OFFER)
    messages = [a_message(booking, purpose=purpose, due_at=NOW - MESSAGES_LAST) for purpose in purposes]
    await place.ledger.record(a_deed("make", making(booking), messages=messages))
    lease = NOW + timedelta(minutes=2)
    old, dropped, recent, _ = await place.outbox.claim(NOW, lease_until=lease, limit=9)
    await place.outbox.sent(old, NOW - MOMENT, "telegram")
    await place.outbox.dropped(dropped, NOW - MOMENT, "superseded")
    await place.outbox.sent(recent, NOW, "telegram")

    await place.outbox.forget_before(NOW)

    left = await by_hand.run("SELECT state FROM outbox ORDER BY id")
    assert left == [("sent",), ("waiting",)]
    assert await place.bookings.get(booking.id) == booking
    await tick(place, MovedClock(NOW + MESSAGES_LAST + MOMENT))
    assert await by_hand.run("SELECT state FROM outbox") == [("dropped",)], "just now: its person is unknown"


async def test_sessions_and_links_are_forgotten_when_they_can_open_nothing(
    place: Database, by_hand: ByHand
) -> None:
    clock = MovedClock(NOW)
    core = compose(place, clock, CountedTokens())
    office = a_person(roles=frozenset({Role.ADMINISTRATION}), tenant_id=None)
    await place.people.add(office)
    secret = await core.sign_in.open(await core.sign_in.link(office))
    await core.sign_in.link(office)
    assert secret is not None
    clock.time += SESSION_LASTS
    await tick(place, clock)
    assert len(await by_hand.run("SELECT 1 FROM sessions")) == 1
    clock.time += MOMENT
    await tick(place, clock)
    assert await by_hand.run("SELECT 1 FROM sessions") == []
    clock.time += LINK_LASTS
    await tick(place, clock)
    assert await by_hand.run("SELECT 1 FROM sign_in_links") == []
