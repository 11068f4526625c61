"""What came of a case: its outcome, the hand-over to the programme, and how it went months later."""

from __future__ import annotations

from collections.abc import Mapping

from booking.assigning import Assigning, change, message
from booking.casework import Casework
from booking.model.guidance import Case, CaseAction, CaseId, CheckUp, Outcome, Stage
from booking.model.messages import Message, Purpose, Request
from booking.model.papers import Looked, PaperKind
from booking.model.people import Actor, Person
from booking.ports import Clock
from booking.refusals import CaseOver, NoConsent, NotAnOrganisation
from booking.rules.organisations import organisation_number


class Outcomes:
    """Each raises NotFound for a case that is not theirs."""

    def __init__(self, *, assigning: Assigning, casework: Casework, now: Clock) -> None:
        self._assigning = assigning
        self._casework = casework
        self._now = now

    async def end(
        self, actor: Actor, case_id: CaseId, outcome: Outcome, request: Request, *, organisation: str = ""
    ) -> Case:
        """What came of it; said again, the last counts. Raises NotAnOrganisation for a wrong number.

        CaseOver while a meeting is ahead: it is held or cancelled first.
        """
        case = await self._assigning.case(actor, case_id)
        number = organisation_number(organisation) if organisation else ""
        if number is None:
            raise NotAnOrganisation
        if case.stage is Stage.SCHEDULED:
            raise CaseOver(case_id=case_id)
        after = case.changed(
            outcome=outcome,
            outcome_at=self._now(),
            organisation=number if outcome is Outcome.STARTED else case.organisation,
            stage=Stage.FOLLOW_UP if outcome is Outcome.PROGRAMME else Stage.CLOSED,
            offered=(),
            chooses_freely=False,
        )
        return await self._record(CaseAction.OUTCOME, case, after, actor, request)

    async def consent(self, person: Person, case_id: CaseId, request: Request, *, given: bool) -> Case:
        """The entrepreneur agrees that the programme gets the case, or takes that back."""
        case = await self._assigning.own(person, case_id)
        if given == (case.consented_at is not None):
            return case
        after = case.changed(consented_at=self._now() if given else None)
        return await self._record(CaseAction.CONSENTED, case, after, person.actor, request)

    async def hand_over(self, actor: Actor, case_id: CaseId) -> Mapping[str, object]:
        """What the programme gets, without the notes; it is noted who took it. Raises NoConsent."""
        case = await self._assigning.case(actor, case_id)
        if case.consented_at is None:
            raise NoConsent(case_id=case_id)
        await self._casework.look(actor, case, Looked.EXPORT)
        dossier = await self._casework.open(actor, case_id)
        goals = [each.text for each in dossier.papers if each.paper.kind is PaperKind.GOAL]
        person, said = dossier.person, dossier.answers
        return {
            "name": person.name if person else "",
            "email": person.email if person else "",
            "reach": said.reach,
            "idea": said.idea,
            "hope": said.hope,
            "where": said.where,
            "how_far": case.how_far,
            "sector": case.sector,
            "goal": goals[-1] if goals else "",
            "organisation": case.organisation,
            "asked_at": case.asked_at.isoformat(),
            "met": [each.interval.start.isoformat() for each in dossier.appointments if each.state == "held"],
            "consented_at": case.consented_at.isoformat(),
            "adviser": dossier.adviser.name if dossier.adviser else "",
        }

    async def checked(
        self, person: Person, case_id: CaseId, months: int, answer: CheckUp, request: Request
    ) -> Case:
        """How it went, so many months later. One who wants help again has a case that is open again."""
        case = await self._assigning.own(person, case_id)
        after = case.changed()
        if answer is CheckUp.WANTS_HELP and not case.is_open:
            given = await self._assigning.given(case)
            after = case.changed(
                stage=given.stage, adviser_id=given.adviser_id, assigned_at=given.assigned_at
            )
        now = self._now()
        checked = change(CaseAction.CHECKED, case, after, person.actor, now, note=f"{months}:{answer}")
        told = await self._assigning.told(after, now) if after.is_open and not case.is_open else ()
        return await self._assigning.record(checked, request, told)

    async def _record(
        self, action: CaseAction, before: Case, after: Case, actor: Actor, request: Request
    ) -> Case:
        """The entrepreneur hears of another outcome."""
        now = self._now()
        told: tuple[Message, ...] = ()
        if after.outcome is not before.outcome:
            told = (message(Purpose.GUIDANCE_NEWS, after, after.person_id, now),)
        return await self._assigning.record(change(action, before, after, actor, now), request, told)
