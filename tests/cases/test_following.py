"""Time and guidance: reminders of both, "did you meet?", tasks on their day, and "how did it go?"."""

from datetime import timedelta

from booking.model.guidance import Case, CheckUp, Meeting, Outcome, Sector, Stage
from booking.model.messages import Message, Purpose
from booking.model.people import Person, PersonId, Role
from booking.ports import Page
from tests.builders import a_person, at
from tests.cases.conftest import Listener, World
from tests.cases.test_guidance import a_case, a_meeting, anne, the_case

__all__ = ["anne"]


async def promised(world: World, purpose: Purpose) -> list[Message]:
    """What of that purpose has been sent or dropped."""
    lines, _ = await world.core.database.outbox.ledger(Page(limit=500))
    return [line.message for line in lines if line.message.purpose is purpose and line.state == "sent"]


async def ticked(world: World) -> None:
    """Everything that is due, sent."""
    delivery = world.core.delivery(Listener())
    await world.core.guidance.following.remind()
    await world.core.guidance.following.check_up()
    for _ in range(3):
        await delivery.deliver()
        await delivery.deliver_to_many()
        world.clock.advance(seconds=1)


async def ended(world: World, anne: Person, outcome: Outcome = Outcome.STARTED) -> Case:
    case = await a_case(world)
    meeting = await a_meeting(world, anne, case)
    world.clock.time = meeting.interval.end
    guidance = world.core.guidance
    await guidance.appointing.took_place(anne.actor, meeting.id, world.ask(), came=True)
    return await guidance.outcomes.end(anne.actor, case.id, outcome, world.ask())


async def test_both_are_reminded_the_evening_before_and_an_hour_before(world: World, anne: Person) -> None:
    meeting = await a_meeting(world, anne, await a_case(world))
    start = meeting.interval.start
    evening = at("18:00", world.core.looking.catalogue.home.today(start) - timedelta(days=1))
    world.clock.time = max(evening, world.clock.time)
    if start - evening > timedelta(hours=1):
        await ticked(world)
        await ticked(world)
        told = await promised(world, Purpose.APPOINTMENT_REMINDER)
        assert sorted(message.person_id for message in told) == [anne.id, world.eva.id]
    world.clock.time = start - timedelta(hours=1)
    await ticked(world)
    assert len(await promised(world, Purpose.APPOINTMENT_REMINDER)) == 4


async def test_what_was_cancelled_is_not_reminded_of(world: World, anne: Person) -> None:
    case = await a_case(world)
    meeting = await a_meeting(world, anne, case)
    await world.core.guidance.appointing.cancel(world.eva.actor, case.id, world.ask())
    world.clock.time = meeting.interval.start - timedelta(hours=1)
    await ticked(world)
    assert not await promised(world, Purpose.APPOINTMENT_REMINDER)


async def test_the_adviser_is_asked_once_whether_they_met(world: World, anne: Person) -> None:
    meeting = await a_meeting(world, anne, await a_case(world))
    world.clock.time = meeting.interval.end
    await ticked(world)
    await ticked(world)
    (asked,) = await promised(world, Purpose.APPOINTMENT_OVER)
    assert asked.person_id == anne.id


async def test_a_task_reminds_on_its_day_and_not_once_it_is_done(world: World, anne: Person) -> None:
    case, casework = await a_case(world), world.core.guidance.casework
    today = world.core.guidance.advising.today()
    await casework.plan(anne.actor, case.id, "Ring banken", today, world.ask())
    await casework.plan(anne.actor, case.id, "Les planen", today + timedelta(days=1), world.ask())
    await ticked(world)
    (told,) = await promised(world, Purpose.TASK)
    dossier = await casework.open(anne.actor, case.id)
    assert [job.text for job in dossier.jobs] == ["Ring banken", "Les planen"]
    await casework.finish(anne.actor, dossier.jobs[1].task.id)
    world.clock.advance(days=1)
    await ticked(world)
    assert await promised(world, Purpose.TASK) == [told]


async def test_they_are_asked_how_it_went_after_three_six_and_twelve_months(
    world: World, anne: Person
) -> None:
    case = await ended(world, anne)
    began = world.clock.time
    for days in range(0, 400, 5):
        world.clock.time = began + timedelta(days=days, hours=3)
        await ticked(world)
    asked = await promised(world, Purpose.CHECK_UP)
    assert sorted(message.offset for message in asked) == [3, 6, 12]
    await world.core.guidance.outcomes.checked(world.eva, case.id, 3, CheckUp.GOING, world.ask())
    assert (await the_case(world, case)).stage is Stage.CLOSED
    await world.core.guidance.outcomes.checked(world.eva, case.id, 6, CheckUp.WANTS_HELP, world.ask())
    again = await the_case(world, case)
    assert (again.stage, again.adviser_id) == (Stage.ASSIGNED, anne.id)


async def test_who_gave_it_up_is_left_in_peace(world: World, anne: Person) -> None:
    await ended(world, anne, Outcome.NOT_CARRIED_ON)
    world.clock.advance(days=100)
    await ticked(world)
    assert not await promised(world, Purpose.CHECK_UP)


async def test_that_somebody_became_a_tenant_is_noticed_once(world: World, anne: Person) -> None:
    await a_case(world, world.ola)
    nils = a_person(id=PersonId("nils"), telegram_id=1099, roles=frozenset(), tenant_id=None)
    await world.core.database.people.add(nils)
    case = await a_case(world, nils)
    world.clock.advance(minutes=1)
    following = world.core.guidance.following
    await following.notice_newcomers()
    assert (await the_case(world, case)).tenant_at is None
    token = await world.core.membership.invite(Role.TENANT, tenant="Spire", name="Nils")
    await world.core.membership.join(token, 1099, "Nils", nils.language)
    await following.notice_newcomers()
    await following.notice_newcomers()
    assert (await the_case(world, case)).tenant_at == world.clock()
    (was_tenant,) = await world.core.database.cases.of_person(world.ola.id)
    assert was_tenant.tenant_at is None


async def test_that_somebody_became_a_member_is_noticed(world: World, anne: Person) -> None:
    nils = a_person(id=PersonId("nils"), telegram_id=1099, roles=frozenset(), tenant_id=None)
    await world.core.database.people.add(nils)
    case = await a_case(world, nils)
    world.clock.advance(days=40)
    await world.core.membership.mark(nils, is_member=True)
    await world.core.guidance.following.notice_newcomers()
    found = await the_case(world, case)
    assert (found.member_at, found.tenant_at) == (world.clock(), None)


async def test_what_tells_nobody_makes_nothing_out_of_date(world: World, anne: Person) -> None:
    case, guidance = await a_case(world), world.core.guidance
    await guidance.guiding.let_choose(anne.actor, case.id, Meeting.DIGITAL, world.ask())
    about = (Sector.TRADE, None)
    await guidance.casework.describe(anne.actor, case.id, about, world.ask(), is_member=False)
    await ticked(world)
    told = [m.person_id for m in await promised(world, Purpose.GUIDANCE_NEWS)]
    assert told == [world.eva.id]
    lines, _ = await world.core.database.outbox.ledger(Page(limit=500))
    assert {line.why for line in lines if line.state == "dropped"} == {"superseded"}
