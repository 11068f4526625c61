"""How days are said. A new way is one line here; a new word is one in lexicon.toml."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.understanding import lexicon
from bot.understanding.days import (
    DAY,
    LONGEST_MONTH,
    MONTHS,
    NEAR_YEARS,
    NO_DAY,
    ORDINALS_OF_OTHER_THINGS,
    WEEK,
    WEEKS_OF_A_YEAR,
    Day,
    DayOfMonth,
    Days,
    Dotted,
    Vague,
    agreeing,
    both,
    dates_in_a_row,
    in_a_row,
    of_next_week,
    of_numbered_week,
    of_week,
    on_date,
    on_day_of_month,
    this,
    weeks_after,
)
from bot.understanding.grammar import Grammar


def add_to(grammar: Grammar) -> None:
    """The symbols day, days, vague and dots mean a Day, Days, Vague and Dotted."""
    grammar.words("weekday", lexicon.numbered("weekdays"))
    grammar.words("month", lexicon.numbered("months"))
    grammar.words("ordinal", lexicon.numbered("ordinals"))
    grammar.words("days_ahead", lexicon.numbered("days"))
    _add_dates(grammar)
    _add_weekdays(grammar)
    _add_days_from_today(grammar)
    _add_vague(grammar)
    _add_rows(grammar)


def _add_dates(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("year", "{digits}", _year)
    rule("nth", "{digits} (.|st|nd|rd|th)", _nth)
    rule("nth", "{ordinal:number}", DayOfMonth)
    rule("bare_nth", "({nth}|{digits})", _nth)
    rule("date", "{bare_nth:day} [of] {month}", _named_date)
    rule("date", "{bare_nth:day} [of] {month} [,] {year}", _named_date)
    rule("date", "{month} [the] {bare_nth:day}", _named_date)
    rule("date", "{month} [the] {bare_nth:day} [,] {year}", _named_date)
    rule("date", "{dated}", _dated)
    rule("date", "{slash}", _slashed)
    rule("date", "{iso}", _iso)
    rule("date", "(den|the) {dotted} [.]", _dotted)
    rule("date", "(den|the) {digits:day} [.|st|nd|rd|th]", _on_the)
    rule("date", "(den|the) {ordinal}", _on_the_worded)
    rule("date", "(den|the) {date}", lambda date: date)
    rule("marked", "{date}", lambda date: date)
    rule("marked", "{dotted} [.]", _dotted)
    rule("marked", "{nth:day}", _on_the_nth)
    rule("dots", "{dotted} [.]", lambda dotted, today: Dotted(_dotted(dotted, today), dotted))


def _add_weekdays(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("ahead", "[i|in|of|til] [den] <next> <week>", 1)
    rule("ahead", "[i|in|of] [den] (kommende|komande|coming) <week>", 1)
    rule("ahead", "[i|in] (denne|this) <week>", 0)
    rule("ahead", "([i|in] <week> etter neste|the <week> after next|after next)", 2)
    rule("week", "[i|in|of] <week> [<nr>] {digits}", _week_number)
    rule("weeks", "(om|in) [<about>] {number} <weeks>", lambda number: number)
    rule("weeks", "(om|in) (fjorten dager|fjorten dagar|14 dager|14 dagar|a fortnight)", 2)
    rule("day", "[<near>] {weekday}", this)
    rule("day", "[nå|på|on|no|den|the] <next> {weekday}", of_next_week)
    rule("day", "<next> <week> [,] [på|on|sin|s] {weekday}", of_next_week)
    rule("day", "[<near>] {weekday} {ahead}", of_week)
    rule("day", "{ahead} [,] [<near>] {weekday}", of_week)
    rule("day", "[<near>] {weekday} {week}", of_numbered_week)
    rule("day", "{week} [,] [<near>] {weekday}", of_numbered_week)
    rule("day", "[<near>] {weekday} {weeks}", weeks_after)
    rule("day", "{weeks} [,] (på|on|nå på|til) {weekday}", weeks_after)
    rule("day", "{number:weeks} <weeks> (from|fra|frå|after|etter|on) [this|next|now] {weekday}", weeks_after)
    rule("day", "[<near>] {weekday} [,] [den|the] {marked}", agreeing)
    rule("day", "<next> {weekday} [,] [den|the] {marked}", agreeing)
    rule("day", "{marked} [,] (på|on|er|is) [en|a] {weekday}", agreeing)


def _add_days_from_today(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("day", "[på|on] {date}", lambda date: date)
    rule("day", "[for|på] {days_ahead}", lambda days_ahead, today: Day(today + days_ahead * DAY))
    rule("day", "{days_ahead} [,] {weekday}", _ahead_and_weekday)
    rule("day", "{days_ahead} [,] {weekday} [,] [den] {marked}", _ahead_and_weekday)
    rule("day", "(om|in) {number} <days>", lambda number, today: Day(today + number * DAY))
    rule("day", "{number} <days> <from> <now>", lambda number, today: Day(today + number * DAY))
    rule("day", "{weeks}", lambda weeks, today: Day(today + weeks * WEEK, weeks=weeks))
    rule("day", "(samme|same) dag {weeks}", lambda weeks, today: Day(today + weeks * WEEK))
    rule("day", "{number:weeks} <weeks> <from> <now>", lambda weeks, today: Day(today + weeks * WEEK))
    grammar.rules_of("day", lexicon.templates("past", "past"), lambda **_said: NO_DAY)


def _add_vague(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("vague", "{ahead}", Vague)
    rule("vague", "{week}", Vague)
    rule("vague", "[i|til|denne|neste|next|the|this|in the|over the|on the] <weekend>", Vague())
    rule("vague", "(ihelga|ihelgen|i helgene)", Vague())
    rule("vague", "<next> <month>", Vague())
    rule("vague", "(i|in|during|sometime in) {month}", lambda **_said: Vague())


def _add_rows(grammar: Grammar) -> None:
    """Two weekdays of one week come first: in `mandag til onsdag neste uke` the week is both's."""
    rule = grammar.rule
    for link, joined in (("<to>", in_a_row), ("<and>", both)):
        pair = f"[<from>] [på|on] {{weekday:first}} {link} [på|on] {{weekday:last}}"
        rule("days", f"{pair} {{ahead}}", _of_one_week(joined))
        rule("days", f"{{ahead}} [,] {pair}", _of_one_week(joined))
        rule("days", f"[<from>] <next> {{weekday:first}} {link} {{weekday:last}}", _of_one_week(joined))
        rule("days", f"{pair} {{week}}", _of_one_numbered_week(joined))
    rule("days", "[<from>] {day:first} <to> {day:last}", in_a_row)
    rule("days", "(mellom|between) {day:first} (og|and) {day:last}", in_a_row)
    rule("days", "[både|both] {day:first} <and> {day:last}", both)
    rule(
        "days",
        "[<from>] [den|the] {bare_nth:first} <to> [den|the] {bare_nth:last} [of] {month} [{year}]",
        dates_in_a_row,
    )
    rule(
        "days",
        "[<from>] {month} [the] {bare_nth:first} <to> [the] {bare_nth:last} [[,] {year}]",
        dates_in_a_row,
    )
    rule("days", "[<from>] {nth:first} <to> {dotted:last}", _numeric_row)
    rule("days", "[den|the] {bare_nth:first} (og|and|&) [den|the] {bare_nth:last} [of] {month}", _two_dates)
    rule("dotted_day", "{dotted} [.]", _dotted)
    rule("dotted_days", "[<from>] {dotted_day:first} (-|til|to) {dotted_day:last}", in_a_row)


def _year(digits: str, today: date) -> int | None:
    return int(digits) if abs(int(digits) - today.year) <= NEAR_YEARS else None


def _nth(digits: str = "1", nth: DayOfMonth | None = None) -> DayOfMonth | None:
    return nth or (DayOfMonth(int(digits)) if 1 <= int(digits) <= LONGEST_MONTH else None)


def _named_date(day: DayOfMonth, month: int, today: date, year: int | None = None) -> Day:
    return on_date(day.number, month, today, year)


def _numeric(text: str, by: str, today: date) -> Day | None:
    day, month, *year = (int(part) for part in text.split(by))
    return on_date(day, month, today, *year) if 1 <= month <= MONTHS else None


def _dated(dated: str, today: date) -> Day:
    return _numeric(dated, "." if "." in dated else "/", today) or NO_DAY


def _slashed(slash: str, today: date) -> Day | None:
    return _numeric(slash, "/", today)


def _dotted(dotted: str, today: date) -> Day | None:
    return _numeric(dotted, ".", today)


def _iso(iso: str, today: date) -> Day:
    year, month, day = (int(part) for part in iso.split("-"))
    return on_date(day, month, today, year)


def _on_the(day: str, today: date) -> Day | None:
    return on_day_of_month(int(day), today) if 1 <= int(day) <= LONGEST_MONTH else None


def _on_the_nth(day: DayOfMonth, today: date) -> Day:
    return on_day_of_month(day.number, today)


def _on_the_worded(ordinal: int, today: date) -> Day | None:
    return on_day_of_month(ordinal, today) if ordinal > ORDINALS_OF_OTHER_THINGS else None


def _ahead_and_weekday(days_ahead: int, weekday: int, today: date, marked: Day | None = None) -> Day:
    """`i morgen tirsdag 24. november`: all that was said must agree."""
    day = Day(today + days_ahead * DAY)
    return agreeing(weekday, day) if marked is None or marked.on == day.on else NO_DAY


def _week_number(digits: str) -> int | None:
    return int(digits) if 1 <= int(digits) <= WEEKS_OF_A_YEAR else None


def _numeric_row(first: DayOfMonth, last: str, today: date) -> Days | None:
    day, month = (int(part) for part in last.split("."))
    return dates_in_a_row(first, DayOfMonth(day), month, today) if 1 <= month <= MONTHS else None


def _two_dates(first: DayOfMonth, last: DayOfMonth, month: int, today: date) -> Days:
    return both(on_date(first.number, month, today), on_date(last.number, month, today))


def _of_one_week(joined: Callable[[Day, Day], Days | None]) -> Callable[..., Days | None]:
    def meaning(first: int, last: int, today: date, ahead: int = 1) -> Days | None:
        return joined(of_week(first, ahead, today), of_week(last, ahead, today))

    return meaning


def _of_one_numbered_week(joined: Callable[[Day, Day], Days | None]) -> Callable[..., Days | None]:
    def meaning(first: int, last: int, week: int, today: date) -> Days | None:
        return joined(of_numbered_week(first, week, today), of_numbered_week(last, week, today))

    return meaning
