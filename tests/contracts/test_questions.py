"""What `Questions` promises."""

from datetime import timedelta

from booking.model.messages import Message, Purpose
from booking.model.people import PersonId
from booking.model.questions import Addition, Question, QuestionId, QuestionKind, QuestionState
from db import Database
from tests.builders import NOW

KARI, GRETE = PersonId("kari"), PersonId("grete")


def _question(number: int = 1, **fields: object) -> Question:
    values = {"id": QuestionId(f"q{number}"), "person_id": KARI, "text": "Er det\nkaffe? 🌱", "asked_at": NOW}
    return Question(**(values | fields))


def _message(purpose: Purpose, to: PersonId) -> Message:
    return Message(purpose=purpose, subject="q1", revision=1, person_id=to, due_at=NOW)


async def _told(database: Database) -> list[tuple[str, str]]:
    due = await database.outbox.claim(NOW, lease_until=NOW + timedelta(minutes=1), limit=50)
    return [(each.message.purpose.value, each.message.person_id) for each in due]


async def test_a_question_is_saved_with_what_it_promises(database: Database) -> None:
    assert await database.questions.get(QuestionId("q1")) is None
    for _ in range(2):
        await database.questions.add(_question(), [_message(Purpose.QUESTION, GRETE)])

    assert await database.questions.get(QuestionId("q1")) == _question()
    assert await database.questions.count_open(KARI) == 1
    assert await _told(database) == [("question", "grete")]


async def test_it_is_answered_once(database: Database) -> None:
    await database.questions.add(_question(), [])
    state = QuestionState.ANSWERED
    answered = _question(answer="Ja.", answered_by=GRETE, answered_at=NOW, state=state)

    assert await database.questions.answer(answered, [_message(Purpose.ANSWER, KARI)])
    other = _question(answer="Nei.", answered_by=GRETE, answered_at=NOW)
    assert not await database.questions.answer(other, [_message(Purpose.ANSWER, GRETE)])

    assert await database.questions.get(QuestionId("q1")) == answered
    assert await database.questions.count_open(KARI) == 0
    assert await _told(database) == [("answer", "kari")]


async def test_they_are_forgotten_in_time_and_with_the_person(database: Database) -> None:
    await database.questions.add(_question(1, asked_at=NOW - timedelta(days=2)), [])
    await database.questions.add(_question(2), [])
    await database.questions.add(_question(3, person_id=GRETE), [])

    await database.questions.forget_before(NOW)
    assert [each.id for each in await database.questions.of_person(KARI)] == ["q2"]

    await database.people.erase(KARI, NOW)
    assert await database.questions.of_person(KARI) == []
    assert len(await database.questions.of_person(GRETE)) == 1


async def test_what_is_open_is_seen_and_settled(database: Database) -> None:
    await database.questions.add(_question(1, kind=QuestionKind.FAULT), [])
    later = NOW + timedelta(minutes=1)
    await database.questions.add(_question(2, asked_at=later), [])
    await database.questions.add(_question(3, state=QuestionState.KEPT), [])
    assert [(each.id, each.state) for each in await database.questions.open()] == [
        ("q1", "new"),
        ("q2", "new"),
    ]
    assert await database.questions.count_open(KARI) == 1, "a fault does not count"

    await database.questions.see([QuestionId("q1"), QuestionId("q3")])
    await database.questions.pass_on(QuestionId("q3"), [_message(Purpose.QUESTION, GRETE)])
    state = QuestionState.SETTLED
    settled = _question(2, asked_at=later, state=state, settled_by=GRETE, settled_at=NOW)
    for _ in range(2):
        await database.questions.settle(settled)
        await database.questions.pass_on(QuestionId("q3"), [_message(Purpose.QUESTION, KARI)])

    states = {each.id: each.state for each in await database.questions.open()}
    assert states == {"q1": "seen", "q3": "new"}
    assert await database.questions.get(QuestionId("q2")) == settled
    assert await _told(database) == [("question", "grete")]


async def test_who_says_the_same_is_kept_with_it_and_goes_with_the_person(database: Database) -> None:
    await database.questions.add(_question(1, kind=QuestionKind.FAULT), [])
    addition = Addition(question_id=QuestionId("q1"), person_id=GRETE, text="Her au", at=NOW)
    for _ in range(2):
        await database.questions.join(addition, [_message(Purpose.ADDITION, GRETE)])
    assert await database.questions.additions(QuestionId("q1")) == [addition]
    assert await database.questions.additions_of(GRETE) == [addition]

    await database.people.erase(GRETE, NOW)
    assert await database.questions.additions(QuestionId("q1")) == []

    await database.questions.join(addition, [])
    await database.people.erase(KARI, NOW)
    assert await database.questions.additions_of(GRETE) == [], "it goes with the question"
