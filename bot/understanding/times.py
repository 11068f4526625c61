"""Times of day, ranges, lengths and parts of the day. A new way to say a time is one line of `add_to`.

Times are minutes from midnight of the local wall clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.understanding import lexicon
from bot.understanding.grammar import Grammar

HOUR = 60
HALF_DAY = 12 * HOUR
WHOLE_DAY = 24 * HOUR
FIRST_MORNING_HOUR = 7
"""A bare hour from 1 to 6 is in the afternoon, 7 to 11 in the morning."""
PART_HOURS = {"morning": (480, 720), "afternoon": (720, 960), "evening": (1020, 1260)}
HOURS_WORD = "(timer|timar|time|timen|timers|times|hours|hour|hrs|hr|t|h|tima)"
MINUTES_WORD = "(minutter|minutt|minuttar|minutters|minutes|minute|mins|min|minuter)"
QUARTERS_WORD = "(kvarter|quarters|quarter|kvarters|kvartar)"
AT = "(kl|klokka|klokken|klokkå|klokko|klokk|at|@|ca|cirka|rundt|around|about|omtrent|ved|kl ca|rundt kl|ca kl|presis|omkring|by)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time as it was said. `bare` may lie in either half of the day, `doubtful` even by the rule of bare hours."""

    minutes: int
    bare: bool = False
    doubtful: bool = False
    half: str = ""
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A range; None where that side was left open."""

    start: Clock | None
    end: Clock | None


@dataclass(frozen=True, slots=True)
class Length:
    minutes: int


@dataclass(frozen=True, slots=True)
class FromNow:
    minutes: int


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    today: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    pass


@dataclass(frozen=True, slots=True)
class Number:
    value: int
    digits: bool = False


def _of_digits(digits: str) -> Clock | None:
    """`13`, `08`, `1330`; a leading zero is literal."""
    if len(digits) == 4:
        return of(int(digits[:2]), int(digits[2:]))
    if len(digits) == 3 and int(digits[1:]) < HOUR and digits[0] != "0":
        return of(int(digits[0]), int(digits[1:]), bare=True)
    hour = int(digits) if len(digits) <= 2 else 99
    return of(hour, 0, bare=1 <= hour <= 12 and digits[0] != "0")


def of(hour: int, minute: int, *, bare: bool = False) -> Clock | None:
    """None where there is no such time."""
    if hour > 24 or minute >= HOUR or (hour == 24 and minute):
        return None
    return Clock(minutes=hour * HOUR + minute, bare=bare)


def _with_minutes(text: str, by: str, *, dotted: bool = False) -> Clock | None:
    hour, _, minute = text.partition(by)
    if len(minute) != 2:
        return None
    clock = of(int(hour), int(minute), bare=1 <= int(hour) <= 12 and hour[0] != "0")
    return replace(clock, dotted=dotted) if clock else None


def _half(said: Clock, half: str) -> Clock | None:
    """`9am`, `12pm`."""
    if said.minutes > 12 * HOUR + 59:
        return said if half == "pm" else None
    return replace(
        said, minutes=said.minutes % HALF_DAY + (HALF_DAY if half == "pm" else 0), bare=False, half=half
    )


def _beside(hour: int, minutes: int) -> Clock | None:
    """So many minutes after (before, where negative) the hour."""
    if hour > 24:
        return None
    if hour > 12 or hour == 0:
        return Clock(minutes=(hour * HOUR + minutes) % WHOLE_DAY)
    doubtful = minutes < 0 and hour == FIRST_MORNING_HOUR
    return Clock(minutes=(hour * HOUR + minutes) % HALF_DAY or HALF_DAY, bare=True, doubtful=doubtful)


def resolved(said: Clock, half: str) -> int | None:
    """By the rule of bare hours and what the message says of the half of the day; None where it is in doubt."""
    if not said.bare:
        return said.minutes
    if half in {"am", "morning"}:
        return said.minutes
    if half in {"pm", "evening", "afternoon"}:
        return said.minutes % HALF_DAY + HALF_DAY
    if said.doubtful:
        return None
    return said.minutes + (HALF_DAY if said.minutes < FIRST_MORNING_HOUR * HOUR else 0)


def ended(start: int, said: Clock) -> int:
    """The end that follows the start."""
    if not said.bare:
        return said.minutes
    early = said.minutes % HALF_DAY
    return next((each for each in (early, early + HALF_DAY) if each > start), early + WHOLE_DAY)


def _span(start: Clock, end: Clock) -> Span | None:
    """`2-4pm` is two to four in the afternoon, `10-12pm` begins in the morning."""
    if end.half and start.bare:
        same = _half(start, end.half)
        other = _half(start, "am")
        start = (same if same and same.minutes < end.minutes else other) or start
    return Span(start, end)


def _add_clocks(grammar: Grammar) -> None:
    rule = grammar.rule
    grammar.words("number_word", lexicon.numbered("numbers"))
    rule("number", "{number_word}", lambda number_word: number_word)
    rule("number", "{digits}", lambda digits: int(digits) if len(digits) <= 3 else None)
    hours = {
        word: value
        for word, value in lexicon.numbered("numbers").items()
        if value <= 12 and word not in {"a", "an", "par"}
    }
    grammar.words("hour_word", {word: value for word, value in hours.items() if " " not in word})
    rule("hour", "{hour_word}", lambda hour_word: hour_word)
    rule("hour", "{digits}", lambda digits: int(digits) if len(digits) <= 2 and int(digits) <= 24 else None)
    rule("plain", "{colon}", lambda colon: _with_minutes(colon, ":"))
    rule("plain", "{dotted}", lambda dotted: _with_minutes(dotted, ".", dotted=True))
    rule("plain", "{digits}", _of_digits)
    rule("plain", "{hour_word}", lambda hour_word: Clock(minutes=hour_word * HOUR, bare=True))
    rule("exact", "{colon}", lambda colon: _with_minutes(colon, ":"))
    rule("loose", "{plain}", lambda plain: plain)
    rule("loose", "{exact}", lambda exact: exact)
    rule("exact", "halv [-] {hour}", lambda hour: _beside(hour, -30))
    rule("exact", "half past {hour}", lambda hour: _beside(hour, 30))
    rule(
        "exact", "[et|eit|a] (kvart|kvarter|quarter) (over|past|after) {hour}", lambda hour: _beside(hour, 15)
    )
    rule(
        "exact",
        "[et|eit|a] (kvart|kvarter|quarter) (på|to|before|til) {hour}",
        lambda hour: _beside(hour, -15),
    )
    rule("minutes_said", f"{{number}} [{MINUTES_WORD}]", lambda number: number if 0 < number < 30 else None)
    rule("exact", "{minutes_said:past} (over|past) {hour}", lambda past, hour: _beside(hour, past))
    rule("exact", "{minutes_said:short} (på) {hour}", lambda short, hour: _beside(hour, -short))
    rule("exact", f"{{number:short}} {MINUTES_WORD} to {{hour}}", lambda short, hour: _beside(hour, -short))
    rule("exact", "{minutes_said:past} over halv {hour}", lambda past, hour: _beside(hour, past - 30))
    rule("exact", "{minutes_said:short} på halv {hour}", lambda short, hour: _beside(hour, -30 - short))
    for half, words in (("am", "(am|a m|a . m) [.]"), ("pm", "(pm|p m|p . m) [.]")):
        rule("exact", f"{{plain}} {words}", lambda plain, half=half: _half(plain, half))
    rule("exact", "[12] (noon|midday)", Clock(minutes=HALF_DAY))
    rule("exact", "klokka tolv|tolv middag|tolv presis", Clock(minutes=HALF_DAY))
    rule("exact", "[12] (midnight|midnatt)", Clock(minutes=WHOLE_DAY))
    rule("exact", "{hour} oclock", lambda hour: Clock(minutes=hour * HOUR, bare=hour <= 12))
    rule(
        "exact",
        "{digits} h {digits:minute}",
        lambda digits, minute: of(int(digits), int(minute)) if len(minute) == 2 else None,
    )
    rule("exact", "{digits} [h] (hours|hrs)", lambda digits: _of_digits(digits) if len(digits) == 4 else None)
    rule("time", f"[{AT}] {{loose}}", lambda loose: loose)
    rule("time", f"[{AT}] {AT} {{loose}}", lambda loose: loose)
    rule("clock", f"{AT} [{AT}] {{loose}}", lambda loose: replace(loose, dotted=False))
    rule("clock", "{exact}", lambda exact: exact)


def _add_spans(grammar: Grammar) -> None:
    to = "(-|- til|til|to|till|until|tell|te|→|og til|and until|fram til|frem til|til ca|bort til)"
    grammar.rule(
        "span", f"[fra|frå|from|mellom|between|fra ca|frå om lag] {{time:start}} {to} {{time:end}}", _span
    )
    grammar.rule("span", "(mellom|between) {time:start} (og|and|-) {time:end}", _span)
    grammar.rule(
        "span",
        "(etter|after|tidligst|ikke før|ikkje før|not before|tidlegast|fra og med|frå og med|any time after) {time:start}",
        lambda start: Span(start, None),
    )
    grammar.rule(
        "span",
        "(før|before|innen|innan|senest|seinast|no later than|ferdig til|ferdig innen|ferdig før|done by|til senest) {time:end}",
        lambda end: Span(None, end),
    )


def _add_lengths(grammar: Grammar) -> None:
    rule = grammar.rule
    half = "(halv|half)"
    rule("lasting", f"{{number}} {HOURS_WORD}", lambda number: number * HOUR)
    rule("lasting", f"{{number}} {MINUTES_WORD}", lambda number: number)
    rule("lasting", f"{{number}} {QUARTERS_WORD} [time|of an hour]", lambda number: number * 15)
    rule("lasting", "(kvarter|et kvarters tid)", 15)
    rule("lasting", "(trekvarter|tre kvarters|three quarters of an hour)", 45)
    rule("lasting", "[en|ein|ei|a|an] (halvtime|halvtimen|halvtimes|half-hour|half hour)", 30)
    rule("lasting", f"[en|ein|a] {half} [an] (time|times|hour|hours)", 30)
    rule("lasting", "[ein|en] (halvannen|halvannan|halvanna|halvan|halvonna) [time|times|timer]", 90)
    rule(
        "lasting",
        "(an hour and a half|one and a half [hours|hour]|en og en halv time|ein og ein halv time|en og en halv|time og et halvt)",
        90,
    )
    rule(
        "lasting", f"{{number}} (og|and) (en|ein|a|et) {half} {HOURS_WORD}", lambda number: number * HOUR + 30
    )
    rule(
        "lasting",
        f"{{number}} {HOURS_WORD} (og|and) (en|ein|a) {half} [time]",
        lambda number: number * HOUR + 30,
    )
    rule(
        "lasting",
        f"{{number}} {HOURS_WORD} [og|and|,] {{number:more}} {MINUTES_WORD}",
        lambda number, more: number * HOUR + more,
    )
    rule(
        "lasting",
        f"{{number}} {HOURS_WORD} (og|and) {{number:more}} {QUARTERS_WORD}",
        lambda number, more: number * HOUR + more * 15,
    )
    rule("lasting", f"{{digits}} (,|.) {{digits:part}} {HOURS_WORD}", _decimal)
    rule("lasting", f"{{dotted}} {HOURS_WORD}", lambda dotted: _decimal(*dotted.split(".")))
    lead = "[i|for|på|med|about|ca|cirka|rundt|omtrent|en|ei|ein|i ca|for about|i cirka|lasting|som varer|varer|bare|just|i omtrent]"
    rule(
        "length",
        f"{lead} {{lasting}} [tid|lang|lange|long]",
        lambda lasting: Length(lasting) if lasting else None,
    )
    rule(
        "from_now",
        "(om|in) [ca|cirka|about] {lasting}",
        lambda lasting: FromNow(lasting) if lasting else None,
    )
    rule(
        "from_now",
        "{lasting} (fra nå|frå no|from now)",
        lambda lasting: FromNow(lasting) if lasting else None,
    )


def _decimal(digits: str, part: str) -> int | None:
    return round(float(f"{digits}.{part}") * HOUR) if len(digits) <= 2 and len(part) <= 2 else None


def add_to(grammar: Grammar) -> None:
    """The symbols clock, span, length, from_now, part, now and count mean the classes above."""
    _add_clocks(grammar)
    _add_spans(grammar)
    _add_lengths(grammar)
    rule = grammar.rule
    grammar.words("today_part", lexicon.named("today_parts"))
    rule("part", "{today_part}", lambda today_part: Part(today_part, today=True))
    grammar.words("part_name", lexicon.named("parts"))
    rule(
        "part",
        "[på|om|i|in the|on the|the|for|i løpet av|during the|utpå|in|at|for the|til] {part_name}",
        lambda part_name: Part(part_name),
    )
    rule("now", "[akkurat|right|fra|frå|from] (nå|now|no|nuh) [med en gang|med ein gong|right away]", Now())
    rule(
        "now",
        "(med en gang|med ein gong|med det same|straks|asap|right away|immediately|umiddelbart|med ein gang|her og nå|på stående fot)",
        Now(),
    )
    rule("count", "{digits}", lambda digits: Number(int(digits), digits=True) if len(digits) <= 4 else None)
    articles = {"en", "ei", "ein", "et", "eit", "a", "an", "one", "par", "to", "ett", "eitt"}
    counts = {
        word: Number(value) for word, value in lexicon.numbered("numbers").items() if word not in articles
    }
    grammar.words("count", {word: value for word, value in counts.items() if " " not in word})
