"""Messages that are due are sent once, from how things stand then, or not at all."""

import asyncio
from datetime import datetime, timedelta

import pytest

from booking.delivery import News, TryLater, Undeliverable, Unreachable
from booking.model.events import EventId, EventState
from booking.model.messages import Message, Origin, Purpose
from booking.model.people import Person, PersonId, Wishes
from booking.ports import Deed, Page
from booking.recording import SERVICE
from booking.slots import Turn, at_once
from tests.builders import MONDAY, NOW, a_person
from tests.cases.conftest import Listener, World
from tests.contracts.events import an_event, drafting

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
    await delivery.deliver_to_many()
    assert listener.heard == []
    world.clock.set("09:45", day=TUESDAY)
    await delivery.deliver_to_many()
    world.clock.advance(seconds=1)  # two to one person are a second apart
    await delivery.deliver_to_many()

    assert [(n.message.purpose, n.booking.resource_id) for n in listener.heard] == [
        (Purpose.REMINDER, "drivhuset")
    ]


@pytest.mark.parametrize(("minutes", "clock"), [(15, "09:45"), (30, "09:30"), (60, "09:00")])
async def test_each_person_chooses_how_long_before_a_room(
    world: World, listener: Listener, minutes: int, clock: str
) -> None:
    delivery = world.core.delivery(listener)
    await world.book("10:00", "12:00", day=TUESDAY)
    await world.core.membership.remind(world.kari, Wishes(room_minutes=minutes))
    await delivery.deliver()
    listener.heard.clear()
    world.clock.set(clock, day=TUESDAY)
    world.clock.advance(minutes=-1)
    await delivery.deliver_to_many()
    assert listener.heard == []
    world.clock.set(clock, day=TUESDAY)
    await delivery.deliver_to_many()
    assert [n.message.purpose for n in listener.heard] == [Purpose.REMINDER]


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


async def test_who_has_blocked_us_is_marked_and_the_administration_hears_of_it_once(
    world: World, listener: Listener
) -> None:
    delivery = world.core.delivery(listener)
    for hour in ("10", "12"):
        await world.book(f"{hour}:00", f"{hour}:30", day=TUESDAY)
    listener.failing += [Unreachable("blocked"), Unreachable("blocked")]

    await delivery.deliver()

    assert not (await world.core.membership.get(world.kari.id)).reachable
    assert [(n.message.purpose, n.person.id, n.about.id) for n in listener.heard] == [
        (Purpose.UNREACHABLE, "office", "kari")
    ]
    assert await world.core.database.outbox.dropped_since(world.clock()) == {"unreachable: blocked": 2}


async def test_the_second_channel_is_used_where_the_first_does_not_reach(
    world: World, listener: Listener
) -> None:
    class Letters(Listener):
        name = "email"

        def reaches(self, person: Person) -> bool:
            return bool(person.email)

    letters = Letters()
    await world.core.database.people.write_to(world.kari.id, "kari@example.org")
    delivery = world.core.delivery(listener, letters)
    await world.book(day=TUESDAY)
    listener.failing.append(Unreachable("blocked"))

    await delivery.deliver()

    assert [(n.message.purpose, n.person.id) for n in letters.heard] == [(Purpose.CARD, "kari")]
    lines, _ = await world.core.database.outbox.ledger(Page())
    assert {(line.message.person_id, line.state, line.channel) for line in lines} == {
        ("kari", "sent", "email"),
        ("office", "sent", "telegram"),
    }


async def test_many_keep_the_pace_of_all_processes_together(world: World) -> None:
    moments: list[float] = []

    class Timed(Listener):
        async def tell(self, news: News, turn: Turn = at_once) -> Origin | None:
            told = await super().tell(news, turn)
            moments.append(asyncio.get_running_loop().time())
            return told

    people = [a_person(id=PersonId(f"p{n}"), telegram_id=3000 + n) for n in range(40)]
    for person in people:
        await world.core.database.people.add(person)
    await world.core.database.outbox.add([thanks(person, world.clock()) for person in people])
    event = an_event(state=EventState.HELD)
    await world.core.database.ledger.record(
        Deed(key="e", actor=SERVICE, at=NOW, changes=(), events=(drafting(event),))
    )
    processes = [world.core.delivery(Timed()) for _ in range(3)]

    taken = await asyncio.gather(*(process.deliver_to_many() for process in processes))

    assert sum(taken) == len(moments) == len(people)
    moments.sort()
    assert moments[31] - moments[0] > 0.9
    assert await processes[0].deliver_to_many() == 0


async def test_one_person_gets_one_a_second_of_what_goes_to_many(world: World, listener: Listener) -> None:
    delivery = world.core.delivery(listener)
    events = [an_event(id=EventId(f"e{n}"), state=EventState.HELD) for n in range(2)]
    changes = tuple(map(drafting, events))
    await world.core.database.ledger.record(Deed(key="e", actor=SERVICE, at=NOW, changes=(), events=changes))
    await world.core.database.outbox.add(
        [thanks(world.kari, world.clock(), subject=event.id) for event in events]
    )

    await delivery.deliver_to_many()
    assert len(listener.heard) == 1
    world.clock.advance(seconds=1)
    await delivery.deliver_to_many()
    assert len(listener.heard) == 2


async def test_who_is_stopped_gives_back_what_is_not_sent(world: World, listener: Listener) -> None:
    delivery = world.core.delivery(listener)
    people = [a_person(id=PersonId(f"p{n}"), telegram_id=3000 + n) for n in range(30)]
    for person in people:
        await world.core.database.people.add(person)
    event = an_event(state=EventState.HELD)
    await world.core.database.ledger.record(
        Deed(key="e", actor=SERVICE, at=NOW, changes=(), events=(drafting(event),))
    )
    await world.core.database.outbox.add([thanks(person, world.clock()) for person in people])

    sending = asyncio.create_task(delivery.deliver_to_many())
    await listener.has_heard.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert len(listener.heard) < 30
    await delivery.deliver_to_many()

    told_to = [news.person.id for news in listener.heard]
    assert len(told_to) == len(set(told_to)) == 30


def thanks(person: Person, due_at: datetime, subject: str = "frokost") -> Message:
    return Message(purpose=Purpose.THANKS, subject=subject, revision=1, person_id=person.id, due_at=due_at)


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
