"""Asking for guidance: a conversation that can be left and taken up again, and the request at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from booking.access import hashed
from booking.assigning import Assigning, change
from booking.model.guidance import Case, CaseAction, CaseId
from booking.model.intakes import Answers, Intake, Step
from booking.model.messages import Message, Purpose, Request
from booking.model.papers import Paper, PaperId, PaperKind
from booking.model.people import Actor, Person
from booking.ports import AlreadyRecorded, Cases, Clock, Intakes, Seal
from booking.recording import Decided, Recording
from booking.refusals import TooManyAsk, TooManyCases
from booking.rules import answers as rules

MOST_OPEN = 2
"""Cases of one person: nobody needs more at once."""
MOST_A_DAY = 20
"""New cases in all: more than two or three advisers ever have, and what a flood would be."""
DAY = timedelta(days=1)
ID_LENGTH = 12


class Requesting:
    def __init__(
        self,
        *,
        intakes: Intakes,
        cases: Cases,
        assigning: Assigning,
        recording: Recording,
        seal: Seal,
        now: Clock,
    ) -> None:
        self._intakes = intakes
        self._cases = cases
        self._assigning = assigning
        self._recording = recording
        self._seal = seal
        self._now = now

    async def intake(self, telegram_id: int) -> tuple[Intake, Answers]:
        """How far they have come, days ago or on another replica as well; else the beginning."""
        intake = await self._intakes.of(telegram_id)
        if intake is None:
            return self._first(telegram_id), Answers()
        return intake, rules.read(self._seal.open(intake.sealed, _about(telegram_id)))

    async def go_to(
        self, telegram_id: int, step: Step, answered: Mapping[str, object] | None = None
    ) -> tuple[Intake, Answers]:
        """Keeps what was answered, and goes to that step. Raises Stale where another turn was quicker."""
        intake, said = await self.intake(telegram_id)
        answers = replace(said, **dict(answered or {}))  # type: ignore[arg-type]
        sealed = self._seal.seal(rules.written(answers), _about(telegram_id))
        kept = replace(intake, step=step, sealed=sealed, at=self._now(), reminded_at=None)
        await self._intakes.save(kept)
        return replace(kept, revision=kept.revision + 1), answers

    async def asked_again(self, intake: Intake) -> None:
        """They were asked whether they want to go on: once is enough."""
        await self._intakes.reminded(intake, self._now())

    async def leave(self, telegram_id: int) -> None:
        """Forgets what was answered."""
        await self._intakes.clear(telegram_id)

    async def check_may_ask(self, person: Person | None) -> None:
        """Raises TooManyCases and TooManyAsk."""
        if await self._cases.asked_since(self._now() - DAY) >= MOST_A_DAY:
            raise TooManyAsk
        if person is None:
            return
        mine = [case for case in await self._cases.of_person(person.id) if case.is_open]
        if len(mine) >= MOST_OPEN:
            raise TooManyCases(case_id=mine[0].id, most=MOST_OPEN)

    async def send(self, person: Person, answers: Answers, request: Request) -> Case:
        """Gives it to an adviser, who hears of it with the person. The same key again gives what it became.

        Raises TooManyCases and TooManyAsk.
        """
        case_id = CaseId(hashed(request.key)[:ID_LENGTH])
        known = await self._cases.get(case_id)
        if known is not None:
            return known
        await self.check_may_ask(person)
        case = await self._assigning.given(self._case(case_id, person, answers))
        try:
            await self._record(person.actor, case, answers, request)
        except AlreadyRecorded:
            return await self._cases.get(case_id) or case
        if person.telegram_id is not None:
            await self._intakes.clear(person.telegram_id)
        return case

    async def _record(self, actor: Actor, case: Case, answers: Answers, request: Request) -> None:
        now = self._now()
        paper = Paper(
            id=PaperId(f"{case.id}-request"),
            case_id=case.id,
            kind=PaperKind.REQUEST,
            author_id=None,
            at=now,
            sealed=self._seal.seal(rules.written(answers), f"paper:{case.id}"),
        )
        received = Message(
            purpose=Purpose.GUIDANCE_NEWS,
            subject=case.id,
            revision=case.revision,
            person_id=case.person_id,
            due_at=now,
            origin=request.origin,
        )
        decided = Decided(
            changes=(),
            messages=(received, *await self._assigning.told(case, now)),
            cases=(change(CaseAction.ASKED, None, case, actor, now),),
            papers=(paper,),
        )
        await self._recording.record(actor, request, decided)

    def _case(self, case_id: CaseId, person: Person, answers: Answers) -> Case:
        return Case(
            id=case_id,
            person_id=person.id,
            asked_at=self._now(),
            how_far=answers.how_far,
            sector=answers.sector,
            wanted=answers.wanted,
        )

    def _first(self, telegram_id: int) -> Intake:
        sealed = self._seal.seal(rules.written(Answers()), _about(telegram_id))
        return Intake(telegram_id=telegram_id, step=Step.CONSENT, sealed=sealed, at=self._now())


def _about(telegram_id: int) -> str:
    return f"intake:{telegram_id}"
