"""When a calendar is busy: what Outlook and Google write, and what strangers might."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.model.calendars import Trouble
from booking.model.interval import Interval
from booking.ports import NotACalendar
from booking.rules.intervals import joined
from calendars import SeparateReader
from calendars.reading import busy
from tests.calendars.texts import calendar, event, meeting

OSLO = ZoneInfo("Europe/Oslo")
WITHIN = Interval(datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
SPRING = Interval(datetime(2027, 3, 20, tzinfo=UTC), datetime(2027, 4, 10, tzinfo=UTC))
FREE_OUTLOOK = "X-MICROSOFT-CDO-BUSYSTATUS"
CUSTOM_ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Our own time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
    "TZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def shown(text: str, within: Interval = WITHIN) -> list[tuple[str, str]]:
    """In UTC, as `10-24 20:00`."""
    return [(f"{i.start:%m-%d %H:%M}", f"{i.end:%m-%d %H:%M}") for i in busy(text, within, OSLO)]


ONE = [("11-02 09:00", "11-02 10:00")]


@pytest.mark.parametrize(
    "text",
    [
        calendar(event("DTSTART:20261102T090000Z", "DTEND:20261102T100000Z")),
        calendar(meeting("20261102T100000", "20261102T110000")),
        calendar(meeting("20261102T100000", "20261102T110000", zone="W. Europe Standard Time")),
        calendar(meeting("20261102T140000", "20261102T150000", zone="Our own time"), head=CUSTOM_ZONE),
        calendar(event("DTSTART:20261102T100000", "DTEND:20261102T110000")),
        calendar(event("DTSTART;TZID=Europe/Oslo:20261102T100000", "DURATION:PT1H")),
        calendar(event("DTSTART:20261102T100000", "DTEND:20261102T110000", f"{FREE_OUTLOOK}:TENTATIVE")),
        "\ufeff" + calendar(event("DTSTART:20261102T100000", "DTEND:20261102T110000", "TRANSP:OPAQUE")),
    ],
    ids=["utc", "zone", "windows", "vtimezone", "floating", "duration", "tentative", "mark"],
)
def test_an_hour_is_that_hour_however_it_is_written(text: str) -> None:
    assert shown(text) == ONE


@pytest.mark.parametrize(
    "line",
    ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", f"{FREE_OUTLOOK}:FREE", f"{FREE_OUTLOOK}:WORKINGELSEWHERE"],
)
def test_what_is_free_or_cancelled_takes_no_time(line: str) -> None:
    assert shown(calendar(meeting("20261102T100000", "20261102T110000", line))) == []


def test_days_are_those_of_the_calendars_own_zone_else_of_the_place() -> None:
    day = event("DTSTART;VALUE=DATE:20261102")
    assert shown(calendar(day)) == [("11-01 23:00", "11-02 23:00")]
    same = event("DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261102")
    assert shown(calendar(same)) == [("11-01 23:00", "11-02 23:00")]
    away = calendar(day, head="X-WR-TIMEZONE:America/New_York\r\n")
    assert shown(away) == [("11-02 05:00", "11-03 05:00")]


def test_an_instant_takes_no_time() -> None:
    assert shown(calendar(event("DTSTART:20261102T100000Z"))) == []


def test_single_days_of_a_series_are_left_out_cancelled_and_moved() -> None:
    series = meeting(
        "20261102T100000",
        "20261102T110000",
        "RRULE:FREQ=DAILY;COUNT=4",
        "EXDATE;TZID=Europe/Oslo:20261103T100000",
    )
    at = "RECURRENCE-ID;TZID=Europe/Oslo"
    cancelled = meeting("20261104T100000", "20261104T110000", f"{at}:20261104T100000", "STATUS:CANCELLED")
    moved = meeting("20261105T140000", "20261105T150000", f"{at}:20261105T100000")
    assert shown(calendar(series, cancelled, moved)) == [*ONE, ("11-05 13:00", "11-05 14:00")]


def test_a_series_keeps_its_local_hour_when_clocks_change() -> None:
    autumn = meeting("20261023T090000", "20261023T100000", "RRULE:FREQ=DAILY;COUNT=4")
    assert [start for start, _ in shown(calendar(autumn))] == [
        *("10-23 07:00", "10-24 07:00"),
        *("10-25 08:00", "10-26 08:00"),
    ]
    spring = meeting("20270327T023000", "20270327T040000", "RRULE:FREQ=DAILY;COUNT=3")
    assert shown(calendar(spring), SPRING) == [
        ("03-27 01:30", "03-27 03:00"),
        ("03-28 01:30", "03-28 02:00"),
        ("03-29 00:30", "03-29 02:00"),
    ]


def test_so_many_hours_are_so_many_also_in_the_nights_when_clocks_change() -> None:
    for night, within in (("20261024T220000", WITHIN), ("20270327T220000", SPRING)):
        text = calendar(event(f"DTSTART;TZID=Europe/Oslo:{night}", "DURATION:PT8H"))
        (found,) = busy(text, within, OSLO)
        assert found.length == timedelta(hours=8)


def test_what_never_ends_is_cut_to_what_is_asked() -> None:
    text = calendar(event("DTSTART;VALUE=DATE:20200101", "DTEND;VALUE=DATE:20200102", "RRULE:FREQ=DAILY"))
    assert busy(text, WITHIN, OSLO) == [WITHIN]


@pytest.mark.parametrize(
    "text", ["", "<html><body>Sign in</body></html>", "BEGIN:VCALENDAR", "BEGIN:VEVENT\r\nEND:VEVENT\r\n"]
)
def test_what_is_no_calendar_is_told(text: str) -> None:
    with pytest.raises(NotACalendar) as told:
        busy(text, WITHIN, OSLO)
    assert told.value.trouble is Trouble.CONTENT


def test_an_empty_calendar_is_never_busy() -> None:
    assert shown(calendar()) == []


async def test_a_process_apart_says_the_same() -> None:
    text = calendar(meeting("20261102T100000", "20261102T110000"))
    assert await SeparateReader().busy(text, WITHIN, OSLO) == busy(text, WITHIN, OSLO)
    with pytest.raises(NotACalendar) as told:
        await SeparateReader().busy("<html>", WITHIN, OSLO)
    assert told.value.trouble is Trouble.CONTENT


async def test_what_would_take_for_ever_is_ended_and_blocks_nobody() -> None:
    text = calendar(event("DTSTART:20000101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"))
    async with asyncio.timeout(30):
        with pytest.raises(NotACalendar) as told:
            await SeparateReader(seconds=3).busy(text, WITHIN, OSLO)
    assert told.value.trouble is Trouble.ENDLESS


@settings(max_examples=60, deadline=None)
@given(
    first=st.dates(date(2026, 9, 1), date(2026, 11, 30)),
    hour=st.integers(0, 23),
    minutes=st.integers(5, 30 * 60),
    every=st.integers(1, 9),
    many=st.integers(1, 40),
    skipped=st.sets(st.integers(0, 39), max_size=5),
)
def test_a_series_is_what_counting_it_out_by_hand_gives(
    first: date, hour: int, minutes: int, every: int, many: int, skipped: set[int]
) -> None:
    starts = [datetime.combine(first + timedelta(days=every * n), time(hour)) for n in range(many)]
    left_out = [f"EXDATE;TZID=Europe/Oslo:{starts[n]:%Y%m%dT%H%M%S}" for n in skipped if n < many]
    rule = f"RRULE:FREQ=DAILY;INTERVAL={every};COUNT={many}"
    end = starts[0] + timedelta(minutes=minutes)
    text = calendar(meeting(f"{starts[0]:%Y%m%dT%H%M%S}", f"{end:%Y%m%dT%H%M%S}", rule, *left_out))
    by_hand = []
    for n, start in enumerate(starts):
        there = start.replace(tzinfo=OSLO).astimezone(UTC)
        until = (start + timedelta(minutes=minutes)).replace(tzinfo=OSLO).astimezone(UTC)
        common = Interval(there, until).common(WITHIN) if n not in skipped and there < until else None
        by_hand += [common] if common else []
    assert busy(text, WITHIN, OSLO) == list(joined(by_hand))


@pytest.mark.parametrize(
    "broken",
    [
        event("DTSTART;VALUE=DATE:20261102", "DTEND:20261103T100000Z"),
        event("DTSTART:20261102T100000", "DTEND;VALUE=DATE:20261103"),
        event("DTSTART:20261102T100000", "RRULE:FREQ=NEVER"),
    ],
    ids=["day to instant", "instant to day", "no rule"],
)
def test_one_that_nobody_understands_hides_no_other(broken: str) -> None:
    good = event("DTSTART:20261102T090000Z", "DTEND:20261102T100000Z", uid="2")
    hour = Interval(datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 11, 2, 10, tzinfo=UTC))
    assert any(each.contains(hour) for each in busy(calendar(broken, good), WITHIN, OSLO))
