"""How often a chat is written to, by all processes together."""

from datetime import timedelta

from db import Database
from tests.builders import NOW

SECOND = timedelta(seconds=1)


async def test_a_person_is_written_to_once_a_second_and_others_do_not_wait_for_it(database: Database) -> None:
    may = database.paces.may
    assert await may("person:kari", NOW, gap=SECOND)
    assert not await may("person:kari", NOW, gap=SECOND)
    assert await may("person:ola", NOW, gap=SECOND)
    assert await may("person:kari", NOW + SECOND, gap=SECOND)


async def test_a_group_is_never_written_to_more_than_twenty_times_in_a_minute(database: Database) -> None:
    async def tried(second: int) -> bool:
        moment = NOW + second * SECOND
        return await database.paces.may("group:1", moment, gap=6 * SECOND, at_once=10)

    written = [second for second in range(180) for _ in range(3) if await tried(second)]
    assert written[:10] == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]
    busiest = max(sum(start <= second < start + 60 for second in written) for start in range(180))
    assert busiest <= 20
    assert len(written) >= 10 + 180 // 6 - 1  # held back no more than it must be


async def test_chats_that_are_left_alone_are_forgotten(database: Database) -> None:
    await database.paces.may("group:1", NOW, gap=3600 * SECOND)
    await database.paces.reserve(1)
    await database.paces.forget_before(NOW)
    assert not await database.paces.may("group:1", NOW, gap=SECOND)
    await database.paces.forget_before(NOW + timedelta(days=2))
    assert await database.paces.may("group:1", NOW, gap=SECOND)
