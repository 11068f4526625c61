"""An event in one message of the administration: `frokost 12. januar 8-9.30 hos Bygdeposten, 25 plasser`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from booking.model.bookings import Repeat
from booking.model.events import EventKind
from booking.model.spaces import Catalogue as Spaces
from bot.understanding import Catalogue, NamedResource, understand
from bot.understanding.messages import read

KINDS = {
    "næringsfrokost": EventKind.BREAKFAST,
    "næringsfrukost": EventKind.BREAKFAST,
    "frokost": EventKind.BREAKFAST,
    "frukost": EventKind.BREAKFAST,
    "breakfast": EventKind.BREAKFAST,
    "modumkonferansen": EventKind.CONFERENCE,
    "konferanse": EventKind.CONFERENCE,
    "conference": EventKind.CONFERENCE,
    "innovasjonslab": EventKind.LAB,
    "lab": EventKind.LAB,
    "dialogmøte": EventKind.DIALOGUE,
    "åpen dag": EventKind.OPEN_DAY,
    "open dag": EventKind.OPEN_DAY,
    "open day": EventKind.OPEN_DAY,
    "kurs": EventKind.COURSE,
    "course": EventKind.COURSE,
}
"""A new word for a kind is one line here; the longer before the shorter that it holds."""
SEATS = re.compile(r",?\s*\b(\d{1,4})\s+(?:plasser|plassar|plass|seats|places)\b", re.IGNORECASE)
LINK = re.compile(r",?\s*\bhttps://\S+", re.IGNORECASE)
HOST = re.compile(
    r",?\s*\b((?:hos|hjå|at)\s+[^,]+?)(?=\s*(?:,|$)"
    r"|\s+(?:hver|hvert|kvar|kvart|annenhver|annankvar|every|each|ukentlig|vekentleg|weekly|monthly)\b)",
    re.IGNORECASE,
)
PRICE = re.compile(r",?\s*\b(?:pris|price)\s+([^,]+)", re.IGNORECASE)
DIGITAL = re.compile(r",?\s*\b(?:digitalt|digital|på teams|på nett)\b", re.IGNORECASE)
BOTH = re.compile(
    r",?\s*\b(?:og|også|also|and)\s+(?:digitalt|digital(?:ly)?|på teams|på nett)(?=\s*(?:,|$))",
    re.IGNORECASE,
)
ONLINE = re.compile(r",?\s*\b(\d{1,5})\s+digitale?(?:\s+(?:plasser|plassar|places|seats))?\b", re.IGNORECASE)
GUESTS = re.compile(
    r",?\s*\b((?:\d{1,2}|ingen|inga|no)\s+(?:gjester?|gjestar|guests?)(?:\s+hver|\s+kvar|\s+each)?"
    r"(?:\s+(?:med|with)\s+(?:navn|namn|names?))?)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"\b(?:navn|namn|names?)$", re.IGNORECASE)
OPENS = re.compile(r",?\s*\b(?:påmelding|sign-up|sign up)\s+(?:fra|frå|from)\s+([^,]+)", re.IGNORECASE)
CLOSES = re.compile(
    r",?\s*\b(?:påmeldingsfrist|påmelding|frist|deadline|sign-up|sign up)"
    r"\s+(?:(?:innen|til|by|until)\s+)?([^,]+)",
    re.IGNORECASE,
)
PROGRAMME = re.compile(r",?\s*\bprogram(?:me)?:\s*(.+)", re.IGNORECASE | re.DOTALL)

PARTS = {
    "programme": PROGRAMME,
    "link": LINK,
    "online": ONLINE,
    "seats": SEATS,
    "guests": GUESTS,
    "price": PRICE,
    "opens": OPENS,
    "closes": CLOSES,
    "both": BOTH,
    "host": HOST,
    "digital": DIGITAL,
}
"""In this order: what holds another's words comes before it."""
NO_GUESTS = frozenset({"ingen", "inga", "no"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What such a message says. `resource` is one of our rooms by name, `host` a company or a place."""

    kind: EventKind
    title: str
    day: date | None
    start: time | None
    end: time | None
    resource: str | None
    host: str
    seats: int | None
    price: str
    link: str
    is_digital: bool
    is_both: bool = False
    online_seats: int | None = None
    guests: int | None = None
    asks_names: bool = False
    opens: date | None = None
    closes: date | None = None
    programme: str = ""
    every: Repeat | None = None
    until: date | None = None


SIGN_UP = re.compile(r"\b(?:meld\w*\s+(?:meg|oss|eg|vi)\s+på|sign\s+(?:me|us)\s+up)\b", re.IGNORECASE)
"""Without a word of what for."""


def kind_in(text: str) -> EventKind | None:
    """The kind that a message names, wherever."""
    folded = text.casefold()
    return next((kind for word, kind in KINDS.items() if word in folded), None)


MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
MONTHS_IN_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def month_in(text: str) -> int | None:
    """The month that a message names, from 1, where it names one."""
    words = re.findall(r"\w+", text.casefold())
    for number, names in enumerate(zip(MONTHS, MONTHS_IN_ENGLISH, strict=True), start=1):
        if any(name in words for name in names if name != "may"):
            return number
    return None


def day_in(text: str, now: datetime) -> date | None:
    """The day that a message names, whatever else it says."""
    when = read(text, now, Catalogue([])).when
    return when.day if when.said_day else None


def planned(text: str, now: datetime, catalogue: Catalogue, *, needs_day: bool = True) -> Planned | None:
    """None for a message that does not begin with a kind of event, or lacks the day that it needs."""
    folded = text.casefold()
    word = next((word for word in KINDS if re.match(rf"{word}\b", folded)), None)
    if word is None:
        return None
    rest, found = text[len(word) :], {}
    for name, pattern in PARTS.items():
        match = pattern.search(rest)
        found[name] = match[match.lastindex or 0].strip(" ,") if match else ""
        rest = pattern.sub("", rest, count=1)
    said = understand(f"møterom {rest}", now, catalogue)
    if said.date is None and needs_day:
        return None
    repeat = said.repeat
    at, host = _host(found["host"])
    title = " ".join(filter(None, (word.capitalize(), at, host)))
    return Planned(
        kind=KINDS[word],
        title=title,
        day=said.date,
        start=said.start,
        end=said.end,
        resource=said.resource,
        host=host,
        seats=int(found["seats"]) if found["seats"] else None,
        price=found["price"],
        link=found["link"],
        is_digital=bool(found["digital"]),
        is_both=bool(found["both"] or found["online"]),
        online_seats=int(found["online"]) if found["online"] else None,
        guests=_guests(found["guests"]),
        asks_names=bool(NAMES.search(found["guests"])),
        opens=_day(found["opens"], now, catalogue),
        closes=_day(found["closes"], now, catalogue),
        programme=found["programme"],
        every=Repeat(repeat.every) if repeat else None,
        until=repeat.until if repeat else None,
    )


def _host(said: str) -> tuple[str, str]:
    """The word before it, which is in the language of the message, and the host."""
    at, *host = said.split(maxsplit=1) or ("",)
    return at.casefold(), "".join(host)


def _guests(said: str) -> int | None:
    if not said:
        return None
    number = said.split(maxsplit=1)[0]
    return 0 if number.casefold() in NO_GUESTS else int(number)


def _day(said: str, now: datetime, catalogue: Catalogue) -> date | None:
    return understand(f"møterom {said}", now, catalogue).date if said else None


def names_of(catalogue: Spaces) -> Catalogue:
    """The catalogue as the understanding wants it."""
    return Catalogue([NamedResource(each.name, each.kind.value) for each in catalogue.in_use])
