"""Repeats in a message: how often, from which day where the words say it, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.understanding import lexicon
from bot.understanding.days import (
    DAY,
    Day,
    DayOfMonth,
    Vague,
    end_of_month,
    nth_weekday,
    on_day_of_month,
    this,
    workdays_of,
)
from bot.understanding.grammar import Grammar
from bot.understanding.holidays import BEGINS, coming_date

WEEKS_OF_A_MONTH = 4
LONGEST_LIST = 5


@dataclass(frozen=True, slots=True)
class Repeats:
    """`first` where the words say its day, `others` those of further weekdays.

    `after` is the one that follows a monthly first of today.
    """

    every: str
    first: Day | None = None
    after: Day | None = None
    others: tuple[Day, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Until:
    """The last day a repeat may fall on; without a repeat, the last of several days or the day itself.

    `ends` something longer, a month or a year, and is no day by itself.
    """

    day: Day
    ends: bool = False


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
    rule("repeat", "[på|on] [alle] {weekday_again:weekday}", _weekly)
    for length in range(2, LONGEST_LIST + 1):
        for each in ("weekday", "weekday_again"):
            listed = " <and> ".join(f"[på|on|hver|kvar|hvert|every] {{{each}:d{n}}}" for n in range(length))
            begins = "<every>" if each == "weekday" else "[alle|all|every]"
            rule("repeat", f"{begins} {listed}", _weekly_on_each)
            rule("repeat", f"(<every> <week>|<weekly>) [,|på|on] {listed}", _weekly_on_each)
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
    rule("repeat", "<fortnightly> [on|på] ({weekday}|{weekday_again:weekday})", _fortnightly)
    rule("repeat", "(<other> <week>|<every> <two> <weeks>|<fortnightly>)", Repeats("2 weeks"))
    rule("repeat", "<every> (14|fjortende|fjortande) [.] (dag|day)", Repeats("2 weeks"))


def _add_monthly(grammar: Grammar) -> None:
    rule = grammar.rule
    of_month = "((i|in|of) [<every>|the|a] <month>|<every> <month>)"
    rule("repeat", "(<every> <month>|<monthly>|en gang i måneden|once a month)", Repeats("month"))
    rule("repeat", f"[den|the|<every>] {{which}} {{weekday}} {of_month}", _monthly)
    rule("repeat", f"[den|the|<every>] {{digits}} . {{weekday}} {of_month}", _monthly_in_digits)
    rule("repeat", "(<monthly>|<every> <month>) [,] [på|on] [den|the] {which} {weekday}", _monthly)
    rule("repeat", f"[on] [den|the] {{bare_nth:nth}} {of_month}", _monthly_on)
    rule("repeat", "(<monthly>|<every> <month>) [,] [på|on] (den|the) {bare_nth:nth}", _monthly_on)


def _add_untils(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("until", "(<ending>|til|to|tell|fram til|frem til) {feast}", _until_feast)
    rule("until", "(<ending>|til|to|tell) {day}", Until)
    rule("until", "(<ending>|til|to) [<end_of>] {month}", _until_month)
    rule("until", "(<ending>|til|to) [<end_of>] {month} {year}", _until_month)
    rule(
        "until",
        "(<ending>|til|to) [<end_of>] [the] <year>",
        lambda today: Until(Day(date(today.year, 12, 31)), ends=True),
    )
    rule("until", "(<ending>|til|to|ut) {vague}", _until_vague)


def _every_part(part: str) -> Repeats:
    """`hver morgen`."""
    return Repeats("day", part=part)


def _weekly(weekday: int, today: date) -> Repeats:
    return Repeats("week", this(weekday, today))


def _weekly_on_each(today: date, **weekdays: int) -> Repeats:
    first, *others = sorted((this(day, today) for day in {*weekdays.values()}), key=_when)
    return Repeats("week", first, others=tuple(others))


def _when(day: Day) -> date:
    return day.on or date.max


def _fortnightly(weekday: int, today: date) -> Repeats:
    return Repeats("2 weeks", this(weekday, today))


def _monthly(which: int, weekday: int, today: date) -> Repeats | None:
    if which > WEEKS_OF_A_MONTH:
        return None
    after = nth_weekday(which, weekday, today + DAY)
    return Repeats("month", nth_weekday(which, weekday, today), after=after)


def _monthly_in_digits(digits: str, weekday: int, today: date) -> Repeats | None:
    return _monthly(int(digits), weekday, today) if 1 <= int(digits) <= WEEKS_OF_A_MONTH else None


def _monthly_on(nth: DayOfMonth, today: date) -> Repeats:
    return Repeats(
        "month", on_day_of_month(nth.number, today), after=on_day_of_month(nth.number, today + DAY)
    )


def _until_feast(feast: str, today: date) -> Until:
    """The day before it begins."""
    return Until(Day(coming_date(BEGINS[feast], today) - DAY), ends=True)


def _until_vague(vague: Vague, today: date) -> Until | None:
    """`ut uka`: its last workday."""
    week = workdays_of(vague, today) if vague.ahead is not None or vague.week is not None else None
    return Until(Day(week[1]), ends=True) if week else None


def _until_month(month: int, today: date, year: int | None = None) -> Until:
    return Until(Day(end_of_month(month, today, year)), ends=True)
