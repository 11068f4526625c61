"""A message understood against what was just said: a correction, an addition, or what was still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.understanding.days import WEEK, Vague
from bot.understanding.model import Understanding
from bot.understanding.phrases import Phrase
from bot.understanding.reading import Read, read, understood
from bot.understanding.things import Catalogue
from bot.understanding.times import HOUR, WHOLE_DAY, clock_time
from bot.understanding.when import When
from bot.understanding.wishes import missing

TALKED_OF = frozenset({"book", "availability"})
OWN_WORDS = frozenset({"book", "availability", "unknown", "greeting"})
"""What a correction may look like, read by itself."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message that goes on from the last: the wish as it now is.

    `was` is the wish it takes the place of; None where this is another wish, or the old one was not whole.
    """

    wish: Understanding
    was: Understanding | None = None


def replied(before: Understanding, text: str, now: datetime, catalogue: Catalogue) -> Reply | None:
    """None where the message stands on its own.

    What was said anew counts, what was lacking is filled, and the rest stays; a new start keeps the length.
    """
    if before.intent not in TALKED_OF:
        return None
    said = read(text, now, catalogue)
    fresh = understood(said, now)
    if fresh.intent not in OWN_WORDS or (said.kind and said.when.said_day):
        return None
    open_question = bool(before.missing) or before.intent == "availability"
    if not said.anything:
        return _taken(before, said)
    if fresh.intent == "availability":
        return Reply(_about_the_same(before, said)) if open_question and not said.kind else None
    instead = said.cues.has("instead")
    if instead or open_question or _adds(said):
        return Reply(_merged(before, said), before if instead and not open_question else None)
    return None if said.kind else Reply(replace(fresh, intent="book", missing=missing(fresh)))


def _adds(said: Read) -> bool:
    """`og på torsdag`, `på torsdag også`, `samme tid neste uke`."""
    begins_with_and = said.tokens[0].text in {"og", "and"}
    return begins_with_and or said.cues.has("also") or said.cues.has("same_time")


def _about_the_same(before: Understanding, said: Read) -> Understanding:
    """A question about what was just talked of, which books nothing."""
    return replace(_merged(before, said), intent="availability", missing=())


def _taken(before: Understanding, said: Read) -> Reply | None:
    """`ja, book det` after a question of what is free."""
    takes = before.intent == "availability" and said.cues.has("takes_it")
    return Reply(_whole(replace(before, intent="book"))) if takes else None


def _merged(before: Understanding, said: Read) -> Understanding:
    placed = _placed(before, said.when, _week_ahead(said.phrases))
    merged = replace(
        placed,
        intent="book",
        resource=said.resource if said.kind else before.resource,
        kind=said.kind or before.kind,
        people=said.people or before.people,
        equipment=said.equipment or before.equipment,
        no_such=said.no_such,
        more=False,
        evidence=(),
    )
    return _whole(merged)


def _whole(said: Understanding) -> Understanding:
    return replace(said, missing=missing(said))


def _placed(before: Understanding, said: When, week_ahead: int) -> Understanding:
    hours = said.hours
    day, last = (said.day, said.last) if said.said_day else (before.date, before.end_date)
    if week_ahead and said.day is None and before.date is not None:
        day, last = before.date + week_ahead * WEEK, None
    if hours.all_day:
        return replace(before, date=day, end_date=last, all_day=True, start=None, end=None)
    if not hours.said and hours.length is None:
        return replace(before, date=day, end_date=last)
    start, end = _times(before, said)
    return replace(before, date=day, end_date=last, all_day=False, start=start, end=end)


def _times(before: Understanding, said: When) -> tuple[time | None, time | None]:
    start, end, length = said.hours.start, said.hours.end, said.hours.length
    if start is not None and end is None and before.missing == ("end",) and length is None:
        return before.start, clock_time(start)
    if start is None:
        ended = _after(before.start, length) if length else None
        return before.start, clock_time(end) if end is not None else ended or before.end
    if end is None:
        return clock_time(start), _after(clock_time(start), _length(before))
    return clock_time(start), clock_time(end)


def _length(before: Understanding) -> int | None:
    """In minutes; None where it was open."""
    if before.start is None or before.end is None:
        return None
    minutes = [at.hour * HOUR + at.minute for at in (before.start, before.end)]
    return (minutes[1] - minutes[0]) % WHOLE_DAY


def _after(start: time | None, length: int | None) -> time | None:
    if start is None or length is None:
        return None
    return (datetime.combine(date.min, start) + timedelta(minutes=length)).time()


def _week_ahead(found: Sequence[Phrase]) -> int:
    """`neste uke` said of a wish that has a day is that day a week later."""
    return next((p.value.ahead for p in found if isinstance(p.value, Vague) and p.value.ahead), 0)
