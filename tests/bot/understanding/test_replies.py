"""The next message, understood against what was just said."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from bot.understanding import Message, Understanding, read
from bot.understanding.context import Context, Goes, Reply, details, is_pointed, replied
from tests.bot.understanding.conftest import CATALOGUE, fields, said

NOW = "2026-11-23T09:00"
BOOKED = "drivhuset fredag 10-12"
ASKED = "er drivhuset ledig fredag 10-12?"
SERIES = "drivhuset hver tirsdag 9-10"


def _read(text: str) -> Message:
    return read(text, datetime.fromisoformat(NOW), CATALOGUE)


def _replied(before: str, text: str, *, stands: bool = False) -> Reply | None:
    return replied(Context(before=said(before, NOW), stands=stands), _read(text))


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
        ("feil rom, skulle være potteskuret", "2026-11-27", "10:00", "12:00", "Potteskuret"),
        ("vent, jeg mente torsdag", "2026-11-26", "10:00", "12:00", "Drivhuset"),
        ("i potteskuret, hvis det går", "2026-11-27", "10:00", "12:00", "Potteskuret"),
        ("og på torsdag, ikke fredag", "2026-11-26", "10:00", "12:00", "Drivhuset"),
    ],
)
def test_a_correction_takes_the_place_of_what_was_booked(
    text: str, date: str, start: str, end: str, resource: str
) -> None:
    reply = _replied(BOOKED, text, stands=True)

    assert reply is not None
    assert reply.goes is Goes.INSTEAD
    assert _of(reply.wish, "date", "start", "end", "resource") == (date, start, end, resource)


def test_only_another_kind_is_any_of_it() -> None:
    reply = _replied(BOOKED, "nei, jeg trenger bare en pult", stands=True)

    assert reply is not None
    assert reply.goes is Goes.INSTEAD
    assert _of(reply.wish, "kind", "resource", "date", "start") == ("desk", None, "2026-11-27", "10:00")


@pytest.mark.parametrize(
    ("text", "date", "start"),
    [
        ("og på torsdag også", "2026-11-26", "10:00"),
        ("samme tid neste uke", "2026-12-04", "10:00"),
        ("samme rom neste onsdag", "2026-12-02", "10:00"),
        ("og samme tid på torsdag", "2026-11-26", "10:00"),
        ("and monday too", "2026-11-23", "10:00"),
        ("også kl 14-15", "2026-11-27", "14:00"),
    ],
)
def test_an_addition_is_another_wish(text: str, date: str, start: str) -> None:
    reply = _replied(BOOKED, text, stands=True)

    assert reply is not None
    assert reply.goes is Goes.WISH
    assert _of(reply.wish, "intent", "resource", "date", "start") == ("book", "Drivhuset", date, start)


@pytest.mark.parametrize(
    ("text", "every", "date"),
    [
        ("gjør det hver uke", "week", "2026-12-04"),
        ("gjør det hver dag", "day", "2026-11-28"),
        ("hver ukedag", "weekday", "2026-11-30"),
        ("hver måned", "month", "2026-12-25"),
        ("annenhver uke", "2 weeks", "2026-12-11"),
    ],
)
def test_a_repeat_begins_after_what_stands(text: str, every: str, date: str) -> None:
    reply = _replied(BOOKED, text, stands=True)

    assert reply is not None
    assert reply.goes is Goes.WISH
    assert reply.wish.repeat is not None
    assert reply.wish.repeat.every == every
    assert _of(reply.wish, "resource", "date", "start", "missing") == ("Drivhuset", date, "10:00", None)


def test_a_series_that_is_not_booked_can_be_on_another_day() -> None:
    reply = _replied(SERIES, "nei, onsdag")

    assert reply is not None
    assert reply.goes is Goes.WISH
    assert reply.wish.repeat is not None
    assert _of(reply.wish, "date", "start") == ("2026-11-25", "09:00")


@pytest.mark.parametrize(
    ("before", "text", "date", "start", "end"),
    [
        ("drivhuset fredag", "10-12", "2026-11-27", "10:00", "12:00"),
        ("drivhuset fredag", "etter lunsj", "2026-11-27", "12:00", "16:00"),
        ("drivhuset kl 10-12", "på fredag", "2026-11-27", "10:00", "12:00"),
        ("drivhuset fredag kl 10", "12", "2026-11-27", "10:00", "12:00"),
        ("drivhuset fredag kl 10", "en time", "2026-11-27", "10:00", "11:00"),
        ("drivhuset fredag kl 10", "halvannen time", "2026-11-27", "10:00", "11:30"),
        ("drivhuset fredag kl 10", "til 12", "2026-11-27", "10:00", "12:00"),
        (ASKED, "ja, book det", "2026-11-27", "10:00", "12:00"),
        (ASKED, "ja, men torsdag", "2026-11-26", "10:00", "12:00"),
    ],
)
def test_what_was_lacking_is_filled(before: str, text: str, date: str, start: str, end: str) -> None:
    reply = _replied(before, text)

    assert reply is not None
    assert reply.goes is Goes.WISH
    assert _of(reply.wish, "intent", "resource", "date", "start", "end") == (
        "book",
        "Drivhuset",
        date,
        start,
        end,
    )
    assert reply.wish.missing == ()


@pytest.mark.parametrize(
    "text",
    [
        "potteskuret i morgen 9-10",
        "hei",
        "mine bestillinger",
        "avbestill",
        "wifi funker ikke",
        "pult",
        "hva er ledig i morgen ettermiddag?",
        "whats free tomorrow afternoon",
        "noe ledig nå?",
        "is anything free on friday?",
    ],
)
@pytest.mark.parametrize("before", [BOOKED, ASKED])
def test_another_matter_stands_on_its_own(before: str, text: str) -> None:
    assert _replied(before, text, stands=before == BOOKED) is None


def test_a_time_without_a_place_after_something_was_done_is_asked_about() -> None:
    reply = _replied(BOOKED, "i morgen 14-15", stands=True)

    assert reply is not None
    assert reply.wish.kind is None


@pytest.mark.parametrize(
    "text",
    [
        "hva med torsdag, er det ledig da?",
        "hva med torsdag?",
        "enn på torsdag da?",
        "og torsdag?",
        "what about thursday?",
        "torsdag da?",
        "er den ledig på torsdag?",
    ],
)
def test_a_question_stays_a_question(text: str) -> None:
    reply = _replied(ASKED, text)

    assert reply is not None
    assert reply.goes is Goes.QUESTION
    asked = _of(reply.wish, "intent", "resource", "date", "start", "end")
    assert asked == ("availability", "Drivhuset", "2026-11-26", "10:00", "12:00")


@pytest.mark.parametrize("text", ["hva med torsdag?", "enn torsdag da?", "og på torsdag?"])
def test_a_question_after_a_booking_books_nothing(text: str) -> None:
    reply = _replied(BOOKED, text, stands=True)

    assert reply is not None
    assert reply.goes is Goes.QUESTION
    assert reply.wish.intent == "availability"


def test_who_has_it_is_asked_of_another_day() -> None:
    asked = Understanding(intent="who", kind="room", resource="Drivhuset", date=said(BOOKED, NOW).date)
    reply = replied(Context(before=asked), _read("og på torsdag?"))

    assert reply is not None
    assert _of(reply.wish, "intent", "resource", "date") == ("who", "Drivhuset", "2026-11-26")


@pytest.mark.parametrize("text", ["vi blir fire personer", "kan vi få skjerm?", "og så må det ha tavle"])
def test_people_and_equipment_are_details(text: str) -> None:
    assert details(_read(text))
    assert not details(_read(f"{text} i morgen 10-12"))


@pytest.mark.parametrize(
    ("intent", "fields_said", "is_it"),
    [
        ("cancel", {}, True),
        ("cancel", {"kind": "room"}, True),
        ("cancel", {"kind": "desk"}, False),
        ("cancel", {"resource": "Potteskuret"}, False),
        ("cancel", {"everything": True}, False),
        ("move", {"start": time(13)}, True),
        ("move", {"resource": "Potteskuret"}, False),
        ("move", {"from_start": time(9)}, False),
    ],
)
def test_a_deed_that_names_nothing_is_on_what_was_spoken_of(
    intent: str, fields_said: dict, *, is_it: bool
) -> None:
    deed = replace(Understanding(intent=intent), **fields_said)

    assert is_pointed(deed, said(BOOKED, NOW)) is is_it
