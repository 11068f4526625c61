"""The next message, understood against what was just said."""

from datetime import datetime

import pytest

from bot.understanding import Reply, Understanding, replied
from tests.bot.understanding.conftest import CATALOGUE, fields, said

NOW = "2026-11-23T09:00"
BOOKED = "drivhuset fredag 10-12"


def _replied(before: str, text: str) -> Reply | None:
    return replied(said(before, NOW), text, datetime.fromisoformat(NOW), CATALOGUE)


def _of(understood: Understanding, *names: str) -> tuple:
    return tuple(fields(understood).get(name) for name in names)


@pytest.mark.parametrize(
    ("text", "date", "start", "end", "resource"),
    [
        ("nei, 11 i stedet", "2026-11-27", "11:00", "13:00", "Drivhuset"),
        ("nei, torsdag", "2026-11-26", "10:00", "12:00", "Drivhuset"),
        ("no, make it 1 to 3", "2026-11-27", "13:00", "15:00", "Drivhuset"),
        ("heller potteskuret", "2026-11-27", "10:00", "12:00", "Potteskuret"),
        ("ups, mente i morgen", "2026-11-24", "10:00", "12:00", "Drivhuset"),
        ("nei, bare en time", "2026-11-27", "10:00", "11:00", "Drivhuset"),
    ],
)
def test_a_correction_takes_the_place_of_what_was_booked(
    text: str, date: str, start: str, end: str, resource: str
) -> None:
    reply = _replied(BOOKED, text)

    assert reply is not None
    assert _of(reply.wish, "date", "start", "end", "resource") == (date, start, end, resource)
    assert reply.was == said(BOOKED, NOW)


@pytest.mark.parametrize(
    ("text", "date", "start"),
    [
        ("og på torsdag også", "2026-11-26", "10:00"),
        ("samme tid neste uke", "2026-12-04", "10:00"),
        ("and monday too", "2026-11-23", "10:00"),
        ("også kl 14-15", "2026-11-27", "14:00"),
    ],
)
def test_an_addition_is_another_wish(text: str, date: str, start: str) -> None:
    reply = _replied(BOOKED, text)

    assert reply is not None
    assert reply.was is None
    assert _of(reply.wish, "intent", "resource", "date", "start") == ("book", "Drivhuset", date, start)


@pytest.mark.parametrize(
    ("before", "text", "date", "start", "end"),
    [
        ("drivhuset fredag", "10-12", "2026-11-27", "10:00", "12:00"),
        ("drivhuset kl 10-12", "på fredag", "2026-11-27", "10:00", "12:00"),
        ("drivhuset fredag kl 10", "12", "2026-11-27", "10:00", "12:00"),
        ("drivhuset fredag kl 10", "en time", "2026-11-27", "10:00", "11:00"),
        ("drivhuset fredag kl 10", "til 12", "2026-11-27", "10:00", "12:00"),
        ("er drivhuset ledig fredag 10-12?", "ja, book det", "2026-11-27", "10:00", "12:00"),
    ],
)
def test_what_was_lacking_is_filled(before: str, text: str, date: str, start: str, end: str) -> None:
    reply = _replied(before, text)

    assert reply is not None
    assert _of(reply.wish, "intent", "resource", "date", "start", "end") == (
        "book",
        "Drivhuset",
        date,
        start,
        end,
    )
    assert reply.wish.missing == ()


@pytest.mark.parametrize(
    "text", ["potteskuret i morgen 9-10", "hei", "mine bestillinger", "avbestill", "wifi funker ikke", "pult"]
)
def test_another_matter_stands_on_its_own(text: str) -> None:
    assert _replied(BOOKED, text) is None


def test_a_time_without_a_place_after_a_booking_is_asked_about() -> None:
    reply = _replied(BOOKED, "i morgen 14-15")

    assert reply is not None
    assert reply.wish.kind is None


def test_a_question_stays_a_question() -> None:
    assert _replied(BOOKED, "er det noe ledig i morgen mellom 12 og 14?") is None
    reply = _replied("er drivhuset ledig fredag 10-12?", "hva med torsdag, er det ledig da?")

    assert reply is not None
    assert _of(reply.wish, "intent", "resource", "date", "start") == (
        "availability",
        "Drivhuset",
        "2026-11-26",
        "10:00",
    )
