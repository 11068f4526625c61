"""What the program prints is understood back to itself, in three languages and at any time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from booking.model.interval import Interval
from booking.model.people import Language
from bot.understanding import understand
from tests.bot.understanding.conftest import CATALOGUE
from tests.builders import a_catalogue
from wording import dates, speak

SPACE = a_catalogue().home
OSLO = ZoneInfo("Europe/Oslo")
CLOCK_CHANGES = [datetime(2026, 10, 25), datetime(2027, 3, 28), datetime(2027, 10, 31)]
moments = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31)),
    st.builds(
        lambda night, minutes: night + timedelta(minutes=minutes),
        st.sampled_from(CLOCK_CHANGES),
        st.integers(0, 300),
    ),
).map(lambda at: at.replace(second=0, microsecond=0))
ahead = st.integers(1, 400)
quarters = st.integers(0, 95)
languages = st.sampled_from(Language)


@given(moments, ahead, languages)
def test_days(now: datetime, days: int, language: Language) -> None:
    day, say = now.date() + timedelta(days=days), speak(language)
    for printed in (dates.day(day, now.date(), say), dates.short_day(day, now.date(), say)):
        assert understand(f"pult 3 {printed}", now, CATALOGUE).date == day, printed


@given(moments, ahead, quarters, languages)
def test_times(now: datetime, days: int, quarter: int, language: Language) -> None:
    day, at = now.date() + timedelta(days=days), time(quarter // 4, quarter % 4 * 15)
    instant = datetime.combine(day, at, OSLO).astimezone(UTC)
    printed = dates.moment(instant, SPACE, now.replace(tzinfo=OSLO).astimezone(UTC), speak(language))
    local = instant.astimezone(OSLO)

    read = understand(f"drivhuset {printed}", now, CATALOGUE)

    assert (read.date, read.start) == (local.date(), local.time()), printed


@given(moments, ahead, quarters, st.integers(1, 60), languages)
def test_ranges(now: datetime, days: int, quarter: int, length: int, language: Language) -> None:
    day, at = now.date() + timedelta(days=days), time(quarter // 4, quarter % 4 * 15)
    start = datetime.combine(day, at, OSLO).astimezone(UTC)
    interval = Interval(start, start + timedelta(minutes=15 * length))
    printed = dates.when(interval, SPACE, now.replace(tzinfo=OSLO).astimezone(UTC), speak(language))
    first, last = (instant.astimezone(OSLO) for instant in (interval.start, interval.end))

    read = understand(f"drivhuset {printed}", now, CATALOGUE)

    assert (read.intent, read.date, read.start, read.end) == (
        "book",
        first.date(),
        first.time(),
        last.time(),
    ), printed


def test_the_whole_day() -> None:
    say, today = speak(Language.BOKMAL), date(2026, 11, 23)
    printed = f"{dates.day(date(2026, 11, 27), today, say)}, hele dagen"
    assert understand(f"drivhuset {printed}", datetime(2026, 11, 23, 9), CATALOGUE).all_day
