"""Repeats in a message: how often, from which day where the words say it, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.understanding import lexicon
from bot.understanding.days import (
    DAY,
    NO_DAY,
    Day,
    DayOfMonth,
    end_of_month,
    nth_weekday,
    on_day_of_month,
    this,
)
from bot.understanding.grammar import Grammar

WEEKS_OF_A_MONTH = 4
LAST = 0


@dataclass(frozen=True, slots=True)
class Repeats:
    """`first` where the words say its day; `after` the one that follows a monthly first of today."""

    every: str
    first: Day | None = None
    after: Day | None = None
    more: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Until:
    """The last day a repeat may fall on; without a repeat, the last of several days or the day itself."""

    day: Day


def add_to(grammar: Grammar) -> None:
    """The symbols repeat and until mean the classes above."""
    grammar.words("weekday_again", lexicon.numbered("weekdays_again"))
    grammar.words("part_again", lexicon.named("parts"))
    _add_weekly(grammar)
    _add_fortnightly(grammar)
    _add_monthly(grammar)
    rule = grammar.rule
    rule("repeat", "(<every> <workday>|[på|alle|on] <workdays>)", Repeats("weekday"))
    rule(
        "repeat",
        "[<every>] (mandag|måndag|monday) (til|to|-) (fredag|friday) <every> <week>",
        Repeats("weekday"),
    )
    rule("repeat", "<every> (mandag|måndag|monday) (til|to|-) (fredag|friday)", Repeats("weekday"))
    rule(
        "repeat",
        "(<every> (dag|day|eneste dag|single day|dagen|dagar|dager)|daglig|dagleg|daily)",
        Repeats("day"),
    )
    rule("repeat", "<every> {part_again:part}", _every_part)
    _add_untils(grammar)


def _add_weekly(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("repeat", "<every> {weekday}", _weekly)
    rule("repeat", "<every> {weekday} (og|and|,) {weekday:other}", _weekly_and_more)
    rule("repeat", "[på|on] [alle] {weekday_again:weekday}", _weekly)
    rule("repeat", "[på|on] {weekday_again:weekday} (og|and) {weekday_again:other}", _weekly_and_more)
    rule("repeat", "<every> <week> [på|on|,] {weekday}", _weekly)
    rule("repeat", "<weekly> [på|on|hver] {weekday}", _weekly)
    rule("repeat", "<weekly> [,] [på|on] {weekday_again:weekday}", _weekly)
    rule("repeat", "{weekday} (<every> <week>|<weekly>)", _weekly)
    rule("repeat", "(<every> <week>|<weekly>|fast hver uke)", Repeats("week"))


def _add_fortnightly(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("repeat", "<other> {weekday}", _fortnightly)
    rule("repeat", "<other> <week> [på|on|,] {weekday}", _fortnightly)
    rule("repeat", "{weekday} <other> <week>", _fortnightly)
    rule("repeat", "<every> <two> <weeks> [på|on] {weekday}", _fortnightly)
    rule("repeat", "<fortnightly> [on] {weekday}", _fortnightly)
    rule("repeat", "(<other> <week>|<every> <two> <weeks>|<fortnightly>)", Repeats("2 weeks"))
    rule("repeat", "<every> (14|fjortende|fjortande) [.] (dag|day)", Repeats("2 weeks"))


def _add_monthly(grammar: Grammar) -> None:
    rule = grammar.rule
    ordinals = {
        word: number for word, number in lexicon.numbered("ordinals").items() if number <= WEEKS_OF_A_MONTH
    }
    grammar.words("which", {**ordinals, "siste": LAST, "last": LAST, "sist": LAST})
    of_month = "((i|in|of) [<every>|the|a] <month>|<every> <month>)"
    rule("repeat", "(<every> <month>|<monthly>|en gang i måneden|once a month)", Repeats("month"))
    rule("repeat", f"[den|the|<every>] {{which}} {{weekday}} {of_month}", _monthly)
    rule("repeat", f"[den|the|<every>] {{digits}} . {{weekday}} {of_month}", _monthly_in_digits)
    rule("repeat", "(<monthly>|<every> <month>) [,] [på|on] [den|the] {which} {weekday}", _monthly)
    rule("repeat", f"[on] [den|the] {{bare_nth:nth}} {of_month}", _monthly_on)
    rule("repeat", "(<monthly>|<every> <month>) [,] [på|on] (den|the) {bare_nth:nth}", _monthly_on)


def _add_untils(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("until", "(<ending>|til|to|tell) {day}", Until)
    rule("until", "(<ending>|til|to) [<end_of>] {month}", _until_month)
    rule("until", "(<ending>|til|to) [<end_of>] {month} {year}", _until_month)
    rule(
        "until",
        "(<ending>|til|to) [<end_of>] [the] <year>",
        lambda today: Until(Day(date(today.year, 12, 31))),
    )
    rule("until", "(<ending>|til|til over) (jul|christmas|påske|easter)", Until(NO_DAY))


def _every_part(part: str) -> Repeats:
    """`hver morgen`."""
    return Repeats("day", part=part)


def _weekly(weekday: int, today: date) -> Repeats:
    return Repeats("week", this(weekday, today))


def _weekly_and_more(weekday: int, other: int, today: date) -> Repeats:
    return Repeats("week", this(weekday, today), more=other != weekday)


def _fortnightly(weekday: int, today: date) -> Repeats:
    return Repeats("2 weeks", this(weekday, today))


def _monthly(which: int, weekday: int, today: date) -> Repeats:
    after = nth_weekday(which, weekday, today + DAY)
    return Repeats("month", nth_weekday(which, weekday, today), after=after)


def _monthly_in_digits(digits: str, weekday: int, today: date) -> Repeats | None:
    return _monthly(int(digits), weekday, today) if 1 <= int(digits) <= WEEKS_OF_A_MONTH else None


def _monthly_on(nth: DayOfMonth, today: date) -> Repeats:
    return Repeats(
        "month", on_day_of_month(nth.number, today), after=on_day_of_month(nth.number, today + DAY)
    )


def _until_month(month: int, today: date, year: int | None = None) -> Until:
    return Until(Day(end_of_month(month, today, year)))
