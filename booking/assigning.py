"""Cases and who has them: every change of a case is put together here, with who hears of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from booking.advising import Advising
from booking.model.guidance import Case, CaseAction, CaseChange, CaseId, Stage
from booking.model.messages import Message, Origin, Purpose, Request
from booking.model.people import STAFF, Actor, Person, PersonId, Role
from booking.ports import AlreadyRecorded, Cases, Clock, Page, People
from booking.recording import Decided, Recording
from booking.refusals import CaseOver, NotFound
from booking.rules import assigning

TURNS_COUNT = timedelta(days=180)
"""Whose turn it is goes by the last half-year."""


class Assigning:
    def __init__(
        self, *, cases: Cases, people: People, advising: Advising, recording: Recording, now: Clock
    ) -> None:
        self._recording = recording
        self.cases = cases
        self.people = people
        self.now = now
        self.advising = advising

    async def case(self, actor: Actor, case_id: CaseId) -> Case:
        """An adviser's own, any for the administration. Raises NotFound."""
        case = await self.cases.get(case_id)
        if case is None or not may_see(actor, case):
            raise NotFound(what="case")
        return case

    async def open_case(self, actor: Actor, case_id: CaseId) -> Case:
        """Raises CaseOver too."""
        case = await self.case(actor, case_id)
        if not case.is_open:
            raise CaseOver(case_id=case.id)
        return case

    async def own(self, person: Person, case_id: CaseId) -> Case:
        """The entrepreneur's. Raises NotFound."""
        case = await self.cases.get(case_id)
        if case is None or case.person_id != person.id:
            raise NotFound(what="case")
        return case

    async def given(
        self, case: Case, *, asked_for: Sequence[PersonId] = (), not_to: Collection[PersonId] = ()
    ) -> Case:
        """The same case with the adviser who gets it, or with none. Not yet its next revision."""
        now = self.now()
        before = [each.adviser_id for each in await self.cases.of_person(case.person_id)]
        last = [adviser for adviser in before if adviser is not None and adviser != case.adviser_id]
        wanted = [*asked_for, *([case.wanted] if case.wanted else []), *last]
        adviser = assigning.chosen(
            await self.advising.plans(),
            await self.cases.turns(now - TURNS_COUNT),
            self.advising.today(),
            asked_for=wanted,
            not_to=not_to,
        )
        return with_adviser(case, adviser, now)

    async def record(self, made: CaseChange, request: Request, messages: Sequence[Message] = ()) -> Case:
        """One deed. The same request again gives what the case has become. Raises Stale."""
        decided = Decided(changes=(), messages=tuple(messages), cases=(made,))
        try:
            await self._recording.record(made.actor, request, decided)
        except AlreadyRecorded:
            return await self.cases.get(made.after.id) or made.after
        return made.after

    async def staff(self) -> Sequence[Person]:
        """The administration."""
        found = [each for role in STAFF for each in (await self.people.listing(Page(), role=role))[0]]
        return list({person.id: person for person in found}.values())

    async def told(self, case: Case, now: datetime) -> tuple[Message, ...]:
        """To whoever has to act now: the adviser, or the administration where there is none."""
        if case.adviser_id is not None:
            return (message(Purpose.GUIDANCE, case, case.adviser_id, now),)
        return tuple(message(Purpose.GUIDANCE, case, each.id, now) for each in await self.staff())


def may_see(actor: Actor, case: Case) -> bool:
    if actor.is_staff:
        return True
    return Role.ADVISER in actor.roles and case.adviser_id is not None and case.adviser_id == actor.person_id


def with_adviser(case: Case, adviser: PersonId | None, now: datetime) -> Case:
    """Times that somebody else offered are no longer on offer."""
    return replace(
        case,
        adviser_id=adviser,
        assigned_at=None if adviser is None else now,
        escalated_at=None,
        stage=Stage.NEW if adviser is None else Stage.ASSIGNED,
        offered=(),
        chooses_freely=False,
    )


def message(
    purpose: Purpose, case: Case, person_id: PersonId, now: datetime, origin: Origin | None = None
) -> Message:
    return Message(
        purpose=purpose,
        subject=case.id,
        revision=case.revision,
        person_id=person_id,
        due_at=now,
        origin=origin,
    )


def change(
    action: CaseAction, before: Case | None, after: Case, actor: Actor, now: datetime, note: str = ""
) -> CaseChange:
    return CaseChange(action=action, before=before, after=after, actor=actor, at=now, note=note)
