"""Of many who press the button of one link at once, one is let in."""

import asyncio
from datetime import timedelta

import pytest

from booking.model.people import Role
from booking.model.sessions import SignInLink
from db import Database
from tests.builders import NOW, a_person
from tests.contracts.deeds import ByHand

LATER = NOW + timedelta(minutes=15)
OFFICE = a_person(roles=frozenset({Role.ADMINISTRATION}), tenant_id=None)


@pytest.fixture
def link() -> SignInLink:
    return SignInLink(token_hash="hash of a link", person_id=OFFICE.id, expires_at=LATER)


async def test_a_link_opens_one_session_whoever_is_quickest(
    database: Database, database_url: str, by_hand: ByHand, link: SignInLink
) -> None:
    await database.people.add(OFFICE)
    await database.sessions.promise(link)
    other = await Database.open(database_url)
    try:
        doors = [each.sessions for each in (database, other) for _ in range(4)]
        opened = await asyncio.gather(
            *(door.redeem(link.token_hash, f"s{n}", NOW) for n, door in enumerate(doors))
        )
        assert sorted(filter(None, opened)) == [OFFICE.id]
        (row,) = await by_hand.run("SELECT token_hash FROM sessions")
        session = await other.sessions.get(row[0])
        assert session is not None
        assert (session.person_id, session.made_at, session.used_at) == (OFFICE.id, NOW, NOW)
    finally:
        await other.close()


async def test_a_link_that_lapsed_or_whose_person_was_erased_opens_nothing(
    database: Database, by_hand: ByHand, link: SignInLink
) -> None:
    await database.people.add(OFFICE)
    await database.sessions.promise(link)
    assert await database.sessions.redeem(link.token_hash, "s1", LATER) is None
    assert await database.sessions.redeem("another", "s1", NOW) is None
    await database.people.erase(OFFICE.id, NOW)
    assert await database.sessions.link(link.token_hash) is None
    await database.sessions.promise(link)
    assert await database.sessions.redeem(link.token_hash, "s1", NOW) is None
    assert await by_hand.run("SELECT 1 FROM sessions") == []


async def test_what_has_ended_stays_so(database: Database, link: SignInLink) -> None:
    await database.people.add(OFFICE)
    await database.sessions.promise(link)
    await database.sessions.redeem(link.token_hash, "s1", NOW)
    await database.sessions.use("s1", LATER)
    session = await database.sessions.get("s1")
    assert session is not None
    assert session.used_at == LATER
    await database.sessions.end("s1")
    await database.sessions.end("s1")
    await database.sessions.use("s1", LATER)
    assert await database.sessions.get("s1") is None
