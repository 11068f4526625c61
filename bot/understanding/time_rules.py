"""How times of day are said. A new way is one line here; a new word is one in lexicon.toml."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding import lexicon
from bot.understanding.grammar import Grammar
from bot.understanding.times import (
    HALF_DAY,
    HOUR,
    LAST_HOUR,
    NOON,
    QUARTER,
    WHOLE_DAY,
    Clock,
    FromNow,
    Length,
    Now,
    Number,
    Part,
    Span,
    Stretch,
    at,
    beside,
    in_half,
    of_digits,
    overnight,
    spanning,
    with_minutes,
)

NO_LENGTH = "!timer !timar !time !timen !t !hours !hour !min !minutter !minutes !kvarter !kl !klokka !klokken"
"""In `kl 9 - 2 timer` the second number is no time."""
ARTICLES = frozenset({"en", "ei", "ein", "et", "eit", "a", "an", "one", "par", "to", "ett", "eitt"})
"""Numbers that are mostly another word where they stand alone."""
NO_HOURS = frozenset({"a", "an", "par"})
MOST_DIGITS = len("1330")


def add_to(grammar: Grammar) -> None:
    """The symbols clock, span, length, from_now, part, now and count mean the classes of times.py."""
    _add_numbers(grammar)
    _add_clocks(grammar)
    _add_spoken(grammar)
    _add_spans(grammar)
    _add_lengths(grammar)
    _add_moments(grammar)
    grammar.words("today_part", lexicon.named("today_parts"))
    grammar.words("part_name", lexicon.named("parts"))
    rule = grammar.rule
    rule("part", "{today_part}", lambda today_part: Part(today_part, of_today=True))
    rule("part", "[<in_part>] {part_name:name}", Part)
    rule("now", "[akkurat|right|fra|frå|from] (nå|now|no) [med en gang|med ein gong|right away]", Now())
    rule(
        "now",
        "(med en gang|med ein gong|med det same|straks|asap|right away|immediately|umiddelbart|her og nå)",
        Now(),
    )


def _add_numbers(grammar: Grammar) -> None:
    numbers = lexicon.numbered("numbers")
    grammar.words("number_word", numbers)
    grammar.rule("number", "{number_word}", lambda number_word: number_word)
    grammar.rule("number", "{digits}", lambda digits: int(digits) if len(digits) < MOST_DIGITS else None)
    hours = {word: value for word, value in numbers.items() if value <= LAST_HOUR and " " not in word}
    grammar.words("minute_words", lexicon.numbered("minute_words"))
    grammar.words("hour_word", {word: value for word, value in hours.items() if word not in NO_HOURS})
    grammar.rule("hour", "{hour_word}", lambda hour_word: hour_word)
    grammar.rule("hour", "{digits}", _hour)
    grammar.rule("count", "{digits}", _count)
    counts = {
        word: Number(value) for word, value in numbers.items() if word not in ARTICLES and " " not in word
    }
    grammar.words("count", counts)


def _add_clocks(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("plain", "{colon}", lambda colon: with_minutes(colon, ":"))
    rule("plain", "{dotted}", lambda dotted: with_minutes(dotted, "."))
    rule("plain", "{digits}", of_digits)
    rule("plain", "{hour_word:hour}", lambda hour: at(hour, bare=hour <= NOON))
    rule(
        "plain",
        "{hour_word:hour} {minute_words:minute}",
        lambda hour, minute: at(hour, minute, bare=hour <= NOON),
    )
    rule("plain", "{digits:hour} {digits:minute} !.", _spaced)
    rule("exact", "{colon}", lambda colon: with_minutes(colon, ":"))
    rule("exact", "{plain} (am|a m|a . m) [.]", lambda plain: in_half(plain, "am"))
    rule("exact", "{plain} (pm|p m|p . m) [.]", lambda plain: in_half(plain, "pm"))
    rule("exact", "[12] (noon|midday)", Clock(minutes=HALF_DAY))
    rule("exact", "[12] (midnight|midnatt)", Clock(minutes=WHOLE_DAY))
    rule("exact", "{hour} oclock", lambda hour: at(hour, bare=hour <= NOON))
    rule(
        "exact",
        "{digits} (hours|hrs)",
        lambda digits: of_digits(digits) if len(digits) == MOST_DIGITS else None,
    )
    rule("loose", "({plain}|{exact:plain})", lambda plain: plain)
    rule("time", "[<at>] [<at>] {loose} [<season>]", lambda loose: loose)
    rule("clock", f"<at> [<at>] {{loose}} {NO_LENGTH}", lambda loose: replace(loose, dotted=False))
    rule("clock", "{exact}", lambda exact: exact)
    rule("clock_or_hour", "({clock}|{loose:clock})", lambda clock: clock)


def _add_spoken(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("some_minutes", "{number} [<minutes>]", lambda number: number if 0 < number < HOUR / 2 else None)
    rule("exact", "(halv|½) [-] {hour}", lambda hour: beside(hour, -30))
    rule("exact", "half past {hour}", lambda hour: beside(hour, 30))
    rule("exact", "half {hour}", lambda hour: beside(hour, 30))
    rule(
        "exact", "[<article>] (kvart|kvarter|quarter) (over|past|after) {hour}", lambda hour: beside(hour, 15)
    )
    rule(
        "exact",
        "[<article>] (kvart|kvarter|quarter) (på|to|before|til) {hour}",
        lambda hour: beside(hour, -15),
    )
    rule("exact", "{some_minutes:past} (over|past) {hour}", lambda past, hour: beside(hour, past))
    rule("exact", "{some_minutes:short} på {hour}", lambda short, hour: beside(hour, -short))
    rule("exact", "{number:short} <minutes> to {hour}", lambda short, hour: beside(hour, -short))
    rule("exact", "{some_minutes:past} over halv {hour}", lambda past, hour: beside(hour, past - 30))
    rule("exact", "{some_minutes:short} på halv {hour}", lambda short, hour: beside(hour, -30 - short))


def _add_spans(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("span", f"[<from>] {{time:start}} <until_hour> {{time:end}} {NO_LENGTH}", spanning)
    rule("span", "[<from>] {time:start} <until_hour> {time:end} <next_day>", overnight)
    rule("end_at", "(til|until|till|fram til|frem til) {clock_or_hour:end}", lambda end: Span(None, end))
    rule("span", "(mellom|between) {time:start} (og|and|-) {time:end}", spanning)
    rule("span", "<after> {time:start}", lambda start: Span(start, None))
    rule("span", "<before> {time:end}", lambda end: Span(None, end))


def _add_lengths(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("lasting", "{number} <hours>", lambda number: number * HOUR)
    rule("lasting", "{number} <minutes>", lambda number: number)
    rule("lasting", "{number} <quarters> [time|of an hour]", lambda number: number * QUARTER)
    rule("lasting", "(kvarter|et kvarters tid)", QUARTER)
    rule("lasting", "(trekvarter|tre kvarters|three quarters of an hour)", 3 * QUARTER)
    rule("lasting", "[<article>] (halvtime|halvtimen|halvtimes|half-hour|half hour)", 30)
    rule("lasting", "[<article>] <half> [an] <hours>", 30)
    rule("lasting", "[<article>] (halvannen|halvannan|halvanna|halvan|halvonna) [<hours>]", 90)
    rule("lasting", "(an hour and a half|one and a half [<hours>]|time og et halvt)", 90)
    rule("lasting", "{number} (og|and) <article> <half> <hours>", lambda number: number * HOUR + 30)
    rule("lasting", "{number} <hours> (og|and) <article> <half> [time]", lambda number: number * HOUR + 30)
    rule(
        "lasting",
        "{number} <hours> [og|and|,] {number:more} <minutes>",
        lambda number, more: number * HOUR + more,
    )
    rule(
        "lasting",
        "{number} <hours> (og|and) {number:more} <quarters>",
        lambda number, more: number * HOUR + more * QUARTER,
    )
    rule("lasting", "{digits} (,|.) {digits:part} <hours>", _decimal)
    rule("lasting", "{digits} ½ <hours>", lambda digits: _decimal(digits, "5"))
    rule(
        "lasting",
        "{digits} {slash} <hours>",
        lambda digits, slash: _decimal(digits, "5") if slash == "1/2" else None,
    )
    rule("lasting", "{dotted} <hours>", lambda dotted: _decimal(*dotted.split(".")))
    rule(
        "length",
        "[<lasting>] {lasting} [tid|lang|lange|long]",
        lambda lasting: Length(lasting) if lasting else None,
    )


def _add_moments(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("stretch", "[med|by|en|ei] {number} <weeks>", lambda number: Stretch(number * 7 * WHOLE_DAY))
    rule("stretch", "[med|by] {number} <days>", lambda number: Stretch(number * WHOLE_DAY))
    rule("from_now", "(om|in) [<about>] {lasting}", lambda lasting: FromNow(lasting) if lasting else None)
    rule(
        "from_now",
        "{lasting} (fra nå|frå no|from now)",
        lambda lasting: FromNow(lasting) if lasting else None,
    )


def _hour(digits: str) -> int | None:
    return int(digits) if len(digits) <= len("24") and int(digits) <= LAST_HOUR else None


def _spaced(hour: str, minute: str) -> Clock | None:
    """`10 30`."""
    said = len(hour) <= len("24") and minute in {"00", "15", "30", "45"}
    return at(int(hour), int(minute), bare=1 <= int(hour) <= NOON and hour[0] != "0") if said else None


def _count(digits: str) -> Number | None:
    return Number(int(digits), digits=True) if len(digits) <= MOST_DIGITS else None


def _decimal(digits: str, part: str) -> int | None:
    """`1,5 timer`."""
    return round(float(f"{digits}.{part}") * HOUR) if max(len(digits), len(part)) <= len("12") else None
