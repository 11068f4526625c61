"""A message understood against what was just said: a correction, an addition, or what was still missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.understanding.model import Understanding
from bot.understanding.reading import understand
from bot.understanding.scan import Scan, normalised
from bot.understanding.things import Catalogue
from bot.understanding.words import word

INSTEAD = word(
    r"i stedet|istedenfor|i staden|instead|heller|rather|nei|no|nope|neida|make it|ta|da|then|likevel"
)
ALSO = word(r"også|òg|too|also|as well|i tillegg|pluss|og")
SAME_TIME = word(r"samme tid|same tid|same time|samme klokkeslett|samme tidspunkt")
TALKED_OF = frozenset({"book", "availability"})


def corrected(
    said_before: Understanding, text: str, now: datetime, catalogue: Catalogue
) -> Understanding | None:
    """None where the message stands on its own.

    What was said anew replaces, what was lacking is filled, and the rest stays.
    """
    if said_before.intent not in TALKED_OF:
        return None
    scan = Scan(normalised(text))
    read = understand(text, now, catalogue)
    new = replace(read, kind=read.kind or said_before.kind)
    instead, also = scan.has(INSTEAD), scan.has(ALSO)
    says_when = _says_when(text, now, catalogue, said_before)
    if not (
        says_when or (new.resource and (instead or read.intent != "book" or len(scan.whole.split()) <= 3))
    ):
        return None
    if not (
        instead
        or also
        or scan.has(SAME_TIME)
        or said_before.missing
        or read.intent in {"unknown", "greeting"}
    ):
        return None
    return _merged(said_before, says_when or new, new, "also" if also and not instead else _kind(said_before))


def _kind(before: Understanding) -> str:
    return "fill" if before.missing else "replace"


def _says_when(text: str, now: datetime, catalogue: Catalogue, before: Understanding) -> Understanding | None:
    """The day and the time in a message, read as a wish for what was talked of; None where there is none."""
    name = before.resource or ("pult" if before.kind == "desk" else "møterom")
    read = understand(f"book {name} {text}", now, catalogue)
    return read if read.date or read.start or read.end or (read.all_day and read.date) else None


def _merged(before: Understanding, when: Understanding, new: Understanding, kind: str) -> Understanding:
    start = when.start or before.start
    end = when.end or _moved_end(before, when)
    day = when.date or before.date
    all_day = (
        when.all_day if when.start is None and when.date is None else before.all_day and when.start is None
    )
    resource = new.resource or before.resource
    merged = replace(
        before,
        intent="book",
        date=day,
        end_date=when.end_date if when.date else before.end_date,
        start=None if all_day else start,
        end=None if all_day else end,
        all_day=all_day,
        resource=resource,
        kind=new.kind or before.kind,
        people=new.people or before.people,
        correction=kind,
        more=False,
        no_such=new.no_such,
    )
    return replace(merged, missing=_lacking(merged))


def _moved_end(before: Understanding, when: Understanding) -> object:
    """A new start keeps the length."""
    if when.start is None or before.start is None or before.end is None:
        return before.end
    day = date(2026, 1, 1)
    length = datetime.combine(day, before.end) - datetime.combine(day, before.start)
    if length <= timedelta(0):
        length += timedelta(days=1)
    return (datetime.combine(day, when.start) + length).time()


def _lacking(said: Understanding) -> tuple[str, ...]:
    lacks = ["date"] if said.date is None else []
    if not said.all_day:
        lacks += [name for name in ("start", "end") if getattr(said, name) is None]
    return tuple(lacks)
