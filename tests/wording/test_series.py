"""How a series reads."""

from datetime import date, time

import pytest

from booking.model.bookings import Recurrence, Repeat, Series, SeriesId
from booking.model.people import PersonId
from booking.model.spaces import ResourceId
from tests.builders import NOW, a_booking, a_catalogue, span
from wording import Say, series

CATALOGUE = a_catalogue()
TUESDAY = date(2026, 12, 1)


def a_rule(every: Repeat = Repeat.WEEK, first: date = TUESDAY, *, all_day: bool = False) -> Recurrence:
    return Recurrence(
        every=every,
        first=first,
        until=date(2027, 3, 30),
        start=None if all_day else time(11),
        end=None if all_day else time(12),
    )


def test_a_rule_in_words(nb: Say, nn: Say, en: Say) -> None:
    today = NOW.date()
    assert series.in_words(a_rule(), today, nb) == (
        "hver tirsdag kl. 11–12, fra tirsdag 1. desember til og med tirsdag 30. mars 2027"
    )
    assert series.in_words(a_rule(), today, nn) == (
        "kvar tysdag kl. 11–12, frå tysdag 1. desember til og med tysdag 30. mars 2027"
    )
    assert series.in_words(a_rule(), today, en) == (
        "every Tuesday, 11:00–12:00, from Tuesday 1 December until Tuesday 30 March 2027"
    )
    assert "hver tirsdag hele dagen, fra" in series.in_words(a_rule(all_day=True), today, nb)


@pytest.mark.parametrize(
    ("every", "first", "said"),
    [
        (Repeat.DAY, TUESDAY, "hver dag"),
        (Repeat.WEEKDAY, TUESDAY, "mandag til fredag"),
        (Repeat.TWO_WEEKS, TUESDAY, "annenhver tirsdag"),
        (Repeat.MONTH, date(2026, 12, 7), "første mandag i måneden"),
        (Repeat.MONTH, date(2026, 12, 8), "andre tirsdag i måneden"),
        (Repeat.MONTH, date(2026, 12, 21), "tredje mandag i måneden"),
        (Repeat.MONTH, date(2026, 12, 28), "fjerde mandag i måneden"),
        (Repeat.MONTH, date(2026, 12, 29), "siste tirsdag i måneden"),
        (Repeat.MONTH, date(2026, 12, 31), "siste torsdag i måneden"),
    ],
)
def test_repeats(nb: Say, every: Repeat, first: date, said: str) -> None:
    assert series.every(a_rule(every, first), nb) == said


def test_a_summary_counts_what_is_left_and_names_the_next(nb: Say) -> None:
    resource = ResourceId("drivhuset")
    made = Series(
        id=SeriesId("s"), resource_id=resource, person_id=PersonId("kari"), recurrence=a_rule(), made_at=NOW
    )
    head = series.head(resource, made.recurrence, CATALOGUE, NOW, nb)
    left = [a_booking(interval=span("11:00", "12:00", TUESDAY))]
    following = "<b>Drivhuset</b> tirsdag 1. desember kl. 11–12"

    assert head.startswith("<b>Drivhuset</b> hver tirsdag")
    assert series.summary(made, left, CATALOGUE, NOW, nb) == f"{head}\n1 bestilling: {following}"
    assert (
        series.summary(made, left * 4, CATALOGUE, NOW, nb)
        == f"{head}\n4 bestillinger. Den neste: {following}"
    )
    assert series.summary(made, [], CATALOGUE, NOW, nb) == f"{head}\nIngenting av det er bestilt lenger."
