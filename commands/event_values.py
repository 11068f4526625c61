"""A cell of a list of events as people write it. Each raises Wrong for what cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from booking.model.bookings import Repeat
from booking.model.events import EventKind, EventState, Way
from commands.failures import did_you_mean
from commands.space_file.mistakes import Wrong
from commands.space_file.values import LONGEST_ID, SLUG

KINDS = {
    **{kind.value: kind for kind in EventKind},
    "næringsfrokost": EventKind.BREAKFAST,
    "næringsfrukost": EventKind.BREAKFAST,
    "frokost": EventKind.BREAKFAST,
    "frukost": EventKind.BREAKFAST,
    "konferanse": EventKind.CONFERENCE,
    "innovasjonslab": EventKind.LAB,
    "dialogue meeting": EventKind.DIALOGUE,
    "dialogmøte": EventKind.DIALOGUE,
    "open day": EventKind.OPEN_DAY,
    "åpen dag": EventKind.OPEN_DAY,
    "open dag": EventKind.OPEN_DAY,
    "kurs": EventKind.COURSE,
}
FORMS = {
    "physical": frozenset({Way.PHYSICAL}),
    "fysisk": frozenset({Way.PHYSICAL}),
    "digital": frozenset({Way.DIGITAL}),
    "digitalt": frozenset({Way.DIGITAL}),
    "both": frozenset(Way),
    "begge": frozenset(Way),
    "begge deler": frozenset(Way),
    "begge delar": frozenset(Way),
}
STATES = {
    "draft": EventState.DRAFT,
    "utkast": EventState.DRAFT,
    "published": EventState.PUBLISHED,
    "publisert": EventState.PUBLISHED,
    "cancelled": EventState.CANCELLED,
    "canceled": EventState.CANCELLED,
    "avlyst": EventState.CANCELLED,
}
REPEATS = {
    **{repeat.value: repeat for repeat in Repeat},
    "dag": Repeat.DAY,
    "hverdag": Repeat.WEEKDAY,
    "kvardag": Repeat.WEEKDAY,
    "uke": Repeat.WEEK,
    "veke": Repeat.WEEK,
    "2 uker": Repeat.TWO_WEEKS,
    "2 veker": Repeat.TWO_WEEKS,
    "måned": Repeat.MONTH,
    "månad": Repeat.MONTH,
}
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
NORWEGIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[:.](\d\d))?(?::00)?")
LINK = re.compile(r"https://[!-~]+")
LONGEST_TITLE, LONGEST_LINK, LONGEST_PROGRAMME = 200, 500, 3000
MOST_SEATS, MOST_GUESTS = 100_000, 50
MIDNIGHT, LAST_HOUR, LAST_MINUTE = (24, 0), 23, 59
DAY = timedelta(days=1)

Meant = TypeVar("Meant")


def one_of(known: Mapping[str, Meant], what: str, shown: type[StrEnum] | str) -> Callable[[str], Meant]:
    """A word for one of several things. `shown` are the words that a mistake names."""
    words = shown if isinstance(shown, str) else ", ".join(shown)

    def meant(text: str) -> Meant:
        folded = " ".join(text.casefold().split())
        if folded not in known:
            raise Wrong(f'"{text}" is no {what}{did_you_mean(text, known)}', f"write one of {words}")
        return known[folded]

    return meant


kind = one_of(KINDS, "kind of event", EventKind)
form = one_of(FORMS, "form", "physical, digital, both")
status = one_of(STATES, "status", "draft, published, cancelled")
repeats = one_of(REPEATS, "repetition", Repeat)


def identifier(text: str) -> str:
    if SLUG.fullmatch(text) is None or len(text) > LONGEST_ID:
        raise Wrong(
            f'"{text}" is no id',
            f"write at most {LONGEST_ID} small letters a to z, digits and - between them",
        )
    return text


def line(text: str) -> str:
    """One line, such as a title or a place."""
    return _short(" ".join(text.split()), LONGEST_TITLE)


def programme(text: str) -> str:
    return _short("\n".join(text.splitlines()).strip(), LONGEST_PROGRAMME)


def link(text: str) -> str:
    """What an address of a meeting looks like; empty for none."""
    if text and LINK.fullmatch(text) is None:
        raise Wrong(f'"{text}" is no link', "write an address such as https://example.org/meeting")
    return _short(text, LONGEST_LINK)


def seats(text: str) -> int | None:
    """None, which is no limit, for an empty cell."""
    return _number(text, 1, MOST_SEATS) if text else None


def guests(text: str) -> int:
    return _number(text, 0, MOST_GUESTS) if text else 0


def yes_or_no(text: str) -> bool:
    if text.casefold() in {"yes", "ja", "true", "1"}:
        return True
    if text.casefold() in {"no", "nei", "false", "0"}:
        return False
    raise Wrong(f'"{text}" is neither yes nor no', "write yes or no")


def day(text: str) -> date:
    iso, norwegian = ISO.fullmatch(text), NORWEGIAN.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if norwegian:
            return date(int(norwegian[3]), int(norwegian[2]), int(norwegian[1]))
    except ValueError:
        pass
    raise Wrong(f'"{text}" is no day', "write one such as 2027-01-12 or 12.01.2027")


def clock(text: str) -> time:
    """24:00 is 00:00."""
    found = CLOCK.fullmatch(text.casefold())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (-1, 0)
    if (hour, minute) == MIDNIGHT:
        return time(0)
    if not 0 <= hour <= LAST_HOUR or minute > LAST_MINUTE:
        raise Wrong(f'"{text}" is no time of the day', "write one such as 08:30")
    return time(hour, minute)


def opening(text: str) -> datetime | None:
    """A local moment: a day alone is its beginning. None for an empty cell."""
    return _moment(text, timedelta(0)) if text else None


def closing(text: str) -> datetime:
    """A local moment: a day alone counts whole."""
    return _moment(text, DAY)


def _moment(text: str, whole_day: timedelta) -> datetime:
    said, *rest = text.replace("T", " ").split(maxsplit=1)
    if rest:
        return datetime.combine(day(said.rstrip(",")), clock(rest[0]))
    return datetime.combine(day(said), time(0)) + whole_day


def _number(text: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdecimal() or not least <= int(text[:9]) <= most:
        raise Wrong(f'"{text}" is no such number', f"write a whole number from {least} to {most}")
    return int(text)


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise Wrong(f"it has {len(text)} letters", f"write at most {most}")
    if any(ord(letter) < ord(" ") and letter != "\n" for letter in text):
        raise Wrong("it holds a letter that cannot be shown", "write it anew")
    return text
