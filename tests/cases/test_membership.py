"""Invited, joined, told what is stored, and erased."""

import asyncio
import json
from datetime import timedelta

import pytest

from booking.access import hashed
from booking.model.announcements import Topic
from booking.model.bookings import Status
from booking.model.people import Language, Role, Scope
from booking.refusals import InvitationInvalid, NotFound
from tests.builders import MONDAY
from tests.cases.conftest import World

TUESDAY = MONDAY + timedelta(days=1)


async def test_an_invitation_lets_one_account_in_once(world: World) -> None:
    membership = world.core.membership
    token = await membership.invite(Role.TENANT, tenant="Nytt firma", name="Per Ny")

    joined = await membership.join(token, 2001, "per_telegram", Language.NYNORSK)
    again = await membership.join(token, 2001, "per_telegram", Language.NYNORSK)

    assert (joined.name, joined.roles, joined.language) == ("Per Ny", {Role.TENANT}, Language.NYNORSK)
    assert again.id == joined.id
    assert (await membership.tenant(joined.tenant_id)).name == "Nytt firma"
    with pytest.raises(InvitationInvalid):
        await membership.join(token, 2002, "another", Language.BOKMAL)


async def test_an_invitation_runs_out_and_a_made_up_one_is_none(world: World) -> None:
    token = await world.core.membership.invite(Role.TENANT)
    world.clock.advance(days=15)

    for attempt in (token, "made-up", ""):
        with pytest.raises(InvitationInvalid):
            await world.core.membership.join(attempt, 2003, "x", Language.BOKMAL)


async def test_of_two_who_open_one_invitation_one_is_let_in(world: World) -> None:
    token = await world.core.membership.invite(Role.TENANT)

    async def attempt(telegram_id: int) -> bool:
        try:
            await world.core.membership.join(token, telegram_id, "x", Language.BOKMAL)
        except InvitationInvalid:
            return False
        return True

    assert sum(await asyncio.gather(*(attempt(3000 + n) for n in range(8)))) == 1


async def test_everything_stored_can_be_taken_along(world: World) -> None:
    booking = await world.book(day=TUESDAY)

    await world.core.announcing.follow(world.kari, Topic.COURSES, wanted=True)
    record = await world.core.membership.take_along(world.kari)
    assert record.topics == [Topic.COURSES]

    text = json.dumps(record.as_json(), default=str)
    assert booking.id in text
    assert "Kari Gartner" in text


async def test_who_is_erased_frees_what_they_hold_and_is_forgotten(world: World) -> None:
    booking = await world.book(day=TUESDAY)

    await world.core.membership.erase(world.kari.actor, world.kari)

    stored = await world.core.database.bookings.get(booking.id)
    assert (stored.status, stored.person_id) == (Status.CANCELLED, world.kari.id)
    assert await world.core.membership.by_telegram(world.kari.telegram_id) is None
    with pytest.raises(NotFound):
        await world.core.membership.get(world.kari.id)
    due = await world.core.database.outbox.claim(
        world.clock(), lease_until=world.clock() + timedelta(minutes=1), limit=50
    )
    assert not due


async def test_a_person_is_added_once_under_one_id(world: World) -> None:
    first = await world.core.membership.add("Mona Uten Telegram", person_id="mona")
    again = await world.core.membership.add("Another Name", person_id="mona")

    assert again == first
    with pytest.raises(NotFound):
        await world.core.membership.add("X", tenant_id="no-such")


async def test_only_the_hash_of_an_api_token_is_kept(world: World) -> None:
    token = await world.core.access.grant(Scope.WRITE, "kiosk")

    holder = await world.core.access.holder(token)

    assert (holder.name, holder.scope, holder.token_hash) == ("kiosk", Scope.WRITE, hashed(token))
    assert await world.core.access.holder("made-up") is None
