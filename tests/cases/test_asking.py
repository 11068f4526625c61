"""Asking the administration: everybody there hears it, one answers, the person hears the answer."""

import pytest

from booking.asking import MOST_OPEN
from booking.model.messages import Purpose
from booking.refusals import AlreadyAnswered, NobodyToAsk, NotFound, TooManyQuestions
from tests.cases.conftest import Listener, World


async def _heard(world: World) -> list[tuple[Purpose, str]]:
    listener = Listener()
    await world.core.delivery(listener).deliver()
    return [(news.message.purpose, news.person.name) for news in listener.heard]


async def test_a_question_reaches_the_administration_and_the_answer_comes_back(world: World) -> None:
    question = await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())
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
    question = await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())
    await world.core.asking.answer(world.office.actor, question.id, "Ja!")

    with pytest.raises(AlreadyAnswered):
        await world.core.asking.answer(world.office.actor, question.id, "Nei!")
    assert await _heard(world) == [(Purpose.ANSWER, world.kari.name)]


async def test_others_can_neither_read_nor_answer(world: World) -> None:
    question = await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())

    for person in (world.kari, world.ola):
        with pytest.raises(NotFound):
            await world.core.asking.question(person.actor, question.id)
        with pytest.raises(NotFound):
            await world.core.asking.answer(person.actor, question.id, "Ja!")


async def test_nobody_floods_the_administration(world: World) -> None:
    for number in range(MOST_OPEN):
        await world.core.asking.ask(world.kari, f"Spørsmål {number}", world.ask())

    with pytest.raises(TooManyQuestions) as refused:
        await world.core.asking.ask(world.kari, "Ett til", world.ask())
    assert refused.value.most == MOST_OPEN
    await world.core.asking.ask(world.ola, "Mitt første", world.ask())


async def test_without_anybody_to_reach_it_says_so(world: World) -> None:
    await world.core.membership.can_be_reached(world.office, reachable=False)

    with pytest.raises(NobodyToAsk):
        await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())


async def test_questions_can_be_taken_along_and_are_erased(world: World) -> None:
    question = await world.core.asking.ask(world.kari, "Er det kaffe?", world.ask())
    assert (await world.core.membership.take_along(world.kari)).questions == [question]

    await world.core.membership.erase(world.office.actor, world.kari)

    assert await _heard(world) == []
    with pytest.raises(NotFound):
        await world.core.asking.answer(world.office.actor, question.id, "Ja!")
