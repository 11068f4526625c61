"""What is offered of one resource, by example; the rest is in the tests against the model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from booking.model.interval import Interval
from booking.model.people import Person, Role
from booking.model.spaces import DayPart, Hours, Policy, Portion, Resource
from booking.rules import availability
from tests.builders import DESK_RULES, MONDAY, NOW, a_desk, a_person, a_resource, a_space, at, span

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TUESDAY = MONDAY + DAY
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
ROOM, DESK, SPACE, KARI = a_resource(), a_desk(), a_space(), a_person()
WHOLE_TUESDAY = Interval(at("00:00", TUESDAY), at("00:00", TUESDAY + DAY))


def slots(
    resource: Resource = ROOM,
    taken: Sequence[Interval] = (),
    within: Interval = WHOLE_TUESDAY,
    length: timedelta = HOUR,
    now: datetime = NOW,
    holder: Person | None = KARI,
) -> tuple[Interval, ...]:
    return availability.slots(resource, SPACE, taken, within, length, now, holder=holder)


def test_touching_is_free_and_the_buffer_is_kept_on_both_sides() -> None:
    cleaned = a_resource(policy=Policy(buffer=timedelta(minutes=30)))
    taken = [Interval(at("10:00"), at("11:30"))]
    assert availability.is_free(ROOM, span("09:00", "10:00"), taken)
    assert not availability.is_free(cleaned, span("09:00", "10:00"), taken)
    assert availability.is_free(cleaned, span("08:30", "09:30"), taken)
    assert availability.is_free(cleaned, span("11:30", "12:00"), taken)
    assert availability.free(cleaned, SPACE, taken, span("08:00", "13:00")) == (
        span("08:00", "09:30"),
        span("11:30", "13:00"),
    )


def test_free_until_the_next_or_closing() -> None:
    assert availability.free_until(ROOM, SPACE, [], NOW) == at("23:00")
    assert availability.free_until(ROOM, SPACE, [span("13:00", "14:00")], NOW) == at("13:00")
    assert availability.free_until(ROOM, SPACE, [span("08:00", "10:00")], NOW) is None
    assert availability.free_until(ROOM, SPACE, [], at("23:30")) is None
    assert availability.free_until(ROOM, SPACE, [], at("23:30", date(2026, 11, 29))) is None


def test_slots_lie_between_what_is_taken() -> None:
    taken = [span("06:00", "10:00", TUESDAY), span("11:15", "23:00", TUESDAY)]
    assert slots(taken=taken) == (span("10:00", "11:00", TUESDAY), span("10:15", "11:15", TUESDAY))
    assert len(slots()) == 65
    assert slots(length=9 * HOUR) == ()


def test_slots_are_for_those_who_may_book() -> None:
    adviser = a_person(roles=frozenset({Role.ADVISER}))
    assert slots(holder=adviser) == ()
    assert availability.starts(ROOM, SPACE, [], TUESDAY, NOW, adviser) == ()
    assert slots(a_resource(retired=True), holder=None) == ()
    assert len(slots(holder=None)) == 65


def test_no_slot_is_past_too_soon_or_too_far_ahead() -> None:
    today = Interval(at("00:00"), at("00:00", TUESDAY))
    assert slots(within=today, now=at("12:05"))[0] == span("12:00", "13:00")
    patient = a_resource(policy=Policy(notice=HOUR))
    assert slots(patient, within=today, now=at("12:05"))[0] == span("13:15", "14:15")
    assert slots(a_resource(policy=Policy(days_ahead=0))) == ()
    assert slots(a_resource(policy=Policy(days_ahead=1, notice=3 * DAY))) == ()


def test_a_whole_day_is_a_slot_though_it_is_longer_than_the_longest() -> None:
    assert slots(length=17 * HOUR) == (span("06:00", "23:00", TUESDAY),)
    assert slots(length=17 * HOUR, taken=[span("12:00", "13:00", TUESDAY)]) == ()
    half = a_desk(policy=Policy(portions=frozenset({Portion.HALF_DAY})))
    found = slots(half, length=4 * HOUR)
    assert found == (span("08:00", "12:00", TUESDAY), span("12:00", "16:00", TUESDAY))
    assert slots(half) == ()


def test_a_start_is_where_the_shortest_would_do() -> None:
    taken = [span("06:30", "22:00", TUESDAY)]
    found = availability.starts(DESK, SPACE, taken, TUESDAY, NOW, KARI)
    assert found == (at("22:00", TUESDAY),)
    daily = a_desk(policy=Policy(portions=frozenset({Portion.DAY})))
    assert availability.starts(daily, SPACE, [], TUESDAY, NOW, KARI) == (at("06:00", TUESDAY),)
    assert availability.starts(daily, SPACE, [], MONDAY, at("09:10"), KARI) == (at("09:00"), at("09:15"))


def test_lengths_are_the_usual_ones_and_until_the_next() -> None:
    taken = [span("12:30", "14:00")]
    found = availability.lengths(ROOM, SPACE, taken, at("10:00"), NOW, KARI)
    minutes = [interval.length // timedelta(minutes=1) for interval in found]
    assert minutes == [15, 30, 45, 60, 90, 120, 150]
    longest = availability.lengths(ROOM, SPACE, [], at("10:00"), NOW, KARI)[-1]
    assert longest == span("10:00", "18:00")
    assert availability.lengths(ROOM, SPACE, taken, at("13:00"), NOW, KARI) == ()
    assert availability.lengths(ROOM, SPACE, [], at("23:00"), NOW, KARI) == ()
    whole = availability.lengths(ROOM, SPACE, [], at("06:00", TUESDAY), NOW, KARI)[-1]
    assert whole == span("06:00", "23:00", TUESDAY)


def test_the_parts_of_a_day_and_what_remains_of_them() -> None:
    assert availability.parts(DESK, SPACE, [], TUESDAY, NOW, KARI) == (
        (DayPart.MORNING, span("08:00", "12:00", TUESDAY)),
        (DayPart.AFTERNOON, span("12:00", "16:00", TUESDAY)),
        (DayPart.DAY, span("06:00", "23:00", TUESDAY)),
    )
    assert availability.parts(DESK, SPACE, [], MONDAY, at("12:20"), KARI) == (
        (DayPart.AFTERNOON, span("12:15", "16:00")),
        (DayPart.DAY, span("12:15", "23:00")),
    )
    taken = [span("06:00", "12:17")]
    assert availability.parts(DESK, SPACE, taken, MONDAY, at("12:20"), KARI)[0][1] == span("12:30", "16:00")
    assert availability.parts(DESK, SPACE, [span("13:00", "14:00")], MONDAY, at("12:20"), KARI) == ()
    closed = a_space(closed={TUESDAY: {}})
    assert availability.parts(DESK, closed, [], TUESDAY, NOW, KARI) == ()


def test_a_part_that_is_all_there_is_of_the_day_is_the_day() -> None:
    afternoons = a_space(opening={1: (SPACE.afternoon,)})
    found = availability.parts(DESK, afternoons, [], TUESDAY, NOW, KARI)
    assert found == ((DayPart.DAY, span("12:00", "16:00", TUESDAY)),)


def test_now_is_about_an_hour_from_the_step_that_is_running() -> None:
    assert availability.now_for(ROOM, SPACE, [], at("10:05"), KARI) == span("10:00", "11:00")
    assert availability.now_for(ROOM, SPACE, [span("10:45", "12:00")], at("10:05"), KARI) == span(
        "10:00", "10:45"
    )
    assert availability.now_for(ROOM, SPACE, [span("09:00", "10:03")], at("10:05"), KARI) == span(
        "10:15", "11:00"
    )
    assert availability.now_for(ROOM, SPACE, [span("10:00", "11:00")], at("10:05"), KARI) is None
    daily = a_desk(policy=Policy(portions=frozenset({Portion.DAY}), longest=DESK_RULES.longest))
    assert availability.now_for(daily, SPACE, [], at("10:05"), KARI) == span("10:00", "23:00")


def test_an_hour_that_comes_twice_has_slots_twice() -> None:
    night = a_space(opening={6: (Hours(start=time(0), end=time(6)),)})
    within = Interval(at("00:00", AUTUMN), at("06:00", AUTUMN))
    found = availability.slots(ROOM, night, [], within, HOUR, at("12:00", AUTUMN - DAY))
    assert len([slot for slot in found if slot.start.minute == 0]) == 7
    spring = Interval(at("00:00", SPRING), at("06:00", SPRING))
    found = availability.slots(ROOM, night, [], spring, HOUR, at("12:00", SPRING - DAY))
    assert len([slot for slot in found if slot.start.minute == 0]) == 5


def test_where_the_clock_moves_the_grid_a_slot_still_ends_on_it() -> None:
    night = a_space(opening={6: (Hours(start=time(0), end=time(6)),)})
    within = Interval(at("00:00", AUTUMN), at("06:00", AUTUMN))
    every_other_hour = a_resource(policy=Policy(granularity=2 * HOUR))
    found = availability.slots(every_other_hour, night, [], within, 2 * HOUR, at("12:00", AUTUMN - DAY))
    from_the_second_two = Interval(at("02:00", AUTUMN) + HOUR, at("04:00", AUTUMN))
    assert found == (
        span("00:00", "02:00", AUTUMN),
        from_the_second_two,
        span("04:00", "06:00", AUTUMN),
    )


def test_a_start_whose_shortest_end_is_lost_with_the_hour_is_offered_a_longer_one() -> None:
    always = a_space(opening={weekday: (Hours(start=time(0), end=time(0)),) for weekday in range(7)})
    coarse = a_resource(policy=Policy(granularity=2 * HOUR, shortest=2 * HOUR))
    midnight = at("00:00", SPRING)

    starts = availability.starts(coarse, always, (), SPRING, NOW, KARI)
    lengths = availability.lengths(coarse, always, (), midnight, NOW, KARI)

    assert midnight in starts
    assert lengths[0] == Interval(midnight, at("04:00", SPRING))


def test_the_stretches_that_are_free_are_on_the_grid_and_no_shorter_than_a_booking() -> None:
    def stretches(now: datetime = NOW, resource: Resource = ROOM, holder: Person = KARI):
        taken = [span("10:00", "12:00"), span("12:10", "13:00")]
        return availability.free_stretches(resource, SPACE, taken, MONDAY, now, holder)

    assert stretches() == (span("09:00", "10:00"), span("13:00", "23:00"))
    assert stretches(at("09:07")) == (span("09:00", "10:00"), span("13:00", "23:00"))
    assert stretches(at("22:59")) == (span("22:45", "23:00"),)
    assert stretches(at("23:10")) == ()
    assert stretches(holder=a_person(roles=frozenset({Role.ADVISER}))) == ()
    closed = a_space(closed={MONDAY: {}})
    assert availability.free_stretches(ROOM, closed, [], MONDAY, NOW, KARI) == ()
