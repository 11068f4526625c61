"""Lists of events, as a spreadsheet saves them and as TOML."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from booking.model.bookings import Repeat
from booking.model.events import EventKind, EventState, Way
from commands.events_file import EventRow, lists_events, read_events
from commands.failures import Failed

CSV = Path("events.csv")
HEADER = "kind;title;date;start;end"
BREAKFAST = EventRow(
    where="events.csv: line 2",
    id="frokost-januar",
    kind=EventKind.BREAKFAST,
    title="Frokost på Åsen",
    day=date(2027, 1, 12),
    start=time(8),
    end=time(9, 30),
    place="Drivhuset",
    ways=frozenset(Way),
    opens=datetime.combine(date(2026, 12, 1), time(0)),
    says_opening=True,
    closes=datetime.combine(date(2027, 1, 11), time(0)),
    status=EventState.PUBLISHED,
    fields={
        "host": "Bygdeposten",
        "link": "https://example.org/m",
        "seats": 25,
        "online_seats": None,
        "guests": 2,
        "price": "gratis",
        "programme": "Kaffe\nOmvisning; prat",
    },
)
ENGLISH = (
    "id,kind,title,host,date,start,end,place,form,link,seats,online seats,guests,price,programme,"
    "opens,closes,status\n"
    "frokost-januar,breakfast,Frokost på Åsen,Bygdeposten,2027-01-12,08:00,09:30,Drivhuset,both,"
    'https://example.org/m,25,,2,gratis,"Kaffe\nOmvisning; prat",2026-12-01,2027-01-10,published\n'
)
NORWEGIAN = (
    "Id;Type;Tittel;Vert;Dato;Fra;Til;Sted;Form;Lenke;Plasser;Digitale plasser;Gjester;Pris;Program;"
    "Påmelding fra;Påmeldingsfrist;Status\r\n"
    "frokost-januar;Næringsfrokost; Frokost  på Åsen;Bygdeposten;12.01.2027;kl. 8;9.30;Drivhuset;begge deler;"
    'https://example.org/m;25;;2;gratis;"Kaffe\r\nOmvisning; prat";'
    "1.12.2026 00:00;10.1.2027;publisert\r\n;;;\r\n"
)
TOML = """
[[event]]
id = "frokost-januar"
kind = "breakfast"
title = "Frokost på Åsen"
host = "Bygdeposten"
date = 2027-01-12
start = 08:00:00
end = "9.30"
place = "Drivhuset"
form = "both"
link = "https://example.org/m"
seats = 25
online_seats = ""
guests = 2
price = "gratis"
programme = \"\"\"
Kaffe
Omvisning; prat\"\"\"
opens = 2026-12-01
closes = 2027-01-11T00:00:00
status = "published"
"""


def read(text: str, name: str = "events.csv") -> tuple[EventRow, ...]:
    return read_events(Path(name), text.encode())


def mistakes(text: str, name: str = "events.csv") -> tuple[str, ...]:
    with pytest.raises(Failed) as wrong:
        read(text, name)
    return wrong.value.lines


@pytest.mark.parametrize(
    "data",
    [ENGLISH.encode(), NORWEGIAN.encode(), b"\xef\xbb\xbf" + NORWEGIAN.encode(), NORWEGIAN.encode("cp1252")],
)
def test_a_spreadsheet_is_read_in_either_language(data: bytes) -> None:
    assert lists_events(data)
    assert read_events(CSV, data) == (BREAKFAST,)


def test_toml_is_read_too() -> None:
    assert read(TOML, "events.toml") == (replace(BREAKFAST, where="events.toml: event[1]"),)


@pytest.mark.parametrize(
    ("said", "meant"), [("true", True), ("false", False), ('"ja"', True), ('"no"', False)]
)
def test_toml_says_yes_and_no_in_its_own_way_or_in_words(said: str, meant: object) -> None:
    (row,) = read(f"{TOML}asks_names = {said}\n", "events.toml")
    assert row.fields["asks_names"] is meant


@pytest.mark.parametrize("text", ["navn;roller\nKari;leietaker\n", "name,email\n", "", "title;roles\n"])
def test_other_lists_are_not_taken_for_events(text: str) -> None:
    assert not lists_events(text.encode())


def test_what_is_not_written_is_left_open_and_an_empty_cell_takes_away() -> None:
    (bare,) = read(f"{HEADER}\nkurs;Regnskap;12.01.2027;18;21\n")
    assert (bare.place, bare.ways, bare.status, bare.closes, bare.says_opening) == (
        None,
        None,
        None,
        None,
        False,
    )
    assert bare.fields == {}
    (emptied,) = read(f"{HEADER};place;seats;opens;closes;status\nkurs;Regnskap;12.01.2027;18;21;;;;;\n")
    assert (emptied.place, emptied.opens, emptied.says_opening, emptied.fields) == (
        "",
        None,
        True,
        {"seats": None},
    )
    assert (emptied.closes, emptied.status) == (None, None)


def test_an_id_that_is_not_written_comes_from_what_the_event_is() -> None:
    row = "kurs;Regnskap;12.01.2027;18;21\n"
    (one,) = read(f"{HEADER}\n{row}")
    (same,) = read(f"{HEADER};seats\ncourse;Regnskap;2027-01-12;18:00;22;5\n")
    (other,) = read(f"{HEADER}\n{row.replace('18', '17')}")
    assert one.id == same.id != other.id
    assert len(one.id) == 16
    assert "the id " in mistakes(f"{HEADER}\n{row}{row}")[0]


def test_series_and_more_than_a_day_are_read() -> None:
    (row,) = read(f"{HEADER};repeats;until\nlab;Lab;12.01.2027;18;21;2 uker;1.6.2027\n")
    assert (row.every, row.until) == (Repeat.TWO_WEEKS, date(2027, 6, 1))
    (row,) = read(f"{HEADER};siste dag\nkonferanse;Modumkonferansen;12.01.2027;18;12;13.01.2027\n")
    assert row.last_day == date(2027, 1, 13)
    (row,) = read(f"{HEADER}\nåpen dag;Åpent;12.01.2027;18;24:00\n")
    assert row.end == time(0)


def written(column: str, cell: str) -> str:
    """A list of one event with a cell that is wrong."""
    cells = {"kind": "lab", "title": "Lab", "date": "12.01.2027", "start": "18", "end": "21", column: cell}
    return f"{';'.join(cells)}\n{';'.join(cells.values())}\n"


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        (
            "kind",
            "brekfast",
            'kind: "brekfast" is no kind of event (did you mean "breakfast"?); write one of',
        ),
        ("title", "", '"title" is missing; write it'),
        ("title", "x" * 201, "title: it has 201 letters; write at most 200"),
        ("title", "x\x07", "title: it holds a letter that cannot be shown"),
        ("date", "31.02.2027", 'date: "31.02.2027" is no day; write one such as 2027-01-12'),
        ("date", "i morgen", 'date: "i morgen" is no day'),
        ("start", "25:00", 'start: "25:00" is no time of the day; write one such as 08:30'),
        ("end", "17", "it ends before it starts; write a later end"),
        ("last_day", "11.01.2027", "the last day is before the first"),
        ("form", "hybrid", 'form: "hybrid" is no form; write one of physical, digital, both'),
        ("link", "example.org", 'link: "example.org" is no link; write an address such as https://'),
        ("seats", "mange", 'seats: "mange" is no such number; write a whole number from 1 to 100000'),
        ("seats", "0", 'seats: "0" is no such number'),
        ("seats", "9" * 5000, "is no such number"),
        ("names", "kanskje", 'names: "kanskje" is neither yes nor no; write yes or no'),
        ("guests", "51", 'guests: "51" is no such number; write a whole number from 0 to 50'),
        ("closes", "13.01.2027", "the sign-up closes after the start; write an earlier time"),
        ("closes", "12.01.2027 19:00", "the sign-up closes after the start"),
        ("status", "avlist", 'status: "avlist" is no status (did you mean "avlyst"?)'),
        ("id", "Æ", 'id: "Æ" is no id; write at most 30 small letters'),
        ("id", "a" * 31, "is no id"),
        ("repeats", "uke", "a series needs both repeats and until"),
        ("until", "1.6.2027", "a series needs both repeats and until"),
    ],
)
def test_mistakes_are_told_with_their_line(column: str, cell: str, told: str) -> None:
    (line,) = mistakes(written(column, cell))
    assert line.startswith("events.csv: line 2: ")
    assert told in line


@pytest.mark.parametrize(
    ("columns", "cells", "told"),
    [
        ("opens;closes", "11.01.2027;10.01.2027", "the sign-up closes before it opens"),
        ("repeats;until", "uke;1.1.2027", "until is before the date"),
        (
            "repeats;until;last_day",
            "uke;1.6.2027;13.01.2027",
            "an event that repeats ends on the day it starts",
        ),
        ("repeats;until;id", f"uke;1.6.2027;{'a' * 27}", "the id of a series has at most 26 letters"),
    ],
)
def test_what_does_not_go_together_is_told(columns: str, cells: str, told: str) -> None:
    (line,) = mistakes(f"{HEADER};{columns}\nlab;Lab;12.01.2027;18;21;{cells}\n")
    assert told in line


def test_midnight_with_a_last_day_is_asked_about() -> None:
    (line,) = mistakes(f"{HEADER};last_day\nlab;Lab;12.01.2027;18;00:00;13.01.2027\n")
    assert "midnight may be the one before the last day or after it" in line


def test_all_mistakes_are_told_at_once_each_with_the_line_it_begins_on() -> None:
    text = f'{HEADER};program\nlab;Lab;x;18;21;"a\nb"\n\nlab;Lab;12.01.2027;y;z;\n'
    found = mistakes(text)
    assert [line.split(": ")[1:3] for line in found] == [
        ["line 2", "date"],
        ["line 5", "start"],
        ["line 5", "end"],
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", f"{HEADER};pladser\n", 'a.csv: line 1: "pladser" is no column (did you mean "plasser"?)'),
        ("a.csv", f"{HEADER};plasser;seats\n", 'a.csv: line 1: there are several columns "seats"; keep one'),
        ("a.csv", "title;date\nLab;12.01.2027\n", "a.csv: line 1: no column for kind, start, end; add it"),
        (
            "a.csv",
            f"{HEADER}\nlab;Lab;12.01.2027;18;21;mer\n",
            "a.csv: line 2: there are more cells than columns",
        ),
        ("a.toml", "[[event]", "a.toml: "),
        ("a.toml", "event = 3", "a.toml: event is no list of tables; write [[event]] above each"),
        (
            "a.toml",
            '[[event]]\ntitel = "x"',
            'a.toml: event[1]: "titel" is not known (did you mean "title"?)',
        ),
        ("a.toml", "[[event]]\nseats = true", "a.toml: event[1]: seats: True does not fit"),
        (
            "a.toml",
            "[[event]]\nopens = 2027-01-01T00:00:00Z",
            "does not fit; write text, a number, or a local",
        ),
    ],
)
def test_a_file_of_another_shape_is_told_so(name: str, text: str, told: str) -> None:
    assert told in mistakes(text, name)[0]


def test_columns_that_were_emptied_are_no_mistake() -> None:
    (row,) = read(f"{HEADER};;\nlab;Lab;12.01.2027;18;21;;\n")
    assert row.title == "Lab"
