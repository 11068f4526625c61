"""A booking moved: what stands before `til` is where it was, what stands after is where it shall be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.understanding.cues import Cues
from bot.understanding.days import Days
from bot.understanding.model import Evidence, Understanding
from bot.understanding.phrases import Link, Phrase
from bot.understanding.things import Gear, Kind, Named, People
from bot.understanding.times import Length, Span, clock_time
from bot.understanding.when import When, not_over, when


def moved(
    found: Sequence[Phrase],
    cues: Cues,
    words: Callable[[Phrase], str],
    now: datetime,
    evidence: tuple[Evidence, ...],
) -> Understanding:
    """`missing` is empty as soon as something new is said."""
    shift = _shift(found, cues)
    old, new = _halves([p for p in found if not (shift and isinstance(p.value, Length))])
    before, after = when(old, now), not_over(when(new, now), now)
    named = _named(new) or _named(old)
    resource = named.value.resource if named else None
    kind = (
        named.value.kind if named else next((p.value.name for p in found if isinstance(p.value, Kind)), None)
    )
    hours = after.hours
    all_day = hours.all_day or (kind == "desk" and after.day is not None and not hours.said)
    return Understanding(
        intent="move",
        kind=kind,
        resource=resource.name if resource else None,
        no_such=words(named) if named and resource is None else None,
        date=after.day,
        end_date=after.last if after.day else None,
        start=None if all_day else clock_time(hours.start),
        end=None if all_day else clock_time(hours.end),
        all_day=all_day,
        people=next((p.value.number for p in found if isinstance(p.value, People)), None),
        equipment=tuple(p.value.name for p in found if isinstance(p.value, Gear)),
        missing=_missing(after, something=shift is not None or _named(new) is not None),
        shift=shift,
        from_date=before.day,
        from_start=clock_time(before.hours.start),
        from_end=clock_time(before.hours.end),
        evidence=evidence,
    )


def _missing(after: When, *, something: bool) -> tuple[str, ...]:
    if after.said_day and after.day is None:
        return ("date",)
    return () if after.said or something else ("date", "start")


def _named(found: Sequence[Phrase]) -> Phrase | None:
    return next((p for p in found if isinstance(p.value, Named)), None)


def _shift(found: Sequence[Phrase], cues: Cues) -> int | None:
    """By so many minutes, later or, below zero, earlier."""
    length = next((p.value.minutes for p in found if isinstance(p.value, Length)), None)
    if length is None or not (cues.has("later") or cues.has("earlier")):
        return None
    return -length if cues.has("earlier") else length


def _halves(found: Sequence[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
    """What was and what shall be: `fra fredag 10-12 til torsdag 12-14`."""
    found = _apart(found)
    start = next((n for n, p in enumerate(found) if _is_link(p, "from")), -1)
    later = range(start + 1, len(found) - 1)
    split = next((n for n in later if _is_link(found[n], "to")), None)
    if split is None:
        return list(found), []
    return list(found[:split]), list(found[split + 1 :])


def _apart(found: Sequence[Phrase]) -> list[Phrase]:
    """`fra mandag til torsdag`, `fra 13 til 15`: old and new, not a range, where no other `til` is said."""
    if any(_is_link(phrase, "to") for phrase in found):
        return list(found)
    for n, phrase in enumerate(found):
        said = phrase.value
        if (isinstance(said, Days) and not said.more) or (isinstance(said, Span) and said.start and said.end):
            first, last = (said.first, said.last) if isinstance(said, Days) else (said.start, said.end)
            symbol = "day" if isinstance(said, Days) else "clock"
            old, new = (replace(phrase, symbol=symbol, value=value) for value in (first, last))
            return [*found[:n], old, replace(phrase, symbol="link", value=Link("to")), new, *found[n + 1 :]]
    return list(found)


def _is_link(phrase: Phrase, name: str) -> bool:
    return isinstance(phrase.value, Link) and phrase.value.name == name
