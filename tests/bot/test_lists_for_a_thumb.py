"""Lists that a thumb can use: few buttons, none twice, the day in sight, and closed told as closed."""

from collections import Counter
from datetime import date, timedelta

import pytest

from booking.model.people import Language
from booking.model.spaces import ResourceKind
from bot import buttons
from bot.screen import Screen, in_rows, key
from tests.bot.conftest import KARI, Town
from tests.builders import MONDAY, a_catalogue, a_space

BOOK = buttons.GoTo(place=buttons.Place.BOOK)
MINE = buttons.GoTo(place=buttons.Place.MINE)
MOST = 14
"""Twelve times and two ways back."""


def acting(message) -> list[str]:
    labels = {"1n"}
    return [button.text for button in message.buttons if button.data not in labels]


def test_no_screen_has_two_buttons_with_the_same_words() -> None:
    with pytest.raises(ValueError, match="say the same"):
        Screen(text="?", rows=((key("Desk", BOOK), key("Desk", MINE)),))
    assert Screen(text="?", rows=((key("·", buttons.Nothing()), key("·", buttons.Nothing())),)).rows


def test_people_with_one_name_are_numbered() -> None:
    rows = in_rows([key("Kari", BOOK), key("Kari", MINE)], 2)
    assert [each.words for each in rows[0]] == ["Kari", "Kari (2)"]


def test_nobody_books_the_time_of_an_adviser_by_a_button() -> None:
    with pytest.raises(ValueError, match="adviser"):
        buttons.PickDay(kind=ResourceKind.ADVISER, day=MONDAY)


async def test_what_can_be_booked_is_offered_once(town: Town) -> None:
    for text in ("/bestill", "jeg vil booke noe", "/mine", "/settings"):
        shown = await town.kari.says(text)
        assert [words for words, times in Counter(acting(shown)).items() if times > 1] == []


async def test_a_day_has_few_starts_and_the_parts_of_it(town: Town) -> None:
    await town.kari.says("/bestill")
    shown = await town.kari.taps("Meeting room tomorrow")

    assert len(acting(shown)) <= MOST
    assert {"10:00", "Morning", "Afternoon", "Evening"} <= set(shown.words)
    assert "Drivhuset, Potteskuret and Orangeriet: 06:00–23:00" in shown.text
    assert "tomorrow" in shown.text


async def test_a_room_for_half_a_day(town: Town) -> None:
    await town.kari.says("/bestill")
    await town.kari.taps("Meeting room tomorrow")
    morning = await town.kari.taps("Morning")
    assert "10:30" in morning.words
    await town.kari.taps("All morning")
    await town.kari.taps("Drivhuset 08:00–12:00")

    (booking,) = await town.bookings(KARI)
    assert booking.interval.length == timedelta(hours=4)


async def test_the_evening_of_one_room(town: Town) -> None:
    await town.kari.says("har drivhuset skjerm?")
    await town.kari.says("drivhuset i morgen")
    await town.kari.taps("Afternoon")
    await town.kari.taps("Drivhuset 12:00–16:00")

    (booking,) = await town.bookings(KARI)
    assert booking.resource_id == "drivhuset"


async def test_whether_a_room_is_free_that_day_is_answered_in_words(town: Town) -> None:
    await town.ola.says("drivhuset fredag 10-13")
    answer = await town.kari.says("er drivhuset ledig på fredag?")

    assert "Drivhuset is free on Friday 27 November, 06:00–10:00 and 13:00–23:00." in answer.text
    assert len(acting(answer)) <= 5
    assert not await town.bookings(KARI)


async def test_what_is_free_that_day_is_answered_for_both_kinds(town: Town) -> None:
    answer = await town.kari.says("hva er ledig på mandag?")

    assert "Pult 1–12" in answer.text
    assert "Drivhuset" in answer.text
    assert len(acting(answer)) <= 4


async def test_many_desks_stand_beside_one_another_under_their_day_and_hours(town: Town) -> None:
    await town.kari.says("/bestill")
    await town.kari.taps("Desk tomorrow")
    shown = await town.kari.taps("Morning")

    assert "tomorrow, 08:00–12:00" in shown.text
    assert "Pult 12" in shown.words
    assert len(shown.rows) <= 5


async def test_the_month_has_no_dead_rows_and_says_which_days(town: Town) -> None:
    await town.kari.says("/bestill")
    page = await town.kari.taps("Meeting room, another day")

    assert "Free: 23–30" in page.text
    weeks = [row for row in page.rows if any(button.text.isdecimal() for button in row)]
    dead = [row for row in page.rows[1:] if {button.text for button in row} <= {"·", "–"}]
    assert (len(weeks), dead) == (2, [])


@pytest.mark.parametrize("text", ["hva er ledig nå?", "/ledig"])
@pytest.mark.parametrize("later", [timedelta(0), timedelta(seconds=20), timedelta(minutes=4)])
async def test_what_is_free_now_is_answered_at_once_and_begins_now(
    town: Town, text: str, later: timedelta
) -> None:
    town.clock.advance(hours=4, minutes=30, seconds=later.total_seconds())
    shown = await town.kari.says(text)

    assert "12 desks" in shown.text
    await town.kari.taps("Drivhuset")
    (booking,) = await town.bookings(KARI)
    assert town.core.looking.catalogue.home.local(booking.interval.start).strftime("%H:%M") == "13:30"


async def test_a_room_now_begins_now_though_seconds_have_passed(town: Town) -> None:
    town.clock.advance(hours=4, minutes=30, seconds=20)
    await town.kari.says("drivhuset nå i en time")

    (booking,) = await town.bookings(KARI)
    assert town.core.looking.catalogue.home.local(booking.interval.start).strftime("%H:%M") == "13:30"


async def test_closed_is_told_as_closed(town: Town) -> None:
    closed = {date(2026, 11, 24): {"nb": "Flytting", "en": "Moving"}}
    await town.core.database.places.apply(a_catalogue(a_space(closed=closed)))
    await town.core.database.places.refresh()
    town.clock.advance(hours=24)

    assert "closed today (Moving)" in (await town.kari.says("/bestill")).text
    now = await town.kari.says("/ledig")
    assert "We are closed now. We are open again tomorrow, 06:00–23:00." in now.text
    day = await town.kari.sends_data("1d:room:" + _day(date(2026, 11, 24)))
    assert "We are closed today (Moving). We are open again tomorrow" in day.text
    assert "10:00" in (await town.kari.taps("Tomorrow")).words


def _day(day: date) -> str:
    from bot.callbacks import _base36

    return _base36(day.toordinal())


@pytest.mark.parametrize("language", [Language.BOKMAL])
async def test_the_answer_in_words_in_bokmal(town: Town) -> None:
    await town.ola.says("drivhuset fredag 10-13")
    answer = await town.kari.says("er drivhuset ledig på fredag?")
    assert "Drivhuset er ledig fredag 27. november kl. 06–10 og kl. 13–23." in answer.text


async def test_a_series_is_one_line_among_ones_bookings_and_leads_to_the_others(town: Town) -> None:
    await town.kari.says("pult 5 hver tirsdag")
    await town.kari.taps("Book")
    await town.kari.says("drivhuset i morgen 10-12")
    mine = await town.kari.says("/mine")

    assert len(mine.words) == 2
    await town.kari.taps("(+")
    series = await town.kari.taps("The whole series")
    assert "of the series are left" in series.text
    third = await town.kari.taps("8 Dec")
    assert "8 December" in third.text


async def test_where_a_booking_can_be_moved_to_is_few_times_and_the_parts_of_the_day(town: Town) -> None:
    await town.kari.says("drivhuset i morgen 10-12")
    await town.kari.taps("Move")
    await town.kari.taps("26")
    assert len(acting(town.kari.last)) <= MOST
    await town.kari.taps("Evening")
    moved = await town.kari.taps("18:30–20:30")

    assert "Thursday 26 November, 18:30–20:30" in moved.text
