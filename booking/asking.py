"""Asking people: what the service can't answer reaches the administration, and the answer comes back.

What somebody wrote is never lost: it is kept with its state, whether anybody can be told of it now or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booking.access import hashed
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Actor, Person
from booking.model.questions import Addition, Question, QuestionId, QuestionKind, QuestionState
from booking.ports import Clock, People, Questions
from booking.reaching import administration, can_be_told
from booking.refusals import AlreadyAnswered, NotAllowed, NotFound, TooManyQuestions
from booking.rules.sameness import is_same

MOST_OPEN = 20
"""Questions of one person that wait for an answer: nobody floods the administration. Faults don't count."""
ID_LENGTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """What became of a message to the administration.

    `reached` is whether somebody there can be told. `known` is whether the same was told before, and is
    open still: then it was added to that, or, where it was the same person's, left as it is.
    """

    question: Question
    reached: bool
    known: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A question that is open, who asked, and who else has said the same."""

    question: Question
    asker: Person
    others: tuple[Person, ...]


class Asking:
    def __init__(self, questions: Questions, people: People, now: Clock) -> None:
        self._questions = questions
        self._people = people
        self._now = now

    async def ask(
        self, person: Person, text: str, request: Request, kind: QuestionKind = QuestionKind.QUESTION
    ) -> PassedOn:
        """Everybody of the administration hears of it. The same request again asks nothing new.

        The same fault again is one fault. Raises TooManyQuestions, never for a fault.
        """
        staff = await self._staff()
        question = self._question(person, text, request, kind)
        if same := await self._same(question):
            return await self._added(same, person, text, staff)
        known = await self._questions.get(question.id)
        if known is None:
            if kind is not QuestionKind.FAULT and await self._questions.count_open(person.id) >= MOST_OPEN:
                raise TooManyQuestions(most=MOST_OPEN)
            await self._questions.add(question, _to_all(Purpose.QUESTION, question.id, question, staff))
        return PassedOn(question=known or question, reached=_reached(staff))

    async def keep(self, person: Person, text: str, request: Request) -> Question:
        """Not passed on yet: the person is asked whether it shall be."""
        question = self._question(person, text, request, QuestionKind.QUESTION)
        kept = replace(question, state=QuestionState.KEPT)
        await self._questions.add(kept, [])
        return kept

    async def pass_on(self, person: Person, question_id: QuestionId) -> PassedOn:
        """What was kept goes to the administration, once. Raises NotFound for another's."""
        question = await self._questions.get(question_id)
        if question is None or question.person_id != person.id:
            raise NotFound(what="question")
        staff = await self._staff()
        if question.state is QuestionState.KEPT:
            told = _to_all(Purpose.QUESTION, question.id, question, staff)
            await self._questions.pass_on(question.id, told)
        return PassedOn(question=question, reached=_reached(staff))

    async def question(self, actor: Actor, question_id: QuestionId) -> tuple[Question, Person]:
        """And who asked. Raises NotFound, also for those who are not of the administration."""
        question = await self._questions.get(question_id) if actor.is_staff else None
        person = await self._people.get(question.person_id) if question else None
        if question is None or person is None:
            raise NotFound(what="question")
        return question, person

    async def open(self, actor: Actor) -> Sequence[Waiting]:
        """What is to be done something about, the oldest first; it has been seen then. Raises NotAllowed."""
        if not actor.is_staff:
            raise NotAllowed
        found = await self._questions.open()
        await self._questions.see([question.id for question in found])
        waiting = [await self._waiting(question) for question in found]
        return [each for each in waiting if each is not None]

    async def answer(self, actor: Actor, question_id: QuestionId, text: str) -> Person:
        """Who asked hears it, and who said the same. Raises NotFound, and AlreadyAnswered."""
        question, person = await self.question(actor, question_id)
        answered = replace(
            question,
            state=QuestionState.ANSWERED,
            answer=text,
            answered_by=actor.person_id,
            answered_at=self._now(),
        )
        additions = await self._questions.additions(question_id)
        others = [await self._people.get(each.person_id) for each in additions]
        told = [person, *(each for each in others if each is not None)]
        if not await self._questions.answer(answered, _to_all(Purpose.ANSWER, question.id, answered, told)):
            raise AlreadyAnswered
        return person

    async def settle(self, actor: Actor, question_id: QuestionId) -> Question:
        """It is done with, answered or not. Again, nothing changes. Raises NotFound."""
        question, _ = await self.question(actor, question_id)
        if question.state is QuestionState.SETTLED:
            return question
        settled = replace(
            question, state=QuestionState.SETTLED, settled_by=actor.person_id, settled_at=self._now()
        )
        await self._questions.settle(settled)
        return settled

    def _question(self, person: Person, text: str, request: Request, kind: QuestionKind) -> Question:
        return Question(
            id=QuestionId(hashed(request.key)[:ID_LENGTH]),
            person_id=person.id,
            text=text,
            asked_at=self._now(),
            kind=kind,
        )

    async def _same(self, question: Question) -> Question | None:
        """The fault that is open and the same, of whoever told of it first; else one's own same words."""
        for each in await self._questions.open():
            is_own = each.person_id == question.person_id
            may_be = each.kind is question.kind and (is_own or question.kind is QuestionKind.FAULT)
            if may_be and each.id != question.id and is_same(each.text, question.text):
                return each
        return None

    async def _added(
        self, question: Question, person: Person, text: str, staff: Sequence[Person]
    ) -> PassedOn:
        if question.person_id != person.id:
            addition = Addition(question_id=question.id, person_id=person.id, text=text, at=self._now())
            subject = f"{question.id}+{person.id}"
            told = _to_all(Purpose.ADDITION, subject, replace(question, asked_at=addition.at), staff)
            await self._questions.join(addition, told)
        is_own = question.person_id == person.id
        return PassedOn(question=question, reached=_reached(staff), known=True, is_own=is_own)

    async def _waiting(self, question: Question) -> Waiting | None:
        asker = await self._people.get(question.person_id)
        if asker is None:
            return None
        additions = await self._questions.additions(question.id)
        others = [await self._people.get(each.person_id) for each in additions]
        return Waiting(question=question, asker=asker, others=tuple(o for o in others if o is not None))

    async def _staff(self) -> Sequence[Person]:
        """Also those who cannot be reached now: what waits for them is sent when they are back."""
        return [each for each in await administration(self._people) if each.telegram_id or each.email]


def _reached(staff: Sequence[Person]) -> bool:
    return any(map(can_be_told, staff))


def _to_all(purpose: Purpose, subject: str, question: Question, people: Sequence[Person]) -> list[Message]:
    due_at = question.answered_at or question.asked_at
    return [
        Message(purpose=purpose, subject=subject, revision=1, person_id=person.id, due_at=due_at)
        for person in people
    ]
