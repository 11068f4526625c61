"""What is offered where the answer is no: at most three, different in kind, and each to be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from booking.model.interval import Interval
from booking.model.people import Person, Role, TenantId
from booking.model.spaces import (
    Catalogue,
    Equipment,
    Hours,
    Portion,
    ResourceId,
)
from booking.refusals import Alternative
from booking.rules import suggestions
from tests.builders import (
    MONDAY,
    NOW,
    OSLO,
    WEEKDAY,
    a_catalogue,
    a_desk,
    a_person,
    a_resource,
    a_space,
    at,
    span,
)

DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY
CATALOGUE = a_catalogue()
DRIVHUSET, POTTESKURET, ORANGERIET = (ResourceId(n) for n in ("drivhuset", "potteskuret", "orangeriet"))
PULT_3 = ResourceId("pult-3")

Taken = Mapping[ResourceId, Sequence[Interval]]


def offered(
    resource_id: str,
    interval: Interval,
    taken: Taken | None = None,
    catalogue: Catalogue = CATALOGUE,
    holder: Person | None = None,
    now: datetime = NOW,
    **more: object,
) -> list[tuple[str, Interval]]:
    wish = Alternative(resource_id=ResourceId(resource_id), interval=interval)
    found = suggestions.alternatives(
        wish,
        holder or a_person(),
        catalogue,
        taken or {},
        now,
        **more,  # type: ignore[arg-type]
    )
    return [(one.resource_id, one.interval) for one in found]


def everywhere(interval: Interval, catalogue: Catalogue = CATALOGUE) -> dict[ResourceId, list[Interval]]:
    return {resource_id: [interval] for resource_id in catalogue.resources}


def desks(**rules: object) -> Catalogue:
    """The catalogue with other rules for all."""
    return a_catalogue(change=lambda r: replace(r, policy=replace(r.policy, **rules)))  # type: ignore[arg-type]


def test_taken_gives_another_room_another_time_and_another_day() -> None:
    wish = span("10:00", "12:00", TUESDAY)
    assert offered("drivhuset", wish, {DRIVHUSET: [wish]}) == [
        ("orangeriet", wish),
        ("drivhuset", span("12:00", "14:00", TUESDAY)),
        ("drivhuset", span("10:00", "12:00", TUESDAY + DAY)),
    ]


def test_taken_everywhere_gives_before_and_after_and_another_day() -> None:
    wish = span("10:00", "12:00", TUESDAY)
    taken = everywhere(span("09:30", "12:15", TUESDAY))
    assert offered("drivhuset", wish, taken) == [
        ("drivhuset", span("12:15", "14:15", TUESDAY)),
        ("drivhuset", span("10:00", "12:00", TUESDAY + DAY)),
        ("drivhuset", span("07:30", "09:30", TUESDAY)),
    ]


def test_the_nearest_in_size_that_is_as_well_equipped_comes_first() -> None:
    wish = span("10:00", "12:00", TUESDAY)
    assert offered("potteskuret", wish, {POTTESKURET: [wish]})[0] == ("orangeriet", wish)
    big = {POTTESKURET: [wish], ORANGERIET: [wish]}
    assert offered("potteskuret", wish, big)[0] == ("drivhuset", wish)
    assert offered("orangeriet", wish, {ORANGERIET: [wish]})[0] == ("drivhuset", wish)


def test_people_and_equipment_are_kept_to() -> None:
    wish = span("10:00", "12:00", TUESDAY)
    taken = {DRIVHUSET: [wish]}
    found = offered("drivhuset", wish, taken, people=3)
    assert found[0] == ("orangeriet", wish)
    assert all(one[0] != "orangeriet" for one in offered("drivhuset", wish, taken, people=21))
    whiteboard = frozenset({Equipment.WHITEBOARD, Equipment.SCREEN})
    assert {one[0] for one in offered("drivhuset", wish, taken, equipment=whiteboard)} == {
        "orangeriet",
        "drivhuset",
    }
    crew = offered("pult-3", wish, {PULT_3: [wish]}, people=4)
    assert crew[0] == ("pult-1", wish)


def test_outside_the_hours_gives_what_is_inside_then_a_shift() -> None:
    found = offered("drivhuset", span("05:00", "08:00", TUESDAY))
    assert found[0] == ("drivhuset", span("06:00", "08:00", TUESDAY))
    assert found[1] == ("drivhuset", span("06:00", "09:00", TUESDAY))


def test_a_closed_day_gives_the_next_open_one() -> None:
    place = a_space(closed={TUESDAY: {}, TUESDAY + DAY: {}})
    found = offered("drivhuset", span("10:00", "12:00", TUESDAY), catalogue=a_catalogue(place))
    assert found[0] == ("drivhuset", span("10:00", "12:00", TUESDAY + 2 * DAY))


def test_off_the_grid_is_rounded_to_it() -> None:
    assert offered("drivhuset", span("10:05", "11:00", TUESDAY))[0][1] == span("10:00", "11:00", TUESDAY)
    assert offered("drivhuset", span("10:10", "11:00", TUESDAY))[0][1] == span("10:15", "11:15", TUESDAY)


def test_too_short_and_too_long_are_mended() -> None:
    short = span("10:00", "10:15", TUESDAY)
    assert offered("pult-3", short)[0][1] == span("10:00", "11:00", TUESDAY)
    long = span("08:00", "20:00", TUESDAY)
    assert offered("drivhuset", long)[0][1] == span("08:00", "16:00", TUESDAY)


def test_what_has_begun_starts_now_and_the_past_is_moved_to_today() -> None:
    assert offered("drivhuset", span("08:00", "10:00"), now=at("09:10"))[0][1] == span("09:00", "11:00")
    yesterday = span("10:00", "12:00", MONDAY - DAY)
    assert offered("drivhuset", yesterday)[0][1] == span("10:00", "12:00")


def test_too_soon_gives_the_first_that_is_not() -> None:
    patient = desks(notice=timedelta(hours=2))
    found = offered("drivhuset", span("10:00", "11:00"), catalogue=patient, now=at("09:05"))
    assert found[0][1] == span("11:15", "12:15")


def test_a_long_notice_gives_the_same_time_on_the_first_day_that_keeps_it() -> None:
    patient = desks(notice=12 * DAY)
    found = offered("drivhuset", span("10:00", "12:00", TUESDAY), catalogue=patient)
    assert found[0] == ("drivhuset", span("10:00", "12:00", MONDAY + 12 * DAY))


def test_another_time_that_day_is_not_after_midnight() -> None:
    place = a_space(opening={weekday: (Hours(start=time(0), end=time(0)),) for weekday in range(7)})
    last = span("23:00", "00:00", TUESDAY)
    alone = a_catalogue(place, resources={DRIVHUSET: a_resource()})
    found = offered("drivhuset", last, {DRIVHUSET: [last]}, alone)
    assert found[0] == ("drivhuset", span("22:00", "23:00", TUESDAY))


def test_too_far_ahead_gives_the_last_day() -> None:
    near = desks(days_ahead=4)
    last = MONDAY + 4 * DAY
    assert offered("drivhuset", span("10:00", "12:00", date(2031, 7, 1)), catalogue=near)[0] == (
        "drivhuset",
        span("10:00", "12:00", last),
    )
    never = datetime(9999, 12, 31, 23, tzinfo=OSLO)
    end_of_time = Interval(never, never + timedelta(minutes=30))
    assert offered("drivhuset", end_of_time, catalogue=near)
    closed = a_catalogue(
        a_space(closed={last: {}}), change=lambda r: replace(r, policy=replace(r.policy, days_ahead=4))
    )
    assert offered("drivhuset", span("10:00", "12:00", MONDAY + 9 * DAY), catalogue=closed)[0] == (
        "drivhuset",
        span("10:00", "12:00", last - DAY),
    )


def test_a_desk_of_others_gives_the_next_desk_and_nothing_of_its_own() -> None:
    theirs = {**CATALOGUE.resources, PULT_3: a_desk(3, assigned_to=TenantId("ferd"))}
    wish = span("08:00", "12:00", TUESDAY)
    found = offered("pult-3", wish, catalogue=a_catalogue(resources=theirs))
    assert found[0] == ("pult-1", wish)
    assert "pult-3" not in [one for one, _ in found]


def test_who_may_book_nothing_is_offered_nothing() -> None:
    wish = span("10:00", "12:00", TUESDAY)
    assert offered("drivhuset", wish, holder=a_person(roles=frozenset({Role.ADVISER}))) == []
    assert offered("seilrommet", wish) == []


def test_a_whole_day_on_another_day_is_that_days_whole() -> None:
    friday = date(2026, 11, 27)
    whole = span("06:00", "23:00", friday)
    taken = everywhere(whole)
    found = offered("pult-3", whole, taken)
    assert found[0] == ("pult-3", span("08:00", "20:00", friday + DAY))


def test_a_whole_day_before_a_closed_weekend_is_offered_on_monday() -> None:
    place = a_space(opening=dict.fromkeys(range(5), WEEKDAY))
    friday = date(2026, 11, 27)
    whole = span("06:00", "23:00", friday)
    catalogue = a_catalogue(place)
    found = offered("pult-3", whole, everywhere(whole, catalogue), catalogue)
    assert found[0] == ("pult-3", span("06:00", "23:00", friday + 3 * DAY))


def test_where_some_of_the_day_is_left_it_is_offered() -> None:
    whole = span("06:00", "23:00", TUESDAY)
    only_here = a_catalogue(resources={PULT_3: a_desk(3)})
    found = offered("pult-3", whole, {PULT_3: [span("10:00", "11:00", TUESDAY)]}, catalogue=only_here)
    assert found == [
        ("pult-3", span("06:00", "23:00", TUESDAY + DAY)),
        ("pult-3", span("11:00", "23:00", TUESDAY)),
        ("pult-3", span("06:00", "23:00", TUESDAY + 2 * DAY)),
    ]


def test_the_rest_of_today_is_the_whole_of_tomorrow() -> None:
    rest = span("10:15", "23:00")
    found = offered("pult-3", rest, everywhere(rest), now=at("10:20"))
    assert found[0] == ("pult-3", span("06:00", "23:00", TUESDAY))


def test_a_day_that_has_begun_is_what_remains_of_it() -> None:
    assert offered("pult-3", span("06:00", "23:00"), now=at("10:20"))[0][1] == span("10:15", "23:00")
    half = offered("pult-3", span("12:00", "16:00"), now=at("12:20"))
    assert half[0][1] == span("12:15", "16:00")
    over = offered("pult-3", span("08:00", "12:00"), now=at("12:20"))
    assert ("pult-3", span("08:00", "12:00", TUESDAY)) in over


def test_what_goes_by_parts_is_offered_in_parts() -> None:
    halves = desks(portions=frozenset({Portion.HALF_DAY}))
    morning = span("08:00", "12:00", TUESDAY)
    found = offered("pult-3", morning, everywhere(morning), catalogue=halves)
    assert found[0] == ("pult-3", span("12:00", "16:00", TUESDAY))
    odd = offered("pult-3", span("09:00", "11:00", TUESDAY), catalogue=halves)
    assert odd[0] == ("pult-3", morning)


def test_what_is_free_now_is_offered_itself() -> None:
    wish = span("10:00", "12:00", TUESDAY)
    assert offered("drivhuset", wish)[0] == ("drivhuset", wish)


def test_the_clock_may_swallow_a_time() -> None:
    spring = date(2027, 3, 28)
    place = a_space(opening={weekday: (Hours(start=time(0), end=time(0)),) for weekday in range(7)})
    wish = span("02:30", "03:00", spring - DAY)
    found = offered(
        "drivhuset", wish, everywhere(wish), a_catalogue(place), now=at("12:00", spring - 3 * DAY)
    )
    assert ("drivhuset", span("03:30", "04:00", spring)) in found
