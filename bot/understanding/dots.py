"""`10.12`: the day or the time it is, by what else the message says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.understanding.days import MONTHS, NO_DAY, Dotted, in_a_row, on_date
from bot.understanding.phrases import Phrase
from bot.understanding.times import HOUR, Clock, FromNow, Number, Span, with_minutes

DAYS = frozenset({"day", "days", "vague", "dots", "repeat"})


def settled(found: Sequence[Phrase], today: date) -> list[Phrase]:
    """A day where the message has no other day, or names another time; else a time."""
    read = _rows(found, today)
    for n, phrase in enumerate(read):
        if isinstance(phrase.value, Dotted):
            read[n] = _settled(phrase, phrase.value, [*read[:n], *read[n + 1 :]])
    return read


def _settled(phrase: Phrase, said: Dotted, others: Sequence[Phrase]) -> Phrase:
    as_time = with_minutes(said.text, ".")
    another_day = any(other.symbol in {"day", "days", "vague"} for other in others)
    another_time = any(_is_time(other) for other in others)
    if said.day is not None and (as_time is None or another_time or not another_day):
        return replace(phrase, symbol="day", value=said.day)
    if as_time is not None:
        return replace(phrase, symbol="clock", value=as_time)
    return replace(phrase, symbol="day", value=NO_DAY)


def _is_time(phrase: Phrase) -> bool:
    value = phrase.value
    if isinstance(value, Dotted):
        return value.day is None
    return isinstance(value, (Span, Clock, FromNow)) or (isinstance(value, Number) and value.digits)


def _rows(found: Sequence[Phrase], today: date) -> list[Phrase]:
    """`10.12-12.12` in a message without another day is days in a row and not two times."""
    if any(phrase.symbol in DAYS for phrase in found):
        return list(found)
    return [_as_days(phrase, today) for phrase in found]


def _as_days(phrase: Phrase, today: date) -> Phrase:
    span = phrase.value
    if not (isinstance(span, Span) and span.start and span.end and span.start.dotted and span.end.dotted):
        return phrase
    (first, month), (last, last_month) = divmod(span.start.minutes, HOUR), divmod(span.end.minutes, HOUR)
    if not (1 <= month <= MONTHS and 1 <= last_month <= MONTHS):
        return phrase
    row = in_a_row(on_date(first, month, today), on_date(last, last_month, today))
    return replace(phrase, symbol="days", value=row) if row else phrase
