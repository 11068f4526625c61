"""Asking people: what the service can't answer reaches the administration, and the answer comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from booking.access import hashed
from booking.model.messages import Message, Purpose, Request
from booking.model.people import STAFF, Actor, Person
from booking.model.questions import Question, QuestionId
from booking.ports import Clock, Page, People, Questions
from booking.refusals import AlreadyAnswered, NobodyToAsk, NotFound, TooManyQuestions

MOST_OPEN = 5
"""Questions of one person that wait for an answer: nobody floods the administration."""
ID_LENGTH = 20


class Asking:
    def __init__(self, questions: Questions, people: People, now: Clock) -> None:
        self._questions = questions
        self._people = people
        self._now = now

    async def ask(self, person: Person, text: str, request: Request) -> Question:
        """Everybody of the administration hears of it. The same request again asks nothing new.

        Raises NobodyToAsk where none of them can be reached, and TooManyQuestions.
        """
        question = Question(
            id=QuestionId(hashed(request.key)[:ID_LENGTH]),
            person_id=person.id,
            text=text,
            asked_at=self._now(),
        )
        known = await self._questions.get(question.id)
        if known is not None:
            return known
        if await self._questions.count_open(person.id) >= MOST_OPEN:
            raise TooManyQuestions(most=MOST_OPEN)
        staff = await self._staff()
        if not staff:
            raise NobodyToAsk
        await self._questions.add(question, [_message(Purpose.QUESTION, question, each) for each in staff])
        return question

    async def question(self, actor: Actor, question_id: QuestionId) -> tuple[Question, Person]:
        """And who asked. Raises NotFound, also for those who are not of the administration."""
        question = await self._questions.get(question_id) if actor.is_staff else None
        person = await self._people.get(question.person_id) if question else None
        if question is None or person is None:
            raise NotFound(what="question")
        return question, person

    async def answer(self, actor: Actor, question_id: QuestionId, text: str) -> Person:
        """Who asked hears it. Raises NotFound, and AlreadyAnswered where a colleague was quicker."""
        question, person = await self.question(actor, question_id)
        answered = replace(question, answer=text, answered_by=actor.person_id, answered_at=self._now())
        if not await self._questions.answer(answered, [_message(Purpose.ANSWER, answered, person)]):
            raise AlreadyAnswered
        return person

    async def _staff(self) -> Sequence[Person]:
        found = [person for role in STAFF for person in (await self._people.listing(Page(), role=role))[0]]
        reached = {person.id: person for person in found if person.telegram_id and person.reachable}
        return list(reached.values())


def _message(purpose: Purpose, question: Question, person: Person) -> Message:
    due_at = question.answered_at or question.asked_at
    return Message(purpose=purpose, subject=question.id, revision=1, person_id=person.id, due_at=due_at)
