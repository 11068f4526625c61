"""What goes to many leaves at its slot; what is late leaves one by one."""

import asyncio
from itertools import pairwise

from booking.slots import GAP, LEAD, MADE_GOOD, Slots


class Mark:
    """The budget of all processes, of which this one asks alone."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, float]] = []

    async def reserve(self, many: int, *, notice: float = 0.0) -> float:
        self.asked.append((many, notice))
        return notice

    async def hold(self, seconds: float) -> None: ...

    async def may(self, *_: object, **__: object) -> bool:
        return True


async def left(slots: Slots, wanted: list[float]) -> list[float]:
    """When those with these slots left."""
    now, moments = asyncio.get_running_loop().time, []

    async def leave(slot: float) -> None:
        await slots.leave(slot)
        moments.append(now())

    await asyncio.gather(*map(leave, wanted))
    return moments


async def test_none_leaves_before_its_slot() -> None:
    slots = Slots(Mark())
    first = await slots.take(4)
    wanted = [first + number * GAP for number in range(4)]
    assert all(moment >= slot for moment, slot in zip(await left(slots, wanted), wanted, strict=True))


async def test_those_that_are_late_leave_no_closer_than_others() -> None:
    slots = Slots(Mark())
    long_ago = asyncio.get_running_loop().time() - 1
    moments = await left(slots, [long_ago + number * GAP for number in range(6)])
    assert all(later - earlier >= GAP - MADE_GOOD for earlier, later in pairwise(moments))
    assert moments[-1] - moments[0] >= 5 * GAP - MADE_GOOD


async def test_a_slot_leaves_time_to_make_ready() -> None:
    mark, now = Mark(), asyncio.get_running_loop().time
    slots = Slots(mark)
    before = now()
    slot = await slots.take(15)
    assert mark.asked == [(15, LEAD)]
    assert slot >= before + LEAD
    await slots.ready(slot + GAP)
    assert now() >= slot + GAP - LEAD
