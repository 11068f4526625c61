"""Messages that are due are sent once, from how things stand then, or not at all."""

import asyncio
from datetime import timedelta

import pytest

from booking.delivery import TryLater, Undeliverable, Unreachable
from booking.model.messages import Purpose
from tests.builders import MONDAY
from tests.cases.conftest import Listener, World

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def listener() -> Listener:
    return Listener()


def told(listener: Listener) -> list[tuple[Purpose, int]]:
    return [(news.message.purpose, news.message.revision) for news in listener.heard]


async def test_a_confirmation_is_told_once_and_its_card_remembered(world: World, listener: Listener) -> None:
    delivery = world.core.delivery(listener)
    booking = await world.book(day=TUESDAY)

    assert await delivery.deliver() == 1
    assert await delivery.deliver() == 0

    assert told(listener) == [(Purpose.CARD, 1)]
    assert (await world.core.database.cards.of(booking.id, world.kari.id)).message_id == 1


async def test_many_who_deliver_at_once_send_each_message_once(world: World, listener: Listener) -> None:
    delivery = world.core.delivery(listener)
    for hour in range(8, 16):
        await world.book(f"{hour:02}:00", f"{hour + 1:02}:00", day=TUESDAY)

    await asyncio.gather(*(delivery.deliver() for _ in range(4)))

    keys = [news.message.key for news in listener.heard]
    assert len(keys) == len(set(keys)) == 8


async def test_what_is_superseded_is_not_told(world: World, listener: Listener) -> None:
    booking = await world.book("10:00", "12:00", day=TUESDAY)
    wish = world.wish("13:00", "15:00", day=TUESDAY)
    await world.core.reserving.move(world.kari.actor, booking.id, wish, world.ask())

    await world.core.delivery(listener).deliver()

    assert told(listener) == [(Purpose.CARD, 2)]


async def test_a_reminder_comes_in_time_for_what_still_stands(world: World, listener: Listener) -> None:
    delivery = world.core.delivery(listener)
    await world.book("10:00", "12:00", day=TUESDAY)
    cancelled = await world.book("10:00", "12:00", day=TUESDAY, resource="orangeriet")
    await world.core.reserving.cancel(world.kari.actor, cancelled.id, world.ask())
    await delivery.deliver()
    listener.heard.clear()

    world.clock.set("09:44", day=TUESDAY)
    assert await delivery.deliver() == 0
    world.clock.set("09:45", day=TUESDAY)
    await delivery.deliver()

    assert [(n.message.purpose, n.booking.resource_id) for n in listener.heard] == [
        (Purpose.REMINDER, "drivhuset")
    ]


async def test_a_reminder_that_comes_too_late_is_dropped(world: World, listener: Listener) -> None:
    delivery = world.core.delivery(listener)
    await world.book("10:00", "12:00", day=TUESDAY)
    await delivery.deliver()
    listener.heard.clear()
    world.clock.set("13:00", day=TUESDAY)

    await delivery.deliver()

    assert not listener.heard


async def test_what_another_changed_is_news(world: World, listener: Listener) -> None:
    booking = await world.book(day=TUESDAY)
    await world.core.reserving.cancel(world.office.actor, booking.id, world.ask())

    await world.core.delivery(listener).deliver()

    assert told(listener) == [(Purpose.NEWS, 2)]


async def test_who_has_blocked_us_is_marked_and_nothing_more_is_tried(
    world: World, listener: Listener
) -> None:
    delivery = world.core.delivery(listener)
    await world.book(day=TUESDAY)
    listener.failing.append(Unreachable("blocked"))

    await delivery.deliver()
    world.clock.advance(days=1)

    assert not (await world.core.membership.get(world.kari.id)).reachable
    assert not listener.heard


async def test_what_fails_for_a_while_is_tried_again_later(world: World, listener: Listener) -> None:
    delivery = world.core.delivery(listener)
    await world.book(day=TUESDAY)
    listener.failing.append(TryLater(timedelta(seconds=30), "flood"))

    await delivery.deliver()
    world.clock.advance(seconds=29)
    assert await delivery.deliver() == 0
    world.clock.advance(seconds=1)
    await delivery.deliver()

    assert told(listener) == [(Purpose.CARD, 1)]


async def test_what_can_never_be_sent_is_given_up(world: World, listener: Listener) -> None:
    delivery = world.core.delivery(listener)
    await world.book(day=TUESDAY)
    listener.failing.append(Undeliverable("too long"))

    await delivery.deliver()
    world.clock.advance(hours=1)

    assert await delivery.deliver() == 0


async def test_a_sender_that_dies_leaves_its_messages_to_the_next(world: World, listener: Listener) -> None:
    await world.book(day=TUESDAY)
    now = world.clock()
    await world.core.database.outbox.claim(now, lease_until=now + timedelta(minutes=2), limit=10)
    delivery = world.core.delivery(listener)

    assert await delivery.deliver() == 0
    world.clock.advance(minutes=2)
    await delivery.deliver()

    assert told(listener) == [(Purpose.CARD, 1)]
