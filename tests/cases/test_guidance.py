"""Guidance from asking to outcome: who gets it, when they meet, what is kept, what is told."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from booking.model.guidance import AppointmentState, Case, HowFar, Meeting, Outcome, Sector, Stage
from booking.model.intakes import Answers, Step
from booking.model.papers import PaperKind
from booking.model.people import Person, PersonId, Role
from booking.refusals import CaseOver, NoConsent, NotAnOrganisation, NotFound, TimeGone, TooManyCases
from booking.rules.figures import Name
from tests.builders import a_person
from tests.cases.conftest import World

IDEA = Answers(idea="Et bakeri med gårdsmel", how_far=HowFar.IDEA, sector=Sector.TRADE, where="Vikersund")


@pytest_asyncio.fixture
async def anne(world: World) -> Person:
    return await an_adviser(world, "anne", 1010)


async def an_adviser(world: World, name: str, telegram_id: int) -> Person:
    person = a_person(
        id=PersonId(name),
        name=f"{name.title()} Rådgiver",
        telegram_id=telegram_id,
        tenant_id=None,
        roles=frozenset({Role.ADVISER}),
    )
    await world.core.database.people.add(person)
    return person


async def a_case(world: World, who: Person | None = None, answers: Answers = IDEA) -> Case:
    return await world.core.guidance.requesting.send(who or world.eva, answers, world.ask())


async def the_case(world: World, case: Case) -> Case:
    found = await world.core.database.cases.get(case.id)
    assert found is not None
    return found


async def a_meeting(world: World, adviser: Person, case: Case, who: Person | None = None):
    guiding, appointing = world.core.guidance.guiding, world.core.guidance.appointing
    await guiding.let_choose(adviser.actor, case.id, Meeting.ROOM, world.ask())
    person = who or world.eva
    (start, *_) = await appointing.times(person.actor, case.id, 5)
    return await appointing.choose(person, case.id, start.start, world.ask())


async def test_a_request_goes_to_an_adviser_and_both_hear_of_it(world: World, anne: Person) -> None:
    case = await a_case(world)
    assert (case.stage, case.adviser_id) == (Stage.ASSIGNED, anne.id)
    again = await world.core.guidance.requesting.send(world.eva, IDEA, world.ask("same"))
    assert again == await world.core.guidance.requesting.send(world.eva, IDEA, world.ask("same"))
    with pytest.raises(TooManyCases):
        await a_case(world)


async def test_without_an_adviser_the_administration_has_it_until_there_is_one(world: World) -> None:
    case = await a_case(world)
    assert (case.stage, case.adviser_id) == (Stage.NEW, None)
    anne = await an_adviser(world, "anne", 1010)
    assert await world.core.guidance.guiding.escalate() == 1
    assert (await the_case(world, case)).adviser_id == anne.id
    assert await world.core.guidance.guiding.escalate() == 0


async def test_offered_times_are_chosen_and_hold_the_adviser_and_the_room(world: World, anne: Person) -> None:
    guidance, case = world.core.guidance, await a_case(world)
    times = (await guidance.guiding.times(anne.actor, case.id, Meeting.ROOM, 5))[:3]
    await guidance.guiding.offer(anne.actor, case.id, Meeting.ROOM, times, world.ask())
    assert list(await guidance.appointing.times(world.eva.actor, case.id, 5)) == list(times)
    with pytest.raises(TimeGone):
        await guidance.appointing.choose(world.eva, case.id, times[0].start + timedelta(days=40), world.ask())
    key = world.ask()
    meeting = await guidance.appointing.choose(world.eva, case.id, times[1].start, key)
    assert meeting == await guidance.appointing.choose(world.eva, case.id, times[1].start, key)
    bookings = await world.core.database.bookings.blocking(times[1])
    assert {booking.id for booking in bookings} == {meeting.booking_id, meeting.room_booking_id}
    assert {booking.title for booking in bookings} == {"Veiledning"}
    assert (await the_case(world, case)).stage is Stage.SCHEDULED
    with pytest.raises(CaseOver):
        await guidance.appointing.choose(world.eva, case.id, times[0].start, world.ask())


async def test_moving_takes_the_room_along_and_cancelling_frees_both(world: World, anne: Person) -> None:
    guidance, case = world.core.guidance, await a_case(world)
    meeting = await a_meeting(world, anne, case)
    before = meeting.interval
    (*_, later) = await guidance.appointing.times(world.eva.actor, case.id, 6)
    moved = await guidance.appointing.move(world.eva.actor, case.id, later.start, world.ask())
    assert (moved.interval, moved.booking_id, moved.revision) == (later, meeting.booking_id, 2)
    bookings = world.core.database.bookings
    assert not await bookings.blocking(before)
    assert len(await bookings.blocking(later)) == 2
    key = world.ask()
    cancelled = await guidance.appointing.cancel(anne.actor, case.id, key)
    assert cancelled.state is AppointmentState.CANCELLED
    assert await guidance.appointing.cancel(anne.actor, case.id, key) == cancelled
    with pytest.raises(CaseOver):
        await guidance.appointing.cancel(anne.actor, case.id, world.ask())
    assert not await bookings.blocking(later)
    assert (await the_case(world, case)).stage is Stage.ASSIGNED


async def test_two_cannot_meet_one_adviser_at_once(world: World, anne: Person) -> None:
    guidance = world.core.guidance
    first, second = await a_case(world), await a_case(world, world.ola)
    for case in (first, second):
        await guidance.guiding.let_choose(anne.actor, case.id, Meeting.DIGITAL, world.ask())
    (start, *_) = await guidance.appointing.times(world.eva.actor, first.id, 1)
    await guidance.appointing.choose(world.eva, first.id, start.start, world.ask())
    with pytest.raises(TimeGone):
        await guidance.appointing.choose(world.ola, second.id, start.start, world.ask())


async def test_turns_follow_the_weights_and_whoever_was_asked_for_goes_first(
    world: World, anne: Person
) -> None:
    bo = await an_adviser(world, "bo", 1011)
    plan = await world.core.guidance.advising.plan(bo.id)
    await world.core.guidance.advising.save(bo.actor, replace(plan, weight=3))
    given = []
    for number in range(8):
        who = a_person(id=PersonId(f"g{number}"), name=f"Gründer {number}", telegram_id=2000 + number)
        await world.core.database.people.add(who)
        given.append((await a_case(world, who)).adviser_id)
        world.clock.advance(hours=3)
    assert (given.count(bo.id), given.count(anne.id)) == (6, 2)
    wanted = await a_case(world, world.eva, replace(IDEA, wanted=anne.id))
    assert wanted.adviser_id == anne.id


async def test_who_is_away_is_stood_in_for(world: World, anne: Person) -> None:
    bo = await an_adviser(world, "bo", 1011)
    advising = world.core.guidance.advising
    today = advising.today()
    plan = await advising.plan(anne.id)
    away = replace(plan, weight=5, away_from=today, away_until=today + timedelta(days=7), stand_in=bo.id)
    await advising.save(anne.actor, away)
    case = await a_case(world, world.eva, replace(IDEA, wanted=anne.id))
    assert case.adviser_id == bo.id


async def test_what_is_not_answered_is_told_once(world: World, anne: Person) -> None:
    guiding, case = world.core.guidance.guiding, await a_case(world)
    assert await guiding.escalate() == 0
    world.clock.advance(days=2, seconds=1)
    assert await guiding.escalate() == 1
    assert await guiding.escalate() == 0
    assert (await the_case(world, case)).escalated_at == world.clock()


async def test_passing_on_goes_to_another_and_only_they_see_it(world: World, anne: Person) -> None:
    bo = await an_adviser(world, "bo", 1011)
    guidance, case = world.core.guidance, await a_case(world)
    former = anne if case.adviser_id == anne.id else bo
    other = bo if former is anne else anne
    passed = await guidance.guiding.pass_on(former.actor, case.id, None, world.ask())
    assert passed.adviser_id == other.id
    with pytest.raises(NotFound):
        await guidance.casework.open(former.actor, case.id)
    with pytest.raises(NotFound):
        await guidance.casework.open(world.kari.actor, case.id)
    assert (await guidance.casework.open(world.office.actor, case.id)).case.adviser_id == other.id


async def test_notes_are_sealed_and_each_look_is_noted(world: World, anne: Person) -> None:
    casework, case = world.core.guidance.casework, await a_case(world)
    await casework.write(anne.actor, case.id, PaperKind.NOTE, "Trenger lån i Modum Sparebank", world.ask())
    papers = await world.core.database.papers.of(case.id)
    assert "Sparebank" not in "".join(paper.sealed for paper in papers)
    dossier = await casework.open(anne.actor, case.id)
    assert dossier.answers == IDEA
    assert "Trenger lån i Modum Sparebank" in [written.text for written in dossier.papers]
    assert [(look.person_id, look.what) for look in dossier.looks] == [(anne.id, "case")]


async def test_an_outcome_needs_a_right_organisation_number(world: World, anne: Person) -> None:
    case = await a_case(world)
    with pytest.raises(NotAnOrganisation):
        await world.core.guidance.outcomes.end(
            anne.actor, case.id, Outcome.STARTED, world.ask(), organisation="974760674"
        )
    ended = await world.core.guidance.outcomes.end(
        anne.actor, case.id, Outcome.STARTED, world.ask(), organisation="974 760 673"
    )
    assert (ended.organisation, ended.stage) == ("974760673", Stage.CLOSED)


async def test_handing_over_needs_consent(world: World, anne: Person) -> None:
    case = await a_case(world)
    with pytest.raises(NoConsent):
        await world.core.guidance.outcomes.hand_over(anne.actor, case.id)
    await world.core.guidance.outcomes.consent(world.eva, case.id, world.ask(), given=True)
    assert (await world.core.guidance.outcomes.hand_over(anne.actor, case.id))["idea"] == IDEA.idea
    await world.core.guidance.outcomes.consent(world.eva, case.id, world.ask(), given=False)
    with pytest.raises(NoConsent):
        await world.core.guidance.outcomes.hand_over(anne.actor, case.id)


async def test_a_begun_request_is_taken_up_again_days_later(world: World) -> None:
    requesting = world.core.guidance.requesting
    await requesting.go_to(5, Step.IDEA)
    await requesting.go_to(5, Step.HOW_FAR, {"idea": "Sauer på Facebook"})
    world.clock.advance(days=6)
    intake, answers = await requesting.intake(5)
    assert (intake.step, answers.idea) == (Step.HOW_FAR, "Sauer på Facebook")
    await requesting.leave(5)
    assert (await requesting.intake(5))[1] == Answers()


async def test_the_figures_survive_the_erasing(world: World, anne: Person) -> None:
    guidance, case = world.core.guidance, await a_case(world)
    meeting = await a_meeting(world, anne, case)
    world.clock.time = meeting.interval.end
    await guidance.appointing.took_place(anne.actor, meeting.id, world.ask(), came=True)
    await guidance.outcomes.end(anne.actor, case.id, Outcome.PROGRAMME, world.ask())
    year = world.clock().year
    before = await guidance.counting.figures(world.office.actor, year)
    assert before.of(Name.GUIDED).cases == (case.id,)
    assert before.of(Name.PROGRAMME).value == 1
    await world.core.database.people.erase(world.eva.id, world.clock())
    assert await guidance.counting.figures(world.office.actor, year) == before
    assert not await world.core.database.papers.of(case.id)


async def test_of_many_who_choose_one_time_one_gets_it(world: World, anne: Person) -> None:
    guidance, people = world.core.guidance, world.core.database.people
    asked = []
    for number in range(6):
        who = a_person(id=PersonId(f"g{number}"), name=f"Gründer {number}", telegram_id=2000 + number)
        await people.add(who)
        case = await a_case(world, who)
        await guidance.guiding.let_choose(anne.actor, case.id, Meeting.ROOM, world.ask())
        asked.append((who, case))
    (start, *_) = await guidance.appointing.times(asked[0][0].actor, asked[0][1].id, 1)
    found = await asyncio.gather(
        *(guidance.appointing.choose(who, case.id, start.start, world.ask()) for who, case in asked),
        return_exceptions=True,
    )
    assert [type(each).__name__ for each in found].count("Appointment") == 1
    assert [type(each) for each in found].count(TimeGone) == 5
    held = await world.core.database.bookings.blocking(start)
    assert len(held) == 2


async def test_what_a_meeting_holds_changes_with_it_alone(world: World, anne: Person) -> None:
    meeting = await a_meeting(world, anne, await a_case(world))
    assert not await world.core.looking.mine(anne)
    for booking_id in (meeting.booking_id, meeting.room_booking_id):
        for actor in (anne.actor, world.office.actor):
            with pytest.raises(NotFound):
                await world.core.reserving.cancel(actor, booking_id, world.ask())
    world.clock.time = meeting.interval.start + timedelta(minutes=20)
    await world.core.releasing.release_no_shows()
    assert len(await world.core.database.bookings.blocking(meeting.interval)) == 2


async def test_an_adviser_who_is_erased_leaves_their_cases_to_the_administration(
    world: World, anne: Person
) -> None:
    case = await a_case(world)
    meeting = await a_meeting(world, anne, case)
    await world.core.membership.erase(world.office.actor, anne)
    left = await the_case(world, case)
    assert (left.stage, left.adviser_id) == (Stage.NEW, None)
    assert not await world.core.database.bookings.blocking(meeting.interval)
    assert (await world.core.guidance.casework.open(world.office.actor, case.id)).answers == IDEA


async def test_what_somebody_told_can_be_taken_along(world: World, anne: Person) -> None:
    await a_case(world)
    record = await world.core.membership.take_along(world.eva)
    (told,) = record.guidance
    assert told.answers == IDEA


async def test_an_adviser_takes_the_hours_along(world: World, anne: Person) -> None:
    advising, membership = world.core.guidance.advising, world.core.membership
    assert (await membership.take_along(anne)).hours is None, "the usual ones, never set"
    day_off = {advising.today(): ()}
    await advising.save(anne.actor, replace(await advising.plan(anne.id), exceptions=day_off))
    text = json.loads(json.dumps((await membership.take_along(anne)).as_json(), default=str))
    assert text["hours"]["exceptions"] == {advising.today().isoformat(): []}
    assert text["person"]["roles"] == ["adviser"]
