"""Lists of events to import, on days to come when the demo's place is open."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from booking.model.spaces import Space
from commands.space_file import read_space_file

HEADER = "id;kind;title;date;start;end;place;seats;status"


def home() -> Space:
    return read_space_file(Path("space.toml")).home


def weekday(weeks: int = 2) -> date:
    """A Tuesday some weeks ahead, on which the place is open."""
    space = home()
    today = space.today(datetime.now(UTC))
    day = today + timedelta(days=(1 - today.weekday()) % 7, weeks=weeks)
    while not space.open_on(day):
        day += timedelta(weeks=1)
    return day


def write(*rows: str, header: str = HEADER) -> None:
    Path("events.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")


def breakfast(**cells: str) -> str:
    usual = {
        "id": "frokost",
        "kind": "frokost",
        "title": "Frokost",
        "date": f"{weekday():%d.%m.%Y}",
        "start": "8",
        "end": "9:30",
        "place": "Drivhuset",
        "seats": "8",
        "status": "published",
    }
    return ";".join((usual | cells).values())
