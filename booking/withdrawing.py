"""Leaving guidance: an entrepreneur who needs it no more, and people who are erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from booking.appointing import Appointing
from booking.assigning import Assigning, change, message, with_adviser
from booking.model.guidance import Appointment, Case, CaseAction, CaseId, Stage
from booking.model.intakes import Answers
from booking.model.messages import Purpose, Request
from booking.model.papers import PaperKind
from booking.model.people import Actor, Person
from booking.ports import Page, Papers, Seal, Unreadable
from booking.refusals import CaseOver
from booking.rules import answers as rules

ALL = Page(limit=10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is stored of a case that a person may take along: what they said, and what was agreed."""

    case: Case
    answers: Answers
    appointments: Sequence[Appointment]


class Withdrawing:
    def __init__(
        self,
        *,
        assigning: Assigning,
        appointing: Appointing,
        papers: Papers,
        seal: Seal,
    ) -> None:
        self._assigning = assigning
        self._appointing = appointing
        self._papers = papers
        self._seal = seal

    async def withdraw(self, person: Person, case_id: CaseId, request: Request) -> Case:
        """Gives up the meeting that is ahead, and closes the case without an outcome. Raises NotFound."""
        case = await self._assigning.own(person, case_id)
        if not case.is_open:
            return case
        await self._give_up(person.actor, case, request)
        case = await self._assigning.own(person, case_id)
        after = case.changed(stage=Stage.CLOSED, offered=(), chooses_freely=False)
        return await self._record(person.actor, CaseAction.WITHDRAWN, case, after, request)

    async def step_back(self, actor: Actor, person: Person) -> None:
        """Before they are erased: their own cases are closed; those they advise on go on without."""
        for case in await self._assigning.cases.of_person(person.id):
            await self.withdraw(person, case.id, Request(key=f"erase:{case.id}"))
        advised, _ = await self._assigning.cases.listing(ALL, adviser_id=person.id, only_open=True)
        for case in advised:
            request = Request(key=f"step back:{case.id}:{case.revision}")
            await self._give_up(actor, case, request)
            now = await self._assigning.cases.get(case.id) or case
            after = with_adviser(now, None, self._assigning.now()).changed()
            await self._record(actor, CaseAction.ASSIGNED, now, after, request)

    async def told(self, person: Person) -> Sequence[Told]:
        return [
            Told(
                case=case,
                answers=await self._answers(case),
                appointments=await self._assigning.cases.appointments(case.id),
            )
            for case in await self._assigning.cases.of_person(person.id)
        ]

    async def _answers(self, case: Case) -> Answers:
        for paper in await self._papers.of(case.id):
            if paper.kind is PaperKind.REQUEST:
                try:
                    return rules.read(self._seal.open(paper.sealed, f"paper:{case.id}"))
                except Unreadable:
                    break
        return Answers()

    async def _give_up(self, actor: Actor, case: Case, request: Request) -> None:
        try:
            await self._appointing.cancel(actor, case.id, Request(key=f"{request.key}:meeting"))
        except CaseOver:  # there is none ahead
            return

    async def _record(
        self, actor: Actor, action: CaseAction, before: Case, after: Case, request: Request
    ) -> Case:
        now = self._assigning.now()
        told = await self._assigning.told(after, now)
        if action is CaseAction.WITHDRAWN:
            told += (message(Purpose.GUIDANCE_NEWS, after, after.person_id, now, request.origin),)
        return await self._assigning.record(change(action, before, after, actor, now), request, told)
