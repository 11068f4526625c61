"""A booking moved: what stands before `til` is where it was, what stands after is where it shall be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.understanding.days import Days
from bot.understanding.intents import Cues
from bot.understanding.model import Evidence, Understanding
from bot.understanding.phrases import Link, Phrase
from bot.understanding.text import Token
from bot.understanding.things import Gear, Kind, Named, People
from bot.understanding.times import Length, Span
from bot.understanding.when import When, clock, not_over, when


def moved(
    found: Sequence[Phrase],
    read: Sequence[Token],
    cues: Cues,
    text: str,
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
    no_such = text[read[named.first].start : read[named.last - 1].end] if named and not resource else None
    return Understanding(
        intent="move",
        kind=kind,
        resource=resource.name if resource else None,
        date=after.day,
        end_date=after.last if after.day else None,
        start=None if all_day else clock(hours.start),
        end=None if all_day else clock(hours.end),
        all_day=all_day,
        people=next((p.value.number for p in found if isinstance(p.value, People)), None),
        equipment=tuple(p.value.name for p in found if isinstance(p.value, Gear)),
        missing=_missing(after, something=shift is not None or bool(_named(new))),
        shift=shift,
        from_date=before.day,
        from_start=clock(before.hours.start),
        from_end=clock(before.hours.end),
        no_such=no_such,
        evidence=evidence,
    )


def _missing(after: When, *, something: bool) -> tuple[str, ...]:
    if after.said_day and after.day is None:
        return ("date",)
    return () if after.said or something else ("date", "start")


def _named(found: Sequence[Phrase]) -> Phrase | None:
    return next((p for p in found if isinstance(p.value, Named)), None)


def _shift(found: Sequence[Phrase], cues: Cues) -> int | None:
    length = next((p.value.minutes for p in found if isinstance(p.value, Length)), None)
    if length is None or not (cues.has("later") or cues.has("earlier")):
        return None
    return -length if cues.has("earlier") else length


def _halves(found: Sequence[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
    """What was and what shall be. `fra fredag 10-12 til torsdag 12-14`; a range said as one is taken apart."""
    found = _apart(found)
    start = next((n for n, p in enumerate(found) if _is_link(p, "from")), -1)
    split = next(
        (n for n, p in enumerate(found) if n > start and _is_link(p, "to") and n + 1 < len(found)), None
    )
    if split is None:
        return list(found), []
    return list(found[:split]), list(found[split + 1 :])


def _apart(found: Sequence[Phrase]) -> list[Phrase]:
    """`fra mandag til torsdag`, `fra 13 til 15`: old and new, not a range, where nothing else is said after."""
    if any(_is_link(p, "to") for p in found):
        return list(found)
    for at, phrase in enumerate(found):
        said = phrase.value
        link = replace(phrase, symbol="link", value=Link("to"))
        if isinstance(said, Days) and not said.more and "fra" in phrase.rule:
            pair = [
                replace(phrase, symbol="day", value=said.first),
                link,
                replace(phrase, symbol="day", value=said.last),
            ]
            return [*found[:at], *pair, *found[at + 1 :]]
        if isinstance(said, Span) and said.start and said.end:
            pair = [
                replace(phrase, symbol="clock", value=said.start),
                link,
                replace(phrase, symbol="clock", value=said.end),
            ]
            return [*found[:at], *pair, *found[at + 1 :]]
    return list(found)


def _is_link(phrase: Phrase, name: str) -> bool:
    return isinstance(phrase.value, Link) and phrase.value.name == name
