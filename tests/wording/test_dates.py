"""Days and times as people here write them, in each language, across years, midnights and clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from booking.model.interval import Interval
from booking.model.people import Language
from tests.builders import NOW, a_space, at, span
from wording import Say, dates, speak

LANGUAGES = (Language.BOKMAL, Language.NYNORSK, Language.ENGLISH)
TODAY = date(2026, 11, 23)
SPACE = a_space()
CLOCK_BACK = date(2026, 10, 25)
CLOCK_AHEAD = date(2027, 3, 28)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 11, 22), ("i går", "i går", "yesterday")),
        (TODAY, ("i dag", "i dag", "today")),
        (date(2026, 11, 24), ("i morgen", "i morgon", "tomorrow")),
        (FRIDAY, ("fredag 27. november", "fredag 27. november", "Friday 27 November")),
        (date(2026, 12, 1), ("tirsdag 1. desember", "tysdag 1. desember", "Tuesday 1 December")),
        (date(2027, 1, 1), ("fredag 1. januar 2027", "fredag 1. januar 2027", "Friday 1 January 2027")),
        (
            date(2025, 11, 23),
            ("søndag 23. november 2025", "søndag 23. november 2025", "Sunday 23 November 2025"),
        ),
        (
            date(2028, 2, 29),
            ("tirsdag 29. februar 2028", "tysdag 29. februar 2028", "Tuesday 29 February 2028"),
        ),
    ],
)
def test_days(when: date, said: tuple[str, str, str]) -> None:
    assert tuple(dates.day(when, TODAY, speak(language)) for language in LANGUAGES) == said


def test_the_day_after_new_years_eve_is_tomorrow() -> None:
    assert dates.day(date(2027, 1, 1), date(2026, 12, 31), speak(Language.BOKMAL)) == "i morgen"


def test_a_day_at_the_end_of_a_sentence() -> None:
    said = [dates.on_day(FRIDAY, TODAY, speak(language)) for language in LANGUAGES]
    assert said == ["fredag 27. november", "fredag 27. november", "on Friday 27 November"]
    assert dates.on_day(TODAY, TODAY, speak(Language.ENGLISH)) == "today"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (FRIDAY, ("fre. 27. nov.", "fre. 27. nov.", "Fri 27 Nov")),
        (date(2026, 12, 1), ("tir. 1. des.", "tys. 1. des.", "Tue 1 Dec")),
        (date(2027, 5, 17), ("man. 17. mai 2027", "mån. 17. mai 2027", "Mon 17 May 2027")),
    ],
)
def test_short_days_for_buttons(when: date, said: tuple[str, str, str]) -> None:
    assert tuple(dates.short_day(when, TODAY, speak(language)) for language in LANGUAGES) == said
    assert dates.short_or_soon(when, TODAY, speak(Language.BOKMAL)) == said[0]
    assert dates.short_or_soon(when, when, speak(Language.BOKMAL)) == "i dag"


def test_months_weeks_and_weekdays() -> None:
    def in_each(say_it: object) -> list[str]:
        assert callable(say_it)
        return [str(say_it(speak(language))) for language in LANGUAGES]

    assert in_each(lambda say: dates.month(TODAY, say)) == ["november 2026", "november 2026", "November 2026"]
    assert in_each(lambda say: dates.week(TODAY, say)) == ["uke 48", "veke 48", "week 48"]
    assert in_each(lambda say: dates.week(date(2027, 1, 1), say)) == ["uke 53", "veke 53", "week 53"]
    assert in_each(lambda say: dates.weekday(TODAY, say)) == ["mandag", "måndag", "Monday"]
    assert in_each(lambda say: " ".join(dates.weekday_initials(say))) == [
        "M T O T F L S",
        "M T O T F L S",
        "M T W T F S S",
    ]


@pytest.mark.parametrize(
    ("clock", "norwegian", "english"),
    [
        ("10:00", "10", "10:00"),
        ("10:30", "10.30", "10:30"),
        ("09:05", "09.05", "09:05"),
        ("00:00", "00", "00:00"),
        ("00:15", "00.15", "00:15"),
    ],
)
def test_clocks(clock: str, norwegian: str, english: str) -> None:
    when = time.fromisoformat(clock)
    said = [dates.clock(when, speak(language)) for language in LANGUAGES]
    assert said == [norwegian, norwegian, english]


@pytest.mark.parametrize(
    ("interval", "norwegian", "english"),
    [
        (span("10:00", "12:00"), "kl. 10–12", "10:00–12:00"),
        (span("10:30", "12:00"), "kl. 10.30–12", "10:30–12:00"),
        (span("22:00", "00:00"), "kl. 22–24", "22:00–24:00"),
        (span("00:00", "02:00"), "kl. 00–02", "00:00–02:00"),
    ],
)
def test_hours(interval: Interval, norwegian: str, english: str) -> None:
    said = [dates.hours(interval, SPACE, speak(language)) for language in LANGUAGES]
    assert said == [norwegian, norwegian, english]


def test_hours_past_midnight_say_so() -> None:
    said = [dates.hours(span("22:00", "02:00"), SPACE, speak(language)) for language in LANGUAGES]
    assert said == ["kl. 22–02 (neste dag)", "kl. 22–02 (neste dag)", "22:00–02:00 (the next day)"]
    assert dates.clock_hours(time(22), time(0), speak(Language.NYNORSK)) == "kl. 22–24"
    assert dates.clock_hours(time(9, 30), time(11), speak(Language.ENGLISH)) == "09:30–11:00"


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    hour = timedelta(hours=1)
    both = Interval(first, first + hour)

    assert [dates.hours(both, SPACE, speak(language)) for language in LANGUAGES] == [
        "kl. 02.30 (sommertid)–02.30 (vintertid)",
        "kl. 02.30 (sommartid)–02.30 (vintertid)",
        "02:30 (summer time)–02:30 (winter time)",
    ]
    before = Interval(first - hour, first - hour / 2)
    assert dates.hours(before, SPACE, speak(Language.BOKMAL)) == "kl. 01.30–02 (sommertid)"
    assert dates.hours(both.shifted(2 * hour), SPACE, speak(Language.BOKMAL)) == "kl. 03.30–04.30"


def test_the_night_that_lacks_an_hour() -> None:
    night = Interval(at("01:00", CLOCK_AHEAD), at("03:30", CLOCK_AHEAD))
    assert dates.hours(night, SPACE, speak(Language.BOKMAL)) == "kl. 01–03.30"
    assert night.length == timedelta(minutes=90)


@pytest.mark.parametrize("day", [CLOCK_BACK, CLOCK_AHEAD])
def test_the_working_day_is_the_same_on_both_sides_of_a_clock_change(day: date) -> None:
    for on in (day - dates.DAY, day, day + dates.DAY):
        assert dates.hours(span("10:00", "12:00", on), SPACE, speak(Language.BOKMAL)) == "kl. 10–12"


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (
            span("10:00", "12:00", FRIDAY),
            (
                "fredag 27. november kl. 10–12",
                "fredag 27. november kl. 10–12",
                "Friday 27 November, 10:00–12:00",
            ),
        ),
        (
            span("06:00", "23:00", FRIDAY),
            (
                "fredag 27. november, hele dagen",
                "fredag 27. november, heile dagen",
                "Friday 27 November, all day",
            ),
        ),
        (
            span("08:00", "12:00"),
            (
                "i dag, formiddag (kl. 08–12)",
                "i dag, formiddag (kl. 08–12)",
                "today, morning (08:00–12:00)",
            ),
        ),
        (
            span("12:00", "16:00", date(2027, 1, 5)),
            (
                "tirsdag 5. januar 2027, ettermiddag (kl. 12–16)",
                "tysdag 5. januar 2027, ettermiddag (kl. 12–16)",
                "Tuesday 5 January 2027, afternoon (12:00–16:00)",
            ),
        ),
    ],
)
def test_when(interval: Interval, said: tuple[str, str, str]) -> None:
    spoken = tuple(dates.when(interval, SPACE, NOW, speak(language), in_parts=True) for language in LANGUAGES)
    assert spoken == said


def test_a_room_is_booked_by_the_clock_also_for_a_whole_morning(nb: Say) -> None:
    assert dates.when(span("08:00", "12:00"), SPACE, NOW, nb) == "i dag kl. 08–12"


def test_moments() -> None:
    said = [dates.moment(at("10:15", FRIDAY), SPACE, NOW, speak(language)) for language in LANGUAGES]
    assert said == [
        "fredag 27. november kl. 10.15",
        "fredag 27. november kl. 10.15",
        "Friday 27 November at 10:15",
    ]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (15, ("15 minutter", "15 minutt", "15 minutes")),
        (60, ("1 time", "1 time", "1 hour")),
        (90, ("1 time og 30 minutter", "1 time og 30 minutt", "1 hour and 30 minutes")),
        (120, ("2 timer", "2 timar", "2 hours")),
        (24 * 60, ("24 timer", "24 timar", "24 hours")),
        (25 * 60, ("25 timer", "25 timar", "25 hours")),
        (2 * 24 * 60, ("2 dager", "2 dagar", "2 days")),
        (0, ("0 minutter", "0 minutt", "0 minutes")),
    ],
)
def test_lengths(minutes: int, said: tuple[str, str, str]) -> None:
    spoken = tuple(dates.length(timedelta(minutes=minutes), speak(language)) for language in LANGUAGES)
    assert spoken == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-1, "nå"), (0, "nå"), (1, "om 1 minutt"), (900, "om 15 minutter"), (901, "om 16 minutter")],
)
def test_what_remains_is_rounded_up(seconds: int, said: str) -> None:
    until = NOW + timedelta(seconds=seconds)
    assert dates.remaining(until, NOW, speak(Language.BOKMAL)) == said


def test_the_first_words_of_a_line_begin_with_a_capital(nb: Say) -> None:
    assert dates.capital("i dag kl. 10") == "I dag kl. 10"
    assert dates.capital("") == ""
