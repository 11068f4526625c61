"""Who blocks the bot is known, and the administration hears of it each time that it happens."""

from booking.delivery import Unreachable
from booking.model.messages import Message, Purpose
from booking.model.people import PersonId
from tests.cases.conftest import Listener, World


async def words_of_loss(world: World) -> list[Message]:
    now = world.clock()
    due = await world.core.database.outbox.claim(now, lease_until=now, limit=10)
    return [each.message for each in due if each.message.purpose is Purpose.UNREACHABLE]


async def test_the_administration_hears_of_each_loss_once(world: World) -> None:
    membership = world.core.membership
    for losses in (1, 2):
        for _ in range(3):
            await membership.can_be_reached(world.kari, reachable=False)
        told = await words_of_loss(world)
        assert [(each.subject, each.person_id) for each in told] == [("kari", "office")] * losses
        assert not (await membership.get(PersonId("kari"))).reachable
        await membership.can_be_reached(world.kari, reachable=True)
        assert (await membership.get(PersonId("kari"))).reachable
        world.clock.advance(days=1)


async def test_who_is_of_the_administration_is_not_told_of_themselves(world: World) -> None:
    await world.core.membership.can_be_reached(world.office, reachable=False)
    assert await words_of_loss(world) == []


async def test_what_waited_for_somebody_is_sent_when_they_are_back(world: World) -> None:
    listener = Listener(failing=[Unreachable("blocked")])
    delivery = world.core.delivery(listener)
    await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())
    await delivery.deliver()
    lost = await world.core.membership.get(world.office.id)
    assert not lost.reachable
    assert [n.message.purpose for n in listener.heard] == [Purpose.UNDELIVERED], "who asked is told the truth"

    await world.core.membership.can_be_reached(lost, reachable=True)
    await delivery.deliver()

    assert [n.message.purpose for n in listener.heard][1:] == [Purpose.QUESTION]
    await world.core.membership.can_be_reached(lost, reachable=True)
    await delivery.deliver()
    assert len(listener.heard) == 2, "once"


async def test_what_came_to_nothing_meanwhile_is_not_sent(world: World) -> None:
    listener = Listener(failing=[Unreachable("blocked")])
    delivery = world.core.delivery(listener)
    question = (await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())).question
    await delivery.deliver()
    await world.core.asking.answer(world.office.actor, question.id, "Ja!")
    lost = await world.core.membership.get(world.office.id)
    await world.core.membership.can_be_reached(lost, reachable=True)
    await delivery.deliver()
    purposes = [n.message.purpose for n in listener.heard]
    assert Purpose.QUESTION not in purposes


async def test_who_got_a_message_after_all_is_reachable(world: World) -> None:
    await world.core.membership.can_be_reached(world.office, reachable=False)
    await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())
    await world.core.delivery(Listener()).deliver()
    assert (await world.core.membership.get(world.office.id)).reachable
