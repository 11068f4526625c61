"""What an adviser does with a request: offers times, lets the person choose, passes it on; what is late."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from booking.advising import Advising, for_adviser
from booking.assigning import Assigning, change, message, with_adviser
from booking.model.guidance import Case, CaseAction, CaseId, Meeting, Plan, Stage
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Actor, Person, PersonId, Role
from booking.ports import Clock
from booking.recording import SERVICE
from booking.refusals import NotFound, Stale, TimeGone

ANSWER_WITHIN = timedelta(days=2)
"""An adviser who has not answered by then: the administration hears of it."""
MOST_OFFERED = 3


class Guiding:
    """Each raises NotFound for a case that is not theirs, and CaseOver for one that is closed."""

    def __init__(self, *, assigning: Assigning, advising: Advising, now: Clock) -> None:
        self._assigning = assigning
        self._advising = advising
        self._now = now

    async def times(self, actor: Actor, case_id: CaseId, meeting: Meeting, many: int) -> Sequence[Interval]:
        """What the adviser could offer: also what is sooner than their notice."""
        _, plan = await self._planned(actor, case_id)
        return await self._advising.times(for_adviser(plan), meeting, many)

    async def offer(
        self, actor: Actor, case_id: CaseId, meeting: Meeting, times: Sequence[Interval], request: Request
    ) -> Case:
        """One to three times, of which the person takes one. Raises TimeGone where one cannot be had."""
        case, plan = await self._planned(actor, case_id)
        offered = tuple(sorted(set(times)))[:MOST_OFFERED]
        if not offered:
            raise TimeGone(case_id=case_id)
        for interval in offered:
            await self._advising.check(for_adviser(plan), meeting, interval, case_id)
        after = self._taken(case, actor).changed(meeting=meeting, offered=offered, chooses_freely=False)
        return await self._record(actor, CaseAction.OFFERED, case, after, request)

    async def let_choose(self, actor: Actor, case_id: CaseId, meeting: Meeting, request: Request) -> Case:
        """The person takes any time that the adviser has free."""
        case, _ = await self._planned(actor, case_id)
        after = self._taken(case, actor).changed(meeting=meeting, offered=(), chooses_freely=True)
        return await self._record(actor, CaseAction.OFFERED, case, after, request)

    async def pass_on(self, actor: Actor, case_id: CaseId, to: PersonId | None, request: Request) -> Case:
        """To that adviser, or to whose turn it is among the others; to the administration if there is none.

        Raises Stale while a meeting is ahead: it would be the former adviser's.
        """
        case = await self._assigning.open_case(actor, case_id)
        if case.stage is Stage.SCHEDULED:
            raise Stale
        now = self._now()
        if to is not None:
            if to not in {adviser.id for adviser in await self._advising.advisers()}:
                raise NotFound(what="person")
            given = with_adviser(case, to, now)
        else:
            gone = (case.adviser_id,) if case.adviser_id else ()
            given = await self._assigning.given(replace(case, wanted=None), not_to=gone)
        if case.stage is Stage.IN_PROGRESS and given.adviser_id is not None:
            given = replace(given, stage=Stage.IN_PROGRESS)
        after = replace(given, revision=case.revision + 1)
        return await self._record(actor, CaseAction.ASSIGNED, case, after, request)

    async def turn_down(self, person: Person, case_id: CaseId, request: Request) -> Case:
        """None of the times suits: the adviser hears it, and offers others."""
        case = await self._assigning.own(person, case_id)
        if not case.offered and not case.chooses_freely:
            return case
        after = case.changed(offered=(), chooses_freely=False)
        return await self._record(person.actor, CaseAction.TURNED_DOWN, case, after, request)

    async def escalate(self) -> int:
        """Tells the administration of what nobody has answered, each once; gives what nobody had to somebody.

        How many.
        """
        late = 0
        for case in await self._assigning.cases.waiting(self._now() - ANSWER_WITHIN):
            with suppress(Stale):  # another process was quicker
                late += await self._escalate(case)
        return late

    async def _escalate(self, case: Case) -> bool:
        request = Request(key=f"escalate:{case.id}:{case.revision}")
        if case.stage is not Stage.NEW:
            after = case.changed(escalated_at=self._now())
            await self._record(SERVICE, CaseAction.ESCALATED, case, after, request)
            return True
        given = await self._assigning.given(case)
        if given.adviser_id is None:
            return False
        after = replace(given, revision=case.revision + 1)
        await self._record(SERVICE, CaseAction.ASSIGNED, case, after, request)
        return True

    async def _planned(self, actor: Actor, case_id: CaseId) -> tuple[Case, Plan]:
        """The case, and the plan of who will meet the person: its adviser, or who takes it now."""
        case = await self._assigning.open_case(actor, case_id)
        adviser = case.adviser_id or actor.person_id
        if adviser is None:
            raise NotFound(what="person")
        if case.stage is Stage.SCHEDULED:
            raise Stale
        return case, await self._advising.plan(adviser)

    def _taken(self, case: Case, actor: Actor) -> Case:
        """Whoever of the advisers offers times for what nobody has, has it."""
        if case.adviser_id is not None:
            return case
        if actor.person_id is None or Role.ADVISER not in actor.roles:
            raise NotFound(what="person")
        return with_adviser(case, actor.person_id, self._now())

    async def _record(
        self, actor: Actor, action: CaseAction, before: Case, after: Case, request: Request
    ) -> Case:
        messages = await self._heard(actor, action, before, after, request)
        made = change(action, before, after, actor, self._now())
        return await self._assigning.record(made, request, messages)

    async def _heard(
        self, actor: Actor, action: CaseAction, before: Case, after: Case, request: Request
    ) -> tuple[Message, ...]:
        now = self._now()
        to_person = message(Purpose.GUIDANCE_NEWS, after, after.person_id, now)
        match action:
            case CaseAction.OFFERED:
                if after.adviser_id is None:
                    return (to_person,)
                origin = request.origin if after.adviser_id == actor.person_id else None
                return (to_person, message(Purpose.GUIDANCE, after, after.adviser_id, now, origin))
            case CaseAction.ASSIGNED:
                told = await self._assigning.told(after, now)
                return (*told, to_person) if after.adviser_id != before.adviser_id else told
            case CaseAction.TURNED_DOWN:
                return await self._assigning.told(after, now)
            case _:
                people = {each.id for each in await self._assigning.staff()}
                people |= {after.adviser_id} if after.adviser_id else set()
                return tuple(message(Purpose.GUIDANCE, after, each, now) for each in sorted(people))
