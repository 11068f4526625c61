"""Days in a message. A new way to say a day is one line of `add_to`."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding import lexicon
from bot.understanding.grammar import Grammar

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
CENTURY = 2000
NEAR_YEARS = 3
NEAR = "[på|on|for|nå på|no på|nå|no|denne|den|the|this|nå denne|the coming|denne kommende|this coming|kommende|komande|førstkommende|coming|upcoming|nærmeste|nå førstkommende]"
WEEK_WORD = "(uke|uka|uken|veke|veka|vika|week|wk)"
WEEKS_WORD = "(uke|uker|veke|veker|vekor|week|weeks)"
NEXT = "(neste|next|nest)"
MONTH_WORD = "(måned|måneden|månad|månaden|month)"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was said; `on` is None for one that is past, impossible or vague.

    `flexible` is a weekday that is today's: whether today is meant is up to the time. `weekday` is one that was
    said alone, `weeks` so many weeks from today: a word further on may bring the two together.
    """

    on: date | None
    flexible: bool = False
    weekday: int | None = None
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Several: from `first` to `last` where they are in a row, else only the first, and `more`."""

    first: Day
    last: Day
    more: bool = False


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    number: int


@dataclass(frozen=True, slots=True)
class Vague:
    """A week, weekend or month without a day. `ahead` is a week, counted from this one; `week` its number."""

    ahead: int | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Dotted:
    """`10.12`: a day, a time or either."""

    day: Day | None
    text: str


def coming(weekday: int, today: date) -> date:
    """The next one after today."""
    return today + ((weekday - today.weekday() - 1) % 7 + 1) * DAY


def this(weekday: int, today: date) -> Day:
    """The next one; today, perhaps, when it is that weekday."""
    return Day(coming(weekday, today), flexible=weekday == today.weekday(), weekday=weekday)


def of_week(weekday: int, today: date, ahead: int) -> Day:
    """That day of the ISO week so many weeks ahead."""
    day = today - today.weekday() * DAY + ahead * WEEK + weekday * DAY
    return Day(day if day >= today else None)


def of_numbered_week(weekday: int, today: date, week: int) -> Day:
    """That day of that ISO week, this year's or, where it is past, next year's."""
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            day = date.fromisocalendar(year, week, weekday + 1)
        except ValueError:
            continue
        if day >= today:
            return Day(day)
    return Day(None)


def on_date(day: int, month: int, today: date, year: int | None = None) -> Day:
    """That date, without a year the next time it comes. A day the coming month lacks is impossible."""
    if year is not None:
        found = _made(year + CENTURY if year < 100 else year, month, day)
        return Day(found if found and found >= today else None)
    if not 1 <= month <= 12:
        return Day(None)
    last_of_month = date(today.year, month, monthrange(today.year, month)[1])
    this_year = _made(today.year, month, day)
    if this_year is not None and this_year >= today:
        return Day(this_year)
    if this_year is None and last_of_month >= today:
        return Day(None)
    return Day(_made(today.year + 1, month, day))


def day_of_month(day: int, today: date) -> Day:
    """`den 5.`: the next fifth from today on."""
    for ahead in range(3):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        found = _made(year, month + 1, day)
        if found is not None and found >= today:
            return Day(found)
    return Day(None)


def agreeing(weekday: int, day: Day) -> Day:
    """A weekday that contradicts its date is two readings."""
    return day if day.on is not None and day.on.weekday() == weekday else Day(None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(digits: str, today: date) -> int | None:
    """A year near by; `2030` may be half past eight."""
    return int(digits) if len(digits) == 4 and abs(int(digits) - today.year) <= NEAR_YEARS else None


def _numeric(text: str, by: str, today: date) -> Day:
    parts = [int(part) for part in text.split(by)]
    return on_date(parts[0], parts[1], today, *parts[2:])


def _dated(dated: str, today: date) -> Day:
    return _numeric(dated, "." if "." in dated else "/", today)


def _slash(slash: str, today: date) -> Day | None:
    return _numeric(slash, "/", today) if 1 <= int(slash.partition("/")[2]) <= 12 else None


def _dotted(dotted: str, today: date) -> Day | None:
    return _numeric(dotted, ".", today) if 1 <= int(dotted.partition(".")[2]) <= 12 else None


def _iso(iso: str, today: date) -> Day:
    year, month, day = (int(part) for part in iso.split("-"))
    return on_date(day, month, today, year)


def _nth(digits: str) -> DayOfMonth | None:
    return DayOfMonth(int(digits)) if 1 <= int(digits) <= 31 else None


def _plain_day_of_month(digits: str, today: date) -> Day | None:
    return day_of_month(int(digits), today) if 1 <= int(digits) <= 31 else None


def _worded_day_of_month(ordinal: int, today: date) -> Day | None:
    """`den andre` is the other one."""
    return day_of_month(ordinal, today) if ordinal > 3 else None


def in_a_row(first: Day, last: Day) -> Days | None:
    """From a day to a later one; a second weekday is the first after the first, once that is settled."""
    if first.on is None or last.on is None:
        return Days(Day(None), Day(None))
    if first.flexible:
        return Days(first, last)
    end = last.on + WEEK if last.on <= first.on < last.on + WEEK else last.on
    return Days(first, Day(end)) if end > first.on else None


def both(first: Day, last: Day) -> Days:
    """Two days side by side are in a row; days apart give the first, and more."""
    if first.on is None or last.on is None:
        return Days(first, first, more=True)
    if (last.on - first.on) % WEEK == DAY and abs(last.on - first.on) < WEEK:
        return Days(first, last if first.flexible else Day(first.on + DAY))
    return Days(first, first, more=first.on != last.on)


def _add_dates(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("year", "{digits}", _year)
    rule("nth", "{digits} (.|st|nd|rd|th)", _nth)
    rule("nth", "{ordinal}", lambda ordinal: DayOfMonth(ordinal))
    rule("bare_nth", "{nth}", lambda nth: nth)
    rule("bare_nth", "{digits}", _nth)
    for template in (
        "{bare_nth:day} [of] {month}",
        "{bare_nth:day} [of] {month} [,] {year}",
        "{month} [the] {bare_nth:day}",
        "{month} [the] {bare_nth:day} [,] {year}",
    ):
        rule(
            "date",
            template,
            lambda day, month, today, year=None: on_date(day.number, month, today, year),
        )
    rule("date", "{dated}", _dated)
    rule("date", "{slash}", _slash)
    rule("date", "{iso}", _iso)
    rule("date", "(den|the) {digits} [.|st|nd|rd|th]", _plain_day_of_month)
    rule("date", "(den|the) {ordinal}", _worded_day_of_month)
    rule("date", "(den|the) {dotted} [.]", _dotted)
    rule("date", "(den|the) {date}", lambda date: date)
    rule("marked", "{date}", lambda date: date)
    rule("marked", "{dotted} [.]", _dotted)
    rule("marked", "{nth:day}", lambda day, today: day_of_month(day.number, today))
    rule("dotted_day", "{dotted} [.]", _dotted)
    rule("dotted_days", "[fra] {dotted_day:first} (-|til|to) {dotted_day:last}", in_a_row)


def _add_weeks(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("ahead", f"[i|in|of|til] [den] {NEXT} {WEEK_WORD}", 1)
    rule("ahead", f"[i|in|of] [den] (kommende|komande|coming) {WEEK_WORD}", 1)
    rule("ahead", f"[i|in] (denne|this) {WEEK_WORD}", 0)
    rule("ahead", f"[i|in] (uka|veka) etter neste|the {WEEK_WORD} after next", 2)
    rule("ahead", f"(after next|neste neste {WEEK_WORD}|om to uker igjen)", 2)
    rule("week", f"[i|in|of] {WEEK_WORD} [nr|nummer|number|no] {{digits}}", lambda digits: int(digits))
    rule("weeks", f"(om|in|about) {{number}} {WEEKS_WORD}", lambda number: number)
    rule("weeks", "(om|in) (fjorten dager|fjorten dagar|14 dager|14 dagar|a fortnight)", 2)


def _add_weekdays(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("day", f"{NEAR} {{weekday}}", lambda weekday, today: this(weekday, today))
    for template in (
        f"[nå|på|on|no|den|the] {NEXT} {{weekday}}",
        f"{NEXT} {WEEK_WORD} [,] [på|on|sin|s] {{weekday}}",
    ):
        rule("day", template, lambda weekday, today: of_week(weekday, today, 1))
    for template in (f"{NEAR} {{weekday}} {{ahead}}", f"{{ahead}} [,] {NEAR} {{weekday}}"):
        rule("day", template, lambda weekday, ahead, today: of_week(weekday, today, ahead))
    for template in (f"{NEAR} {{weekday}} {{week}}", f"{{week}} [,] {NEAR} {{weekday}}"):
        rule("day", template, lambda weekday, week, today: of_numbered_week(weekday, today, week))
    for template in (
        f"{NEAR} {{weekday}} {{weeks}}",
        f"{{weeks}} [,] (på|on|nå på|til) {{weekday}}",
        f"{{number:weeks}} {WEEKS_WORD} (from|fra|frå|after|etter|on) [this|next|now] {{weekday}}",
    ):
        rule("day", template, lambda weekday, weeks, today: Day(coming(weekday, today) + weeks * WEEK))
    rule(
        "day",
        f"{NEAR} {{weekday}} [,] [den|the] {{marked}}",
        lambda weekday, marked: agreeing(weekday, marked),
    )
    rule(
        "day",
        "{marked:date} [,] (på|on|er|is) [en|a] {weekday}",
        lambda weekday, date: agreeing(weekday, date),
    )
    rule(
        "day",
        "(neste|next) {weekday} [,] [den|the] {marked}",
        lambda weekday, marked: agreeing(weekday, marked),
    )


def add_to(grammar: Grammar) -> None:
    """The symbol `day` means a Day, `days` means Days."""
    grammar.words("weekday", lexicon.numbered("weekdays"))
    grammar.words("month", lexicon.numbered("months"))
    grammar.words("ordinal", lexicon.numbered("ordinals"))
    _add_dates(grammar)
    _add_weeks(grammar)
    _add_weekdays(grammar)
    rule = grammar.rule
    grammar.words("days_ahead", lexicon.numbered("days"))
    rule("day", "[for|på] {days_ahead}", lambda days_ahead, today: Day(today + days_ahead * DAY))
    rule(
        "day",
        "{days_ahead} [,] {weekday} [,] [den] {marked}",
        lambda days_ahead, weekday, marked, today: _same(days_ahead, weekday, marked, today),
    )
    rule(
        "day",
        "{days_ahead} [,] {weekday}",
        lambda days_ahead, weekday, today: agreeing(weekday, Day(today + days_ahead * DAY)),
    )
    rule("day", "[på|on] {date}", lambda date: date)
    rule(
        "day",
        "(om|in) {number} (dager|dagar|dag|days|day|døgn)",
        lambda number, today: Day(today + number * DAY),
    )
    rule(
        "day",
        "{number} (dager|dagar|days) (fra|frå|from) (nå|no|now|i dag|today)",
        lambda number, today: Day(today + number * DAY),
    )
    rule("day", "{weeks}", lambda weeks, today: Day(today + weeks * WEEK, weeks=weeks))
    rule("day", "(samme|same) dag om {number} uker", lambda number, today: Day(today + number * WEEK))
    rule(
        "day",
        f"{{number:weeks}} {WEEKS_WORD} (fra|frå|from) (nå|no|now|i dag|today)",
        lambda weeks, today: Day(today + weeks * WEEK),
    )
    for template in lexicon.templates("past", "past"):
        rule("day", template, lambda **_said: Day(None))
    rule("dots", "{dotted} [.]", lambda dotted, today: Dotted(_dotted(dotted, today), dotted))
    rule("vague", "{ahead}", lambda ahead: Vague(ahead=ahead))
    rule("vague", "{week}", lambda week: Vague(week=week))
    for template in (
        "[i|til|denne|neste|next|the|this|in the|over the|on the] (helg|helga|helgen|helgi|weekend)",
        "(ihelga|ihelgen|i helgene)",
        f"{NEXT} {MONTH_WORD}",
        "(i|in|during|sometime in) {month}",
        "(en|ein|one|some) dag neste uke",
    ):
        rule("vague", template, lambda **_said: Vague())
    _add_rows_of_days(grammar)


def _same(days_ahead: int, weekday: int, marked: Day, today: date) -> Day:
    day = agreeing(weekday, marked)
    return day if day.on == today + days_ahead * DAY else Day(None)


def _add_rows_of_days(grammar: Grammar) -> None:
    rule = grammar.rule
    to = "(til|til og med|til o m|t o m|tom|to|through|thru|until|till|tell|-|- til)"
    both_and = "(og|and|&|+|,|, og|, and|og så|samt|pluss|plus)"
    rule("days", f"[fra|frå|from|mellom|between|fra og med|f o m] {{day:first}} {to} {{day:last}}", in_a_row)
    rule("days", f"(mellom|between) {{day:first}} (og|and) {{day:last}}", in_a_row)
    rule("days", f"{{day:first}} {both_and} {{day:last}}", both)
    rule("days", f"(både|both) {{day:first}} {both_and} {{day:last}}", both)
    for template in (
        f"[fra|frå|from] [den|the] {{bare_nth:first}} {to} [den|the] {{bare_nth:last}} [of] {{month}} [{{year}}]",
        f"[fra|frå|from] {{month}} [the] {{bare_nth:first}} {to} [the] {{bare_nth:last}} [[,] {{year}}]",
    ):
        rule("days", template, _dates_in_a_row)
    rule("days", f"[fra|frå|from] {{nth:first}} {to} {{dotted:last}}", _numeric_in_a_row)
    rule("days", "[den|the] {bare_nth:first} (og|and|&) [den|the] {bare_nth:last} [of] {month}", _two_dates)
    for link, joined in ((to, in_a_row), (both_and, both)):
        for template in (
            f"[fra|frå|from] [på|on] {{weekday:first}} {link} [på|on] {{weekday:last}} {{ahead}}",
            f"{{ahead}} [,] [fra|frå|from|på|on] {{weekday:first}} {link} [på|on] {{weekday:last}}",
            f"[fra|frå|from] {NEXT} {{weekday:first}} {link} {{weekday:last}}",
        ):
            rule("days", template, _of_the_same_week(joined))
        rule(
            "days",
            f"[fra|frå|from] [på|on] {{weekday:first}} {link} [på|on] {{weekday:last}} {{week}}",
            _of_the_same_numbered_week(joined),
        )


def _of_the_same_week(joined):  # type: ignore[no-untyped-def]
    def meaning(first: int, last: int, today: date, ahead: int = 1) -> Days | None:
        return joined(of_week(first, today, ahead), of_week(last, today, ahead))

    return meaning


def _of_the_same_numbered_week(joined):  # type: ignore[no-untyped-def]
    def meaning(first: int, last: int, week: int, today: date) -> Days | None:
        return joined(of_numbered_week(first, today, week), of_numbered_week(last, today, week))

    return meaning


def _dates_in_a_row(
    first: DayOfMonth, last: DayOfMonth, month: int, today: date, year: int | None = None
) -> Days | None:
    if first.number >= last.number:
        return None
    return in_a_row(on_date(first.number, month, today, year), on_date(last.number, month, today, year))


def _numeric_in_a_row(first: DayOfMonth, last: str, today: date) -> Days | None:
    day, month = (int(part) for part in last.split("."))
    return _dates_in_a_row(first, DayOfMonth(day), month, today) if 1 <= month <= 12 else None


def _two_dates(first: DayOfMonth, last: DayOfMonth, month: int, today: date) -> Days:
    return both(on_date(first.number, month, today), on_date(last.number, month, today))
