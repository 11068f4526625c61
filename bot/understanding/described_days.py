"""Days by a name, by their place in a month, before or after another day. A new way is one line here."""

from __future__ import annotations

from datetime import date

from bot.understanding import holidays, lexicon
from bot.understanding.days import (
    DAY,
    LONGEST_MONTH,
    MONTHS,
    NO_DAY,
    PAST,
    Day,
    DayOfMonth,
    Days,
    first_after,
    last_before,
    nth_in,
    nth_of_month,
)
from bot.understanding.grammar import Grammar


def add_to(grammar: Grammar) -> None:
    """The symbols which, holiday, feast and anchor; more ways to say a day."""
    grammar.words("which", {**lexicon.numbered("ordinals"), **lexicon.numbered("last")})
    grammar.words("holiday", lexicon.named("holidays"))
    grammar.words("feast", lexicon.named("feasts"))
    rule = grammar.rule
    rule("day", "[på|on|i] [selve] {holiday}", _holiday)
    rule("days", "[den] {nth:first} (og|and|-|til|to) {holiday}", _side_by_side)
    of_month = "(i|in|of) [the month of]"
    rule("day", f"[på|on] [den|the] {{which}} {{weekday}} [{of_month}] {{month}}", _nth_weekday)
    rule("day", f"[på|on] [den|the] {{which}} {{weekday}} {of_month} <next> <month>", _nth_of_next_month)
    rule("anchor", "{date}", lambda date: (date.on, date.on))
    rule("anchor", "{holiday}", _around_holiday)
    rule("anchor", "{feast}", _around_feast)
    rule("day", "[<near>] [siste|last|the last] {weekday} (før|before) {anchor}", _weekday_before)
    rule("day", "[<near>] [første|first|the first] {weekday} (etter|after) {anchor}", _weekday_after)
    rule("day", "[på] (dagen|dag|the day|day) (før|before) {anchor}", lambda anchor: _days_off(anchor, -1))
    rule("day", "[på] (dagen|dag|the day|day) (etter|after) {anchor}", lambda anchor: _days_off(anchor, 1))
    rule("day", "{number} <days> (før|before) {anchor}", lambda number, anchor: _days_off(anchor, -number))
    rule("day", "{number} <days> (etter|after) {anchor}", lambda number, anchor: _days_off(anchor, number))


def _holiday(holiday: str, today: date) -> Day:
    return holidays.coming(holidays.NAMED[holiday], today)


def _side_by_side(first: DayOfMonth, holiday: str, today: date) -> Days | None:
    """`1. og 2. juledag`."""
    last = holidays.coming(holidays.NAMED[holiday], today).on
    return Days(Day(last - DAY), Day(last)) if last and first.number == 1 else None


def _nth_weekday(which: int, weekday: int, month: int, today: date) -> Day | None:
    return nth_in(which, weekday, month, today) if which <= LONGEST_MONTH // 7 + 1 else None


def _nth_of_next_month(which: int, weekday: int, today: date) -> Day | None:
    year, month = divmod(today.year * MONTHS + today.month, MONTHS)
    found = nth_of_month(which, weekday, year, month + 1) if which <= LONGEST_MONTH // 7 + 1 else None
    return Day(found) if found else None


Anchor = tuple[date | None, date | None]
"""The first and the last day of what another day is before or after."""


def _around_holiday(holiday: str, today: date) -> Anchor:
    on = holidays.coming(holidays.NAMED[holiday], today).on
    return on, on


def _around_feast(feast: str, today: date) -> Anchor:
    begins = holidays.coming(holidays.BEGINS[feast], today).on
    return begins, holidays.coming(holidays.ENDS[feast], begins or today).on


def _weekday_before(weekday: int, anchor: Anchor, today: date) -> Day:
    return _still_to_come(anchor[0] and last_before(weekday, anchor[0]), today)


def _weekday_after(weekday: int, anchor: Anchor, today: date) -> Day:
    return _still_to_come(anchor[1] and first_after(weekday, anchor[1]), today)


def _still_to_come(day: date | None, today: date) -> Day:
    return NO_DAY if day is None else Day(day) if day >= today else PAST


def _days_off(anchor: Anchor, days: int) -> Day:
    near = anchor[0] if days < 0 else anchor[1]
    return Day(near + days * DAY) if near is not None else NO_DAY
