"""Events as an operator lists them: a CSV file from a spreadsheet, or TOML with `[[event]]`."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path
from typing import Any

from booking.access import hashed
from booking.model.bookings import Repeat
from booking.model.events import EventKind, EventState, Way
from commands import event_values as values
from commands.failures import Failed, did_you_mean
from commands.people_file import decoded
from commands.space_file.mistakes import Wrong

COLUMNS = {
    **dict.fromkeys(("id",), "id"),
    **dict.fromkeys(("kind", "type", "slag"), "kind"),
    **dict.fromkeys(("title", "tittel"), "title"),
    **dict.fromkeys(("host", "vert", "vertskap"), "host"),
    **dict.fromkeys(("date", "dato"), "date"),
    **dict.fromkeys(("start", "from", "fra", "frå"), "start"),
    **dict.fromkeys(("end", "to", "slutt", "til"), "end"),
    **dict.fromkeys(("last day", "siste dag"), "last_day"),
    **dict.fromkeys(("place", "sted", "stad"), "place"),
    **dict.fromkeys(("form",), "form"),
    **dict.fromkeys(("link", "lenke", "lenkje"), "link"),
    **dict.fromkeys(("seats", "capacity", "plasser", "plassar"), "seats"),
    **dict.fromkeys(("online seats", "digitale plasser", "digitale plassar"), "online_seats"),
    **dict.fromkeys(("guests", "gjester", "gjestar"), "guests"),
    **dict.fromkeys(("names", "navn", "namn"), "asks_names"),
    **dict.fromkeys(("price", "pris"), "price"),
    **dict.fromkeys(("programme", "program"), "programme"),
    **dict.fromkeys(("opens", "påmelding fra", "påmelding frå"), "opens"),
    **dict.fromkeys(("closes", "påmeldingsfrist", "frist"), "closes"),
    **dict.fromkeys(("repeats", "gjentas", "gjentek"), "repeats"),
    **dict.fromkeys(("until", "til og med"), "until"),
    **dict.fromkeys(("status",), "status"),
}
KNOWN = tuple(dict.fromkeys(COLUMNS.values()))
NEEDED = ("kind", "title", "date", "start", "end")
READERS: Mapping[str, Callable[[str], object]] = {
    "id": values.identifier,
    "kind": values.kind,
    "title": values.line,
    "host": values.line,
    "date": values.day,
    "start": values.clock,
    "end": values.clock,
    "last_day": values.day,
    "place": values.line,
    "form": values.form,
    "link": values.link,
    "seats": values.seats,
    "online_seats": values.seats,
    "guests": values.guests,
    "asks_names": values.yes_or_no,
    "price": values.line,
    "programme": values.programme,
    "opens": values.opening,
    "closes": values.closing,
    "repeats": values.repeats,
    "until": values.day,
    "status": values.status,
}
TAKEN_AWAY = frozenset(
    {"host", "place", "link", "seats", "online_seats", "guests", "price", "programme", "opens"}
)
"""An empty cell of these says that there is none; of others, nothing."""
AS_WRITTEN = ("host", "link", "seats", "online_seats", "guests", "asks_names", "price", "programme")
EXAMPLE = "kind;title;date;start;end;place;seats;status"
ID_LENGTH = 16
LONGEST_ID_IN_SERIES = 26
"""Each of a series has a number of its own after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event, or a series where `every` says so; days and times are local.

    What is None was not written. `fields` has what was, by the model's names. `opens` is a moment, or
    None where `says_opening` takes it away. `where` is how a person finds the row.
    """

    where: str
    id: str
    kind: EventKind
    title: str
    day: date
    start: time
    end: time
    last_day: date | None = None
    place: str | None = None
    ways: frozenset[Way] | None = None
    opens: datetime | None = None
    says_opening: bool = False
    closes: datetime | None = None
    every: Repeat | None = None
    until: date | None = None
    status: EventState | None = None
    fields: Mapping[str, object]

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.day, self.start)


def lists_events(data: bytes) -> bool:
    """Whether the first line of a CSV file names a title and a day."""
    header, _, _ = decoded(data).partition("\n")
    columns = {COLUMNS.get(name) for name in _names(next(csv.reader([header], delimiter=_mark(header)), []))}
    return {"title", "date"} <= columns


def read_events(path: Path, data: bytes) -> tuple[EventRow, ...]:
    """All of the file. Raises Failed with every mistake and its line or number."""
    rows = _toml_rows(path, data) if path.suffix.casefold() == ".toml" else _csv_rows(path, data)
    mistakes: list[str] = []
    found = [_row(given, f"{path}: {where}", mistakes) for where, given in rows]
    events = [row for row in found if row is not None]
    first: dict[str, EventRow] = {}
    mistakes += [
        f'{row.where}: the id "{row.id}" is that of {first[row.id].where} too; write another'
        for row in events
        if first.setdefault(row.id, row) is not row
    ]
    if mistakes:
        raise Failed(*mistakes)
    return tuple(events)


def _mark(header: str) -> str:
    return ";" if ";" in header else ","


def _names(cells: list[str]) -> list[str]:
    return [" ".join(cell.replace("_", " ").casefold().split()) for cell in cells]


def _csv_rows(path: Path, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    text = decoded(data)
    header, _, _ = text.partition("\n")
    reader = csv.reader(StringIO(text, newline=""), delimiter=_mark(header))
    columns = _columns(path, _names(next(reader, [])))
    line = reader.line_num + 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                if any(cell.strip() for cell in row[len(columns) :]):
                    raise Failed(
                        f"{path}: line {line}: there are more cells than columns; "
                        'put "quotation marks" around a text that holds the mark between two cells'
                    )
                yield f"line {line}", dict(zip(columns, row, strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Failed(f"{path}: line {line}: {error}; save it as CSV anew") from None


def _columns(path: Path, names: list[str]) -> list[str]:
    while names and not names[-1]:  # spreadsheets keep columns that were emptied
        names.pop()
    mistakes = [
        f'{path}: line 1: "{name}" is no column{did_you_mean(name, COLUMNS)}; '
        f"write a first line such as {EXAMPLE}"
        for name in names
        if name not in COLUMNS
    ]
    columns = [COLUMNS.get(name, name) for name in names]
    mistakes += [
        f'{path}: line 1: there are several columns "{name}"; keep one'
        for name in dict.fromkeys(columns)
        if columns.count(name) > 1
    ]
    if lacking := [key for key in NEEDED if key not in columns]:
        mistakes.append(
            f"{path}: line 1: no column for {', '.join(lacking)}; add it, with a cell for each event"
        )
    if mistakes:
        raise Failed(*mistakes)
    return columns


def _toml_rows(path: Path, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Failed(f"{path}: {error}") from None
    events = tables.get("event", [])
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        raise Failed(f"{path}: event is no list of tables; write [[event]] above each")
    for number, event in enumerate(events, start=1):
        yield f"event[{number}]", event


def _row(given: Mapping[str, Any], where: str, mistakes: list[str]) -> EventRow | None:
    """None where it has mistakes, which are told."""
    before = len(mistakes)
    said = {key: value for key in given if (value := _said(key, given[key], where, mistakes)) is not None}
    mistakes += [
        f'{where}: "{key}" is missing; write it' for key in NEEDED if key not in given or said.get(key) == ""
    ]
    read: dict[str, Any] = {}
    for key, text in said.items():
        if text or key in TAKEN_AWAY:
            try:
                read[key] = READERS[key](text)
            except Wrong as wrong:
                mistakes.append(f"{where}: {key}: {wrong.what}; {wrong.instead}")
    if len(mistakes) > before:
        return None
    row = _event(read, where)
    mistakes += [f"{where}: {what}" for what in _contradictions(row)]
    return row


def _said(key: str, value: object, where: str, mistakes: list[str]) -> str | None:
    """A cell's text; a value of TOML as it would stand in a cell. None for a mistake, which is told."""
    if key not in KNOWN:
        mistakes.append(
            f'{where}: "{key}" is not known{did_you_mean(key, KNOWN)}; known are {", ".join(KNOWN)}'
        )
        return None
    if isinstance(value, bool) and READERS[key] is values.yes_or_no:
        return "yes" if value else "no"
    is_local = not isinstance(value, datetime | time) or value.tzinfo is None
    if isinstance(value, datetime) and is_local:
        return value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, bool) or not isinstance(value, str | int | float | date) or not is_local:
        mistakes.append(f"{where}: {key}: {value} does not fit; write text, a number, or a local day or time")
        return None
    return str(value).strip()


def _event(read: Mapping[str, Any], where: str) -> EventRow:
    kind, title, day, start = read["kind"], read["title"], read["date"], read["start"]
    usual = hashed(f"{kind.value} {day.isoformat()} {start.isoformat('minutes')} {title}")[:ID_LENGTH]
    return EventRow(
        where=where,
        id=read.get("id", usual),
        kind=kind,
        title=title,
        day=day,
        start=start,
        end=read["end"],
        last_day=read.get("last_day"),
        place=read.get("place"),
        ways=read.get("form"),
        opens=read.get("opens"),
        says_opening="opens" in read,
        closes=read.get("closes"),
        every=read.get("repeats"),
        until=read.get("until"),
        status=read.get("status"),
        fields={key: read[key] for key in AS_WRITTEN if key in read},
    )


def _contradictions(row: EventRow) -> Iterator[str]:
    last = row.last_day or row.day
    is_longer = last > row.day or row.end == time(0)
    if last < row.day:
        yield "the last day is before the first; write a later one"
    elif not is_longer and row.end <= row.start:
        yield "it ends before it starts; write a later end, or last_day where it goes past midnight"
    if last > row.day and row.end == time(0):
        yield "midnight may be the one before the last day or after it; write 23:59, or another last_day"
    whole_day = datetime.combine(row.day, time(0)) + values.DAY
    if row.closes and row.closes > row.begins and row.closes != whole_day:
        yield "the sign-up closes after the start; write an earlier time"
    elif row.closes and row.opens and row.opens >= row.closes:
        yield "the sign-up closes before it opens; write a later time"
    yield from _of_series(row, is_longer=is_longer)


def _of_series(row: EventRow, *, is_longer: bool) -> Iterator[str]:
    if (row.every is None) != (row.until is None):
        yield "a series needs both repeats and until; write both or neither"
    if row.until is not None and row.until < row.day:
        yield "until is before the date; write a later day"
    if row.every is not None and is_longer:
        yield "an event that repeats ends on the day it starts; write a time before midnight"
    if row.every is not None and len(row.id) > LONGEST_ID_IN_SERIES:
        yield f"the id of a series has at most {LONGEST_ID_IN_SERIES} letters; write a shorter one"
