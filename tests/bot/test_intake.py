"""Raw updates: each once, those of one chat in order, others side by side."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest

from booking.ports import Unavailable
from bot.intake import Intake, Overloaded, chat_of

Raw = Mapping[str, Any]
KARI, OLA = 101, 102


def said(update_id: int, chat: int = KARI) -> dict[str, Any]:
    user = {"id": chat, "is_bot": False, "first_name": "Kari"}
    return {"update_id": update_id, "message": {"message_id": update_id, "from": user, "chat": {"id": chat}}}


class Work:
    """Does each update when it is let go, and keeps the order in which they began and ended."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.done: list[int] = []
        self.failing: list[BaseException] = []
        self.held: dict[int, asyncio.Event] = {}

    def hold(self, update_id: int) -> asyncio.Event:
        return self.held.setdefault(update_id, asyncio.Event())

    async def __call__(self, raw: Raw) -> None:
        update_id = raw["update_id"]
        self.begun.append(update_id)
        if update_id in self.held:
            await self.held[update_id].wait()
        if self.failing:
            raise self.failing.pop(0)
        self.done.append(update_id)


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def intake(work: Work) -> Intake:
    return Intake(work)


async def turns() -> None:
    """Lets everything run that can."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_redelivery_is_refused_before_it_costs_anything(intake: Intake, work: Work) -> None:
    for _ in range(3):
        await intake.accept_bytes(json.dumps(said(1)).encode())
    assert work.begun == [1]


async def test_a_redelivery_waits_for_the_first_one(intake: Intake, work: Work) -> None:
    going = work.hold(1)
    async with asyncio.TaskGroup() as nursery:
        both = [nursery.create_task(intake.accept(said(1))) for _ in range(2)]
        await turns()
        assert not any(each.done() for each in both)
        going.set()
    assert work.done == [1]


async def test_who_gives_up_waiting_leaves_the_first_one_alone(intake: Intake, work: Work) -> None:
    going = work.hold(1)
    async with asyncio.TaskGroup() as nursery:
        nursery.create_task(intake.accept(said(1)))
        again = nursery.create_task(intake.accept(said(1)))
        await turns()
        again.cancel()
        await turns()
        going.set()
    assert work.done == [1]


@pytest.mark.parametrize("error", [Unavailable("away"), KeyError("bug")])
async def test_what_failed_is_told_to_all_who_wait_and_done_when_it_comes_again(
    intake: Intake, work: Work, error: Exception
) -> None:
    going, work.failing = work.hold(1), [error]
    both = asyncio.gather(intake.accept(said(1)), intake.accept(said(1)), return_exceptions=True)
    await turns()
    going.set()
    assert [type(told) for told in await both] == [type(error)] * 2

    await intake.accept(said(1))
    assert work.done == [1]


async def test_a_chat_is_served_in_order_and_others_meanwhile(intake: Intake, work: Work) -> None:
    first = work.hold(1)
    async with asyncio.TaskGroup() as nursery:
        for raw in (said(1), said(2), said(3, OLA), said(4), said(5, OLA)):
            nursery.create_task(intake.accept(raw))
        await turns()
        assert (work.begun, work.done) == ([1, 3, 5], [3, 5])
        first.set()
    assert work.done == [3, 5, 1, 2, 4]


async def test_a_failure_does_not_stop_the_chat(intake: Intake, work: Work) -> None:
    work.failing = [KeyError("bug")]
    told = await asyncio.gather(*(intake.accept(said(each)) for each in (1, 2, 3)), return_exceptions=True)
    assert [type(each) for each in told] == [KeyError, type(None), type(None)]
    assert work.done == [2, 3]


async def test_what_is_stopped_is_to_come_again(intake: Intake, work: Work) -> None:
    work.hold(1)
    async with asyncio.TaskGroup() as nursery:
        stopped = nursery.create_task(intake.accept(said(1)))
        await turns()
        again = asyncio.gather(intake.accept(said(1)), return_exceptions=True)
        await turns()
        stopped.cancel()
        (told,) = await again
    assert isinstance(told, Unavailable)
    work.held.clear()
    await intake.accept(said(1))
    assert work.done == [1]


async def test_too_many_at_once_are_to_come_again(work: Work) -> None:
    intake, going = Intake(work, waiting=2), work.hold(1)
    async with asyncio.TaskGroup() as nursery:
        nursery.create_task(intake.accept(said(1)))
        nursery.create_task(intake.accept(said(2)))
        await turns()
        with pytest.raises(Overloaded):
            await intake.accept(said(3, OLA))
        nursery.create_task(intake.accept(said(2)))  # a redelivery costs nothing
        going.set()
    await intake.accept(said(3, OLA))
    assert work.done == [1, 2, 3]


async def test_only_so_many_are_remembered(work: Work) -> None:
    intake = Intake(work, remembered=2)
    for update_id in (1, 2, 3, 3, 2, 1):
        await intake.accept(said(update_id))
    assert work.begun == [1, 2, 3, 1]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{}", b'{"update_id": "1"}', b"\xff", b"[" * 100_000, b'{"update_id": 1']
)
async def test_what_is_no_update_is_refused(intake: Intake, work: Work, body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- any of them
        await intake.accept_bytes(body)
    assert not work.begun


@pytest.mark.parametrize(
    ("raw", "turn"),
    [
        (said(1), KARI),
        ({"update_id": 1, "edited_message": {"chat": {"id": KARI}, "from": {"id": OLA}}}, KARI),
        ({"update_id": 1, "callback_query": {"from": {"id": OLA}, "message": {"chat": {"id": KARI}}}}, KARI),
        ({"update_id": 1, "callback_query": {"from": {"id": OLA}, "inline_message_id": "x"}}, OLA),
        ({"update_id": 1, "callback_query": {"from": {"id": OLA}, "message": None}}, OLA),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": KARI}, "from": {"id": OLA}}}, KARI),
        ({"update_id": 1, "inline_query": {"from": {"id": OLA}, "query": ""}}, OLA),
        ({"update_id": 1, "poll": {"id": "x"}}, 1),
        ({"update_id": 1, "message": {"chat": {"id": "x"}, "from": 3}}, 1),
        ({"update_id": 1, "message": "x"}, 1),
        ({"update_id": 1}, 1),
    ],
)
def test_whose_turn_it_is(raw: Raw, turn: int) -> None:
    assert chat_of(raw) == turn
