"""The figures of guidance for a year, each with the cases that it counts.

The definitions are the association's report's (`wording.figures` says them to people). They are counted from
cases and meetings alone, so that erasing a person changes none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median

from booking.model.guidance import Appointment, AppointmentState, Case, CaseChange, CaseId, Outcome
from booking.model.interval import Interval
from booking.model.spaces import Space


class Name(StrEnum):
    ASKED = "asked"
    """Cases that were asked for in the year."""
    GUIDED = "guided"
    """Cases with at least one meeting held in the year: the guidances held."""
    SESSIONS = "sessions"
    """Meetings held in the year; several of a case count each."""
    MISSED = "missed"
    """Meetings in the year to which somebody did not come."""
    PROGRAMME = "programme"
    """Cases whose outcome, as last noted in the year, is the follow-up programme."""
    STARTED = "started"
    """The same with a firm that was started."""
    REFERRED = "referred"
    NOT_CARRIED_ON = "not_carried_on"
    TENANTS = "tenants"
    """Cases whose entrepreneur became a tenant in the year."""
    MEMBERS = "members"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`value` is how many; `cases` are those that were counted, a case of several meetings once."""

    name: Name
    value: int
    cases: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`by_sector` and `by_stage` divide the guidances held; the empty word is for those where nobody said.

    `waiting` is the median from asking to the first meeting held, of the cases whose first was in the year.
    """

    year: int
    figures: tuple[Figure, ...]
    by_sector: Mapping[str, int]
    by_stage: Mapping[str, int]
    waiting: timedelta | None

    def of(self, name: Name) -> Figure:
        return next(figure for figure in self.figures if figure.name is name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted from: all cases that have to do with the year, and all of their meetings."""

    cases: Sequence[Case]
    meetings: Sequence[Appointment]
    outcomes: Sequence[CaseChange]


def year_of(year: int, space: Space) -> Interval:
    """From local midnight to local midnight."""
    begin = datetime.min.time()
    return Interval(space.at(date(year, 1, 1), begin), space.at(date(year + 1, 1, 1), begin))


def figures(year: int, space: Space, counted: Counted) -> Figures:
    within = year_of(year, space)
    in_year = [each for each in counted.meetings if _in(within, each.interval.start)]
    held = [each for each in in_year if each.state is AppointmentState.HELD]
    missed = [each for each in in_year if each.state is AppointmentState.MISSED]
    guided_ids = {each.case_id for each in held}
    guided = [case for case in counted.cases if case.id in guided_ids]
    last = {noted.after.id: noted.after.outcome for noted in counted.outcomes}
    ended = [
        _of(Name(outcome.value), sorted(key for key, it in last.items() if it is outcome))
        for outcome in Outcome
    ]
    return Figures(
        year=year,
        figures=(
            _of(Name.ASKED, _with(counted.cases, within, lambda case: case.asked_at)),
            _of(Name.GUIDED, sorted(guided_ids)),
            _of(Name.SESSIONS, sorted(guided_ids), len(held)),
            _of(Name.MISSED, sorted({each.case_id for each in missed}), len(missed)),
            *ended,
            _of(Name.TENANTS, _with(counted.cases, within, lambda case: case.tenant_at)),
            _of(Name.MEMBERS, _with(counted.cases, within, lambda case: case.member_at)),
        ),
        by_sector=Counter(case.sector or "" for case in guided),
        by_stage=Counter(case.how_far or "" for case in guided),
        waiting=_waiting(counted, within),
    )


def _waiting(counted: Counted, within: Interval) -> timedelta | None:
    first: dict[CaseId, datetime] = {}
    for meeting in sorted(counted.meetings, key=lambda each: each.interval.start):
        if meeting.state is AppointmentState.HELD:
            first.setdefault(meeting.case_id, meeting.interval.start)
    waits = [
        first[case.id] - case.asked_at
        for case in counted.cases
        if case.id in first and _in(within, first[case.id])
    ]
    return timedelta(seconds=median(wait.total_seconds() for wait in waits)) if waits else None


def _of(name: Name, cases: Iterable[CaseId], value: int | None = None) -> Figure:
    counted = tuple(cases)
    return Figure(name=name, value=len(counted) if value is None else value, cases=counted)


def _with(cases: Sequence[Case], within: Interval, when: Callable[[Case], datetime | None]) -> list[CaseId]:
    return [case.id for case in cases if (at := when(case)) is not None and _in(within, at)]


def _in(within: Interval, instant: datetime) -> bool:
    return within.start <= instant < within.end
