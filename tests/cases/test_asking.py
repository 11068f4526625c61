"""Asking the administration: everybody there hears it, one answers, the person hears the answer."""

import pytest

from booking.asking import MOST_OPEN
from booking.model.messages import Purpose
from booking.model.questions import QuestionKind, QuestionState
from booking.refusals import AlreadyAnswered, NotAllowed, NotFound, TooManyQuestions
from tests.cases.conftest import Listener, World


async def _heard(world: World) -> list[tuple[Purpose, str]]:
    listener = Listener()
    await world.core.delivery(listener).deliver()
    return [(news.message.purpose, news.person.name) for news in listener.heard]


async def test_a_question_reaches_the_administration_and_the_answer_comes_back(world: World) -> None:
    question = (await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())).question
    assert await _heard(world) == [(Purpose.QUESTION, world.office.name)]

    asker = await world.core.asking.answer(world.office.actor, question.id, "Ja!")

    assert asker.id == world.kari.id
    assert await _heard(world) == [(Purpose.ANSWER, world.kari.name)]


async def test_the_same_request_asks_once(world: World) -> None:
    request = world.ask()
    first = await world.core.asking.ask(world.kari, "Er det kaffe?", request)

    assert await world.core.asking.ask(world.kari, "Er det kaffe?", request) == first
    assert len(await _heard(world)) == 1


async def test_one_of_the_administration_answers(world: World) -> None:
    question = (await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())).question
    await world.core.asking.answer(world.office.actor, question.id, "Ja!")

    with pytest.raises(AlreadyAnswered):
        await world.core.asking.answer(world.office.actor, question.id, "Nei!")
    assert await _heard(world) == [(Purpose.ANSWER, world.kari.name)]


async def test_others_can_neither_read_nor_answer(world: World) -> None:
    question = (await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())).question

    for person in (world.kari, world.ola):
        with pytest.raises(NotFound):
            await world.core.asking.question(person.actor, question.id)
        with pytest.raises(NotFound):
            await world.core.asking.answer(person.actor, question.id, "Ja!")


async def test_nobody_floods_the_administration_but_a_fault_is_never_refused(world: World) -> None:
    for number in range(MOST_OPEN):
        await world.core.asking.ask(world.kari, f"Spørsmål nummer {number}", world.ask())

    with pytest.raises(TooManyQuestions) as refused:
        await world.core.asking.ask(world.kari, "Ett til", world.ask())
    assert refused.value.most == MOST_OPEN
    await world.core.asking.ask(world.ola, "Mitt første", world.ask())
    for text in ("Printeren virker ikke", "Lyset i gangen er gått", "Pult 3 mangler stol"):
        passed = await world.core.asking.ask(world.kari, text, world.ask(), QuestionKind.FAULT)
        assert passed.reached
        assert not passed.known


async def test_the_same_fault_again_is_one_fault(world: World) -> None:
    ask = world.core.asking.ask
    first = await ask(world.kari, "Printeren virker ikke", world.ask(), QuestionKind.FAULT)
    again = await ask(world.kari, "printeren virker fortsatt ikke!", world.ask(), QuestionKind.FAULT)
    other = await ask(world.ola, "hei, printeren virker ikke", world.ask(), QuestionKind.FAULT)
    world.clock.advance(minutes=1)
    desk = await ask(world.ola, "pult 3 mangler stol", world.ask(), QuestionKind.FAULT)
    next_desk = await ask(world.ola, "pult 4 mangler stol", world.ask(), QuestionKind.FAULT)

    assert (again.known, other.known, desk.known, next_desk.known) == (True, True, False, False)
    assert first.question == again.question == other.question
    (waiting, *rest) = await world.core.asking.open(world.office.actor)
    assert ([p.id for p in waiting.others], len(rest)) == ([world.ola.id], 2)
    heard = await _heard(world)
    assert heard.count((Purpose.ADDITION, world.office.name)) == 1

    await world.core.asking.answer(world.office.actor, first.question.id, "Ny patron er satt i.")
    assert await _heard(world) == [(Purpose.ANSWER, world.kari.name), (Purpose.ANSWER, world.ola.name)]
    once_more = await ask(world.kari, "Printeren virker ikke", world.ask(), QuestionKind.FAULT)
    assert not once_more.known


async def test_without_anybody_to_reach_it_is_kept_and_said(world: World) -> None:
    await world.core.membership.can_be_reached(world.office, reachable=False)

    passed = await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())

    assert not passed.reached
    (waiting,) = await world.core.asking.open(world.office.actor)
    assert (waiting.question.text, waiting.asker.id) == ("Er det kaffe?", world.kari.id)


async def test_what_is_open_is_seen_by_looking_and_settled_by_hand(world: World) -> None:
    passed = await world.core.asking.ask(world.kari, "Jeg får besøk kl 14", world.ask(), QuestionKind.GUEST)
    await world.core.asking.open(world.office.actor)
    (seen,) = await world.core.asking.open(world.office.actor)
    assert seen.question.state is QuestionState.SEEN

    for _ in range(2):
        settled = await world.core.asking.settle(world.office.actor, passed.question.id)
        assert settled.settled_by == world.office.id
    assert await world.core.asking.open(world.office.actor) == []
    assert await _heard(world) == [], "it needs nobody any more"
    with pytest.raises(NotFound):
        await world.core.asking.settle(world.kari.actor, passed.question.id)
    with pytest.raises(NotAllowed):
        await world.core.asking.open(world.kari.actor)


async def test_what_was_kept_is_passed_on_once_and_by_its_writer(world: World) -> None:
    kept = await world.core.asking.keep(world.kari, "Hva koster en plass?", world.ask())
    assert await world.core.asking.open(world.office.actor) == []
    with pytest.raises(NotFound):
        await world.core.asking.pass_on(world.ola, kept.id)
    for _ in range(2):
        assert (await world.core.asking.pass_on(world.kari, kept.id)).reached
    assert await _heard(world) == [(Purpose.QUESTION, world.office.name)]


async def test_questions_can_be_taken_along_and_are_erased(world: World) -> None:
    question = (await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())).question
    assert (await world.core.membership.take_along(world.kari)).questions == [question]

    await world.core.membership.erase(world.office.actor, world.kari)

    assert await _heard(world) == []
    with pytest.raises(NotFound):
        await world.core.asking.answer(world.office.actor, question.id, "Ja!")
