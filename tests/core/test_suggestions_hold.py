"""Nothing is offered that would be refused, whatever the rules, the day and what is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from booking.model.interval import Interval
from booking.model.spaces import (
    LONGEST_BUFFER,
    Catalogue,
    Hours,
    Policy,
    Portion,
    Resource,
    ResourceId,
    Space,
)
from booking.refusals import Alternative
from booking.rules import availability, suggestions
from tests.builders import MONDAY, a_catalogue, a_person, a_space, at

DAY = timedelta(days=1)
Taken = Mapping[ResourceId, Sequence[Interval]]


def offered(
    resource_id: str, interval: Interval, taken: Taken, catalogue: Catalogue, now: datetime
) -> list[tuple[str, Interval]]:
    wish = Alternative(resource_id=ResourceId(resource_id), interval=interval)
    found = suggestions.alternatives(wish, a_person(), catalogue, taken, now)
    return [(one.resource_id, one.interval) for one in found]


def minutes(first: int, last: int) -> st.SearchStrategy[timedelta]:
    return st.integers(first // 5, last // 5).map(lambda fives: timedelta(minutes=5 * fives))


@st.composite
def searches(draw: st.DrawFn) -> tuple[Interval, Catalogue, Taken, datetime]:
    day = draw(st.sampled_from([MONDAY, date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31)]))
    midnight = at("00:00", day)
    opening = draw(st.sampled_from([a_space().opening, {0: (Hours(start=time(18), end=time(2)),)}]))
    place = a_space(opening=opening, closed=draw(st.sampled_from([{}, {day: {}}, {day + DAY: {}}])))
    rules = Policy(
        granularity=timedelta(minutes=draw(st.sampled_from([5, 15, 60]))),
        shortest=timedelta(hours=1),
        longest=timedelta(hours=draw(st.integers(1, 12))),
        buffer=draw(minutes(0, 30)),
        notice=draw(st.sampled_from([timedelta(0), timedelta(hours=3), 12 * DAY])),
        days_ahead=draw(st.sampled_from([1, 5, 365])),
        portions=frozenset(draw(st.sets(st.sampled_from(Portion), min_size=1))),
    )
    catalogue = a_catalogue(place, change=lambda r: replace(r, policy=rules))
    taken = {}
    for resource_id in catalogue.resources:
        starts = draw(st.lists(minutes(-2 * 1440, 14 * 1440), max_size=3))
        taken[resource_id] = [
            Interval(midnight + start, midnight + start + draw(minutes(60, 900))) for start in starts
        ]
    start = midnight + draw(minutes(-1440, 3 * 1440))
    wish = Interval(start, start + draw(minutes(5, 1500)))
    return wish, catalogue, taken, midnight + draw(minutes(-1440, 1440))


def as_far_as_told(
    search: tuple[Interval, Catalogue, Taken, datetime], resource_id: str
) -> dict[ResourceId, list[Interval]]:
    """What is taken in the time that the search says it needs to know of."""
    wish, catalogue, taken, now = search
    wanted = catalogue.resources[ResourceId(resource_id)]
    near = suggestions.within_reach(wanted, catalogue.space_of(wanted), wish, now)
    known = Interval(near.start - DAY, near.end + 9 * DAY + LONGEST_BUFFER)
    return {name: [held for held in some if held.overlaps(known)] for name, some in taken.items()}


@settings(max_examples=120, deadline=None)
@given(searches(), st.sampled_from(["drivhuset", "pult-3"]))
def test_nothing_is_offered_that_would_be_refused(
    search: tuple[Interval, Catalogue, Taken, datetime], resource_id: str
) -> None:
    wish, catalogue, taken, now = search
    found = offered(resource_id, wish, taken, catalogue, now)
    assert len(found) <= 3
    assert len(set(found)) == len(found)
    assert found == offered(resource_id, wish, taken, catalogue, now)
    assert found == offered(resource_id, wish, as_far_as_told(search, resource_id), catalogue, now)
    for name, interval in found:
        resource: Resource = catalogue.resources[ResourceId(name)]
        space: Space = catalogue.space_of(resource)
        held = taken[resource.id]
        assert availability.accepts(resource, space, held, interval, now, a_person())
        assert resource.kind is catalogue.resources[ResourceId(resource_id)].kind
