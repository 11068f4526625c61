"""How days are said. A new way is one line here; a new word is one in lexicon.toml."""

from __future__ import annotations

import re
from datetime import date

from bot.understanding import described_days, lexicon
from bot.understanding.days import (
    DAY,
    LONGEST_MONTH,
    MONTHS,
    NEAR_YEARS,
    NO_DAY,
    ORDINALS_OF_OTHER_THINGS,
    PAST,
    WEEK,
    WEEKS_OF_A_YEAR,
    Day,
    DayList,
    DayOfMonth,
    Days,
    Dotted,
    Vague,
    agreeing,
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

LONGEST_LIST = 6


def add_to(grammar: Grammar) -> None:
    """The symbols day, days, vague and dots mean a Day, Days or DayList, Vague and Dotted."""
    grammar.words("weekday", lexicon.numbered("weekdays"))
    grammar.words("month", lexicon.numbered("months"))
    grammar.words("ordinal", lexicon.numbered("ordinals"))
    grammar.words("days_ahead", lexicon.numbered("days"))
    _add_dates(grammar)
    _add_weekdays(grammar)
    _add_days_from_today(grammar)
    described_days.add_to(grammar)
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
    rule("date", "(den|the) {digits:day} [.|st|nd|rd|th] !oclock !am !pm", _on_the)
    rule("date", "(den|the) {ordinal}", _on_the_worded)
    rule("date", "(den|the) {date}", lambda date: date)
    rule("whole_date", "{date}", lambda date: date)
    rule("whole_date", "{dotted} [.]", _dotted)
    rule("marked", "{whole_date}", lambda whole_date: whole_date)
    rule("marked", "{nth:day}", _on_the_nth)
    rule("dots", "{dotted} [.]", lambda dotted, today: Dotted(_dotted(dotted, today), dotted))


def _add_weekdays(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("ahead", "[i|in|of|til] [den] <next> <week>", 1)
    rule("ahead", "[i|in|of] [den] (kommende|komande|coming) <week>", 1)
    rule("ahead", "[i|in] (denne|this) <week>", 0)
    rule(
        "ahead",
        "([i|in] <week> etter neste|the <week> after next|after next|uka deretter|veka etter neste)",
        2,
    )
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
    rule(
        "day", "{whole_date:marked} [,] (på|on|er|is) [en|a] {weekday}", agreeing
    )  # not `for andre på fredag`


def _add_days_from_today(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("day", "[på|on] {date}", lambda date: date)
    rule("day", "[for|på] {days_ahead}", lambda days_ahead, today: Day(today + days_ahead * DAY))
    rule("day", "{days_ahead} {weekday}", _ahead_and_weekday)
    rule("day", "{days_ahead} , {weekday}", _if_agreeing)
    rule("day", "{days_ahead} [,] {weekday} [,] [den] {marked}", _ahead_and_weekday)
    rule("day", "(om|in) {number} <days>", lambda number, today: Day(today + number * DAY))
    rule("day", "{number} <days> <from> <now>", lambda number, today: Day(today + number * DAY))
    rule("day", "{weeks}", lambda weeks, today: Day(today + weeks * WEEK, weeks=weeks))
    rule("day", "(samme|same) dag {weeks}", lambda weeks, today: Day(today + weeks * WEEK))
    rule("day", "{number:weeks} <weeks> <from> <now>", lambda weeks, today: Day(today + weeks * WEEK))
    grammar.rules_of("day", lexicon.templates("past", "past"), lambda **_said: PAST)


def _add_vague(grammar: Grammar) -> None:
    rule = grammar.rule
    whole = "(hele|heile|all|whole|the whole|all of|alle dager|alle dagar|hver dag|kvar dag|every day)"
    rule("vague", "{ahead}", Vague)
    rule("vague", "{week}", Vague)
    rule("vague", f"({whole}|[alle|all] <workdays>|[alle|all] <workdays> i) {{ahead}}", _whole_week)
    rule("vague", f"({whole}|[alle|all] <workdays>|[alle|all] <workdays> i) {{week}}", _whole_week)
    rule("vague", "(neste|next) (hele|heile|whole) <week>", lambda: Vague(ahead=1, workdays=True))
    rule("vague", "<to_friday> {ahead}", _whole_week)
    rule(
        "vague",
        f"([i] {whole} [denne|this|the] <week>|resten av <week>|ut <week>"
        "|[for] [the] rest of [the|this] <week>)",
        lambda: Vague(ahead=0, workdays=True, rest=True),
    )
    rule("vague", "[i|til|denne|neste|next|the|this|in the|over the|on the|i løpet av] <weekend>", Vague())
    rule("vague", "(ihelga|ihelgen|i helgene)", Vague())
    rule("vague", "<next> <month>", Vague())
    rule("vague", "(i|in|during|sometime in|i hele|hele|heile|all) {month}", Vague)
    rule("vague", "[i|over|in|om|til|hele|denne|this|neste|next] <seasons>", Vague())
    rule("vague", "mellom (jul|jol) og nyttår", Vague())


def _add_rows(grammar: Grammar) -> None:
    """Two weekdays of one week come first: in `mandag til onsdag neste uke` the week is both's."""
    rule = grammar.rule
    pair = "[<from>] [på|on] {weekday:first} <to> [på|on] {weekday:last}"
    rule("days", f"{pair} {{ahead}}", _of_one_week)
    rule("days", f"{{ahead}} [,] {pair}", _of_one_week)
    rule("days", "[<from>] <next> {weekday:first} <to> {weekday:last}", _of_one_week)
    rule("days", f"{pair} {{week}}", _of_one_numbered_week)
    rule("days", f"{{week}} [,] {pair}", _of_one_numbered_week)
    rule("days", "[<from>] {day:first} [,] <to> [og med] {day:last}", in_a_row)
    rule("days", "(mellom|between) {day:first} (og|and) {day:last}", in_a_row)
    ranged = "[<from>] [den|the] {bare_nth:first} <to> [den|the] {bare_nth:last}"
    rule("days", f"{ranged} [of] {{month}} [{{year}}]", dates_in_a_row)
    rule(
        "days",
        "[<from>] {month} [the] {bare_nth:first} <to> [the] {bare_nth:last} [[,] {year}]",
        dates_in_a_row,
    )
    rule("days", "[<from>] {nth:first} <to> {dotted:last}", _numeric_row)
    rule("dotted_day", "{dotted} [.]", _dotted)
    rule("dotted_days", "[<from>] {dotted_day:first} (-|til|to) {dotted_day:last}", in_a_row)
    for length in range(2, LONGEST_LIST + 1):
        listed = " (,|og|and|&|, og|, and|samt) ".join(f"[den|the] {{bare_nth:d{n}}}" for n in range(length))
        rule("days", f"{listed} [of] {{month}}", _listed)
        rule("days", f"{{month}} {listed}", _listed)


def _year(digits: str, today: date) -> int | None:
    return int(digits) if len(digits) == len("2026") and abs(int(digits) - today.year) <= NEAR_YEARS else None


def _nth(digits: str = "1", nth: DayOfMonth | None = None) -> DayOfMonth | None:
    day = int(digits) if len(digits) <= len("31") else 0
    return nth or (DayOfMonth(day) if 1 <= day <= LONGEST_MONTH else None)


def _named_date(day: DayOfMonth, month: int, today: date, year: int | None = None) -> Day:
    return on_date(day.number, month, today, year)


def _numeric(text: str, today: date) -> Day | None:
    day, month, *year = (int(part) for part in re.split(r"[./-]", text))
    return on_date(day, month, today, *year) if 1 <= month <= MONTHS else None


def _dated(dated: str, today: date) -> Day:
    return _numeric(dated, today) or NO_DAY


def _slashed(slash: str, today: date) -> Day | None:
    return _numeric(slash, today)


def _dotted(dotted: str, today: date) -> Day | None:
    return _numeric(dotted, today)


def _iso(iso: str, today: date) -> Day:
    year, month, day = (int(part) for part in iso.split("-"))
    return on_date(day, month, today, year)


def _on_the(day: str, today: date) -> Day | None:
    said = _nth(day)
    return on_day_of_month(said.number, today) if said else None


def _on_the_nth(day: DayOfMonth, today: date) -> Day:
    return on_day_of_month(day.number, today)


def _on_the_worded(ordinal: int, today: date) -> Day | None:
    return on_day_of_month(ordinal, today) if ordinal > ORDINALS_OF_OTHER_THINGS else None


def _ahead_and_weekday(days_ahead: int, weekday: int, today: date, marked: Day | None = None) -> Day:
    """`i morgen tirsdag 24. november`: all that was said must agree."""
    day = agreeing(weekday, Day(today + days_ahead * DAY))
    return day if marked is None or day.on is None or marked.on == day.on else Day(None, why="contradicted")


def _if_agreeing(days_ahead: int, weekday: int, today: date) -> Day | None:
    """`i morgen, fredag`: one day where it is, else two."""
    return (
        agreeing(weekday, Day(today + days_ahead * DAY))
        if (today + days_ahead * DAY).weekday() == weekday
        else None
    )


def _week_number(digits: str) -> int | None:
    return int(digits) if len(digits) <= len("53") and 1 <= int(digits) <= WEEKS_OF_A_YEAR else None


def _whole_week(ahead: int | None = None, week: int | None = None) -> Vague:
    return Vague(ahead=ahead, week=week, workdays=True)


def _numeric_row(first: DayOfMonth, last: str, today: date) -> Days | None:
    day, month = (int(part) for part in last.split("."))
    return dates_in_a_row(first, DayOfMonth(day), month, today) if 1 <= month <= MONTHS else None


def _listed(month: int, today: date, **days: DayOfMonth) -> DayList:
    return DayList(tuple(on_date(day.number, month, today) for day in days.values()))


def _of_one_week(first: int, last: int, today: date, ahead: int = 1) -> Days | None:
    return in_a_row(of_week(first, ahead, today), of_week(last, ahead, today))


def _of_one_numbered_week(first: int, last: int, week: int, today: date) -> Days | None:
    return in_a_row(of_numbered_week(first, week, today), of_numbered_week(last, week, today))
