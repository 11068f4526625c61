"""The times of day of a message, put together: a range, a start and a length, or a part of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.phrases import Link, Phrase
from bot.understanding.times import (
    HALF_DAY,
    LAST_HOUR,
    NOON,
    PART_HOURS,
    WHOLE_DAY,
    Clock,
    Length,
    Number,
    Part,
    Span,
    at,
    ended,
    resolved,
)

HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Minutes from midnight; None was not said, or is `doubtful`. `length` is in minutes.

    `clear` where a time was said, and not only a `part` of the day. `within` is the stretch in which a
    shorter one is to be found (`mellom 9 og 15, to timer`); then neither start nor end is said. `more` where
    a second stretch was said.
    """

    start: int | None = None
    end: int | None = None
    length: int | None = None
    all_day: bool = False
    doubtful: bool = False
    part: str = ""
    clear: bool = False
    within: tuple[int, int] | None = None
    more: bool = False

    @property
    def said(self) -> bool:
        return self.start is not None or self.end is not None or self.all_day or self.doubtful

    @property
    def is_part(self) -> bool:
        """A part of the day and no time of its own."""
        return not self.clear and self.part in PART_HOURS and (self.start, self.end) == PART_HOURS[self.part]


@dataclass(frozen=True, slots=True)
class _Ends:
    start: int | None = None
    end: int | None = None
    doubtful: bool = False


def hours(found: Sequence[Phrase], part_of_repeat: str) -> Hours:
    """`part_of_repeat` counts where no other part of the day was said."""
    part = next((p.value.name for p in found if isinstance(p.value, Part)), part_of_repeat)
    half = part if part in PART_HOURS else ""
    length = next((p.value.minutes for p in found if isinstance(p.value, Length)), None)
    said = _ends(found, half)
    start, end = said.start, said.end
    if start is not None and end is None and length is not None:
        end = start + length
    if end is not None and end > WHOLE_DAY:
        end %= WHOLE_DAY
    clear = start is not None or end is not None
    if half and not clear and not said.doubtful and length is None:
        start, end = PART_HOURS[half]
    all_day = part == "day" and not clear and not said.doubtful
    found_hours = Hours(
        start=start, end=end, length=length, all_day=all_day, doubtful=said.doubtful, part=part, clear=clear
    )
    return replace(_shorter_within(found_hours), more=_many(found))


def _shorter_within(said: Hours) -> Hours:
    """A length that is shorter than the stretch beside it is looked for inside it."""
    if said.length is None or said.start is None or said.end is None:
        return said
    if (said.end - said.start) % WHOLE_DAY <= said.length:
        return said
    return replace(said, start=None, end=None, within=(said.start, said.end), doubtful=True)


def _many(found: Sequence[Phrase]) -> bool:
    """Whether two stretches were said: `10-12 og 14-16`."""
    whole = {(s.start, s.end) for p in found if isinstance(s := p.value, Span) and s.start and s.end}
    return len(whole) > 1


def _ends(found: Sequence[Phrase], half: str) -> _Ends:
    spans = [p.value for p in found if isinstance(p.value, Span)]
    whole = next(((s.start, s.end) for s in spans if s.start and s.end), None)
    if whole is not None:
        return _of_range(*whole, half)
    starts, ends = _clocks(found)
    starts = [s.start for s in spans if s.start] + starts
    ends = [s.end for s in spans if s.end] + ends
    if not starts and not ends:
        starts, ends = _bare_numbers(found)
    if starts and ends:
        return _of_range(starts[0], ends[0], half)
    if starts:
        start = resolved(starts[0], half)
        return _Ends(start=start, doubtful=start is None)
    end = resolved(ends[0], half) if ends else None
    return _Ends(end=end, doubtful=bool(ends) and end is None)


def _of_range(first: Clock, last: Clock, half: str) -> _Ends:
    start = resolved(first, half)
    if start is None:
        return _Ends(doubtful=True)
    end = ended(start, last)
    twice_the_same = first.minutes == last.minutes and end == start + HALF_DAY
    return _Ends(start=start, end=None if twice_the_same else end)


def _clocks(found: Sequence[Phrase]) -> tuple[list[Clock], list[Clock]]:
    """Starts and ends that were said apart: an end stands after `til`."""
    starts: list[Clock] = []
    ends: list[Clock] = []
    for before, phrase in zip([None, *found], found, strict=False):
        if isinstance(phrase.value, Clock):
            adjacent = before if before and before.last == phrase.first else None
            (ends if _links(adjacent, "to") else starts).append(phrase.value)
    return starts, ends


def _bare_numbers(found: Sequence[Phrase]) -> tuple[list[Clock], list[Clock]]:
    """A number that stands alone is a time where nothing else is."""
    for before, phrase in zip([None, *found], found, strict=False):
        if not isinstance(phrase.value, Number):
            continue
        adjacent = before if before and before.last == phrase.first else None
        said = as_clock(phrase.value)
        if said is not None and _links(adjacent, "to"):
            return [], [said]
        if said is not None and (phrase.value.digits or _links(adjacent, "from")):
            return [said], []
    return [], []


def as_clock(number: Number) -> Clock | None:
    """A number that stands alone, as a time of day; None where there is no such hour."""
    if number.value < HUNDRED:
        return at(number.value, bare=1 <= number.value <= NOON) if number.value <= LAST_HOUR else None
    return at(*divmod(number.value, HUNDRED))


def _links(phrase: Phrase | None, name: str) -> bool:
    return phrase is not None and isinstance(phrase.value, Link) and phrase.value.name == name
