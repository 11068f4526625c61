"""The one answer to what is to change of an event, as fields of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from booking.model.events import Event, Way
from booking.model.spaces import Space
from bot.buttons import Amended
from bot.event_words import LINK, planned
from bot.understanding import Catalogue
from wording.cleaning import clean, clean_letter

MOST_PLACES, MOST_GUESTS, LONGEST_TITLE = 100_000, 50, 120
Fields = Mapping[str, object]
NOTHING = frozenset({"-", "–", "ingen", "inga", "ingenting", "none", "nobody", "gratis", "free"})
AT_ONCE = frozenset({"nå", "no", "now", "med en gang", "med ein gong", "straks", "at once"})
NAMES = re.compile(r"\b(?:navn|namn|names?)\b", re.IGNORECASE)
NO_LIMIT = re.compile(
    r"\b(?:ingen|inga|uten|utan|no|without)\b.*\b(?:grense|limit)\b|\bubegrens|\buavgrens", re.IGNORECASE
)
NUMBER = re.compile(r"\d{1,6}")
BOTH = re.compile(r"\b(?:begge|både|both)\b", re.IGNORECASE)
DIGITAL = re.compile(r"\b(?:digitalt?|digital(?:ly)?|på teams|på nett|online)\b", re.IGNORECASE)
HERE = re.compile(r"\b(?:her|fysisk|oppmøte|på stedet|på staden|til stede|here|in person)\b", re.IGNORECASE)


def amended(what: Amended, text: str, event: Event, space: Space, now: datetime) -> Fields | None:
    """None where the answer is none."""
    said = text.strip()
    if what in _MOMENTS:
        return _MOMENTS[what](said, event, space, now)
    return _READ[what](said)


def _number(said: str, least: int, most: int) -> int | None:
    found = NUMBER.search(said)
    number = int(found[0]) if found else -1
    return number if least <= number <= most else None


def _places(field: str) -> Callable[[str], Fields | None]:
    def read(said: str) -> Fields | None:
        if NO_LIMIT.search(said):
            return {field: None}
        number = _number(said, 1, MOST_PLACES)
        return None if number is None else {field: number}

    return read


def _guests(said: str) -> Fields | None:
    number = 0 if said.casefold() in NOTHING else _number(said, 0, MOST_GUESTS)
    return None if number is None else {"guests": number, "asks_names": bool(NAMES.search(said))}


def _title(said: str) -> Fields | None:
    title = clean(said, LONGEST_TITLE)
    return {"title": title} if title else None


def _words(field: str) -> Callable[[str], Fields | None]:
    def read(said: str) -> Fields | None:
        if said.casefold() in NOTHING:
            return {field: ""}
        words = clean_letter(said) if field == "programme" else clean(said, LONGEST_TITLE)
        return {field: words} if words else None

    return read


def _ways(said: str) -> Fields | None:
    link = LINK.search(said)
    words = LINK.sub("", said)
    ways = {Way.DIGITAL} if DIGITAL.search(words) else set()
    ways |= {Way.PHYSICAL} if HERE.search(words) else set()
    if BOTH.search(words):
        ways = set(Way)
    if not ways:
        return None
    return {"ways": frozenset(ways)} | ({"link": link[0].strip(" ,")} if link else {})


def _opens(said: str, _event: Event, space: Space, now: datetime) -> Fields | None:
    if said.casefold() in AT_ONCE:
        return {"opens_at": None}
    opens = _moment(said, space, now, at_end=False)
    return None if opens is None else {"opens_at": opens}


def _closes(said: str, event: Event, space: Space, now: datetime) -> Fields | None:
    """A day alone is the whole of it, or until the event begins."""
    closes = _moment(said, space, now, at_end=True)
    return None if closes is None else {"closes_at": min(closes, event.interval.start)}


def _moment(said: str, space: Space, now: datetime, *, at_end: bool) -> datetime | None:
    local = space.local(now).replace(tzinfo=None)
    plan = planned(f"frokost {said}", local, Catalogue([]))
    if plan is None or plan.day is None:
        return None
    if plan.start is not None:
        return space.at(plan.day, plan.start)
    return space.at(plan.day + timedelta(days=1 if at_end else 0), time(0))


_MOMENTS = {Amended.OPENS: _opens, Amended.CLOSES: _closes}
_READ: Mapping[Amended, Callable[[str], Fields | None]] = {
    Amended.TITLE: _title,
    Amended.SEATS: _places("seats"),
    Amended.ONLINE: _places("online_seats"),
    Amended.GUESTS: _guests,
    Amended.HOST: _words("host"),
    Amended.PRICE: _words("price"),
    Amended.PROGRAMME: _words("programme"),
    Amended.WAYS: _ways,
}
