"""One message to many: to those who want it, once, with pauses and stops, and counted."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from booking.model.announcements import Announcement, Audience, Group, Progress, Sending, Topic
from booking.model.events import EventId
from booking.model.messages import Due, Lane, Purpose
from booking.model.people import PersonId, Role
from booking.refusals import NotAllowed, Stale
from tests.cases.conftest import World
from tests.cases.test_events import join, leave, published

NEWS = Audience(group=Group.EVERYBODY, topic=Topic.NEWSLETTER)
TENANTS = Audience(group=Group.TENANTS, topic=Topic.NOTICE)


async def written(world: World, audience: Audience = TENANTS) -> Announcement:
    return await world.core.announcing.draft(world.office.actor, audience, "Hei, alle!")


async def sent(world: World, announcement: Announcement) -> Announcement:
    return await world.core.announcing.send(world.office.actor, announcement.id)


async def due(world: World) -> Sequence[Due]:
    return await world.core.database.outbox.claim(
        world.clock(), lease_until=world.clock() + timedelta(minutes=1), limit=100, lane=Lane.BULK
    )


async def told(world: World) -> list[str]:
    found = await due(world)
    return sorted(each.message.person_id for each in found if each.message.purpose is Purpose.ANNOUNCEMENT)


def test_everybody_hears_only_of_what_they_follow() -> None:
    with pytest.raises(ValueError, match="follow"):
        Audience(group=Group.EVERYBODY, topic=Topic.NOTICE)
    with pytest.raises(ValueError, match="event"):
        Audience(group=Group.EVENT, topic=Topic.NOTICE)


async def test_only_the_administration_announces(world: World) -> None:
    with pytest.raises(NotAllowed):
        await world.core.announcing.draft(world.kari.actor, TENANTS, "Hei")


async def test_it_goes_to_those_who_follow_the_topic(world: World) -> None:
    announcing = world.core.announcing
    await announcing.follow(world.eva, Topic.NEWSLETTER, wanted=True)
    await announcing.follow(world.kari, Topic.NEWSLETTER, wanted=True)
    await announcing.follow(world.kari, Topic.NEWSLETTER, wanted=False)
    assert await announcing.followed(world.kari) == frozenset()
    news = await written(world, NEWS)
    assert await announcing.size(world.office.actor, news) == 1
    await sent(world, news)
    assert await told(world) == ["eva"]


async def test_a_notice_goes_to_the_tenants_or_to_those_signed_up(world: World) -> None:
    await sent(world, await written(world))
    assert await told(world) == ["eva", "kari", "ola"]
    await published(world, seats=2)
    await join(world, world.kari)
    await join(world, world.office)
    await leave(world, world.kari)
    signed_up = Audience(group=Group.EVENT, topic=Topic.NOTICE, event_id=EventId("frokost"))
    await sent(world, await written(world, signed_up))
    assert await told(world) == ["office"]


async def test_a_preview_is_for_oneself_as_often_as_one_likes(world: World) -> None:
    announcement = await written(world)
    await world.core.announcing.preview(world.office.actor, announcement.id)
    assert await told(world) == ["office"]
    world.clock.advance(seconds=5)
    await world.core.announcing.preview(world.office.actor, announcement.id)
    assert await told(world) == ["office"]
    assert await world.core.announcing.progress(world.office.actor, announcement.id) == Progress()


async def test_it_is_sent_once_also_when_it_is_asked_twice(world: World) -> None:
    announcement = await written(world)
    await sent(world, announcement)
    with pytest.raises(Stale):
        await sent(world, announcement)
    assert len(await told(world)) == 3


async def test_later_is_later_and_can_be_taken_back(world: World) -> None:
    later, never = await written(world), await written(world)
    at = world.clock() + timedelta(hours=1)
    for each in (later, never):
        await world.core.announcing.send(world.office.actor, each.id, at)
    await world.core.announcing.stop(world.office.actor, never.id)
    assert await world.core.announcing.go_on() == 0
    world.clock.time = at
    assert await world.core.announcing.go_on() == 1
    assert len(await told(world)) == 3


async def test_a_pause_keeps_the_rest_and_a_stop_drops_it(world: World) -> None:
    announcing, office = world.core.announcing, world.office.actor
    announcement = await sent(world, await written(world))
    first = (await due(world))[0]
    await world.core.database.outbox.sent(first, world.clock(), "telegram")
    await announcing.pause(office, announcement.id)
    world.clock.advance(minutes=10)
    assert await due(world) == []
    assert await announcing.progress(office, announcement.id) == Progress(waiting=2, delivered=1)
    await announcing.resume(office, announcement.id)
    assert len(await due(world)) == 2
    stopped = await announcing.stop(office, announcement.id)
    assert (stopped.state, stopped.delivered) == (Sending.STOPPED, 1)
    world.clock.advance(minutes=10)
    assert await due(world) == []


async def test_what_everybody_has_got_is_done_and_counted(world: World) -> None:
    announcement = await sent(world, await written(world))
    first, second, third = await due(world)
    for each in (first, second):
        await world.core.database.outbox.sent(each, world.clock(), "telegram")
    assert await world.core.announcing.go_on() == 0
    await world.core.database.outbox.dropped(third, world.clock(), "unreachable")
    assert await world.core.announcing.go_on() == 1
    done = await world.core.announcing.get(world.office.actor, announcement.id)
    assert (done.state, done.delivered, done.failed) == (Sending.SENT, 2, 1)


async def test_who_clicks_off_is_counted_once(world: World) -> None:
    announcing = world.core.announcing
    await announcing.follow(world.eva, Topic.NEWSLETTER, wanted=True)
    news = await sent(world, await written(world, NEWS))
    assert await announcing.leave(world.eva, news.id) is Topic.NEWSLETTER
    await announcing.leave(world.eva, news.id)
    assert (await announcing.get(world.office.actor, news.id)).left == 1
    assert await announcing.followed(world.eva) == frozenset()


async def test_a_notice_to_members_reaches_them_and_no_tenant(world: World) -> None:
    membership = world.core.membership
    await membership.add(
        "Per", frozenset({Role.MEMBER}), person_id=PersonId("per"), email="per@bakke.example"
    )
    await membership.add("Mia", frozenset({Role.MEMBER}), person_id=PersonId("mia"))
    notice = await written(world, Audience(group=Group.MEMBERS, topic=Topic.NOTICE))
    assert await world.core.announcing.size(world.office.actor, notice) == 1
    await sent(world, notice)
    assert await told(world) == ["per"]
