"""Repeats in a message: how often, from which day where the words say it, and until when."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding import lexicon
from bot.understanding.days import Day, DayOfMonth, day_of_month, this
from bot.understanding.grammar import Grammar

ONE_DAY = timedelta(days=1)
EVERY = "(hver|kvar|kvart|hvert|every|each|alle|kver|på hver|for each|hver eneste|fast hver|fast kvar)"
OTHER = "(annenhver|annankvar|annenkvar|anna kvar|annan kvar|annen hver|anna hver|hver annen|kvar annan|kvar andre|hver andre|every other|every second|each other|hveranna|annahver|annankver)"
WEEK = "(uke|uka|veke|veka|week|vika)"
MONTH = "(måned|måneden|månad|månaden|month|mnd)"


@dataclass(frozen=True, slots=True)
class Repeats:
    """`first` where the words say the day of the first; `after` the one that follows a monthly first of today."""

    every: str
    first: Day | None = None
    after: Day | None = None
    more: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Until:
    """`strong` where the words mean an end and not a day."""

    day: Day
    strong: bool = True


def _monthly(ordinal: int, weekday: int, today: date) -> Repeats:
    first = _nth_weekday(ordinal, weekday, today)
    return Repeats("month", first, after=_nth_weekday(ordinal, weekday, today + ONE_DAY))


def _nth_weekday(ordinal: int, weekday: int, today: date) -> Day:
    """Of this month, or of the next where it is over; 0 is the last."""
    for ahead in range(3):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        days = [date(year, month + 1, n + 1) for n in range(monthrange(year, month + 1)[1])]
        of_weekday = [day for day in days if day.weekday() == weekday]
        found = of_weekday[-1] if ordinal == 0 else of_weekday[ordinal - 1] if ordinal <= 4 else None
        if found is not None and found >= today:
            return Day(found, flexible=False)
    return Day(None)


def _end_of_month(month: int, today: date, year: int | None = None) -> Until:
    of = year or (today.year if month >= today.month else today.year + 1)
    return Until(Day(date(of, month, monthrange(of, month)[1])))


def _end_of_year(today: date) -> Until:
    return Until(Day(date(today.year, 12, 31)))


def add_to(grammar: Grammar) -> None:
    """The symbols repeat and until mean the classes above."""
    rule = grammar.rule
    grammar.words("weekday_again", lexicon.numbered("weekdays_again"))
    grammar.words("part_again", lexicon.named("parts"))
    every_weekday = lambda weekday, today: Repeats("week", this(weekday, today))  # noqa: E731
    rule("repeat", f"{EVERY} {{weekday}}", every_weekday)
    rule(
        "repeat",
        f"{EVERY} {{weekday}} (og|and|,) {{weekday:other}}",
        lambda weekday, other, today: Repeats("week", this(weekday, today), more=True),
    )
    rule("repeat", "[på|on] [alle] {weekday_again:weekday}", every_weekday)
    rule(
        "repeat",
        "[på|on] {weekday_again:weekday} (og|and) {weekday_again:other}",
        lambda weekday, other, today: Repeats("week", this(weekday, today), more=True),
    )
    for template in (
        f"{EVERY} {WEEK} [på|on|,] {{weekday}}",
        f"(ukentlig|vekentleg|weekly) [på|on|hver] {{weekday}}",
        f"{{weekday}} {EVERY} {WEEK}",
        "{weekday} (ukentlig|vekentleg|weekly)",
    ):
        rule("repeat", template, every_weekday)
    rule("repeat", f"({EVERY} {WEEK}|ukentlig|vekentleg|weekly|fast hver uke|{EVERY} 7 dag)", Repeats("week"))
    _add_rarer(grammar)
    workday = "(ukedag|ukedager|vekedag|vekedagar|hverdag|kvardag|yrkedag|virkedag|arbeidsdag|arbeidsdager|weekday|weekdays|workday|work day|working day|business day|hverdager|kvardagar|yrkesdag)"
    rule(
        "repeat",
        f"({EVERY} {workday}|[på|alle|on] (hverdager|kvardagar|ukedager|vekedagar|weekdays|arbeidsdager|yrkedager|workdays|virkedager))",
        Repeats("weekday"),
    )
    rule(
        "repeat",
        f"({EVERY} (mandag|måndag|monday) (til|to|-) (fredag|friday)|(mandag|måndag|monday) (til|to|-) (fredag|friday) {EVERY} {WEEK})",
        Repeats("weekday"),
    )
    rule(
        "repeat",
        f"({EVERY} (dag|day|eneste dag|single day|dagen|dagar|dager|jævla dag)|daglig|dagleg|daily)",
        Repeats("day"),
    )
    rule("repeat", f"{EVERY} {{part_again}}", lambda part_again: Repeats("day", part=part_again))
    _add_untils(grammar)


def _add_rarer(grammar: Grammar) -> None:
    rule = grammar.rule
    for template in (
        f"{OTHER} {{weekday}}",
        f"{OTHER} {WEEK} [på|on|,] {{weekday}}",
        f"{{weekday}} {OTHER} {WEEK}",
        f"{EVERY} (2|to|two|andre) (uke|uker|veke|veker|week|weeks) [på|on] {{weekday}}",
        "(biweekly|fortnightly|every fortnight) [on] {weekday}",
    ):
        rule("repeat", template, lambda weekday, today: Repeats("2 weeks", this(weekday, today)))
    rule(
        "repeat",
        f"({OTHER} {WEEK}|{EVERY} (14|fjortende|fjortande) [.] (dag|day)|{EVERY} (2|to|two|andre) (uke|uker|veke|veker|week|weeks)|biweekly|every fortnight|fortnightly|hver fjortendedag)",
        Repeats("2 weeks"),
    )
    rule(
        "repeat",
        f"({EVERY} {MONTH}|månedlig|månadleg|månedleg|monthly|en gang i måneden|once a month|{EVERY} 1 [.] i måneden)",
        Repeats("month"),
    )
    grammar.words(
        "which",
        {
            **{word: n for word, n in lexicon.numbered("ordinals").items() if n <= 4},
            "siste": 0,
            "last": 0,
            "sist": 0,
        },
    )
    which = "[den|the|hver|kvar|every|each]"
    of = f"(i|in|of) [hver|kvar|every|each|the|a] {MONTH}|{EVERY} {MONTH}|of {EVERY} {MONTH}"
    rule(
        "repeat",
        f"{which} {{which}} {{weekday}} ({of})",
        lambda which, weekday, today: _monthly(which, weekday, today),
    )
    rule(
        "repeat",
        f"{which} {{digits}} . {{weekday}} ({of})",
        lambda digits, weekday, today: (
            _monthly(int(digits), weekday, today) if 1 <= int(digits) <= 4 else None
        ),
    )
    rule(
        "repeat",
        f"(månedlig|monthly|{EVERY} {MONTH}) [,] [på|on] [den|the] {{which}} {{weekday}}",
        lambda which, weekday, today: _monthly(which, weekday, today),
    )
    rule("repeat", f"[on] [den|the] {{bare_nth:nth}} ({of})", _nth_of_month)
    rule(
        "repeat", f"(månedlig|monthly|{EVERY} {MONTH}) [,] [på|on] (den|the) {{bare_nth:nth}}", _nth_of_month
    )


def _nth_of_month(nth: DayOfMonth, today: date) -> Repeats:
    first = day_of_month(nth.number, today)
    return Repeats("month", first, after=day_of_month(nth.number, today + ONE_DAY))


def _add_untils(grammar: Grammar) -> None:
    rule = grammar.rule
    strong = "(til og med|t o m|tom|fram til|frem til|fram til og med|frem til og med|until|till|through|thru|ut|og ut|out|up to|up until|inntil|til og med den|to and including|ending|slutt)"
    rule("until", f"{strong} {{day}}", lambda day: Until(day))
    rule("until", "(til|to|tell) {day}", lambda day: Until(day, strong=False))
    end = "[slutten av|utgangen av|slutten på|the end of|end of|ut]"
    rule("until", f"({strong}|til|to|through) {end} {{month}}", _end_of_month)
    rule("until", f"({strong}|til|to) {end} {{month}} {{year}}", _end_of_month)
    rule("until", f"({strong}|til|to) {end} [the] (året|år|year|årsskiftet|nyttår)", _end_of_year)
    rule("until", "(until|til|fram til|til over) (jul|christmas)", lambda today: Until(Day(None)))
