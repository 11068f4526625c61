"""Who blocks the bot is known, and the administration hears of it each time that it happens."""

from booking.model.messages import Message, Purpose
from booking.model.people import PersonId
from tests.cases.conftest import World


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
