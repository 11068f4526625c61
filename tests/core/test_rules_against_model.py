"""The rules against a slow and obvious model: every five minutes looked at one by one.

All that is drawn is in steps of five minutes, so nothing can hide between two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from booking.model.interval import Interval
from booking.model.people import Person, Role, TenantId
from booking.model.spaces import DayPart, Hours, Policy, Portion, Resource, Space
from booking.refusals import Refusal
from booking.rules import availability, policy
from tests.builders import MONDAY, a_desk, a_person, a_space

STEP = timedelta(minutes=5)
DAY = timedelta(days=1)
DAYS = [
    MONDAY,
    date(2026, 3, 29),  # the clock is put forward
    date(2026, 10, 25),  # and back
    date(2026, 12, 31),
    date(2028, 2, 29),
]


@dataclass(frozen=True, kw_only=True)
class World:
    space: Space
    resource: Resource
    taken: list[Interval]
    holder: Person | None
    day: date
    now: datetime


def clocks(first: int, last: int) -> st.SearchStrategy[int]:
    """Minutes after midnight."""
    return st.integers(first // 5, last // 5).map(lambda fives: fives * 5)


def hours(start: int, end: int) -> Hours:
    return Hours(start=_clock(start), end=_clock(end))


def _clock(minutes: int) -> time:
    return time(*divmod(minutes % (24 * 60), 60))


OPENINGS = st.one_of(
    st.just((hours(6 * 60, 23 * 60),)),
    st.just((hours(0, 0),)),
    st.just((hours(8 * 60, 11 * 60), hours(12 * 60, 16 * 60))),
    st.just((hours(18 * 60, 2 * 60),)),
    st.tuples(clocks(0, 11 * 60), clocks(11 * 60 + 5, 26 * 60)).map(lambda p: (hours(*p),)),
    st.just(()),
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    granularity = timedelta(minutes=draw(st.sampled_from([5, 15, 30, 60, 120])))
    shortest = draw(st.integers(1, 4)) * granularity
    return Policy(
        granularity=granularity,
        shortest=shortest,
        longest=shortest + draw(st.integers(0, 12)) * granularity,
        buffer=timedelta(minutes=draw(st.sampled_from([0, 5, 10, 30]))),
        notice=timedelta(minutes=draw(st.sampled_from([0, 0, 10, 60, 600]))),
        days_ahead=draw(st.sampled_from([0, 1, 365])),
        portions=frozenset(draw(st.sets(st.sampled_from(Portion), min_size=1))),
        may_book=frozenset(draw(st.sampled_from([[Role.TENANT], [Role.TENANT], [Role.OWNER]]))),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    day = draw(st.sampled_from(DAYS))
    opening = {weekday: draw(OPENINGS) for weekday in ((day - DAY).weekday(), day.weekday())}
    opening[(day + DAY).weekday()] = opening[day.weekday()]
    closed = draw(st.sampled_from([{}, {}, {day: {"nb": "Stengt"}}, {day - DAY: {}}]))
    space = a_space(opening=opening, closed=closed)
    midnight = space.at(day, time(0))
    taken = []
    for _ in range(draw(st.integers(0, 3))):
        start = midnight + timedelta(minutes=draw(clocks(-180, 26 * 60)))
        taken.append(Interval(start, start + timedelta(minutes=draw(clocks(5, 300)))))
    assigned = draw(st.sampled_from([None, None, TenantId("spire"), TenantId("ferd")]))
    return World(
        space=space,
        resource=a_desk(policy=draw(policies()), assigned_to=assigned),
        taken=taken,
        holder=draw(st.sampled_from([a_person(), a_person(), None])),
        day=day,
        now=midnight + timedelta(minutes=draw(st.integers(-300, 25 * 60))),
    )


def fives(within: Interval) -> list[datetime]:
    count = -(-within.length // STEP)
    return [within.start + STEP * n for n in range(count)]


def is_open_at(world: World, instant: datetime, day: date | None = None) -> bool:
    near = [world.space.today(instant) - DAY, world.space.today(instant)]
    wanted = near if day is None else [day]
    return any(s.start <= instant < s.end for one in wanted for s in world.space.open_on(one))


def part(world: World, day: date, which: DayPart) -> Interval | None:
    space = world.space
    meant = {
        DayPart.MORNING: (space.at(day, time(8)), space.at(day, time(12))),
        DayPart.AFTERNOON: (space.at(day, time(12)), space.at(day, time(16))),
        DayPart.DAY: (space.at(day, time(0)), space.at(day + DAY, time(0)) + DAY),
    }[which]
    opened = [instant for instant in fives(Interval(*meant)) if is_open_at(world, instant, day)]
    return Interval(opened[0], opened[-1] + STEP) if opened else None


def wall_minutes(world: World, instant: datetime) -> int:
    local = world.space.local(instant)
    return local.hour * 60 + local.minute


def on_grid(world: World, instant: datetime) -> bool:
    return wall_minutes(world, instant) % (world.resource.policy.granularity // timedelta(minutes=1)) == 0


def is_portion(world: World, interval: Interval) -> bool:
    rules, day = world.resource.policy, world.space.today(interval.start)
    for first in (day - DAY, day):
        for which in DayPart:
            portion = Portion.DAY if which is DayPart.DAY else Portion.HALF_DAY
            whole = part(world, first, which) if portion in rules.portions else None
            if whole is None or whole.end != interval.end:
                continue
            near = abs(interval.start - world.now) < rules.granularity
            rest = whole.start < interval.start and near and on_grid(world, interval.start)
            if interval.start == whole.start or rest:
                return True
    return False


def may_hold(world: World) -> bool:
    resource, holder = world.resource, world.holder
    if holder is None:
        return True
    theirs = resource.assigned_to in {None, holder.tenant_id}
    return theirs and bool(holder.roles & resource.policy.may_book)


def is_allowed(world: World, interval: Interval) -> bool:
    rules, now = world.resource.policy, world.now
    if not may_hold(world) or interval.end <= now or interval.start <= now - rules.granularity:
        return False
    last_moment = interval.end - timedelta(seconds=1)
    if world.space.today(last_moment) > world.space.today(now) + rules.days_ahead * DAY:
        return False
    if rules.notice and interval.start - now < rules.notice:
        return False
    hourly = (
        Portion.HOURS in rules.portions
        and rules.shortest <= interval.length <= rules.longest
        and on_grid(world, interval.start)
        and on_grid(world, interval.end)
        and all(is_open_at(world, instant) for instant in fives(interval))
    )
    return hourly or is_portion(world, interval)


def is_free(world: World, interval: Interval) -> bool:
    held = Interval(interval.start, interval.end + world.resource.policy.buffer)
    return not any(t.start <= instant < t.end for instant in fives(held) for t in world.taken)


def passes(world: World, interval: Interval) -> bool:
    try:
        policy.check(world.resource, world.space, interval, world.holder, world.now)
    except Refusal:
        return False
    return True


def accepted(world: World, intervals: Sequence[Interval]) -> bool:
    return all(passes(world, i) and availability.is_free(world.resource, i, world.taken) for i in intervals)


@settings(max_examples=150, deadline=None)
@given(worlds(), st.data())
def test_what_passes_is_what_the_model_allows(world: World, data: st.DataObject) -> None:
    start = world.space.at(world.day, time(0)) + timedelta(minutes=data.draw(clocks(-120, 26 * 60)))
    wish = Interval(start, start + timedelta(minutes=data.draw(clocks(5, 600))))
    wholes = [whole for which in DayPart if (whole := part(world, world.day, which))]
    rests = [Interval(start, whole.end) for whole in wholes if start < whole.end]
    for interval in (wish, *wholes, *rests):
        assert passes(world, interval) == is_allowed(world, interval)
        assert availability.is_free(world.resource, interval, world.taken) == is_free(world, interval)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_what_is_free_is_open_and_not_taken(world: World) -> None:
    midnight = world.space.at(world.day, time(0))
    within = Interval(midnight, midnight + timedelta(hours=27))
    found = availability.free(world.resource, world.space, world.taken, within)
    buffer = world.resource.policy.buffer
    blocked = [Interval(t.start - buffer, t.end) for t in world.taken]
    wanted = [
        instant
        for instant in fives(within)
        if is_open_at(world, instant) and not any(b.start <= instant < b.end for b in blocked)
    ]
    assert [instant for stretch in found for instant in fives(stretch)] == wanted


@settings(max_examples=100, deadline=None)
@given(worlds(), st.data())
def test_the_slots_are_all_that_would_be_accepted(world: World, data: st.DataObject) -> None:
    start = world.space.at(world.day, time(0)) + timedelta(minutes=data.draw(clocks(-120, 20 * 60)))
    within = Interval(start, start + timedelta(minutes=data.draw(clocks(5, 720))))
    rules = world.resource.policy
    some = data.draw(st.integers(1, 16)) * rules.granularity
    wholes = [whole for which in DayPart if (whole := part(world, world.day, which))]
    for length in {some, rules.shortest, rules.longest, *(whole.length for whole in wholes)}:
        wishes = [Interval(start, start + length) for start in fives(within)]
        wanted = [w for w in wishes if within.contains(w) and passes(world, w) and is_free(world, w)]
        found = availability.slots(
            world.resource, world.space, world.taken, within, length, world.now, holder=world.holder
        )
        assert list(found) == wanted


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_every_start_has_a_length_and_every_length_is_accepted(world: World) -> None:
    resource, space, taken, now, holder = world.resource, world.space, world.taken, world.now, world.holder
    starts = availability.starts(resource, space, taken, world.day, now, holder)
    assert sorted(set(starts)) == list(starts)
    whole_day = Interval(space.at(world.day, time(0)), space.at(world.day + DAY, time(0)))
    for start in {*fives(whole_day)[::6], *starts}:
        choices = availability.lengths(resource, space, taken, start, now, holder)
        assert bool(choices) == (start in starts)
        assert accepted(world, choices)
        assert len({choice.end for choice in choices}) == len(choices)


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_every_part_is_accepted_and_none_is_forgotten(world: World) -> None:
    resource, space, taken, now, holder = world.resource, world.space, world.taken, world.now, world.holder
    found = availability.parts(resource, space, taken, world.day, now, holder)
    assert accepted(world, [interval for _, interval in found])
    assert len({interval for _, interval in found}) == len(found)
    for which in DayPart:
        whole = part(world, world.day, which)
        if whole and accepted(world, [whole]):
            assert whole in [interval for _, interval in found]


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_what_is_taken_now_is_accepted_and_starts_about_now(world: World) -> None:
    resource, space, taken, now, holder = world.resource, world.space, world.taken, world.now, world.holder
    choice = availability.now_for(resource, space, taken, now, holder)
    if choice is not None:
        assert accepted(world, [choice])
        assert abs(choice.start - now) < resource.policy.granularity
    until = availability.free_until(resource, space, taken, now)
    assert (until is not None) == is_free_at(world, now)


def is_free_at(world: World, now: datetime) -> bool:
    buffer = world.resource.policy.buffer
    return is_open_at(world, now) and not any(t.start - buffer <= now < t.end for t in world.taken)
