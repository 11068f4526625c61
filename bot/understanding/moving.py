"""A booking moved or made longer: before `til` stands where it was, after it where it shall be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.understanding.cues import Cues
from bot.understanding.days import Days
from bot.understanding.model import Understanding
from bot.understanding.phrases import Link, Phrase, is_link
from bot.understanding.things import Named
from bot.understanding.times import Length, Span, Stretch, clock_time
from bot.understanding.when import When, not_over, when


@dataclass(frozen=True, slots=True)
class Change:
    """The booking that stands, what it shall become, and by how many minutes it is shifted."""

    before: When
    after: When
    old: Sequence[Phrase]
    new: Sequence[Phrase]
    shift: int | None


def moved(said: Understanding, found: Sequence[Phrase], cues: Cues, now: datetime) -> Understanding:
    """`missing` is empty as soon as something new is said."""
    instead = cues.where("takes_instead")
    change = _change(found, now, _shift(found, cues), instead.first if instead else None)
    named = _named(change.new) or _named(change.old)
    kind = named.value.kind if named else said.kind
    after, hours = change.after, change.after.hours
    all_day = hours.all_day or (kind == "desk" and after.day is not None and not hours.said)
    return replace(
        _from(said, change.before),
        kind=kind,
        resource=named.value.resource.name if named and named.value.resource else None,
        date=after.day,
        end_date=after.last,
        dates=after.dates,
        no_day=after.why if after.day is None else None,
        start=None if all_day else clock_time(hours.start),
        end=None if all_day else clock_time(hours.end),
        all_day=all_day,
        shift=change.shift,
        missing=_missing(
            after,
            something=change.shift is not None or _named(change.new) is not None or cues.has("same_time"),
        ),
    )


def resized(
    said: Understanding, found: Sequence[Phrase], gone: Sequence[Phrase], cues: Cues, now: datetime
) -> Understanding:
    """The start stays: a new end, or so much longer or shorter. Days and ranges say which booking.

    A time that is `gone` (`kl 11 i stedet for 12`) is the end that it had.
    """
    shift = _length(found)
    shorter = cues.has("shorter") or cues.has("earlier")
    ends = None if shift else _new_end([p for p in found if p.symbol != "dots" or _is_time(p, now)])
    which = [p for p in found if p is not ends and not isinstance(p.value, Length)]
    whole = _whole_range(which)
    about = when([*which, *([whole] if whole else [])], now)
    end = when([ends], now).hours if ends else None
    new_end = None if end is None else end.end if end.end is not None else end.start
    had = when([p for p in gone if p.symbol in {"clock", "count", "end_at"}], now).hours
    placed = _from(said, about)
    return replace(
        placed,
        from_end=placed.from_end or clock_time(had.end if had.end is not None else had.start),
        end=clock_time(new_end),
        shift=None if shift is None else -shift if shorter else shift,
        missing=() if new_end is not None or shift is not None else ("end",),
        no_day=about.why if about.said_day and about.day is None else None,
    )


def _from(said: Understanding, before: When) -> Understanding:
    return replace(
        said,
        date=None,
        end_date=None,
        dates=(),
        start=None,
        end=None,
        all_day=False,
        from_date=before.day,
        from_start=clock_time(before.hours.start),
        from_end=clock_time(before.hours.end),
    )


def _change(found: Sequence[Phrase], now: datetime, shift: int | None, since: int | None) -> Change:
    """What is said `since` that token is new: `fredag 10-12, kan vi ta det torsdag i stedet?`."""
    kept = [p for p in found if not (shift is not None and isinstance(p.value, (Length, Stretch)))]
    old, new = _halves(kept)
    if since is not None and not any(is_link(p, "to") for p in kept):
        old, new = [p for p in kept if p.first < since], [p for p in kept if p.first >= since]
    return Change(when(old, now), not_over(when(new, now), now), old, new, shift)


def _missing(after: When, *, something: bool) -> tuple[str, ...]:
    if after.said_day and after.day is None:
        return ("date",)
    return () if after.said or something else ("date", "start")


def _named(found: Sequence[Phrase]) -> Phrase | None:
    return next((p for p in found if isinstance(p.value, Named)), None)


def _length(found: Sequence[Phrase]) -> int | None:
    return next((p.value.minutes for p in found if isinstance(p.value, (Length, Stretch))), None)


def _shift(found: Sequence[Phrase], cues: Cues) -> int | None:
    """By so many minutes, later or, below zero, earlier."""
    length = _length(found)
    if length is None or not (cues.has("later") or cues.has("earlier")):
        return None
    return -length if cues.has("earlier") else length


def _new_end(found: Sequence[Phrase]) -> Phrase | None:
    """The time after `til`; else the only one, or the end of a range that stands alone."""
    times = [p for p in found if p.symbol in {"clock", "span", "count", "part", "dots"}]
    after = [p for p in found if p.symbol == "end_at"]
    only = [p for p in times if not (isinstance(p.value, Span) and p.value.start and p.value.end)]
    return next(iter([*after[-1:], *only[-1:]]), None)


def _is_time(dots: Phrase, now: datetime) -> bool:
    """`11.30` and not `24.11.`."""
    return when([dots], now).hours.said


def _whole_range(found: Sequence[Phrase]) -> Phrase | None:
    return next((p for p in found if isinstance(p.value, Span) and p.value.start and p.value.end), None)


def _halves(found: Sequence[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
    """What was and what shall be: `fra fredag 10-12 til torsdag 12-14`."""
    found = _apart(found)
    start = next((n for n, p in enumerate(found) if is_link(p, "from")), -1)
    later = range(start + 1, len(found) - 1)
    split = next((n for n in later if is_link(found[n], "to")), None)
    if split is None:
        return list(found), []
    return list(found[:split]), list(found[split + 1 :])


def _apart(found: Sequence[Phrase]) -> list[Phrase]:
    """`fra mandag til torsdag`, `fra 13 til 15`: old and new, not a range, where no other `til` is said."""
    if any(is_link(phrase, "to") for phrase in found):
        return list(found)
    for n, phrase in enumerate(found):
        said = phrase.value
        if isinstance(said, Days) or (isinstance(said, Span) and said.start and said.end):
            first, last = (said.first, said.last) if isinstance(said, Days) else (said.start, said.end)
            symbol = "day" if isinstance(said, Days) else "clock"
            old, new = (replace(phrase, symbol=symbol, value=value) for value in (first, last))
            return [*found[:n], old, replace(phrase, symbol="link", value=Link("to")), new, *found[n + 1 :]]
    return list(found)
